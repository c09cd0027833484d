#include "query/query.h"

#include <assert.h>
#include <stdlib.h>

#include "query/query_cache.h"
#include "query/query_sources.h"
#include "sys/clock.h"

enum { ROW_MAX_DEFAULT = 100000, CACHE_BYTES_DEFAULT = 32 << 20 };
#define TIMEOUT_US_DEFAULT INT64_C(30000000)

struct Query {
    QueryOptions options;  // without zeroes; never changed
    QueryCache *cache;     // has its own lock
};

// One statement on its way through the door.
typedef struct Run {
    const QueryDoor *door;
    Str sql;
    TableList reads;
    bool may_keep;  // in the cache
    Arena *arena;
} Run;

Query *query_new(const QueryOptions *options) {
    Query *q = calloc(1, sizeof *q);
    if (!q) abort();
    if (options) q->options = *options;
    if (q->options.row_max == 0) q->options.row_max = ROW_MAX_DEFAULT;
    if (q->options.timeout_us == 0) q->options.timeout_us = TIMEOUT_US_DEFAULT;
    if (q->options.cache_bytes == 0) q->options.cache_bytes = CACHE_BYTES_DEFAULT;
    q->cache = query_cache_new(q->options.cache_bytes);
    return q;
}

void query_free(Query *q) {
    if (!q) return;
    query_cache_free(q->cache);
    free(q);
}

static uint64_t row_max(const Run *run) {
    uint64_t most = run->door->query->options.row_max, wanted = run->door->row_max;
    return wanted > 0 && (wanted < most || run->door->is_own) ? wanted : most;
}

// The statement, the rows let through, and each table with its version.
static Str key_of(const Run *run) {
    Buf key;
    buf_init(&key, run->sql.len + 64 + run->reads.count * 24);
    buf_add(&key, run->sql);
    buf_add_char(&key, '\0');
    buf_add_int(&key, (int64_t)row_max(run));
    for (size_t i = 0; i < run->reads.count; i++) {
        // The table's own name stands in the statement.
        buf_add_char(&key, ' ');
        buf_add_int(&key, (int64_t)run->door->model->tables[run->reads.tables[i]].version);
    }
    Str text = str_dup(run->arena, buf_str(&key));
    buf_done(&key);
    return text;
}

static QuerySource *sources_of(const Run *run) {
    QuerySource *sources = arena_new(run->arena, QuerySource, run->reads.count);
    for (size_t i = 0; i < run->reads.count; i++) {
        const ModelTable *t = &run->door->model->tables[run->reads.tables[i]];
        sources[i] = (QuerySource){t->name, t->label, t->rows, t->fresh_at};
    }
    return sources;
}

static bool run_fetch(const Run *run, int64_t start_us, const Table **ret, Err *err) {
    int64_t timeout_us = run->door->timeout_us;
    if (timeout_us == 0) timeout_us = run->door->query->options.timeout_us;
    RunLimits limits = {
        .deadline_us = start_us + timeout_us, .cancel = run->door->cancel, .row_max = row_max(run)};
    Table *table = NULL;
    if (!source_query(run->door->source, run->sql, &limits, run->arena, &table, err)) return false;
    *ret = table;
    return true;
}

static bool run_do(const Run *run, QueryResult **ret, Err *err) {
    int64_t start_us = clock_mono_us();
    QueryResult *result = arena_new(run->arena, QueryResult, 1);
    Str key = run->may_keep ? key_of(run) : (Str){0};
    if (run->door->cancel && atomic_load(run->door->cancel)) {
        return fail(err, ERR_CANCELLED, "the question was cancelled");
    }
    if (run->may_keep) result->table = query_cache_get(run->door->query->cache, key, run->arena);
    result->from_cache = result->table != NULL;
    if (!result->table) {
        if (!run_fetch(run, start_us, &result->table, err)) return false;
        if (run->may_keep) query_cache_put(run->door->query->cache, key, result->table);
    }
    result->sql = run->sql;
    result->sources = sources_of(run);
    result->source_count = run->reads.count;
    result->elapsed_us = clock_mono_us() - start_us;
    *ret = result;
    return true;
}

