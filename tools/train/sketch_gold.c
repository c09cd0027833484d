#include "sketch_gold.h"

#include <math.h>

static bool same(ColumnRef x, ColumnRef y) { return x.table == y.table && x.column == y.column; }

static uint8_t at_most(size_t x, size_t most) { return (uint8_t)(x < most ? x : most); }

// ---- the shape ----

static void select_shape(const GoldQuery *q, uint8_t *k) {
    size_t plain = 0, aggregates = 0;
    bool all = false;
    for (size_t i = 0; i < q->select_count; i++) {
        const GoldTerm *t = &q->select[i];
        bool rows = t->aggregate == OP_COUNT && !t->distinct;
        if (rows) k[HEAD_ROWS] = 1;
        aggregates += t->aggregate != GOLD_PLAIN && !rows ? 1 : 0;
        plain += t->aggregate == GOLD_PLAIN && !t->is_rows ? 1 : 0;
        all = all || (t->aggregate == GOLD_PLAIN && t->is_rows);
    }
    k[HEAD_PLAIN] = all ? PLAIN_ALL : at_most(plain, 4);
    k[HEAD_AGGREGATE] = at_most(aggregates, 2);
}

static SketchNested nested_of(const GoldCondition *c) {
    if (!c->nested) return NESTED_NONE;
    if (c->op == OP_IN) return c->negated ? NESTED_NOT_IN : NESTED_IN;
    ExprOp op = c->nested->select_count == 1 ? c->nested->select[0].aggregate : GOLD_PLAIN;
    switch (op) {
        case OP_AVG: return NESTED_AVERAGE;
        case OP_MAX: return NESTED_MAX;
        case OP_MIN: return NESTED_MIN;
        default: return NESTED_OTHER;
    }
}

static uint8_t order_of(const GoldQuery *q) {
    if (q->order_count == 0) return SORT_NONE;
    ExprOp op = q->orders[0].aggregate;
    SketchOrder up = op == OP_COUNT ? SORT_ROWS : op == GOLD_PLAIN ? SORT_COLUMN : SORT_AGGREGATE;
    return (uint8_t)(up + (q->descending ? 1 : 0));
}

void sketch_gold_shape(const GoldQuery *q, uint8_t classes[SKETCH_QUESTION_HEADS]) {
    uint8_t *k = classes;
    size_t where = 0;
    for (int i = 0; i < SKETCH_QUESTION_HEADS; i++) k[i] = 0;
    select_shape(q, k);
    for (size_t i = 0; i < q->where_count; i++) {
        SketchNested nested = nested_of(&q->where[i]);
        if (nested == NESTED_NONE) where++;
        if (nested != NESTED_NONE) k[HEAD_NESTED] = (uint8_t)nested;
        if (q->where[i].nested) where += q->where[i].nested->where_count;
    }
    if (q->other) where += q->other->where_count;
    k[HEAD_WHERE] = at_most(where, 3);
    k[HEAD_DISTINCT] = q->distinct;
    k[HEAD_OR] = q->has_or;
    k[HEAD_GROUP] = q->group_count > 0;
    if (q->having_count > 0) {
        k[HEAD_HAVING] = q->having[0].term.aggregate == OP_COUNT ? HAVING_ROWS : HAVING_AGGREGATE;
    }
    k[HEAD_ORDER] = order_of(q);
    k[HEAD_LIMIT] = q->limit == 0 ? 0 : q->limit == 1 ? 1 : 2;
    k[HEAD_SET] = (uint8_t)q->set_op;
}

// ---- columns ----

int sketch_gold_select(const GoldQuery *q, ColumnRef c) {
    for (size_t i = 0; i < q->select_count; i++) {
        const GoldTerm *t = &q->select[i];
        if (t->is_rows || !same(t->column, c)) continue;
        switch (t->aggregate) {
            case GOLD_PLAIN: return SELECT_PLAIN;
            case OP_MAX: return SELECT_MAX;
            case OP_MIN: return SELECT_MIN;
            case OP_AVG: return SELECT_AVG;
            case OP_SUM: return SELECT_SUM;
            default:
                if (t->distinct) return SELECT_COUNT;
        }
    }
    return SELECT_NO;
}

