// The command line as scripts use it: exit statuses, JSON that is JSON, errors that name the file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "base/json.h"
#include "program.h"
#include "sys/file.h"

static const char SALES[] =
    "id,sold_on,city,item,amount\n"
    "1,2026-01-05,Pune,Rice,120.50\n"
    "2,2026-01-06,Mumbai,Dal,80.00\n"
    "3,2026-02-07,Pune,Oil,400.00\n"
    "4,2026-02-08,Nagpur,Rice,180.75\n";
static const char STAFF[] = "name,joined\nAsha,2025-01-02\nRavi,2024-03-04\n";

typedef struct World {
    Arena *a;
    const char *folder, *sales;
} World;

static World world;

static const char *path_of(const char *name) {
    return path_join(world.a, world.folder, str_from(name));
}

static const char *write_file(const char *name, const char *text) {
    Err err = {0};
    const char *path = path_of(name);
    assert_true(file_write_atomic(path, str_from(text), &err));
    return path;
}

static int make(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    world.folder = program_folder(world.a);
    world.sales = write_file("sales.csv", SALES);
    return 0;
}

static int end(void **state) {
    (void)state;
    Err err = {0};
    assert_true(dir_remove_all(world.folder, &err));
    arena_free(world.a);
    return 0;
}

#define RUN(...) program_run(world.a, (const char *const[]){__VA_ARGS__, NULL})

static void says(Str text, const char *expected) {
    if (!str_contains(text, str_from(expected))) {
        print_error("no '%s' in: " STR_F "\n", expected, STR_A(text));
    }
    assert_true(str_contains(text, str_from(expected)));
}

static void exit_statuses(void **state) {
    (void)state;
    const struct {
        const char *args[8];
        int status;
        const char *out, *err;  // parts of them; "" for nothing at all, NULL for anything
    } CASES[] = {
        {{"--version"}, 0, "munim ", ""},
        {{"--help"}, 0, "munim ask", ""},
        {{"help"}, 0, "munim serve", ""},
        {{NULL}, 2, "", "munim ask"},
        {{"conquer"}, 2, "", "there is no command 'conquer'"},
        {{"ask"}, 2, "", "usage: munim ask"},
        {{"ask", world.sales}, 2, "", "name a SOURCE and ask"},
        {{"ask", "--jsonn", world.sales, "x"}, 2, "", "unknown option --jsonn"},
        {{"ask", "--today", "tomorrow", world.sales, "x"}, 2, "", "not a date"},
        {{"ask", "--today"}, 2, "", "--today needs a value"},
        {{"ask", "--dialogue", world.sales, "x"}, 2, "", "--dialogue needs --questions"},
        {{"ask", world.sales, "total amount by city"}, 0, "Pune", ""},
        {{"ask", world.sales, "how many unicorns per galaxy"}, 3, NULL, ""},
        {{"ask", "/nowhere/sales.csv", "total"}, 1, "", "/nowhere/sales.csv"},
        {{"ask", "--model", "/nowhere/model.json", world.sales, "total"},
         1,
         "",
         "/nowhere/model.json"},
        {{"ask", "--questions", "/nowhere/q.txt", world.sales}, 1, "", "/nowhere/q.txt"},
        {{"profile"}, 2, "", "usage: munim profile"},
        {{"profile", world.sales}, 0, "sales", ""},
        {{"profile", "/nowhere"}, 1, "", "/nowhere"},
        {{"profile", "--language", "hi", world.sales}, 0, "पंक्तियां, तालिका sales", ""},
        {{"profile", "--language", "xx", world.sales}, 2, "", "'xx' is not there"},
        {{"demo"}, 2, "", "name one folder"},
        {{"serve", "--listen", "here"}, 2, "", "--listen"},
        {{"serve", "--tls-cert", "x.pem"}, 2, "", "go together"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        ProgramRun run = program_run(world.a, CASES[i].args);
        if (run.status != CASES[i].status) {
            print_error("case %zu: %d, " STR_F STR_F "\n", i, run.status, STR_A(run.out),
                        STR_A(run.err));
        }
        assert_int_equal(run.status, CASES[i].status);
        if (CASES[i].out) says(run.out, CASES[i].out);
        if (CASES[i].out && !*CASES[i].out) assert_int_equal(run.out.len, 0);
        if (CASES[i].err) says(run.err, CASES[i].err);
        if (CASES[i].err && !*CASES[i].err) assert_int_equal(run.err.len, 0);
    }
}

// One JSON object and a line end, nothing else.
static Json *object_of(Str line) {
    Err err = {0};
    Json *json = NULL;
    assert_int_equal(str_find_char(line, '\n'), STR_NONE);
    if (!json_parse(line, &json, &err)) print_error("%s: " STR_F "\n", err.message, STR_A(line));
    assert_true(json_is_object(json));
    return json;
}

static const char *text_of(const Json *json, const char *name) {
    const char *text = json_string_value(json_object_get(json, name));
    return text ? text : "";
}

static void json_is_one_object(void **state) {
    (void)state;
    const char *const QUESTIONS[] = {"total amount by city", "how many unicorns per galaxy"};
    const char *const STATUSES[] = {"answered", "refused"};
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        ProgramRun run = RUN("ask", "--json", world.sales, QUESTIONS[i]);
        assert_true(str_ends(run.out, S("\n")));
        CLEANUP(json_done) Json *json = object_of(str_slice(run.out, 0, run.out.len - 1));
        assert_string_equal(text_of(json, "status"), STATUSES[i]);
        assert_string_equal(text_of(json, "question"), QUESTIONS[i]);
        assert_int_equal(run.status, i == 0 ? 0 : 3);
    }
    ProgramRun run = RUN("profile", "--json", world.sales);
    CLEANUP(json_done) Json *profile = object_of(str_slice(run.out, 0, run.out.len - 1));
    assert_true(json_is_object(json_object_get(profile, "model")));
    assert_true(json_is_array(json_object_get(profile, "quality")));
    assert_true(json_is_array(json_object_get(profile, "imports")));
}

