#include "base/rng.h"

#include "base/defs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

// The demonstration business must be the same on every machine: these numbers never change.
// From the reference code of splitmix64 and xoshiro256**, seed 42.
static void same_numbers_again(void **state) {
    (void)state;
    static const uint64_t WANTED[] = {1546998764402558742u, 6990951692964543102u,
                                      12544586762248559009u, 17057574109182124193u};
    Rng r = rng_seeded(42);
    for (size_t i = 0; i < COUNT_OF(WANTED); i++) assert_true(rng_next(&r) == WANTED[i]);
}

static void between_covers_its_range(void **state) {
    (void)state;
    Rng r = rng_seeded(7);
    int counts[6] = {0};
    for (int i = 0; i < 60000; i++) {
        int64_t x = rng_between(&r, -2, 3);
        assert_true(x >= -2 && x <= 3);
        counts[x + 2]++;
    }
    for (size_t i = 0; i < COUNT_OF(counts); i++) assert_in_range(counts[i], 9500, 10500);
    assert_int_equal(rng_between(&r, 5, 5), 5);
    (void)rng_between(&r, INT64_MIN, INT64_MAX);
}

static void units_and_normals(void **state) {
    (void)state;
    enum { COUNT = 100000 };
    Rng r = rng_seeded(1);
    double unit_sum = 0;
    double sum = 0;
    double square_sum = 0;
    for (int i = 0; i < COUNT; i++) {
        double unit = rng_unit(&r);
        assert_true(unit >= 0 && unit < 1);
        unit_sum += unit;
        double x = rng_normal(&r);
        sum += x;
        square_sum += x * x;
    }
    assert_true(unit_sum / COUNT > 0.49 && unit_sum / COUNT < 0.51);
    assert_true(sum / COUNT > -0.02 && sum / COUNT < 0.02);
    assert_true(square_sum / COUNT > 0.98 && square_sum / COUNT < 1.02);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_numbers_again),
        cmocka_unit_test(between_covers_its_range),
        cmocka_unit_test(units_and_normals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
