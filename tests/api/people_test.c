// Who may do what over HTTP: every route of the table in both modes, sessions and their streams,
// who hears of a dashboard, what of it stays out of logs and off the disk.
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "../net/net_client.h"
#include "api/route.h"
#include "auth/auth.h"
#include "base/json.h"
#include "http_client.h"
#include "server_fixture.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"

enum { TOLD_MAX = 1 << 20, WAIT_MS = 5000, CROWD = 16, HEADERS = 5 };
#define PASSWORD "three plain words"

static ServerFixture server;

static int make(void **state) {
    (void)state;
    server_fixture_open(&server);
    return 0;
}

static int end(void **state) {
    (void)state;
    server_fixture_close(&server);
    return 0;
}

// ---- requests ----

// As somebody with a token ("" nobody).
static HttpReply sent(const char *token, const char *method, const char *path, const char *body) {
    const char *headers[HEADERS] = {"Content-Type: application/json", NULL};
    if (token[0]) headers[1] = str_fmt(server.arena, "Authorization: Bearer %s", token).ptr;
    HttpSend send = {.method = method,
                     .url = str_fmt(server.arena, "%s%s", server.url, path).ptr,
                     .headers = headers,
                     .body = str_from(body)};
    return http_client_send(&send, server.arena);
}

static const char *member(const HttpReply *reply, const char *name) {
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    assert_true(json_parse(reply->body, &json, &err));
    const char *text = json_string_value(json_object_get(json, name));
    if (!text) print_error("no '%s' in " STR_F "\n", name, STR_A(reply->body));
    assert_non_null(text);
    return str_z(server.arena, str_from(text));
}

static const char *person_made(const char *token, const char *name, const char *role) {
    const char *body =
        str_fmt(server.arena, "{\"name\":\"%s\",\"password\":\"" PASSWORD "\",\"role\":\"%s\"}",
                name, role)
            .ptr;
    HttpReply reply = sent(token, "POST", "/api/v1/people", body);
    assert_int_equal(reply.status, 200);
    return member(&reply, "id");
}

static const char *signed_in(const char *name) {
    const char *body =
        str_fmt(server.arena, "{\"name\":\"%s\",\"password\":\"" PASSWORD "\",\"bearer\":true}",
                name)
            .ptr;
    HttpReply reply = sent("", "POST", "/api/v1/session", body);
    assert_int_equal(reply.status, 200);
    return member(&reply, "token");
}

// An owner, an editor and a viewer, each signed in.
static struct {
    const char *owner, *editor, *viewer;  // tokens
    const char *owner_id, *editor_id, *viewer_id;
} team;

static void team_make(void) {
    team.owner_id = person_made("", "Asha", "owner");
    team.owner = signed_in("asha");
    team.editor_id = person_made(team.owner, "Edith", "editor");
    team.editor = signed_in("edith");
    team.viewer_id = person_made(team.owner, "Vik", "viewer");
    team.viewer = signed_in("vik");
}

static const char *board_made(const char *token, const char *name) {
    HttpReply reply = sent(token, "POST", "/api/v1/dashboards",
                           str_fmt(server.arena, "{\"name\":\"%s\",\"cards\":[]}", name).ptr);
    assert_int_equal(reply.status, 200);
    return member(&reply, "id");
}

// ---- every route ----

// The path with a name of nothing for each ":name".
static const char *path_of(const Route *r) {
    Str rest = str_from(r->path), part = {0}, path = {0};
    (void)str_next_part(&rest, '/', &part);  // before the first slash
    while (str_next_part(&rest, '/', &part)) {
        path = str_fmt(server.arena, STR_F "/" STR_F, STR_A(path),
                       STR_A(str_starts(part, S(":")) ? S("nothing") : part));
    }
    return str_z(server.arena, path);
}

static HttpReply route_sent(const char *token, const Route *r) {
    const char *headers[HEADERS] = {0};
    size_t count = 0;
    if (token[0]) {
        headers[count++] = str_fmt(server.arena, "Authorization: Bearer %s", token).ptr;
    }
    if (r->kind == ROUTE_JSON) headers[count++] = "Content-Type: application/json";
    if (r->kind == ROUTE_APPEND) headers[count++] = "Content-Type: application/offset+octet-stream";
    headers[count++] = "Tus-Resumable: 1.0.0";
    HttpSend send = {.method = http_method_name(r->method),
                     .url = str_fmt(server.arena, "%s%s", server.url, path_of(r)).ptr,
                     .headers = headers,
                     .body = r->kind == ROUTE_JSON ? S("{}") : S(""),
                     .file_name = r->kind == ROUTE_UPLOAD ? "nothing.bin" : NULL};
    return http_client_send(&send, server.arena);
}

