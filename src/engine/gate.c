#include "engine/gate.h"

#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "engine/engine_core.h"
#include "engine/engine_error.h"
#include "engine/engine_session.h"
#include "engine/engine_vector.h"
#include "engine/gate_tree.h"

// DuckDB's tree has numbers past int64 (a missing place is 2^64 - 1), which the strict reader
// refuses; here only names and small numbers matter. jansson stops at 2048 levels by itself.
static bool tree_read(Str text, Json **ret_tree, Err *err) {
    json_error_t where;
    size_t flags = JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
    *ret_tree = json_loadb(text.ptr, text.len, flags, &where);
    if (*ret_tree) return true;
    return fail(err, ERR_LIMIT, "the statement is too large or too deeply nested");
}

static bool fetch_one_text(duckdb_result *result, Arena *a, Str *ret_text, Err *err) {
    duckdb_data_chunk chunk = duckdb_fetch_chunk(*result);
    if (!chunk) return engine_error_fail(duckdb_result_error(result), err);
    duckdb_vector v = duckdb_data_chunk_get_vector(chunk, 0);
    uint64_t *valid = duckdb_vector_get_validity(v);
    bool ok = duckdb_data_chunk_get_size(chunk) == 1 &&
              (!valid || duckdb_validity_row_is_valid(valid, 0));
    if (ok) *ret_text = str_dup(a, engine_vector_text(duckdb_vector_get_data(v)));
    duckdb_destroy_data_chunk(&chunk);
    return ok || fail(err, ERR_INVALID, "the statement can't be read");
}

static bool serialize(duckdb_connection connection, Str sql, Arena *a, Str *ret_json, Err *err) {
    duckdb_prepared_statement prepared = NULL;
    duckdb_result result = {0};
    bool ok = duckdb_prepare(connection, "SELECT json_serialize_sql(CAST(? AS VARCHAR))",
                             &prepared) == DuckDBSuccess &&
              duckdb_bind_varchar_length(prepared, 1, sql.ptr, sql.len) == DuckDBSuccess;
    if (!ok) {
        engine_error_fail(duckdb_prepare_error(prepared), err);
    } else if (duckdb_execute_prepared(prepared, &result) != DuckDBSuccess) {
        ok = engine_error_fail(duckdb_result_error(&result), err);
    } else {
        ok = fetch_one_text(&result, a, ret_json, err);
    }
    duckdb_destroy_result(&result);
    duckdb_destroy_prepare(&prepared);
    return ok;
}

// The tree's own answer for what is no SELECT, or no SQL.
static bool parse_error(const Json *tree, Err *err) {
    const char *message = json_string_value(json_object_get(tree, "error_message"));
    const char *kind = json_string_value(json_object_get(tree, "error_type"));
    if (kind && strcmp(kind, "not implemented") == 0) {
        return fail(err, ERR_INVALID, "only one SELECT may be asked");
    }
    return fail(err, ERR_INVALID, "%s", message ? message : "the statement can't be read");
}

// The tables that statements may name, in lower case.
static bool tables_read(Source *source, Arena *a, Map *ret_tables, Err *err) {
    static const Str SQL =
        STR("SELECT lower(table_name), table_name FROM duckdb_tables() WHERE schema_name = 'main'"
            " AND database_name = current_database() AND NOT internal AND NOT temporary");
    Table *names = NULL;
    if (!source_query(source, SQL, NULL, a, &names, err)) return false;
    for (size_t i = 0; i < names->rows; i++) {
        if (engine_is_internal(table_value(names, i, 1).s)) continue;
        map_set(a, ret_tables, table_value(names, i, 0).s, ret_tables);
    }
    return true;
}

static bool tree_check(EngineSession *session, const Json *tree, Arena *a, Err *err) {
    if (!json_is_false(json_object_get(tree, "error"))) return parse_error(tree, err);
    const Json *statements = json_object_get(tree, "statements");
    if (json_array_size(statements) != 1) {
        return fail(err, ERR_INVALID, "only one SELECT may be asked, not %zu statements",
                    json_array_size(statements));
    }
    Map tables = {0};
    EngineSource source = engine_source_of(session);
    if (!tables_read(&source.base, a, &tables, err)) return false;
    return gate_tree_check(json_array_get(statements, 0), &tables, a, err);
}

static bool check_with(EngineSession *session, Str sql, Arena *a, Err *err) {
    Str text = {0};
    CLEANUP(json_done) Json *tree = NULL;
    return serialize(session->connection, sql, a, &text, err) && tree_read(text, &tree, err) &&
           tree_check(session, tree, a, err);
}

bool gate_check(Database *d, Str sql, Err *err) {
    if (sql.len > GATE_SQL_MAX) {
        return fail(err, ERR_LIMIT, "the statement has %zu bytes; at most %d are read", sql.len,
                    (int)GATE_SQL_MAX);
    }
    if (sql.len == 0 || memchr(sql.ptr, '\0', sql.len) || !utf8_valid(sql)) {
        return fail(err, ERR_INVALID, "the statement is empty or not UTF-8 text");
    }
    EngineSession session;
    if (!engine_session_open(d, &session, err)) return false;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    bool ok = check_with(&session, sql, a, err);
    engine_session_close(&session);
    return ok;
}
