#include "sql/sql_order.h"

bool sql_order_is_time(const Plan *p, int dimension) {
    const Expr *e = p->dimensions[dimension].expr;
    return e->kind == EXPR_CALL && (e->op == OP_BUCKET || e->op == OP_PART);
}

static bool has_term(const OrderTerms *terms, OrderKind kind, int index) {
    for (size_t i = 0; i < terms->count; i++) {
        if (terms->items[i].kind == kind && terms->items[i].index == index) return true;
    }
    return false;
}

static void term_add(Arena *a, OrderTerms *terms, OrderTerm term) {
    if (term.kind == ON_EXPR || !has_term(terms, term.kind, term.index)) {
        *vec_push(a, terms) = term;
    }
}

static OrderTerm asked_term(const Plan *p, size_t i) {
    static const OrderKind KINDS[] = {
        [ORDER_MEASURE] = ON_MEASURE, [ORDER_DIMENSION] = ON_DIMENSION,     [ORDER_EXPR] = ON_EXPR,
        [ORDER_CHANGE] = ON_CHANGE,   [ORDER_CHANGE_RATE] = ON_CHANGE_RATE,
    };
    const PlanOrder *o = &p->orders[i];
    int index = o->by == ORDER_EXPR ? (int)i : o->index;
    return (OrderTerm){KINDS[o->by], index, o->descending};
}

OrderTerms sql_order_terms(const Plan *p, Arena *a) {
    OrderTerms terms = {0};
    // Top n in each: the groups stand together.
    if (p->limit_per >= 0) term_add(a, &terms, (OrderTerm){ON_DIMENSION, p->limit_per, false});
    for (size_t i = 0; i < p->order_count; i++) term_add(a, &terms, asked_term(p, i));
    bool is_plain = p->order_count == 0;
    for (size_t i = 0; i < p->dimension_count && is_plain; i++) {
        if (sql_order_is_time(p, (int)i)) {
            term_add(a, &terms, (OrderTerm){ON_DIMENSION, (int)i, false});
        }
    }
    if (is_plain && p->measure_count > 0) term_add(a, &terms, (OrderTerm){ON_MEASURE, 0, true});
    for (size_t i = 0; i < p->dimension_count; i++) {
        term_add(a, &terms, (OrderTerm){ON_DIMENSION, (int)i, false});
    }
    return terms;
}

OrderTerms sql_order_ties(const Plan *p, Arena *a) {
    OrderTerms terms = {0};
    for (size_t i = 0; i < p->order_count; i++) term_add(a, &terms, asked_term(p, i));
    if (terms.count > 0) return terms;
    OrderTerm first = {p->measure_count > 0 ? ON_MEASURE : ON_DIMENSION, 0, p->measure_count > 0};
    term_add(a, &terms, first);
    return terms;
}