static void route_says(const Route *r, const char *who, bool holds, const HttpReply *got) {
    if (!holds) {
        print_error("%s %s (%s) as %s: %d " STR_F "\n", http_method_name(r->method), r->path,
                    route_permission_name(r->permission), who, got->status, STR_A(got->body));
    }
    assert_true(holds);
}

static bool is_let_in(const HttpReply *got) { return got->status != 401 && got->status != 403; }

static void without_accounts_every_route_is_open(void **state) {
    (void)state;
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        HttpReply got = route_sent("", &ROUTES[i]);
        route_says(&ROUTES[i], "anybody", is_let_in(&got), &got);
    }
}

static void with_accounts_every_route_asks_who(void **state) {
    (void)state;
    team_make();
    const struct {
        const char *name, *token;
        Role role;
    } WHO[] = {{"viewer", team.viewer, ROLE_VIEWER},
               {"editor", team.editor, ROLE_EDITOR},
               {"owner", team.owner, ROLE_OWNER}};
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        const Route *r = &ROUTES[i];
        Role needed = route_permission_role(r->permission);
        HttpReply got = route_sent("", r);
        bool told = got.status == 401 && str_contains(got.body, S("/problems/signed-out"));
        route_says(r, "nobody", (needed == ROLE_NONE) != told, &got);
        bool ends = r->method == METHOD_DELETE && needed == ROLE_NONE;  // the session itself
        for (size_t k = 0; k < COUNT_OF(WHO) && !ends; k++) {
            got = route_sent(WHO[k].token, r);
            bool refused = got.status == 403 && str_contains(got.body, S("/problems/role"));
            bool lets = WHO[k].role >= needed;
            route_says(r, WHO[k].name, lets ? is_let_in(&got) : refused, &got);
        }
    }
    // A method that asks for the head alone asks as much.
    assert_int_equal(sent("", "HEAD", "/api/v1/tables", "").status, 401);
    assert_int_equal(sent("", "GET", "/", "").status, 200);
    assert_int_equal(sent("", "GET", "/some/page", "").status, 200);
}

// ---- signing in ----

static const char *cookie_of(const HttpReply *reply) {
    static const Str NAME = STR("set-cookie: munim_session=");
    ptrdiff_t at = str_find_nocase(reply->headers, NAME);
    assert_true(at != STR_NONE);
    Str rest = str_skip(reply->headers, (size_t)at + NAME.len), line = {0};
    (void)str_next_part(&rest, '\r', &line);
    return str_z(server.arena, line);
}

static HttpReply cookie_sent(const char *cookie, const char *method, const char *path,
                             const char *body) {
    const char *headers[] = {"Content-Type: application/json",
                             str_fmt(server.arena, "Cookie: munim_session=%s", cookie).ptr, NULL};
    HttpSend send = {.method = method,
                     .url = str_fmt(server.arena, "%s%s", server.url, path).ptr,
                     .headers = headers,
                     .body = str_from(body)};
    return http_client_send(&send, server.arena);
}

#define SIGN_IN "{\"name\":\"asha\",\"password\":\"" PASSWORD "\"}"

