#include "api/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "api/problem.h"

static void paths_find_their_row(void **state) {
    (void)state;
    static const struct {
        HttpMethod method;
        const char *path;
        const char *pattern;  // NULL: none
        bool known;
        const char *param;
    } CASES[] = {
        {METHOD_GET, "/api/v1/tables", "/api/v1/tables", true, NULL},
        {METHOD_HEAD, "/api/v1/tables", "/api/v1/tables", true, NULL},
        {METHOD_GET, "/api/v1/tables/x%20y", "/api/v1/tables/:name", true, "x%20y"},
        {METHOD_GET, "/api/v1/tables/x/rows", "/api/v1/tables/:name/rows", true, "x"},
        {METHOD_PUT, "/api/v1/tables/x", NULL, true, NULL},
        {METHOD_GET, "/api/v1/tables/", NULL, false, NULL},
        {METHOD_GET, "/api/v1/tables//rows", NULL, false, NULL},
        {METHOD_GET, "/api/v1/tables/x/rows/", NULL, false, NULL},
        {METHOD_GET, "/api/v1/tables/x/y/z", NULL, false, NULL},
        {METHOD_GET, "/API/v1/tables", NULL, false, NULL},
        {METHOD_GET, "", NULL, false, NULL},
        {METHOD_GET, "/", NULL, false, NULL},
        {METHOD_OPTIONS, "*", NULL, false, NULL},
        // A word of its own before a name.
        {METHOD_GET, "/api/v1/questions/suggestions", "/api/v1/questions/suggestions", true, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str params[ROUTE_PARAMS_MAX] = {0};
        bool known = !CASES[i].known;
        const Route *r = route_find(CASES[i].method, str_from(CASES[i].path), params, &known);
        if (!r != !CASES[i].pattern) print_error("%s\n", CASES[i].path);
        assert_true(!r == !CASES[i].pattern);
        assert_true(known == CASES[i].known);
        if (r) assert_string_equal(r->path, CASES[i].pattern);
        if (CASES[i].param) assert_true(str_eq(params[0], str_from(CASES[i].param)));
    }
}

static void the_table_is_sound(void **state) {
    (void)state;
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        const Route *r = &ROUTES[i];
        bool takes = r->kind == ROUTE_JSON || r->kind == ROUTE_UPLOAD;
        assert_non_null(r->handle);
        assert_true(takes == (r->in != NULL));
        assert_true(r->method != METHOD_GET || !takes);
        // Of what a link shows, the token in the path is the permission; who signs in or out has
        // none yet.
        bool linked = str_starts(str_from(r->path), S("/api/v1/shared/"));
        bool signs = str_eq(str_from(r->path), S("/api/v1/session"));
        assert_true(r->method == METHOD_GET || r->permission != PERM_NONE || linked || signs);
        // What is of one dashboard is decided by that dashboard.
        Str of = S("/api/v1/dashboards/:id");
        assert_true(str_starts(str_from(r->path), of) ==
                    (route_permission_access(r->permission) != ACCESS_NONE));
        for (size_t k = 0; k < i; k++) {
            assert_false(ROUTES[k].method == r->method &&
                         str_eq(str_from(ROUTES[k].path), str_from(r->path)));
        }
    }
}

static void methods_of_a_path(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    assert_true(str_eq(route_methods(S("/api/v1/tables/x"), a), S("GET, HEAD, DELETE")));
    assert_true(str_eq(route_methods(S("/api/v1/ask"), a), S("POST")));
    assert_true(str_eq(route_methods(S("/nowhere"), a), (Str){0}));
}

static void every_error_has_a_status(void **state) {
    (void)state;
    for (ErrCode code = ERR_NONE; code <= ERR_INTERNAL; code++) {
        assert_in_range(problem_status(code), 400, 599);
    }
    assert_int_equal(problem_status(ERR_NOT_FOUND), 404);
    assert_int_equal(problem_status(ERR_INVALID), 422);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_find_their_row),
        cmocka_unit_test(the_table_is_sound),
        cmocka_unit_test(methods_of_a_path),
        cmocka_unit_test(every_error_has_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
