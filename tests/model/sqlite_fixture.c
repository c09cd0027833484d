#include "sqlite_fixture.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void must(bool good, const Err *err) {
    if (!good) fail_msg("%s", err->message);
}

void fixture_open(Fixture *f) {
    Err err = {0};
    EngineOptions options = {.threads = 2};
    *f = (Fixture){.arena = arena_create(0)};
    must(engine_new(&options, &f->engine, &err), &err);
    must(engine_open(f->engine, ":memory:", &f->database, &err), &err);
    must(engine_writer_open(f->database, &f->writer, &err), &err);
}

void fixture_exec(Fixture *f, const char *sql) {
    Err err = {0};
    must(engine_exec(f->writer, str_from(sql), NULL, &err), &err);
}

void fixture_shop(Fixture *f) {
    // 400 days of 5 bills but for one day; 2 lines a bill; bill 7 and 8 have no customer.
    fixture_exec(
        f,
        "CREATE TABLE stores AS SELECT i AS store_id, 'Store ' || i AS store_name,"
        " ['Pune', 'Mumbai', 'Nashik', 'Pune'][i] AS city FROM range(1, 5) t(i);"
        "CREATE TABLE customers AS SELECT i AS id, 'First' || i AS first_name,"
        " 'Last' || (i % 30) AS last_name, '98' || lpad(CAST(i AS VARCHAR), 8, '0') AS phone,"
        " CAST(i % 2 AS BIGINT) AS is_member FROM range(1, 61) t(i);"
        "CREATE TABLE products AS SELECT 'SKU-' || lpad(CAST(i AS VARCHAR), 4, '0') AS sku,"
        " 'Product ' || i AS name, ['Rice', 'Oil', 'Soap'][1 + i % 3] AS category,"
        " 10.5 + i AS mrp, 100 + i AS stock FROM range(1, 41) t(i);"
        "CREATE TABLE bills AS SELECT i AS bill_id,"
        " DATE '2025-01-01' + CAST(i // 5 + CASE WHEN i >= 500 THEN 1 ELSE 0 END AS INTEGER)"
        "  AS bill_date,"
        " CASE WHEN i IN (7, 8) THEN NULL ELSE 1 + i % 60 END AS customer_id,"
        " 1 + i % 4 AS store_id, ['cash', 'upi'][1 + i % 2] AS pay_mode, 'INR' AS currency"
        " FROM range(2000) t(i);"
        "CREATE TABLE bill_lines AS SELECT i // 2 AS bill_id, 1 + i % 2 AS line_no,"
        " 'SKU-' || lpad(CAST(CASE WHEN i = 11 THEN 99 ELSE 1 + i % 40 END AS VARCHAR), 4, '0')"
        "  AS sku, CASE WHEN i = 5 THEN -1 WHEN i = 6 THEN 900 ELSE 1 + (i * 7) % 25 END AS qty,"
        " 10.5 + 1 + i % 40 AS rate, (i % 4) * 5.0 AS discount_pct FROM range(4000) t(i);");
}

Model *fixture_infer(Fixture *f, bool with_links) {
    Err err = {0};
    Model *m = NULL;
    if (!f->source) must(engine_source_open(f->database, &f->source, &err), &err);
    ModelInput in = {.source = f->source,
                     .links = f->links,
                     .link_count = with_links ? f->link_count : 0,
                     .units = f->units,
                     .unit_count = f->unit_count,
                     .currency = f->currency};
    must(model_infer(&in, f->arena, &m, &err), &err);
    return m;
}

void fixture_done(Fixture *f) {
    engine_writer_close(f->writer);
    if (f->source) engine_source_close(f->source);
    engine_release(f->database);
    engine_free(f->engine);
    arena_free(f->arena);
}

const char *fixture_shared(Fixture *f, const char *path) {
    const char *folder = getenv("MUNIM_SHARED");
    Str full = folder ? str_fmt(f->arena, "%s/%s", folder, path)
                      : str_fmt(f->arena, "%s/../shared/%s", MUNIM_SOURCE_ROOT, path);
    const char *z = str_z(f->arena, full);
    return access(z, R_OK) == 0 ? z : NULL;
}

typedef VEC(SourceLink) Links;

static sqlite3_stmt *prepare(sqlite3 *db, Str sql) {
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(db, sql.ptr, (int)sql.len, &stmt, NULL);
    if (code != SQLITE_OK) fail_msg("%s", sqlite3_errmsg(db));
    return stmt;
}

static Str text_at(Arena *a, sqlite3_stmt *stmt, int column) {
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return str_dup(a, str_of(text, (size_t)sqlite3_column_bytes(stmt, column)));
}

// The narrowest of our types that holds every value, as an import would find it.
static const char *column_type(Fixture *f, sqlite3 *db, Str table, Str column) {
    Str sql = str_fmt(
        f->arena,
        "SELECT count(\"%.*s\"), sum(typeof(\"%.*s\")='integer'), sum(typeof(\"%.*s\")='real'),"
        " sum(\"%.*s\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),"
        " sum(\"%.*s\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9] [0-9][0-9]:[0-9][0-9]*')"
        " FROM \"%.*s\"",
        STR_A(column), STR_A(column), STR_A(column), STR_A(column), STR_A(column), STR_A(table));
    sqlite3_stmt *stmt = prepare(db, sql);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t values = sqlite3_column_int64(stmt, 0), whole = sqlite3_column_int64(stmt, 1);
    int64_t real = sqlite3_column_int64(stmt, 2), days = sqlite3_column_int64(stmt, 3);
    int64_t moments = sqlite3_column_int64(stmt, 4);
    sqlite3_finalize(stmt);
    if (values == 0) return NULL;
    if (whole == values) return "BIGINT";
    if (whole + real == values) return "DOUBLE";
    if (days == values) return "DATE";
    return moments == values ? "TIMESTAMP" : "VARCHAR";
}

