#include "ask/rank_question.h"

static const uint64_t HASH_START = 0x811c9dc5, HASH_STEP = 0x01000193;

// ---- what stands in an expression ----

ColumnRef rank_clauses_column(const Expr *e) {
    ColumnRef none = {.table = -1};
    if (!e) return none;
    if (e->kind == EXPR_COLUMN) return e->column;
    for (size_t i = 0; i < e->arg_count; i++) {
        ColumnRef c = rank_clauses_column(e->args[i]);
        if (c.table != -1) return c;
    }
    return none;
}

static bool holds_plan(const Expr *e) {
    for (size_t i = 0; i < e->arg_count; i++) {
        if (e->args[i]->kind == EXPR_PLAN) return true;
    }
    return false;
}

static const Expr *aggregate_in(const Model *m, const Expr *e) {
    if (!e) return NULL;
    if (e->kind == EXPR_METRIC) return aggregate_in(m, m->metrics[e->metric].expr);
    if (e->kind != EXPR_CALL) return NULL;
    if (expr_op(e->op)->is_aggregate) return e;
    for (size_t i = 0; i < e->arg_count; i++) {
        const Expr *found = aggregate_in(m, e->args[i]);
        if (found) return found;
    }
    return NULL;
}

static bool is_count(const Expr *aggregate) {
    return aggregate && (aggregate->op == OP_COUNT || aggregate->op == OP_COUNT_DISTINCT);
}

// What a comparison is of: the clause it counts for.
static const struct {
    ExprOp op;
    Feature clause;
} COMPARISONS[] = {
    {OP_EQ, FEATURE_HAS_EQUALS},        {OP_NE, FEATURE_HAS_DIFFERS},
    {OP_GT, FEATURE_HAS_ABOVE},         {OP_GE, FEATURE_HAS_ABOVE},
    {OP_LT, FEATURE_HAS_BELOW},         {OP_LE, FEATURE_HAS_BELOW},
    {OP_CONTAINS, FEATURE_HAS_MATCHES}, {OP_STARTS, FEATURE_HAS_MATCHES},
    {OP_ENDS, FEATURE_HAS_MATCHES},     {OP_LIKE, FEATURE_HAS_MATCHES},
    {OP_BETWEEN, FEATURE_HAS_RANGE},    {OP_IS_NULL, FEATURE_HAS_NULLS},
    {OP_OR, FEATURE_HAS_EITHER},        {OP_NOT, FEATURE_HAS_NEGATED},
};

static void condition_see(const Expr *e, double *f, bool negated) {
    f[FEATURE_PLAN_SIZE] += 1;
    if (e->kind == EXPR_LITERAL && !e->literal.is_null && e->literal.type == TYPE_TEXT) {
        f[FEATURE_HAS_TEXTS] += 1;
    }
    if (e->kind != EXPR_CALL) return;
    for (size_t i = 0; i < COUNT_OF(COMPARISONS); i++) {
        if (COMPARISONS[i].op == e->op) f[COMPARISONS[i].clause] += 1;
    }
    bool nested = holds_plan(e);
    if (e->op == OP_IN && nested) {
        f[negated ? FEATURE_HAS_NOT_IN_PLAN : FEATURE_HAS_IN_PLAN] += 1;
    } else if (e->op == OP_IN) {
        f[e->arg_count > 2 ? FEATURE_HAS_EITHER : FEATURE_HAS_EQUALS] += 1;
    } else if (nested) {
        f[FEATURE_HAS_THAN_PLAN] += 1;
    }
    for (size_t i = 0; i < e->arg_count; i++) condition_see(e->args[i], f, e->op == OP_NOT);
}

// ---- what is shown ----

static size_t shown_add(const Plan *p, const Expr *e, bool is_measure, RankShown *out,
                        size_t count) {
    if (count == RANK_SHOWN_MAX) return count;
    ColumnRef c = rank_clauses_column(e);
    if (c.table == PLAN_FROM) {
        const Plan *from = p->from;
        size_t at = (size_t)c.column;
        c = (ColumnRef){.table = -1};
        if (from && at < from->dimension_count) {
            c = rank_clauses_column(from->dimensions[at].expr);
        } else if (from && at - from->dimension_count < from->measure_count) {
            c = rank_clauses_column(from->measures[at - from->dimension_count].expr);
        }
    }
    if (c.table < 0) c.table = -1;
    out[count] = (RankShown){.column = c, .expr = e, .is_measure = is_measure};
    return count + 1;
}

size_t rank_clauses_shown(const Plan *p, RankShown out[RANK_SHOWN_MAX]) {
    size_t count = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (!p->dimensions[i].hidden && !p->dimensions[i].support) {
            count = shown_add(p, p->dimensions[i].expr, false, out, count);
        }
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        if (!p->measures[i].support) count = shown_add(p, p->measures[i].expr, true, out, count);
    }
    return count;
}