bool sketch_gold_filter(const GoldQuery *q, ColumnRef c) {
    for (size_t i = 0; i < q->where_count; i++) {
        const GoldCondition *w = &q->where[i];
        bool compared = !w->nested || w->op != OP_IN;
        if (compared && !w->term.is_rows && same(w->term.column, c)) return true;
        if (w->nested && sketch_gold_filter(w->nested, c)) return true;
    }
    return q->other && sketch_gold_filter(q->other, c);
}

bool sketch_gold_grouped(const GoldQuery *q, ColumnRef c) {
    for (size_t i = 0; i < q->group_count; i++) {
        if (same(q->groups[i], c)) return true;
    }
    return false;
}

bool sketch_gold_ordered(const GoldQuery *q, ColumnRef c) {
    for (size_t i = 0; i < q->order_count; i++) {
        if (!q->orders[i].is_rows && same(q->orders[i].column, c)) return true;
    }
    for (size_t i = 0; i < q->having_count; i++) {
        bool aggregate = q->having[i].term.aggregate != OP_COUNT;
        if (aggregate && same(q->having[i].term.column, c)) return true;
    }
    return false;
}

// ---- tables ----

static bool in_from(const GoldQuery *q, int table) {
    for (size_t i = 0; i < q->table_count; i++) {
        if (q->tables[i] == table) return true;
    }
    return false;
}

bool sketch_gold_table(const GoldQuery *q, int table) {
    if (in_from(q, table) || (q->other && sketch_gold_table(q->other, table))) return true;
    for (size_t i = 0; i < q->where_count; i++) {
        if (q->where[i].nested && sketch_gold_table(q->where[i].nested, table)) return true;
    }
    return false;
}

// The table on the many side of the others in FROM.
bool sketch_gold_root(const GoldQuery *q, const Model *m, int table) {
    if (!in_from(q, table)) return false;
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        bool below = j->to_table == table && j->from_table != table && in_from(q, j->from_table);
        if (below) return false;
    }
    return true;
}

// ---- values and numbers ----

static Str bare(Str text) {
    while (text.len > 0 && text.ptr[0] == '%') text = str_skip(text, 1);
    return str_cut_suffix_nocase(str_trim(text), S("%"));
}

int sketch_gold_value(const GoldQuery *q, ColumnRef c, Str value) {
    for (size_t i = 0; i < q->where_count; i++) {
        const GoldCondition *w = &q->where[i];
        for (size_t k = 0; k < w->value_count; k++) {
            if (!same(w->term.column, c) || !str_eq_nocase(bare(w->values[k]), str_trim(value))) {
                continue;
            }
            if (w->op == OP_LIKE) return VALUE_LIKE;
            return w->op == OP_NE || w->negated ? VALUE_IS_NOT : VALUE_IS;
        }
        if (!w->nested) continue;
        int use = sketch_gold_value(w->nested, c, value);
        if (use != VALUE_UNUSED) return use;
    }
    return q->other ? sketch_gold_value(q->other, c, value) : VALUE_UNUSED;
}

static int compare_of(ExprOp op) {
    switch (op) {
        case OP_GT: return COMPARE_MORE;
        case OP_LT: return COMPARE_LESS;
        case OP_GE: return COMPARE_AT_LEAST;
        case OP_LE: return COMPARE_AT_MOST;
        case OP_NE: return COMPARE_IS_NOT;
        case OP_BETWEEN: return COMPARE_BETWEEN;
        default: return COMPARE_IS;
    }
}

static bool number_in(const GoldCondition *c, size_t count, double number, int *ret_compare) {
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < c[i].value_count; k++) {
            double x = 0;
            if (!str_to_float(str_trim(c[i].values[k]), &x) || fabs(x - number) > 1e-9) continue;
            *ret_compare = compare_of(c[i].op);
            return true;
        }
    }
    return false;
}

int sketch_gold_number(const GoldQuery *q, double number, int *ret_compare) {
    *ret_compare = -1;
    if (number_in(q->where, q->where_count, number, ret_compare)) return NUMBER_WHERE;
    if (number_in(q->having, q->having_count, number, ret_compare)) return NUMBER_HAVING;
    for (size_t i = 0; i < q->where_count; i++) {
        if (!q->where[i].nested) continue;
        int use = sketch_gold_number(q->where[i].nested, number, ret_compare);
        if (use != NUMBER_UNUSED) return use;
    }
    if (q->limit > 0 && fabs((double)q->limit - number) < 1e-9) return NUMBER_LIMIT;
    return q->other ? sketch_gold_number(q->other, number, ret_compare) : NUMBER_UNUSED;
}
