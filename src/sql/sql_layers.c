#include "sql/sql_layers.h"

#include "plan/plan_words.h"
#include "sql/sql_derive.h"
#include "sql/sql_expr.h"
#include "sql/sql_group.h"
#include "sql/sql_order.h"
#include "sql/sql_select.h"

typedef struct Layers {
    SqlText *t;
    const Plan *p;
    const PlanBases *bases;
    bool grouped;
    int steps;         // WITH steps written so far
    const char *last;  // the step that the next one reads
} Layers;

// One period's steps: how they are called, its days and how far its times are moved.
typedef struct Period {
    const char *name;  // "now" or "before"
    bool has_range;
    DateRange range;
    SqlShift shift;
} Period;

bool sql_layers_needed(const Plan *p, const PlanBases *bases) {
    bool derives = false;
    for (size_t i = 0; i < p->measure_count; i++) {
        derives = derives || p->measures[i].derive != DERIVE_NONE;
    }
    return bases->bases.count > 1 || derives || p->compare != COMPARE_NONE || p->limit_per >= 0 ||
           p->with_ties || p->empty_groups || p->until > 0;
}

static void add_id_of(SqlText *t, const char *step, const char *letter, size_t index) {
    sql_add(t, "\"");
    sql_add(t, step);
    sql_add(t, "\".");
    sql_text_id(t, letter, index);
}

static void add_as(SqlText *t, const char *letter, size_t index) {
    sql_add(t, " AS ");
    sql_text_id(t, letter, index);
}

static void step_open(Layers *l, const char *name) {
    if (l->steps++ == 0) {
        sql_text_line(l->t, "WITH ");
    } else {
        sql_add(l->t, ",");
        sql_text_line(l->t, "");
    }
    sql_add(l->t, "\"");
    sql_add(l->t, name);
    sql_add(l->t, "\" AS (");
    l->t->indent++;
}

static void step_close(Layers *l, const char *name) {
    l->t->indent--;
    sql_add(l->t, ")");
    l->last = name;
}

static void comma(Layers *l, bool *first) {
    if (!*first) sql_add(l->t, ", ");
    *first = false;
}

static void write_group_by(Layers *l) {
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        if (i == 0)
            sql_text_line(l->t, "GROUP BY ");
        else
            sql_add(l->t, ", ");
        sql_text_int(l->t, (int64_t)i + 1);
    }
}

// Measures, having and orders over whatever `s` makes of aggregates.
static void write_values(Layers *l, SqlScope *s, bool *first) {
    const Plan *p = l->p;
    for (size_t i = 0; i < p->measure_count; i++) {
        comma(l, first);
        sql_expr(s, p->measures[i].expr, 0);
        add_as(l->t, "m", i);
    }
    for (size_t i = 0; i < p->having_count; i++) {
        comma(l, first);
        sql_expr(s, p->having[i], 0);
        add_as(l->t, "h", i);
    }
    for (size_t i = 0; i < p->order_count; i++) {
        if (p->orders[i].by != ORDER_EXPR) continue;
        comma(l, first);
        sql_expr(s, p->orders[i].expr, 0);
        add_as(l->t, "o", i);
    }
}

static void period_apply(SqlGroup *g, const Period *period) {
    g->scope.has_period = period->has_range;
    g->scope.period = period->range;
}

static void write_dimensions(Layers *l, SqlGroup *g, SqlShift shift, bool *first) {
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        comma(l, first);
        sql_group_dimension(g, (int)i, shift);
        add_as(l->t, "d", i);
    }
}

// The only base, or the rows of a list: measures at once.
static void step_single(Layers *l, const Period *period) {
    SqlGroup g = sql_group_open(l->t, l->p, l->bases, l->grouped ? 0 : -1);
    bool first = true;
    if (l->t->failed) return;
    period_apply(&g, period);
    step_open(l, period->name);
    sql_text_line(l->t, l->p->distinct && !l->grouped ? "SELECT DISTINCT " : "SELECT ");
    write_dimensions(l, &g, period->shift, &first);
    write_values(l, &g.scope, &first);
    sql_group_from_where(&g, period->shift);
    if (l->grouped) write_group_by(l);
    step_close(l, period->name);
}

