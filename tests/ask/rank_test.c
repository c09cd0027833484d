#include "ask/rank.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static double score_of(Feature f) { return RANK_WEIGHTS.features[f].score; }

static void the_weights_are_of_these_features(void **state) {
    (void)state;
    for (int f = 0; f < FEATURE_COUNT; f++) {
        assert_non_null(RANK_FEATURE_NAMES[f]);
        assert_non_null(RANK_WEIGHTS.features[f].name);
        assert_string_equal(RANK_WEIGHTS.features[f].name, RANK_FEATURE_NAMES[f]);
        assert_true(isfinite(score_of((Feature)f)));
        assert_true(isfinite(RANK_WEIGHTS.features[f].confidence));
    }
    for (int s = 0; s < RANK_SIGN_COUNT; s++) assert_true(isfinite(RANK_WEIGHTS.signs[s]));
}

static void the_weights_pull_the_right_way(void **state) {
    (void)state;
    static const Feature HARM[] = {FEATURE_WEAKEST, FEATURE_UNREAD,     FEATURE_UNUSED,
                                   FEATURE_DOUBT,   FEATURE_HOPS,       FEATURE_MISSING,
                                   FEATURE_LOST,    FEATURE_LOST_VALUE, FEATURE_LOST_TABLE};
    for (size_t i = 0; i < COUNT_OF(HARM); i++) assert_true(score_of(HARM[i]) < 0);
    assert_true(score_of(FEATURE_WORDS) > 0);
    assert_true(score_of(FEATURE_CHAIN) < 3 * score_of(FEATURE_HOPS));
    assert_true(RANK_WEIGHTS.features[FEATURE_CHAIN].confidence < -1);
}

static void equal_plans_stand_once_the_best_first(void **state) {
    (void)state;
    Candidate c[] = {{.key = S("a"), .score = 1},
                     {.key = S("b"), .score = 3},
                     {.key = S("a"), .score = 2},
                     {.key = S("b"), .score = 0}};
    assert_int_equal(rank_sort(c, COUNT_OF(c)), 2);
    assert_true(str_eq(c[0].key, S("b")) && c[0].score > 2.5);
    assert_true(str_eq(c[1].key, S("a")) && c[1].score > 1.5);
}

static void signs_say_how_far_the_best_stands_out(void **state) {
    (void)state;
    double signs[RANK_SIGN_COUNT];
    const double scores[] = {1.5, 1.0, -4};
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

static void a_word_left_over_makes_less_sure(void **state) {
    (void)state;
    Candidate whole = {.features = {[FEATURE_WORDS] = 1, [FEATURE_COVERAGE] = 1}};
    Candidate holed = whole;
    holed.features[FEATURE_UNREAD] = 2;
    holed.features[FEATURE_COVERAGE] = 0.5;
    rank_score(&whole);
    rank_score(&holed);
    assert_true(whole.score > holed.score);
    rank_confidence(&whole, 1);
    rank_confidence(&holed, 1);
    assert_true(whole.confidence > holed.confidence);
    assert_true(whole.confidence < 1 && holed.confidence > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_weights_are_of_these_features),
        cmocka_unit_test(the_weights_pull_the_right_way),
        cmocka_unit_test(equal_plans_stand_once_the_best_first),
        cmocka_unit_test(signs_say_how_far_the_best_stands_out),
        cmocka_unit_test(a_word_left_over_makes_less_sure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
