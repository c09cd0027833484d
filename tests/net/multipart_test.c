#include "net/multipart.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// What came out, as text: "name|file|type[content]" for each part, '!' when it is not a file.
typedef struct Seen {
    Buf text;
} Seen;

static bool on_part(void *ctx, const MultipartPart *part, Err *err) {
    (void)err;
    buf_add_fmt(&((Seen *)ctx)->text, STR_F "|" STR_F "|" STR_F "%s[", STR_A(part->name),
                STR_A(part->file_name), STR_A(part->type), part->is_file ? "" : "!");
    return true;
}

static bool on_data(void *ctx, Str bytes, Err *err) {
    (void)err;
    buf_add(&((Seen *)ctx)->text, bytes);
    return true;
}

static bool on_end(void *ctx, Err *err) {
    (void)err;
    buf_add(&((Seen *)ctx)->text, S("]"));
    return true;
}

static const MultipartCalls CALLS = {on_part, on_data, on_end};

#define D "Content-Disposition: form-data; "

static const struct {
    Str body;
    const char *wanted;  // NULL: refused
} CASES[] = {
    {STR("--B\r\n" D "name=\"a\"\r\n\r\none\r\n--B--\r\n"), "a||![one]"},
    {STR("--B\r\n" D "name=a\r\n\r\none\r\n--B\r\n" D
         "name=\"f\"; filename=\"x.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,2\r\n--B--"),
     "a||![one]f|x.csv|text/csv[a,b\r\n1,2]"},
    {STR("preamble\r\n--B\r\n" D "name=\"a\"\r\n\r\n\r\n--B--epilogue --B"), "a||![]"},
    {STR("--B \t\r\n" D "name=\"a\"\r\n\r\n\r\n\r\n--\r\n--Bx\r\n--B--"), NULL},
    {STR("--B\r\n" D "name=\"a\"\r\n\r\n\r\r\n\r\n-\r\n--A\r\n--B--"), "a||![\r\r\n\r\n-\r\n--A]"},
    {STR("--B\r\n" D "name=\"a\\\"b\"; filename=\"C:\\dir\\x.csv\"\r\n\r\n1\r\n--B--"),
     "a\"b|x.csv|[1]"},
    {STR("--B\r\n" D "name=\"f\"; filename=\"../../etc/passwd\"\r\n\r\n1\r\n--B--"),
     "f|passwd|[1]"},
    {STR("--B\r\n" D "name=\"f\"; filename=\"\xE9.csv\"\r\n\r\n1\r\n--B--"), "f|?.csv|[1]"},
    {STR("--B\r\n" D "name=\"f\"; filename=\"a;b=c.csv\"\r\n\r\n1\r\n--B--"), "f|a;b=c.csv|[1]"},
    {STR("--B--"), ""},
    {STR("--B\r\n\r\nno name\r\n--B--"), NULL},
    {STR("--B\r\n" D "name=\"open\r\n\r\n1\r\n--B--"), NULL},
    {STR("--B\r\n" D "name=\"a\"\r\n\r\nnever closed"), NULL},
    {STR("--B\r\n" D "name=\"a\"\r\n"), NULL},
    {STR(""), NULL},
};

static bool read_in_steps(Seen *seen, Str body, size_t step) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Err err = {0};
    Multipart *m = multipart_new(a, S("B"), &CALLS, seen);
    while (body.len > 0) {
        if (!multipart_feed(m, str_slice(body, 0, step), &err)) return false;
        body = str_skip(body, step);
    }
    return multipart_finish(m, &err);
}

static void reads_in_any_pieces(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        for (size_t step = 1; step <= CASES[i].body.len + 1; step++) {
            Seen seen;
            buf_init(&seen.text, 4096);
            bool ok = read_in_steps(&seen, CASES[i].body, step);
            assert_int_equal(ok, CASES[i].wanted != NULL);
            if (ok && !str_eq(buf_str(&seen.text), str_from(CASES[i].wanted))) {
                fail_msg("case %zu, pieces of %zu: " STR_F, i, step, STR_A(buf_str(&seen.text)));
            }
            buf_done(&seen.text);
        }
    }
}

static void finds_the_boundary(void **state) {
    (void)state;
    static const struct {
        Str type;
        const char *wanted;
    } TYPES[] = {
        {STR("multipart/form-data; boundary=abc"), "abc"},
        {STR("multipart/form-data; boundary=\"a b\"; charset=x"), "a b"},
        {STR("Multipart/Form-Data; charset=x; BOUNDARY=abc "), "abc"},
        {STR("multipart/form-data"), NULL},
        {STR("multipart/form-data; boundary="), NULL},
        {STR("multipart/form-data; boundary=\"open"), NULL},
        {STR("multipart/mixed; boundary=abc"), NULL},
        {STR("text/plain"), NULL},
        {STR("multipart/form-data; boundary="
             "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
             "aa"),
         NULL},
    };
    for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
        Str boundary;
        Err err;
        bool ok = multipart_boundary(TYPES[i].type, &boundary, &err);
        assert_int_equal(ok, TYPES[i].wanted != NULL);
        if (ok) assert_true(str_eq(boundary, str_from(TYPES[i].wanted)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_in_any_pieces),
                                       cmocka_unit_test(finds_the_boundary)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
