// How tables are cleaned: GET, PUT /tables/:name/recipe, and what steps would do.
#include "api/api_state.h"
#include "api/handlers.h"
#include "flow/recipe_preview.h"

static bool table_check(ApiCall *call, const Snapshot *s, Err *err) {
    if (model_table(snapshot_model(s), call->params[0]) >= 0) return true;
    return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(call->params[0]));
}

static bool recipe_write(ApiCall *call, JsonW *out, Err *err) {
    RecipeState now = {0};
    Workspace *w = call->api->options.workspace;
    if (!recipe_preview_state(w, call->params[0], call->a, &now, err)) return false;
    char *text = now.steps ? json_dumps(now.steps, JSON_COMPACT) : NULL;
    json_decref(now.steps);
    jsonw_object(out);
    jsonw_key_str(out, "table", call->params[0]);
    jsonw_key(out, S("steps"));
    jsonw_raw(out, text ? str_dup(call->a, str_from(text)) : S("[]"));
    jsonw_key_array(out, "columns");
    for (size_t i = 0; i < now.rows.column_count; i++) jsonw_str(out, now.rows.columns[i].name);
    jsonw_end(out);
    jsonw_end(out);
    free(text);
    return true;
}

bool api_recipe_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    return workspace_snapshot(call->api->options.workspace, &snapshot, err) &&
           table_check(call, snapshot, err) && recipe_write(call, out, err);
}

bool api_recipe_put(ApiCall *call, JsonW *out, Err *err) {
    const Json *steps = NULL;
    if (!json_get_array(call->in, "steps", true, &steps, err) ||
        !workspace_clean(call->api->options.workspace, call->params[0], steps, err)) {
        return false;
    }
    tell_event(call->api, "tables");
    return recipe_write(call, out, err);
}

static void preview_write(JsonW *out, const RecipePreview *p) {
    jsonw_object(out);
    jsonw_key_array(out, "effects");
    for (size_t i = 0; i < p->count; i++) {
        jsonw_object(out);
        jsonw_key_str(out, "op", str_from(p->effects[i].op));
        jsonw_key_str(out, "column", p->effects[i].column);
        jsonw_key_int(out, "changed", (int64_t)p->effects[i].changed);
        jsonw_key_int(out, "lost", (int64_t)p->effects[i].lost);
        jsonw_end(out);
    }
    jsonw_end(out);
    jsonw_key_int(out, "rows_before", (int64_t)p->rows_before);
    jsonw_key_int(out, "rows_after", (int64_t)p->rows_after);
    answer_write_rows(out, p->rows, p->rows->rows);
    jsonw_end(out);
}

bool api_recipe_preview_post(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Workspace *w = call->api->options.workspace;
    RecipePreviewRequest request = {.table = call->params[0], .cancel = call->req->cancelled};
    RecipePreview preview = {0};
    if (!json_get_array(call->in, "steps", true, &request.steps, err) ||
        !workspace_snapshot(w, &snapshot, err) ||
        !recipe_preview(w, snapshot, &request, call->a, &preview, err)) {
        return false;
    }
    preview_write(out, &preview);
    return true;
}
