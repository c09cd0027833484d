#include "flow/import_mark.h"

enum { MARK_SQL_MAX = 32 << 20 };

bool import_mark_put(Writer *w, Str id, Str result, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, MARK_SQL_MAX);
    buf_add_z(&sql,
              "CREATE TABLE IF NOT EXISTS _munim_imported(id VARCHAR NOT NULL, result VARCHAR NOT "
              "NULL); DELETE FROM _munim_imported; INSERT INTO _munim_imported VALUES (");
    engine_quote_text(&sql, id);
    buf_add_z(&sql, ", ");
    engine_quote_text(&sql, result);
    buf_add_z(&sql, ")");
    return buf_check(&sql, "what was imported", err) && engine_exec(w, buf_str(&sql), NULL, err);
}

bool import_mark_get(Source *s, Str id, Arena *a, Str *ret_result, Err *err) {
    Table *found = NULL;
    Str exists = S("SELECT count(*) FROM duckdb_tables() WHERE table_name = '_munim_imported'");
    *ret_result = (Str){0};
    if (!source_query(s, exists, NULL, a, &found, err)) return false;
    if (table_value(found, 0, 0).i == 0) return true;
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, MARK_SQL_MAX);
    buf_add_z(&sql, "SELECT result FROM _munim_imported WHERE id = ");
    engine_quote_text(&sql, id);
    if (!buf_check(&sql, ERR_WORD("the import's name"), err) ||
        !source_query(s, buf_str(&sql), NULL, a, &found, err)) {
        return false;
    }
    if (found->rows > 0) *ret_result = table_value(found, 0, 0).s;
    return true;
}
