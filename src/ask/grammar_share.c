// The part of some rows that satisfies something: "what percent of customers have more than 5
// orders", "% of products never sold", "share of orders to France that were late".
//
// What stands before the verb ("orders to France") is the whole; what stands behind it is a clause
// of its own, a condition on the rows of the thing. The part is counted among the whole, so it can
// be grouped and filtered like any number.

#include "ask/grammar_clause.h"
#include "ask/grammar_frames.h"
#include "ask/shape.h"
#include "plan/plan_words.h"

typedef struct Part {
    size_t cue, thing;
    Entity who;
    Clause said;  // the clause behind the verb
} Part;

static bool is_one_of(Str word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(word, str_from(words[i]))) return true;
    }
    return false;
}

// Whether what is said of the thing begins at the item.
static bool is_verb(Draft *d, size_t i) {
    static const char *const WORDS[] = {
        "who",        "that",    "which",    "whose",   "have",  "has",     "had",
        "are",        "is",      "were",     "was",     "do",    "does",    "did",
        "with",       "having",  "where",    "without", "not",   "contain", "contains",
        "containing", "include", "includes", "buy",     "bought"};
    const Link *link = draft_item(d, i)->link;
    if (draft_is_cue(d, i, CUE_NEVER) || draft_is_cue(d, i, CUE_NOT)) return true;
    if (draft_is_cue(d, i, CUE_COMPARE) || draft_is_cue(d, i, CUE_LIKE)) return true;
    if (link->kind == LINK_METRIC || draft_is_cue(d, i, CUE_VERB_SELL)) return true;
    if (link->kind >= LINK_TABLE) return false;
    return is_one_of(d->t->items[link->first].text, WORDS, COUNT_OF(WORDS));
}

// Where a grouping or an order that ends the question begins.
static size_t groups_find(Draft *d, size_t first) {
    for (size_t i = first; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_ORDER) || draft_is_cue(d, i, CUE_TREND)) return i;
        size_t next = draft_next(d, i);
        bool groups = draft_is(d, next, LINK_TABLE) || draft_is(d, next, LINK_COLUMN) ||
                      draft_is(d, next, LINK_GRAIN);
        if (draft_is_cue(d, i, CUE_BY) && groups) return i;
        if (draft_is_cue(d, next, CUE_WISE)) return i;
    }
    return d->p->count;
}

static bool part_find(Draft *d, size_t cue, Part *ret) {
    *ret = (Part){.cue = cue};
    size_t thing = draft_next(d, cue);
    while (draft_is(d, thing, LINK_VALUE)) thing = draft_next_near(d, thing);
    if (!grammar_frames_thing(d, thing, &ret->who)) return false;
    ret->thing = thing;
    size_t end = groups_find(d, thing + 1), verb = thing + 1;
    while (verb < end && !is_verb(d, verb)) verb++;
    ret->said = (Clause){.first = verb, .end = end, .with = thing + 1};
    if (verb < end) return true;
    ret->said.first = thing + 1;
    return grammar_clause_says(d, ret->said);
}

// "orders with a discount": more than none.
static void amounts_require(Draft *said) {
    size_t kept = 0;
    for (size_t i = 0; i < said->measure_count; i++) {
        const DraftMeasure *measure = &said->measures[i];
        if (!measure->is_plain || said->having_count > 0) {
            said->measures[kept++] = said->measures[i];
            continue;
        }
        Expr *column = draft_column_expr(said, measure->column);
        Expr *some = expr_call2(said->a, OP_GT, column, expr_int(said->a, 0));
        draft_add_filter(said, (DraftFilter){.expr = some, .column = measure->column});
    }
    said->measure_count = kept;
}

static Draft *said_read(Draft *d, const Part *part) {
    if (!grammar_clause_says(d, part->said)) {
        // "products never sold": the verb says it all.
        bool denies = false;
        for (size_t i = part->said.first; i < part->said.end; i++)
            denies = denies || draft_is_cue(d, i, CUE_NEVER) || draft_is_cue(d, i, CUE_OFTEN);
        if (!denies) return NULL;
    }
    Draft *said = grammar_clause_read(d, part->said);
    if (!said || said->missing.len > 0 || said->has_top) return NULL;
    said->focus = part->who;
    amounts_require(said);
    // The thing itself is no number here.
    size_t kept = 0;
    for (size_t i = 0; i < said->measure_count; i++) {
        bool own = said->measures[i].at == 0 && said->having_count == 0;
        if (!own) said->measures[kept++] = said->measures[i];
    }
    said->measure_count = kept;
    return said;
}

// "of orders with a discount in 2025": the period is that of all orders spoken of.
static void period_share(Draft *d, const Part *part, Draft *said) {
    bool more = said->filter_count > 0 || said->having_count > 0;
    int own = d->m->tables[part->who.table].time_column;
    if (!more || said->time_count != 1 || own < 0 || d->time_count > 0) return;
    d->times[d->time_count++] = said->times[0];
    said->time_count = 0;
}

// "percent of customers where city is Pune".
static Str part_label(const Draft *d, Entity who, Expr *condition) {
    const Plan *p = plan_new(d->a);
    const ModelTable *t = &d->m->tables[who.table];
    Str of = who.column >= 0
                 ? plan_words_column(d->m, p, (ColumnRef){.table = who.table, .column = who.column},
                                     words_english(d->a))
                 : t->label;
    Str where = plan_words_expr(d->m, p, condition, words_english(d->a));
    return str_fmt(d->a, "percent of " STR_F " where " STR_F, STR_A(of), STR_A(where));
}

static bool part_read(Draft *d, size_t cue) {
    Part part;
    if (!part_find(d, cue, &part)) return false;
    Draft *said = said_read(d, &part);
    if (!said) return false;
    for (size_t i = part.said.first; i < part.said.end; i++) {
        // "in every quarter" of the year, not in any.
        bool every = i > 0 && draft_is(d, i, LINK_GRAIN) &&
                     (draft_is_cue(d, i - 1, CUE_BY) || draft_is_cue(d, i - 1, CUE_EACH_TOP));
        if (every) draft_doubt(d, 3);
    }
    period_share(d, &part, said);
    Expr *condition = grammar_clause_condition(d, part.who, said);
    if (!condition) return false;
    draft_use(d, cue);
    draft_use(d, part.thing);
    grammar_clause_use(d, part.said, said);
    for (size_t i = part.said.first; i < part.said.end; i++) {
        if (draft_is_cue(d, i, CUE_OF) || draft_is_cue(d, i, CUE_WHICH)) draft_use(d, i);
    }
    draft_add_measure(d, (DraftMeasure){.counted = part.who,
                                        .part = condition,
                                        .label = part_label(d, part.who, condition),
                                        .at = part.thing});
    return true;
}

bool grammar_share_read(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        bool of = draft_is_cue(d, i, CUE_SHARE) && draft_item(d, i)->link->cue->arg != 2;
        if (of && !draft_item(d, i)->used && part_read(d, i)) return true;
    }
    return false;
}
