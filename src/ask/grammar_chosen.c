// A number of what is first in something: "sales of the best selling product by month", "revenue of
// the top 3 categories by country", "what share of sales comes from the top 5 customers".
//
// The first are a condition on what is measured, not its order: which they are is found first,
// under the same filters and in the same period. "Top 5 products by revenue", where nothing is
// measured before, is an order and no such condition.

#include "ask/grammar_frames.h"

enum { CHOSEN_DEFAULT = 10 };

static bool is_top(Draft *d, size_t i) {
    return draft_is_cue(d, i, CUE_TOP) && !draft_item(d, i)->used &&
           draft_item(d, i)->link->cue->arg < 2;
}

// "of the top": what the small word joins may have been passed over.
static bool is_joined(const Draft *d, size_t token) {
    static const char *const WORDS[] = {"of", "from", "for", "by", "in"};
    if (token > 0 && str_eq(d->t->items[token - 1].text, S("the"))) token--;
    for (size_t i = 0; i < COUNT_OF(WORDS) && token > 0; i++) {
        if (str_eq(d->t->items[token - 1].text, str_from(WORDS[i]))) return true;
    }
    return false;
}

// A measure, or a share of one, that is of what follows.
static bool measured_before(Draft *d, size_t top) {
    if (!is_joined(d, draft_item(d, top)->link->first)) return false;
    bool measured = false;
    for (size_t i = 0; i < top; i++) {
        if (draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_AGGREGATE)) return false;
        bool number = draft_item(d, i)->target && draft_is_number(d, draft_item(d, i));
        measured =
            measured || number || draft_is(d, i, LINK_METRIC) || draft_is_cue(d, i, CUE_SHARE);
    }
    return measured;
}

static bool is_within_each(Draft *d, size_t i) {
    return draft_is_cue(d, i, CUE_EACH_TOP) ||
           (draft_is_cue(d, i, CUE_BY) &&
            str_starts(draft_item(d, i)->link->cue->phrase, S("in ")));
}

// Something besides the first ones by which the number is grouped, or a share: else the top is what
// is asked for.
static bool is_grouped(Draft *d, size_t thing) {
    bool grouped = false;
    for (size_t i = 0; i < d->p->count; i++) {
        if (is_within_each(d, i)) return false;
        Entity e = {0};
        size_t next = draft_next(d, i);
        bool target = draft_is(d, next, LINK_GRAIN) ||
                      (!draft_is(d, next, LINK_METRIC) && grammar_frames_thing(d, next, &e));
        bool by = draft_is_cue(d, i, CUE_BY) && next != thing && target;
        grouped = grouped || by || draft_is_cue(d, i, CUE_WISE) || draft_is_cue(d, i, CUE_SHARE) ||
                  draft_is_cue(d, i, CUE_TREND) ||
                  (draft_is(d, i, LINK_GRAIN) && draft_item(d, i)->link->number > 0);
    }
    return grouped;
}

// "by revenue" right behind them: what they are first in.
static Expr *ranked_by(Draft *d, size_t thing) {
    size_t by = draft_next_near(d, thing), at = draft_next(d, by);
    DraftMeasure measure = {0};
    if (draft_is_cue(d, by, CUE_BY) && grammar_measure(d, at, &measure)) {
        draft_use(d, by);
        draft_use(d, at);
        return measure.expr;
    }
    for (size_t i = 0; i < thing; i++) {
        if (!draft_is(d, i, LINK_METRIC)) continue;
        const Metric *metric = &d->m->metrics[draft_item(d, i)->target->column];
        if (metric->additivity == ADD_SUM && grammar_measure(d, i, &measure)) return measure.expr;
    }
    return d->m->default_metric >= 0 ? expr_metric(d->a, d->m->default_metric) : NULL;
}

static bool is_plural(const Draft *d, size_t i) {
    const Link *link = d->p->items[i].link;
    const Token *t = &d->t->items[link->end - 1];
    return t->single.len != t->text.len;
}

static bool chosen_read(Draft *d, size_t top) {
    size_t thing = draft_next(d, top);
    Chosen chosen = {.descending = (draft_item(d, top)->link->cue->arg & 1) != 0};
    bool numbered = draft_is(d, thing, LINK_NUMBER);
    if (numbered) {
        double number = draft_item(d, thing)->link->number;
        if (number < 1 || number > PLAN_LIMIT_MAX) return false;
        chosen.limit = (int64_t)number;
        thing = draft_next(d, thing);
    }
    while (draft_is_cue(d, thing, CUE_VERB_SELL)) thing = draft_next(d, thing);
    if (draft_is(d, thing, LINK_METRIC) || !grammar_frames_thing(d, thing, &chosen.thing))
        return false;
    if (!measured_before(d, top) || !is_grouped(d, thing)) return false;
    if (!numbered) chosen.limit = is_plural(d, thing) ? CHOSEN_DEFAULT : 1;
    chosen.by = ranked_by(d, thing);
    if (!chosen.by) return false;
    d->chosen = chosen;
    for (size_t i = top; i <= thing; i++) draft_use(d, i);
    bool share = false;
    for (size_t i = 0; i < d->p->count; i++) share = share || draft_is_cue(d, i, CUE_SHARE);
    if (chosen.limit > 1 && !share)
        draft_add_dimension(d,
                            (DraftDimension){.entity = chosen.thing, .by_cue = true, .at = thing});
    return true;
}

bool grammar_chosen_read(Draft *d) {
    for (size_t i = 1; i < d->p->count; i++) {
        if (is_top(d, i) && chosen_read(d, i)) return true;
    }
    return false;
}