// The same rows under columns that say what they mean. Types stay the engine's.
static const Table *with_columns(const Table *t, const Column *meant, size_t count, Arena *a) {
    if (t->column_count != count) return t;
    Table *copy = arena_new(a, Table, 1);
    Column *columns = arena_new(a, Column, count);
    for (size_t i = 0; i < count; i++) {
        columns[i] = meant[i];
        columns[i].name = t->columns[i].name;
        columns[i].type = t->columns[i].type;
    }
    *copy = *t;
    copy->columns = columns;
    return copy;
}

// What the tables are called in the reader's language: kept results know their English names.
static const QuerySource *sources_said(const QueryResult *result, Words w) {
    QuerySource *said = arena_new(w.a, QuerySource, result->source_count + 1);
    for (size_t i = 0; i < result->source_count; i++) {
        said[i] = result->sources[i];
        said[i].label = words_term(w, said[i].label);
    }
    return said;
}

bool query_plan(const QueryDoor *door, Plan *p, Arena *a, QueryResult **ret, Err *err) {
    assert(door && door->query && door->source && door->model && p && a && ret && err);
    const Model *m = door->model;
    Run run = {.door = door, .may_keep = true, .arena = a};
    // Checked before joined: a plan from a browser may name what is not there.
    if (!plan_check(m, p, err) || !plan_join(m, a, p, err)) return false;
    if (!sql_write(&SQL_DUCKDB, m, p, a, &run.sql, err)) return false;
    run.reads = query_sources_of_plan(m, p, a);
    if (!run_do(&run, ret, err)) return false;
    Column *columns = NULL;
    size_t count = 0;
    Words w = words_for(a, door->language);
    plan_columns(m, p, w, &columns, &count);
    (*ret)->sources = sources_said(*ret, w);
    (*ret)->table = with_columns((*ret)->table, columns, count, a);
    return true;
}

// A column that is named and typed as one of the tables read is taken to be that one.
static const ModelColumn *namesake(const Run *run, const Column *c) {
    const ModelColumn *found = NULL;
    for (size_t i = 0; i < run->reads.count; i++) {
        const ModelTable *t = &run->door->model->tables[run->reads.tables[i]];
        int at = model_column(t, c->name);
        if (at < 0 || t->columns[at].type != c->type) continue;
        bool differs = found && (found->role != t->columns[at].role ||
                                 !str_eq(found->unit, t->columns[at].unit));
        if (differs) return NULL;
        found = &t->columns[at];
    }
    return found;
}

static const Table *with_namesakes(const Run *run, const Table *t) {
    Column *columns = arena_new(run->arena, Column, t->column_count);
    for (size_t i = 0; i < t->column_count; i++) {
        columns[i] = t->columns[i];
        const ModelColumn *of = namesake(run, &columns[i]);
        if (of) {
            columns[i].label = of->label;
            columns[i].role = of->role;
            columns[i].unit = of->unit;
            continue;
        }
        if (columns[i].label.len == 0) columns[i].label = columns[i].name;
        if (columns[i].role != ROLE_UNKNOWN) continue;
        bool number = columns[i].type == TYPE_INT || columns[i].type == TYPE_FLOAT;
        bool time = columns[i].type == TYPE_DATE || columns[i].type == TYPE_TIMESTAMP;
        columns[i].role = number ? ROLE_MEASURE : time ? ROLE_TIME : ROLE_CATEGORY;
    }
    return with_columns(t, columns, t->column_count, run->arena);
}

bool query_sql(const QueryDoor *door, Str sql, Arena *a, QueryResult **ret, Err *err) {
    assert(door && door->query && door->source && door->model && a && ret && err);
    Run run = {.door = door, .sql = str_dup(a, sql), .arena = a};
    run.reads = query_sources_of_sql(door->model, sql, a);
    run.may_keep = !door->fresh && !query_sources_are_moving(sql);
    if (!run_do(&run, ret, err)) return false;
    (*ret)->table = with_namesakes(&run, (*ret)->table);
    return true;
}

bool query_stream(const QueryDoor *door, Str sql, Sink sink, Err *err) {
    assert(door && door->source && err);
    bool truncated = false;
    RunLimits limits = {.deadline_us = clock_mono_us() + QUERY_STREAM_US, .cancel = door->cancel};
    return source_run(door->source, sql, &limits, sink, &truncated, err);
}
