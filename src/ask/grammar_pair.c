// Two numbers made one: "difference between sales of A and B", "how much more did A sell than B",
// "ratio of paid orders to all orders", "freight as a percentage of sales by region".
//
// Each side is a little question of its own (grammar_clause), read to a measure and its conditions.
// A side without a measure has the other's. What both sides have is a condition of the whole; what
// only one has goes into its measure. The two numbers stand beside the one made of them.

#include "ask/grammar_clause.h"
#include "ask/grammar_frames.h"
#include "ask/shape.h"
#include "plan/plan_words.h"

typedef struct Side {
    Clause clause;
    Draft *said;
    DraftMeasure measure;
    bool has_measure, of_all;  // "total", "all": nothing of the other side holds for it
    DraftFilter own[DRAFT_FILTERS_MAX];
    size_t own_count;
    TimePhrase time;
    bool timed, yearly;  // yearly: that part of each year
    Expr *when;          // the time as a condition, where the other side has none such
    Expr *value;         // the number
} Side;

typedef struct Pair {
    LexiconPair kind;
    size_t at, joint;  // items
    Side sides[2];
} Pair;

// ---- where the sides stand ----

static bool is_joint(Draft *d, size_t i, LexiconPair kind) {
    if (kind >= PAIR_MORE && kind <= PAIR_LESS_OF) return draft_is_cue(d, i, CUE_THAN);
    if (draft_is_cue(d, i, CUE_AND)) return draft_item(d, i)->link->cue->arg != 1;
    bool to = draft_is_cue(d, i, CUE_OF) && str_eq(draft_item(d, i)->link->cue->phrase, S("to"));
    return kind == PAIR_RATIO && to;
}

static bool sides_find(Draft *d, Pair *pair) {
    size_t count = d->p->count;
    pair->joint = pair->at;
    if (pair->kind < PAIR_MINUS) {
        do pair->joint++;
        while (pair->joint < count && !is_joint(d, pair->joint, pair->kind));
        pair->sides[0].clause = (Clause){.first = pair->at + 1, .end = pair->joint};
    } else {
        pair->sides[0].clause = (Clause){.first = 0, .end = pair->at};
    }
    pair->sides[1].clause = (Clause){.first = pair->joint + 1, .end = count};
    return pair->joint < count && pair->sides[0].clause.first < pair->sides[0].clause.end;
}

// "between 2025 and 2026", "from 2025 to 2026", which is one period elsewhere: its two ends.
static bool times_part(Draft *d, size_t i, TimePhrase parts[2]) {
    size_t first = draft_item(d, i)->link->first;
    return timephrase_ends(d->t, first, d->today, parts);
}

static size_t times_item(Draft *d, const Pair *pair, TimePhrase parts[2]) {
    for (size_t i = pair->at + 1; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_TIME) && times_part(d, i, parts)) return i;
    }
    return d->p->count;
}

// ---- what a side says ----

static bool says_all(Draft *d, Clause c) {
    static const char *const WORDS[] = {"total", "all", "overall", "entire", "every"};
    for (size_t i = c.first; i < c.end; i++) {
        Str word = d->t->items[draft_item(d, i)->link->first].text;
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            if (str_eq(word, str_from(WORDS[k]))) return true;
        }
    }
    return false;
}

static void measure_find(Side *side) {
    Draft *said = side->said;
    side->has_measure = true;
    if (said->measure_count > 0) {
        side->measure = said->measures[0];
    } else if ((said->has_sell_verb || said->how_much) && said->m->default_metric >= 0) {
        int metric = said->m->default_metric;
        side->measure =
            (DraftMeasure){.expr = expr_metric(said->a, metric),
                           .column = {.table = said->m->metrics[metric].table, .column = -1}};
    } else if (said->focus.is_set) {
        side->measure = (DraftMeasure){.counted = said->focus, .at = said->focus.at};
    } else {
        side->has_measure = false;
    }
}

static bool side_read(Draft *d, Side *side) {
    side->of_all = says_all(d, side->clause);
    side->said = grammar_clause_read(d, side->clause);
    if (!side->said) return false;
    Draft *said = side->said;
    measure_find(side);
    for (size_t i = 0; i < said->filter_count; i++) side->own[i] = said->filters[i];
    side->own_count = said->filter_count;
    side->timed = said->time_count == 1;
    if (side->timed) side->time = said->times[0];
    bool more = said->having_count > 0 || said->has_last || said->first_seen ||
                said->average_of_sums || said->share || said->time_count > 1 ||
                said->measure_count > 1 || said->compare != COMPARE_NONE;
    return !more;
}

