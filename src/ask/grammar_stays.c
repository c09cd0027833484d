// Who stayed, who left and who came back: "customers who ordered in both 2025 and 2026", "how many
// customers did we lose in 2026", "clients who came back in march", "repeat customer rate".
//
// Each is one or two conditions of the kind "did something in that period" on those who do things
// here; listing and counting them is left to the other rules.

#include "ask/grammar_frames.h"

typedef struct Stay {
    ColumnRef who, deed;
    size_t at;        // the item that names them
    size_t times[2];  // items of the periods
    size_t count;     // of them
} Stay;

static Str word_at(const Draft *d, size_t t) {
    return t < d->t->count ? d->t->items[t].text : (Str){0};
}

static bool has_word(const Draft *d, const char *const *words, size_t count, size_t *ret_token) {
    for (size_t t = 0; t < d->t->count; t++) {
        for (size_t k = 0; k < count; k++) {
            if (!str_eq(d->t->items[t].text, str_from(words[k]))) continue;
            *ret_token = t;
            return true;
        }
    }
    return false;
}
#define HAS_WORD(d, words, ret) has_word(d, words, COUNT_OF(words), ret)

static void token_use(Draft *d, size_t token) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        bool over = link->first <= token && token < link->end;
        if (over && link->kind != LINK_TIME) draft_use(d, i);
    }
}

// Those who do something here, and what they do.
static bool stay_find(Draft *d, Stay *s) {
    *s = (Stay){.at = d->p->count};
    if (d->m->default_metric < 0 || !grammar_habits_deed(d, &s->deed)) return false;
    for (size_t i = 0; i < d->p->count && s->at == d->p->count; i++) {
        if (grammar_habits_doer(d, i, &s->who)) s->at = i;
    }
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is(d, i, LINK_TIME)) continue;
        const TimePhrase *t = &draft_item(d, i)->link->time;
        if (!t->has_first || !t->has_end || s->count == COUNT_OF(s->times)) return false;
        s->times[s->count++] = i;
    }
    return s->at < d->p->count;
}

// Things measured or grouped make it another question.
static bool has_rival(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_AGGREGATE) || draft_is_cue(d, i, CUE_HOW_MUCH) ||
            draft_is_cue(d, i, CUE_TOP) || draft_is_cue(d, i, CUE_NEVER) ||
            draft_is_cue(d, i, CUE_NOT) || draft_is_cue(d, i, CUE_COMPARE) ||
            draft_is_cue(d, i, CUE_PREVIOUS) || draft_is(d, i, LINK_GRAIN))
            return true;
    }
    return false;
}

// The column of the deeds that leads to who did them; their own key where none does so directly.
static ColumnRef link_to(const Draft *d, const Stay *s) {
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool direct = j->from_table == s->deed.table && j->to_table == s->who.table &&
                      j->to_column == s->who.column;
        if (direct) return (ColumnRef){.table = j->from_table, .column = j->from_column};
    }
    return s->who;
}

static Expr *did_within(Draft *d, const Stay *s, const TimePhrase *t) {
    Plan *inner = plan_new(d->a);
    Expr *who = draft_column_expr(d, s->who);
    plan_add_dimension(d->a, inner, draft_column_expr(d, link_to(d, s)));
    inner->distinct = true;
    int column = d->m->tables[s->deed.table].time_column;
    inner->time = (PlanTime){.is_set = true,
                             .column = {.table = s->deed.table, .column = column},
                             .has_first = t->has_first,
                             .has_end = t->has_end,
                             .range = t->range};
    return expr_call2(d->a, OP_IN, who, expr_plan(d->a, inner));
}

static void did_filter(Draft *d, const Stay *s, const TimePhrase *t, bool denied) {
    Expr *did = did_within(d, s, t);
    if (denied) did = expr_call1(d->a, OP_NOT, did);
    draft_add_filter(d, (DraftFilter){.expr = did, .column = s->who});
}

static void stay_use(Draft *d, const Stay *s) {
    bool counted = draft_is_cue(d, draft_before(d, s->at), CUE_COUNT);
    for (size_t k = 0; k < s->count; k++) draft_use(d, s->times[k]);
    for (size_t i = 0; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        bool deed = grammar_habits_is_deed(d, item, s->deed);
        if (i > s->at &&
            (deed || draft_is_cue(d, i, CUE_VERB_SELL) || draft_is_cue(d, i, CUE_WHICH) ||
             draft_is_cue(d, i, CUE_AND) || draft_is_cue(d, i, CUE_OF)))
            draft_use(d, i);
    }
    d->focus_listed = d->focus_listed || !counted;
    d->of_values = d->of_values || s->who.table == s->deed.table;
}

// ---- in the one and in the other ----