static const char *base_name(Layers *l, const Period *period, size_t base) {
    return str_z(l->t->arena, str_fmt(l->t->arena, "%s_%zu", period->name, base + 1));
}

static void step_base(Layers *l, const Period *period, size_t base) {
    SqlGroup g = sql_group_open(l->t, l->p, l->bases, (int)base);
    const char *name = base_name(l, period, base);
    bool first = true;
    if (l->t->failed) return;
    period_apply(&g, period);
    step_open(l, name);
    sql_text_line(l->t, "SELECT ");
    write_dimensions(l, &g, period->shift, &first);
    for (size_t i = 0; i < l->bases->atoms.count; i++) {
        const PlanAtom *atom = &l->bases->atoms.items[i];
        if (atom->base != (int)base) continue;
        comma(l, &first);
        if (g.over_rows)
            sql_group_atom_over_rows(&g.scope, atom->call, (int)i);
        else
            sql_group_atom(&g.scope, atom->call, atom->filter);
        add_as(l->t, "a", i);
    }
    sql_group_from_where(&g, period->shift);
    write_group_by(l);
    step_close(l, name);
}

// The groups that there are, whether or not anything happened in them: the dimensions' own tables,
// with those filters that speak of these alone.
static Plan *empty_groups_plan(Layers *l) {
    const Plan *p = l->p;
    Arena *a = l->t->arena;
    Plan *all = plan_new(a);
    TableRefs own = {0};
    for (size_t i = 0; i < p->dimension_count; i++) {
        *plan_add_dimension(a, all, p->dimensions[i].expr) = p->dimensions[i];
        table_refs_of(l->t->m, p->dimensions[i].expr, a, &own);
    }
    for (size_t i = 0; i < p->filter_count; i++) {
        TableRefs refs = {0};
        bool is_own = true;
        table_refs_of(l->t->m, p->filters[i], a, &refs);
        for (size_t k = 0; k < refs.count; k++) {
            is_own = is_own && table_refs_find(&own, refs.items[k]) >= 0;
        }
        if (is_own) plan_add_filter(a, all, p->filters[i]);
    }
    all->distinct = true;
    return all;
}

static void step_all(Layers *l) {
    Plan *all = empty_groups_plan(l);
    Err err;
    PlanBases none = {0};
    bool first = true;
    if (!plan_join(l->t->m, l->t->arena, all, &err)) {
        sql_text_fail(l->t, err.code, err.message);
        return;
    }
    SqlGroup g = sql_group_open(l->t, all, &none, -1);
    if (l->t->failed) return;
    step_open(l, "all");
    sql_text_line(l->t, "SELECT DISTINCT ");
    write_dimensions(l, &g, (SqlShift){0}, &first);
    sql_group_from_where(&g, (SqlShift){0});
    step_close(l, "all");
}

// Dimension `i` of the first `count` bases joined.
static void write_joined_dimension(Layers *l, const Period *period, size_t i, size_t count) {
    if (l->p->empty_groups) {
        add_id_of(l->t, "all", "d", i);
        return;
    }
    if (count > 1) sql_add(l->t, "coalesce(");
    for (size_t b = 0; b < count; b++) {
        if (b > 0) sql_add(l->t, ", ");
        add_id_of(l->t, base_name(l, period, b), "d", i);
    }
    if (count > 1) sql_add(l->t, ")");
}

static void write_base_joins(Layers *l, const Period *period) {
    const char *way = l->p->empty_groups ? "LEFT JOIN \"" : "FULL JOIN \"";
    size_t first = l->p->empty_groups ? 0 : 1;
    sql_text_line(l->t, "FROM \"");
    sql_add(l->t, l->p->empty_groups ? "all" : base_name(l, period, 0));
    sql_add(l->t, "\"");
    for (size_t b = first; b < l->bases->bases.count; b++) {
        sql_text_line(l->t, l->p->dimension_count > 0 ? way : "CROSS JOIN \"");
        sql_add(l->t, base_name(l, period, b));
        sql_add(l->t, "\"");
        for (size_t i = 0; i < l->p->dimension_count; i++) {
            sql_add(l->t, i == 0 ? " ON " : " AND ");
            write_joined_dimension(l, period, i, b);
            sql_add(l->t, " IS NOT DISTINCT FROM ");
            add_id_of(l->t, base_name(l, period, b), "d", i);
        }
    }
}

