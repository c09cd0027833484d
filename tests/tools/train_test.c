#include "forest.h"
#include "gold.h"
#include "gold_query.h"
#include "learn.h"
#include "samples.h"
#include "sketch_gold.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void learning_finds_what_decides(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    // The right row has more of the first number; the second says nothing.
    static const double ROWS[] = {2, 5, 1, 5, 0, 4, 3, 4, 7, 1, 6, 1};
    static const bool RIGHT[] = {true, false, false, true, true, false};
    LearnList lists[3];
    for (int i = 0; i < 3; i++) {
        lists[i] = (LearnList){&ROWS[i * 4], &RIGHT[i * 2], 2, 1};
    }
    const double prior[3] = {0};
    double weights[3] = {0}, again[3] = {0};
    LearnOptions o = {.width = 2, .l2 = 0.01, .prior = prior, .steps = 300};
    learn_lists(&o, lists, 3, a, weights);
    assert_true(weights[0] > 0.5 && fabs(weights[1]) < 1e-6);
    learn_lists(&o, lists, 3, a, again);
    assert_true(weights[0] == again[0] && weights[1] == again[1]);
}

static void without_samples_the_prior_holds(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const double prior[2] = {-3, 0.5};
    double weights[2] = {0};
    LearnOptions o = {.width = 1, .l2 = 0.01, .prior = prior, .steps = 10};
    learn_logistic(&o, NULL, 0, a, weights);
    assert_true(fabs(weights[0] + 3) < 1e-9);
    assert_true(fabs(weights[1] - 0.5) < 1e-9);
}

static void the_logistic_finds_the_share(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    static const double ROWS[] = {0, 0, 0, 0};
    static const bool RIGHT[] = {true, true, true, false};
    const double prior[2] = {0};
    double weights[2] = {0};
    LearnList list = {ROWS, RIGHT, 4, 0.25};
    LearnOptions o = {.width = 1, .l2 = 0.01, .prior = prior, .steps = 500};
    learn_logistic(&o, &list, 1, a, weights);
    assert_true(fabs(1 / (1 + exp(-weights[1])) - 0.75) < 0.02);
}

static void rows_meet_in_any_order_of_columns(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str gold[] = {S("1"), S("x"), S("2"), S("y")};
    Str turned[] = {S("y"), S("2"), S("x"), S("1")};
    Str wider[] = {S("x"), S("9"), S("1"), S("y"), S("9"), S("2")};
    Str other[] = {S("1"), S("y"), S("2"), S("x")};
    Rows want = {gold, 2, 2, false}, have = {turned, 2, 2, false};
    Rows wide = {wider, 2, 3, false}, wrong = {other, 2, 2, false};
    assert_true(rows_match(&want, &have, false, a));
    assert_false(rows_match(&want, &wrong, false, a));
    assert_false(rows_match(&want, &wide, false, a));
    assert_true(rows_match(&want, &wide, true, a));
    want.ordered = true;
    assert_false(rows_match(&want, &have, false, a));
}

static void samples_come_back_as_written(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 16);
    SampleCandidate c[] = {{.right = true, .features = {0.25F, -1}}, {.features = {3}}};
    Sample s = {.set = S("set"),
                .group = S("shop"),
                .question = S("how many?"),
                .weight = 0.5,
                .sureness = 2,
                .candidates = c,
                .count = 2};
    Samples back = {0};
    Err err = {0};
    samples_write_head(&out);
    sample_write(&out, &s);
    assert_true(samples_read(buf_str(&out), a, &back, &err));
    assert_int_equal(back.count, 1);
    assert_true(str_eq(back.items[0].group, S("shop")) && back.items[0].count == 2);
    assert_true(back.items[0].weight == 0.5 && back.items[0].sureness == 2);
    assert_true(back.items[0].candidates[0].right && !back.items[0].candidates[1].right);
    assert_true(back.items[0].candidates[0].features[1] == -1.0F);
    assert_false(samples_read(S("F\tother\n"), a, &back, &err));
    assert_false(samples_read(S("C\t1\n"), a, &back, &err));
}

static Model *two_tables(Arena *a) {
    static ModelColumn people[] = {
        {.name = STR("id")}, {.name = STR("name")}, {.name = STR("age")}};
    static ModelColumn pets[] = {{.name = STR("owner")}, {.name = STR("kind")}};
    static ModelTable tables[] = {{.name = STR("people"), .columns = people, .column_count = 3},
                                  {.name = STR("pets"), .columns = pets, .column_count = 2}};
    static ModelJoin joins[] = {{.from_table = 1, .from_column = 0, .to_table = 0}};
    Model *m = arena_new(a, Model, 1);
    *m = (Model){.tables = tables, .table_count = 2, .joins = joins, .join_count = 1};
    return m;
}

