#include "api/api.h"

#include <assert.h>
#include <stdlib.h>

#include "api/api_guard.h"
#include "api/api_state.h"
#include "api/handlers.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/request_language.h"
#include "api/route.h"
#include "api/tus.h"
#include "api/upload_job.h"
#include "api/web_page.h"
#include "net/http_gzip.h"
#include "net/url.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"

enum {
    ANSWER_BYTES_MAX = 256 << 20,
    OPENAPI_BYTES_MAX = 4 << 20,
    JSON_BODY_MAX = 4 << 20,
    JOB_THREADS = 2,
};
static const int64_t TIDY_EVERY_US = 3600 * MOMENT_SECOND;
static const uint64_t UPLOAD_BYTES_MAX = UPLOADS_BYTES_MAX;

// The body as JSON of the route's shape.
static bool body_read(ApiCall *call, Json **ret_json, Err *err) {
    if (call->route->kind != ROUTE_JSON) return true;
    if (!json_parse(call->req->body, ret_json, err)) return false;
    return schema_check(call->route->in, *ret_json, err);
}

static bool params_decode(ApiCall *call, Err *err) {
    for (int i = 0; i < ROUTE_PARAMS_MAX; i++) {
        if (url_decode(call->a, call->params[i], &call->params[i])) continue;
        return fail(err, ERR_INVALID, "the address is not well-formed");
    }
    return true;
}

// Whether the route is for who calls: by their role, and by what they may do with the dashboard
// that it is of. No handler runs before, and none asks again.
static bool permit(ApiCall *call, Err *err) {
    Auth *auth = call->api->auth;
    AccessNeed need = {&call->visitor.person, call->params[0],
                       route_permission_access(call->route->permission)};
    call->visitor = api_guard_visitor(auth, call->req);
    call->access = ACCESS_OWN;
    if (!api_guard_permits(call->route, &call->visitor, &call->problem, err)) return false;
    auth_seen(auth, &call->visitor);
    if (need.level == ACCESS_NONE || !auth_has_people(auth)) return true;
    if (access_check(call->api->options.workspace, &need, &call->access, err)) return true;
    if (err->code == ERR_DENIED) call->problem.type = "access";
    return false;
}

static void answer_send(ApiCall *call, Buf *body, Err *err) {
    if (!buf_check(body, ERR_WORD("the answer"), err)) {
        problem_send_more(call->req, call->res, err, &(ProblemMore){.language = call->language});
        return;
    }
    http_response_status(call->res, body->len > 0 ? call->status : 204);
    http_response_header(call->res, S("Cache-Control"), S("no-store"));
    request_language_tell(call->res, call->language);
    if (body->len > 0) http_gzip_body(call->req, call->res, S("application/json"), body);
}

// Runs a route's handler on a worker thread.
static void route_run(HttpRequest *req, HttpResponse *res, void *ctx) {
    ApiCall call = {.api = ctx, .req = req, .res = res, .a = req->arena, .status = 200};
    bool path_known = false;
    call.route = route_find(tus_method(req), req->path, call.params, &path_known);
    assert(call.route);
    Err err = {0};
    CLEANUP(json_done) Json *in = NULL;
    CLEANUP(buf_done) Buf body;
    buf_init(&body, ANSWER_BYTES_MAX);
    JsonW out = jsonw_to(&body);
    call.language = request_language(req, call.api->options.workspace);
    bool ok = params_decode(&call, &err) && permit(&call, &err) && body_read(&call, &in, &err);
    call.in = in;
    ok = ok && call.route->handle(&call, &out, &err);
    if (call.is_sent) return;
    if (ok) {
        answer_send(&call, &body, &err);
    } else {
        call.problem.language = call.language;
        problem_send_more(req, res, &err, &call.problem);
    }
}

static void refuse(HttpRequest *req, HttpResponse *res, int status, ErrCode code,
                   const char *message) {
    Err err = {0};
    (void)fail(&err, code, "%s", message);
    problem_send_status(req, res, status, &err);
}

static void not_found(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    refuse(req, res, 404, ERR_NOT_FOUND, ERR_WORD("there is nothing at this address"));
}

static void method_refused(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    http_response_header(res, S("Allow"), route_methods(req->path, req->arena));
    refuse(req, res, 405, ERR_INVALID, ERR_WORD("this address does not take that method"));
}

static void foreign_refused(HttpRequest *req, HttpResponse *res, void *ctx) {
    const Api *api = ctx;
    refuse(
        req, res, 403, ERR_DENIED,
        auth_has_people(api->auth)
            ? ERR_WORD("a page of another address sent this; a proxy must pass the header Host on")
            : ERR_WORD("this server answers its own pages on this machine only"));
}

// What `decide` found, for the handler that says so.
typedef struct Refusal {
    Err err;
    ProblemMore more;
} Refusal;

static void visitor_refused(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    Refusal *refusal = req->user;
    refusal->more.language = request_language(req, NULL);
    problem_send_more(req, res, &refusal->err, &refusal->more);
}

