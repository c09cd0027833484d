// What rose or fell: "categories whose sales fell from 2025 to 2026", "which product declined the
// most in 2026 compared to 2025", "customers who bought less this year than last year".
//
// Two periods are found, said or the one before that which is said. With a superlative the things
// are ordered by their change; without one, those whose number went that way are listed.

#include "ask/grammar_frames.h"
#include "ask/shape.h"
#include "plan/plan_words.h"

typedef struct Growth {
    bool down, superlative;
    TimePhrase early, late;
    size_t times[2];  // items; count: none
    size_t thing;
    Entity who;
    DraftMeasure measure;
} Growth;

static const char *const DOWN[] = {"fell",      "fallen",   "falling",  "declined",  "decline",
                                   "declining", "declines", "decrease", "dropped",   "drop",
                                   "decreased", "dropping", "down",     "shrunk",    "shrank",
                                   "degrowth",  "reduced",  "worse",    "decreasing"};
static const char *const UP[] = {"grew",     "grown",     "growing", "grow",       "rose",
                                 "risen",    "rising",    "up",      "improved",   "increased",
                                 "increase", "increases", "gained",  "increasing", "grows"};

static bool is_one_of(Str word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(word, str_from(words[i]))) return true;
    }
    return false;
}

bool grammar_growth_word(Str word) {
    return is_one_of(word, DOWN, COUNT_OF(DOWN)) || is_one_of(word, UP, COUNT_OF(UP));
}

// Which way: the change said by a verb, not by a noun ("growth", "change").
static bool way_find(Draft *d, Growth *g) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        if (!draft_is_cue(d, i, CUE_CHANGE)) continue;
        Str word = d->t->items[link->end - 1].text;
        g->down = is_one_of(word, DOWN, COUNT_OF(DOWN));
        if (g->down || is_one_of(word, UP, COUNT_OF(UP))) return true;
    }
    return false;
}

static bool is_closed(const TimePhrase *t) { return t->has_first && t->has_end; }

static TimePhrase period_before(const Draft *d, TimePhrase *late) {
    TimePhrase early = *late;
    if (late->range.end > d->today + 1 && late->range.first <= d->today)
        late->range.end = d->today + 1;
    early.range.first = date_add(late->range.first, -1, late->unit);
    early.range.end = date_add(late->range.end, -1, late->unit);
    return early;
}

static bool periods_find(Draft *d, Growth *g) {
    TimePhrase found[3];
    size_t count = 0;
    g->times[0] = g->times[1] = d->p->count;
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is(d, i, LINK_TIME)) continue;
        if (count == 2 || !is_closed(&draft_item(d, i)->link->time)) return false;
        g->times[count] = i;
        found[count++] = draft_item(d, i)->link->time;
    }
    TimePhrase ends[2];
    if (count == 1 &&
        timephrase_ends(d->t, draft_item(d, g->times[0])->link->first, d->today, ends)) {
        found[0] = ends[0];
        found[1] = ends[1];
        count = 2;
    }
    if (count == 0) return false;
    bool turned = count == 2 && found[0].range.first > found[1].range.first;
    g->late = count == 1 || turned ? found[0] : found[1];
    g->early = count == 1 ? period_before(d, &g->late) : turned ? found[1] : found[0];
    return count == 1 || g->early.unit == g->late.unit;
}

static bool thing_find(Draft *d, Growth *g) {
    g->thing = d->p->count;
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_METRIC) || !grammar_frames_thing(d, i, &g->who)) continue;
        if (g->thing < d->p->count) return false;  // grouped by more
        g->thing = i;
    }
    return g->thing < d->p->count;
}

static void measure_find(Draft *d, Growth *g) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (i == g->thing || !grammar_measure(d, i, &g->measure)) continue;
        g->measure.is_plain = false;
        draft_use(d, i);
        return;
    }
    int metric = d->m->default_metric;
    g->measure = (DraftMeasure){.expr = expr_metric(d->a, metric),
                                .column = {.table = d->m->metrics[metric].table, .column = -1}};
}

static bool superlative_find(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_TOP) || draft_is_cue(d, i, CUE_SUPERLATIVE)) return true;
    }
    return false;
}

