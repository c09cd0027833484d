#include "stats/cholesky.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static void test_solves(void **state) {
    (void)state;
    double m[9] = {4, 2, 1, 2, 5, 3, 1, 3, 6};
    double b[3] = {4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18};  // times 1, 2, 3
    double scratch[3];
    assert_true(cholesky_factor(m, 3));
    cholesky_solve(m, 3, b);
    for (int i = 0; i < 3; i++) assert_true(fabs(b[i] - (i + 1)) < 1e-12);
    // The determinant is 67; the cofactors on the diagonal 21, 23, 16.
    assert_true(fabs(cholesky_inverse_at(m, 3, 0, scratch) - 21.0 / 67) < 1e-12);
    assert_true(fabs(cholesky_inverse_at(m, 3, 1, scratch) - 23.0 / 67) < 1e-12);
    assert_true(fabs(cholesky_inverse_at(m, 3, 2, scratch) - 16.0 / 67) < 1e-12);
}

static void test_refuses_what_is_not_positive(void **state) {
    (void)state;
    double flat[4] = {1, 1, 1, 1};
    double odd[4] = {1, 2, 2, 1};
    double none[1] = {NAN};
    assert_false(cholesky_factor(flat, 2));
    assert_false(cholesky_factor(odd, 2));
    assert_false(cholesky_factor(none, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_solves),
        cmocka_unit_test(test_refuses_what_is_not_positive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
