// The learned half of ask: its table is read as it is written, what it foresees is a probability,
// its plans answer plain questions, and its judgement prefers the plan that was asked for.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "ask/candidates.h"
#include "ask/sketch.h"
#include "ask_shop.h"
#include "sql/sql.h"

#include <cmocka.h>

static void cells_are_read_as_written(void **state) {
    (void)state;
    static SketchRow rows[SKETCH_ROWS];
    SketchWeights w = {.cells = (const SketchRow *)rows};
    SketchFeatures f = {.items = {12345}, .count = 1};
    char none = sketch_model_write(0);
    for (size_t i = 0; i < SKETCH_CELLS; i++) rows[i / SKETCH_ROW][i % SKETCH_ROW] = none;
    size_t cell = sketch_model_cell(HEAD_DISTINCT, 1, 12345);
    for (int value = -SKETCH_CELL_MOST; value <= SKETCH_CELL_MOST; value++) {
        double log_p[SKETCH_CLASSES_MAX];
        rows[cell / SKETCH_ROW][cell % SKETCH_ROW] = sketch_model_write(value);
        sketch_model_foresee(&w, HEAD_DISTINCT, &f, log_p);
        assert_true(fabs(log_p[1] - log_p[0] - (double)value / SKETCH_UNIT) < 1e-9);
    }
}

static const SketchParts *parts_of(const AskShop *shop, const char *question, Arena *a) {
    AskRequest request = {.question = str_from(question), .today = ask_shop_today()};
    return sketch_foresee(ask_view(shop->index, shop->model, &request, a), &SKETCH_WEIGHTS);
}

static void what_is_foreseen_adds_up(void **state) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const SketchParts *p =
        parts_of(*state, "how many products cost more than 100 in each category", a);
    for (int h = 0; h < SKETCH_QUESTION_HEADS; h++) {
        double sum = 0;
        for (int k = 0; k < sketch_model_classes((SketchHead)h); k++) sum += exp(p->shape[h][k]);
        assert_true(fabs(sum - 1) < 1e-9);
    }
}

static Str sql_of(const AskShop *shop, const Plan *p, Arena *a) {
    Err err = {0};
    Str sql = {0};
    assert_true(sql_write(&SQL_DUCKDB, shop->model, p, a, &sql, &err));
    return sql;
}

static void plain_questions_have_their_plan(void **state) {
    static const struct {
        const char *question, *part;
    } CASES[] = {
        {"how many products are there", "SELECT count(*)"},
        {"what are the names of all products", "SELECT \"products\".\"name\""},
        {"what is the average price of products", "avg(\"products\".\"price\")"},
        {"list the names of products in descending order of price", "\"products\".\"price\" DESC"},
        {"how many products are there in each category", "GROUP BY"},
        {"names of products whose price is less than 100", "\"products\".\"price\" < 100"},
        {"names of products whose price is at least 100", "\"products\".\"price\" >= 100"},
        {"names of products whose price is not 100", "\"products\".\"price\" <> 100"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        size_t count = 0;
        bool found = false;
        SketchPlan *plans = sketch_plans(parts_of(*state, CASES[i].question, a), &count);
        assert_true(count > 0 && count <= SKETCH_PLANS_MAX);
        for (size_t k = 0; k < count && k < 5; k++) {
            found =
                found || str_contains(sql_of(*state, plans[k].plan, a), str_from(CASES[i].part));
        }
        if (!found) print_error("no plan of '%s' has %s\n", CASES[i].question, CASES[i].part);
        assert_true(found);
    }
}

static Plan *list_of(const AskShop *shop, const char *table, const char *column, Arena *a) {
    Err err = {0};
    Plan *p = plan_new(a);
    int t = model_table(shop->model, str_from(table));
    int c = model_column(&shop->model->tables[t], str_from(column));
    plan_add_dimension(a, p, expr_column(a, t, c));
    assert_true(plan_join(shop->model, a, p, &err));
    return p;
}

static void the_plan_asked_for_is_judged_likelier(void **state) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const SketchParts *parts = parts_of(*state, "show the price of each product", a);
    double right[VERDICT_COUNT], wrong[VERDICT_COUNT];
    sketch_judge(parts, list_of(*state, "products", "price", a), right);
    sketch_judge(parts, list_of(*state, "products", "category", a), wrong);
    assert_true(right[VERDICT_SELECT] > wrong[VERDICT_SELECT]);
    for (int i = 0; i < VERDICT_COUNT; i++) assert_true(isfinite(right[i]));
}

// "once" is a number where it is compared with.
static void words_are_numbers_where_they_compare(void **state) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const SketchView *v = parts_of(*state, "customers who ordered more than twice", a)->v;
    assert_int_equal(v->number_count, 1);
    assert_float_equal(v->amounts[0], 2, 1e-9);
    assert_int_equal(parts_of(*state, "the price of a single product", a)->v->number_count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_written),
        cmocka_unit_test(what_is_foreseen_adds_up),
        cmocka_unit_test(plain_questions_have_their_plan),
        cmocka_unit_test(words_are_numbers_where_they_compare),
        cmocka_unit_test(the_plan_asked_for_is_judged_likelier),
    };
    return cmocka_run_group_tests(tests, ask_shop_open, ask_shop_close);
}
