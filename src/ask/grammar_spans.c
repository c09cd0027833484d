#include "ask/grammar_spans.h"

#include <string.h>

enum { WORD_LEAST = 4, REACH = 4 };

typedef struct Span {
    ColumnRef start, end;
    size_t first, stop;  // the tokens that said it
} Span;

// The word, where it is of this draft: a clause sees nothing of what stands around it.
static Str word_at(const Draft *d, size_t t) {
    bool own = t < d->t->count && d->depth == 0;
    for (size_t i = 0; i < d->p->count && !own && t < d->t->count; i++) {
        const Link *link = d->p->items[i].link;
        own = link->first <= t && t < link->end;
    }
    return own ? d->t->items[t].text : (Str){0};
}

static bool word_in(Str word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(word, str_from(words[i]))) return true;
    }
    return false;
}
#define WORD_IN(word, words) word_in(word, words, COUNT_OF(words))

static void tokens_use(Draft *d, size_t first, size_t end) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        if (link->first < end && link->end > first) draft_use(d, i);
    }
}

static size_t item_of(const Draft *d, size_t token) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->first <= token && token < link->end) return i;
    }
    return d->p->count;
}

// ---- dates by what happened ----

// What happened in other words, where no column has the word itself.
static const char *const SAME[][2] = {
    {"dispatch", "ship"}, {"deliver", "ship"},   {"deliver", "arriv"}, {"ship", "deliver"},
    {"ship", "dispatch"}, {"purchas", "order"},  {"paymen", "paid"},   {"paid", "pay"},
    {"placed", "order"},  {"bill", "invoice"},   {"bought", "order"},  {"hire", "join"},
    {"joined", "hire"},   {"promis", "required"}};
static const char *const DUE[] = {"required", "due",     "promis",  "expect",
                                  "deadline", "schedul", "planned", "estimat"};
static const char *const DONE[] = {"shipped", "deliver", "dispatch", "complet", "finish",
                                   "paid",    "return",  "arriv",    "close",   "resolv"};

static bool is_date_column(const ModelColumn *c) {
    return c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP;
}

static bool date_with(const Draft *d, Str part, int table, ColumnRef *ret) {
    for (size_t t = 0; t < d->m->table_count; t++) {
        const ModelTable *mt = &d->m->tables[t];
        for (size_t c = 0; c < mt->column_count && (table < 0 || table == (int)t); c++) {
            if (!is_date_column(&mt->columns[c])) continue;
            if (str_find_nocase(mt->columns[c].name, part) == STR_NONE) continue;
            *ret = (ColumnRef){.table = (int)t, .column = (int)c};
            return true;
        }
    }
    return false;
}

// The date column that `word` ("shipping", "ordered") is the name of.
static bool date_of_word(const Draft *d, Str word, int table, ColumnRef *ret) {
    static const char *const OPENINGS[] = {"date", "time", "long", "days", "when", "from", "year"};
    if (word.len < WORD_LEAST || WORD_IN(str_slice(word, 0, WORD_LEAST), OPENINGS)) return false;
    if (date_with(d, str_slice(word, 0, WORD_LEAST), table, ret)) return true;
    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        if (!str_starts(word, str_from(SAME[i][0]))) continue;
        if (date_with(d, str_from(SAME[i][1]), table, ret)) return true;
    }
    return false;
}

static bool date_any(const Draft *d, const char *const *parts, size_t count, int table,
                     ColumnRef *ret) {
    for (size_t i = 0; i < count; i++) {
        if (date_with(d, str_from(parts[i]), table, ret)) return true;
    }
    return false;
}

// ---- how long ----

static bool same_ref(ColumnRef x, ColumnRef y) {
    return x.table == y.table && x.column == y.column;
}

static bool lasts(const Draft *d) {
    static const char *const WORDS[] = {"day",   "days",  "time",    "long",    "duration", "delay",
                                        "hours", "weeks", "gap",     "lag",     "took",     "takes",
                                        "take",  "din",   "longest", "shortest"};
    for (size_t t = 0; t < d->t->count; t++) {
        if (WORD_IN(word_at(d, t), WORDS)) return true;
    }
    return false;
}

