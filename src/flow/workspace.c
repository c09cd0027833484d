#include "flow/workspace.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "engine/gate.h"
#include "flow/edits.h"
#include "flow/facts.h"
#include "flow/recipe_table.h"
#include "flow/settings.h"
#include "flow/workspace_model.h"
#include "flow/workspace_store.h"
#include "sys/clock.h"
#include "sys/memory.h"

enum { IDLE_SOURCES_MAX = 16, MODEL_ARENA_MAX = 512 << 20 };
static const int64_t INDEX_TIMEOUT_US = 60 * MOMENT_SECOND;

struct Workspace {
    WorkspaceOptions options;
    Database *database;
    Query *query;

    pthread_mutex_t change;  // held by the one who changes anything; guards facts and edits
    Facts *facts;
    Json *edits;
    atomic_bool is_behind;  // rows changed and the model could not follow

    pthread_mutex_t indexing;  // held by the one who makes the index of words

    pthread_mutex_t lock;  // held for moments; guards what is below
    Snapshot *snapshot;
    Source *idle[IDLE_SOURCES_MAX];
    size_t idle_count;
};

bool workspace_source_take(Workspace *w, Source **ret, Err *err) {
    pthread_mutex_lock(&w->lock);
    Source *s = w->idle_count > 0 ? w->idle[--w->idle_count] : NULL;
    pthread_mutex_unlock(&w->lock);
    if (!s) return engine_source_open(w->database, ret, err);
    *ret = s;
    return true;
}

void workspace_source_give(Workspace *w, Source *s) {
    pthread_mutex_lock(&w->lock);
    bool kept = w->idle_count < IDLE_SOURCES_MAX;
    if (kept) w->idle[w->idle_count++] = s;
    pthread_mutex_unlock(&w->lock);
    if (!kept) engine_source_close(s);
}

static void snapshot_put(Workspace *w, Snapshot *fresh) {
    pthread_mutex_lock(&w->lock);
    Snapshot *old = w->snapshot;
    w->snapshot = fresh;
    pthread_mutex_unlock(&w->lock);
    snapshot_release(old);
}

static Snapshot *snapshot_current(Workspace *w) {
    pthread_mutex_lock(&w->lock);
    Snapshot *s = snapshot_ref(w->snapshot);
    pthread_mutex_unlock(&w->lock);
    return s;
}

// A snapshot of the tables as they are, with `edits`.
static bool snapshot_make(Workspace *w, const Json *edits, Snapshot **ret, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *before = snapshot_current(w);
    CLEANUP(arena_freep) Arena *a = arena_create(MODEL_ARENA_MAX);
    Model *model = NULL;
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    ModelMaking making = {.source = source,
                          .facts = w->facts,
                          .before = snapshot_model(before),
                          .edits = edits,
                          .settled = w->edits,
                          .currency = settings_currency(w, a)};
    bool ok = workspace_model_make(&making, a, &model, err);
    workspace_source_give(w, source);
    if (!ok) return false;
    *ret = snapshot_new(a, model, NULL);
    a = NULL;  // handed over
    return true;
}

static bool index_make(Workspace *w, Snapshot *bare, Snapshot **ret, Err *err) {
    Source *source = NULL;
    AskIndex *index = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    RunLimits limits = {.deadline_us = clock_mono_us() + INDEX_TIMEOUT_US};
    bool ok = ask_index_new(snapshot_model(bare), source, &limits, &index, err);
    workspace_source_give(w, source);
    if (ok) *ret = snapshot_with_index(bare, index);
    memory_trim();  // profiles, imports and the making of the index need far more than what stays
    return ok;
}

static bool state_save(Workspace *w, Json *edits, const Snapshot *s, Err *err) {
    WorkspaceState state = {.facts = w->facts, .edits = edits, .model = snapshot_model(s)};
    return workspace_store_save(w->options.store, w->options.id, &state, err);
}

// Puts `fresh` in place; takes it over. A workspace that is asked keeps its index ready, so that
// nobody who asks after an import waits for it.
static void snapshot_renew(Workspace *w, Snapshot *fresh) {
    CLEANUP(snapshot_releasep) Snapshot *before = snapshot_current(w);
    Snapshot *indexed = NULL;
    Err later = {0};  // the next who asks tries again, and is told
    bool asked = snapshot_index(before) && index_make(w, fresh, &indexed, &later);
    if (asked) snapshot_release(fresh);
    snapshot_put(w, asked ? indexed : fresh);
}

