#include "flow/workspace.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "engine/gate.h"
#include "flow/edits.h"
#include "flow/facts.h"
#include "flow/workspace_store.h"
#include "sys/clock.h"

enum { IDLE_SOURCES_MAX = 16, MODEL_ARENA_MAX = 512 << 20 };
static const int64_t INDEX_TIMEOUT_US = 60 * MOMENT_SECOND;

struct Workspace {
    WorkspaceOptions options;
    Database *database;
    Query *query;

    pthread_mutex_t change;  // held by the one who changes anything; guards facts and edits
    Facts *facts;
    Json *edits;

    pthread_mutex_t lock;  // held for moments; guards what is below
    Snapshot *snapshot;
    Source *idle[IDLE_SOURCES_MAX];
    size_t idle_count;
};

Query *workspace_query(Workspace *w) { return w->query; }
Database *workspace_database(Workspace *w) { return w->database; }

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

static bool is_corrected(const Json *edits) { return json_object_size(edits) > 0; }

// Infers the model from the tables as they are and lays `edits` over it. The model lives in the
// new arena *ret_arena.
static bool model_make(Workspace *w, Source *source, const Json *edits, Arena **ret_arena,
                       Model **ret_model, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *before = snapshot_current(w);
    CLEANUP(arena_freep) Arena *a = arena_create(MODEL_ARENA_MAX);
    const Facts *f = w->facts;
    TableVersion *versions = arena_new(a, TableVersion, f->tables.count + 1);
    for (size_t i = 0; i < f->tables.count; i++) {
        const FactsTable *t = &f->tables.items[i];
        versions[i] = (TableVersion){.table = str_dup(a, t->name),
                                     .version = t->version,
                                     .fresh_at = t->fresh_at,
                                     .label = str_dup(a, t->label)};
    }
    ModelInput in = {.source = source,
                     .links = f->links.items,
                     .link_count = f->links.count,
                     .versions = versions,
                     .version_count = f->tables.count,
                     .before = snapshot_model(before),
                     .units = f->units.items,
                     .unit_count = f->units.count};
    Model *model = NULL;
    if (!model_infer(&in, a, &model, err)) return false;
    if (is_corrected(edits) && !model_overlay(model, edits, a, &model, err)) return false;
    model->version = snapshot_model(before)->version + 1;
    *ret_model = model;
    *ret_arena = a;
    a = NULL;  // handed over
    return true;
}

static bool state_save(Workspace *w, Json *edits, const Model *model, Err *err) {
    WorkspaceState state = {.facts = w->facts, .edits = edits, .model = model};
    return workspace_store_save(w->options.store, w->options.id, &state, err);
}

// Builds a snapshot of the present tables with `edits`, keeps it in the store, puts it in place.
static bool model_renew(Workspace *w, Json *edits, Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    Arena *a = NULL;
    Model *model = NULL;
    bool ok = model_make(w, source, edits, &a, &model, err) && state_save(w, edits, model, err);
    if (ok) {
        snapshot_put(w, snapshot_new(a, model, NULL));
    } else {
        arena_free(a);
    }
    workspace_source_give(w, source);
    return ok;
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
    w->snapshot = snapshot_new(a, has_model ? state.model : arena_new(a, Model, 1), NULL);

    Source *source = NULL;
    SourceTable *tables = NULL;
    size_t count = 0;
    CLEANUP(arena_freep) Arena *scratch = arena_create(0);
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = source_tables(source, scratch, &tables, &count, err);
    workspace_source_give(w, source);
    if (!ok) return false;
    // A crash between the rows' commit and the facts' leaves tables the facts do not know.
    bool changed = facts_reconcile(w->facts, tables, count, clock_now());
    if (has_model && !changed) return true;
    return model_renew(w, w->edits, err);
}

bool workspace_open(const WorkspaceOptions *options, Workspace **ret, Err *err) {
    assert(options && options->engine && options->store && ret);
    Workspace *w = calloc(1, sizeof *w);
    if (!w) return fail(err, ERR_LIMIT, "out of memory");
    w->options = *options;
    pthread_mutex_init(&w->change, NULL);
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
    pthread_mutex_destroy(&w->change);
    free(w);
}