// "the highest and the lowest price": both ends of one column.
static bool ends_read(Side *x, Side *y) {
    Side *sides[] = {x, y};
    if (!x->said->has_top || !y->said->has_top) return false;
    const DraftMeasure *of =
        x->said->has_top_measure ? &x->said->top_measure : &y->said->top_measure;
    bool both = x->said->has_top_measure && y->said->has_top_measure;
    if (!of->is_plain || both) return false;
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        Draft *said = sides[i]->said;
        Expr *column = draft_column_expr(said, of->column);
        ExprOp op = said->top_descending ? OP_MAX : OP_MIN;
        sides[i]->has_measure = true;
        sides[i]->measure =
            (DraftMeasure){.expr = expr_call1(said->a, op, column), .column = of->column};
    }
    return true;
}

// ---- what the sides share ----

static bool has_column(const Side *side, ColumnRef c) {
    for (size_t i = 0; i < side->own_count; i++) {
        const ColumnRef *own = &side->own[i].column;
        if (own->table == c.table && own->column == c.column) return true;
    }
    return false;
}

static bool has_same(const Side *side, const DraftFilter *f) {
    for (size_t i = 0; i < side->own_count; i++) {
        if (expr_equal(side->own[i].expr, f->expr)) return true;
    }
    return false;
}

static void filters_give(const Side *from, Side *to) {
    for (size_t i = 0; i < from->own_count && to->own_count < DRAFT_FILTERS_MAX; i++) {
        if (!has_column(to, from->own[i].column)) to->own[to->own_count++] = from->own[i];
    }
}

static bool same_measure(const DraftMeasure *x, const DraftMeasure *y) {
    if (x->expr && y->expr) return expr_equal(x->expr, y->expr);
    return !x->expr && !y->expr && x->counted.table == y->counted.table &&
           x->counted.column == y->counted.column;
}

// The measure named before the phrase: "revenue difference between A and B".
static bool measure_before(Draft *d, const Pair *pair, DraftMeasure *ret) {
    size_t before = draft_before(d, pair->at);
    if (pair->kind >= PAIR_MINUS || !draft_item(d, before)) return false;
    if (!grammar_measure(d, before, ret)) return false;
    ret->is_plain = false;
    draft_use(d, before);
    return true;
}

static bool measures_settle(Draft *d, Pair *pair) {
    Side *x = &pair->sides[0], *y = &pair->sides[1];
    bool inherits = x->has_measure && !y->has_measure;
    bool counts = pair->kind == PAIR_MORE_OF || pair->kind == PAIR_LESS_OF;
    if (ends_read(x, y)) return true;
    if (!x->has_measure && !y->has_measure) {
        bool says = x->own_count + y->own_count > 0 || (x->timed && y->timed);
        if (!says) return false;
        if (!measure_before(d, pair, &x->measure)) {
            if (d->m->default_metric < 0 || counts) return false;
            int metric = d->m->default_metric;
            x->measure =
                (DraftMeasure){.expr = expr_metric(d->a, metric),
                               .column = {.table = d->m->metrics[metric].table, .column = -1}};
            draft_doubt(d, 0.2);
        }
        y->measure = x->measure;
    } else if (!x->has_measure) {
        x->measure = y->measure;
    } else if (inherits) {
        y->measure = x->measure;
    }
    bool differs = !same_measure(&x->measure, &y->measure);
    if (inherits) filters_give(x, y);
    if (!x->of_all && (x->own_count > 0 || differs)) filters_give(y, x);
    return true;
}

static void times_settle(Pair *pair) {
    Side *x = &pair->sides[0], *y = &pair->sides[1];
    if (x->timed == y->timed) return;
    Side *without = x->timed ? y : x;
    if (without->of_all) return;
    without->timed = true;
    without->time = x->timed && without == y ? x->time : y->time;
}

// "between december and november of each year".
static void years_settle(Draft *d, Pair *pair) {
    size_t first = 0, end = 0;
    Side *x = &pair->sides[0], *y = &pair->sides[1];
    bool units = x->time.unit == y->time.unit &&
                 (x->time.unit == DATE_MONTH || x->time.unit == DATE_QUARTER);
    bool parts = units && x->timed && y->timed && x->time.yearless && y->time.yearless;
    if (!parts || !grammar_years_find(d, &first, &end)) return;
    x->yearly = y->yearly = true;
    draft_add_dimension(
        d, (DraftDimension){.is_grain = true, .grain = DATE_YEAR, .by_cue = true, .at = first});
    for (size_t i = first; i < end; i++) draft_use(d, i);
}

static bool same_time(const Side *x, const Side *y) {
    return x->timed && y->timed && x->time.has_first == y->time.has_first &&
           x->time.has_end == y->time.has_end && x->time.range.first == y->time.range.first &&
           x->time.range.end == y->time.range.end;
}

