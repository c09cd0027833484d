// Changes of a workspace's rows and of what they mean: one at a time.
#include "engine/gate.h"
#include "flow/edits.h"
#include "flow/import_mark.h"
#include "flow/recipe_table.h"
#include "flow/workspace_inside.h"
#include "flow/workspace_store.h"
#include "sys/clock.h"

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
        if (workspace_follow(w, err)) return true;
    } else {
        atomic_store(&w->is_behind, true);
    }
    Err cause = *err;
    return fail(err, cause.code, "the rows are in, but what they mean could not be worked out: %s",
                cause.message);
}

bool workspace_import(Workspace *w, const ImportRequest *request, const ImportProgress *progress,
                      Arena *a, ImportResult **ret, Err *err) {
    ImportPlace place = {w->database, w->options.staging_dir, workspace_bin_put_aside, w};
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

bool workspace_imported(Workspace *w, Str mark, Arena *a, Str *ret_result, Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = import_mark_get(source, mark, a, ret_result, err);
    workspace_source_give(w, source);
    return ok;
}

bool workspace_edit(Workspace *w, const Json *patch, Err *err) {
    Json *merged = NULL;
    Snapshot *fresh = NULL;
    pthread_mutex_lock(&w->change);
    bool ok = edits_merge(w->edits, patch, &merged, err) &&
              workspace_snapshot_make(w, merged, &fresh, err) &&
              workspace_state_save(w, merged, fresh, err);
    if (ok) {
        workspace_snapshot_renew(w, fresh);
        workspace_edits_put(w, merged);
    } else {
        snapshot_release(fresh);
        json_decref(merged);
    }
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_model_renew(Workspace *w, Err *err) {
    pthread_mutex_lock(&w->change);
    bool ok = workspace_follow(w, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

static bool change_run(Workspace *w, const Change *c, Arena *a, Err *err) {
    Writer *writer = NULL;
    if (!engine_writer_open(w->database, &writer, err)) return false;
    bool ok =
        engine_begin(writer, err) && c->run(c->what, writer, a, err) && engine_commit(writer, err);
    engine_writer_close(writer);
    return ok;
}

bool workspace_change(Workspace *w, const Change *c, Arena *a, Err *err) {
    pthread_mutex_lock(&w->change);
    bool begun = c->begin(w, c->what, a, err) && change_begin(w, err);
    bool ok = begun && change_run(w, c, a, err);
    if (begun && !ok) change_forget(w);
    ok = ok && c->follow(w, c->what, a, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

bool workspace_table_known(const Workspace *w, Str table, Err *err) {
    if (facts_table(w->facts, table)) return true;
    return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(table));
}

bool workspace_expression(Workspace *w, Str table, Str expression, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, GATE_SQL_MAX);
    buf_add_fmt(&sql, "SELECT (" STR_F "\n) FROM ", STR_A(expression));
    engine_quote_name(&sql, table);
    return buf_check(&sql, ERR_WORD("the expression"), err) &&
           gate_check(w->database, buf_str(&sql), err);
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

typedef struct Cleaning {
    Str table;
    const Json *steps;
} Cleaning;

static bool clean_begin(Workspace *w, void *what, Arena *a, Err *err) {
    (void)a;
    return workspace_table_known(w, ((Cleaning *)what)->table, err);
}

static bool clean_run(void *what, Writer *writer, Arena *a, Err *err) {
    const Cleaning *c = what;
    return recipe_table_set(writer, c->table, c->steps, a, err);
}

static bool clean_follow(Workspace *w, void *what, Arena *a, Err *err) {
    (void)a;
    Str table = ((Cleaning *)what)->table;
    bool changed = false;
    facts_table_changed(w->facts, table, (Str){0}, facts_table(w->facts, table)->rows, clock_now());
    return workspace_reconcile(w, &changed, err) && workspace_follow(w, err);
}

bool workspace_clean(Workspace *w, Str table, const Json *steps, Err *err) {
    Cleaning cleaning = {.table = table, .steps = steps};
    const Change change = {
        .what = &cleaning, .begin = clean_begin, .run = clean_run, .follow = clean_follow};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    return expressions_check(w, table, steps, err) && workspace_change(w, &change, a, err);
}
