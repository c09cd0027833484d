// Into a table that is there already: append, merge, replace.
#include "import_case.h"

static ImportCase C;

static int open_case(void **state) {
    (void)state;
    case_open(&C);
    return 0;
}

static int close_case(void **state) {
    (void)state;
    case_close(&C);
    return 0;
}

static ImportTable *bring(ImportMode mode, const char *table, const char *key,
                          const char *content) {
    const char *path = case_write(&C, "in.csv", str_from(content));
    ImportRequest q = {.path = path, .mode = mode, .table = str_from(table), .key = str_from(key)};
    return &case_import(&C, q)->tables[0];
}

static void create_takes_another_name(void **state) {
    (void)state;
    bring(IMPORT_CREATE, "twin", "", "a\n1\n");
    assert_true(str_eq(bring(IMPORT_CREATE, "twin", "", "a\n2\n")->table, S("twin_2")));
    assert_rows(&C, "SELECT a FROM twin", "1\n");
}

static void append_adds_rows_and_columns(void **state) {
    (void)state;
    bring(IMPORT_APPEND, "app", "", "id,code,qty\n1,007,5\n2,008,6\n");
    ImportTable *t = bring(IMPORT_APPEND, "app", "", "QTY,id,code,note\n2.5,3,123,new\n,4,x,\n");
    assert_int_equal(t->rows_loaded, 2);
    assert_true(case_noted(t, "a new column: note") && case_noted(t, "now float"));
    assert_rows(&C, "SELECT * FROM app ORDER BY id", "1|007|5|\n2|008|6|\n3|123|2.5|new\n4|x||\n");
    t = bring(IMPORT_APPEND, "app", "", "id,qty\n5,many\n");
    assert_true(case_noted(t, "now text"));
    assert_rows(&C, "SELECT id, qty FROM app WHERE id IN (1, 5) ORDER BY id", "1|5.0\n5|many\n");
}

static void merge_by_a_detected_key_is_idempotent(void **state) {
    (void)state;
    static const char FILE_1[] = "Bill No,Item,Amount\nB1,Rice,10\nB2,Dal,20\nB3,Oil,30\n";
    bring(IMPORT_MERGE, "bills", "", FILE_1);
    ImportTable *t = bring(IMPORT_MERGE, "bills", "", FILE_1);
    assert_int_equal(t->rows_same, 3);
    assert_int_equal(t->rows_loaded, 0);
    assert_int_equal(t->rows_replaced, 0);
    assert_true(case_noted(t, "key: Bill No"));
    t = bring(IMPORT_MERGE, "bills", "", "Bill No,Item,Amount\nB2,Dal,25\nB3,Oil,30\nB4,Tea,40\n");
    assert_int_equal(t->rows_replaced, 1);
    assert_int_equal(t->rows_same, 1);
    assert_int_equal(t->rows_loaded, 1);
    assert_rows(&C, "SELECT * FROM bills ORDER BY 1",
                "B1|Rice|10\nB2|Dal|25\nB3|Oil|30\nB4|Tea|40\n");
}

static void merge_by_a_key_of_two_columns(void **state) {
    (void)state;
    static const char FILE_1[] =
        "day,shop,total_taken\n2026-01-01,A,10\n2026-01-01,B,20\n"
        "2026-01-02,A,30\n2026-01-02,B,40\n";
    bring(IMPORT_MERGE, "takings", "", FILE_1);
    ImportTable *t = bring(IMPORT_MERGE, "takings", "", FILE_1);
    assert_int_equal(t->rows_same, 4);
    t = bring(IMPORT_MERGE, "takings", "day, shop", "day,shop,total_taken\n2026-01-02,B,41\n");
    assert_int_equal(t->rows_replaced, 1);
    assert_rows(&C, "SELECT sum(total_taken), count(*) FROM takings", "101|4\n");
}

static void merge_without_a_key_compares_rows(void **state) {
    (void)state;
    static const char FILE_1[] = "item,amount\nTea,1.5\nTea,1.5\nOil,2.5\n";
    bring(IMPORT_MERGE, "loose", "", FILE_1);
    ImportTable *t = bring(IMPORT_MERGE, "loose", "", FILE_1);
    assert_int_equal(t->rows_loaded, 0);
    assert_int_equal(t->rows_same, 3);
    t = bring(IMPORT_MERGE, "loose", "", "item,amount\nTea,1.5\nTea,1.5\nTea,1.5\n");
    assert_int_equal(t->rows_loaded, 1);
    assert_rows(&C, "SELECT count(*) FROM loose", "4\n");
}

static void the_last_of_two_rows_with_one_key_counts(void **state) {
    (void)state;
    bring(IMPORT_MERGE, "last", "", "id,v\n1,a\n2,b\n");
    ImportTable *t = bring(IMPORT_MERGE, "last", "id", "id,v\n2,c\n2,d\n");
    assert_true(case_noted(t, "key of a later one"));
    assert_rows(&C, "SELECT * FROM last ORDER BY id", "1|a\n2|d\n");
}

static void replace_exchanges_rows_and_rejects(void **state) {
    (void)state;
    bring(IMPORT_REPLACE, "swap", "", "a,b\n1,2\nTotal,9\n");
    ImportTable *t = bring(IMPORT_REPLACE, "swap", "", "c\nx\ny\n");
    assert_int_equal(t->rows_loaded, 2);
    assert_rows(&C, "SELECT * FROM swap ORDER BY 1", "x\ny\n");
    assert_rows(&C, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'swap__rejects'",
                "0\n");
}

static void a_failed_import_changes_nothing(void **state) {
    (void)state;
    Err err = {0};
    ImportResult *r;
    bring(IMPORT_CREATE, "safe", "", "a\n1\n");
    // The second table of the file is broken: the first is not kept either.
    const char *path = case_write(&C, "two.json", S("{\"safe\":[{\"a\":2}],\"b\":[{\"c\":1}"));
    ImportRequest q = {.path = path, .mode = IMPORT_REPLACE};
    assert_false(case_try(&C, q, &r, &err));
    q = (ImportRequest){.path = case_write(&C, "in.csv", S("a\n5\n")),
                        .mode = IMPORT_MERGE,
                        .table = S("safe"),
                        .key = S("nothing")};
    assert_false(case_try(&C, q, &r, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_rows(&C, "SELECT * FROM safe", "1\n");
    assert_rows(&C, "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE '%incoming%'",
                "0\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(create_takes_another_name),
        cmocka_unit_test(append_adds_rows_and_columns),
        cmocka_unit_test(merge_by_a_detected_key_is_idempotent),
        cmocka_unit_test(merge_by_a_key_of_two_columns),
        cmocka_unit_test(merge_without_a_key_compares_rows),
        cmocka_unit_test(the_last_of_two_rows_with_one_key_counts),
        cmocka_unit_test(replace_exchanges_rows_and_rejects),
        cmocka_unit_test(a_failed_import_changes_nothing),
    };
    return cmocka_run_group_tests(tests, open_case, close_case);
}