// What both have becomes a condition of the whole, and is taken from either.
static void shared_take(Draft *d, Pair *pair) {
    Side *x = &pair->sides[0], *y = &pair->sides[1];
    size_t kept = 0;
    for (size_t i = 0; i < x->own_count; i++) {
        if (!has_same(y, &x->own[i])) {
            x->own[kept++] = x->own[i];
            continue;
        }
        DraftFilter shared = x->own[i];
        draft_add_filter(d, shared);
        for (size_t k = 0; k < y->own_count; k++) {
            if (!expr_equal(y->own[k].expr, shared.expr)) continue;
            y->own[k--] = y->own[--y->own_count];
        }
    }
    x->own_count = kept;
    if (!same_time(x, y)) return;
    d->times[0] = x->time;
    d->time_count = 1;
    x->timed = y->timed = false;
}

// ---- the number of a side ----

static bool side_value(Draft *d, Side *side) {
    Draft *said = side->said;
    Expr *conditions[DRAFT_FILTERS_MAX + 2];
    size_t count = 0;
    said->measures[0] = side->measure;
    said->measure_count = 1;
    said->filter_count = side->own_count;
    for (size_t i = 0; i < side->own_count; i++) {
        said->filters[i] = side->own[i];
        conditions[count++] = side->own[i].expr;
    }
    said->times[0] = side->time;
    said->time_count = side->timed && !side->yearly;
    said->every_year = side->yearly;
    said->every_year_part = side->time;
    Plan *period = plan_new(d->a);
    if (!shape_time(said, period) || !shape_days(said, period)) return false;
    shape_time_filter(d->a, period);
    for (size_t i = 0; i < period->filter_count && count < COUNT_OF(conditions); i++)
        conditions[count++] = period->filters[i];
    Expr *all = count == 0   ? NULL
                : count == 1 ? conditions[0]
                             : expr_call(d->a, OP_AND, conditions, count);
    side->value = shape_restrict(d, shape_measure(said, &side->measure), all);
    return side->value != NULL;
}

// "Germany" rather than "country is Germany": the sides are told apart by it.
static Str condition_words(const Draft *d, Expr *e) {
    const Plan *p = plan_new(d->a);
    bool value = e->kind == EXPR_CALL && e->op == OP_EQ && e->args[0]->kind == EXPR_COLUMN &&
                 e->args[1]->kind == EXPR_LITERAL && e->args[1]->literal.type == TYPE_TEXT;
    return value ? plan_words_value(d->m, e->args[0], e->args[1]->literal, words_english(d->a))
                 : plan_words_expr(d->m, p, e, words_english(d->a));
}

// "December", "quarter 4": the part of each year.
static Str part_words(const Draft *d, const Side *side) {
    int month = date_parts(side->time.range.first).month;
    if (side->time.unit == DATE_MONTH) return words_month(words_english(d->a), month);
    return str_fmt(d->a, "quarter %d", (month + 2) / 3);
}

// "revenue (Germany, 2025)".
static Str side_words(const Draft *d, const Side *side) {
    const Plan *p = plan_new(d->a);
    Str words =
        plan_words_expr(d->m, p, shape_measure(side->said, &side->measure), words_english(d->a));
    const char *joint = " (";
    for (size_t i = 0; i < side->own_count; i++) {
        Str condition = condition_words(d, side->own[i].expr);
        words = str_fmt(d->a, STR_F "%s" STR_F, STR_A(words), joint, STR_A(condition));
        joint = ", ";
    }
    if (side->timed) {
        PlanTime time = {.is_set = true,
                         .has_first = side->time.has_first,
                         .has_end = side->time.has_end,
                         .range = side->time.range};
        Str range =
            side->yearly ? part_words(d, side) : plan_words_range(&time, words_english(d->a));
        words = str_fmt(d->a, STR_F "%s" STR_F, STR_A(words), joint, STR_A(range));
        joint = ", ";
    }
    return str_eq(str_from(joint), S(", ")) ? str_fmt(d->a, STR_F ")", STR_A(words)) : words;
}

static bool is_later(const Side *x, const Side *y) {
    bool timed = x->timed && y->timed && x->own_count + y->own_count == 0;
    Date first = x->time.range.first, second = y->time.range.first;
    if (x->yearly) return timed && date_parts(first).month < date_parts(second).month;
    return timed && first < second;
}