// A date among the next tokens from `t` on; the token behind it.
static bool date_near(const Draft *d, size_t t, int table, ColumnRef *ret, size_t *ret_after) {
    static const char *const PASSED[] = {"the", "its", "their", "an", "a", "being", "when", "it"};
    size_t stop = t + REACH;
    while (t < stop && WORD_IN(word_at(d, t), PASSED)) t++;
    // A span of days between two dates that are named, not between two things of those names.
    if (t >= d->t->count || !date_of_word(d, word_at(d, t), table, ret)) return false;
    t++;
    while (str_eq(word_at(d, t), S("date")) || str_eq(word_at(d, t), S("placed")) ||
           str_eq(word_at(d, t), S("being")))
        t++;
    *ret_after = t;
    return true;
}

// "from order to shipping", "between order date and shipped date".
static bool pair_read(const Draft *d, Span *ret) {
    static const char *const OPENINGS[] = {"from", "between"};
    static const char *const JOINTS[] = {"to", "and", "until", "till", "se"};
    for (size_t t = 0; t < d->t->count; t++) {
        size_t at = t + 1;
        ColumnRef start = {0}, end = {0};
        if (!WORD_IN(word_at(d, t), OPENINGS) || !date_near(d, at, -1, &start, &at)) continue;
        if (!WORD_IN(word_at(d, at), JOINTS)) continue;
        if (!date_near(d, at + 1, start.table, &end, &at) || same_ref(start, end)) continue;
        *ret = (Span){.start = start, .end = end, .first = t, .stop = at};
        return true;
    }
    return false;
}

// "to ship an order", "shipping time", "ship hone mein": the end alone; the rows' own time is the
// start.
static bool end_read(const Draft *d, Span *ret) {
    for (size_t t = 0; t < d->t->count; t++) {
        static const char *const BEHIND[] = {"time", "duration", "delay", "days"};
        bool led = t > 0 && str_eq(word_at(d, t - 1), S("to"));
        bool trails = WORD_IN(word_at(d, t + 1), BEHIND);
        bool within = str_eq(word_at(d, t + 1), S("within"));
        ColumnRef end = {0};
        if ((!led && !trails && !within) || !date_of_word(d, word_at(d, t), -1, &end)) continue;
        int own = d->m->tables[end.table].time_column;
        if (own < 0 || own == end.column) continue;
        *ret = (Span){.start = {.table = end.table, .column = own},
                      .end = end,
                      .first = led ? t - 1 : t,
                      .stop = trails ? t + 2 : t + 1};
        return true;
    }
    return false;
}

// A column of numbers says it already: "days to ship".
static bool has_column(const Draft *d, const Span *s) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = &d->p->items[i];
        bool over = item->link->first < s->stop && item->link->end > s->first;
        if (over && draft_is_number(d, item) && item->target->score > 0.8) return true;
    }
    return false;
}

static Expr *span_expr(Draft *d, const Span *s) {
    Expr *diff =
        expr_call2(d->a, OP_DIFF, draft_column_expr(d, s->start), draft_column_expr(d, s->end));
    diff->unit = DATE_DAY;
    return diff;
}

static int unit_days(Str word) {
    static const struct {
        const char *word;
        int days;
    } UNITS[] = {{"day", 1}, {"days", 1}, {"week", 7}, {"weeks", 7}, {"din", 1}};
    for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
        if (str_eq(word, str_from(UNITS[i].word))) return UNITS[i].days;
    }
    return 0;
}

// "more than 30 days", "within 2 weeks": the number's item and what it is compared by.
static bool limit_read(Draft *d, ExprOp *ret_op, double *ret_days, size_t *ret_at) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is(d, i, LINK_NUMBER)) continue;
        size_t token = draft_item(d, i)->link->end;
        int days = unit_days(word_at(d, token));
        if (days == 0) continue;
        size_t before = i > 0 ? i - 1 : d->p->count;
        Str led = before < d->p->count ? word_at(d, draft_item(d, before)->link->first) : (Str){0};
        if (draft_is_cue(d, before, CUE_COMPARE)) {
            *ret_op = (ExprOp)draft_item(d, before)->link->cue->arg;
        } else if (str_eq(led, S("within")) || str_eq(led, S("in"))) {
            *ret_op = OP_LE;
        } else {
            continue;
        }
        *ret_days = draft_item(d, i)->link->number * days;
        *ret_at = token;
        if (before < d->p->count) draft_use(d, before);
        tokens_use(d, token - 1, token + 1);
        return true;
    }
    return false;
}