// A line out for each line in: also for blank ones, for what cannot be answered, and with the line
// ends of Windows.
static void questions_line_by_line(void **state) {
    (void)state;
    const char *questions = write_file("questions.txt",
                                       "total amount by city\r\n"
                                       "\n"
                                       "how many unicorns per galaxy\n"
                                       "   \n"
                                       "total amount in january 2026");
    static const char *const EXPECTED[] = {"answered", "refused", "refused", "refused", "answered"};
    ProgramRun run =
        RUN("ask", "--jsonl", "--today", "2026-02-15", "--questions", questions, world.sales);
    assert_int_equal(run.status, 0);
    Str rest = run.out;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
        Str line = {0};
        assert_true(str_next_part(&rest, '\n', &line));
        CLEANUP(json_done) Json *json = object_of(line);
        if (i == 0) assert_string_equal(text_of(json, "question"), "total amount by city");
        assert_string_equal(text_of(json, "status"), EXPECTED[i]);
        if (i == 4) says(line, "200.5");
    }
    assert_int_equal(rest.len, 0);
}

static void a_dialogue_remembers(void **state) {
    (void)state;
    const char *questions = write_file("dialogue.txt", "total amount by city\nonly rice\n");
    ProgramRun alone = RUN("ask", "--jsonl", "--questions", questions, world.sales);
    ProgramRun told = RUN("ask", "--jsonl", "--questions", questions, "--dialogue", world.sales);
    assert_int_equal(told.status, 0);
    Str line = {0};
    Str rest = told.out;
    assert_true(str_next_part(&rest, '\n', &line) && str_next_part(&rest, '\n', &line));
    CLEANUP(json_done) Json *second = object_of(line);
    assert_string_equal(text_of(second, "status"), "answered");
    says(line, "120.5");
    assert_false(str_eq(alone.out, told.out));
}

static void the_day_is_what_is_said(void **state) {
    (void)state;
    ProgramRun run =
        RUN("ask", "--json", "--today=2026-02-15", world.sales, "total amount last month");
    assert_int_equal(run.status, 0);
    says(run.out, "200.5");
    run = RUN("ask", "--json", "--today", "2026-03-15", world.sales, "total amount last month");
    says(run.out, "580.75");
}

