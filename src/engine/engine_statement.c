// Running statements: under the watch, streamed chunk by chunk.
#include <string.h>

#include "engine/engine_core.h"
#include "engine/engine_error.h"
#include "engine/engine_vector.h"

// One statement on its way from text to chunks. Zeroed is empty; run_done frees what there is.
typedef struct Run {
    EngineSession *session;
    EngineWatched watched;
    duckdb_prepared_statement prepared;
    duckdb_result result;
    EngineColumnPlan *plans;
    Column *columns;
    size_t column_count;
    uint64_t row_max;  // UINT64_MAX: all
    uint64_t rows;
    bool truncated;
} Run;

static void run_done(Run *r) {
    engine_watch_remove(engine_watch_of(r->session->database), &r->watched);
    for (size_t i = 0; i < r->column_count; i++) engine_vector_plan_done(&r->plans[i]);
    duckdb_destroy_result(&r->result);
    duckdb_destroy_prepare(&r->prepared);
}

static bool run_start(Run *r, EngineSession *s, const RunLimits *limits, Err *err) {
    static const RunLimits NO_LIMITS;
    *r = (Run){.session = s, .row_max = UINT64_MAX};
    r->watched.connection = s->connection;
    r->watched.limits = limits ? *limits : NO_LIMITS;
    if (limits && limits->row_max > 0) r->row_max = limits->row_max;
    arena_reset(s->keep);
    arena_reset(s->scratch);
    engine_watch_add(engine_watch_of(s->database), &r->watched);
    ErrCode verdict = engine_watch_verdict(&r->watched.limits);
    return verdict == ERR_NONE || engine_watch_fail(verdict, err);
}

// What DuckDB says after an interruption is not always that it was interrupted.
static bool run_fail(Run *r, const char *message, Err *err) {
    ErrCode fired = atomic_load(&r->watched.fired);
    if (fired != ERR_NONE) return engine_watch_fail(fired, err);
    return engine_error_fail(message, err);
}

static bool run_prepare(Run *r, Str sql, Err *err) {
    if (memchr(sql.ptr, '\0', sql.len)) {
        return fail(err, ERR_INVALID, "the statement contains a NUL character");
    }
    const char *text = str_z(r->session->keep, sql);
    if (duckdb_prepare(r->session->connection, text, &r->prepared) != DuckDBSuccess) {
        return run_fail(r, duckdb_prepare_error(r->prepared), err);
    }
    if (duckdb_prepared_statement_type(r->prepared) != DUCKDB_STATEMENT_TYPE_SELECT) {
        return fail(err, ERR_DENIED, "only a SELECT may be run here");
    }
    return true;
}

static bool column_plan(Run *r, size_t i, const char *name, duckdb_logical_type logical, Err *err) {
    Arena *a = r->session->keep;
    if (!engine_vector_plan(logical, a, &r->plans[i], err)) return false;
    Str copy = str_dup(a, str_from(name));
    ColumnType type = engine_vector_type(&r->plans[i]);
    r->columns[i] = (Column){.name = copy, .label = copy, .type = type, .unit = S("")};
    r->column_count = i + 1;
    return true;
}

static bool run_columns(Run *r, Err *err) {
    idx_t count = duckdb_column_count(&r->result);
    r->plans = arena_new(r->session->keep, EngineColumnPlan, count);
    r->columns = arena_new(r->session->keep, Column, count);
    for (idx_t i = 0; i < count; i++) {
        duckdb_logical_type logical = duckdb_column_logical_type(&r->result, i);
        if (!column_plan(r, i, duckdb_column_name(&r->result, i), logical, err)) return false;
    }
    return true;
}

static bool chunk_pass(Run *r, duckdb_data_chunk source, Sink sink, Err *err) {
    size_t rows = duckdb_data_chunk_get_size(source);
    if (rows > r->row_max - r->rows) {
        rows = (size_t)(r->row_max - r->rows);
        r->truncated = true;
    }
    if (rows == 0) return true;
    arena_reset(r->session->scratch);
    Vector *vectors = arena_new(r->session->scratch, Vector, r->column_count);
    for (size_t i = 0; i < r->column_count; i++) {
        duckdb_vector v = duckdb_data_chunk_get_vector(source, i);
        bool ok = engine_vector_read(&r->plans[i], v, rows, r->session->scratch, &vectors[i], err);
        if (!ok) return false;
    }
    r->rows += rows;
    Chunk chunk = {.rows = rows, .vectors = vectors};
    return sink.chunk(sink.ctx, &chunk, err);
}

