#include <math.h>
#include <string.h>

#include "ask/rank_question.h"

const char *const RANK_FEATURE_NAMES[FEATURE_COUNT] = {
#define NAME_ROW(id, ...) #id,
#define NAME_CUE_ROW(id, words) "CUE_" #id,
#define NAME_HAS_ROW(id, what) "HAS_" #id,
#define NAME_PAIR_ROW(cue, clause) "WANT_" #cue "_" #clause, "EXTRA_" #cue "_" #clause,
    RANK_FEATURES(NAME_ROW) RANK_ALIGNMENTS(NAME_ROW) RANK_VOTES(NAME_ROW) RANK_CUES(NAME_CUE_ROW)
        RANK_CLAUSES(NAME_HAS_ROW) RANK_PAIRS(NAME_PAIR_ROW) RANK_OUTCOMES(NAME_ROW)
#undef NAME_ROW
#undef NAME_CUE_ROW
#undef NAME_HAS_ROW
#undef NAME_PAIR_ROW
};

enum { SEEN_MAX = 96 };

// Which columns and tables a plan speaks of, nested plans included.
typedef struct Mentions {
    const Model *m;
    ColumnRef columns[SEEN_MAX];
    size_t column_count;
    int tables[SEEN_MAX];
    size_t table_count;
    size_t plans;
    size_t chains;
} Mentions;

static void plan_see(Mentions *s, const Plan *p);

static void column_see(void *ctx, ColumnRef c) {
    Mentions *s = ctx;
    if (c.table >= 0 && s->column_count < SEEN_MAX) s->columns[s->column_count++] = c;
}

static void nested_see(Mentions *s, const Expr *e) {
    if (e->kind == EXPR_PLAN && e->plan) plan_see(s, e->plan);
    for (size_t i = 0; i < e->arg_count; i++) nested_see(s, e->args[i]);
}

static void expr_see(Mentions *s, const Expr *e) {
    if (!e) return;
    expr_columns(s->m, e, column_see, s);
    nested_see(s, e);
}

// A table reached from the one side of a join whose many side it was entered by: two kinds of
// rows that share an owner, and nothing else.
static size_t chains_count(const Plan *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->table_count; i++) {
        const PlanTable *t = &p->tables[i];
        if (t->parent < 0 || t->forward) continue;
        const PlanTable *parent = &p->tables[t->parent];
        if (parent->parent >= 0 && parent->forward) count++;
        for (size_t k = 0; k < i; k++) {
            if (p->tables[k].parent == t->parent && !p->tables[k].forward) count++;
        }
    }
    return count;
}

static void plan_see(Mentions *s, const Plan *p) {
    s->plans++;
    s->chains += chains_count(p);
    for (size_t i = 0; i < p->measure_count; i++) expr_see(s, p->measures[i].expr);
    for (size_t i = 0; i < p->dimension_count; i++) expr_see(s, p->dimensions[i].expr);
    for (size_t i = 0; i < p->filter_count; i++) expr_see(s, p->filters[i]);
    for (size_t i = 0; i < p->having_count; i++) expr_see(s, p->having[i]);
    for (size_t i = 0; i < p->order_count; i++) expr_see(s, p->orders[i].expr);
    if (p->time.is_set) column_see(s, p->time.column);
    for (size_t i = 0; i < p->table_count && s->table_count < SEEN_MAX; i++) {
        s->tables[s->table_count++] = p->tables[i].table;
    }
    if (p->from) plan_see(s, p->from);
    if (p->other) plan_see(s, p->other);
}

static bool mentions_column(const Mentions *s, int table, int column) {
    for (size_t i = 0; i < s->column_count; i++) {
        if (s->columns[i].table == table && s->columns[i].column == column) return true;
    }
    return false;
}

static bool mentions_table(const Mentions *s, int table) {
    for (size_t i = 0; i < s->table_count; i++) {
        if (s->tables[i] == table) return true;
    }
    return false;
}

static double hops_count(const Plan *p) {
    double hops = p->table_count > 1 ? (double)(p->table_count - 1) : 0;
    return p->from ? hops + hops_count(p->from) : hops;
}

static double corrected_count(const Tokens *t) {
    double count = 0;
    for (size_t i = 0; i < t->count; i++) count += t->items[i].corrected.len > 0 ? 1 : 0;
    return count;
}

// ---- what the words were read as ----

static void target_features(const Item *item, double *f, double *least) {
    const LinkTarget *target = item->target;
    if (item->score < *least) *least = item->score;
    f[FEATURE_SECOND] += item->lack;
    f[FEATURE_AMBIGUOUS] += item->rivals > 0 ? 1 : 0;
    if (item->link->kind == LINK_VALUE) {
        f[FEATURE_VALUES] += 1;
        f[FEATURE_WORD_VALUE] += target->is_word ? 1 : 0;
    }
}

static void word_features(const Draft *d, double *f) {
    const Parse *p = d->p;
    double content = p->content > 0 ? p->content : 1;
    double least = 0.75;
    for (size_t i = 0; i < p->count; i++) {
        const Item *item = &p->items[i];
        if (item->target) target_features(item, f, &least);
        if (!item->used && item->link->kind >= LINK_CUE) f[FEATURE_UNUSED] += 1;
        f[FEATURE_SOFT] += item->link->kind == LINK_SOFT ? 1 : 0;
    }
    f[FEATURE_WEAKEST] = 0.75 - least;
    f[FEATURE_WORDS] = p->score / content;
    f[FEATURE_COVERAGE] = (content - draft_unread(d)) / content;
    f[FEATURE_UNREAD] = draft_unread(d);
    f[FEATURE_DOUBT] = d->doubt;
    f[FEATURE_SPREAD] = p->spread;
    f[FEATURE_CORRECTED] = corrected_count(d->t);
    f[FEATURE_MISSING] = d->missing.len > 0 ? 1 : 0;
    f[FEATURE_CONTENT] = p->content;
    f[FEATURE_SCHEMA] = log(1 + (double)d->m->table_count);
}