// The rows have changed already, so there is no way back: until the model follows, the workspace
// is behind. What the store could not take is made anew at the next start.
static bool model_follow(Workspace *w, Err *err) {
    Snapshot *fresh = NULL;
    bool ok = snapshot_make(w, w->edits, &fresh, err);
    atomic_store(&w->is_behind, !ok);
    if (!ok) return false;
    snapshot_renew(w, fresh);
    memory_trim();
    CLEANUP(snapshot_releasep) Snapshot *s = snapshot_current(w);
    return state_save(w, w->edits, s, err);
}

static bool tables_reconcile(Workspace *w, bool *ret_changed, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Source *source = NULL;
    SourceTable *tables = NULL;
    size_t count = 0;
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = source_tables(source, a, &tables, &count, err);
    workspace_source_give(w, source);
    if (ok) *ret_changed = facts_reconcile(w->facts, tables, count, clock_now());
    return ok;
}

static const Model *empty_model(Arena *a) {
    Model *m = arena_new(a, Model, 1);
    m->default_metric = -1;
    return m;
}

// What the store keeps, checked against the tables that are there.
static bool state_load(Workspace *w, Err *err) {
    Arena *a = arena_create(MODEL_ARENA_MAX);
    WorkspaceState state = {0};
    if (!workspace_store_load(w->options.store, w->options.id, a, &state, err)) {
        arena_free(a);
        return false;
    }
    w->facts = state.facts;
    w->edits = state.edits;
    bool has_model = state.model != NULL;
    w->snapshot = snapshot_new(a, has_model ? state.model : empty_model(a), NULL);
    bool changed = false;
    if (!tables_reconcile(w, &changed, err)) return false;
    if (state.was_changing) facts_doubt(w->facts, clock_now());
    return (has_model && !changed && !state.was_changing) || model_follow(w, err);
}

bool workspace_open(const WorkspaceOptions *options, Workspace **ret, Err *err) {
    assert(options && options->engine && options->store && ret);
    Workspace *w = calloc(1, sizeof *w);
    if (!w) return fail(err, ERR_LIMIT, "out of memory");
    w->options = *options;
    pthread_mutex_init(&w->change, NULL);
    pthread_mutex_init(&w->indexing, NULL);
    pthread_mutex_init(&w->lock, NULL);
    w->query = query_new(&options->query);
    if (!engine_open(options->engine, options->database_path, &w->database, err) ||
        !state_load(w, err)) {
        workspace_close(w);
        return false;
    }
    *ret = w;
    return true;
}

void workspace_close(Workspace *w) {
    if (!w) return;
    for (size_t i = 0; i < w->idle_count; i++) engine_source_close(w->idle[i]);
    snapshot_release(w->snapshot);
    facts_free(w->facts);
    json_decref(w->edits);
    query_free(w->query);
    if (w->database) engine_release(w->database);
    pthread_mutex_destroy(&w->lock);
    pthread_mutex_destroy(&w->indexing);
    pthread_mutex_destroy(&w->change);
    free(w);
}

// Tries again what could not be done when the rows changed.
static bool behind_catch_up(Workspace *w, Err *err) {
    bool changed = false;
    pthread_mutex_lock(&w->change);
    bool ok = !atomic_load(&w->is_behind);
    if (!ok && tables_reconcile(w, &changed, err)) {
        facts_doubt(w->facts, clock_now());
        ok = model_follow(w, err);
    }
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_snapshot(Workspace *w, Snapshot **ret, Err *err) {
    if (atomic_load(&w->is_behind) && !behind_catch_up(w, err)) return false;
    *ret = snapshot_current(w);
    return true;
}

// Of those who ask first, one makes the index and the others wait for it.
static bool index_await(Workspace *w, Snapshot **ret, Err *err) {
    pthread_mutex_lock(&w->indexing);
    CLEANUP(snapshot_releasep) Snapshot *bare = snapshot_current(w);
    Snapshot *indexed = NULL;
    bool ok = true;
    if (snapshot_index(bare)) {
        indexed = snapshot_ref(bare);
    } else {
        ok = index_make(w, bare, &indexed, err);
    }
    pthread_mutex_lock(&w->lock);
    // Unless an import has put a newer one in place meanwhile.
    bool is_current = ok && w->snapshot == bare && indexed != bare;
    if (is_current) w->snapshot = snapshot_ref(indexed);
    pthread_mutex_unlock(&w->lock);
    pthread_mutex_unlock(&w->indexing);
    if (is_current) snapshot_release(bare);  // the workspace's own reference
    if (ok) *ret = indexed;
    return ok;
}

bool workspace_snapshot_to_ask(Workspace *w, Snapshot **ret, Err *err) {
    Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err)) return false;
    if (snapshot_index(s)) {
        *ret = s;
        return true;
    }
    snapshot_release(s);
    return index_await(w, ret, err);
}