static void step_joined(Layers *l, const Period *period) {
    SqlScope s = {.t = l->t,
                  .plan = l->p,
                  .bases = l->bases,
                  .atom_form = ATOM_COLUMN,
                  .count_zero = l->p->dimension_count > 0};
    bool first = true;
    for (size_t b = 0; b < l->bases->bases.count; b++) step_base(l, period, b);
    step_open(l, period->name);
    sql_text_line(l->t, "SELECT ");
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        comma(l, &first);
        write_joined_dimension(l, period, i, l->bases->bases.count);
        add_as(l->t, "d", i);
    }
    write_values(l, &s, &first);
    write_base_joins(l, period);
    step_close(l, period->name);
}

static void write_period(Layers *l, const Period *period) {
    bool joined = l->bases->bases.count > 1 || (l->p->empty_groups && l->grouped);
    if (joined)
        step_joined(l, period);
    else
        step_single(l, period);
}

// ---- comparison

static int months_between(Date from, Date to) {
    DateParts x = date_parts(from), y = date_parts(to);
    return (y.year - x.year) * 12 + y.month - x.month;
}

// Without a period of its own a plan compares each bucket with the one before, or a year back.
static SqlShift bucket_shift(const Plan *p) {
    DateUnit unit = DATE_DAY;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind == EXPR_CALL && e->op == OP_BUCKET) {
            unit = e->unit;
            break;
        }
    }
    if (p->compare == COMPARE_YEAR_BEFORE) return (SqlShift){unit == DATE_WEEK ? 364 : 365, 12};
    static const SqlShift SHIFTS[] = {[DATE_DAY] = {1, 0},
                                      [DATE_WEEK] = {7, 0},
                                      [DATE_MONTH] = {31, 1},
                                      [DATE_QUARTER] = {92, 3},
                                      [DATE_YEAR] = {365, 12}};
    return SHIFTS[unit];
}

static Period period_before(const Plan *p) {
    Period before = {.name = "before"};
    DateRange range = {0};
    if (!plan_period_before(&p->time, p->compare, &range)) {
        before.shift = bucket_shift(p);
        return before;
    }
    before.has_range = true;
    before.range = range;
    before.shift = (SqlShift){p->time.range.first - range.first,
                              months_between(range.first, p->time.range.first)};
    return before;
}

// Whether nothing at all is 0: of sums and counts, not of averages.
static bool is_additive(const Model *m, const Expr *e) {
    if (e->kind == EXPR_METRIC) return m->metrics[e->metric].additivity == ADD_SUM;
    if (e->kind != EXPR_CALL) return false;
    return e->op == OP_SUM || e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT;
}

static void write_side(Layers *l, const char *step, size_t i, bool zero) {
    if (zero) sql_add(l->t, "coalesce(");
    add_id_of(l->t, step, "m", i);
    if (zero) sql_add(l->t, ", 0)");
}

static void write_compared(Layers *l, size_t i, bool *first) {
    bool zero = is_additive(l->t->m, l->p->measures[i].expr);
    comma(l, first);
    add_id_of(l->t, "now", "m", i);
    sql_add(l->t, ", ");
    add_id_of(l->t, "before", "m", i);
    add_as(l->t, "b", i);
    sql_add(l->t, ", ");
    write_side(l, "now", i, zero);
    sql_add(l->t, " - ");
    write_side(l, "before", i, zero);
    add_as(l->t, "c", i);
    sql_add(l->t, ", 100.0 * (");
    write_side(l, "now", i, zero);
    sql_add(l->t, " - ");
    add_id_of(l->t, "before", "m", i);
    sql_add(l->t, ") / nullif(abs(");
    add_id_of(l->t, "before", "m", i);
    sql_add(l->t, "), 0)");
    add_as(l->t, "g", i);
}

static void carry(Layers *l, const char *step, bool *first) {
    for (size_t i = 0; i < l->p->having_count; i++) {
        comma(l, first);
        if (step)
            add_id_of(l->t, step, "h", i);
        else
            sql_text_id(l->t, "h", i);
    }
    for (size_t i = 0; i < l->p->order_count; i++) {
        if (l->p->orders[i].by != ORDER_EXPR) continue;
        comma(l, first);
        if (step)
            add_id_of(l->t, step, "o", i);
        else
            sql_text_id(l->t, "o", i);
    }
}

