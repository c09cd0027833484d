#include "flow/table_bin.h"

#include "base/buf.h"
#include "flow/recipe_table.h"

enum { KNOWN_MAX = 16 << 20, NAME_SQL_MAX = 4096 };

#define COLUMNS "id, name, rows, deleted_at, known, restored_as"

// Of the table itself; recipe_table knows the name of the rows before they were cleaned.
static const Str ENDINGS[] = {STR(""), STR("__rejects")};

static Str hidden_name(const BinItem *item, Arena *a) {
    return str_fmt(a, "_munim_deleted_" STR_F, STR_A(item->id));
}

static bool sql_run(Writer *w, const Buf *sql, Err *err) {
    return buf_check(sql, "a statement of the bin", err) && engine_exec(w, buf_str(sql), NULL, err);
}

// ---- reading

static bool bin_exists(Source *s, Arena *a, bool *ret, Err *err) {
    Table *found = NULL;
    Str sql = S("SELECT count(*) FROM duckdb_tables() WHERE table_name = '_munim_deleted'");
    if (!source_query(s, sql, NULL, a, &found, err)) return false;
    *ret = table_value(found, 0, 0).i > 0;
    return true;
}

static BinItem item_read(const Table *t, size_t row) {
    return (BinItem){.id = table_value(t, row, 0).s,
                     .table = table_value(t, row, 1).s,
                     .rows = (uint64_t)table_value(t, row, 2).i,
                     .deleted_at = table_value(t, row, 3).i,
                     .known = table_value(t, row, 4).s,
                     .restored_as = table_value(t, row, 5).s};
}

bool table_bin_list(Source *s, Arena *a, BinItem **ret, size_t *ret_count, Err *err) {
    bool exists = false;
    Table *found = NULL;
    *ret = NULL;
    *ret_count = 0;
    if (!bin_exists(s, a, &exists, err)) return false;
    if (!exists) return true;
    Str sql = S("SELECT " COLUMNS " FROM _munim_deleted ORDER BY deleted_at DESC, id");
    if (!source_query(s, sql, NULL, a, &found, err)) return false;
    *ret = arena_new(a, BinItem, found->rows);
    for (size_t i = 0; i < found->rows; i++) (*ret)[i] = item_read(found, i);
    *ret_count = found->rows;
    return true;
}

bool table_bin_find(Source *s, Str id, Arena *a, BinItem *ret, Err *err) {
    BinItem *items = NULL;
    size_t count = 0;
    if (!table_bin_list(s, a, &items, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        if (items[i].restored_as.len > 0 || !str_eq(items[i].id, id)) continue;
        *ret = items[i];
        return true;
    }
    return fail(err, ERR_NOT_FOUND,
                "no deleted table '" STR_F "' is kept: it was restored, or is gone for good",
                STR_A(id));
}

// ---- changing

static void name_add(Buf *sql, Str table, Str ending, Arena *a) {
    engine_quote_name(sql, str_fmt(a, STR_F STR_F, STR_A(table), STR_A(ending)));
}

static bool all_rename(Writer *w, Str from, Str to, Arena *a, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, NAME_SQL_MAX);
    for (size_t i = 0; i < COUNT_OF(ENDINGS); i++) {
        buf_add_z(&sql, i == 0 ? "ALTER TABLE " : "; ALTER TABLE IF EXISTS ");
        name_add(&sql, from, ENDINGS[i], a);
        buf_add_z(&sql, " RENAME TO ");
        name_add(&sql, to, ENDINGS[i], a);
    }
    return sql_run(w, &sql, err) && recipe_table_rename(w, from, to, a, err);
}

bool table_bin_put(Writer *w, const BinItem *item, Arena *a, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, KNOWN_MAX);
    buf_add_z(&sql,
              "CREATE TABLE IF NOT EXISTS _munim_deleted(id VARCHAR NOT NULL, name VARCHAR NOT "
              "NULL, rows BIGINT NOT NULL, deleted_at BIGINT NOT NULL, known VARCHAR NOT NULL, "
              "restored_as VARCHAR NOT NULL); INSERT INTO _munim_deleted(" COLUMNS ") VALUES (");
    engine_quote_text(&sql, item->id);
    buf_add_z(&sql, ", ");
    engine_quote_text(&sql, item->table);
    buf_add_fmt(&sql, ", %llu, %lld, ", (unsigned long long)item->rows,
                (long long)item->deleted_at);
    engine_quote_text(&sql, item->known);
    buf_add_z(&sql, ", '')");
    return all_rename(w, item->table, hidden_name(item, a), a, err) && sql_run(w, &sql, err);
}

static bool row_change(Writer *w, Str change, const BinItem *item, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, NAME_SQL_MAX);
    buf_add(&sql, change);
    buf_add_z(&sql, " WHERE id = ");
    engine_quote_text(&sql, item->id);
    return sql_run(w, &sql, err);
}

bool table_bin_restore(Writer *w, const BinItem *item, Arena *a, Err *err) {
    CLEANUP(buf_done) Buf change;
    buf_init(&change, NAME_SQL_MAX);
    buf_add_z(&change, "UPDATE _munim_deleted SET restored_as = ");
    engine_quote_text(&change, item->restored_as);
    return buf_check(&change, "the table's name", err) &&
           all_rename(w, hidden_name(item, a), item->restored_as, a, err) &&
           row_change(w, buf_str(&change), item, err);
}

bool table_bin_forget(Writer *w, const BinItem *item, Arena *a, Err *err) {
    (void)a;
    return row_change(w, S("DELETE FROM _munim_deleted"), item, err);
}

bool table_bin_drop(Writer *w, const BinItem *item, Arena *a, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, NAME_SQL_MAX);
    for (size_t i = 0; i < COUNT_OF(ENDINGS); i++) {
        buf_add_z(&sql, i == 0 ? "DROP TABLE IF EXISTS " : "; DROP TABLE IF EXISTS ");
        name_add(&sql, hidden_name(item, a), ENDINGS[i], a);
    }
    return sql_run(w, &sql, err) && recipe_table_drop(w, hidden_name(item, a), a, err) &&
           table_bin_forget(w, item, a, err);
}
