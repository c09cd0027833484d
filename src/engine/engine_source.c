// A connection as a Source: read-only, one thread at a time.
#include <assert.h>
#include <stdlib.h>

#include "engine/engine_core.h"
#include "engine/engine_error.h"
#include "engine/engine_session.h"

enum { SQL_MAX = 1 << 20 };

bool engine_session_open(Database *d, EngineSession *ret_session, Err *err) {
    EngineSession s = {.database = d};
    if (duckdb_connect(d->handle, &s.connection) != DuckDBSuccess) {
        return fail(err, ERR_IO, "the database does not take a connection");
    }
    // Counts progress without printing it; two of the few settings left open.
    const char *progress = "SET enable_progress_bar_print = false; SET enable_progress_bar = true";
    if (duckdb_query(s.connection, progress, NULL) != DuckDBSuccess) {
        duckdb_disconnect(&s.connection);
        return fail(err, ERR_INTERNAL, "the connection can't count its progress");
    }
    s.keep = arena_create(0);
    s.scratch = arena_create(0);
    engine_retain(d);
    *ret_session = s;
    return true;
}

void engine_session_close(EngineSession *s) {
    duckdb_disconnect(&s->connection);
    arena_free(s->keep);
    arena_free(s->scratch);
    engine_release(s->database);
}

double engine_session_progress(const EngineSession *s) {
    double percent = duckdb_query_progress(s->connection).percentage;
    return percent < 0 ? -1 : percent > 100 ? 1 : percent / 100;
}

static EngineSource *of(Source *s) { return (EngineSource *)s; }

static bool source_run_here(Source *s, Str sql, const RunLimits *limits, Sink sink,
                            bool *ret_truncated, Err *err) {
    return engine_statement_stream(of(s)->session, sql, limits, sink, ret_truncated, err);
}

static bool source_describe_here(Source *s, Str table, Arena *a, SourceColumn **ret,
                                 size_t *ret_count, Err *err) {
    Buf sql;
    buf_init(&sql, SQL_MAX);
    buf_add(&sql, S("SELECT * FROM main."));
    engine_quote_name(&sql, table);
    Column *columns = NULL;
    size_t count = 0;
    bool ok = buf_check(&sql, "the table's name", err) &&
              engine_statement_columns(of(s)->session, buf_str(&sql), a, &columns, &count, err);
    buf_done(&sql);
    if (!ok) {
        if (err->code != ERR_INVALID) return false;
        return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(table));
    }
    SourceColumn *described = arena_new(a, SourceColumn, count);
    for (size_t i = 0; i < count; i++) {
        described[i] = (SourceColumn){.name = columns[i].name, .type = columns[i].type};
    }
    *ret = described;
    *ret_count = count;
    return true;
}

// One row a table, in the order of their names, with its own count: what DuckDB's catalogue
// gives is an estimate.
static bool count_sql(Buf *sql, const Table *names, Err *err) {
    for (size_t i = 0; i < names->rows; i++) {
        Str name = table_value(names, i, 0).s;
        if (i > 0) buf_add(sql, S(" UNION ALL "));
        buf_add(sql, S("SELECT "));
        engine_quote_text(sql, name);
        buf_add(sql, S(" AS name, count(*) AS rows FROM main."));
        engine_quote_name(sql, name);
    }
    buf_add(sql, S(" ORDER BY name"));
    return buf_check(sql, ERR_WORD("the list of tables"), err);
}

static bool tables_count(Source *s, const Table *names, Arena *a, Table **ret, Err *err) {
    Buf sql;
    buf_init(&sql, SQL_MAX);
    bool ok = count_sql(&sql, names, err) && source_query(s, buf_str(&sql), NULL, a, ret, err);
    buf_done(&sql);
    return ok;
}

static bool source_tables_here(Source *s, Arena *a, SourceTable **ret, size_t *ret_count,
                               Err *err) {
    static const Str NAMES =
        STR("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal"
            " AND NOT temporary AND NOT starts_with(lower(table_name), '_munim_')"
            " AND NOT ends_with(lower(table_name), '__rejects')"
            " AND NOT ends_with(lower(table_name), '__imported')");
    Table *names = NULL;
    Table *counts = NULL;
    *ret = NULL;
    *ret_count = 0;
    if (!source_query(s, NAMES, NULL, a, &names, err)) return false;
    if (names->rows == 0) return true;
    if (!tables_count(s, names, a, &counts, err)) return false;
    SourceTable *tables = arena_new(a, SourceTable, counts->rows);
    for (size_t i = 0; i < counts->rows; i++) {
        tables[i].name = table_value(counts, i, 0).s;
        tables[i].rows = (uint64_t)table_value(counts, i, 1).i;
    }
    *ret = tables;
    *ret_count = counts->rows;
    return true;
}

static const SourceOps OPS = {
    .tables = source_tables_here,
    .describe = source_describe_here,
    .run = source_run_here,
};

EngineSource engine_source_of(EngineSession *session) {
    return (EngineSource){.base = {.ops = &OPS}, .session = session};
}

typedef struct OwnSource {
    EngineSource source;
    EngineSession session;
} OwnSource;

bool engine_source_open(Database *d, Source **ret_source, Err *err) {
    OwnSource *own = calloc(1, sizeof *own);
    if (!own) return fail(err, ERR_LIMIT, "out of memory");
    if (!engine_session_open(d, &own->session, err)) {
        free(own);
        return false;
    }
    own->source = engine_source_of(&own->session);
    *ret_source = &own->source.base;
    return true;
}

void engine_source_close(Source *s) {
    if (!s) return;
    OwnSource *own = (OwnSource *)s;
    engine_session_close(&own->session);
    free(own);
}

double engine_progress(Source *s) { return engine_session_progress(of(s)->session); }