static void aggregate_see(const Expr *aggregate, double *f) {
    if (!aggregate) return;
    switch (aggregate->op) {
        case OP_COUNT_DISTINCT: f[FEATURE_HAS_COUNT_DISTINCT] += 1;  // fall through
        case OP_COUNT: f[FEATURE_HAS_COUNTS] += 1; break;
        case OP_SUM: f[FEATURE_HAS_SUMS] += 1; break;
        case OP_AVG: f[FEATURE_HAS_AVERAGES] += 1; break;
        case OP_MAX: f[FEATURE_HAS_MAXES] += 1; break;
        case OP_MIN: f[FEATURE_HAS_MINS] += 1; break;
        default: break;
    }
}

static const struct {
    ColumnRole role;
    Feature shown, first;
} ROLES[] = {
    {ROLE_KEY, FEATURE_HAS_KEYS, FEATURE_HAS_FIRST_KEY},
    {ROLE_LINK, FEATURE_HAS_KEYS, FEATURE_HAS_FIRST_KEY},
    {ROLE_CODE, FEATURE_HAS_KEYS, FEATURE_HAS_FIRST_KEY},
    {ROLE_NAME, FEATURE_HAS_NAMES, FEATURE_HAS_FIRST_NAME},
    {ROLE_TIME, FEATURE_HAS_TIMES, FEATURE_HAS_FIRST_TIME},
    {ROLE_MEASURE, FEATURE_HAS_NUMBERS, FEATURE_HAS_FIRST_NUMBER},
};

static void shown_see(const Plan *p, const Model *m, double *f) {
    RankShown shown[RANK_SHOWN_MAX];
    size_t count = rank_clauses_shown(p, shown);
    f[FEATURE_HAS_SHOWN] = (double)count;
    for (size_t i = 0; i < count; i++) {
        if (shown[i].is_measure) {
            aggregate_see(aggregate_in(m, shown[i].expr), f);
            f[FEATURE_HAS_FIRST_MEASURE] += i == 0 ? 1 : 0;
            continue;
        }
        if (shown[i].column.table < 0) continue;
        for (size_t k = 0; k < COUNT_OF(ROLES); k++) {
            if (model_at(m, shown[i].column)->role != ROLES[k].role) continue;
            f[ROLES[k].shown] += 1;
            f[ROLES[k].first] += i == 0 ? 1 : 0;
        }
    }
}

// ---- order, groups, sets ----

static void order_see(const Plan *p, const Model *m, double *f) {
    if (p->order_count > 0) {
        const PlanOrder *o = &p->orders[0];
        bool of_measure = o->by == ORDER_MEASURE && (size_t)o->index < p->measure_count;
        const Expr *e = of_measure ? p->measures[o->index].expr : o->expr;
        const Expr *aggregate = o->by == ORDER_DIMENSION ? NULL : aggregate_in(m, e);
        f[o->descending ? FEATURE_HAS_DOWN : FEATURE_HAS_UP] = 1;
        f[is_count(aggregate) ? FEATURE_HAS_BY_COUNT
          : aggregate         ? FEATURE_HAS_BY_OTHER
                              : FEATURE_HAS_BY_COLUMN] = 1;
        f[FEATURE_HAS_SORTED] = p->limit == 0 ? 1 : 0;
    }
    f[FEATURE_HAS_LIMIT_ONE] = p->limit == 1 ? 1 : 0;
    f[FEATURE_HAS_LIMIT_MANY] = p->limit > 1 ? 1 : 0;
    bool first = p->limit > 0 && p->order_count > 0;
    bool highest = f[FEATURE_HAS_MAXES] > 0 || (first && p->orders[0].descending);
    bool lowest = f[FEATURE_HAS_MINS] > 0 || (first && !p->orders[0].descending);
    f[FEATURE_HAS_HIGHEST] = highest ? 1 : 0;
    f[FEATURE_HAS_LOWEST] = lowest ? 1 : 0;
}

static void groups_see(const Plan *p, const Model *m, double *f) {
    bool grouped = p->measure_count > 0 || p->having_count > 0;
    for (size_t i = 0; i < p->dimension_count && grouped; i++) {
        f[p->dimensions[i].hidden ? FEATURE_HAS_HIDDEN_GROUPS : FEATURE_HAS_GROUPS] += 1;
    }
    for (size_t i = 0; i < p->having_count; i++) {
        condition_see(p->having[i], f, false);
        f[FEATURE_HAS_HAVING_COUNT] += is_count(aggregate_in(m, p->having[i])) ? 1 : 0;
    }
}

static bool same_column_twice(const Plan *p) {
    for (size_t i = 0; i < p->filter_count; i++) {
        ColumnRef x = rank_clauses_column(p->filters[i]);
        for (size_t k = 0; k < i && x.table >= 0; k++) {
            ColumnRef y = rank_clauses_column(p->filters[k]);
            if (x.table == y.table && x.column == y.column) return true;
        }
    }
    return false;
}

