#include "api/web_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

static const char *FILES[] = {
    "/index.html",          "/pages/en/index.html",    "/pages/en/ask.html",
    "/pages/hi/index.html", "/pages/en/boards/_.html", "/pages/en/boards.html",
    "/pages/hi/ask.html",   "/pages/hi/boards/_.html",
};

static const struct {
    Str path, asked, cookie;
    const char *page;
} CASES[] = {
    {STR("/"), STR(""), STR(""), "/pages/en/index.html"},
    {STR("/"), STR("hi"), STR(""), "/pages/hi/index.html"},
    {STR("/ask"), STR("hi-IN,hi;q=0.9,en;q=0.8"), STR(""), "/pages/hi/ask.html"},
    {STR("/ask"), STR("fr-FR, hi;q=0.9"), STR(""), "/pages/hi/ask.html"},
    {STR("/ask"), STR("fr"), STR(""), "/pages/en/ask.html"},
    {STR("/ask"), STR("hi"), STR("munim.language=en"), "/pages/en/ask.html"},
    {STR("/ask"), STR("en"), STR("a=b; munim.language=hi"), "/pages/hi/ask.html"},
    {STR("/ask"), STR("en"), STR("munim.language=../en"), "/pages/en/ask.html"},
    {STR("/boards/xY3"), STR("hi"), STR(""), "/pages/hi/boards/_.html"},
    {STR("/boards"), STR("en"), STR(""), "/pages/en/boards.html"},
    // A language without this page gives way to the next.
    {STR("/boards"), STR("hi"), STR(""), "/pages/en/boards.html"},
    {STR("/nowhere"), STR("hi"), STR(""), "/index.html"},
    {STR("/boards/a/b"), STR("en"), STR(""), "/index.html"},
    {STR("/../index"), STR("en"), STR(""), "/index.html"},
};

static void chooses_by_address_and_language(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    StaticFiles *files = static_files_new(a);
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        static_files_add(files, str_from(FILES[i]), S("<p>"), S(""), S(""));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        HttpHeader headers[] = {{S("Accept-Language"), CASES[i].asked},
                                {S("Cookie"), CASES[i].cookie}};
        HttpRequest req = {
            .path = CASES[i].path, .headers = headers, .header_count = 2, .arena = a};
        const StaticFile *wanted = static_files_find(files, str_from(CASES[i].page));
        if (web_page_find(files, &req) != wanted) print_error("case %zu\n", i);
        assert_non_null(wanted);
        assert_ptr_equal(web_page_find(files, &req), wanted);
    }
}

static void without_an_application_there_is_none(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    HttpRequest req = {.path = S("/"), .arena = a};
    assert_null(web_page_find(static_files_new(a), &req));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses_by_address_and_language),
        cmocka_unit_test(without_an_application_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