static bool counts_rows(const Draft *d, const Item *item, int table) {
    if (item->link->kind != LINK_METRIC) return false;
    const Expr *e = d->m->metrics[item->target->column].expr;
    bool counts = e && e->kind == EXPR_CALL && e->arg_count == 1 &&
                  (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
    return counts && e->args[0]->column.table == table;
}

static bool asks_number(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_BY) ||
            draft_is_cue(d, i, CUE_SHARE) || draft_is_cue(d, i, CUE_AGGREGATE) ||
            draft_is_cue(d, i, CUE_WISE) || draft_is_cue(d, i, CUE_TREND))
            return true;
    }
    return false;
}

// "orders shipped late": the rows are asked for, though "orders" is a metric elsewhere.
static void rows_focus(Draft *d, int table) {
    for (size_t i = 0; i < d->p->count && !asks_number(d); i++) {
        const Item *item = draft_item(d, i);
        if (item->used || !counts_rows(d, item, table)) continue;
        draft_use(d, i);
        d->focus = (Entity){.table = table, .column = -1, .is_set = true, .at = i};
        d->focus_listed = true;
        return;
    }
}

static void limited_add(Draft *d, const Span *s, ExprOp op, double days) {
    Expr *limit = expr_int(d->a, (int64_t)days);
    draft_add_filter(
        d, (DraftFilter){.expr = expr_call2(d->a, op, span_expr(d, s), limit), .column = s->end});
    rows_focus(d, s->end.table);
}

// The words around that only say that it is a time: "how long does it take", "the number of days".
static void around_use(Draft *d) {
    static const char *const WORDS[] = {"how",      "long",    "take",    "takes", "took",
                                        "taken",    "days",    "day",     "time",  "gap",
                                        "lag",      "between", "number",  "of",    "delay",
                                        "duration", "elapsed", "average", "on"};
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        bool all = true;
        for (size_t t = link->first; t < link->end; t++) all = all && WORD_IN(word_at(d, t), WORDS);
        if (all && link->kind != LINK_TIME) draft_use(d, i);
    }
}

static bool superlative_find(Draft *d, size_t *ret) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is_cue(d, i, CUE_SUPERLATIVE) && !draft_is_cue(d, i, CUE_TOP)) continue;
        *ret = i;
        return true;
    }
    return false;
}

static ExprOp aggregate_said(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is_cue(d, i, CUE_AGGREGATE)) continue;
        draft_use(d, i);
        return (ExprOp)draft_item(d, i)->link->cue->arg;
    }
    return OP_AVG;
}

static bool is_rising(Draft *d, size_t i) {
    const Cue *cue = draft_item(d, i)->link->cue;
    return cue->kind == CUE_TOP ? (cue->arg & 1) != 0 : LEXICON_SUPERLATIVES[cue->arg].descending;
}

static bool rows_asked(Draft *d, const Span *s) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        bool rows = counts_rows(d, item, s->end.table) ||
                    (item->link->kind == LINK_TABLE && item->target->table == s->end.table);
        if (rows && item->link->end <= s->first) return true;
    }
    return false;
}

static void measured_add(Draft *d, const Span *s) {
    size_t at = item_of(d, s->first), end = 0;
    ExprOp op = aggregate_said(d);
    if (superlative_find(d, &end)) {
        draft_use(d, end);
        if (rows_asked(d, s)) {
            d->has_top = true;
            d->top_descending = is_rising(d, end);
            d->top_by = span_expr(d, s);
            d->top_at = end;
            rows_focus(d, s->end.table);
            return;
        }
        op = is_rising(d, end) ? OP_MAX : OP_MIN;
    }
    draft_add_measure(d, (DraftMeasure){.expr = expr_call1(d->a, op, span_expr(d, s)),
                                        .column = {.table = s->end.table, .column = -1},
                                        .at = at});
}