// ---- what the plan is ----

static void shape_features(const Plan *p, double *f) {
    f[FEATURE_HOPS] = hops_count(p);
    f[FEATURE_PLAIN_LIST] = p->measure_count == 0 ? 1 : 0;
    f[FEATURE_MEASURES] = (double)p->measure_count;
    f[FEATURE_DIMENSIONS] = (double)p->dimension_count;
    f[FEATURE_FILTERS] = (double)p->filter_count;
    f[FEATURE_HAVING] = (double)p->having_count;
    f[FEATURE_ORDER] = p->order_count > 0 ? 1 : 0;
    f[FEATURE_LIMIT] = p->limit > 0 ? 1 : 0;
    f[FEATURE_TIME] = p->time.is_set ? 1 : 0;
    f[FEATURE_SET] = p->set_op != SET_NONE ? 1 : 0;
    f[FEATURE_DISTINCT] = p->distinct ? 1 : 0;
    f[FEATURE_EACH_MATCH] = p->each_match ? 1 : 0;
    f[FEATURE_GROUPED] = p->measure_count > 0 && p->dimension_count > 0 ? 1 : 0;
}

// ---- whether the plan holds what the words name, and no more ----

// A key stands for the thing it points to, of which the plan shows the name instead.
static bool is_shown_by_name(const Mentions *s, const LinkTarget *target) {
    ColumnRole role = s->m->tables[target->table].columns[target->column].role;
    return role == ROLE_KEY || role == ROLE_LINK;
}

static void named_features(const Parse *p, const Mentions *s, double *f) {
    for (size_t i = 0; i < p->count; i++) {
        const LinkTarget *target = p->items[i].target;
        if (!target) continue;
        switch (p->items[i].link->kind) {
            case LINK_TABLE:
                f[FEATURE_LOST_TABLE] += mentions_table(s, target->table) ? 0 : 1;
                break;
            case LINK_COLUMN:
                if (is_shown_by_name(s, target)) break;
                f[FEATURE_LOST] += mentions_column(s, target->table, target->column) ? 0 : 1;
                break;
            case LINK_VALUE:
                f[FEATURE_LOST_VALUE] += mentions_column(s, target->table, target->column) ? 0 : 1;
                break;
            default: break;
        }
    }
}

static bool is_named(const Parse *p, int table, int column) {
    for (size_t i = 0; i < p->count; i++) {
        const LinkTarget *target = p->items[i].target;
        if (!target || p->items[i].link->kind == LINK_METRIC || target->table != table) continue;
        if (column < 0 || target->column == column) return true;
    }
    return false;
}

static void unnamed_features(const Parse *p, const Plan *plan, const Mentions *s, double *f) {
    for (size_t i = 0; i < s->table_count; i++) {
        f[FEATURE_SILENT] += is_named(p, s->tables[i], -1) ? 0 : 1;
    }
    for (size_t i = 0; i < plan->dimension_count; i++) {
        const PlanDimension *d = &plan->dimensions[i];
        if (d->hidden || !d->expr || d->expr->kind != EXPR_COLUMN) continue;
        f[FEATURE_UNNAMED] += is_named(p, d->expr->column.table, d->expr->column.column) ? 0 : 1;
    }
}

// ---- what the question says, and whether the plan has it ----

static const struct {
    Feature cue, clause, want, extra;
} PAIRS[] = {
#define PAIR_ROW(cue, clause)                                                                      \
    {FEATURE_CUE_##cue, FEATURE_HAS_##clause, FEATURE_WANT_##cue##_##clause,                       \
     FEATURE_EXTRA_##cue##_##clause},
    RANK_PAIRS(PAIR_ROW)
#undef PAIR_ROW
};

static void pairs_measure(double *f) {
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        bool said = f[PAIRS[i].cue] > 0, has = f[PAIRS[i].clause] > 0;
        f[PAIRS[i].want] = said && !has ? 1 : 0;
        f[PAIRS[i].extra] = has && !said ? 1 : 0;
    }
}

static void learned_features(Candidate *c, const RankQuestion *q) {
    double verdicts[VERDICT_COUNT] = {0};
    if (q->parts) sketch_judge(q->parts, c->plan, verdicts);
    c->features[FEATURE_LEARNED] = c->learned ? 1 : 0;
    for (int i = 0; i < VERDICT_COUNT; i++) c->features[FEATURE_SHAPE + i] = verdicts[i];
}

void rank_features(Candidate *c, const RankQuestion *q, bool is_change) {
    const Draft *d = c->draft;
    double *f = c->features;
    Mentions s = {.m = d->m};
    memcpy(f, q->cues, sizeof c->features);
    plan_see(&s, c->plan);
    word_features(d, f);
    shape_features(c->plan, f);
    named_features(d->p, &s, f);
    unnamed_features(d->p, c->plan, &s, f);
    f[FEATURE_CHAIN] = (double)s.chains;
    f[FEATURE_NESTED] = (double)(s.plans - 1);
    f[FEATURE_CHANGE] = is_change ? 1 : 0;
    learned_features(c, q);
    rank_clauses_measure(c, d->m);
    rank_align_measure(c, q);
    pairs_measure(f);
}