static bool has_rival(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_BY) || draft_is_cue(d, i, CUE_WISE) ||
            draft_is_cue(d, i, CUE_AGGREGATE) || draft_is_cue(d, i, CUE_SHARE) ||
            draft_is_cue(d, i, CUE_PAIR) || draft_is(d, i, LINK_NUMBER))
            return true;
    }
    return false;
}

static void words_use(Draft *d, const Growth *g) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_CHANGE) || draft_is_cue(d, i, CUE_OF) ||
            draft_is_cue(d, i, CUE_PREVIOUS) || draft_is_cue(d, i, CUE_WHICH))
            draft_use(d, i);
    }
    for (size_t k = 0; k < COUNT_OF(g->times); k++) {
        if (g->times[k] < d->p->count) draft_use(d, g->times[k]);
    }
}

static Expr *in_period(Draft *d, const Growth *g, const TimePhrase *t) {
    Plan *period = plan_new(d->a);
    d->measures[0] = g->measure;
    d->measure_count = 1;
    d->times[0] = *t;
    d->time_count = 1;
    bool shaped = shape_time(d, period);
    d->measure_count = d->time_count = 0;
    if (!shaped) return NULL;
    shape_time_filter(d->a, period);
    if (period->filter_count == 0) return NULL;
    Expr *all = expr_call(d->a, OP_AND, period->filters, period->filter_count);
    return shape_restrict(d, shape_measure(d, &g->measure), all);
}

static Str period_label(Draft *d, const Growth *g, const TimePhrase *t) {
    PlanTime time = {.is_set = true, .has_first = true, .has_end = true, .range = t->range};
    Words w = words_english(d->a);
    Str measure = plan_words_expr(d->m, plan_new(d->a), shape_measure(d, &g->measure), w);
    return str_fmt(d->a, STR_F " (" STR_F ")", STR_A(measure), STR_A(plan_words_range(&time, w)));
}

static void measure_put(Draft *d, const Growth *g, Expr *value, const TimePhrase *t) {
    DraftMeasure measure = g->measure;
    measure.expr = value;
    measure.counted = (Entity){0};
    measure.of_order = true;
    measure.label = period_label(d, g, t);
    draft_add_measure(d, measure);
}

// Those whose number went that way.
static bool listed_read(Draft *d, const Growth *g, bool counted) {
    Expr *late = in_period(d, g, &g->late), *early = in_period(d, g, &g->early);
    if (!late || !early || d->having_count > 0) return false;
    measure_put(d, g, late, &g->late);
    d->having[d->having_count++] =
        (DraftHaving){.measure = 0, .op = g->down ? OP_LT : OP_GT, .to = early};
    if (counted) return true;
    measure_put(d, g, early, &g->early);
    d->focus = g->who;
    d->focus_listed = true;
    draft_use(d, g->thing);
    return true;
}

// The one that went furthest that way.
static bool furthest_read(Draft *d, const Growth *g) {
    bool adjoins = date_add(g->late.range.first, -1, g->late.unit) == g->early.range.first;
    if (!adjoins) return false;
    d->times[0] = g->late;
    d->time_count = 1;
    d->change_rate = true;
    d->falls = g->down;
    for (size_t i = 0; i < d->p->count; i++) {
        // "fastest growing": of the growth, not of what takes time.
        if (!draft_is_cue(d, i, CUE_SUPERLATIVE)) continue;
        d->has_top = true;
        d->top_descending = LEXICON_SUPERLATIVES[draft_item(d, i)->link->cue->arg].descending;
        d->top_at = i;
        draft_use(d, i);
    }
    d->top_measure = g->measure;
    d->has_top_measure = true;
    return true;
}

bool grammar_growth_read(Draft *d) {
    Growth g = {0};
    if (d->m->default_metric < 0 || has_rival(d) || !way_find(d, &g)) return false;
    if (!periods_find(d, &g) || !thing_find(d, &g)) return false;
    g.superlative = superlative_find(d);
    bool counted = draft_is_cue(d, draft_before(d, g.thing), CUE_COUNT);
    // "did the revenue of customers grow" asks for no list of them.
    bool lists = counted || g.thing <= 2;
    if (!lists) return false;
    measure_find(d, &g);
    if (!(g.superlative ? furthest_read(d, &g) : listed_read(d, &g, counted))) return false;
    words_use(d, &g);
    return true;
}