static void write_compare_from(Layers *l, bool both_ways) {
    bool has_groups = l->p->dimension_count > 0;
    sql_text_line(l->t, "FROM \"now\"");
    sql_text_line(l->t, !has_groups ? "CROSS JOIN" : both_ways ? "FULL JOIN" : "LEFT JOIN");
    sql_add(l->t, " \"before\"");
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        sql_add(l->t, i == 0 ? " ON " : " AND ");
        add_id_of(l->t, "now", "d", i);
        sql_add(l->t, " IS NOT DISTINCT FROM ");
        add_id_of(l->t, "before", "d", i);
    }
}

static void step_compared(Layers *l) {
    Period before = period_before(l->p);
    bool first = true;
    write_period(l, &before);
    step_open(l, "compared");
    sql_text_line(l->t, "SELECT ");
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        comma(l, &first);
        // Without a period the groups of now are all there are: none is made up for the future.
        if (before.has_range) sql_add(l->t, "coalesce(");
        add_id_of(l->t, "now", "d", i);
        if (before.has_range) {
            sql_add(l->t, ", ");
            add_id_of(l->t, "before", "d", i);
            sql_add(l->t, ")");
        }
        add_as(l->t, "d", i);
    }
    for (size_t i = 0; i < l->p->measure_count; i++) write_compared(l, i, &first);
    carry(l, "now", &first);
    write_compare_from(l, before.has_range);
    step_close(l, "compared");
}

// ---- derived measures

static void write_from_last(Layers *l) {
    sql_text_line(l->t, "FROM \"");
    sql_add(l->t, l->last);
    sql_add(l->t, "\"");
}

static void step_derived(Layers *l) {
    bool any = false, first = true;
    for (size_t i = 0; i < l->p->measure_count; i++) {
        any = any || l->p->measures[i].derive != DERIVE_NONE;
    }
    if (!any) return;
    step_open(l, "derived");
    sql_text_line(l->t, "SELECT ");
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        comma(l, &first);
        sql_text_id(l->t, "d", i);
    }
    for (size_t i = 0; i < l->p->measure_count; i++) {
        comma(l, &first);
        sql_derive_write(l->t, l->p, i);
        if (l->p->measures[i].derive != DERIVE_NONE) add_as(l->t, "m", i);
    }
    carry(l, NULL, &first);
    write_from_last(l);
    step_close(l, "derived");
}

// ---- places, order, result

static void write_terms(Layers *l, const OrderTerms *terms) {
    static const char *const LETTERS[] = {[ON_DIMENSION] = "d",
                                          [ON_MEASURE] = "m",
                                          [ON_CHANGE] = "c",
                                          [ON_CHANGE_RATE] = "g",
                                          [ON_EXPR] = "o"};
    for (size_t i = 0; i < terms->count; i++) {
        const OrderTerm *term = &terms->items[i];
        if (i > 0) sql_add(l->t, ", ");
        sql_text_id(l->t, LETTERS[term->kind], (size_t)term->index);
        if (term->descending) sql_add(l->t, " DESC");
    }
}

static void write_having(Layers *l) {
    for (size_t i = 0; i < l->p->having_count; i++) {
        if (i == 0)
            sql_text_line(l->t, "WHERE ");
        else
            sql_add(l->t, " AND ");
        sql_text_id(l->t, "h", i);
    }
}

// "The second highest" counts values, not rows, so ties past the first place take dense_rank.
static const char *place_function(const Plan *p) {
    if (!p->with_ties) return "row_number";
    return p->offset > 0 ? "dense_rank" : "rank";
}

static bool is_ranked(const Plan *p) { return p->limit > 0 && (p->limit_per >= 0 || p->with_ties); }

