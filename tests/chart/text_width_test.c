#include "chart/text_width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *text;
    size_t width;
} WIDTHS[] = {
    {"", 0},       {"Rice", 4}, {"₹12,34,567", 10}, {"café", 4},     {"cafe\u0301", 4}, {"日本", 4},
    {"🍚 Rice", 7}, {"दाल", 3},  {"हिन्दी", 5},       {"👨\u200d👩", 2}, {"\xff\xfe", 2},
};

static void widths(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(WIDTHS); i++) {
        assert_int_equal(text_width(str_from(WIDTHS[i].text)), WIDTHS[i].width);
    }
}

static const struct {
    const char *text;
    size_t width;
    TextSide side;
    const char *out;
} FITS[] = {
    {"Rice", 6, TEXT_LEFT, "Rice  "},
    {"Rice", 6, TEXT_RIGHT, "  Rice"},
    {"Rice", 4, TEXT_LEFT, "Rice"},
    {"Sunflower Oil", 6, TEXT_LEFT, "Sunfl…"},
    {"日本語", 4, TEXT_LEFT, "日… "},
    {"日本語", 4, TEXT_RIGHT, "日… "},
    {"a\tb\x1b[2J", 8, TEXT_LEFT, "a b [2J "},
    {"Rice", 0, TEXT_LEFT, ""},
};

static void fits(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(FITS); i++) {
        CLEANUP(buf_done) Buf out;
        buf_init(&out, 256);
        text_width_add(&out, str_from(FITS[i].text), FITS[i].width, FITS[i].side);
        assert_string_equal(str_z(a, buf_str(&out)), FITS[i].out);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(widths), cmocka_unit_test(fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
