#include "ask/grammar.h"

#include "ask/grammar_clause.h"
#include "ask/grammar_compound.h"
#include "ask/grammar_ends.h"
#include "ask/grammar_frames.h"
#include "ask/grammar_rates.h"
#include "ask/grammar_spans.h"
#include "ask/grammar_units.h"

// ---- small cues that only set a mark ----

static void rule_mark(Draft *d, size_t i) {
    const Cue *cue = draft_item(d, i)->link->cue;
    draft_use(d, i);
    switch (cue->kind) {
        case CUE_RUNNING: d->running = true; break;
        case CUE_PREVIOUS: d->compare = (Compare)cue->arg; break;
        case CUE_ALSO: d->also = d->turn_cue = true; break;
        case CUE_INSTEAD: d->instead = d->turn_cue = true; break;
        case CUE_ONLY: d->only = true; break;
        case CUE_WHICH: d->focus_listed = d->focus_listed || cue->arg != 1; break;
        case CUE_ALL: d->all_columns = true; break;
        case CUE_LIST: d->focus_listed = true; break;
        case CUE_HOW_MUCH: d->how_much = true; break;
        case CUE_INTENT: d->intent = cue->arg; break;
        case CUE_REMOVE: d->removes[cue->arg] = true; break;
        case CUE_BEHIND: d->behind = true; break;
        default: break;
    }
}

static void rule_trend(Draft *d, size_t i) {
    int arg = draft_item(d, i)->link->cue->arg;
    draft_use(d, i);
    d->trend = true;
    if (arg >= 2) {
        d->has_grain = true;
        d->grain = (DateUnit)(arg - 2);
    }
}

bool grammar_against(Str word) {
    static const char *const WORDS[] = {"compare", "compared", "comparison", "vs",  "versus",
                                        "against", "than",     "difference", "over"};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(word, str_from(WORDS[i]))) return true;
    }
    return false;
}

bool grammar_is_against(const Draft *d) {
    for (size_t i = 0; i < d->t->count; i++) {
        if (grammar_against(d->t->items[i].text)) return true;
    }
    return false;
}

enum { DAY_FIRST = 10 };  // of the arguments of CUE_ON_DAYS: 11 is Monday

static void rule_days(Draft *d, size_t i) {
    draft_use(d, i);
    int arg = draft_item(d, i)->link->cue->arg;
    bool weekend = arg == 1;
    if (arg >= DAY_FIRST) {
        if (d->on_weekday > 0 && d->on_weekday != arg - DAY_FIRST) {
            d->or_weekday = d->on_weekday;
            d->by_weekday = grammar_is_against(d);
        }
        d->on_weekday = arg - DAY_FIRST;
        return;
    }
    d->weekend_both = d->weekend_set && d->weekend != weekend;
    d->weekend_set = true;
    d->weekend = draft_item(d, i)->link->cue->arg == 1;
}

// "by weekday", "which day of the week"; "weekday sales" are those of Monday to Friday.
static void rule_weekday(Draft *d, size_t i) {
    const Link *link = draft_item(d, i)->link;
    size_t before = i > 0 ? i - 1 : d->p->count;
    bool asked = draft_is_cue(d, before, CUE_BY) || draft_is_cue(d, before, CUE_WHICH) ||
                 draft_is_cue(d, before, CUE_TOP) || draft_is_cue(d, i + 1, CUE_WISE);
    Str behind = link->end < d->t->count ? d->t->items[link->end].text : (Str){0};
    asked = asked || (i == 0 && (str_eq(behind, S("having")) || str_eq(behind, S("with"))));
    draft_use(d, i);
    for (size_t k = 0; k < d->p->count; k++) {
        // Of the rows, or of the days? An average a weekday is one of days.
        if (draft_is_cue(d, k, CUE_AGGREGATE) && draft_item(d, k)->link->cue->arg == OP_AVG)
            draft_doubt(d, 1.2);
    }
    if (link->end - link->first == 1 && !asked) {
        d->weekend_both = d->weekend_set && d->weekend;
        d->weekend_set = true;
        d->weekend = false;
        return;
    }
    if (draft_is_cue(d, before, CUE_BY)) draft_use(d, before);
    if (draft_is_cue(d, i + 1, CUE_WISE)) draft_use(d, i + 1);
    d->by_weekday = true;
}

