#include "connect/sense.h"

#include "case.h"

typedef struct Case {
    const char *header;
    const char *values;  // set apart by '|'
    const char *type;
    const char *unit;
    bool guessed;
    const char *first;  // the first value, converted, as text
} Case;

static SenseHints hints(void) { return (SenseHints){.today = date_of(2026, 11, 21)}; }

static void values_add(Sense *s, const char *values) {
    Str rest = str_from(values), part;
    while (str_next_part(&rest, '|', &part)) {
        Cell cell = {.kind = part.len ? CELL_TEXT : CELL_EMPTY, .text = part};
        sense_add(s, &cell, hints().today);
    }
}

static void value_write(const Value *v, Buf *out) {
    buf_clear(out);
    if (v->is_null) return;
    switch (v->type) {
        case TYPE_BOOL: buf_add_z(out, v->i ? "true" : "false"); break;
        case TYPE_INT:
        case TYPE_TIME: buf_add_int(out, v->i); break;
        case TYPE_FLOAT: buf_add_float(out, v->f); break;
        case TYPE_TEXT: buf_add(out, v->s); break;
        case TYPE_DATE: date_write(out, (Date)v->i); break;
        case TYPE_TIMESTAMP: moment_write(out, v->i); break;
    }
}

static const Case CASES[] = {
    {"Qty", "1|2|3", "int", "", false, "1"},
    {"Price", "1.50|2|3.25", "float", "", false, "1.5"},
    {"Bill", "00123|00124|125", "text", "", false, "00123"},
    {"Amount", "₹ 1,23,456.78|₹ 500.00|-", "float", "INR", false, "123456.78"},
    {"Amount (₹)", "1,200|500", "int", "INR", false, "1200"},
    {"Preis", "1.234,56|12,50|1.000,00", "float", "", false, "1234.56"},
    {"Balance", "500.00 CR|200.00 DR|1.00 CR", "float", "", true, "500"},
    {"Disc", "5%|10%|2.5%", "float", "%", false, "5"},
    {"Mixed", "$5|€6|$7", "text", "", false, "$5"},
    {"Paid", "Yes|No|Yes", "bool", "", false, "true"},
    {"Ok", "Y|N|Y", "bool", "", false, "true"},
    {"Grade", "Y|Y|Y", "text", "", false, "Y"},
    {"Flag", "true|FALSE|NA", "bool", "", false, "true"},
    {"When", "13/01/2026|14/01/2026", "date", "", false, "2026-01-13"},
    {"When", "01/13/2026|01/14/2026", "date", "", false, "2026-01-13"},
    {"When", "03/04/2026|05/04/2026|01/04/2026", "date", "", true, "2026-04-03"},
    {"When", "01/02/2026|01/03/2026|01/04/2026|01/05/2026|02/01/2026|02/02/2026|02/03/2026", "date",
     "", false, "2026-01-02"},
    {"When", "2026-01-13T10:00:00Z|2026-01-14T00:00:00Z", "timestamp", "", false,
     "2026-01-13T10:00:00"},
    {"When", "2026-01-13 00:00:00|2026-01-14 00:00:00", "date", "", false, "2026-01-13"},
    {"When", "2026-01-13T10:00:00+05:30|2026-01-13T10:00:00Z", "timestamp", "", false,
     "2026-01-13T04:30:00"},
    {"Order Date", "20260113|20260114", "date", "", false, "2026-01-13"},
    {"Id", "12345678|87654321", "int", "", false, "12345678"},
    {"Month", "Jan-26|Feb-26", "date", "", true, "2026-01-01"},
    {"Time", "14:35|9:05", "time", "", false, "52500000000"},
    {"Phone", "9820012345|9820012346", "text", "", false, "9820012345"},
    {"x", "9820012345|9820012346|9820012347", "text", "", false, "9820012345"},
    {"x", "4006381333931|4006381333931|4006381333931", "text", "", false, "4006381333931"},
    {"epoch", "1700000000|1700000001|1700000002", "int", "", false, "1700000000"},
    {"Card", "12345678901234567|12345678901234568", "text", "", false, "12345678901234567"},
    {"Pin Code", "400001|400002", "text", "", false, "400001"},
    {"Account Balance", "400001|400002", "int", "", false, "400001"},
    {"Bill No", "1|2|A-3", "text", "", false, "1"},
    {"City", "NA|Delhi|Pune", "text", "", false, "NA"},
    {"Qty", "NA|1|2|null|-", "int", "", false, ""},
    {"Nothing", "||", "text", "", false, ""},
    {"Year", "2024|2025", "int", "", false, "2024"},
};