static bool says_both(const Draft *d, const Stay *s) {
    size_t from = d->p->items[s->times[0]].link->first, to = d->p->items[s->times[1]].link->first;
    for (size_t t = from > 3 ? from - 3 : 0; t < to; t++) {
        if (str_eq(word_at(d, t), S("both")) || str_eq(word_at(d, t), S("again"))) return true;
        bool as_well = str_eq(word_at(d, t), S("as")) && str_eq(word_at(d, t + 1), S("well")) &&
                       str_eq(word_at(d, t + 2), S("as"));
        if (as_well || (str_eq(word_at(d, t), S("and")) && str_eq(word_at(d, t + 1), S("also"))))
            return true;
    }
    return false;
}

// What is left of a period of which only the part was said: "both january and february 2026".
static void year_share(TimePhrase *first, const TimePhrase *last) {
    if (!first->yearless || last->yearless) return;
    int years = date_parts(last->range.first).year - date_parts(first->range.first).year;
    first->range.first = date_add(first->range.first, years, DATE_YEAR);
    first->range.end = date_add(first->range.end, years, DATE_YEAR);
}

static bool both_read(Draft *d, const Stay *s) {
    if (s->count != 2 || s->times[0] < s->at || !says_both(d, s)) return false;
    TimePhrase first = draft_item(d, s->times[0])->link->time;
    const TimePhrase *last = &draft_item(d, s->times[1])->link->time;
    year_share(&first, last);
    did_filter(d, s, &first, false);
    did_filter(d, s, last, false);
    for (size_t t = d->p->items[s->times[0]].link->end; t < d->p->items[s->times[1]].link->first;
         t++)
        token_use(d, t);
    return true;
}

// ---- left, came back ----

static TimePhrase period_before(const TimePhrase *t) {
    TimePhrase before = *t;
    before.range.end = t->range.first;
    before.range.first = date_add(t->range.first, -1, t->unit);
    return before;
}

static bool left_read(Draft *d, const Stay *s) {
    static const char *const WORDS[] = {"lose", "lost", "churn", "churned", "losing", "left"};
    size_t token = 0;
    if (s->count != 1 || !HAS_WORD(d, WORDS, &token)) return false;
    const TimePhrase *t = &draft_item(d, s->times[0])->link->time;
    TimePhrase before = period_before(t);
    did_filter(d, s, &before, false);
    did_filter(d, s, t, true);
    token_use(d, token);
    return true;
}

static bool returned_read(Draft *d, const Stay *s) {
    size_t token = 0;
    static const char *const ONE[] = {"reactivated", "resumed", "returned"};
    static const char *const VERBS[] = {"came", "come", "coming"};
    bool verb = HAS_WORD(d, VERBS, &token) && str_eq(word_at(d, token + 1), S("back"));
    if (s->count != 1 || (!verb && !HAS_WORD(d, ONE, &token))) return false;
    const TimePhrase *t = &draft_item(d, s->times[0])->link->time;
    TimePhrase before = period_before(t), ever = {.has_end = true, .range = before.range};
    ever.range.end = before.range.first;
    did_filter(d, s, t, false);
    did_filter(d, s, &before, true);
    did_filter(d, s, &ever, false);
    token_use(d, token);
    if (verb) token_use(d, token + 1);
    return true;
}

// ---- how many of them come again ----

static bool rate_read(Draft *d, const Stay *s) {
    static const char *const RATES[] = {"rate", "ratio", "percentage", "percent"};
    size_t rate = 0, often = d->p->count;
    for (size_t i = 0; i < d->p->count; i++) {
        bool repeat = draft_is_cue(d, i, CUE_OFTEN) && draft_item(d, i)->link->cue->arg == OP_GT;
        if (repeat) often = i;
    }
    Expr *deeds = grammar_habits_deeds(d);
    if (often == d->p->count || !HAS_WORD(d, RATES, &rate) || s->count > 0 || !deeds) return false;
    if (draft_item(d, often)->link->first > rate) return false;
    Plan *inner = plan_new(d->a);
    Expr *who = draft_column_expr(d, s->who);
    plan_add_dimension(d->a, inner, who);
    plan_add_having(d->a, inner, expr_call2(d->a, OP_GT, deeds, expr_int(d->a, 1)));
    Entity thing = draft_entity(draft_item(d, s->at), s->at);
    draft_add_measure(d,
                      (DraftMeasure){.counted = thing,
                                     .part = expr_call2(d->a, OP_IN, who, expr_plan(d->a, inner)),
                                     .label = S("percent who came again"),
                                     .at = s->at});
    draft_use(d, often);
    draft_use(d, s->at);
    token_use(d, rate);
    return true;
}

bool grammar_stays_read(Draft *d) {
    Stay s;
    if (!stay_find(d, &s)) return false;
    if (rate_read(d, &s)) return true;
    if (has_rival(d) || (!both_read(d, &s) && !left_read(d, &s) && !returned_read(d, &s)))
        return false;
    stay_use(d, &s);
    return true;
}