// The hour can only be told where the data has times of day.
static void rule_hour(Draft *d, size_t i) {
    draft_use(d, i);
    d->by_hour = true;
    if (!d->index->has_times) d->missing = S("time of day");
}

// "last purchase date", "first bill date": one date, not all of them.
static bool end_date(Draft *d, size_t i) {
    size_t at = i + 1;
    Item *deed = draft_item(d, at);
    if (deed && (deed->link->kind == LINK_TABLE || deed->link->kind == LINK_METRIC ||
                 grammar_ends_is_deed(d->t->items[deed->link->first].text)))
        at++;
    Item *date = draft_item(d, at);
    if (!date || !draft_is_date(d, date) || date->used) return false;
    ColumnRef c = draft_ref(date);
    ExprOp op = (ExprOp)draft_item(d, i)->link->cue->arg;
    // "first and last order date": both ends.
    size_t other = i >= 2 && draft_is_cue(d, i - 1, CUE_AND) ? i - 2 : d->p->count;
    if (draft_is_cue(d, other, CUE_LAST) && !draft_item(d, other)->used) {
        ExprOp end = (ExprOp)draft_item(d, other)->link->cue->arg;
        Expr *of = expr_call1(d->a, end, draft_column_expr(d, c));
        draft_add_measure(d, (DraftMeasure){.expr = of, .column = c, .at = other});
        draft_use(d, other);
        draft_use(d, i - 1);
    }
    for (size_t k = i; k <= at; k++) draft_use(d, k);
    draft_add_measure(
        d, (DraftMeasure){
               .expr = expr_call1(d->a, op, draft_column_expr(d, c)), .column = c, .at = i});
    return true;
}

// "in May", "was on 5 May": not "before May" with the "before" read as something else.
static bool stands_in(const Draft *d, const Item *time) {
    static const char *const WORDS[] = {"in", "on", "during", "was", "is", "of"};
    if (time->link->first == 0) return false;
    Str word = d->t->items[time->link->first - 1].text;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(word, str_from(WORDS[i]))) return true;
    }
    return false;
}

// "whose last purchase was before July": the time of the last one, in place of a period.
static void rule_last(Draft *d, size_t i) {
    if (end_date(d, i)) return;
    for (size_t at = i + 1; at < d->p->count && at <= i + 5; at++) {
        Item *item = draft_item(d, at);
        bool thing = item->link->kind == LINK_TABLE || item->link->kind == LINK_METRIC;
        if (item->link->kind != LINK_TIME) {
            if (thing) d->last_of = item->target->table;
            continue;
        }
        const TimePhrase *t = &item->link->time;
        if (t->has_first == t->has_end) {
            // "whose first order was in May".
            ExprOp op = (ExprOp)draft_item(d, i)->link->cue->arg;
            if (!t->has_first || !stands_in(d, item) || !grammar_habits_within(d, i, op, t)) {
                draft_doubt(d, 2);
                return;
            }
            for (size_t k = i; k <= at; k++) draft_use(d, k);
            return;
        }
        for (size_t k = i; k <= at; k++) draft_use(d, k);
        d->has_last = d->focus_listed = true;
        d->last_op = (ExprOp)draft_item(d, i)->link->cue->arg;
        d->last = *t;
        return;
    }
}

static void rule_sell(Draft *d, size_t i) {
    draft_use(d, i);
    d->has_sell_verb = true;
    d->sell_counts = draft_item(d, i)->link->cue->arg == 1;
}

static void rule_distinct(Draft *d, size_t i) {
    draft_use(d, i);
    d->focus_listed = d->focus_listed || d->measure_count == 0;
}

typedef struct RuleRow {
    CueKind kind;
    GrammarRule rule;
    int pass;  // rules that bind tightly come first
} RuleRow;

