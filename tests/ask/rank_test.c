#include "ask/rank.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static double weight_of(Feature f) { return RANK_WEIGHTS.linear[f]; }

static void forest_is_whole(const RankForest *f, int inputs) {
    assert_true(f->tree_count > 0);
    for (size_t t = 0; t < f->tree_count; t++) {
        const RankNode *tree = &f->nodes[f->roots[t]];
        size_t last = 0;
        for (size_t i = 0; i <= last; i++) {
            assert_true(isfinite(tree[i].value));
            assert_true(tree[i].input >= 0 && tree[i].input < inputs);
            if (tree[i].child == 0) continue;
            assert_true(tree[i].child > i);  // so every walk ends
            if (tree[i].child + (size_t)1 > last) last = tree[i].child + (size_t)1;
        }
    }
}

static void the_weights_are_of_these_features(void **state) {
    (void)state;
    for (int f = 0; f < FEATURE_COUNT; f++) assert_non_null(RANK_FEATURE_NAMES[f]);
    for (int f = 0; f < FEATURE_LINEAR_COUNT; f++) assert_true(isfinite(weight_of((Feature)f)));
    forest_is_whole(&RANK_WEIGHTS.score, FEATURE_WORDS_COUNT);
    forest_is_whole(&RANK_WEIGHTS.trial, FEATURE_COUNT);
    forest_is_whole(&RANK_WEIGHTS.confidence, RANK_INPUT_COUNT);
    for (size_t i = 0; i < RANK_WEIGHTS.curve_count; i++) {
        const RankPoint *p = &RANK_WEIGHTS.curve[i];
        assert_true(p->share > 0 && p->share < 1);
        assert_true(i == 0 || (p->sum > p[-1].sum && p->share >= p[-1].share - 0.01F));
    }
}

static void the_weights_pull_the_right_way(void **state) {
    (void)state;
    static const Feature HARM[] = {FEATURE_WEAKEST, FEATURE_UNREAD,     FEATURE_UNUSED,
                                   FEATURE_DOUBT,   FEATURE_HOPS,       FEATURE_MISSING,
                                   FEATURE_LOST,    FEATURE_LOST_VALUE, FEATURE_LOST_TABLE};
    for (size_t i = 0; i < COUNT_OF(HARM); i++) assert_true(weight_of(HARM[i]) < 0);
    assert_true(weight_of(FEATURE_WORDS) > 0);
    assert_true(weight_of(FEATURE_CHAIN) < 3 * weight_of(FEATURE_HOPS));
}

static void a_forest_adds_what_its_trees_decide(void **state) {
    (void)state;
    static const RankNode NODES[] = {{1, 1, 0.5F}, {0, 0, 1},  {0, 3, 2},
                                     {0, 0, 10},   {0, 0, 20}, {0, 0, 0.25F}};
    static const uint16_t ROOTS[] = {0, 5};
    RankForest f = {NODES, ROOTS, 2};
    assert_float_equal(rank_forest(&f, (double[]){9, 0.5}), 1.25, 1e-9);
    assert_float_equal(rank_forest(&f, (double[]){2, 0.6}), 10.25, 1e-9);
    assert_float_equal(rank_forest(&f, (double[]){2.1, 0.6}), 20.25, 1e-9);
}

static void the_curve_goes_straight_between_its_points(void **state) {
    (void)state;
    static const RankPoint CURVE[] = {{-1, 0.2F}, {1, 0.6F}, {3, 0.9F}};
    assert_float_equal(rank_curve(CURVE, 3, -5), 0.2, 1e-6);
    assert_float_equal(rank_curve(CURVE, 3, 0), 0.4, 1e-6);
    assert_float_equal(rank_curve(CURVE, 3, 2), 0.75, 1e-6);
    assert_float_equal(rank_curve(CURVE, 3, 9), 0.9, 1e-6);
}

static void equal_plans_stand_once_the_best_first(void **state) {
    (void)state;
    Candidate *c = calloc(4, sizeof *c);
    assert_non_null(c);
    const double words[] = {0.1, 0.9, 0.5, 0.05};
    for (size_t i = 0; i < 4; i++) {
        c[i].key = i % 2 == 0 ? S("a") : S("b");
        c[i].features[FEATURE_WORDS] = words[i];
        c[i].parts[RANK_PART_SHOWN] = i % 2;
    }
    assert_int_equal(rank_sort(c, 4, false), 2);
    assert_true(str_eq(c[0].key, S("b")) && c[0].score > c[1].score);
    assert_float_equal(c[0].features[FEATURE_WORDS], 0.9, 1e-9);
    assert_float_equal(c[1].features[FEATURE_WORDS], 0.5, 1e-9);
    assert_float_equal(c[0].features[FEATURE_AGREE], log(2), 1e-9);
    assert_float_equal(c[1].features[FEATURE_VOTE_SHOWN], 0, 1e-9);
    assert_float_equal(c[1].features[FEATURE_VOTE_TABLES], 1, 1e-9);
    free(c);
}

