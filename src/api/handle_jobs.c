#include "api/api_state.h"
#include "api/handlers.h"
#include "api/paging.h"

enum { EVENT_MAX = JOB_RESULT_MAX + 4096, WAIT_MS = 10000, JOBS_DEFAULT = 50, JOBS_MAX = 200 };

static bool jobs_read(ApiCall *call, Str kind, JobView **ret_views, size_t *ret_count, Err *err) {
    int64_t limit = 0;
    if (!paging_number(call->req, &(PagingRule){"limit", JOBS_DEFAULT, 1, JOBS_MAX}, &limit, err)) {
        return false;
    }
    JobsPage page = {.kind = kind, .limit = (size_t)limit};
    return jobs_list(call->api->jobs, &page, call->a, ret_views, ret_count, err);
}

bool api_jobs_get(ApiCall *call, JsonW *out, Err *err) {
    JobView *views = NULL;
    size_t count = 0;
    if (!jobs_read(call, (Str){0}, &views, &count, err)) return false;
    jsonw_object(out);
    jsonw_key_array(out, "jobs");
    for (size_t i = 0; i < count; i++)
        job_write(out, &views[i], words_for(call->a, call->language));
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

static void import_record_write(JsonW *out, const JobView *v, Words words) {
    jsonw_object(out);
    jsonw_key_str(out, "id", v->id);
    jsonw_key_str(out, "file", v->title);
    jsonw_key_str(out, "status", str_from(job_status_name(v->status)));
    jsonw_key_moment(out, "started_at", v->created_at);
    if (job_is_over(v->status)) jsonw_key_moment(out, "finished_at", v->updated_at);
    job_outcome_write(out, v, words);
    jsonw_end(out);
}

bool api_imports_get(ApiCall *call, JsonW *out, Err *err) {
    JobView *views = NULL;
    size_t count = 0;
    if (!jobs_read(call, S(IMPORT_KIND), &views, &count, err)) return false;
    jsonw_object(out);
    jsonw_key_array(out, "imports");
    for (size_t i = 0; i < count; i++)
        import_record_write(out, &views[i], words_for(call->a, call->language));
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_job_get(ApiCall *call, JsonW *out, Err *err) {
    JobView view = {0};
    if (!jobs_view(call->api->jobs, call->params[0], call->a, &view, err)) return false;
    jsonw_object(out);
    jsonw_key(out, S("job"));
    job_write(out, &view, words_for(call->a, call->language));
    jsonw_end(out);
    return true;
}

bool api_job_delete(ApiCall *call, JsonW *out, Err *err) {
    if (!jobs_cancel(call->api->jobs, call->params[0], err)) return false;
    call->status = 202;
    return api_job_get(call, out, err);
}

static bool view_send(ApiCall *call, const JobView *view, Arena *a) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, EVENT_MAX);
    JsonW w = jsonw_to(&text);
    job_write(&w, view, words_for(a, call->language));
    Str name = job_is_over(view->status) ? S("end") : S("progress");
    return !text.overflow && http_response_event(call->res, name, (Str){0}, buf_str(&text));
}

// What takes long ends with the session that it is for.
static bool is_still_signed_in(const ApiCall *call) {
    return auth_session_person(call->api->auth, str_from(call->visitor.session)).role != ROLE_NONE;
}

// Each change of the job, until it is over, the client goes away, or the server drains.
bool api_job_events_get(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    Jobs *jobs = call->api->jobs;
    JobView view = {0};
    if (!jobs_view(jobs, call->params[0], call->a, &view, err)) return false;
    call->is_sent = true;
    http_response_events_begin(call->res);
    if (call->req->method == METHOD_HEAD || !view_send(call, &view, call->a)) return true;
    while (!job_is_over(view.status) && !http_request_is_cancelled(call->req) &&
           !atomic_load(&call->api->draining) && is_still_signed_in(call)) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        JobView next = {0};
        if (!jobs_wait(jobs, &(JobWait){call->params[0], view.change, WAIT_MS}, a, &next, err))
            return true;
        bool sent = next.change == view.change ? http_response_event_ping(call->res)
                                               : view_send(call, &next, a);
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
    http_response_websocket(call->res, events_calls(),
                            events_session(call->api->events, str_from(call->visitor.session)));
    return true;
}