static void decides_what_a_column_is(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Buf scratch, out;
    buf_init(&scratch, 4096);
    buf_init(&out, 4096);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        Sense s = {0};
        SenseHints h = hints();
        values_add(&s, c->values);
        sense_hint(&s, &h);
        ValueFormat f = sense_decide(&s, str_from(c->header), &h, a);
        if (strcmp(column_type_name(f.type), c->type) != 0 || f.guessed != c->guessed) {
            fail_msg("%s '%s' is %s%s", c->header, c->values, column_type_name(f.type),
                     f.guessed ? ", guessed" : "");
        }
        assert_str(unit_name(f.unit), c->unit);
        Str rest = str_from(c->values), first;
        Value v;
        const char *reason;
        assert_true(str_next_part(&rest, '|', &first));
        Cell cell = {.kind = first.len ? CELL_TEXT : CELL_EMPTY, .text = first};
        assert_true(sense_convert(&f, &cell, &scratch, &v, &reason));
        value_write(&v, &out);
        if (!str_eq(buf_str(&out), str_from(c->first))) {
            fail_msg("%s '%s' begins with " STR_F, c->header, c->values, STR_A(buf_str(&out)));
        }
    }
    buf_done(&out);
    buf_done(&scratch);
    arena_free(a);
}

static void other_columns_tell_the_order_of_days(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Sense sure = {0}, unsure = {0};
    SenseHints h = hints();
    values_add(&sure, "12/30/2025|01/02/2026");
    values_add(&unsure, "03/04/2026|05/04/2026|01/04/2026");
    sense_hint(&sure, &h);
    sense_hint(&unsure, &h);
    ValueFormat f = sense_decide(&unsure, S("x"), &h, a);
    assert_int_equal(f.order, ORDER_MDY);
    assert_false(f.guessed);
    arena_free(a);
}

static void one_misfit_in_a_hundred_is_put_aside(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Buf scratch;
    buf_init(&scratch, 64);
    Sense s = {0};
    SenseHints h = hints();
    for (int i = 0; i < 99; i++) values_add(&s, "12.5");
    values_add(&s, "twelve");
    ValueFormat f = sense_decide(&s, S("Rate"), &h, a);
    assert_int_equal(f.type, TYPE_FLOAT);
    Cell cell = {.kind = CELL_TEXT, .text = S("twelve")};
    Value v;
    const char *reason = NULL;
    assert_false(sense_convert(&f, &cell, &scratch, &v, &reason));
    assert_true(v.is_null && reason);
    for (int i = 0; i < 5; i++) values_add(&s, "twelve");
    assert_int_equal(sense_decide(&s, S("Rate"), &h, a).type, TYPE_TEXT);
    buf_done(&scratch);
    arena_free(a);
}

static void a_table_that_is_there_has_the_last_word(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Sense s = {0};
    SenseHints h = hints();
    values_add(&s, "1|2|3");
    h.has_wanted = true;
    h.wanted = TYPE_TEXT;
    assert_int_equal(sense_decide(&s, S("Code"), &h, a).type, TYPE_TEXT);
    h.wanted = TYPE_FLOAT;
    assert_int_equal(sense_decide(&s, S("Rate"), &h, a).type, TYPE_FLOAT);
    arena_free(a);
}

static void numbers_of_a_database_beside_words_are_codes(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Sense s = {0};
    SenseHints h = hints();
    for (int i = 0; i < 99; i++) {
        Cell cell = {.kind = CELL_INT, .i = 94000 + i};
        sense_add(&s, &cell, h.today);
    }
    assert_int_equal(sense_decide(&s, S("zip_code"), &h, a).type, TYPE_INT);
    values_add(&s, "V6Z 2X8");
    assert_int_equal(sense_decide(&s, S("zip_code"), &h, a).type, TYPE_TEXT);
    assert_int_equal(sense_decide(&s, S("wheels"), &h, a).type, TYPE_INT);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decides_what_a_column_is),
        cmocka_unit_test(other_columns_tell_the_order_of_days),
        cmocka_unit_test(one_misfit_in_a_hundred_is_put_aside),
        cmocka_unit_test(a_table_that_is_there_has_the_last_word),
        cmocka_unit_test(numbers_of_a_database_beside_words_are_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