static void a_cookie_that_was_sent_is_never_taken_over(void **state) {
    (void)state;
    static const char PLANTED[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP-";
    team_make();
    HttpReply in = cookie_sent(PLANTED, "POST", "/api/v1/session", SIGN_IN);
    assert_int_equal(in.status, 200);
    const char *cookie = cookie_of(&in);
    Str rest = str_from(cookie), token = {0};
    (void)str_next_part(&rest, ';', &token);
    assert_true(str_eq(rest, S(" Path=/; Max-Age=7776000; HttpOnly; SameSite=Strict")));
    assert_false(str_eq(token, str_from(PLANTED)));
    assert_int_equal(cookie_sent(PLANTED, "GET", "/api/v1/tables", "").status, 401);
    const char *first = str_z(server.arena, token);
    assert_int_equal(cookie_sent(first, "GET", "/api/v1/tables", "").status, 200);
    // Who signs in again leaves the session of before.
    HttpReply again = cookie_sent(first, "POST", "/api/v1/session", SIGN_IN);
    assert_int_equal(again.status, 200);
    assert_int_equal(cookie_sent(first, "GET", "/api/v1/tables", "").status, 401);
    rest = str_from(cookie_of(&again));
    (void)str_next_part(&rest, ';', &token);
    assert_int_equal(cookie_sent(str_z(server.arena, token), "GET", "/api/v1/tables", "").status,
                     200);
}

static void a_foreign_page_changes_nothing(void **state) {
    (void)state;
    team_make();
    static const char *const METHODS[] = {"POST", "PATCH", "PUT", "DELETE"};
    for (size_t i = 0; i < COUNT_OF(METHODS); i++) {
        const char *headers[] = {"Content-Type: application/json", "Origin: https://evil.example",
                                 str_fmt(server.arena, "Authorization: Bearer %s", team.owner).ptr,
                                 NULL};
        HttpSend send = {.method = METHODS[i],
                         .url = str_fmt(server.arena, "%s/api/v1/session", server.url).ptr,
                         .headers = headers,
                         .body = S("{}")};
        assert_int_equal(http_client_send(&send, server.arena).status, 403);
    }
    assert_int_equal(sent(team.owner, "GET", "/api/v1/tables", "").status, 200);
}

static void guessing_is_answered_with_429(void **state) {
    (void)state;
    team_make();
    HttpReply reply = {0};
    for (int i = 0; i < 6; i++) {
        reply = sent("", "POST", "/api/v1/session",
                     "{\"name\":\"asha\",\"password\":\"not this one\"}");
        assert_int_equal(reply.status, i < 5 ? 401 : 429);
    }
    assert_true(str_contains(reply.body, S("\"retry_after\":1")));
    assert_true(str_find_nocase(reply.headers, S("Retry-After: 1")) != STR_NONE);
    assert_true(str_contains(reply.body, S("/problems/wait")));
    // Others, and who is signed in already, notice nothing.
    assert_int_equal(sent(team.owner, "GET", "/api/v1/tables", "").status, 200);
}

static void *guess(void *ctx) {
    const char *body = ctx;
    Arena *a = arena_create(0);
    HttpSend send = {.method = "POST",
                     .url = str_fmt(a, "%s/api/v1/session", server.url).ptr,
                     .headers = (const char *const[]){"Content-Type: application/json", NULL},
                     .body = str_from(body)};
    HttpReply reply = http_client_send(&send, a);
    intptr_t status = reply.status;
    arena_free(a);
    return (void *)status;
}

// More sign-ins at once than may hash: who is signed in is answered meanwhile.
static void a_crowd_at_the_door_keeps_nobody_out_who_is_in(void **state) {
    (void)state;
    team_make();
    pthread_t threads[CROWD];
    for (int i = 0; i < CROWD; i++) {
        char *body =
            (char *)str_fmt(server.arena, "{\"name\":\"n%d\",\"password\":\"not this one\"}", i)
                .ptr;
        assert_int_equal(pthread_create(&threads[i], NULL, guess, body), 0);
    }
    int64_t from_us = clock_mono_us();
    for (int i = 0; i < 5; i++) {
        assert_int_equal(sent(team.viewer, "GET", "/api/v1/session", "").status, 200);
    }
    int64_t took_us = clock_mono_us() - from_us;
    for (int i = 0; i < CROWD; i++) {
        void *status = NULL;
        pthread_join(threads[i], &status);
        bool right = (intptr_t)status == 401 || (intptr_t)status == 429 || (intptr_t)status == 503;
        assert_true(right);
    }
    assert_true(took_us < 3 * INT64_C(1000000));
}

// ---- bodies of nobody ----

static void a_file_of_nobody_is_not_taken(void **state) {
    (void)state;
    team_make();
    NetClient c = net_client_connect(api_port(server.api));
    assert_true(net_client_send_z(
        &c,
        "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"));
    char part[4096];
    long got = net_client_read(&c, part, sizeof part - 1, WAIT_MS);
    assert_true(got > 0);
    assert_true(str_starts(str_of(part, (size_t)got), S("HTTP/1.1 401")));
    net_client_done(&c);
    Err err = {0};
    Str *names = NULL;
    size_t count = 0;
    const char *uploads = path_join(server.arena, server.folder, S("uploads"));
    assert_true(dir_list(uploads, server.arena, &names, &count, &err));
    assert_int_equal(count, 0);
}

// ---- streams ----

static NetClient listen_as(const char *token) {
    NetClient c = net_client_connect(api_port(server.api));
    assert_true(c.fd >= 0);
    const char *head =
        str_fmt(server.arena,
                "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                "Cookie: munim_session=%s\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                token)
            .ptr;
    assert_true(net_client_send_z(&c, head));
    return c;
}

// Reads on until `wanted` was told.
static void told(NetClient *c, Buf *all, const char *wanted) {
    char part[4096];
    while (!str_contains(buf_str(all), str_from(wanted))) {
        long got = net_client_read(c, part, sizeof part, WAIT_MS);
        if (got <= 0) print_error("no '%s' in: " STR_F "\n", wanted, STR_A(buf_str(all)));
        assert_true(got > 0);
        buf_add(all, str_of(part, (size_t)got));
    }
}

static void renamed(const char *token, const char *board, const char *name) {
    HttpReply reply = sent(
        token, "PATCH", str_fmt(server.arena, "/api/v1/dashboards/%s", board).ptr,
        str_fmt(server.arena, "{\"changes\":[{\"op\":\"set\",\"fields\":{\"name\":\"%s\"}}]}", name)
            .ptr);
    assert_int_equal(reply.status, 200);
}

static void who_may_not_see_a_board_hears_nothing_of_it(void **state) {
    (void)state;
    team_make();
    const char *open = board_made(team.editor, "Open"), *secret = board_made(team.editor, "Secret");
    const char *access = str_fmt(server.arena, "/api/v1/dashboards/%s/access", secret).ptr;
    assert_int_equal(
        sent(team.editor, "PUT", access, "{\"everyone\":\"none\",\"grants\":[]}").status, 200);
    NetClient viewer = listen_as(team.viewer), owner = listen_as(team.owner);
    Buf to_viewer, to_owner;
    buf_init(&to_viewer, TOLD_MAX);
    buf_init(&to_owner, TOLD_MAX);
    told(&viewer, &to_viewer, "101 Switching");
    told(&owner, &to_owner, "101 Switching");
    // Until both are heard to listen; the secret is told before the open one.
    for (int i = 0; i < 50 && !str_contains(buf_str(&to_viewer), S("\"dashboard\"")); i++) {
        renamed(team.editor, secret, str_fmt(server.arena, "Secret %d", i).ptr);
        renamed(team.editor, open, str_fmt(server.arena, "Open %d", i).ptr);
        told(&viewer, &to_viewer, open);
    }
    told(&owner, &to_owner, secret);
    assert_false(str_contains(buf_str(&to_viewer), str_from(secret)));
    // What is granted is heard from then on.
    const char *grants = str_fmt(server.arena,
                                 "{\"everyone\":\"none\",\"grants\":[{\"person\":\"%s\","
                                 "\"level\":\"view\"}]}",
                                 team.viewer_id)
                             .ptr;
    assert_int_equal(sent(team.editor, "PUT", access, grants).status, 200);
    renamed(team.editor, secret, "Told");
    told(&viewer, &to_viewer, secret);
    buf_done(&to_viewer);
    buf_done(&to_owner);
    net_client_done(&viewer);
    net_client_done(&owner);
}

#define ENDED "the session has ended"

static void a_session_that_ends_closes_its_streams(void **state) {
    (void)state;
    team_make();
    static const char *const ENDS[] = {"sign out", "a new password", "removed"};
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        Buf all;
        buf_init(&all, TOLD_MAX);
        const char *token = signed_in("vik");
        NetClient c = listen_as(token);
        told(&c, &all, "101 Switching");
        const char *person = str_fmt(server.arena, "/api/v1/people/%s", team.viewer_id).ptr;
        HttpReply reply = i == 0 ? sent(token, "DELETE", "/api/v1/session", "")
                          : i == 1
                              ? sent(team.owner, "PATCH", person, "{\"password\":\"" PASSWORD "\"}")
                              : sent(team.owner, "DELETE", person, "");
        assert_true(reply.status == 200 || reply.status == 204);
        told(&c, &all, ENDED);
        buf_done(&all);
        net_client_done(&c);
        NetClient again = listen_as(token);
        buf_init(&all, TOLD_MAX);
        told(&again, &all, "401 Unauthorized");
        buf_done(&all);
        net_client_done(&again);
    }
}