static void a_model_file_is_laid_over(void **state) {
    (void)state;
    const char *model = write_file(
        "model.json",
        "{\"metrics\":[{\"name\":\"galla\",\"table\":\"sales\",\"expression\":\"sum(amount)\"}]}");
    ProgramRun run = RUN("ask", "--json", "--model", model, world.sales, "galla by city");
    assert_int_equal(run.status, 0);
    says(run.out, "520.5");
    static const struct {
        const char *text, *error;
    } WRONG[] = {
        {"{", "model.json"},
        {"{\"metrics\":[{\"name\":\"x\",\"table\":\"sales\",\"expression\":\"sum(gold)\"}]}",
         "gold"},
        {"{\"colums\":[]}", "colums"},
    };
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        model = write_file("model.json", WRONG[i].text);
        run = RUN("ask", "--model", model, world.sales, "total amount");
        assert_int_equal(run.status, 1);
        says(run.err, WRONG[i].error);
    }
}

static void sources_of_every_kind(void **state) {
    (void)state;
    Err err = {0};
    assert_true(dir_make(path_of("books"), &err));
    const char *staff = write_file("books/staff.csv", STAFF);
    (void)write_file("books/sales.csv", SALES);
    ProgramRun run = RUN("profile", path_of("books"));
    assert_int_equal(run.status, 0);
    says(run.out, "staff");
    says(run.out, "sales");
    run = RUN("ask", "--json", world.sales, staff, "how many staff");
    says(run.out, "[2]");
    // A name that looks like an option stands behind "--".
    (void)write_file("--odd.csv", STAFF);
    assert_int_equal(chdir(world.folder), 0);
    run = RUN("ask", "--json", "--", "--odd.csv", "how many odd");
    assert_true(run.status == 0 || run.status == 3);
    assert_int_equal(chdir("/"), 0);
}

static void what_cannot_be_read(void **state) {
    (void)state;
    const struct {
        const char *name, *text;
    } CASES[] = {{"empty.csv", ""},
                 {"lies.xlsx", "PK\003\004 and then nothing of the kind"},
                 {"lies.parquet", "PAR1 and no more PAR1"},
                 {"zeros.csv", "\1\2\3\4\5\6\7"}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const char *path = write_file(CASES[i].name, CASES[i].text);
        ProgramRun run = RUN("ask", path, "total");
        assert_true(run.status == 1 || run.status == 3);
        if (run.status == 1) says(run.err, CASES[i].name);
    }
    if (geteuid() == 0) return;  // who may read everything
    const char *secret = write_file("secret.csv", SALES);
    assert_int_equal(chmod(secret, 0), 0);
    ProgramRun run = RUN("ask", secret, "total");
    assert_int_equal(run.status, 1);
    says(run.err, "secret.csv");
}

static void a_reader_that_went_away(void **state) {
    (void)state;
    const char *const args[] = {"ask", "--json", world.sales, "total amount by city", NULL};
    ProgramRun run = program_run_unread(world.a, args);
    assert_true(run.status == 1 || run.status == 128 + 13);  // told, or by SIGPIPE like any filter
}

static void a_demo_is_written_and_asked(void **state) {
    (void)state;
    const char *demo = path_of("demo");
    ProgramRun run = RUN("demo", demo);
    assert_int_equal(run.status, 0);
    run = RUN("ask", "--json", "--today", "2026-11-01", demo, "total revenue last month");
    assert_int_equal(run.status, 0);
    CLEANUP(json_done) Json *json = object_of(str_slice(run.out, 0, run.out.len - 1));
    assert_string_equal(text_of(json, "status"), "answered");
}

static void nothing_is_left_behind(void **state) {
    (void)state;
    Err err = {0};
    const char *temporary = path_of("tmp");
    Str *names = NULL;
    size_t count = 9;
    assert_true(dir_make(temporary, &err));
    assert_int_equal(setenv("TMPDIR", temporary, 1), 0);
    (void)RUN("ask", world.sales, "total amount");
    (void)RUN("ask", "/nowhere.csv", "total amount");
    (void)RUN("profile", world.sales);
    assert_int_equal(unsetenv("TMPDIR"), 0);
    assert_true(dir_list(temporary, world.a, &names, &count, &err));
    assert_int_equal(count, 0);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(exit_statuses),           EACH(json_is_one_object),
        EACH(questions_line_by_line),  EACH(a_dialogue_remembers),
        EACH(the_day_is_what_is_said), EACH(a_model_file_is_laid_over),
        EACH(sources_of_every_kind),   EACH(what_cannot_be_read),
        EACH(a_reader_that_went_away), EACH(a_demo_is_written_and_asked),
        EACH(nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
