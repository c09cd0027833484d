#include "sql/sql_select.h"

#include "plan/plan_words.h"
#include "sql/sql_expr.h"
#include "sql/sql_group.h"
#include "sql/sql_layers.h"
#include "sql/sql_order.h"

typedef struct Select {
    SqlText *t;
    const Plan *p;
    const PlanBases *bases;
    const Str *names;
    bool all;  // the hidden dimensions too
    bool ordered;
    bool grouped;
    bool by_groups;  // DISTINCT said as GROUP BY, to order by what is not shown
    bool by_rows;    // ties stay as they lie in the table
    SqlGroup group;
    OrderTerms terms;
} Select;

static const SqlShift NO_SHIFT = {0, 0};

static bool is_shown(const Select *q, size_t dimension) {
    return q->all || !q->p->dimensions[dimension].hidden;
}

static void write_name_as(Select *q, size_t index) {
    sql_add(q->t, " AS ");
    sql_text_name(q->t, q->names[index]);
}

static void write_columns(Select *q) {
    const Plan *p = q->p;
    bool first = true;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (!is_shown(q, i)) continue;
        if (!first) sql_add(q->t, ", ");
        first = false;
        sql_group_dimension(&q->group, (int)i, NO_SHIFT);
        write_name_as(q, i);
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        if (!first) sql_add(q->t, ", ");
        first = false;
        sql_expr(&q->group.scope, p->measures[i].expr, 0);
        write_name_as(q, p->dimension_count + i);
    }
    if (first) sql_text_fail(q->t, ERR_INVALID, "the plan shows nothing");
}

static void write_group_by(Select *q) {
    const Plan *p = q->p;
    int place = 1;
    bool first = true;
    if (!q->grouped && !q->by_groups) return;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (q->by_groups && !is_shown(q, i)) continue;
        if (first)
            sql_text_line(q->t, "GROUP BY ");
        else
            sql_add(q->t, ", ");
        first = false;
        if (is_shown(q, i))
            sql_text_int(q->t, place++);
        else
            sql_group_dimension(&q->group, (int)i, NO_SHIFT);
    }
}

static void write_having(Select *q) {
    for (size_t i = 0; i < q->p->having_count; i++) {
        sql_text_line(q->t, i == 0 ? "HAVING " : "  AND ");
        sql_expr(&q->group.scope, q->p->having[i], LEVEL_AND);
    }
}

static void write_order_expr(Select *q, const OrderTerm *term) {
    bool hidden = term->kind == ON_DIMENSION;
    if (!q->by_groups) {
        if (hidden) {
            sql_group_dimension(&q->group, term->index, NO_SHIFT);
            return;
        }
        sql_expr(&q->group.scope, q->p->orders[term->index].expr, 0);
        return;
    }
    sql_add(q->t, term->descending ? "max(" : "min(");
    if (hidden)
        sql_group_dimension(&q->group, term->index, NO_SHIFT);
    else
        sql_expr(&q->group.scope, q->p->orders[term->index].expr, 0);
    sql_add(q->t, ")");
}

static void write_row_order(Select *q, bool first) {
    if (first)
        sql_text_line(q->t, "ORDER BY ");
    else
        sql_add(q->t, ", ");
    sql_scope_table(&q->group.scope, q->group.scope.base);
    sql_add(q->t, ".");
    sql_add(q->t, q->t->d->row_id);
}

static void write_order(Select *q) {
    const Plan *p = q->p;
    if (!q->ordered && p->limit == 0) return;
    bool first = true;
    for (size_t i = 0; i < q->terms.count; i++) {
        const OrderTerm *term = &q->terms.items[i];
        if (p->dimension_count == 0 && p->measure_count > 0) return;  // one row
        if (q->by_rows && i == p->order_count) {
            write_row_order(q, first);
            return;
        }
        if (first)
            sql_text_line(q->t, "ORDER BY ");
        else
            sql_add(q->t, ", ");
        first = false;
        size_t index = (size_t)term->index;
        if (term->kind == ON_MEASURE)
            sql_text_name(q->t, q->names[p->dimension_count + index]);
        else if (term->kind == ON_DIMENSION && is_shown(q, index))
            sql_text_name(q->t, q->names[index]);
        else
            write_order_expr(q, term);
        if (term->descending) sql_add(q->t, " DESC");
    }
}

static void write_limit(SqlText *t, const Plan *p) {
    if (p->limit > 0) {
        sql_text_line(t, "LIMIT ");
        sql_text_int(t, p->limit);
    }
    if (p->offset > 0) {
        if (p->limit > 0)
            sql_add(t, " OFFSET ");
        else
            sql_text_line(t, "OFFSET ");
        sql_text_int(t, p->offset);
    }
}

static bool orders_by_unseen(const Plan *p, bool all) {
    for (size_t i = 0; i < p->order_count; i++) {
        if (p->orders[i].by == ORDER_EXPR) return true;
    }
    for (size_t i = 0; i < p->dimension_count && !all; i++) {
        if (p->dimensions[i].hidden) return true;
    }
    return false;
}