static void step_ranked(Layers *l) {
    const Plan *p = l->p;
    OrderTerms terms =
        p->with_ties ? sql_order_ties(p, l->t->arena) : sql_order_terms(p, l->t->arena);
    step_open(l, "ranked");
    sql_text_line(l->t, "SELECT *, ");
    sql_add(l->t, place_function(p));
    sql_add(l->t, "() OVER (");
    if (p->limit_per >= 0) {
        sql_add(l->t, "PARTITION BY ");
        sql_text_id(l->t, "d", (size_t)p->limit_per);
        sql_add(l->t, " ");
    }
    sql_add(l->t, "ORDER BY ");
    write_terms(l, &terms);
    sql_add(l->t, ") AS \"place\"");
    write_from_last(l);
    write_having(l);
    step_close(l, "ranked");
}

// The part of all that the groups before each make up, the greatest first.
static void step_reached(Layers *l) {
    step_open(l, "reached");
    sql_text_line(l->t, "SELECT *, coalesce(sum(\"m0\") OVER (ORDER BY \"m0\" DESC NULLS LAST");
    for (size_t i = 0; i < l->p->dimension_count; i++) {
        sql_add(l->t, ", ");
        sql_text_id(l->t, "d", i);
    }
    sql_add(l->t, " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)");
    sql_add(l->t, " / nullif(sum(\"m0\") OVER (), 0) AS \"part\"");
    write_from_last(l);
    write_having(l);
    step_close(l, "reached");
}

static void write_reached(Layers *l) {
    sql_text_line(l->t, "WHERE \"part\" < ");
    sql_text_literal(l->t, &(Value){.type = TYPE_FLOAT, .f = l->p->until});
}

static void write_place(Layers *l) {
    sql_text_line(l->t, "WHERE \"place\" ");
    if (l->p->offset > 0) {
        sql_add(l->t, "> ");
        sql_text_int(l->t, l->p->offset);
        sql_add(l->t, " AND \"place\" ");
    }
    sql_add(l->t, "<= ");
    sql_text_int(l->t, l->p->offset + l->p->limit);
}

static void write_result_columns(Layers *l, const Str *names, bool all) {
    const Plan *p = l->p;
    bool first = true;
    sql_text_line(l->t, "SELECT ");
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (p->dimensions[i].hidden && !all) continue;
        comma(l, &first);
        sql_text_id(l->t, "d", i);
        sql_add(l->t, " AS ");
        sql_text_name(l->t, names[i]);
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        static const char *const LETTERS[] = {"b", "c", "g"};
        Str name = names[p->dimension_count + i];
        comma(l, &first);
        sql_text_id(l->t, "m", i);
        sql_add(l->t, " AS ");
        sql_text_name(l->t, name);
        for (int k = 0; k < 3 && p->compare != COMPARE_NONE; k++) {
            sql_add(l->t, ", ");
            sql_text_id(l->t, LETTERS[k], i);
            sql_add(l->t, " AS ");
            sql_text_name(l->t, plan_words_compare_name(name, (ComparePart)k, l->t->arena));
        }
    }
    if (first) sql_text_fail(l->t, ERR_INVALID, "the plan shows nothing");
}

static void write_result(Layers *l, const Str *names, bool all) {
    const Plan *p = l->p;
    bool ranked = is_ranked(p);
    OrderTerms terms = sql_order_terms(p, l->t->arena);
    if (ranked) step_ranked(l);
    if (p->until > 0) step_reached(l);
    write_result_columns(l, names, all);
    write_from_last(l);
    if (p->until > 0)
        write_reached(l);
    else if (ranked)
        write_place(l);
    else
        write_having(l);
    if (p->dimension_count > 0) {
        sql_text_line(l->t, "ORDER BY ");
        write_terms(l, &terms);
    }
    if (!ranked && p->limit > 0) {
        sql_text_line(l->t, "LIMIT ");
        sql_text_int(l->t, p->limit);
    }
    if (!ranked && p->offset > 0) {
        sql_text_line(l->t, "OFFSET ");
        sql_text_int(l->t, p->offset);
    }
}

void sql_layers(SqlText *t, const Plan *p, const PlanBases *bases, const Str *names, bool all) {
    Layers l = {.t = t, .p = p, .bases = bases, .grouped = bases->atoms.count > 0};
    Period now = {.name = "now", .has_range = false};
    if (p->empty_groups && l.grouped) step_all(&l);
    write_period(&l, &now);
    if (p->compare != COMPARE_NONE) step_compared(&l);
    step_derived(&l);
    if (!t->failed) write_result(&l, names, all);
}
