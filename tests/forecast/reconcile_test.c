#include "forecast/reconcile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include "stats/draws.h"

enum { NODES = 7, STEPS = 2, POINTS = 40 };

// 0 is the whole; 1 and 2 are groups; 3, 4 are in 1 and 5, 6 in 2.
static const size_t PARENTS[NODES] = {RECONCILE_ROOT, 0, 0, 1, 1, 2, 2};

typedef struct Family {
    ReconcileNode nodes[NODES];
    Forecast forecasts[NODES];
    double values[NODES][POINTS];
} Family;

static Family *family_make(const double *means, const double *sds, Arena *a) {
    Family *f = arena_new(a, Family, 1);
    Rng d = rng_seeded(3);
    for (int i = NODES - 1; i >= 0; i--) {
        f->nodes[i] = (ReconcileNode){PARENTS[i], f->values[i], POINTS};
        f->forecasts[i] = (Forecast){.points = arena_new(a, ForecastPoint, STEPS), .count = STEPS};
        for (int k = 0; k < STEPS; k++) {
            f->forecasts[i].points[k] =
                (ForecastPoint){means[i], means[i] - 2 * sds[i], means[i] + 2 * sds[i], sds[i]};
        }
        for (int t = 0; t < POINTS && i > 2; t++) f->values[i][t] = 10 + draws_normal(&d);
        for (int t = 0; t < POINTS && i > 0; t++) {
            f->values[PARENTS[i]][t] += f->values[i][t];
        }
    }
    return f;
}

static void adds_up(const Family *f) {
    for (size_t i = 0; i < 3; i++) {
        double sum = 0;
        for (size_t j = 1; j < NODES; j++) {
            if (PARENTS[j] == i) sum += f->forecasts[j].points[1].mean;
        }
        assert_true(fabs(f->forecasts[i].points[1].mean - sum) < 1e-9 * fmax(1, fabs(sum)));
    }
}

static const double MEANS[NODES] = {100, 40, 70, 18, 20, 30, 36};
static const double SDS[NODES] = {4, 3, 5, 2, 2, 3, 4};

static void test_parts_add_up(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    static const ReconcileMethod METHODS[] = {RECONCILE_BOTTOM_UP, RECONCILE_MINT, RECONCILE_MINT};
    for (int i = 0; i < 3; i++) {
        Family *f = family_make(MEANS, SDS, a);
        for (int k = 0; k < NODES && i == 2; k++) f->nodes[k].values = NULL;
        Err err = {0};
        assert_true(reconcile_run(f->nodes, NODES, METHODS[i], f->forecasts, a, &err));
        adds_up(f);
        for (int k = 0; k < NODES; k++) {
            const ForecastPoint *p = &f->forecasts[k].points[0];
            assert_true(p->lower <= p->mean && p->mean <= p->upper && p->sd <= SDS[k] + 1e-9);
        }
        if (i == 0) assert_true(fabs(f->forecasts[0].points[0].mean - 104) < 1e-9);
    }
    arena_free(a);
}

// Two leaves under a root, independent errors: by hand. W = diag(4, 1, 1), gap = 12 - 10 = 2; the
// constraint's variance is 6: the root gives 4/6 of the gap, each leaf takes 1/6.
static void test_mint_by_hand(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const ReconcileNode nodes[] = {{RECONCILE_ROOT, NULL, 0}, {0, NULL, 0}, {0, NULL, 0}};
    ForecastPoint points[] = {{12, 8, 16, 2}, {6, 4, 8, 1}, {4, 2, 6, 1}};
    Forecast f[3];
    for (int i = 0; i < 3; i++) f[i] = (Forecast){.points = &points[i], .count = 1};
    Err err = {0};
    assert_true(reconcile_run(nodes, 3, RECONCILE_MINT, f, a, &err));
    assert_true(fabs(points[0].mean - (12 - 4 * 2 / 6.0)) < 1e-9);
    assert_true(fabs(points[1].mean - (6 + 2 / 6.0)) < 1e-9);
    assert_true(fabs(points[2].mean - (4 + 2 / 6.0)) < 1e-9);
    assert_true(fabs(points[0].sd - sqrt(4 - 16 / 6.0)) < 1e-9);
    assert_true(fabs(points[1].sd - sqrt(1 - 1 / 6.0)) < 1e-9);
    arena_free(a);
}