static void sets_see(const Plan *p, double *f) {
    static const Feature SETS[] = {[SET_UNION] = FEATURE_HAS_UNION,
                                   [SET_INTERSECT] = FEATURE_HAS_INTERSECT,
                                   [SET_EXCEPT] = FEATURE_HAS_EXCEPT};
    if (p->set_op != SET_NONE) f[SETS[p->set_op]] = 1;
    f[FEATURE_HAS_FROM_PLAN] = p->from ? 1 : 0;
    f[FEATURE_HAS_ONCE] = p->distinct || f[FEATURE_HAS_COUNT_DISTINCT] > 0 ? 1 : 0;
    f[FEATURE_HAS_ALL_OF] = same_column_twice(p) ? 1 : 0;
    f[FEATURE_HAS_NEGATED] +=
        f[FEATURE_HAS_DIFFERS] + f[FEATURE_HAS_NOT_IN_PLAN] + f[FEATURE_HAS_EXCEPT];
    f[FEATURE_HAS_EITHER] += f[FEATURE_HAS_UNION];
}

// ---- parts as hashes ----

static uint64_t mix(uint64_t h, uint64_t x) { return (h ^ x) * 0x9e3779b97f4a7c15ULL + (h >> 29); }

static uint64_t plan_hash(const Plan *p);

static uint64_t expr_hash(uint64_t h, const Expr *e) {
    if (!e) return mix(h, 1);
    h = mix(mix(h, (uint64_t)e->kind), (uint64_t)e->op);
    if (e->kind == EXPR_COLUMN || e->kind == EXPR_ROWS) {
        h = mix(mix(h, (uint64_t)e->column.table), (uint64_t)e->column.column);
    } else if (e->kind == EXPR_LITERAL) {
        const Value *v = &e->literal;
        h = mix(h, v->type == TYPE_TEXT    ? str_hash(v->s)
                   : v->type == TYPE_FLOAT ? (uint64_t)(int64_t)(v->f * 1000)
                                           : (uint64_t)v->i);
    } else if (e->kind == EXPR_METRIC) {
        h = mix(h, (uint64_t)e->metric);
    } else if (e->kind == EXPR_PLAN && e->plan) {
        h = mix(h, plan_hash(e->plan));
    }
    for (size_t i = 0; i < e->arg_count; i++) h = expr_hash(h, e->args[i]);
    return h;
}

static void parts_find(const Plan *p, uint64_t parts[RANK_PART_COUNT]) {
    for (int i = 0; i < RANK_PART_COUNT; i++) parts[i] = HASH_START;
    for (size_t i = 0; i < p->dimension_count; i++) {
        RankPart part = p->dimensions[i].hidden ? RANK_PART_GROUP : RANK_PART_SHOWN;
        parts[part] = expr_hash(parts[part], p->dimensions[i].expr);
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        parts[RANK_PART_SHOWN] = expr_hash(parts[RANK_PART_SHOWN], p->measures[i].expr);
    }
    parts[RANK_PART_SHOWN] = mix(parts[RANK_PART_SHOWN], p->distinct ? 2 : 1);
    for (size_t i = 0; i < p->filter_count; i++) {
        parts[RANK_PART_FILTER] += expr_hash(HASH_STEP, p->filters[i]);  // in any order
    }
    for (size_t i = 0; i < p->having_count; i++) {
        parts[RANK_PART_GROUP] = expr_hash(parts[RANK_PART_GROUP], p->having[i]);
    }
    uint64_t order = mix(HASH_STEP, (uint64_t)p->limit);
    for (size_t i = 0; i < p->order_count; i++) {
        const PlanOrder *o = &p->orders[i];
        order = mix(order, (uint64_t)o->by * 64 + (uint64_t)o->index * 2 + (o->descending ? 1 : 0));
        order = expr_hash(order, o->expr);
    }
    parts[RANK_PART_ORDER] = order;
    for (size_t i = 0; i < p->table_count; i++) {
        parts[RANK_PART_TABLES] += mix(HASH_STEP, (uint64_t)p->tables[i].table);
    }
    if (p->other) parts[RANK_PART_FILTER] = mix(parts[RANK_PART_FILTER], plan_hash(p->other));
    if (p->from) parts[RANK_PART_TABLES] = mix(parts[RANK_PART_TABLES], plan_hash(p->from));
}

static uint64_t plan_hash(const Plan *p) {
    uint64_t parts[RANK_PART_COUNT], h = HASH_START;
    parts_find(p, parts);
    for (int i = 0; i < RANK_PART_COUNT; i++) h = mix(h, parts[i]);
    return h;
}

void rank_clauses_measure(Candidate *c, const Model *m) {
    const Plan *p = c->plan;
    double *f = c->features;
    parts_find(p, c->parts);
    shown_see(p, m, f);
    for (size_t i = 0; i < p->filter_count; i++) condition_see(p->filters[i], f, false);
    groups_see(p, m, f);
    order_see(p, m, f);
    sets_see(p, f);
    f[FEATURE_HAS_TABLES] = (double)p->table_count;
}