// Before any of the body is taken: who may not send it, sends none.
static bool visitor_permitted(Api *api, HttpRequest *req, const Route *route) {
    Err err = {0};
    ProblemMore more = {0};
    AuthVisitor visitor = api_guard_visitor(api->auth, req);
    if (api_guard_permits(route, &visitor, &more, &err)) return true;
    Refusal *refusal = arena_new(req->arena, Refusal, 1);
    *refusal = (Refusal){err, more};
    req->user = refusal;
    return false;
}

static void type_refused(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    refuse(req, res, 415, ERR_UNSUPPORTED, ERR_WORD("send application/json"));
}

// A file of the application; any other path a person may open is the application's own.
static void web_get(HttpRequest *req, HttpResponse *res, void *ctx) {
    const StaticFiles *web = ((Api *)ctx)->options.web;
    const StaticFile *file = static_files_find(web, req->path);
    // "/" is a file by its name, too: index.html.
    if (!file || str_ends(req->path, S("/"))) {
        http_response_header(res, S("Vary"), S("Accept-Language, Cookie"));
        file = web_page_find(web, req);
    }
    if (file) {
        static_file_send(file, req, res);
    } else {
        not_found(req, res, ctx);
    }
}

static bool is_page(const Api *api, const HttpRequest *req) {
    bool reads = req->method == METHOD_GET || req->method == METHOD_HEAD;
    if (!reads || !api->options.web || str_starts(req->path, S("/api/"))) return false;
    // What looks like a file and is none is a 404, not the application.
    ptrdiff_t dot = str_find_char(path_name(req->path), '.');
    return dot == STR_NONE || static_files_find(api->options.web, req->path);
}

static bool is_json(const HttpRequest *req) {
    Str type = http_request_header(req, S("Content-Type"));
    return str_starts_nocase(type, S("application/json"));
}

static void version_refused(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    http_response_header(res, S("Tus-Version"), S(TUS_VERSION));
    refuse(req, res, 412, ERR_UNSUPPORTED, ERR_WORD("this server speaks tus 1.0.0"));
}

static void bytes_refused(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    refuse(req, res, 415, ERR_UNSUPPORTED, ERR_WORD("send application/offset+octet-stream"));
}

static bool is_bytes(const HttpRequest *req) {
    Str type = http_request_header(req, S("Content-Type"));
    return str_starts_nocase(type, S("application/offset+octet-stream"));
}

static HttpRoute handled(const Route *route, Api *api) {
    static const HttpBody BODIES[] = {[ROUTE_PLAIN] = HTTP_BODY_MEMORY,
                                      [ROUTE_JSON] = HTTP_BODY_MEMORY,
                                      [ROUTE_UPLOAD] = HTTP_BODY_UPLOAD,
                                      [ROUTE_APPEND] = HTTP_BODY_APPEND,
                                      [ROUTE_EVENTS] = HTTP_BODY_MEMORY};
    bool is_filed = route->kind == ROUTE_UPLOAD || route->kind == ROUTE_APPEND;
    return (HttpRoute){.handler = route_run,
                       .ctx = api,
                       .body = BODIES[route->kind],
                       .place = route->kind == ROUTE_APPEND ? api_upload_place : NULL,
                       .body_max = is_filed ? UPLOAD_BYTES_MAX : JSON_BODY_MAX,
                       .long_lived = route->kind == ROUTE_EVENTS};
}

static HttpRoute taken_by(HttpHandler handler, Api *api) {
    return (HttpRoute){.handler = handler, .ctx = api, .run_inline = true};
}

// On a loop thread, with the head alone.
static void decide(HttpRequest *req, HttpRoute *ret_route, void *ctx) {
    Api *api = ctx;
    Str params[ROUTE_PARAMS_MAX] = {0};
    bool path_known = false;
    const Route *route = route_find(tus_method(req), req->path, params, &path_known);
    if (!api_guard_allows(req, auth_has_people(api->auth))) {
        *ret_route = taken_by(foreign_refused, api);
    } else if (route && !visitor_permitted(api, req, route)) {
        *ret_route = taken_by(visitor_refused, api);
    } else if (tus_is_path(req->path) && !tus_is_spoken(req)) {
        *ret_route = taken_by(version_refused, api);
    } else if (route && route->kind == ROUTE_APPEND && !is_bytes(req)) {
        *ret_route = taken_by(bytes_refused, api);
    } else if (route && route->kind == ROUTE_JSON && !is_json(req)) {
        *ret_route = taken_by(type_refused, api);
    } else if (route) {
        *ret_route = handled(route, api);
    } else if (path_known) {
        *ret_route = taken_by(method_refused, api);
    } else {
        *ret_route = taken_by(is_page(api, req) ? web_get : not_found, api);
    }
}