// Of a column without values only the declaration is known.
static const char *declared_type(Str declared) {
    if (str_find_nocase(declared, S("int")) >= 0) return "BIGINT";
    return str_find_nocase(declared, S("char")) >= 0 || str_find_nocase(declared, S("text")) >= 0
               ? "VARCHAR"
               : "DOUBLE";
}

// Days are appended as text and made dates when all are there.
static int table_create(Fixture *f, sqlite3 *db, Str table, Buf *after, Buf *select) {
    sqlite3_stmt *stmt =
        prepare(db, str_fmt(f->arena, "PRAGMA table_info(\"%.*s\")", STR_A(table)));
    Buf sql;
    int columns = 0;
    buf_init(&sql, 1 << 20);
    buf_add_fmt(&sql, "CREATE TABLE \"%.*s\"(", STR_A(table));
    for (; sqlite3_step(stmt) == SQLITE_ROW; columns++) {
        Str name = text_at(f->arena, stmt, 1), declared = text_at(f->arena, stmt, 2);
        const char *type = column_type(f, db, table, name);
        bool is_day = type && (type[0] == 'D' || type[0] == 'T') && type[1] != 'O';
        buf_add_fmt(&sql, "%s\"%.*s\" %s", columns > 0 ? ", " : "", STR_A(name),
                    is_day ? "VARCHAR"
                    : type ? type
                           : declared_type(declared));
        bool is_text = is_day || (type && type[0] == 'V');
        buf_add_fmt(select, "%s%s\"%.*s\"%s", columns > 0 ? ", " : "", is_text ? "CAST(" : "",
                    STR_A(name), is_text ? " AS TEXT)" : "");
        if (!is_day) continue;
        buf_add_fmt(after,
                    "ALTER TABLE \"%.*s\" ALTER \"%.*s\" TYPE %s USING "
                    "try_cast(\"%.*s\" AS %s);",
                    STR_A(table), STR_A(name), type, STR_A(name), type);
    }
    buf_add_char(&sql, ')');
    fixture_exec(f, str_z(f->arena, buf_str(&sql)));
    buf_done(&sql);
    sqlite3_finalize(stmt);
    return columns;
}

static void cell_append(Appender *ap, sqlite3_stmt *stmt, int column) {
    Str text = {0};
    switch (sqlite3_column_type(stmt, column)) {
        case SQLITE_INTEGER: engine_append_int(ap, sqlite3_column_int64(stmt, column)); return;
        case SQLITE_FLOAT: engine_append_float(ap, sqlite3_column_double(stmt, column)); return;
        case SQLITE_TEXT:
            text = str_of((const char *)sqlite3_column_text(stmt, column),
                          (size_t)sqlite3_column_bytes(stmt, column));
            for (size_t i = 0; i < text.len; i++) {
                if ((unsigned char)text.ptr[i] >= 0x80) text.len = i;  // some files are Latin-1
            }
            engine_append_text(ap, text);
            return;
        default: engine_append_null(ap);
    }
}

static void table_load(Fixture *f, sqlite3 *db, Str table) {
    Err err = {0};
    Appender *ap = NULL;
    Buf after, select;
    buf_init(&after, 1 << 20);
    buf_init(&select, 1 << 20);
    buf_add_z(&select, "SELECT ");
    int columns = table_create(f, db, table, &after, &select);
    buf_add_fmt(&select, " FROM \"%.*s\"", STR_A(table));
    must(engine_append_open(f->writer, table, &ap, &err), &err);
    sqlite3_stmt *stmt = prepare(db, buf_str(&select));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        for (int i = 0; i < columns; i++) cell_append(ap, stmt, i);
        must(engine_append_row(ap, &err), &err);
    }
    sqlite3_finalize(stmt);
    must(engine_append_close(ap, &err), &err);
    if (after.len > 0) fixture_exec(f, str_z(f->arena, buf_str(&after)));
    buf_done(&after);
    buf_done(&select);
}

static void links_read(Fixture *f, sqlite3 *db, Str table, Links *links) {
    sqlite3_stmt *stmt =
        prepare(db, str_fmt(f->arena, "PRAGMA foreign_key_list(\"%.*s\")", STR_A(table)));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        *vec_push(f->arena, links) = (SourceLink){.from_table = table,
                                                  .from_column = text_at(f->arena, stmt, 3),
                                                  .to_table = text_at(f->arena, stmt, 2),
                                                  .to_column = text_at(f->arena, stmt, 4)};
    }
    sqlite3_finalize(stmt);
}

void fixture_load_sqlite(Fixture *f, const char *path) {
    sqlite3 *db = NULL;
    Links links = {0};
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) fail_msg("%s", path);
    sqlite3_stmt *stmt = prepare(db, S("SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                       "name NOT LIKE 'sqlite_%' ORDER BY rowid"));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        Str table = text_at(f->arena, stmt, 0);
        table_load(f, db, table);
        links_read(f, db, table, &links);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    f->links = links.items;
    f->link_count = links.count;
}