static void the_first_account_ends_what_was_open(void **state) {
    (void)state;
    Buf all;
    buf_init(&all, TOLD_MAX);
    NetClient c = listen_as("");
    told(&c, &all, "101 Switching");
    team_make();
    told(&c, &all, ENDED);
    buf_done(&all);
    net_client_done(&c);
}

// ---- several at once ----

typedef struct Change {
    const char *token, *board, *card;
} Change;

static void *card_added(void *ctx) {
    const Change *change = ctx;
    Arena *a = arena_create(0);
    const char *headers[] = {"Content-Type: application/json",
                             str_fmt(a, "Authorization: Bearer %s", change->token).ptr, NULL};
    HttpSend send = {
        .method = "PATCH",
        .url = str_fmt(a, "%s/api/v1/dashboards/%s", server.url, change->board).ptr,
        .headers = headers,
        .body = str_fmt(a,
                        "{\"base\":1,\"changes\":[{\"op\":\"card\",\"card\":{\"id\":\"%s\","
                        "\"kind\":\"text\",\"text\":\"x\"}}]}",
                        change->card)};
    intptr_t status = http_client_send(&send, a).status;
    arena_free(a);
    return (void *)status;
}

static void two_people_change_one_board_and_each_is_named(void **state) {
    (void)state;
    team_make();
    const char *board = board_made(team.owner, "Ours");
    Change changes[] = {{team.owner, board, "one"}, {team.editor, board, "two"}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, card_added, &changes[i]), 0);
    }
    for (int i = 0; i < 2; i++) {
        void *status = NULL;
        pthread_join(threads[i], &status);
        assert_int_equal((intptr_t)status, 200);
    }
    const char *path = str_fmt(server.arena, "/api/v1/dashboards/%s", board).ptr;
    HttpReply now = sent(team.viewer, "GET", path, "");
    assert_true(str_contains(now.body, S("\"one\"")) && str_contains(now.body, S("\"two\"")));
    HttpReply versions =
        sent(team.viewer, "GET", str_fmt(server.arena, "%s/versions", path).ptr, "");
    assert_true(str_contains(versions.body, S("\"author\":\"Asha\"")));
    assert_true(str_contains(versions.body, S("\"author\":\"Edith\"")));
}