// Among equals of an order that was asked for, a list keeps the order of the file.
static bool ties_by_rows(const Select *q) {
    const Plan *p = q->p;
    bool asked = p->order_count > 0 && q->terms.count > p->order_count && p->limit_per < 0;
    return asked && !q->grouped && !p->distinct && q->t->d->row_id &&
           q->group.scope.base.table >= 0;
}

// Groups are as their keys are, shown or not.
static void hidden_first(Select *q) {
    OrderTerm *terms = q->terms.items;
    for (size_t i = q->p->order_count, at = i; i < q->terms.count; i++) {
        if (terms[i].kind != ON_DIMENSION || is_shown(q, (size_t)terms[i].index)) continue;
        OrderTerm hidden = terms[i];
        for (size_t k = i; k > at; k--) terms[k] = terms[k - 1];
        terms[at++] = hidden;
    }
}

static void write_simple(Select *q) {
    const Plan *p = q->p;
    q->grouped = q->bases->atoms.count > 0;
    q->by_groups = p->distinct && !q->grouped && orders_by_unseen(p, q->all);
    q->terms = sql_order_terms(p, q->t->arena);
    q->group = sql_group_open(q->t, p, q->bases, q->grouped ? 0 : -1);
    if (q->t->failed) return;
    q->by_rows = ties_by_rows(q);
    if (q->grouped && p->order_count > 0 && p->limit_per < 0) hidden_first(q);
    bool distinct = p->distinct && !q->grouped && !q->by_groups;
    sql_text_line(q->t, distinct ? "SELECT DISTINCT " : "SELECT ");
    write_columns(q);
    sql_group_from_where(&q->group, NO_SHIFT);
    write_group_by(q);
    write_having(q);
    write_order(q);
    write_limit(q->t, p);
}

static void select_write(SqlText *t, const Plan *p, bool all, bool ordered);

static void write_side(SqlText *t, const Plan *p, bool all) {
    sql_text_line(t, "(");
    t->indent++;
    select_write(t, p, all, false);
    t->indent--;
    sql_add(t, ")");
}

// Both sides as they are; the order and limit of the plan are those of the whole.
static void write_set(Select *q) {
    static const char *const WORDS[] = {
        [SET_UNION] = "UNION", [SET_INTERSECT] = "INTERSECT", [SET_EXCEPT] = "EXCEPT"};
    Plan side = *q->p;
    if (!q->p->other) {
        sql_text_fail(q->t, ERR_INVALID, "a set operation needs two plans");
        return;
    }
    side.set_op = SET_NONE;
    side.order_count = 0;
    side.limit = side.offset = 0;
    write_side(q->t, &side, q->all);
    sql_text_line(q->t, WORDS[q->p->set_op]);
    write_side(q->t, q->p->other, q->all);
    q->terms = sql_order_terms(q->p, q->t->arena);
    write_order(q);
    write_limit(q->t, q->p);
}

static void select_write(SqlText *t, const Plan *p, bool all, bool ordered) {
    if (t->failed) return;
    if (++t->depth > PLAN_DEPTH_MAX + 1) {
        sql_text_fail(t, ERR_LIMIT, "plans are nested too deep");
    } else {
        PlanBases bases = plan_bases(t->m, p, t->arena);
        Select q = {.t = t, .p = p, .bases = &bases, .all = all, .ordered = ordered};
        q.names = plan_words_names(t->m, p, t->arena);
        if (p->set_op != SET_NONE)
            write_set(&q);
        else if (sql_layers_needed(p, &bases))
            sql_layers(t, p, &bases, q.names, all);
        else
            write_simple(&q);
    }
    t->depth--;
}

void sql_select(SqlText *t, const Plan *p) { select_write(t, p, false, true); }

void sql_select_rows(SqlText *t, const Plan *p) { select_write(t, p, true, false); }

// The name of the first column that is asked for, and whether it stands alone.
static Str first_shown(SqlText *t, const Plan *p, bool *ret_alone) {
    const Str *names = plan_words_names(t->m, p, t->arena);
    const size_t none = p->dimension_count + p->measure_count;
    size_t shown = 0, first = none;
    for (size_t i = 0; i < p->dimension_count + p->measure_count; i++) {
        bool is_dimension = i < p->dimension_count;
        if (is_dimension && p->dimensions[i].hidden) continue;
        shown++;
        bool support =
            is_dimension ? p->dimensions[i].support : p->measures[i - p->dimension_count].support;
        if (!support && first == none) first = i;
    }
    *ret_alone = shown == 1 && p->compare == COMPARE_NONE;
    if (first == none) sql_text_fail(t, ERR_INVALID, "a nested plan shows nothing");
    return first == none ? S("") : names[first];
}

void sql_select_list(SqlText *t, const Plan *p, bool known_only) {
    bool alone = false;
    Str name = first_shown(t, p, &alone);
    t->indent++;
    if (alone && !known_only) {
        select_write(t, p, false, false);
    } else {
        sql_text_line(t, "SELECT ");
        sql_text_name(t, name);
        sql_text_line(t, "FROM (");
        t->indent++;
        select_write(t, p, false, false);
        t->indent--;
        sql_add(t, ") AS \"list\"");
        if (known_only) {
            sql_text_line(t, "WHERE ");
            sql_text_name(t, name);
            sql_add(t, " IS NOT NULL");
        }
    }
    t->indent--;
}
