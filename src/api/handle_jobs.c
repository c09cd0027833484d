#include "api/api_state.h"
#include "api/handlers.h"

enum { EVENT_MAX = JOB_RESULT_MAX + 4096, WAIT_MS = 10000 };

bool api_jobs_get(ApiCall *call, JsonW *out, Err *err) {
    (void)err;
    JobView *views = NULL;
    size_t count = 0;
    jobs_list(call->api->jobs, call->a, &views, &count);
    jsonw_object(out);
    jsonw_key_array(out, "jobs");
    for (size_t i = 0; i < count; i++) job_write(out, &views[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_job_get(ApiCall *call, JsonW *out, Err *err) {
    JobView view = {0};
    if (!jobs_view(call->api->jobs, call->params[0], call->a, &view, err)) return false;
    jsonw_object(out);
    jsonw_key(out, S("job"));
    job_write(out, &view);
    jsonw_end(out);
    return true;
}

bool api_job_delete(ApiCall *call, JsonW *out, Err *err) {
    if (!jobs_cancel(call->api->jobs, call->params[0], err)) return false;
    call->status = 202;
    return api_job_get(call, out, err);
}

static bool view_send(ApiCall *call, const JobView *view) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, EVENT_MAX);
    JsonW w = jsonw_to(&text);
    job_write(&w, view);
    Str name = job_is_over(view->status) ? S("end") : S("progress");
    return !text.overflow && http_response_event(call->res, name, (Str){0}, buf_str(&text));
}

// Each change of the job, until it is over, the client goes away, or the server drains.
bool api_job_events_get(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    Jobs *jobs = call->api->jobs;
    JobView view = {0};
    if (!jobs_view(jobs, call->params[0], call->a, &view, err)) return false;
    call->is_sent = true;
    http_response_events_begin(call->res);
    if (!view_send(call, &view)) return true;
    while (!job_is_over(view.status) && !http_request_is_cancelled(call->req) &&
           !atomic_load(&call->api->draining)) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        JobView next = {0};
        if (!jobs_wait(jobs, &(JobWait){call->params[0], view.change, WAIT_MS}, a, &next, err))
            return true;
        bool sent = next.change == view.change ? http_response_event_ping(call->res)
                                               : view_send(call, &next);
        if (!sent) return true;
        view.change = next.change;
        view.status = next.status;
    }
    return true;
}

bool api_events_get(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    if (!call->req->wants_websocket) {
        return fail(err, ERR_INVALID, "this address speaks WebSocket only");
    }
    call->is_sent = true;
    http_response_websocket(call->res, events_calls(), call->api->events);
    return true;
}
