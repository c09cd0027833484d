// `munim people`, and what `munim serve` makes of who is there.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>
#undef fail

#include "../api/http_client.h"
#include "program.h"
#include "sys/file.h"

static Arena *a;
static const char *folder, *data;

static int make(void **state) {
    (void)state;
    a = arena_create(0);
    folder = program_folder(a);
    data = path_join(a, folder, S("data"));
    return 0;
}

static int end(void **state) {
    (void)state;
    Err err = {0};
    assert_true(dir_remove_all(folder, &err));
    arena_free(a);
    return 0;
}

#define PASSWORD "three plain words"
#define PEOPLE(input, ...)                                                                         \
    program_run_fed(a, S(input), (const char *const[]){"people", "--data", data, __VA_ARGS__, NULL})

static void says(Str text, const char *expected) {
    if (!str_contains(text, str_from(expected))) {
        print_error("no '%s' in: " STR_F "\n", expected, STR_A(text));
    }
    assert_true(str_contains(text, str_from(expected)));
}

static void people_are_made_and_changed(void **state) {
    (void)state;
    struct stat info = {0};
    assert_int_equal(PEOPLE("", "list").status, 1);  // there is no folder yet
    ProgramRun first = PEOPLE(PASSWORD "\n", "add", "Asha", "--role", "viewer");
    assert_int_equal(first.status, 1);
    says(first.err, "the first person must be an owner");
    assert_int_equal(PEOPLE(PASSWORD "\n", "add", "Asha", "--role", "owner").status, 0);
    assert_int_equal(stat(path_join(a, data, S("munim.sqlite")), &info), 0);
    assert_int_equal(info.st_mode & 077, 0);  // hashes of passwords are for nobody else
    ProgramRun poor = PEOPLE("short\n", "add", "Vik", "--role", "viewer");
    assert_int_equal(poor.status, 1);
    says(poor.err, "a password has 8 to 1024 bytes");
    assert_int_equal(PEOPLE("", "add", "Vik", "--role", "viewer").status, 1);  // nothing to read
    assert_int_equal(PEOPLE(PASSWORD, "add", "Vik", "--role", "viewer").status, 0);
    assert_int_equal(PEOPLE("", "role", "vik", "--role", "editor").status, 0);
    assert_int_equal(PEOPLE("", "role", "vik").status, 1);
    assert_int_equal(PEOPLE("", "role", "vik", "--role", "king").status, 2);
    assert_int_equal(PEOPLE("", "become").status, 2);
    assert_int_equal(PEOPLE(PASSWORD "!\n", "password", "vik").status, 0);
    ProgramRun list = PEOPLE("", "list");
    says(list.out, "Asha\towner\tsince ");
    says(list.out, "Vik\teditor\tsince ");
    assert_false(str_contains(list.out, S("argon2")));
    ProgramRun last = PEOPLE("", "remove", "Asha");
    assert_int_equal(last.status, 1);
    says(last.err, "last owner");
    assert_int_equal(PEOPLE("", "remove", "Vik").status, 0);
    ProgramRun gone = PEOPLE("", "remove", "Vik");
    assert_int_equal(gone.status, 1);
    says(gone.err, "there is no person 'Vik'");
}

static HttpReply sent(const Program *p, const char *method, const char *path, const char *body) {
    HttpSend send = {.method = method,
                     .url = str_fmt(a, "http://127.0.0.1:%d%s", p->port, path).ptr,
                     .headers = (const char *const[]){"Content-Type: application/json", NULL},
                     .body = str_from(body)};
    return http_client_send(&send, a);
}

static void a_server_listens_to_all_only_with_accounts(void **state) {
    (void)state;
    static const char *const ALL[] = {"--listen", "0.0.0.0:0", NULL};
    ProgramRun open = program_run(
        a, (const char *const[]){"serve", "--data", data, "--listen", "0.0.0.0:0", NULL});
    assert_int_equal(open.status, 1);
    says(open.err, "munim people add");
    assert_int_equal(PEOPLE(PASSWORD "\n", "add", "Asha", "--role", "owner").status, 0);
    Program p = program_serve(a, data, ALL);
    assert_int_equal(sent(&p, "GET", "/api/v1/tables", "").status, 401);
    assert_int_equal(
        sent(&p, "POST", "/api/v1/session", "{\"name\":\"asha\",\"password\":\"" PASSWORD "\"}")
            .status,
        200);
    // While it runs, the folder is its own.
    ProgramRun taken = PEOPLE("", "list");
    assert_int_equal(taken.status, 1);
    says(taken.err, "another munim is at work in ");
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    // The session that was begun is in the list of when people were seen.
    says(PEOPLE("", "list").out, "last seen ");
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(people_are_made_and_changed),
        EACH(a_server_listens_to_all_only_with_accounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