static void a_history_is_ones_own(void **state) {
    (void)state;
    (void)sent("", "POST", "/api/v1/ask", "{\"question\":\"from before\"}");
    team_make();
    (void)sent(team.viewer, "POST", "/api/v1/ask", "{\"question\":\"what vik asks\"}");
    HttpReply owner = sent(team.owner, "GET", "/api/v1/questions", "");
    HttpReply viewer = sent(team.viewer, "GET", "/api/v1/questions", "");
    // What was asked before there were accounts is the first owner's.
    assert_true(str_contains(owner.body, S("from before")));
    assert_false(str_contains(owner.body, S("what vik asks")));
    assert_true(str_contains(viewer.body, S("what vik asks")));
    assert_false(str_contains(viewer.body, S("from before")));
    assert_int_equal(sent(team.viewer, "DELETE", "/api/v1/questions/1", "").status, 404);
    assert_int_equal(sent(team.owner, "DELETE", "/api/v1/questions/1", "").status, 204);
}

// ---- secrets ----

static void no_secret_is_logged(void **state) {
    (void)state;
    Err err = {0};
    const char *path = path_join(server.arena, server.folder, S("log.txt"));
    int own = dup(STDERR_FILENO), file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(own >= 0 && file >= 0);
    assert_true(dup2(file, STDERR_FILENO) >= 0);
    log_level_set(LOG_DEBUG);
    team_make();
    (void)sent("", "POST", "/api/v1/session", "{\"name\":\"asha\",\"password\":\"" PASSWORD "x\"}");
    (void)sent("", "POST", "/api/v1/session",
               "{\"name\":\"" PASSWORD "\",\"password\":[\"" PASSWORD "\"]}");
    (void)sent(team.viewer, "PATCH", "/api/v1/settings", "{}");
    (void)sent(team.owner, "GET", "/api/v1/session/devices", "");
    HttpReply people = sent(team.owner, "GET", "/api/v1/people", "");
    log_level_set(LOG_OFF);
    assert_true(dup2(own, STDERR_FILENO) >= 0);
    (void)close(own);
    (void)close(file);
    Str log = {0};
    assert_true(file_read(path, TOLD_MAX, server.arena, &log, &err));
    assert_true(str_contains(log, S("msg=\"a wrong password\" address=127.0.0.1")));
    const char *secrets[] = {PASSWORD, team.owner, team.viewer, "argon2"};
    for (size_t i = 0; i < COUNT_OF(secrets); i++) {
        assert_false(str_contains(log, str_from(secrets[i])));
        assert_false(str_contains(people.body, str_from(secrets[i])));
    }
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(without_accounts_every_route_is_open),
        EACH(with_accounts_every_route_asks_who),
        EACH(a_cookie_that_was_sent_is_never_taken_over),
        EACH(a_foreign_page_changes_nothing),
        EACH(guessing_is_answered_with_429),
        EACH(a_crowd_at_the_door_keeps_nobody_out_who_is_in),
        EACH(a_file_of_nobody_is_not_taken),
        EACH(who_may_not_see_a_board_hears_nothing_of_it),
        EACH(a_session_that_ends_closes_its_streams),
        EACH(the_first_account_ends_what_was_open),
        EACH(two_people_change_one_board_and_each_is_named),
        EACH(a_history_is_ones_own),
        EACH(no_secret_is_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
