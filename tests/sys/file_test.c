#include "sys/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];
static Arena *arena;

static int folder_make(void **state) {
    (void)state;
    arena = arena_create(0);
    strncpy(folder, "/tmp/munim-file-XXXXXX", sizeof folder - 1);
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_drop(void **state) {
    (void)state;
    Err err;
    bool ok = dir_remove_all(folder, &err);
    arena_free(arena);
    return ok ? 0 : -1;
}

static const char *at(const char *name) { return path_join(arena, folder, str_from(name)); }

static void write_then_read(void **state) {
    (void)state;
    Err err = {0};
    Str text = {0};
    assert_true(file_write_atomic(at("a.txt"), S("one"), &err));
    assert_true(file_write_atomic(at("a.txt"), S("two\n"), &err));
    assert_true(file_read(at("a.txt"), 4, arena, &text, &err));
    assert_true(str_eq(text, S("two\n")));
    assert_true(file_write_atomic(at("empty"), S(""), &err));
    assert_true(file_read(at("empty"), 0, arena, &text, &err));
    assert_int_equal(text.len, 0);
    assert_true(file_read("/proc/self/status", 1 << 20, arena, &text, &err));
    assert_true(str_starts(text, S("Name:")));

    uint64_t bytes = 0;
    int64_t modified = 0;
    assert_true(file_size(at("a.txt"), &bytes, &err));
    assert_int_equal(bytes, 4);
    assert_true(file_modified(at("a.txt"), &modified, &err));
    assert_true(modified > INT64_C(1700000000000000));
}

static void failures_say_what_and_why(void **state) {
    (void)state;
    Err err = {0};
    Str text = S("kept");
    assert_true(file_write_atomic(at("big"), S("12345"), &err));
    assert_false(file_read(at("big"), 4, arena, &text, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_false(file_read(at("none"), 4, arena, &text, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, at("none")));
    assert_non_null(strstr(err.message, "No such file"));
    assert_false(file_read(folder, 4, arena, &text, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(str_eq(text, S("kept")));

    CLEANUP(arena_freep) Arena *tiny = arena_create(3);
    assert_false(file_read(at("big"), 100, tiny, &text, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_false(file_write_atomic(at("none/x"), S("x"), &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(file_rename(at("none"), at("other"), &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

// A failed write leaves the old file and nothing beside it.
static void no_draft_is_left(void **state) {
    (void)state;
    Err err = {0};
    Str *names = NULL;
    size_t count = 0;
    assert_true(dir_make(at("drafts/taken/inside"), &err));
    assert_false(file_write_atomic(at("drafts/taken"), S("x"), &err));
    assert_true(dir_list(at("drafts"), arena, &names, &count, &err));
    assert_int_equal(count, 1);
}

static void folders(void **state) {
    (void)state;
    Err err = {0};
    Str *names = NULL;
    size_t count = 0;
    assert_true(dir_make(at("x/y/z"), &err));
    assert_true(dir_make(at("x/y/z"), &err));
    assert_true(dir_exists(at("x/y/z")) && !file_exists(at("x/y/z")));
    assert_true(file_write_atomic(at("x/b"), S("1"), &err));
    assert_true(file_write_atomic(at("x/A"), S("1"), &err));
    assert_false(dir_make(at("x/A"), &err));
    assert_true(dir_list(at("x"), arena, &names, &count, &err));
    assert_int_equal(count, 3);
    assert_true(str_eq(names[0], S("A")) && str_eq(names[1], S("b")) && str_eq(names[2], S("y")));
    assert_false(dir_list(at("nowhere"), arena, &names, &count, &err));

    // Links are removed; what they point to stays.
    assert_true(dir_make(at("outside"), &err));
    assert_true(file_write_atomic(at("outside/kept"), S("1"), &err));
    assert_int_equal(symlink(at("outside"), at("x/link")), 0);
    assert_true(dir_remove_all(at("x"), &err));
    assert_false(dir_exists(at("x")));
    assert_true(file_exists(at("outside/kept")));
    assert_true(dir_remove_all(at("x"), &err));
    assert_true(file_remove(at("outside/kept"), &err));
    assert_true(file_remove(at("outside/kept"), &err));
}

static void paths(void **state) {
    (void)state;
    static const struct {
        Str path, name, stem, extension;
    } CASES[] = {
        {STR("a/b.csv.gz"), STR("b.csv.gz"), STR("b"), STR("gz")},
        {STR("a/B.CSV"), STR("B.CSV"), STR("B"), STR("CSV")},
        {STR("v1.2 sales.csv"), STR("v1.2 sales.csv"), STR("v1.2 sales"), STR("csv")},
        {STR("/a/folder/"), STR("folder"), STR("folder"), STR("")},
        {STR("a.b/plain"), STR("plain"), STR("plain"), STR("")},
        {STR(".hidden"), STR(".hidden"), STR(".hidden"), STR("")},
        {STR(".hidden.csv"), STR(".hidden.csv"), STR(".hidden"), STR("csv")},
        {STR("x."), STR("x."), STR("x."), STR("")},
        {STR(""), STR(""), STR(""), STR("")},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_true(str_eq(path_name(CASES[i].path), CASES[i].name));
        assert_true(str_eq(path_stem(CASES[i].path), CASES[i].stem));
        assert_true(str_eq(path_extension(CASES[i].path), CASES[i].extension));
    }
    assert_string_equal(path_join(arena, "a", S("b")), "a/b");
    assert_string_equal(path_join(arena, "a/", S("b")), "a/b");
    assert_string_equal(path_join(arena, "", S("b")), "b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(write_then_read),
        cmocka_unit_test(failures_say_what_and_why),
        cmocka_unit_test(no_draft_is_left),
        cmocka_unit_test(folders),
        cmocka_unit_test(paths),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_drop);
}