static void signs_say_how_far_the_best_stands_out(void **state) {
    (void)state;
    double signs[RANK_SIGN_COUNT];
    const RankTried scores[] = {{.score = 1.5}, {.score = 1.0}, {.score = -4}};
    rank_signs(scores, 3, 0, signs);
    assert_float_equal(signs[RANK_SIGN_MARGIN], 0.5, 1e-12);
    assert_true(signs[RANK_SIGN_SHARE] > 0.5 && signs[RANK_SIGN_SHARE] < 0.7);
    assert_float_equal(signs[RANK_SIGN_CROWD], log(3), 1e-12);
    rank_signs(scores, 3, 1, signs);
    assert_float_equal(signs[RANK_SIGN_MARGIN], -0.5, 1e-12);
    rank_signs(scores, 1, 0, signs);
    assert_true(signs[RANK_SIGN_MARGIN] > 0);
    assert_float_equal(signs[RANK_SIGN_SHARE], 1, 1e-12);
}

static void those_of_the_same_rows_speak_for_each_other(void **state) {
    (void)state;
    double signs[RANK_SIGN_COUNT], f[FEATURE_COUNT];
    const Outcome ten = {.ran = true, .rows = 10, .print = 1};
    const Outcome none = {.ran = true, .rows = 0, .print = 2};
    const RankTried tried[] = {{1.5, ten}, {1.4, ten}, {1.0, none}};
    rank_signs(tried, 3, 0, signs);
    assert_float_equal(signs[RANK_SIGN_MARGIN], 0.1, 1e-12);
    assert_float_equal(signs[RANK_SIGN_LEAD], 0.5, 1e-12);
    assert_true(signs[RANK_SIGN_POOL] > 1.5 * signs[RANK_SIGN_SHARE]);
    rank_outcomes(tried, 3, 1, f);
    assert_float_equal(f[FEATURE_MATES], 1, 0);
    assert_float_equal(f[FEATURE_LEAD_ROWS], 1, 0);
    assert_float_equal(f[FEATURE_KINDS], 2, 0);
    assert_float_equal(f[FEATURE_EMPTY], 0, 0);
    rank_outcomes(tried, 3, 2, f);
    assert_float_equal(f[FEATURE_MATES], 0, 0);
    assert_float_equal(f[FEATURE_LEAD_ROWS], 0, 0);
    assert_float_equal(f[FEATURE_EMPTY], 1, 0);
    assert_true(f[FEATURE_LEAD_TIMES] < 0);
}

// Runs so many in time.
typedef struct Runs {
    int count, most;
} Runs;

static void run_counted(void *ctx, Plan *p, Outcome *ret) {
    Runs *runs = ctx;
    (void)p;
    if (runs->count++ < runs->most) *ret = (Outcome){.ran = true, .rows = 1, .print = 1};
}

static void only_leading_candidates_are_run(void **state) {
    (void)state;
    Candidate *c = calloc(8, sizeof *c);
    assert_non_null(c);
    for (size_t i = 0; i < 8; i++) c[i].score = i < 6 ? -0.1 * (double)i : -30;
    Runs runs = {.most = 100};
    AskTrial trial = {.run = run_counted, .ctx = &runs};
    rank_try(c, 8, &trial);
    assert_int_equal(runs.count, OUTCOME_TRIALS_MAX);
    assert_true(c[0].outcome.ran && c[4].outcome.ran && !c[5].outcome.ran);
    for (size_t i = 1; i < OUTCOME_TRIALS_MAX; i++) assert_true(c[i].score <= c[i - 1].score);

    for (size_t i = 0; i < 8; i++) c[i] = (Candidate){.score = i < 2 ? 0 : -30};
    runs = (Runs){.most = 100};
    rank_try(c, 8, &trial);
    assert_int_equal(runs.count, 2);

    for (size_t i = 0; i < 8; i++) c[i] = (Candidate){0};
    runs = (Runs){.most = 1};
    rank_try(c, 8, &trial);
    assert_int_equal(runs.count, 2);
    assert_true(c[0].outcome.ran || c[1].outcome.ran);
    free(c);
}

static void a_word_left_over_makes_less_sure(void **state) {
    (void)state;
    Candidate *c = calloc(2, sizeof *c);
    assert_non_null(c);
    c[0].key = c[1].key = S("a");
    c[0].features[FEATURE_WORDS] = c[0].features[FEATURE_COVERAGE] = 1;
    c[1].features[FEATURE_WORDS] = 1;
    c[1].features[FEATURE_UNREAD] = 3;
    c[1].features[FEATURE_COVERAGE] = 0.4;
    assert_int_equal(rank_sort(&c[0], 1, false), 1);
    assert_int_equal(rank_sort(&c[1], 1, false), 1);
    rank_confidence(&c[0], 1);
    rank_confidence(&c[1], 1);
    assert_true(c[0].score > c[1].score);
    assert_true(c[0].confidence > c[1].confidence);
    assert_true(c[0].confidence < 1 && c[1].confidence > 0);
    free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_weights_are_of_these_features),
        cmocka_unit_test(the_weights_pull_the_right_way),
        cmocka_unit_test(a_forest_adds_what_its_trees_decide),
        cmocka_unit_test(the_curve_goes_straight_between_its_points),
        cmocka_unit_test(equal_plans_stand_once_the_best_first),
        cmocka_unit_test(signs_say_how_far_the_best_stands_out),
        cmocka_unit_test(those_of_the_same_rows_speak_for_each_other),
        cmocka_unit_test(only_leading_candidates_are_run),
        cmocka_unit_test(a_word_left_over_makes_less_sure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