// Whatever correlations: what adds up already is not moved.
static void test_what_adds_up_stays(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    static const double SUMS[NODES] = {104, 38, 66, 18, 20, 30, 36};
    Family *f = family_make(SUMS, SDS, a);
    Err err = {0};
    assert_true(reconcile_run(f->nodes, NODES, RECONCILE_MINT, f->forecasts, a, &err));
    for (int i = 0; i < NODES; i++) {
        assert_true(fabs(f->forecasts[i].points[0].mean - SUMS[i]) < 1e-6);
    }
    arena_free(a);
}

// Parts that are forecast far below their whole are pulled up; none below zero.
static void test_never_negative(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    static const double LOW[NODES] = {10, 40, 70, 1, 20, 30, 0};
    Family *f = family_make(LOW, SDS, a);
    Err err = {0};
    assert_true(reconcile_run(f->nodes, NODES, RECONCILE_MINT, f->forecasts, a, &err));
    adds_up(f);
    for (int i = 0; i < NODES; i++) {
        assert_true(f->forecasts[i].points[0].mean >= 0);
        assert_true(f->forecasts[i].points[0].lower >= 0);
    }
    arena_free(a);
}

static void test_wrong_trees(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    ForecastPoint points[2] = {{1, 0, 2, 1}, {1, 0, 2, 1}};
    Forecast f[2] = {{.points = points, .count = 1}, {.points = points, .count = 1}};
    const ReconcileNode circle[] = {{1, NULL, 0}, {0, NULL, 0}};
    const ReconcileNode lost[] = {{7, NULL, 0}, {RECONCILE_ROOT, NULL, 0}};
    const ReconcileNode fine[] = {{RECONCILE_ROOT, NULL, 0}, {0, NULL, 0}};
    Err err = {0};
    assert_false(reconcile_run(circle, 2, RECONCILE_MINT, f, a, &err));
    assert_false(reconcile_run(lost, 2, RECONCILE_MINT, f, a, &err));
    f[1].count = 0;
    assert_false(reconcile_run(fine, 2, RECONCILE_MINT, f, a, &err));
    assert_true(reconcile_run(fine, 0, RECONCILE_MINT, f, a, &err));
    arena_free(a);
}

// A hundred thousand products under a thousand groups.
static void test_many(void **state) {
    (void)state;
    enum { GROUPS = 300, EACH = 100, ALL = 1 + GROUPS + GROUPS * EACH };
    Arena *a = arena_create(0);
    ReconcileNode *nodes = arena_new(a, ReconcileNode, ALL);
    Forecast *f = arena_new(a, Forecast, ALL);
    Rng d = rng_seeded(8);
    for (size_t i = 0; i < ALL; i++) {
        nodes[i].parent = i == 0 ? RECONCILE_ROOT : i <= GROUPS ? 0 : 1 + (i - 1 - GROUPS) / EACH;
        double mean = 10 * draws_uniform(&d);
        ForecastPoint *p = arena_new(a, ForecastPoint, 1);
        *p = (ForecastPoint){mean, mean - 2, mean + 2, draws_uniform(&d)};
        f[i] = (Forecast){.points = p, .count = 1};
    }
    Err err = {0};
    assert_true(reconcile_run(nodes, ALL, RECONCILE_MINT, f, a, &err));
    double sum = 0;
    for (size_t i = 1 + GROUPS; i < ALL; i++) sum += f[i].points[0].mean;
    assert_true(fabs(sum - f[0].points[0].mean) < 1e-6 * sum);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_add_up),       cmocka_unit_test(test_mint_by_hand),
        cmocka_unit_test(test_what_adds_up_stays), cmocka_unit_test(test_never_negative),
        cmocka_unit_test(test_wrong_trees),        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
