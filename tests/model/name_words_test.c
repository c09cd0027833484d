#include "model/name_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_str(Str got, const char *wanted) {
    Str w = str_from(wanted);
    if (!str_eq(got, w)) fail_msg("'" STR_F "' is not '%s'", STR_A(got), wanted);
}

static const struct {
    const char *name, *split, *full;
} NAMES[] = {
    {"OrderID", "order id", "order id"},
    {"order_details", "order details", "order details"},
    {"CU_NM", "cu nm", "customer name"},
    {"T_DOC_H", "t doc h", "t doc h"},
    {"DOC_NO", "doc no", "doc number"},
    {"Sub-Category", "sub category", "sub category"},
    {"SKUCode", "sku code", "sku code"},
    {"CustomerIDs", "customer ids", "customer ids"},
    {"addr1", "addr 1", "address 1"},
    {"disc_pct", "disc pct", "discount percent"},
    {"no", "no", "no"},
    {"st", "st", "st"},
    {"Qty.", "qty", "quantity"},
    {"\xe0\xa4\xb6\xe0\xa4\xb9\xe0\xa4\xb0", "\xe0\xa4\xb6\xe0\xa4\xb9\xe0\xa4\xb0",
     "\xe0\xa4\xb6\xe0\xa4\xb9\xe0\xa4\xb0"},
    {"__", "", ""},
};

static void splits_names(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        StrList split = name_words_split(a, str_from(NAMES[i].name));
        StrList full = name_words_full(a, str_from(NAMES[i].name));
        assert_str(name_words_join(a, split.items, split.count), NAMES[i].split);
        assert_str(name_words_join(a, full.items, full.count), NAMES[i].full);
    }
    arena_free(a);
}

static const struct {
    const char *one, *many;
} NOUNS[] = {
    {"order", "orders"},       {"category", "categories"}, {"address", "addresses"},
    {"box", "boxes"},          {"branch", "branches"},     {"city", "cities"},
    {"key", "keys"},           {"person", "people"},       {"invoice", "invoices"},
    {"shelf", "shelves"},      {"price", "prices"},        {"store", "stores"},
    {"employee", "employees"}, {"movie", "movies"},        {"warehouse", "warehouses"},
    {"track", "tracks"},       {"purchase", "purchases"},  {"course", "courses"},
};

static void counts_nouns(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(NOUNS); i++) {
        assert_str(name_words_plural(a, str_from(NOUNS[i].one)), NOUNS[i].many);
        assert_str(name_words_singular(a, str_from(NOUNS[i].many)), NOUNS[i].one);
        assert_str(name_words_plural(a, str_from(NOUNS[i].many)), NOUNS[i].many);
        assert_str(name_words_singular(a, str_from(NOUNS[i].one)), NOUNS[i].one);
    }
    arena_free(a);
}

static const struct {
    const char *x, *y;
    size_t distance;
} PAIRS[] = {
    {"", "", 0},           {"qty", "QTY", 0}, {"qyt", "qty", 1},
    {"city", "cities", 3}, {"abc", "xyz", 3}, {"abc", "abcdefgh", 4},  // gives up at 3
};

static void measures_slips(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        assert_int_equal(name_words_distance(str_from(PAIRS[i].x), str_from(PAIRS[i].y), 3),
                         PAIRS[i].distance);
    }
}

static void finds_the_nearest(void **state) {
    (void)state;
    Nearest n = name_words_nearest(S("custmer_id"));
    name_words_try(&n, S("order_id"));
    assert_str(n.name, "");
    name_words_try(&n, S("customer_key"));
    name_words_try(&n, S("customer_id"));
    assert_str(n.name, "customer_id");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_names),
        cmocka_unit_test(counts_nouns),
        cmocka_unit_test(measures_slips),
        cmocka_unit_test(finds_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
