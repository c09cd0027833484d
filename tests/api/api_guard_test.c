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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_to_listen_on),
        cmocka_unit_test(requests_that_are_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