static const RuleRow RULES[] = {
    {CUE_LIKE, grammar_text_like, 0},
    {CUE_AVERAGE_OF_ALL, grammar_than_early, 0},
    {CUE_AVERAGE_OF_ALL, grammar_than_average, 1},
    {CUE_THAN, grammar_than_word, 1},
    {CUE_WISE, grammar_cues_wise, 0},
    {CUE_MOVING, grammar_cues_moving, 0},
    {CUE_COUNT, grammar_cues_count, 1},
    {CUE_AGGREGATE, grammar_cues_aggregate, 1},
    {CUE_SUPERLATIVE, grammar_top_superlative, 1},
    {CUE_TOP, grammar_top, 1},
    {CUE_RANK, grammar_cues_rank, 1},
    {CUE_ORDER, grammar_order, 1},
    {CUE_DIRECTION, grammar_order, 1},
    {CUE_COMPARE, grammar_compare_number, 1},
    {CUE_NEVER, grammar_compare_never, 1},
    {CUE_NULL, grammar_compare_null, 1},
    {CUE_BY, grammar_cues_by, 1},
    {CUE_EACH_TOP, grammar_cues_by, 1},
    {CUE_SHARE, grammar_cues_share, 1},
    {CUE_CHANGE, grammar_cues_change, 1},
    {CUE_TREND, rule_trend, 1},
    {CUE_DISTINCT, rule_distinct, 2},
    {CUE_RUNNING, rule_mark, 1},
    {CUE_PREVIOUS, rule_mark, 1},
    {CUE_ALSO, rule_mark, 1},
    {CUE_INSTEAD, rule_mark, 1},
    {CUE_ONLY, rule_mark, 1},
    {CUE_WHICH, rule_mark, 0},
    {CUE_LIST, rule_mark, 0},
    {CUE_ALL, rule_mark, 0},
    {CUE_HOW_MUCH, rule_mark, 1},
    {CUE_INTENT, rule_mark, 1},
    {CUE_REMOVE, rule_mark, 1},
    {CUE_UNTIL, grammar_until, 0},
    {CUE_BEHIND, rule_mark, 1},
    {CUE_ON_DAYS, rule_days, 1},
    {CUE_HOUR, rule_hour, 1},
    {CUE_LAST, rule_last, 0},
    {CUE_VERB_SELL, rule_sell, 1},
    {CUE_AND, rule_mark, 2},
    {CUE_OR, rule_mark, 2},
    {CUE_OF, rule_mark, 2},
    {CUE_NOT, grammar_compare_not, 1},
    {CUE_NOT, rule_mark, 2},
    {CUE_WEEKDAY, rule_weekday, 1},
    {CUE_OFTEN, grammar_habits_often, 1},
    {CUE_NEW, grammar_habits_new, 0},
    {CUE_LOSS, grammar_levels_loss, 2},
    {CUE_RAN_OUT, grammar_levels_ran_out, 0},
    {CUE_STOCK_VALUE, grammar_levels_value, 0},
};
enum { PASSES = 3 };

static void pass_read(Draft *d, int pass) {
    for (size_t i = 0; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        if (item->used || item->link->kind != LINK_CUE) continue;
        for (size_t r = 0; r < COUNT_OF(RULES); r++) {
            if (RULES[r].pass == pass && RULES[r].kind == item->link->cue->kind)
                RULES[r].rule(d, i);
        }
    }
}

// "usually", "typically": the part of the year, not one of one year.
static void usually_read(Draft *d) {
    static const char *const WORDS[] = {"usually", "typically", "generally", "normally",
                                        "historically"};
    for (size_t i = 0; i < d->p->count && d->m->default_metric >= 0; i++) {
        const Link *link = draft_item(d, i)->link;
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            if (!str_eq(d->t->items[link->first].text, str_from(WORDS[k]))) continue;
            d->usually = true;
            draft_use(d, i);
        }
    }
}

void grammar_read(Draft *d) {
    usually_read(d);
    // What a frame has read of dates is not read again.
    if (!grammar_frames_read(d)) grammar_spans_read(d);
    grammar_rows_read(d);
    grammar_ends_read(d);
    grammar_rates_read(d);
    grammar_inner_read(d);
    grammar_sets_read(d);
    grammar_not_read(d);
    grammar_compound_read(d);
    for (int pass = 0; pass < PASSES - 1; pass++) pass_read(d, pass);
    grammar_top_many(d);
    // Conditions first: a column beside its value is not asked for.
    grammar_plain_conditions(d);
    grammar_plain(d);
    grammar_rows_bought(d);
    pass_read(d, PASSES - 1);
    grammar_units_read(d);
}