static bool run_chunks(Run *r, Sink sink, Err *err) {
    while (!r->truncated) {
        ErrCode verdict = engine_watch_verdict(&r->watched.limits);
        if (verdict != ERR_NONE) return engine_watch_fail(verdict, err);
        duckdb_data_chunk chunk = duckdb_fetch_chunk(r->result);
        if (!chunk) {
            const char *message = duckdb_result_error(&r->result);
            return !message || !*message || run_fail(r, message, err);
        }
        bool last = duckdb_data_chunk_get_size(chunk) == 0;
        bool ok = chunk_pass(r, chunk, sink, err);
        duckdb_destroy_data_chunk(&chunk);
        if (!ok) return false;
        if (last) break;
    }
    return true;
}

static bool run_stream(Run *r, Str sql, Sink sink, Err *err) {
    if (!run_prepare(r, sql, err)) return false;
    if (duckdb_execute_prepared_streaming(r->prepared, &r->result) != DuckDBSuccess) {
        return run_fail(r, duckdb_result_error(&r->result), err);
    }
    if (!run_columns(r, err)) return false;
    if (sink.columns && !sink.columns(sink.ctx, r->columns, r->column_count, err)) return false;
    return run_chunks(r, sink, err);
}

bool engine_statement_stream(EngineSession *s, Str sql, const RunLimits *limits, Sink sink,
                             bool *ret_truncated, Err *err) {
    Run r;
    bool ok = run_start(&r, s, limits, err) && run_stream(&r, sql, sink, err);
    run_done(&r);
    if (ok && ret_truncated) *ret_truncated = r.truncated;
    return ok;
}

static bool run_describe(Run *r, Str sql, Err *err) {
    if (!run_prepare(r, sql, err)) return false;
    idx_t count = duckdb_prepared_statement_column_count(r->prepared);
    r->plans = arena_new(r->session->keep, EngineColumnPlan, count);
    r->columns = arena_new(r->session->keep, Column, count);
    for (idx_t i = 0; i < count; i++) {
        duckdb_logical_type logical = duckdb_prepared_statement_column_logical_type(r->prepared, i);
        const char *name = duckdb_prepared_statement_column_name(r->prepared, i);
        bool ok = column_plan(r, i, name, logical, err);
        duckdb_free((void *)(uintptr_t)name);
        if (!ok) return false;
    }
    return true;
}

bool engine_statement_columns(EngineSession *s, Str sql, Arena *a, Column **ret_columns,
                              size_t *ret_count, Err *err) {
    Run r;
    bool ok = run_start(&r, s, NULL, err) && run_describe(&r, sql, err);
    if (ok) {
        Column *columns = arena_new(a, Column, r.column_count);
        for (size_t i = 0; i < r.column_count; i++) {
            columns[i] = r.columns[i];
            columns[i].name = columns[i].label = str_dup(a, r.columns[i].name);
        }
        *ret_columns = columns;
        *ret_count = r.column_count;
    }
    run_done(&r);
    return ok;
}

static bool exec_one(Run *r, duckdb_extracted_statements statements, idx_t i, Err *err) {
    duckdb_destroy_prepare(&r->prepared);
    duckdb_destroy_result(&r->result);
    r->result = (duckdb_result){0};
    duckdb_connection connection = r->session->connection;
    duckdb_state state =
        duckdb_prepare_extracted_statement(connection, statements, i, &r->prepared);
    if (state != DuckDBSuccess) return run_fail(r, duckdb_prepare_error(r->prepared), err);
    if (duckdb_execute_prepared(r->prepared, &r->result) != DuckDBSuccess) {
        return run_fail(r, duckdb_result_error(&r->result), err);
    }
    return true;
}

static bool exec_all(Run *r, Str sql, Err *err) {
    if (memchr(sql.ptr, '\0', sql.len)) {
        return fail(err, ERR_INVALID, "the statement contains a NUL character");
    }
    const char *text = str_z(r->session->keep, sql);
    duckdb_extracted_statements statements = NULL;
    idx_t count = duckdb_extract_statements(r->session->connection, text, &statements);
    bool ok = true;
    if (count == 0) {
        const char *message = duckdb_extract_statements_error(statements);
        ok = !message || run_fail(r, message, err);
    }
    for (idx_t i = 0; ok && i < count; i++) {
        ErrCode verdict = engine_watch_verdict(&r->watched.limits);
        ok =
            verdict == ERR_NONE ? exec_one(r, statements, i, err) : engine_watch_fail(verdict, err);
    }
    duckdb_destroy_extracted(&statements);
    return ok;
}

bool engine_statement_exec(EngineSession *s, Str sql, const RunLimits *limits, Err *err) {
    Run r;
    bool ok = run_start(&r, s, limits, err) && exec_all(&r, sql, err);
    run_done(&r);
    return ok;
}
