#include "api/api_guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

static void hosts_to_listen_on(void **state) {
    (void)state;
    static const struct {
        const char *host;
        bool is_loopback;
    } CASES[] = {
        {"127.0.0.1", true},
        {"127.1.2.3", true},
        {"::1", true},
        {"localhost", true},
        {"LOCALHOST", true},
        {"0.0.0.0", false},
        {"::", false},
        {"192.168.1.5", false},
        {"127.0.0.1.evil.com", false},
        {"127.0.0", false},
        {"127.0.0.256", false},
        {"127.0.0.", false},
        {"", false},
        {"localhost.co", false},
        {"127.0.0.1x", false},
        {"::ffff:8.8.8.8", false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        if (api_guard_is_loopback(CASES[i].host) != CASES[i].is_loopback)
            print_error("%s\n", CASES[i].host);
        assert_true(api_guard_is_loopback(CASES[i].host) == CASES[i].is_loopback);
    }
}

static void requests_that_are_answered(void **state) {
    (void)state;
    static const struct {
        HttpMethod method;
        Str host, origin;  // "" none
        bool wants_websocket, allowed;
    } CASES[] = {
        // The host must be this machine, by whatever name: else a foreign name was pointed here.
        {METHOD_GET, STR("127.0.0.1:8080"), STR(""), false, true},
        {METHOD_GET, STR("localhost:8080"), STR(""), false, true},
        {METHOD_GET, STR("LocalHost"), STR(""), false, true},
        {METHOD_GET, STR("[::1]:8080"), STR(""), false, true},
        {METHOD_GET, STR("[::1]"), STR(""), false, true},
        {METHOD_GET, STR("evil.example:8080"), STR(""), false, false},
        {METHOD_GET, STR("127.0.0.1.evil.example"), STR(""), false, false},
        {METHOD_GET, STR("localhost.evil.example"), STR(""), false, false},
        {METHOD_GET, STR("[::1]evil.example"), STR(""), false, false},
        {METHOD_GET, STR("[::1"), STR(""), false, false},
        {METHOD_GET, STR("192.168.0.9"), STR(""), false, false},
        {METHOD_GET, STR(""), STR(""), false, false},
        // Reading harms nobody: the browser keeps the answer from a foreign page.
        {METHOD_GET, STR("localhost:8080"), STR("http://evil.example"), false, true},
        {METHOD_HEAD, STR("localhost:8080"), STR("null"), false, true},
        // What changes something comes from a page of this very server, or from no page.
        {METHOD_POST, STR("localhost:8080"), STR(""), false, true},
        {METHOD_POST, STR("localhost:8080"), STR("http://localhost:8080"), false, true},
        {METHOD_POST, STR("localhost:8080"), STR("https://localhost:8080"), false, true},
        {METHOD_POST, STR("localhost:8080"), STR("http://LOCALHOST:8080"), false, true},
        {METHOD_POST, STR("localhost:8080"), STR("http://localhost:9090"), false, false},
        {METHOD_POST, STR("localhost:8080"), STR("http://127.0.0.1:8080"), false, false},
        {METHOD_POST, STR("localhost:8080"), STR("http://evil.example"), false, false},
        {METHOD_POST, STR("localhost:8080"), STR("null"), false, false},
        {METHOD_DELETE, STR("localhost:8080"), STR("http://evil.example"), false, false},
        {METHOD_PATCH, STR("evil.example"), STR("http://evil.example"), false, false},
        // Browsers let any page open a WebSocket, and read it.
        {METHOD_GET, STR("localhost:8080"), STR("http://evil.example"), true, false},
        {METHOD_GET, STR("localhost:8080"), STR("http://localhost:8080"), true, true},
        {METHOD_GET, STR("localhost:8080"), STR(""), true, true},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        HttpHeader headers[2];
        size_t count = 0;
        if (CASES[i].host.len > 0) headers[count++] = (HttpHeader){S("Host"), CASES[i].host};
        if (CASES[i].origin.len > 0) headers[count++] = (HttpHeader){S("origin"), CASES[i].origin};
        HttpRequest req = {.method = CASES[i].method,
                           .headers = headers,
                           .header_count = count,
                           .wants_websocket = CASES[i].wants_websocket};
        if (api_guard_allows(&req, false) != CASES[i].allowed) print_error("case %zu\n", i);
        assert_true(api_guard_allows(&req, false) == CASES[i].allowed);
    }
}

static HttpRequest request_of(const HttpHeader *headers, size_t count, Str peer) {
    return (HttpRequest){.method = METHOD_POST,
                         .path = S("/api/v1/session"),
                         .headers = headers,
                         .header_count = count,
                         .peer = peer};
}

// A session's cookie goes to its own host alone, so that any name will do; the page must still be
// of that name.
static void with_accounts_any_host_is_answered(void **state) {
    (void)state;
    static const struct {
        Str host, origin;
        bool allowed;
    } CASES[] = {
        {STR("shop.example"), STR(""), true},
        {STR("192.168.0.9:8080"), STR("http://192.168.0.9:8080"), true},
        {STR("shop.example"), STR("https://shop.example"), true},
        {STR("shop.example"), STR("https://evil.example"), false},
        {STR("shop.example"), STR("https://shop.example.evil.example"), false},
        {STR("shop.example"), STR("https://shop.example:8443"), false},
        {STR("shop.example"), STR("null"), false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        HttpHeader headers[] = {{S("Host"), CASES[i].host}, {S("Origin"), CASES[i].origin}};
        HttpRequest req = request_of(headers, CASES[i].origin.len > 0 ? 2 : 1, S("192.0.2.1"));
        if (api_guard_allows(&req, true) != CASES[i].allowed) print_error("case %zu\n", i);
        assert_true(api_guard_allows(&req, true) == CASES[i].allowed);
        assert_false(api_guard_allows(&req, false));
    }
}

// What a proxy says counts only from this machine: anybody else may say anything.
static void what_a_proxy_says(void **state) {
    (void)state;
    static const struct {
        Str peer, proto, forwarded;
        bool is_secure;
        Str address;
    } CASES[] = {
        {STR("127.0.0.1"), STR(""), STR(""), false, STR("127.0.0.1")},
        {STR("127.0.0.1"), STR("https"), STR("192.0.2.7"), true, STR("192.0.2.7")},
        {STR("::1"), STR("HTTPS"), STR("10.0.0.1, 192.0.2.7"), true, STR("192.0.2.7")},
        {STR("127.0.0.1"), STR("http"), STR("2001:db8::1"), false, STR("2001:db8::1")},
        {STR("127.0.0.1"), STR("https, http"), STR(","), false, STR("127.0.0.1")},
        {STR("192.0.2.9"), STR("https"), STR("192.0.2.7"), false, STR("192.0.2.9")},
        {STR("127.0.0.1"), STR(""),
         STR("an-address-that-is-longer-than-any-address-of-the-internet-can-be-written"), false,
         STR("127.0.0.1")},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        HttpHeader headers[] = {{S("X-Forwarded-Proto"), CASES[i].proto},
                                {S("X-Forwarded-For"), CASES[i].forwarded}};
        HttpRequest req = request_of(headers, 2, CASES[i].peer);
        bool right = api_guard_is_secure(&req) == CASES[i].is_secure &&
                     str_eq(api_guard_address(&req), CASES[i].address);
        if (!right) print_error("case %zu\n", i);
        assert_true(right);
    }
    HttpRequest tls = request_of(NULL, 0, S("192.0.2.9"));
    tls.secure = true;
    assert_true(api_guard_is_secure(&tls));
}

static void who_is_let_in(void **state) {
    (void)state;
    static const struct {
        Permission permission;
        Role least;
    } CASES[] = {
        {PERM_NONE, ROLE_NONE},         {PERM_READ, ROLE_VIEWER},
        {PERM_ASK, ROLE_VIEWER},        {PERM_WRITE, ROLE_EDITOR},
        {PERM_PEOPLE, ROLE_OWNER},      {PERM_BOARD_VIEW, ROLE_VIEWER},
        {PERM_BOARD_EDIT, ROLE_VIEWER}, {PERM_BOARD_SHARE, ROLE_VIEWER},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        for (Role role = ROLE_NONE; role <= ROLE_OWNER; role++) {
            Err err = {0};
            ProblemMore more = {0};
            Route route = {.permission = CASES[i].permission};
            AuthVisitor visitor = {.person = {.role = role}};
            bool let = api_guard_permits(&route, &visitor, &more, &err);
            assert_true(let == (role >= CASES[i].least));
            if (let) continue;
            assert_int_equal(err.code, ERR_DENIED);
            assert_int_equal(more.status, role == ROLE_NONE ? 401 : 0);
            assert_string_equal(more.type, role == ROLE_NONE ? "signed-out" : "role");
            if (role != ROLE_NONE) assert_string_equal(more.role, role_name(CASES[i].least));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_to_listen_on),
        cmocka_unit_test(requests_that_are_answered),
        cmocka_unit_test(with_accounts_any_host_is_answered),
        cmocka_unit_test(what_a_proxy_says),
        cmocka_unit_test(who_is_let_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