static bool long_read(Draft *d) {
    Span s = {0};
    ExprOp op = OP_GT;
    double days = 0;
    size_t at = 0;
    if (!lasts(d) || (!pair_read(d, &s) && !end_read(d, &s)) || has_column(d, &s)) return false;
    bool limited = limit_read(d, &op, &days, &at);
    if (limited) {
        limited_add(d, &s, op, days);
    } else {
        measured_add(d, &s);
    }
    tokens_use(d, s.first, s.stop);
    around_use(d);
    // "to ship an order": whose time it is says nothing more.
    size_t behind = item_of(d, s.stop);
    while (draft_is(d, behind, LINK_FILLER)) behind++;
    if (draft_is(d, behind, LINK_TABLE) && !limited &&
        draft_item(d, behind)->target->table == s.end.table)
        draft_use(d, behind);
    return true;
}

// ---- late, in time, not yet ----

static bool is_value_word(const Draft *d, size_t token) {
    size_t i = item_of(d, token);
    return i < d->p->count && d->p->items[i].link->kind == LINK_VALUE;
}

static void compare_add(Draft *d, ExprOp op, ColumnRef x, ColumnRef y) {
    Expr *expr = expr_call2(d->a, op, draft_column_expr(d, x), draft_column_expr(d, y));
    draft_add_filter(d, (DraftFilter){.expr = expr, .column = x});
    rows_focus(d, x.table);
}

static bool is_past(Str verb) {
    return str_ends(verb, S("ed")) || str_ends(verb, S("id")) || str_ends(verb, S("en"));
}

bool grammar_spans_done(const Draft *d, Str verb, ColumnRef *ret) {
    return is_past(verb) && date_of_word(d, verb, -1, ret);
}

// The date of what was done just before or behind token `t`: "shipped late", "late delivered".
static bool done_beside(const Draft *d, size_t t, ColumnRef *ret) {
    if (t > 0 && is_past(word_at(d, t - 1)) && date_of_word(d, word_at(d, t - 1), -1, ret))
        return true;
    return is_past(word_at(d, t + 1)) && date_of_word(d, word_at(d, t + 1), -1, ret);
}

// "shipped late", "delayed orders", "delivered on time".
static bool late_read(Draft *d) {
    static const char *const LATE[] = {"late", "delayed", "tardy", "belated"};
    for (size_t t = 0; t < d->t->count; t++) {
        bool late = WORD_IN(word_at(d, t), LATE);
        bool in_time = str_eq(word_at(d, t + 1), S("time")) &&
                       (str_eq(word_at(d, t), S("on")) || str_eq(word_at(d, t), S("in")));
        ColumnRef due = {0}, done = {0};
        if ((!late && !in_time) || is_value_word(d, t)) continue;
        bool named = done_beside(d, t, &done);
        if (!named && !date_any(d, DONE, COUNT_OF(DONE), -1, &done)) continue;
        if (!date_any(d, DUE, COUNT_OF(DUE), done.table, &due) || same_ref(due, done)) continue;
        compare_add(d, late ? OP_GT : OP_LE, done, due);
        tokens_use(d, t, late ? t + 1 : t + 2);
        if (named && t > 0 && date_of_word(d, word_at(d, t - 1), done.table, &done))
            tokens_use(d, t - 1, t);
        return true;
    }
    return false;
}

// "shipped after the required date".
static bool after_read(Draft *d) {
    for (size_t t = 1; t + 1 < d->t->count; t++) {
        bool after = str_eq(word_at(d, t), S("after")), before = str_eq(word_at(d, t), S("before"));
        ColumnRef x = {0}, y = {0};
        size_t stop = 0;
        if ((!after && !before) || !date_of_word(d, word_at(d, t - 1), -1, &x)) continue;
        if (!date_near(d, t + 1, x.table, &y, &stop) || same_ref(x, y)) continue;
        compare_add(d, after ? OP_GT : OP_LT, x, y);
        tokens_use(d, t - 1, stop);
        return true;
    }
    return false;
}

static bool has_period(const Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (d->p->items[i].link->kind == LINK_TIME) return true;
    }
    return false;
}

