// Links to read a dashboard: what one that has expired, or leads to what is gone, shows.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "base/json.h"
#include "http_client.h"
#include "server_fixture.h"
#include "store/store_dashboard_links.h"
#include "sys/clock.h"

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

static HttpReply sent(const char *method, const char *path, const char *body) {
    static const char *const JSON[] = {"Content-Type: application/json", NULL};
    HttpSend send = {.method = method,
                     .url = str_fmt(server.arena, "%s/api/v1%s", server.url, path).ptr,
                     .headers = JSON,
                     .body = str_from(body)};
    return http_client_send(&send, server.arena);
}

static Str dashboard_made(const char *name) {
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    HttpReply reply = sent("POST", "/dashboards",
                           str_fmt(server.arena,
                                   "{\"name\":\"%s\",\"cards\":[{\"id\":\"one\",\"kind\":\"sql\","
                                   "\"sql\":\"SELECT 42 AS answer\"}]}",
                                   name)
                               .ptr);
    assert_int_equal(reply.status, 200);
    assert_true(json_parse(reply.body, &json, &err));
    return str_dup(server.arena, str_from(json_string_value(json_object_get(json, "id"))));
}

static void link_make(const char *token, Str dashboard, Moment expires_at) {
    Err err = {0};
    StoreDashboardLink link = {.token = str_from(token),
                               .dashboard = dashboard,
                               .made_at = clock_now(),
                               .expires_at = expires_at};
    assert_true(store_dashboard_links_add(server.store, &link, &err));
}

static void a_link_shows_its_dashboard_until_it_expires(void **state) {
    (void)state;
    Str mine = dashboard_made("Mine");
    (void)dashboard_made("Other");
    link_make("holds", mine, clock_now() + MOMENT_DAY);
    link_make("late", mine, clock_now() - 1);
    HttpReply shown = sent("GET", "/shared/holds", "");
    assert_int_equal(shown.status, 200);
    assert_true(str_contains(shown.body, S("Mine")));
    assert_false(str_contains(shown.body, S("Other")));
    assert_false(str_contains(shown.body, S("SELECT")));
    HttpReply data = sent("POST", "/shared/holds/cards/one/data", "{}");
    assert_int_equal(data.status, 200);
    assert_true(str_contains(data.body, S("[[42]]")));
    assert_false(str_contains(data.body, S("SELECT")));
    HttpReply late = sent("GET", "/shared/late", "");
    assert_int_equal(late.status, 410);
    assert_true(str_contains(late.body, S("has expired")));
    assert_int_equal(sent("POST", "/shared/late/cards/one/data", "{}").status, 410);
}

static void a_link_to_what_was_deleted_shows_nothing(void **state) {
    (void)state;
    Str mine = dashboard_made("Mine");
    const char *path = str_fmt(server.arena, "/dashboards/" STR_F, STR_A(mine)).ptr;
    link_make("mine", mine, 0);
    assert_int_equal(sent("GET", "/shared/mine", "").status, 200);
    assert_int_equal(sent("DELETE", path, "").status, 204);
    HttpReply gone = sent("GET", "/shared/mine", "");
    assert_int_equal(gone.status, 410);
    assert_false(str_contains(gone.body, S("Mine")));
    assert_int_equal(sent("POST", str_fmt(server.arena, "%s/restore", path).ptr, "").status, 200);
    assert_int_equal(sent("GET", "/shared/mine", "").status, 200);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(a_link_shows_its_dashboard_until_it_expires),
        EACH(a_link_to_what_was_deleted_shows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
