#include "connect/sheetformat.h"

#include "case.h"

static void knows_formats(void **state) {
    (void)state;
    static const struct {
        const char *code;
        SheetKind kind;
        Unit unit;
        int zeros;
    } CASES[] = {
        {"General", SHEET_NUMBER, UNIT_NONE, 0},
        {"dd/mm/yyyy", SHEET_DATE, UNIT_NONE, 0},
        {"[$-409]d-mmm-yy;@", SHEET_DATE, UNIT_NONE, 0},
        {"yyyy-mm-dd hh:mm", SHEET_MOMENT, UNIT_NONE, 0},
        {"[h]:mm:ss", SHEET_TIME, UNIT_NONE, 0},
        {"mm:ss", SHEET_TIME, UNIT_NONE, 0},
        {"0.00%", SHEET_NUMBER, UNIT_PERCENT, 0},
        {"[$₹-4009]#,##0.00", SHEET_NUMBER, UNIT_INR, 0},
        {"\"Rs.\" #,##0", SHEET_NUMBER, UNIT_INR, 0},
        {"#,##0 \"days\"", SHEET_NUMBER, UNIT_NONE, 0},
        {"00000", SHEET_NUMBER, UNIT_NONE, 5},
        {"0", SHEET_NUMBER, UNIT_NONE, 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        SheetFormat f = sheetformat_custom(str_from(CASES[i].code));
        bool same = f.kind == CASES[i].kind && f.unit == CASES[i].unit && f.zeros == CASES[i].zeros;
        if (!same)
            fail_msg("'%s': kind %d unit %d zeros %d", CASES[i].code, (int)f.kind, (int)f.unit,
                     f.zeros);
    }
}

static void turns_serials_into_days(void **state) {
    (void)state;
    static const SheetFormat DAY = {.kind = SHEET_DATE}, MOMENT = {.kind = SHEET_MOMENT};
    char scratch[32];
    Cell c = sheetformat_cell(&DAY, 45000, false, scratch);
    assert_int_equal(c.kind, CELL_DATE);
    assert_int_equal(c.i, date_of(2023, 3, 15));
    assert_int_equal(sheetformat_cell(&DAY, 43538, true, scratch).i, date_of(2023, 3, 15));
    assert_int_equal(sheetformat_cell(&DAY, 1, false, scratch).i, date_of(1900, 1, 1));
    assert_int_equal(sheetformat_cell(&DAY, 61, false, scratch).i, date_of(1900, 3, 1));
    c = sheetformat_cell(&MOMENT, 45000.5, false, scratch);
    assert_int_equal(c.kind, CELL_TIMESTAMP);
    assert_true(c.i == date_of(2023, 3, 15) * MOMENT_DAY + MOMENT_DAY / 2);
    SheetFormat code = {.zeros = 5}, percent = {.unit = UNIT_PERCENT};
    assert_str(sheetformat_cell(&code, 123, false, scratch).text, "00123");
    c = sheetformat_cell(&percent, 0.07, false, scratch);
    assert_true(c.kind == CELL_INT && c.i == 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_formats),
        cmocka_unit_test(turns_serials_into_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