static void a_gold_statement_has_its_parts(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = two_tables(a);
    GoldQuery *q = NULL;
    Err err = {0};
    uint8_t shape[SKETCH_QUESTION_HEADS];
    int compare = -1;
    assert_true(gold_query_read(
        m,
        S("SELECT T1.name, count(*) FROM people AS T1 JOIN pets AS T2 ON T1.id = T2.owner WHERE "
          "T2.kind = \"dog\" AND T1.age > 30 GROUP BY T1.id HAVING count(*) >= 2 ORDER BY count(*) "
          "DESC LIMIT 1;"),
        a, &q, &err));
    sketch_gold_shape(q, shape);
    assert_int_equal(shape[HEAD_PLAIN], 1);
    assert_int_equal(shape[HEAD_ROWS], 1);
    assert_int_equal(shape[HEAD_WHERE], 2);
    assert_int_equal(shape[HEAD_HAVING], HAVING_ROWS);
    assert_int_equal(shape[HEAD_ORDER], SORT_ROWS_DOWN);
    assert_int_equal(shape[HEAD_LIMIT], 1);
    assert_int_equal(sketch_gold_value(q, (ColumnRef){.table = 1, .column = 1}, S("Dog")),
                     VALUE_IS);
    assert_int_equal(sketch_gold_number(q, 30, &compare), NUMBER_WHERE);
    assert_int_equal(compare, COMPARE_MORE);
    assert_true(sketch_gold_root(q, m, 1) && !sketch_gold_root(q, m, 0));
}

static void what_is_no_gold_statement_is_refused(void **state) {
    (void)state;
    static const char *const BAD[] = {"",
                                      "SELECT",
                                      "SELECT name",
                                      "SELECT nothing FROM people",
                                      "SELECT name FROM nowhere",
                                      "SELECT name FROM people WHERE",
                                      "SELECT name FROM people LIMIT x",
                                      "SELECT name FROM people and more"};
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        GoldQuery *q = NULL;
        Err err = {0};
        assert_false(gold_query_read(two_tables(a), str_from(BAD[i]), a, &q, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

// Right where one input alone is above a half: no sum of the two says it.
static void xor_slope(void *ctx, const double *scores, double *slope, double *curve) {
    const float *rows = ctx;
    for (size_t i = 0; i < 400; i++) {
        bool right = (rows[i * 2] > 0.5F) != (rows[i * 2 + 1] > 0.5F);
        double p = 1 / (1 + exp(-scores[i]));
        slope[i] = (right ? 1 : 0) - p;
        curve[i] = p * (1 - p);
    }
}

static void trees_find_what_no_sum_says(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    float rows[800];
    double scores[400] = {0}, again[400] = {0};
    for (size_t i = 0; i < 400; i++) {
        rows[i * 2] = (float)(i % 20) / 20;
        rows[i * 2 + 1] = (float)(i / 20) / 21;
    }
    ForestOptions o = {
        .width = 2, .trees = 30, .leaves = 6, .rate = 0.3, .l2 = 1, .leaf_weight = 1};
    RankForest f = forest_learn(&o, rows, 400, xor_slope, rows, scores, a);
    RankForest g = forest_learn(&o, rows, 400, xor_slope, rows, again, a);
    for (size_t i = 0; i < 400; i++) {
        bool right = (rows[i * 2] > 0.5F) != (rows[i * 2 + 1] > 0.5F);
        double sum = forest_sum(&f, &rows[i * 2]);
        assert_true((sum > 0) == right);
        assert_float_equal(sum, scores[i], 1e-4);
        assert_true(sum == forest_sum(&g, &rows[i * 2]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(learning_finds_what_decides),
        cmocka_unit_test(without_samples_the_prior_holds),
        cmocka_unit_test(the_logistic_finds_the_share),
        cmocka_unit_test(rows_meet_in_any_order_of_columns),
        cmocka_unit_test(trees_find_what_no_sum_says),
        cmocka_unit_test(samples_come_back_as_written),
        cmocka_unit_test(a_gold_statement_has_its_parts),
        cmocka_unit_test(what_is_no_gold_statement_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
