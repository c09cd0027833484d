#include "api/problem.h"

#include "api/request_language.h"
#include "base/jsonw.h"
#include "sys/log.h"

enum { PROBLEM_MAX = 4096 };

static const int STATUSES[] = {
    [ERR_NONE] = 500,        [ERR_INVALID] = 422,     [ERR_NOT_FOUND] = 404, [ERR_CONFLICT] = 409,
    [ERR_DENIED] = 403,      [ERR_LIMIT] = 413,       [ERR_TIMEOUT] = 504,   [ERR_CANCELLED] = 503,
    [ERR_UNSUPPORTED] = 415, [ERR_UNAVAILABLE] = 503, [ERR_IO] = 500,        [ERR_INTERNAL] = 500,
};

int problem_status(ErrCode code) { return STATUSES[code]; }

static void send(const HttpRequest *req, HttpResponse *res, const Err *err,
                 const ProblemMore *more) {
    int status = more->status;
    Buf body;
    buf_init(&body, PROBLEM_MAX);
    JsonW w = jsonw_to(&body);
    jsonw_object(&w);
    Str type = more->type ? str_fmt(req->arena, "/problems/%s", more->type) : S("about:blank");
    jsonw_key_str(&w, "type", type);
    Words words = words_for(req->arena, more->language);
    Str title = str_from(http_response_status_text(status));
    jsonw_key_str(&w, "title", words_message(words, title));
    jsonw_key_int(&w, "status", status);
    jsonw_key_str(&w, "detail", words_message(words, str_from(err->message)));
    jsonw_key_str(&w, "code", str_from(err_code_name(err->code)));
    jsonw_key_str(&w, "request_id", req->id);
    if (more->version > 0) jsonw_key_int(&w, "version", more->version);
    if (more->role) jsonw_key_str(&w, "role", str_from(more->role));
    if (more->wait_s > 0) {
        jsonw_key_int(&w, "retry_after", more->wait_s);
        http_response_header(res, S("Retry-After"),
                             str_fmt(req->arena, "%lld", (long long)more->wait_s));
    }
    jsonw_end(&w);
    http_response_status(res, status);
    // RFC 9110, 15.5.2: a 401 says how one may show who one is.
    if (status == 401) http_response_header(res, S("WWW-Authenticate"), S("Bearer"));
    request_language_tell(res, more->language);
    http_response_body_buf(res, S("application/problem+json"), &body);
}

void problem_send_status(const HttpRequest *req, HttpResponse *res, int status, const Err *err) {
    send(req, res, err, &(ProblemMore){.status = status, .language = request_language(req, NULL)});
}

// What stands behind these is a secret, not a place.
static Str path_logged(Str path) {
    static const Str SECRETS[] = {STR("/shared/"), STR("/links/")};
    for (size_t i = 0; i < COUNT_OF(SECRETS); i++) {
        ptrdiff_t at = str_find(path, SECRETS[i]);
        if (at != STR_NONE) return str_slice(path, 0, (size_t)at + SECRETS[i].len);
    }
    return path;
}

void problem_send_more(const HttpRequest *req, HttpResponse *res, const Err *err,
                       const ProblemMore *more) {
    ProblemMore told = *more;
    if (told.status == 0) told.status = problem_status(err->code);
    if (told.status == 500) {
        log_error("request failed", "path", str_z(req->arena, path_logged(req->path)), "request_id",
                  str_z(req->arena, req->id), "error", err->message, NULL);
    }
    send(req, res, err, &told);
}
