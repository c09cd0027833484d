// Everything of a level forecast at once, as a job, and the list that it leaves.
#include "api/api_state.h"
#include "api/forecast_query.h"
#include "api/handlers.h"
#include "flow/kept_said.h"
#include "flow/outlook_kept.h"
#include "sys/clock.h"

enum { LIST_JSON_MAX = 256 << 20 };

// One job. Owns its arena.
typedef struct Generating {
    Api *api;
    Arena *arena;
    OutlookRequest request;
} Generating;

static void generating_done(void *ctx, bool again) {
    (void)again;
    Generating *g = ctx;
    arena_free(g->arena);
}

static void step_tell(void *ctx, double fraction, Str doing) { job_progress(ctx, fraction, doing); }

static bool list_keep(const Generating *g, const Model *m, const OutlookAll *all, Err *err) {
    CLEANUP(buf_done) Buf json;
    buf_init(&json, LIST_JSON_MAX);
    JsonW w = jsonw_to(&json);
    outlook_all_write(&w, all, clock_now());
    const ApiOptions *o = &g->api->options;
    const OutlookPlace place = {.store = o->store, .workspace = o->workspace_id, .model = m};
    return buf_check(&json, ERR_WORD("the list of forecasts"), err) &&
           outlook_kept_put_all(&place, all, buf_str(&json), err);
}

static bool generate(void *ctx, Job *job, Buf *result, Err *err) {
    Generating *g = ctx;
    Workspace *workspace = g->api->options.workspace;
    const OutlookProgress progress = {.ctx = job, .step = step_tell};
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    QueryDoor door = {0};
    OutlookAll *all = NULL;
    if (!workspace_snapshot(workspace, &snapshot, err) ||
        !workspace_door_take(workspace, snapshot, job_cancel_flag(job), &door, err)) {
        return false;
    }
    bool ok = outlook_all_make(&door, &g->request, &progress, g->arena, &all, err);
    workspace_door_give(workspace, &door);
    if (!ok) return false;
    job_progress(job, 1, S(ERR_WORD("Keeping the forecasts")));
    if (!list_keep(g, snapshot_model(snapshot), all, err)) return false;
    JsonW w = jsonw_to(result);
    jsonw_object(&w);
    jsonw_key_str(&w, "level", str_from(demand_level_name(all->level)));
    jsonw_key_str(&w, "headline", all->headline);
    jsonw_key_int(&w, "count", (int64_t)all->count);
    jsonw_end(&w);
    return true;
}

// The body's texts live as long as the request: the job needs its own.
static bool request_take(const Json *in, Generating *g, Err *err) {
    OutlookRequest *r = &g->request;
    Str level = S("sku"), grain = {0};
    int64_t horizon = 0;
    r->today = clock_today();
    bool ok = json_get_str(in, "level", false, &level, err) &&
              json_get_str(in, "grain", false, &grain, err) &&
              json_get_str(in, "measure", false, &r->measure, err) &&
              json_get_str(in, "model", false, &r->model, err) &&
              json_get_int(in, "horizon", false, &horizon, err) &&
              json_get_float(in, "confidence", false, &r->confidence, err) &&
              json_get_float(in, "lead_days", false, &r->terms.lead_days, err) &&
              json_get_float(in, "review_days", false, &r->terms.review_days, err) &&
              json_get_float(in, "service_level", false, &r->terms.service_percent, err);
    if (!ok) return false;
    if (horizon < 0 || horizon > OUTLOOK_HORIZON_MAX) {
        return fail(err, ERR_INVALID, "'horizon' must be 1 to %d", OUTLOOK_HORIZON_MAX);
    }
    r->horizon = (size_t)horizon;
    r->measure = str_dup(g->arena, r->measure);
    r->model = str_dup(g->arena, r->model);
    return forecast_query_level(level, &r->level, err) && forecast_query_grain(grain, r, err) &&
           outlook_check(r, err);
}

// What cannot be forecast is told at once, not by a job that fails.
static bool subject_check(const Generating *g, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Demand d = {0};
    return workspace_snapshot(g->api->options.workspace, &snapshot, err) &&
           demand_find(snapshot_model(snapshot), g->request.measure, g->arena, &d, err) &&
           demand_need(&d, g->request.level, err);
}

bool api_forecast_generate_post(ApiCall *call, JsonW *out, Err *err) {
    Arena *a = arena_create(0);
    Generating *g = arena_new(a, Generating, 1);
    Str id = {0};
    JobView view = {0};
    g->api = call->api;
    g->arena = a;
    if (!request_take(call->in, g, err) || !subject_check(g, err)) {
        arena_free(a);
        return false;
    }
    Str title = str_fmt(a, ERR_WORD("Forecast by %s"), demand_level_name(g->request.level));
    const JobWork work = {.kind = "forecast", .run = generate, .done = generating_done, .ctx = g};
    if (!jobs_add(call->api->jobs, title, &work, call->a, &id, err) ||
        !jobs_view(call->api->jobs, id, call->a, &view, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key(out, S("job"));
    job_write(out, &view, words_for(call->a, call->language));
    jsonw_end(out);
    call->status = 202;
    return true;
}

bool api_forecast_list_get(ApiCall *call, JsonW *out, Err *err) {
    Str name = S("sku");
    DemandLevel level = DEMAND_SKU;
    (void)http_request_query(call->req, S("level"), &name);
    if (!forecast_query_level(name, &level, err)) return false;
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    const ApiOptions *o = &call->api->options;
    if (!workspace_snapshot(o->workspace, &snapshot, err)) return false;
    const OutlookPlace place = {
        .store = o->store, .workspace = o->workspace_id, .model = snapshot_model(snapshot)};
    OutlookList list = {0};
    if (!outlook_kept_list(&place, level, call->a, &list, err)) return false;
    jsonw_object(out);
    jsonw_key_bool(out, "is_current", list.is_current);
    if (list.json.len > 0) {
        jsonw_key(out, S("list"));
        Words words = words_for(call->a, call->language);
        if (!kept_said_outlook(out, list.json, words, err)) return false;
    }
    jsonw_end(out);
    return true;
}
