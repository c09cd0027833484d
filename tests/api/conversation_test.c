// Runs the conversations in tests/api/conversations, each against a server of its own.
//
//     GET /api/v1/tables            METHOD PATH
//     UPLOAD /api/v1/imports a.csv mode=append    the body as a file, with a field of the form
//     Header: value                 any number; "{NAME}" as below
//                                   an empty line, then the body, if any
//     {"question": "..."}
//     => 200                        the status expected
//     has "rows":3                  the answer must contain
//     lacks error                   ... must not contain
//     type application/json         how its Content-Type begins
//     header ETag                   a header that must be there
//     ---                           the next exchange
//
//     keep NAME MEMBER              "{NAME}" is that member of the answer from here on
//
// "{job}" in a path is the id of the last job told of; "WAIT" lets that job end, and what follows
// is checked against its last state.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "api/route.h"
#include "base/json.h"
#include "base/vec.h"
#include "http_client.h"
#include "server_fixture.h"
#include "sys/file.h"

enum {
    KEPT_MAX = 24,
    HEADERS_MAX = 8,
    CONVERSATION_MAX = 1 << 20,
    WAIT_TRIES = 400,
    WAIT_US = 25000
};

typedef struct Talk {
    ServerFixture server;
    Arena *a;
    const char *name;  // of the file
    Str job;
    struct {
        Str name, value;
    } kept[KEPT_MAX];
    size_t kept_count;
    bool *route_seen;  // by index of ROUTES
} Talk;

static Str replace(const Talk *t, Str text, Str name, Str value) {
    Str mark = str_fmt(t->a, "{" STR_F "}", STR_A(name));
    for (ptrdiff_t at = 0; (at = str_find(text, mark)) != STR_NONE;) {
        text = str_fmt(t->a, STR_F STR_F STR_F, (int)at, text.ptr, STR_A(value),
                       STR_A(str_skip(text, (size_t)at + mark.len)));
    }
    return text;
}

static Str names_replace(const Talk *t, Str text) {
    text = replace(t, text, S("job"), t->job);
    for (size_t i = 0; i < t->kept_count; i++) {
        text = replace(t, text, t->kept[i].name, t->kept[i].value);
    }
    return text;
}

// "keep dashboard id"
static void member_keep(Talk *t, Str words, Str body) {
    Err err = {0};
    Json *json = NULL;
    Str name = str_next_word(&words);
    assert_true(json_parse(body, &json, &err) && t->kept_count < KEPT_MAX);
    const char *value =
        json_string_value(json_object_get(json, str_z(t->a, str_next_word(&words))));
    assert_non_null(value);
    t->kept[t->kept_count].name = name;
    t->kept[t->kept_count++].value = str_dup(t->a, str_from(value));
    json_decref(json);
}

// NULL when the request is of no route.
static const Route *route_mark(Talk *t, Str method, Str path) {
    Str params[ROUTE_PARAMS_MAX] = {0};
    bool known = false;
    Str bare = path;
    (void)str_next_part(&path, '?', &bare);
    for (HttpMethod m = METHOD_GET; m <= METHOD_OPTIONS; m++) {
        if (!str_eq(method, str_from(http_method_name(m)))) continue;
        const Route *route = route_find(m, bare, params, &known);
        if (route) t->route_seen[route - ROUTES] = true;
        return route;
    }
    return NULL;
}

// What is answered is of the shape that the description promises, errors too.
static void shape_check(const Talk *t, const Route *route, const HttpReply *got) {
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    bool is_problem = str_starts(got->type, S("application/problem+json"));
    const Shape *shape = is_problem ? &PROBLEM : route ? route->out : NULL;
    if (!shape || got->body.len == 0) return;
    bool ok = json_parse(got->body, &json, &err) && schema_check(shape, json, &err);
    if (!ok) {
        print_error("%s: not a %s: %s\n" STR_F "\n", t->name, shape->name, err.message,
                    STR_A(str_slice(got->body, 0, 4000)));
    }
    assert_true(ok);
}

static void job_note(Talk *t, Str body) {
    Err err = {0};
    Json *json = NULL;
    if (!json_parse(body, &json, &err)) return;
    const Json *job = json_array_get(json_object_get(json, "jobs"), 0);
    if (!job) job = json_object_get(json, "job");
    const char *id = json_string_value(json_object_get(job, "id"));
    if (id) t->job = str_dup(t->a, str_from(id));
    json_decref(json);
}

static HttpReply job_await(Talk *t) {
    const char *url = str_fmt(t->a, "%s/api/v1/jobs/" STR_F, t->server.url, STR_A(t->job)).ptr;
    HttpReply reply = {0};
    for (int i = 0; i < WAIT_TRIES; i++) {
        reply = http_client_send(&(HttpSend){.method = "GET", .url = url}, t->a);
        if (!str_contains(reply.body, S("\"queued\"")) &&
            !str_contains(reply.body, S("\"running\""))) {
            break;
        }
        usleep(WAIT_US);
    }
    return reply;
}

