// "both A and B", "A or B" of whole conditions: each is read by itself as a condition on the thing.

#include "ask/grammar_clause.h"

typedef struct Side {
    Clause clause;
    bool denied;
    Draft *said;
    Expr *condition;
} Side;

static bool says_word(Draft *d, size_t i, const char *const *words, size_t count) {
    const Link *link = draft_item(d, i)->link;
    if (link->kind > LINK_CUE || link->end - link->first > 2) return false;
    for (size_t k = 0; k < count; k++) {
        if (str_eq(d->t->items[link->end - 1].text, str_from(words[k]))) return true;
    }
    return false;
}

static bool is_negation(Draft *d, size_t i) {
    return draft_is_cue(d, i, CUE_NOT) || draft_is_cue(d, i, CUE_NEVER);
}

// The side from `first` on; it may begin with "not".
static Side side_from(Draft *d, size_t first) {
    Side side = {.denied = false};
    size_t at = first;
    while (at < d->p->count && draft_item(d, at)->link->kind < LINK_CUE) at++;
    if (is_negation(d, at)) {
        side.denied = true;
        first = at + 1;
    }
    side.clause = grammar_clause_scope(d, first);
    return side;
}

// The column that the items of a side compare; else the thing that they are about.
static size_t compared_in(Draft *d, Clause c) {
    static const LinkKind KINDS[] = {LINK_COLUMN, LINK_TABLE};
    for (size_t k = 0; k < COUNT_OF(KINDS); k++) {
        for (size_t i = c.end; i > c.first; i--) {
            if (draft_is(d, i - 1, KINDS[k])) return i - 1;
        }
    }
    return d->p->count;
}

// A word that means nothing here, and nothing that is a condition: what it says is not known.
static bool is_guess(const Draft *said) {
    if (said->filter_count > 0 || said->having_count > 0 || said->time_count > 0) return false;
    for (size_t i = 0; i < said->p->count; i++) {
        if (said->p->items[i].link->kind == LINK_UNREAD) return true;
    }
    return false;
}

static bool side_read(Draft *d, Entity who, Side *side) {
    if (!grammar_clause_says(d, side->clause)) return false;
    side->said = grammar_clause_read(d, side->clause);
    if (!side->said || side->said->doubt >= 1) return false;
    if (is_guess(side->said)) return false;
    side->condition = grammar_clause_condition(d, who, side->said);
    if (side->condition && side->denied) side->condition = grammar_clause_not(d, side->condition);
    return side->condition != NULL;
}

static void side_use(Draft *d, const Side *side) {
    grammar_clause_use(d, side->clause, side->said);
    if (side->denied) draft_use(d, side->clause.first - 1);
}

// Reads both sides; the right one may leave out the column that the left one named.
static bool sides_read(Draft *d, Entity who, Side *left, Side *right) {
    if (!side_read(d, who, left)) return false;
    if (side_read(d, who, right)) return true;
    size_t compared = compared_in(d, left->clause);
    if (compared == d->p->count) return false;
    right->clause.with = compared + 1;
    return side_read(d, who, right);
}

static bool is_row_value(const Expr *e) {
    return e->kind == EXPR_CALL && (e->op == OP_EQ || e->op == OP_IN) && e->arg_count > 1 &&
           e->args[1]->kind != EXPR_PLAN;
}

static ColumnRef column_of(Entity who) {
    return (ColumnRef){.table = who.table, .column = who.column < 0 ? 0 : who.column};
}

static bool opens(Draft *d, size_t i) {
    static const char *const WORDS[] = {"who",  "whose", "that", "which",  "where",  "with",
                                        "have", "has",   "had",  "having", "either", "are",
                                        "is",   "was",   "were", "did"};
    return says_word(d, i, WORDS, COUNT_OF(WORDS));
}

// What the question is about: the thing before the first word that opens a condition on it.
static bool head_find(Draft *d, size_t end, Entity *ret, size_t *ret_first) {
    bool named = false;
    for (size_t i = 0; i < end; i++) {
        if (named && opens(d, i) && grammar_clause_subject(d, i, ret)) {
            *ret_first = i + 1;
            return true;
        }
        named = named || draft_is(d, i, LINK_TABLE) || draft_is(d, i, LINK_COLUMN);
    }
    *ret_first = end;
    return grammar_clause_subject(d, end, ret);
}

