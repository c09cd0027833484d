// Delimited files as they come: what a person would see in the table afterwards.
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

static void reads_a_shops_export(void **state) {
    (void)state;
    ImportTable *t =
        case_csv(&C, "Sales Report (May).csv",
                 "\xEF\xBB\xBFSales Report 2024,,,,,\nBranch: Andheri,,,,,\n,,,,,\n"
                 "Bill No,Bill Date,Party Name,Amount (₹),Disc %,Paid?\n"
                 "00123,12-03-2026,रमेश किराना,\"₹ 1,23,456.78\",5%,Yes\n"
                 "00124,13-03-2026,\"Sharma \"\"Bros\"\", Pune\",\"1,200.00\",2.5%,No\n"
                 "\n"
                 "00125,14-03-2026,\"Two\nlines\",(500.00),NA,Yes\n"
                 "00126,15-03-2026,Gupta,\"Rs. 2,000\",10%,Yes\n"
                 "Total,,,\"1,26,156.78\",,\n");
    assert_true(str_eq(t->table, S("sales_report_may")));
    assert_int_equal(t->header_row, 4);
    assert_int_equal(t->rows_loaded, 4);
    assert_int_equal(t->blank_lines, 1);
    assert_int_equal(t->totals_rows, 1);
    assert_int_equal(t->rejects, 1);
    assert_true(str_eq(case_column(t, "Amount (₹)")->unit, S("INR")));
    assert_true(str_eq(case_column(t, "Disc %")->unit, S("%")));
    assert_int_equal(case_column(t, "Paid?")->type, TYPE_BOOL);
    assert_rows(&C, "SELECT * FROM sales_report_may ORDER BY 1",
                "00123|2026-03-12|रमेश किराना|123456.78|5|true\n"
                "00124|2026-03-13|Sharma \"Bros\", Pune|1200|2.5|false\n"
                "00125|2026-03-14|Two\nlines|-500||true\n"
                "00126|2026-03-15|Gupta|2000|10|true\n");
    assert_rows(&C, "SELECT row_number, reason FROM sales_report_may__rejects",
                "10|a line of totals: left out\n");
}

static void reads_encodings_and_separators(void **state) {
    (void)state;
    static const char UTF16[] =
        "\xFF\xFEN\0a\0m\0e\0;\0P\0\n\0M\0\xFC\0;\0"
        "1\0,\0"
        "5\0\n\0";
    const char *path = case_write(&C, "u16.csv", str_of(UTF16, sizeof UTF16 - 1));
    ImportTable *t = &case_import(&C, (ImportRequest){.path = path})->tables[0];
    assert_true(str_eq(t->encoding, S("UTF-16LE")) && str_eq(t->delimiter, S(";")));
    assert_rows(&C, "SELECT * FROM u16", "Mü|1.5\n");
    t = case_csv(&C, "w1252.tsv",
                 "Caf\xE9\tPrice\tPrice\t\nCr\xE8me\t\x80"
                 "1.50\t1\t\nTh\xE9\t\x80"
                 "2.50\t2\t\n");
    assert_true(str_eq(t->encoding, S("Windows-1252")) && str_eq(t->delimiter, S("tab")));
    assert_int_equal(t->column_count, 3);
    assert_true(str_eq(t->columns[2].name, S("Price_2")));
    assert_true(str_eq(t->columns[1].unit, S("EUR")));
    assert_rows(&C, "SELECT * FROM w1252 ORDER BY 3", "Crème|1.5|1\nThé|2.5|2\n");
}

static void keeps_what_it_cannot_load(void **state) {
    (void)state;
    Buf b;
    buf_init(&b, 1 << 20);
    buf_add_z(&b, "item,qty,when\n");
    for (int i = 0; i < 200; i++) buf_add_fmt(&b, "x%d,%d,%d/01/2026\n", i, i, i % 28 + 1);
    buf_add_z(&b, "y,many,05/01/2026\n");          // a misfit
    buf_add_z(&b, "Bolts, large,5,05/01/2026\n");  // torn
    buf_add_z(&b, "short,7\n");
    buf_add_z(&b, "item,qty,when\n");         // the header again
    buf_add_z(&b, "caf\xE9,8,05/01/2026\n");  // in a file that is UTF-8:
    buf_add_z(&b, "caf\xC3\xA9,9,05/01/2026\ncaf\xC3\xA9,9,05/01/2026\n");
    buf_add_char(&b, 0);
    ImportTable *t = case_csv(&C, "dirt.csv", b.ptr);
    buf_done(&b);
    assert_int_equal(t->rows_read, 206);
    assert_int_equal(t->rows_loaded, 205);
    assert_int_equal(t->rejects, 5);
    assert_int_equal(case_column(t, "qty")->rejects, 1);
    assert_rows(
        &C, "SELECT * FROM dirt__rejects ORDER BY row_number",
        "202|qty|many|not a whole number\n"
        "203||Bolts | large | 5 | 05/01/2026|more cells than columns: the row was not loaded\n"
        "204||short | 7|fewer cells than columns: the rest is empty\n"
        "205||item | qty | when|the header again: left out\n"
        "206|item|café|broken bytes, read as Windows-1252\n");
    assert_rows(&C, "SELECT item, qty, \"when\" FROM dirt WHERE item IN ('y', 'short') ORDER BY 1",
                "short|7|\ny||2026-01-05\n");
}

