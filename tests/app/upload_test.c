// upload_test MEGABYTES: a large file goes into the running program, which must not take the memory
// for it: what it holds while the bytes come in is bounded, whatever their number.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "../api/http_client.h"
#include "program.h"
#include "sys/file.h"

enum { LOOK_EVERY = 8 << 20, MORE_KIB_MAX = 30 * 1024, GONE_TRIES = 100, GONE_WAIT_US = 20000 };

static uint64_t file_bytes;

typedef struct Filling {
    const Program *program;
    uint64_t sent, look_at;
    long most_kib;
} Filling;

static size_t fill(char *bytes, size_t size, size_t count, void *ctx) {
    Filling *f = ctx;
    uint64_t left = file_bytes - f->sent;
    size_t now = size * count < left ? size * count : (size_t)left;
    memset(bytes, 'x', now);
    if (now > 0) bytes[now - 1] = '\n';
    f->sent += now;
    if (f->sent >= f->look_at) {
        long kib = program_memory_kib(f->program, "RssAnon");
        if (kib > f->most_kib) f->most_kib = kib;
        f->look_at += LOOK_EVERY;
    }
    return now;
}

// What was refused is not kept: it goes when the answer has been sent, a moment after it came.
static size_t files_left(const char *folder, Arena *a) {
    Err err = {0};
    Str *left = NULL;
    size_t count = 1;
    for (int i = 0; i < GONE_TRIES && count > 0; i++) {
        if (i > 0) usleep(GONE_WAIT_US);
        assert_true(dir_list(folder, a, &left, &count, &err));
    }
    return count;
}

static void takes_no_memory(void **state) {
    (void)state;
    // Refused once it is there: what the import of it would need is another matter.
    static const char *const FIELDS[] = {"mode=no such mode", NULL};
    Err err = {0};
    Arena *a = arena_create(0);
    const char *folder = program_folder(a);
    Program p = program_serve(a, folder, NULL);
    long before_kib = program_memory_kib(&p, "RssAnon");
    Filling filling = {.program = &p};
    HttpSend send = {.method = "POST",
                     .url = str_fmt(a, "%s/api/v1/imports", p.url).ptr,
                     .file_name = "large.csv",
                     .fields = FIELDS,
                     .file_bytes = file_bytes,
                     .fill = fill,
                     .fill_ctx = &filling};
    HttpReply reply = http_client_send(&send, a);
    assert_int_equal(reply.status, 422);
    assert_int_equal(filling.sent, file_bytes);
    print_message("  %llu MB took %ld KiB\n", (unsigned long long)(file_bytes / 1000000),
                  filling.most_kib - before_kib);
    assert_true(filling.most_kib - before_kib < MORE_KIB_MAX);
    assert_int_equal(files_left(path_join(a, folder, S("uploads")), a), 0);
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    assert_true(dir_remove_all(folder, &err));
    arena_free(a);
}

int main(int argc, char **argv) {
    file_bytes = strtoull(argc > 1 ? argv[1] : "100", NULL, 10) * 1000000;
    const struct CMUnitTest tests[] = {cmocka_unit_test(takes_no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
