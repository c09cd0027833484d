// Workbooks, JSON, databases, archives, folders, Parquet.
#include <duckdb.h>
#include <sqlite3.h>
#include <zlib.h>

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

static ImportResult *bring(const char *path) {
    return case_import(&C, (ImportRequest){.path = path});
}

static const ImportTable *table_of(const ImportResult *r, const char *name) {
    for (size_t i = 0; i < r->table_count; i++) {
        if (str_eq(r->tables[i].table, str_from(name))) return &r->tables[i];
    }
    fail_msg("no table '%s'", name);
    return NULL;
}

// A workbook of two sheets; styles: 0 general, 1 a day, 2 percent, 3 rupees, 4 a moment, 5 a code.
static const char *const WORKBOOK[] = {
    "xl/workbook.xml",
    "<workbook xmlns:r='x'><sheets><sheet name='Sales' sheetId='1' r:id='rId1'/>"
    "<sheet name='Sheet2' sheetId='2' r:id='rId2'/>"
    "<sheet name='Secret' sheetId='3' state='hidden' r:id='rId2'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels",
    "<Relationships>"
    "<Relationship Id='rId1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId2' Type='x/worksheet' Target='/xl/worksheets/sheet2.xml'/>"
    "</Relationships>",
    "xl/styles.xml",
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/>"
    "<numFmt numFmtId='165' formatCode='[$₹-4009] #,##0.00'/>"
    "<numFmt numFmtId='166' formatCode='00000'/></numFmts><cellStyleXfs><xf numFmtId='9'/>"
    "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='9'/>"
    "<xf numFmtId='165'/><xf numFmtId='22'/><xf numFmtId='166'/></cellXfs></styleSheet>",
    "xl/sharedStrings.xml",
    "<sst><si><t>Bill</t></si><si><t>Date</t></si><si><r><t>Cust</t></r><r><t>omer</t></r></si>"
    "<si><t>Amount</t></si><si><t>चाय &amp; Co</t><rPh><t>ignored</t></rPh></si></sst>",
    "xl/worksheets/sheet1.xml",
    "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Sales of March</t></is></c>"
    "</row><row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c>"
    "<c r='C3' t='s'><v>2</v></c><c r='D3' t='s'><v>3</v></c>"
    "<c r='E3' t='inlineStr'><is><t>Disc</t></is></c><c r='F3' t='inlineStr'><is><t>Paid</t></is>"
    "</c><c r='G3' t='inlineStr'><is><t>Code</t></is></c></row>"
    "<row r='4'><c r='A4'><v>1</v></c><c r='B4' s='1'><v>45000</v></c><c r='C4' t='s'><v>4</v></c>"
    "<c r='D4' s='3'><v>1234.5</v></c><c r='E4' s='2'><v>0.07</v></c><c r='F4' t='b'><v>1</v></c>"
    "<c r='G4' s='5'><v>7</v></c></row>"
    "<row r='5'><c r='A5'><v>2</v></c><c r='B5' s='1'><v>45001</v></c>"
    "<c r='D5' t='e'><v>#DIV/0!</v></c><c r='E5' s='2'><v>0.1</v></c><c r='F5' t='b'><v>0</v></c>"
    "<c r='G5' s='5'><v>12</v></c></row>"
    "<row r='6'><c r='A6' t='str'><v>Total</v></c><c r='D6' s='3'><v>1234.5</v></c></row>"
    "</sheetData></worksheet>",
    "xl/worksheets/sheet2.xml",
    "<worksheet><sheetData><row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
    "<row><c><v>1</v></c><c><v>2.5</v></c></row></sheetData></worksheet>",
    NULL,
};

static void workbooks_give_a_table_a_sheet(void **state) {
    (void)state;
    ImportResult *r = bring(case_zip(&C, "book.xlsx", WORKBOOK));
    assert_int_equal(r->table_count, 2);
    const ImportTable *t = table_of(r, "sales");
    assert_int_equal(t->header_row, 3);
    assert_int_equal(t->totals_rows, 1);
    assert_true(case_noted(t, "hidden sheets"));
    assert_true(str_eq(case_column(t, "Amount")->unit, S("INR")));
    assert_true(str_eq(case_column(t, "Disc")->unit, S("%")));
    assert_rows(&C, "SELECT * FROM sales ORDER BY 1",
                "1|2023-03-15|चाय & Co|1234.5|7|true|00007\n2|2023-03-16|||10|false|00012\n");
    assert_rows(&C, "SELECT row_number, column_name, value FROM sales__rejects ORDER BY 1",
                "5|Amount|#DIV/0!\n6||Total |  |  | 1234.5\n");
    assert_rows(&C, "SELECT * FROM book_sheet2", "1|2.5\n");
}