static void totals_are_left_out_where_they_are_sums(void **state) {
    (void)state;
    ImportTable *t =
        case_csv(&C, "reg.csv",
                 "region,item,amt\nNorth,a,10\nNorth,b,20\nNorth Total,,30\nSouth,a,5\nSouth,b,6\n"
                 "South Total,,11\nTotal Oil,,7\nGrand Total,,48\n");
    assert_int_equal(t->totals_rows, 3);
    assert_rows(&C, "SELECT sum(amt) FROM reg", "48\n");
}

static void says_when_it_guessed(void **state) {
    (void)state;
    ImportTable *t = case_csv(&C, "g.csv", "d,x\n05/04/2026,1\n03/04/2026,2\n04/04/2026,3\n");
    assert_true(case_column(t, "d")->guessed);
    assert_true(str_contains(case_column(t, "d")->note, S("day/month")));
}

static void clear_errors_for_what_is_no_table(void **state) {
    (void)state;
    static const struct {
        const char *name;
        Str content;
        ErrCode code;
        const char *words;
    } CASES[] = {
        {"empty.csv", STR(""), ERR_INVALID, "empty"},
        {"doc.csv", STR("%PDF-1.4 x"), ERR_UNSUPPORTED, "PDF"},
        {"page.xls", STR("<html><table><tr><td>1</td></tr></table></html>"), ERR_UNSUPPORTED,
         "web page"},
        {"cut.xlsx", STR("PK\x03\x04\x14\0\0\0"), ERR_INVALID, "cut short"},
        {"cut.gz", STR("\x1F\x8B\x08\0\0\0\0\0\0\x03garbage"), ERR_INVALID, "broken"},
        {"cut.xls", STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut"), ERR_INVALID, "old workbook"},
        {"cut.json", STR("[{\"a\":1"), ERR_INVALID, "line 1"},
        {"cut.db", STR("SQLite format 3\0 cut"), ERR_INVALID, "database"},
        {"cut.parquet", STR("PAR1 cut"), ERR_INVALID, ""},
        {"bytes", STR("\x01\x02\0\x03\x04"), ERR_UNSUPPORTED, "binary"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        ImportResult *r;
        const char *path = case_write(&C, CASES[i].name, CASES[i].content);
        if (case_try(&C, (ImportRequest){.path = path}, &r, &err)) fail_msg("%s", CASES[i].name);
        if (err.code != CASES[i].code || !strstr(err.message, CASES[i].words)) {
            fail_msg("%s: %s: %s", CASES[i].name, err_code_name(err.code), err.message);
        }
    }
    Err err = {0};
    ImportResult *r;
    assert_false(case_try(&C, (ImportRequest){.path = "/nowhere/x.csv"}, &r, &err));
    assert_int_equal(err.code, ERR_IO);
}

static void too_many_columns_is_a_limit(void **state) {
    (void)state;
    Buf b;
    Err err = {0};
    ImportResult *r;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 5000; i++) buf_add_fmt(&b, "c%d,", i);
    buf_add_z(&b, "\n1,2\n");
    const char *path = case_write(&C, "wide.csv", buf_str(&b));
    buf_done(&b);
    assert_false(case_try(&C, (ImportRequest){.path = path}, &r, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

// A file large enough for the fast way, with `last` as its last line.
static const char *large_file(const char *name, const char *last) {
    Buf b;
    buf_init(&b, 16 << 20);
    buf_add_z(&b, "id,day,shop,price,ok\n");
    for (int i = 0; i < 150000; i++) {
        buf_add_fmt(&b, "%d,2026-01-%02d,Shop %d,%d.25,%s\n", i, i % 28 + 1, i % 7, i % 90,
                    i % 2 ? "yes" : "no");
    }
    buf_add_z(&b, last);
    const char *path = case_write(&C, name, buf_str(&b));
    buf_done(&b);
    return path;
}

static void a_large_file_is_read_as_carefully_as_a_small_one(void **state) {
    (void)state;
    static const struct {
        const char *last;
        const char *id;  // of the last row
        ColumnType id_type;
        uint64_t loaded, rejects, totals;
    } CASES[] = {
        {"150000,2026-01-05,Shop 1,1.25,yes\n", "150000", TYPE_INT, 150001, 0, 0},
        {"0150000,2026-01-05,Shop 1,1.25,yes\n", "0150000", TYPE_TEXT, 150001, 0, 0},
        {"150000.5,2026-01-05,Shop 1,1.25,yes\n", "150000.5", TYPE_FLOAT, 150001, 0, 0},
        {"150000,2026-01-05,Shop 1,nan,yes\n", "150000", TYPE_INT, 150001, 0, 0},
        {"150000,2026-01-05, N/A ,1.25,yes\n", "150000", TYPE_INT, 150001, 0, 0},
        {"150000,2026-01-05 10:00,Shop 1,1.25,yes\n", "150000", TYPE_INT, 150001, 0, 0},
        {"150000,infinity,Shop 1,1.25,yes\n", "150000", TYPE_INT, 150001, 1, 0},
        {"150000,2026-01-05,Shop 1,cheap,yes\n", "150000", TYPE_INT, 150001, 1, 0},
        {"150000,05/01/2026,Shop 1,1.25,yes\n", "150000", TYPE_INT, 150001, 1, 0},
        {"150000,2026-01-05,Shop 1,1.25,yes\n\nTotal,,,5,\n", "150000", TYPE_INT, 150001, 1, 1},
        {"150000,2026-01-05,Shop 1,1.25,yes,more\n", "149999", TYPE_INT, 150000, 1, 0},
        {"150000,2026-01-05,\"Shop\n1\",1.25,yes\n", "150000", TYPE_INT, 150001, 0, 0},
        {"150000,2026-01-05,caf\xE9,1.25,yes\n", "150000", TYPE_INT, 150001, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char name[32], sql[96], expected[32];
        snprintf(name, sizeof name, "large%zu.csv", i);
        ImportRequest q = {.path = large_file(name, CASES[i].last)};
        ImportTable *t = &case_import(&C, q)->tables[0];
        if (t->rows_loaded != CASES[i].loaded || t->rejects != CASES[i].rejects ||
            t->totals_rows != CASES[i].totals || t->columns[0].type != CASES[i].id_type) {
            fail_msg("%s: %d rows, %d rejects, %d totals", CASES[i].last, (int)t->rows_loaded,
                     (int)t->rejects, (int)t->totals_rows);
        }
        snprintf(sql, sizeof sql,
                 "SELECT id FROM large%zu WHERE length(id::VARCHAR) >= 6 "
                 "ORDER BY id::DOUBLE DESC LIMIT 1",
                 i);
        snprintf(expected, sizeof expected, "%s\n", CASES[i].id);
        assert_rows(&C, sql, expected);
        snprintf(sql, sizeof sql,
                 "SELECT price, ok, \"day\"::DATE FROM large%zu WHERE id::DOUBLE = 91", i);
        assert_rows(&C, sql, "1.25|true|2026-01-08\n");
    }
}

static void steps_count(void *ctx, double fraction, Str doing) {
    int *steps = ctx;
    assert_true(fraction >= 0 && fraction <= 1 && doing.len > 0);
    ++*steps;
}

static void tells_progress_and_can_be_cancelled(void **state) {
    (void)state;
    Err err = {0};
    ImportResult *r;
    int steps = 0;
    atomic_bool cancel = false;
    ImportProgress p = {.ctx = &steps, .step = steps_count, .cancel = &cancel};
    ImportRequest q = {.path = large_file("progress.csv", ""), .today = 20000};
    must(import_run(&(ImportPlace){.database = C.database, .staging_dir = C.staging}, &q, &p,
                    C.arena, &r, &err),
         &err);
    assert_true(steps >= 3);
    atomic_store(&cancel, true);
    q.table = S("never");
    assert_false(import_run(&(ImportPlace){.database = C.database, .staging_dir = C.staging}, &q,
                            &p, C.arena, &r, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_rows(&C, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'never'", "0\n");
}

static void the_superstore_goes_in_without_help(void **state) {
    (void)state;
    const char *shared = getenv("MUNIM_SHARED");
    Str root = str_from(shared ? shared : "../shared");
    const char *path = path_join(C.arena, str_z(C.arena, root), S("data/business/superstore.csv"));
    if (!file_exists(path)) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    ImportTable *t = &case_import(&C, (ImportRequest){.path = path})->tables[0];
    assert_int_equal(t->rows_loaded, 5899);
    assert_int_equal(t->rejects, 0);
    assert_int_equal(case_column(t, "Order Date")->type, TYPE_DATE);
    assert_false(case_column(t, "Order Date")->guessed);
    assert_rows(&C, "SELECT max(\"Order Date\") FROM superstore", "2017-12-30\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_shops_export),
        cmocka_unit_test(reads_encodings_and_separators),
        cmocka_unit_test(keeps_what_it_cannot_load),
        cmocka_unit_test(totals_are_left_out_where_they_are_sums),
        cmocka_unit_test(says_when_it_guessed),
        cmocka_unit_test(clear_errors_for_what_is_no_table),
        cmocka_unit_test(too_many_columns_is_a_limit),
        cmocka_unit_test(a_large_file_is_read_as_carefully_as_a_small_one),
        cmocka_unit_test(tells_progress_and_can_be_cancelled),
        cmocka_unit_test(the_superstore_goes_in_without_help),
    };
    return cmocka_run_group_tests(tests, open_case, close_case);
}
