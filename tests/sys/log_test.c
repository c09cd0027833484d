#include "sys/log.h"

#include "sys/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

enum { CAUGHT_MAX = 64 * 1024 };

static char caught[CAUGHT_MAX];

// Runs `act` with standard error going to a pipe's worth of file, and keeps what it wrote.
static const char *stderr_of(void (*act)(void)) {
    FILE *file = tmpfile();
    assert_non_null(file);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    act();
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    size_t len = fread(caught, 1, CAUGHT_MAX - 1, file);
    caught[len] = '\0';
    fclose(file);
    return caught;
}

static void say_plain(void) { log_info("import done", "table", "bills", "rows", "12", NULL); }
static void say_nasty(void) {
    log_warn("bad", "file", "a \"b\"\\.csv", "why", "x\nlevel=error", "e", "", "n", NULL, NULL);
}
static void say_debug(void) { log_debug("hidden", NULL); }

static void one_line_an_event(void **state) {
    (void)state;
    clock_stop_for_test(0);
    assert_string_equal(stderr_of(say_plain),
                        "time=1970-01-01T00:00:00Z level=info msg=\"import done\" table=bills "
                        "rows=12\n");
    assert_string_equal(stderr_of(say_nasty),
                        "time=1970-01-01T00:00:00Z level=warn msg=bad "
                        "file=\"a \\\"b\\\"\\\\.csv\" why=\"x\\nlevel=error\" e=\"\" n=\"\"\n");
    clock_stop_for_test(INT64_MIN);
}

static void levels_hide(void **state) {
    (void)state;
    assert_string_equal(stderr_of(say_debug), "");
    log_level_set(LOG_DEBUG);
    assert_non_null(strstr(stderr_of(say_debug), "msg=hidden\n"));
    log_level_set(LOG_OFF);
    assert_string_equal(stderr_of(say_nasty), "");
    log_level_set(LOG_INFO);
}

static char long_text[CAUGHT_MAX / 2];

static void say_long(void) { log_error("too long", "text", long_text, "after", "x", NULL); }

static void long_values_still_end_the_line(void **state) {
    (void)state;
    memset(long_text, 'x', sizeof long_text - 1);
    const char *line = stderr_of(say_long);
    assert_non_null(strstr(line, "msg=\"too long\""));
    assert_int_equal(line[strlen(line) - 1], '\n');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_an_event),
        cmocka_unit_test(levels_hide),
        cmocka_unit_test(long_values_still_end_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