// A thing's own single value can not be two: then the column asked for is meant, or things of the
// same name.
static bool values_meant(Draft *d, size_t first, Entity *who) {
    int column = d->m->tables[who->table].name_column;
    for (size_t i = 0; i < first; i++) {
        const Item *item = draft_item(d, i);
        bool own = item->link->kind == LINK_COLUMN && item->target->table == who->table;
        if (own && draft_column(d, item)->role == ROLE_CATEGORY) column = item->target->column;
    }
    if (who->column >= 0 || column < 0) return false;
    who->column = column;
    return true;
}

static bool both_sides(Draft *d, Entity *who, Side *left, Side *right) {
    if (!sides_read(d, *who, left, right)) return false;
    bool of_row = is_row_value(left->condition) || is_row_value(right->condition);
    return !of_row ||
           (values_meant(d, left->clause.first, who) && sides_read(d, *who, left, right));
}

// "both A and B": a thing has the one and the other.
static void both_read(Draft *d, size_t i) {
    Entity who = {0};
    Side left = {.denied = false}, right = {.denied = false};
    size_t joint = i + 1, first = 0;
    while (joint < d->p->count && !draft_is_cue(d, joint, CUE_AND)) joint++;
    if (joint == d->p->count || !head_find(d, i, &who, &first)) return;
    left.clause = (Clause){.first = first, .end = joint};
    right = side_from(d, joint + 1);
    if (!both_sides(d, &who, &left, &right)) return;
    side_use(d, &left);
    side_use(d, &right);
    draft_use(d, joint);
    d->of_values = d->of_values || who.column >= 0;
    draft_add_filter(d, (DraftFilter){.expr = left.condition, .column = column_of(who)});
    draft_add_filter(d, (DraftFilter){.expr = right.condition, .column = column_of(who)});
}

// Values of one column, or words of one kind: a list that grammar_values reads.
static bool joins_list(Draft *d, size_t joint) {
    size_t before = draft_before(d, joint), after = draft_next(d, joint);
    const Item *x = draft_item(d, before), *y = draft_item(d, after);
    if (!x || !y || x->link->kind != y->link->kind) return false;
    if (x->link->kind == LINK_VALUE)
        return x->target->table == y->target->table && x->target->column == y->target->column;
    return x->link->kind == LINK_TABLE || x->link->kind == LINK_COLUMN;
}

// "category is Grain": the side begins before its column.
static bool cuts_condition(Draft *d, size_t first) {
    const Item *column = draft_item(d, draft_before(d, first));
    while (first < d->p->count && draft_item(d, first)->link->kind < LINK_TABLE) first++;
    const Item *value = draft_item(d, first);
    return column && value && column->link->kind == LINK_COLUMN &&
           value->link->kind == LINK_VALUE && value->target->table == column->target->table &&
           value->target->column == column->target->column;
}

static void or_add(Draft *d, Entity who, size_t joint, const Side *left, const Side *right) {
    Expr *either[] = {left->condition, right->condition};
    side_use(d, left);
    side_use(d, right);
    draft_use(d, joint);
    d->of_values = d->of_values || who.column >= 0;
    draft_add_filter(
        d, (DraftFilter){.expr = expr_call(d->a, OP_OR, either, 2), .column = column_of(who)});
}

// "older than 40 or living in Pune": the left side begins at the nearest word that opens one and
// makes sense of it.
static void or_read(Draft *d, size_t joint) {
    if (draft_item(d, joint)->used || joins_list(d, joint)) return;
    for (size_t i = joint; i > 0; i--) {
        Entity who = {0};
        Side left = {.clause = {.first = i, .end = joint}}, right = side_from(d, joint + 1);
        // "films longer than 100 minutes or rated PG": the comparison opens it itself.
        bool compares =
            draft_is_cue(d, i, CUE_COMPARE) && draft_is(d, draft_before(d, i), LINK_TABLE);
        if ((!opens(d, i - 1) && !compares) || cuts_condition(d, i)) continue;
        if (!grammar_clause_subject(d, i, &who)) continue;
        if (!sides_read(d, who, &left, &right)) continue;
        or_add(d, who, joint, &left, &right);
        return;
    }
}

void grammar_sets_read(Draft *d) {
    static const char *const BOTH[] = {"both", "shared"};
    for (size_t i = 0; i < d->p->count; i++) {
        bool not_only = draft_is_cue(d, i, CUE_NOT) && draft_is_cue(d, i + 1, CUE_ONLY);
        if (not_only || says_word(d, i, BOTH, COUNT_OF(BOTH))) both_read(d, i);
        if (!not_only) continue;
        draft_use(d, i);
        draft_use(d, i + 1);
    }
    for (size_t i = 1; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_OR)) or_read(d, i);
    }
}