// Headers that keep a page from being framed, sniffed, or from running foreign scripts.
static void decorate(const HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    if (req && tus_is_path(req->path)) {
        http_response_header(res, S("Tus-Resumable"), S(TUS_VERSION));
    }
    static const struct {
        Str name, value;
    } HEADERS[] = {
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("Referrer-Policy"), STR("same-origin")},
        {STR("X-Frame-Options"), STR("DENY")},
        {STR("Content-Security-Policy"),
         STR("default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
             "script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
             "frame-ancestors 'none'")},
    };
    for (size_t i = 0; i < COUNT_OF(HEADERS); i++) {
        if (http_response_has_header(res, HEADERS[i].name)) continue;
        http_response_header(res, HEADERS[i].name, HEADERS[i].value);
    }
}

static void job_changed(void *ctx, Str id) {
    Api *api = ctx;
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    JobView view = {0};
    if (!jobs_view(api->jobs, id, a, &view, &err)) return;
    CLEANUP(buf_done) Buf text;
    buf_init(&text, JOB_RESULT_MAX + 4096);
    JsonW w = jsonw_to(&text);
    jsonw_object(&w);
    jsonw_key_str(&w, "event", S("job"));
    jsonw_key(&w, S("job"));
    job_write(&w, &view, words_english(a));
    jsonw_end(&w);
    if (!text.overflow) tell_all(api, buf_str(&text));
    if (view.status == JOB_DONE) tell_event(api, "tables");
}

// What is kept for a time only goes when the time is over.
static void tidy(void *ctx) {
    Api *api = ctx;
    Err err = {0};
    Uploads uploads = upload_job_uploads(api);
    bool ok = workspace_bin_empty(api->options.workspace, &err);
    if (!uploads_tidy(&uploads, false, &err)) ok = false;
    if (!auth_tidy(api->auth, &err)) ok = false;
    if (!ok) log_warn("what is past its time was not removed", "error", err.message, NULL);
}

static bool server_start(Api *api, Err *err) {
    HttpServerOptions o = http_server_defaults();
    o.host = api->options.host;
    o.port = api->options.port;
    o.upload_folder = api->options.upload_dir;
    o.tls_cert_path = api->options.tls_cert_path;
    o.tls_key_path = api->options.tls_key_path;
    o.decide = decide;
    o.decorate = decorate;
    o.ctx = api;
    return http_server_start(&o, &api->server, err);
}

static void session_ended(void *ctx, Str session) { events_end(((Api *)ctx)->events, session); }

// Beyond this machine only to people who sign in.
static bool host_check(const Api *api, Err *err) {
    const ApiOptions *o = &api->options;
    if (api_guard_is_loopback(o->host)) return true;
    if (!auth_has_people(api->auth)) {
        return fail(err, ERR_DENIED,
                    "%s is not a loopback address, and there are no accounts: anybody who reaches "
                    "the server could read everything. Make an owner first: munim people add NAME "
                    "--role owner --data DIR",
                    o->host);
    }
    if (!o->tls_cert_path) {
        log_warn(
            "passwords and numbers go over the network as they are: give --tls-cert and "
            "--tls-key, or put a proxy with TLS before it",
            "host", o->host, NULL);
    }
    return true;
}

bool api_start(const ApiOptions *options, Api **ret_api, Err *err) {
    assert(options && options->workspace && ret_api);
    Api *api = calloc(1, sizeof *api);
    if (!api) abort();
    api->options = *options;
    api->events = events_new();
    buf_init(&api->openapi, OPENAPI_BYTES_MAX);
    openapi_write(&api->openapi);
    JobsOptions jobs = {.store = options->store,
                        .workspace = options->workspace_id,
                        .threads = JOB_THREADS,
                        .ctx = api,
                        .resume = upload_job_resume,
                        .changed = job_changed};
    Uploads uploads = upload_job_uploads(api);
    AuthOptions auth = {.store = options->store,
                        .workspace = options->workspace_id,
                        .ended = session_ended,
                        .ctx = api};
    if (!buf_check(&api->openapi, "the OpenAPI page", err) || !auth_open(&auth, &api->auth, err) ||
        !host_check(api, err) || !uploads_tidy(&uploads, true, err) ||
        !jobs_new(&jobs, &api->jobs, err) || !upload_job_recover(api, err) ||
        !server_start(api, err)) {
        api_free(api);
        return false;
    }
    api->tidying =
        interval_new(&(IntervalOptions){.every_us = TIDY_EVERY_US, .run = tidy, .ctx = api});
    *ret_api = api;
    return true;
}

int api_port(const Api *api) { return http_server_port(api->server); }

bool api_drain(Api *api, int timeout_ms) {
    int64_t until_us = clock_mono_us() + (int64_t)timeout_ms * 1000;
    atomic_store(&api->draining, true);
    jobs_release_waiters(api->jobs);
    bool answered = http_server_drain(api->server, timeout_ms);
    // An upload that was accepted is brought in, too.
    int64_t left_us = until_us - clock_mono_us();
    bool done = jobs_drain(api->jobs, left_us > 0 ? (int)(left_us / 1000) : 0);
    return answered && done;
}

void api_free(Api *api) {
    if (!api) return;
    interval_free(api->tidying);
    http_server_free(api->server);
    jobs_free(api->jobs);
    auth_close(api->auth);
    events_free(api->events);
    buf_done(&api->openapi);
    free(api);
}