// Takes the request off the front of *rest, up to its "=>" line.
static HttpReply request_send(Talk *t, Str *rest) {
    Str line = {0};
    (void)str_next_part(rest, '\n', &line);
    Str method = str_next_word(&line);
    Str path = names_replace(t, str_next_word(&line));
    Str file = str_next_word(&line);
    Str field = str_next_word(&line);
    if (str_eq(method, S("WAIT"))) return job_await(t);

    const char *headers[HEADERS_MAX + 1] = {0};
    size_t header_count = 0;
    size_t body_at = 0;
    bool in_body = false;
    Str whole = *rest;
    while (!str_starts(*rest, S("=>"))) {
        assert_true(str_next_part(rest, '\n', &line));
        if (!in_body && line.len == 0) {
            in_body = true;
            body_at = (size_t)(rest->ptr - whole.ptr);
        } else if (!in_body) {
            assert_true(header_count < HEADERS_MAX);
            headers[header_count++] = str_z(t->a, names_replace(t, line));
        }
    }
    Str body = in_body ? str_slice(whole, body_at, (size_t)(rest->ptr - whole.ptr)) : (Str){0};
    bool is_upload = str_eq(method, S("UPLOAD"));
    if (is_upload) method = S("POST");
    const Route *route = route_mark(t, method, path);
    HttpSend send = {
        .method = str_z(t->a, method),
        .url = str_fmt(t->a, "%s" STR_F, t->server.url, STR_A(path)).ptr,
        .headers = headers,
        .body = names_replace(t, body),
        .fields = (const char *const[]){field.len > 0 ? str_z(t->a, field) : NULL, NULL},
        .file_name = is_upload ? str_z(t->a, file) : NULL};
    HttpReply reply = http_client_send(&send, t->a);
    shape_check(t, route, &reply);
    return reply;
}

static void check(const Talk *t, bool holds, Str expected, const HttpReply *got) {
    if (!holds) {
        print_error("%s: expected '" STR_F "', got %d " STR_F "\n" STR_F "\n", t->name,
                    STR_A(expected), got->status, STR_A(got->type),
                    STR_A(str_slice(got->body, 0, 4000)));
    }
    assert_true(holds);
}

// The expectations of one exchange, up to "---" or the end.
static void reply_check(Talk *t, Str *rest, const HttpReply *got) {
    Str line = {0};
    while (str_next_part(rest, '\n', &line) && !str_eq(line, S("---"))) {
        Str words = line;
        Str verb = str_next_word(&words);
        Str what = str_trim(words);
        int64_t status = 0;
        if (verb.len == 0) continue;
        if (str_eq(verb, S("=>"))) {
            assert_true(str_to_int(what, &status));
            check(t, got->status == status, line, got);
        } else if (str_eq(verb, S("has"))) {
            check(t, str_contains(got->body, names_replace(t, what)), line, got);
        } else if (str_eq(verb, S("lacks"))) {
            check(t, !str_contains(got->body, names_replace(t, what)), line, got);
        } else if (str_eq(verb, S("type"))) {
            check(t, str_starts(got->type, what), line, got);
        } else if (str_eq(verb, S("keep"))) {
            member_keep(t, what, got->body);
        } else if (str_eq(verb, S("header"))) {
            check(t, str_find_nocase(got->headers, what) != STR_NONE, line, got);
        } else {
            check(t, false, line, got);
        }
    }
}

static void conversation_run(const char *folder, Str name, bool *route_seen) {
    Err err = {0};
    Talk t = {.a = arena_create(0), .route_seen = route_seen};
    t.name = str_z(t.a, name);
    Str rest = {0};
    server_fixture_open(&t.server);
    assert_true(file_read(path_join(t.a, folder, name), CONVERSATION_MAX, t.a, &rest, &err));
    while (rest.ptr && rest.len > 0) {
        if (str_starts(rest, S("#")) || str_starts(rest, S("\n"))) {
            Str skipped = {0};
            (void)str_next_part(&rest, '\n', &skipped);
            continue;
        }
        HttpReply reply = request_send(&t, &rest);
        job_note(&t, reply.body);
        reply_check(&t, &rest, &reply);
    }
    server_fixture_close(&t.server);
    arena_free(t.a);
}

static void conversations(void **state) {
    (void)state;
    const char *folder = getenv("MUNIM_CONVERSATIONS");
    assert_non_null(folder);
    Err err = {0};
    Arena *a = arena_create(0);
    bool *seen = arena_new(a, bool, ROUTE_COUNT);
    Str *names = NULL;
    size_t count = 0;
    assert_true(dir_list(folder, a, &names, &count, &err));
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        print_message("  %.*s\n", (int)names[i].len, names[i].ptr);
        conversation_run(folder, names[i], seen);
    }
    size_t missing = 0;
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        if (seen[i]) continue;
        print_error("no conversation uses %s %s\n", http_method_name(ROUTES[i].method),
                    ROUTES[i].path);
        missing++;
    }
    assert_int_equal(missing, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(conversations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
