#include "ask/sureness.h"

#include "ask/rank.h"

// Readings by a metric of the business: the learning has next to none of them and finds them all
// unlikely. By own questions over three businesses (docs/ask.md) 85 in 100 are right below 0.7,
// 97 above; the top is pressed down, since one in fifty there is wrong.
static const RankPoint BY_METRIC[] = {
    {0, 0.5F}, {0.5F, 0.72F}, {0.65F, 0.8F}, {0.9F, 0.88F}, {0.95F, 0.92F}, {1, 0.98F},
};

// The month that the books begin with was assumed: where it is another, the sum is another.
#define FISCAL_FACTOR 0.85
// "Who" answered by the number that a row has for a person.
#define NUMBER_FOR_A_PERSON 0.7

static bool is_by_metric(const Plan *p) {
    for (size_t i = 0; i < p->measure_count; i++) {
        if (p->measures[i].expr->kind == EXPR_METRIC) return true;
    }
    return p->from && is_by_metric(p->from);
}

static bool assumes_fiscal_year(const Tokens *question, const Plan *p) {
    static const Str WORDS[] = {STR("fiscal"), STR("financial"), STR("fy")};
    if (question->fiscal_month != 0 || !p->time.is_set) return false;
    for (size_t i = 0; i < question->count * COUNT_OF(WORDS); i++) {
        if (str_starts(question->items[i / COUNT_OF(WORDS)].text, WORDS[i % COUNT_OF(WORDS)])) {
            return true;
        }
    }
    return false;
}

static bool names_a_person_by_number(const Model *m, const Tokens *question, const Plan *p) {
    if (question->count == 0 || p->measure_count > 0 || p->dimension_count != 1) return false;
    const Expr *e = p->dimensions[0].expr;
    if (!str_eq(question->items[0].text, S("who")) || e->kind != EXPR_COLUMN) return false;
    return e->column.table >= 0 && model_at(m, e->column)->role == ROLE_LINK;
}

double sureness_of(const Model *m, const Tokens *question, const Plan *plan, double learned) {
    double sure =
        is_by_metric(plan) ? rank_curve(BY_METRIC, COUNT_OF(BY_METRIC), learned) : learned;
    if (assumes_fiscal_year(question, plan)) sure *= FISCAL_FACTOR;
    if (names_a_person_by_number(m, question, plan)) sure *= NUMBER_FOR_A_PERSON;
    return sure;
}