static void pair_add(Draft *d, Pair *pair) {
    Side *x = &pair->sides[0], *y = &pair->sides[1];
    bool turns = pair->kind == PAIR_LESS || pair->kind == PAIR_LESS_OF ||
                 (pair->kind == PAIR_DIFFERENCE && is_later(x, y));
    const Side *left = turns ? y : x, *right = turns ? x : y;
    bool ratio = pair->kind == PAIR_RATIO || pair->kind == PAIR_DIVIDED;
    bool percent = pair->kind == PAIR_PERCENT;
    Expr *first = left->value;
    if (percent) first = expr_call2(d->a, OP_MUL, expr_float(d->a, 100), first);
    const char *joint = percent ? "as percent of" : ratio ? "per" : "less";
    Str label = str_fmt(d->a, STR_F " %s " STR_F, STR_A(side_words(d, left)), joint,
                        STR_A(side_words(d, right)));
    ColumnRef column = left->measure.column;
    if (left->measure.counted.is_set) column.table = left->measure.counted.table;
    ExprOp op = ratio || percent ? OP_DIV : OP_SUB;
    draft_add_measure(d, (DraftMeasure){.expr = expr_call2(d->a, op, first, right->value),
                                        .column = {.table = column.table, .column = -1},
                                        .at = pair->at,
                                        .label = label});
    const Side *shown[] = {left, right};
    for (size_t i = 0; i < COUNT_OF(shown); i++) {
        draft_add_measure(d, (DraftMeasure){.expr = shown[i]->value,
                                            .column = {.table = column.table, .column = -1},
                                            .at = pair->at,
                                            .beside = true,
                                            .label = side_words(d, shown[i])});
    }
}

static void groups_take(Draft *d, const Draft *said) {
    for (size_t i = 0; i < said->dimension_count; i++) {
        DraftDimension dim = said->dimensions[i];
        if (!dim.by_cue && !dim.is_grain) draft_doubt(d, 0.4);
        if (dim.by_cue || dim.is_grain) draft_add_dimension(d, dim);
    }
    if (said->time_column.table >= 0) d->time_column = said->time_column;
    d->trend = d->trend || said->trend;
}

static void pair_use(Draft *d, const Pair *pair) {
    draft_use(d, pair->at);
    draft_use(d, pair->joint);
    for (size_t i = 0; i < COUNT_OF(pair->sides); i++) {
        const Side *side = &pair->sides[i];
        grammar_clause_use(d, side->clause, side->said);
        groups_take(d, side->said);
        for (size_t k = side->clause.first; k < side->clause.end; k++) {
            if (draft_is_cue(d, k, CUE_OF) || draft_is_cue(d, k, CUE_COMPARE)) draft_use(d, k);
        }
    }
}

// "sales by region as a percentage of the total": each group's part of all, which is no pair.
static bool is_share(const Pair *pair) {
    const Side *x = &pair->sides[0], *y = &pair->sides[1];
    if (pair->kind != PAIR_PERCENT || y->own_count > 0 || y->timed) return false;
    bool grouped = x->said->dimension_count > 0;
    return !y->has_measure || (grouped && same_measure(&x->measure, &y->measure));
}

static bool share_read(Draft *d, const Pair *pair) {
    d->share = true;
    draft_use(d, pair->at);
    grammar_clause_use(d, pair->sides[1].clause, pair->sides[1].said);
    return true;
}

static bool pair_read(Draft *d, size_t at) {
    Pair pair = {.kind = (LexiconPair)draft_item(d, at)->link->cue->arg, .at = at};
    TimePhrase parts[2];
    Side *x = &pair.sides[0], *y = &pair.sides[1];
    size_t span = times_item(d, &pair, parts);
    bool of_span = pair.kind == PAIR_DIFFERENCE && span < d->p->count;
    if (of_span) {
        pair.joint = at;
        x->clause = y->clause = (Clause){.first = at + 1, .end = d->p->count};
    } else if (!sides_find(d, &pair)) {
        return false;
    }
    if (!side_read(d, x) || !side_read(d, y)) return false;
    if (of_span) {
        x->time = parts[0];
        y->time = parts[1];
        x->timed = y->timed = true;
    }
    if (is_share(&pair)) return share_read(d, &pair);
    if (!measures_settle(d, &pair)) return false;
    times_settle(&pair);
    years_settle(d, &pair);
    shared_take(d, &pair);
    bool same = same_measure(&x->measure, &y->measure) && x->own_count + y->own_count == 0 &&
                !x->timed && !y->timed;
    if (same || !side_value(d, x) || !side_value(d, y)) {
        d->filter_count = d->time_count = 0;
        return false;
    }
    pair_add(d, &pair);
    pair_use(d, &pair);
    return true;
}

bool grammar_pair_read(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_PAIR) && pair_read(d, i)) return true;
    }
    return false;
}