bool workspace_answer(Workspace *w, const Snapshot *s, const AnswerRequest *request, Arena *a,
                      Answer **ret_answer, Err *err) {
    assert(request->plan || snapshot_index(s));  // words are looked up, plans are not
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    AnswerMeans means = {.snapshot = s, .source = source, .query = w->query};
    bool ok = answer_run(&means, request, a, ret_answer, err);
    workspace_source_give(w, source);
    return ok;
}

bool workspace_door_take(Workspace *w, const Snapshot *s, const atomic_bool *cancel, QueryDoor *ret,
                         Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    *ret = (QueryDoor){
        .query = w->query, .source = source, .model = snapshot_model(s), .cancel = cancel};
    return true;
}

void workspace_door_give(Workspace *w, QueryDoor *door) {
    if (door->source) workspace_source_give(w, door->source);
    *door = (QueryDoor){0};
}

Store *workspace_store(Workspace *w) { return w->options.store; }

Str workspace_id(const Workspace *w) { return w->options.id; }

bool workspace_sql(Workspace *w, const Snapshot *s, const SqlRequest *request, Arena *a,
                   QueryResult **ret, Err *err) {
    Source *source = NULL;
    if (!request->is_own && !gate_check(w->database, request->sql, err)) return false;
    if (!workspace_source_take(w, &source, err)) return false;
    QueryDoor door = {.query = w->query,
                      .source = source,
                      .model = snapshot_model(s),
                      .cancel = request->cancel,
                      .row_max = request->row_max,
                      .fresh = request->is_own};
    bool ok = query_sql(&door, request->sql, a, ret, err);
    workspace_source_give(w, source);
    return ok;
}

// Notes what came in: the rows each table has now, units, declared keys.
static bool facts_gather(Workspace *w, const ImportResult *result, Arena *a, Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    SourceTable *tables = NULL;
    size_t count = 0;
    bool ok = source_tables(source, a, &tables, &count, err);
    workspace_source_give(w, source);
    if (!ok) return false;
    for (size_t i = 0; i < result->table_count; i++) {
        const ImportTable *t = &result->tables[i];
        for (size_t k = 0; k < count; k++) {
            if (!str_eq(tables[k].name, t->table)) continue;
            facts_table_changed(w->facts, t->table, (Str){0}, tables[k].rows, clock_now());
        }
        for (size_t k = 0; k < t->column_count; k++) {
            facts_unit_set(w->facts, t->table, t->columns[k].name, t->columns[k].unit);
        }
    }
    for (size_t i = 0; i < result->link_count; i++) facts_link_add(w->facts, result->links[i]);
    return true;
}

// With the change lock held, before and after rows are changed. What was not changed after all
// leaves no mark; when that fails too, the next start looks at every table again.
static bool change_begin(Workspace *w, Err *err) {
    return workspace_store_changing(w->options.store, w->options.id, true, err);
}

static void change_forget(Workspace *w) {
    Err ignored = {0};
    (void)!workspace_store_changing(w->options.store, w->options.id, false, &ignored);
}

static bool import_follow(Workspace *w, const ImportResult *result, Arena *a, Err *err) {
    if (facts_gather(w, result, a, err)) {
        if (model_follow(w, err)) return true;
    } else {
        atomic_store(&w->is_behind, true);
    }
    Err cause = *err;
    return fail(err, cause.code, "the rows are in, but what they mean could not be worked out: %s",
                cause.message);
}