// Puts the current snapshot with its index in place: a snapshot that others hold never changes.
static bool index_add(Workspace *w, Snapshot *bare, Snapshot **ret, Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    AskIndex *index = NULL;
    RunLimits limits = {.deadline_us = clock_mono_us() + INDEX_TIMEOUT_US};
    bool ok = ask_index_new(snapshot_model(bare), source, &limits, &index, err);
    workspace_source_give(w, source);
    if (!ok) return false;
    Snapshot *indexed = snapshot_with_index(bare, index);
    *ret = snapshot_ref(indexed);
    snapshot_put(w, indexed);
    return true;
}

bool workspace_snapshot(Workspace *w, Snapshot **ret, Err *err) {
    Snapshot *s = snapshot_current(w);
    if (snapshot_index(s)) {
        *ret = s;
        return true;
    }
    snapshot_release(s);
    // Not while an import is under way: its new snapshot must not be replaced by an older one.
    pthread_mutex_lock(&w->change);
    CLEANUP(snapshot_releasep) Snapshot *bare = snapshot_current(w);
    bool ok = true;
    if (snapshot_index(bare)) {
        *ret = snapshot_ref(bare);
    } else {
        ok = index_add(w, bare, ret, err);
    }
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_answer(Workspace *w, const AnswerRequest *request, Arena *a, Answer **ret_answer,
                      Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    AnswerMeans means = {.snapshot = snapshot, .source = source, .query = w->query};
    bool ok = answer_run(&means, request, a, ret_answer, err);
    workspace_source_give(w, source);
    return ok;
}

bool workspace_sql(Workspace *w, const SqlRequest *request, Arena *a, QueryResult **ret, Err *err) {
    if (!gate_check(w->database, request->sql, err)) return false;
    CLEANUP(snapshot_releasep) Snapshot *snapshot = snapshot_current(w);
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    QueryDoor door = {.query = w->query,
                      .source = source,
                      .model = snapshot_model(snapshot),
                      .cancel = request->cancel,
                      .row_max = request->row_max};
    bool ok = query_sql(&door, request->sql, a, ret, err);
    workspace_source_give(w, source);
    return ok;
}

// The rows each imported table has now.
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

bool workspace_import(Workspace *w, const ImportRequest *request, const ImportProgress *progress,
                      Arena *a, ImportResult **ret, Err *err) {
    ImportPlace place = {w->database, w->options.staging_dir};
    pthread_mutex_lock(&w->change);
    bool ok = import_run(&place, request, progress, a, ret, err) && facts_gather(w, *ret, a, err) &&
              model_renew(w, w->edits, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_edit(Workspace *w, const Json *patch, Err *err) {
    pthread_mutex_lock(&w->change);
    Json *merged = NULL;
    bool ok = edits_merge(w->edits, patch, &merged, err) && model_renew(w, merged, err);
    if (ok) {
        json_decref(w->edits);
        w->edits = merged;
    } else {
        json_decref(merged);
    }
    pthread_mutex_unlock(&w->change);
    return ok;
}

static bool table_drop(Workspace *w, Str table, Err *err) {
    Writer *writer = NULL;
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, 4096);
    buf_add(&sql, S("DROP TABLE "));
    engine_quote_name(&sql, table);
    buf_add(&sql, S("; DROP TABLE IF EXISTS "));
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    engine_quote_name(&sql, str_fmt(a, STR_F "__rejects", STR_A(table)));
    if (!buf_check(&sql, "the table's name", err)) return false;
    if (!engine_writer_open(w->database, &writer, err)) return false;
    bool ok = engine_begin(writer, err) && engine_exec(writer, buf_str(&sql), NULL, err) &&
              engine_commit(writer, err);
    engine_writer_close(writer);
    return ok;
}

bool workspace_drop(Workspace *w, Str table, Err *err) {
    pthread_mutex_lock(&w->change);
    bool ok = facts_table(w->facts, table) != NULL;
    if (!ok) (void)fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(table));
    ok = ok && table_drop(w, table, err);
    if (ok) {
        facts_table_dropped(w->facts, table);
        Json *rest = edits_without_table(w->edits, table);
        json_decref(w->edits);
        w->edits = rest;
        ok = model_renew(w, w->edits, err);
    }
    pthread_mutex_unlock(&w->change);
    return ok;
}
