#include "flow/recipe_preview.h"

#include "flow/recipe_table.h"

typedef struct Preview {
    Workspace *workspace;
    const Snapshot *snapshot;
    const RecipePreviewRequest *request;
    Arena *a;
} Preview;

bool recipe_preview_state(Workspace *w, Str table, Arena *a, RecipeState *ret, Err *err) {
    Source *source = NULL;
    CLEANUP(json_done) Json *steps = NULL;
    RecipeRows rows = {0};
    SourceColumn *columns = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = recipe_table_steps(source, table, a, &steps, err);
    rows.from = steps ? recipe_table_imported(table, a) : table;
    ok = ok && source_describe(source, rows.from, a, &columns, &rows.column_count, err);
    workspace_source_give(w, source);
    if (!ok) return false;
    rows.columns = columns;
    *ret = (RecipeState){.steps = json_incref(steps), .rows = rows};
    return true;
}

static bool run(const Preview *p, Str sql, const Table **ret, Err *err) {
    QueryResult *result = NULL;
    const SqlRequest request = {.sql = sql, .is_own = true, .cancel = p->request->cancel};
    if (!workspace_sql(p->workspace, p->snapshot, &request, p->a, &result, err)) return false;
    *ret = result->table;
    return true;
}

static bool counts_run(const Preview *p, Str sql, uint64_t *ret_first, uint64_t *ret_second,
                       Err *err) {
    const Table *t = NULL;
    if (!run(p, sql, &t, err)) return false;
    *ret_first = (uint64_t)table_value(t, 0, 0).i;
    *ret_second = (uint64_t)table_value(t, 0, 1).i;
    return true;
}

static bool effect_find(const Preview *p, const RecipeStep *step, size_t index, RecipeEffect *ret,
                        Err *err) {
    *ret = (RecipeEffect){.op = step->op, .column = step->column};
    if (step->expression.len > 0 &&
        !workspace_expression(p->workspace, p->request->table, step->expression, err)) {
        return false;
    }
    if (counts_run(p, step->effect, &ret->changed, &ret->lost, err)) return true;
    Err cause = *err;
    return fail(err, cause.code, "step %zu (%s): %s", index + 1, step->op, cause.message);
}

static bool totals_find(const Preview *p, const RecipeRows *rows, const Recipe *recipe,
                        RecipePreview *ret, Err *err) {
    CLEANUP(buf_done) Buf from;
    buf_init(&from, 4096);
    engine_quote_name(&from, rows->from);
    if (!buf_check(&from, "the table's name", err)) return false;
    Str sql =
        str_fmt(p->a, "SELECT (SELECT count(*) FROM " STR_F "), (SELECT count(*) FROM (" STR_F "))",
                STR_A(buf_str(&from)), STR_A(recipe->sql));
    return counts_run(p, sql, &ret->rows_before, &ret->rows_after, err);
}

bool recipe_preview(Workspace *w, const Snapshot *s, const RecipePreviewRequest *request, Arena *a,
                    RecipePreview *ret, Err *err) {
    const Preview p = {.workspace = w, .snapshot = s, .request = request, .a = a};
    RecipeState now = {0};
    Recipe recipe = {0};
    RecipePreview preview = {0};
    if (model_table(snapshot_model(s), request->table) < 0) {
        return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(request->table));
    }
    if (!recipe_preview_state(w, request->table, a, &now, err)) return false;
    json_decref(now.steps);
    if (!recipe_compile(request->steps, &now.rows, a, &recipe, err)) return false;
    preview.effects = arena_new(a, RecipeEffect, recipe.count + 1);
    for (; preview.count < recipe.count; preview.count++) {
        size_t i = preview.count;
        if (!effect_find(&p, &recipe.steps[i], i, &preview.effects[i], err)) return false;
    }
    if (!totals_find(&p, &now.rows, &recipe, &preview, err)) return false;
    Str page = str_fmt(a, STR_F " LIMIT %d", STR_A(recipe.sql), RECIPE_PREVIEW_ROWS);
    if (!run(&p, page, &preview.rows, err)) return false;
    *ret = preview;
    return true;
}