bool workspace_import(Workspace *w, const ImportRequest *request, const ImportProgress *progress,
                      Arena *a, ImportResult **ret, Err *err) {
    ImportPlace place = {w->database, w->options.staging_dir};
    pthread_mutex_lock(&w->change);
    bool ok = change_begin(w, err);
    if (ok) {
        ok = import_run(&place, request, progress, a, ret, err);
        if (!ok) change_forget(w);
    }
    ok = ok && import_follow(w, *ret, a, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_edit(Workspace *w, const Json *patch, Err *err) {
    Json *merged = NULL;
    Snapshot *fresh = NULL;
    pthread_mutex_lock(&w->change);
    bool ok = edits_merge(w->edits, patch, &merged, err) && snapshot_make(w, merged, &fresh, err) &&
              state_save(w, merged, fresh, err);
    if (ok) {
        snapshot_renew(w, fresh);
        json_decref(w->edits);
        w->edits = merged;
    } else {
        snapshot_release(fresh);
        json_decref(merged);
    }
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_model_renew(Workspace *w, Err *err) {
    pthread_mutex_lock(&w->change);
    bool ok = model_follow(w, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

// A change of rows besides an import, in one transaction.
typedef struct Change {
    Str table;
    const Json *steps;
    bool (*run)(const struct Change *c, Writer *writer, Arena *a, Err *err);
} Change;

static bool change_run(Workspace *w, const Change *c, Err *err) {
    Writer *writer = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!engine_writer_open(w->database, &writer, err)) return false;
    bool ok = engine_begin(writer, err) && c->run(c, writer, a, err) && engine_commit(writer, err);
    engine_writer_close(writer);
    return ok;
}

// One sees either the table before or the table after, whatever happens on the way.
static bool change_known(Workspace *w, const Change *c, bool (*follow)(Workspace *w, Str, Err *),
                         Err *err) {
    pthread_mutex_lock(&w->change);
    bool known = facts_table(w->facts, c->table) != NULL;
    bool begun = known && change_begin(w, err);
    bool ok = begun && change_run(w, c, err);
    if (begun && !ok) change_forget(w);
    ok = ok && follow(w, c->table, err);
    pthread_mutex_unlock(&w->change);
    if (!known) return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(c->table));
    return ok;
}

static bool table_drop(const Change *c, Writer *writer, Arena *a, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, 4096);
    buf_add(&sql, S("DROP TABLE "));
    engine_quote_name(&sql, c->table);
    buf_add(&sql, S("; DROP TABLE IF EXISTS "));
    engine_quote_name(&sql, str_fmt(a, STR_F "__rejects", STR_A(c->table)));
    return buf_check(&sql, "the table's name", err) &&
           engine_exec(writer, buf_str(&sql), NULL, err) &&
           recipe_table_drop(writer, c->table, a, err);
}

static bool drop_follow(Workspace *w, Str table, Err *err) {
    facts_table_dropped(w->facts, table);
    Json *rest = edits_without_table(w->edits, table);
    json_decref(w->edits);
    w->edits = rest;
    return model_follow(w, err);
}

bool workspace_drop(Workspace *w, Str table, Err *err) {
    const Change change = {.table = table, .run = table_drop};
    return change_known(w, &change, drop_follow, err);
}

static bool table_clean(const Change *c, Writer *writer, Arena *a, Err *err) {
    return recipe_table_set(writer, c->table, c->steps, a, err);
}

static bool clean_follow(Workspace *w, Str table, Err *err) {
    bool changed = false;
    facts_table_changed(w->facts, table, (Str){0}, facts_table(w->facts, table)->rows, clock_now());
    return tables_reconcile(w, &changed, err) && model_follow(w, err);
}

bool workspace_expression(Workspace *w, Str table, Str expression, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, GATE_SQL_MAX);
    buf_add_fmt(&sql, "SELECT (" STR_F "\n) FROM ", STR_A(expression));
    engine_quote_name(&sql, table);
    return buf_check(&sql, "the expression", err) && gate_check(w->database, buf_str(&sql), err);
}

static bool expressions_check(Workspace *w, Str table, const Json *steps, Err *err) {
    for (size_t i = 0; i < json_array_size(steps); i++) {
        Str expression = {0};
        const Json *step = json_array_get(steps, i);
        if (!json_get_str(step, "expression", false, &expression, err)) return false;
        if (expression.len > 0 && !workspace_expression(w, table, expression, err)) return false;
    }
    return true;
}

bool workspace_clean(Workspace *w, Str table, const Json *steps, Err *err) {
    const Change change = {.table = table, .steps = steps, .run = table_clean};
    return expressions_check(w, table, steps, err) && change_known(w, &change, clean_follow, err);
}