// "pending orders": those whose last step has no date yet, where no state of theirs is called so.
static bool pending_read(Draft *d) {
    static const char *const PENDING[] = {"pending", "undelivered", "outstanding", "unfulfilled"};
    static const char *const STEPS[] = {"delivered", "shipped", "dispatched", "completed",
                                        "closed"};
    for (size_t t = 0; t < d->t->count && !has_period(d); t++) {
        const Item *item = draft_item(d, item_of(d, t));
        ColumnRef c = {0};
        if (!item || item->link->kind > LINK_SOFT || !WORD_IN(word_at(d, t), PENDING)) continue;
        bool found = false;
        for (size_t i = 0; i < COUNT_OF(STEPS) && !found; i++) {
            found =
                date_of_word(d, str_from(STEPS[i]), -1, &c) && model_at(d->m, c)->profile.nulls > 0;
        }
        if (!found) return false;
        Expr *is_null = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, c));
        draft_add_filter(d, (DraftFilter){.expr = is_null, .column = c});
        rows_focus(d, c.table);
        tokens_use(d, t, t + 1);
        return true;
    }
    return false;
}

// "not yet shipped", "have not been shipped", "unshipped", "still to be delivered": the date is
// missing. With a period it is that which is denied, and other rules read it.
static bool undone_read(Draft *d) {
    static const char *const NOT[] = {"not", "havent", "hasnt", "arent", "isnt", "werent", "wasnt"};
    static const char *const BETWEEN[] = {"yet", "been", "be", "have", "to", "still"};
    for (size_t t = 0; t < d->t->count && !has_period(d); t++) {
        Str word = word_at(d, t);
        size_t done = t + 1;
        ColumnRef c = {0};
        bool un = str_starts(word, S("un")) && str_ends(word, S("ed")) && word.len > 6;
        bool yet_to = str_eq(word, S("yet")) && str_eq(word_at(d, t + 1), S("to"));
        if (!un && !yet_to && !WORD_IN(word, NOT)) continue;
        while (!un && WORD_IN(word_at(d, done), BETWEEN)) done++;
        Str verb = un ? str_skip(word, 2) : word_at(d, done);
        if (!is_past(verb) || !date_of_word(d, verb, -1, &c)) continue;
        if (model_at(d->m, c)->profile.nulls == 0) continue;
        Expr *is_null = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, c));
        draft_add_filter(d, (DraftFilter){.expr = is_null, .column = c});
        rows_focus(d, c.table);
        size_t stop = un ? t + 1 : done + 1;
        if (str_eq(word_at(d, stop), S("yet"))) stop++;
        tokens_use(d, t > 0 && str_starts(word_at(d, t - 1), S("ha")) ? t - 1 : t, stop);
        return true;
    }
    return false;
}

// "shipped to France", "delivered by": what was done, not a name that has the word; "shipped in
// May" says of which date the period is.
static void verb_pass(Draft *d) {
    static const char *const AFTER[] = {"to", "by", "via", "through", "with"};
    static const char *const WHEN[] = {"in",    "on",    "during",  "before",
                                       "after", "since", "between", "from"};
    for (size_t t = 0; t + 1 < d->t->count; t++) {
        size_t i = item_of(d, t), next = item_of(d, t + 2);
        Item *item = draft_item(d, i);
        ColumnRef c = {0};
        // "shipped" is no cost of shipping, though the words are near.
        bool text = item && item->link->kind == LINK_COLUMN && item->link->end == t + 1 &&
                    (draft_column(d, item)->type == TYPE_TEXT || draft_is_number(d, item));
        // "shipped via" may be the name of a column, and is not asked for where a value follows.
        bool pair = item && item->link->kind == LINK_COLUMN && item->link->first == t &&
                    item->link->end == t + 2 && WORD_IN(word_at(d, t + 1), AFTER);
        if (pair && draft_is(d, i + 1, LINK_VALUE)) draft_use(d, i);
        if (!text || !is_past(word_at(d, t)) || !date_of_word(d, word_at(d, t), -1, &c)) continue;
        if (draft_is(d, i + 1, LINK_TIME) ||
            (WORD_IN(word_at(d, t + 1), WHEN) && draft_is(d, next, LINK_TIME))) {
            d->time_column = c;
            draft_use(d, i);
        } else if (WORD_IN(word_at(d, t + 1), AFTER)) {
            draft_use(d, i);
        }
    }
}

void grammar_spans_read(Draft *d) {
    verb_pass(d);
    if (long_read(d)) return;
    if (!late_read(d) && !after_read(d) && !pending_read(d)) (void)undone_read(d);
}
