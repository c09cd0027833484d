#include "flow/workspace.h"

#include <assert.h>
#include <stdlib.h>

#include "engine/gate.h"
#include "flow/settings.h"
#include "flow/workspace_inside.h"
#include "flow/workspace_model.h"
#include "flow/workspace_store.h"
#include "sys/clock.h"
#include "sys/memory.h"

enum { MODEL_ARENA_MAX = 512 << 20 };
static const int64_t INDEX_TIMEOUT_US = 60 * MOMENT_SECOND;

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

bool workspace_snapshot_make(Workspace *w, const Json *edits, Snapshot **ret, Err *err) {
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

bool workspace_state_save(Workspace *w, Json *edits, const Snapshot *s, Err *err) {
    WorkspaceState state = {.facts = w->facts, .edits = edits, .model = snapshot_model(s)};
    return workspace_store_save(w->options.store, w->options.id, &state, err);
}

void workspace_snapshot_renew(Workspace *w, Snapshot *fresh) {
    CLEANUP(snapshot_releasep) Snapshot *before = snapshot_current(w);
    Snapshot *indexed = NULL;
    Err later = {0};  // the next who asks tries again, and is told
    bool asked = snapshot_index(before) && index_make(w, fresh, &indexed, &later);
    if (asked) snapshot_release(fresh);
    snapshot_put(w, asked ? indexed : fresh);
}

bool workspace_follow(Workspace *w, Err *err) {
    Snapshot *fresh = NULL;
    bool ok = workspace_snapshot_make(w, w->edits, &fresh, err);
    atomic_store(&w->is_behind, !ok);
    if (!ok) return false;
    workspace_snapshot_renew(w, fresh);
    memory_trim();
    CLEANUP(snapshot_releasep) Snapshot *s = snapshot_current(w);
    return workspace_state_save(w, w->edits, s, err);
}

void workspace_edits_put(Workspace *w, Json *edits) {
    json_decref(w->edits);
    w->edits = edits;
}

bool workspace_reconcile(Workspace *w, bool *ret_changed, Err *err) {
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
    if (!workspace_reconcile(w, &changed, err)) return false;
    if (state.was_changing) facts_doubt(w->facts, clock_now());
    if (!workspace_bin_settle(w, state.was_changing, err)) return false;
    bool is_known = has_model && !changed && !state.was_changing;
    return (is_known || workspace_follow(w, err)) && workspace_bin_settled(w, err);
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
    if (!ok && workspace_reconcile(w, &changed, err)) {
        facts_doubt(w->facts, clock_now());
        ok = workspace_follow(w, err);
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