static void a_workbook_may_declare_no_entities(void **state) {
    (void)state;
    const char *entries[COUNT_OF(WORKBOOK)];
    memcpy(entries, WORKBOOK, sizeof WORKBOOK);
    entries[7] = "<!DOCTYPE x [<!ENTITY a 'b'>]><sst><si><t>&a;</t></si></sst>";
    Err err = {0};
    ImportResult *r;
    ImportRequest q = {.path = case_zip(&C, "laugh.xlsx", entries)};
    assert_false(case_try(&C, q, &r, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void old_workbooks_are_read(void **state) {
    (void)state;
    const char *root = getenv("MUNIM_SOURCE");
    const char *path = path_join(C.arena, root ? root : ".", S("tests/fixtures/stock.xls"));
    ImportResult *r = bring(path);
    const ImportTable *t = table_of(r, "shops");
    assert_int_equal(t->rows_loaded, 3);
    assert_int_equal(case_column(t, "Code")->type, TYPE_TEXT);
    assert_rows(&C, "SELECT count(*), min(\"Date\"), sum(Qty) FROM \"sales_2\"",
                "150|2026-01-01|11325\n");
}

static void archives_and_folders_put_files_of_one_shape_together(void **state) {
    (void)state;
    static const char *const ENTRIES[] = {"data/takings_2024_01.csv",
                                          "day,amt\n2024-01-01,1\n2024-01-15,2\n",
                                          "data/takings_2024_02.csv",
                                          "amt,day\n4,2024-02-01\n",
                                          "data/goods.csv",
                                          "sku,name\n001,Rice\n002,Dal\n",
                                          "read.pdf",
                                          "%PDF-1.4",
                                          "__MACOSX/data/x.csv",
                                          "a",
                                          NULL};
    ImportResult *r = bring(case_zip(&C, "all.zip", ENTRIES));
    assert_int_equal(r->table_count, 2);
    assert_true(case_noted(&r->tables[0], "left out: read.pdf is a PDF document"));
    assert_rows(&C, "SELECT sum(amt), max(\"day\"), count(DISTINCT \"Source File\") FROM takings",
                "7|2024-02-01|2\n");
    assert_rows(&C, "SELECT sku FROM goods ORDER BY 1", "001\n002\n");
    Err err = {0};
    must(dir_make(case_path(&C, "months/old"), &err), &err);
    case_write(&C, "months/jan.csv", S("day,qty\n2024-01-01,1\n"));
    case_write(&C, "months/old/dec.csv", S("day,qty\n2023-12-01,2\n"));
    r = bring(case_path(&C, "months"));
    assert_int_equal(r->table_count, 1);
    assert_rows(&C, "SELECT * FROM months ORDER BY 1", "2023-12-01|2|dec\n2024-01-01|1|jan\n");
}

static void archives_that_mean_harm_are_refused(void **state) {
    (void)state;
    Err err = {0};
    ImportResult *r;
    static const char *const CLIMBS[] = {"../../x.csv", "a,b\n1,2\n", NULL};
    ImportRequest q = {.path = case_zip(&C, "climb.zip", CLIMBS)};
    assert_false(case_try(&C, q, &r, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.message, "climbs out"));
    size_t size = 80 << 20;
    char *zeros = malloc(size + 1);
    memset(zeros, '0', size);
    zeros[size] = 0;
    const char *const BOMB[] = {"x.csv", zeros, NULL};
    q.path = case_zip(&C, "bomb.zip", BOMB);
    assert_false(case_try(&C, q, &r, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    const char *path = case_path(&C, "bomb.csv.gz");
    gzFile gz = gzopen(path, "wb9");
    assert_true(gzwrite(gz, zeros, (unsigned)size) > 0);
    gzclose(gz);
    free(zeros);
    q.path = path;
    assert_false(case_try(&C, q, &r, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

static void gzip_is_seen_through(void **state) {
    (void)state;
    const char *path = case_path(&C, "packed.csv.gz");
    gzFile gz = gzopen(path, "wb");
    gzputs(gz, "a,b\n1,2\n3,4\n");
    gzclose(gz);
    assert_true(str_eq(bring(path)->tables[0].table, S("packed")));
    assert_rows(&C, "SELECT sum(b) FROM packed", "6\n");
}

static void json_of_every_shape(void **state) {
    (void)state;
    bring(case_write(&C, "people.json",
                     S("[{\"id\":1,\"home\":{\"city\":\"Pune\"},\"when\":\"2026-01-05T10:00:00Z\"},"
                       "{\"id\":2,\"extra\":[1,2]}]")));
    assert_rows(&C, "SELECT id, home_city, \"when\", extra FROM people ORDER BY id",
                "1|Pune|2026-01-05 10:00:00|\n2|||1, 2\n");
    ImportResult *r = bring(case_write(
        &C, "two.json",
        S("{\"meta\":{\"n\":2},\"data\":{\"parties\":[{\"id\":1}],\"vouchers\":[{\"id\":9,"
          "\"amt\":\"₹ 1,200.50\"}]}}")));
    assert_int_equal(r->table_count, 2);
    assert_rows(&C, "SELECT amt FROM vouchers", "1200.5\n");
    bring(case_write(&C, "lines.ndjson", S("{\"a\":1}\n{\"a\":2,\"b\":true}\n")));
    assert_rows(&C, "SELECT * FROM lines ORDER BY a", "1|\n2|true\n");
}

static void databases_come_with_their_keys(void **state) {
    (void)state;
    sqlite3 *db;
    const char *path = case_path(&C, "shop.sqlite");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    static const char SQL[] =
        "CREATE TABLE \"Item Group\"(id INTEGER PRIMARY KEY, name TEXT, pic BLOB);"
        "CREATE TABLE Item(id INTEGER PRIMARY KEY, grp INT REFERENCES \"Item Group\", "
        "code TEXT, made TEXT, rate REAL, live BOOLEAN, mix);"
        "CREATE VIEW v AS SELECT * FROM Item;"
        "INSERT INTO \"Item Group\" VALUES (1, 'Tea', x'00FF');"
        "INSERT INTO Item VALUES (1, 1, '007', '2026-01-05', 2.5, 1, 'x'), "
        "(2, 1, '008', '2026-02-05', 3, 0, 5);";
    assert_int_equal(sqlite3_exec(db, SQL, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ImportResult *r = bring(path);
    assert_int_equal(r->table_count, 2);
    assert_int_equal(r->link_count, 1);
    assert_true(str_eq(r->links[0].from_column, S("grp")));
    assert_true(str_eq(r->links[0].to_table, S("Item Group")));
    assert_true(str_eq(r->links[0].to_column, S("id")));
    assert_true(case_noted(table_of(r, "Item Group"), "pic holds binary"));
    assert_int_equal(case_column(table_of(r, "Item"), "made")->type, TYPE_DATE);
    assert_rows(&C, "SELECT * FROM \"Item\" ORDER BY id",
                "1|1|007|2026-01-05|2.5|true|x\n2|1|008|2026-02-05|3|false|5\n");
}

static void links_follow_a_renamed_table(void **state) {
    (void)state;
    ImportResult *r = bring(case_path(&C, "shop.sqlite"));
    assert_true(str_eq(r->links[0].from_table, S("Item_2")));
    assert_true(str_eq(r->links[0].to_table, S("Item Group_2")));
}

static void parquet_goes_straight_in(void **state) {
    (void)state;
    duckdb_database db;
    duckdb_connection con;
    const char *path = case_path(&C, "cols.parquet");
    Str sql = str_fmt(C.arena,
                      "COPY (SELECT i::INTEGER AS id, (i * 1.5)::DECIMAL(9,2) AS rate, "
                      "DATE '2026-01-01' + i::INTEGER AS d, [i] AS list, 'x'::BLOB AS raw "
                      "FROM range(3) t(i)) TO '%s'",
                      path);
    assert_int_equal(duckdb_open(NULL, &db), DuckDBSuccess);
    assert_int_equal(duckdb_connect(db, &con), DuckDBSuccess);
    assert_int_equal(duckdb_query(con, str_z(C.arena, sql), NULL), DuckDBSuccess);
    duckdb_disconnect(&con);
    duckdb_close(&db);
    const ImportTable *t = &bring(path)->tables[0];
    assert_true(case_noted(t, "raw holds binary"));
    assert_int_equal(case_column(t, "rate")->type, TYPE_FLOAT);
    assert_rows(&C, "SELECT * FROM cols ORDER BY id",
                "0|0|2026-01-01|[0]\n1|1.5|2026-01-02|[1]\n2|3|2026-01-03|[2]\n");
}

static void a_file_that_lies_is_read_as_what_it_is(void **state) {
    (void)state;
    const char *path = case_write(&C, "liar.xlsx", S("a,b\n1,2\n"));
    assert_true(case_noted(&bring(path)->tables[0], "the name says an Excel workbook"));
}

static void the_sample_databases_go_in(void **state) {
    (void)state;
    static const struct {
        const char *name;
        size_t tables, links;
    } CASES[] = {{"chinook", 11, 11}, {"northwind", 14, 13}};
    const char *shared = getenv("MUNIM_SHARED");
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str file = str_fmt(C.arena, "%s/data/business/%s.sqlite", shared ? shared : "../shared",
                           CASES[i].name);
        const char *path = str_z(C.arena, file);
        if (!file_exists(path)) {
            print_message("skipped: %s is not there\n", path);
            skip();
        }
        ImportResult *r = bring(path);
        assert_int_equal(r->table_count, CASES[i].tables);
        assert_int_equal(r->link_count, CASES[i].links);
        for (size_t t = 0; t < r->table_count; t++) assert_int_equal(r->tables[t].rejects, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workbooks_give_a_table_a_sheet),
        cmocka_unit_test(a_workbook_may_declare_no_entities),
        cmocka_unit_test(old_workbooks_are_read),
        cmocka_unit_test(archives_and_folders_put_files_of_one_shape_together),
        cmocka_unit_test(archives_that_mean_harm_are_refused),
        cmocka_unit_test(gzip_is_seen_through),
        cmocka_unit_test(json_of_every_shape),
        cmocka_unit_test(databases_come_with_their_keys),
        cmocka_unit_test(links_follow_a_renamed_table),
        cmocka_unit_test(parquet_goes_straight_in),
        cmocka_unit_test(a_file_that_lies_is_read_as_what_it_is),
        cmocka_unit_test(the_sample_databases_go_in),
    };
    return cmocka_run_group_tests(tests, open_case, close_case);
}
