// Comparisons with what has to be found first: "older than the average", "cheaper than any book of
// 2006", "with a higher salary than Nancy".
//
// The right side is a number of its own: an aggregate of a column over the rows that the clause
// behind it describes. The left side is the column named before, or the same column.

#include "ask/grammar_clause.h"
#include "ask/shape.h"

typedef struct Than {
    ExprOp op;
    size_t at;    // the cue
    size_t word;  // the comparative: the cue itself, or "higher" in "a higher salary than"
    bool has_left, has_right, has_of, is_any, is_all;
    ColumnRef left, right;
    size_t left_at;
    ExprOp of;      // the aggregate on the right
    Clause clause;  // what describes its rows
} Than;

// What a comparative measures, as LEXICON_SUPERLATIVES has it.
static const Superlative COMPARATIVES[] = {
    {STR("older"), true, "age", true},
    {STR("younger"), false, "age", true},
    {STR("longer"), true, "length duration distance time milliseconds minutes seconds", false},
    {STR("shorter"), false, "length duration height distance milliseconds minutes seconds", false},
    {STR("higher"), true, "height elevation altitude", false},
    {STR("lower"), false, "height elevation altitude", false},
    {STR("taller"), true, "height", false},
    {STR("heavier"), true, "weight", false},
    {STR("lighter"), false, "weight", false},
    {STR("larger"), true, "size area capacity population", false},
    {STR("bigger"), true, "size area capacity population", false},
    {STR("smaller"), false, "size area capacity population", false},
    {STR("expensive"), true, "price cost rate amount mrp fee", false},
    {STR("costlier"), true, "price cost rate amount mrp fee", false},
    {STR("dearer"), true, "price cost rate amount mrp fee", false},
    {STR("pricier"), true, "price cost rate amount mrp fee", false},
    {STR("cheaper"), false, "price cost rate amount mrp fee", false},
    {STR("faster"), true, "speed", false},
    {STR("slower"), false, "speed", false},
    {STR("newer"), true, "date year", true},
    {STR("later"), true, "date year", true},
    {STR("earlier"), false, "date year", true},
};

static bool item_says(Draft *d, size_t i, const char *const *words, size_t count) {
    const Link *link = draft_item(d, i)->link;
    for (size_t t = link->first; t < link->end; t++) {
        for (size_t k = 0; k < count; k++) {
            if (str_eq(d->t->items[t].text, str_from(words[k]))) return true;
        }
    }
    return false;
}

static const Superlative *comparative_of(Draft *d, size_t i) {
    const Link *link = draft_item(d, i)->link;
    for (size_t t = link->first; t < link->end; t++) {
        for (size_t k = 0; k < COUNT_OF(COMPARATIVES); k++) {
            if (str_eq(d->t->items[t].text, COMPARATIVES[k].word)) return &COMPARATIVES[k];
        }
    }
    return NULL;
}

static bool is_measurable(const Draft *d, const Item *item) {
    return item && (draft_is_number(d, item) || draft_is_date(d, item) || draft_is_year(d, item));
}

// "the average", "any", "the oldest": what stands before the thing on the right.
static size_t lead_read(Draft *d, Than *than, size_t i) {
    static const char *const ANY[] = {"any", "some", "one", "a", "an"};
    static const char *const ALL[] = {"all", "every", "each"};
    for (; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        than->is_any = than->is_any || (link->kind < LINK_CUE && item_says(d, i, ANY, 3));
        than->is_all = than->is_all || (link->kind < LINK_CUE && item_says(d, i, ALL, 3));
        if (link->kind < LINK_CUE || draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_OF))
            continue;
        if (draft_is_cue(d, i, CUE_AGGREGATE)) {
            than->of = (ExprOp)link->cue->arg;
        } else if (draft_is_cue(d, i, CUE_TOP)) {
            than->of = (link->cue->arg & 1) != 0 ? OP_MAX : OP_MIN;
        } else {
            break;
        }
        than->has_of = true;
    }
    return i;
}

static bool right_read(Draft *d, Than *than) {
    size_t at = lead_read(d, than, than->at + 1);
    const Item *item = draft_item(d, at);
    if (item && item->link->kind == LINK_CUE && item->link->cue->kind == CUE_SUPERLATIVE) {
        const Superlative *s = &LEXICON_SUPERLATIVES[item->link->cue->arg];
        size_t thing = draft_next(d, at);
        const Item *of = draft_item(d, thing);
        int column = of && of->target ? grammar_top_column(d, s, of->target->table) : -1;
        if (column < 0) return false;
        than->of = s->descending ? OP_MAX : OP_MIN;
        than->has_of = than->has_right = true;
        than->right = (ColumnRef){.table = of->target->table, .column = column};
        at++;
    } else if (is_measurable(d, item)) {
        than->has_right = true;
        than->right = draft_ref(item);
        at++;
    }
    than->clause = grammar_clause_scope(d, at);
    return true;
}

// The column named just before, or between the comparative and "than".
static void left_read(Draft *d, Than *than) {
    size_t at = than->word < than->at ? draft_next(d, than->word) : draft_before(d, than->at);
    if (draft_is_cue(d, at, CUE_MORE)) at = draft_before(d, at);
    const Item *item = draft_item(d, at);
    if (!is_measurable(d, item)) return;
    than->has_left = true;
    than->left = draft_ref(item);
    than->left_at = at;
}

bool grammar_than_column(Draft *d, size_t i, ColumnRef *ret) {
    const Superlative *s = comparative_of(d, i);
    Entity who = {0};
    if (!s || !grammar_clause_subject(d, i, &who)) return false;
    int column = grammar_top_column(d, s, who.table);
    if (column < 0) return false;
    *ret = (ColumnRef){.table = who.table, .column = column};
    return true;
}

// "older than": the column that the word measures, of the thing spoken of.
static void left_guess(Draft *d, Than *than) {
    than->has_left = grammar_than_column(d, than->word, &than->left);
    than->left_at = d->p->count;
}

static Expr *right_expr(Draft *d, const Than *than, Draft *said) {
    Plan *inner = plan_new(d->a);
    shape_filters(said, inner);
    if (!said->focus.is_set)
        said->focus = (Entity){.table = than->right.table, .column = -1, .is_set = true};
    said->focus_listed = true;
    if (!shape_time(said, inner) || said->having_count > 0) return NULL;
    bool filtered = inner->filter_count > 0 || inner->time.is_set;
    if (!than->has_of && !filtered) return NULL;
    bool least = (than->op == OP_GT || than->op == OP_GE) == than->is_any;
    ExprOp of = than->has_of ? than->of : least ? OP_MIN : OP_MAX;
    plan_add_measure(d->a, inner, expr_call1(d->a, of, draft_column_expr(d, than->right)));
    return expr_plan(d->a, inner);
}

// A measure whose column stands on the left: "whose average salary is above the average".
static size_t measure_left(const Draft *d, const Than *than) {
    for (size_t i = 0; i < d->measure_count && than->has_left; i++) {
        const DraftMeasure *measure = &d->measures[i];
        bool same = measure->column.table == than->left.table &&
                    measure->column.column == than->left.column;
        if (same && !measure->is_plain && measure->at < than->left_at) return i;
    }
    return d->measure_count;
}

static void than_add(Draft *d, const Than *than, Expr *right) {
    size_t measure = measure_left(d, than);
    bool of_groups = measure < d->measure_count && d->having_count < COUNT_OF(d->having) &&
                     than->left_at < d->p->count;
    if (of_groups) {
        d->having[d->having_count++] =
            (DraftHaving){.measure = measure, .op = than->op, .to = right};
        return;
    }
    Expr *left = draft_column_expr(d, than->left);
    draft_add_filter(
        d, (DraftFilter){.expr = expr_call2(d->a, than->op, left, right), .column = than->left});
}

bool grammar_than_read(Draft *d, size_t i, size_t word, ExprOp op) {
    Than than = {.op = op, .at = i, .word = word};
    if (draft_is_cue(d, i, CUE_AVERAGE_OF_ALL)) {
        than.of = OP_AVG;
        than.has_of = true;
    }
    if (op == OP_BETWEEN || !right_read(d, &than)) return false;
    left_read(d, &than);
    if (!than.has_left && !than.has_right) left_guess(d, &than);
    if (!than.has_left && !than.has_right) return false;
    if (!than.has_left) than.left = than.right;
    if (!than.has_right) than.right = than.left;
    Draft *said = grammar_clause_read(d, than.clause);
    Expr *right = said ? right_expr(d, &than, said) : NULL;
    if (!right) return false;
    than_add(d, &than, right);
    if (than.has_left && than.left_at < d->p->count) draft_use(d, than.left_at);
    draft_use(d, word);
    for (size_t k = i; k < than.clause.first; k++) draft_use(d, k);
    grammar_clause_use(d, than.clause, said);
    return true;
}

// "whose average salary is above the average" is of groups: the measure is read first.
static bool is_aggregated(Draft *d, size_t i) {
    size_t column = draft_before(d, i), before = draft_before(d, column);
    return draft_is(d, column, LINK_COLUMN) && draft_is_cue(d, before, CUE_AGGREGATE) &&
           draft_item(d, before)->link->cue->arg <= OP_AVG;
}

void grammar_than_early(Draft *d, size_t i) {
    if (!is_aggregated(d, i)) grammar_than_average(d, i);
}

void grammar_than_average(Draft *d, size_t i) {
    (void)grammar_than_read(d, i, i, (ExprOp)draft_item(d, i)->link->cue->arg);
}

enum { THAN_REACH = 5 };

// "a higher salary than": the comparative stands some words before.
void grammar_than_word(Draft *d, size_t i) {
    for (size_t k = i; k > 0 && k + THAN_REACH > i; k--) {
        if (!draft_is_cue(d, k - 1, CUE_MORE)) continue;
        (void)grammar_than_read(d, i, k - 1, (ExprOp)draft_item(d, k - 1)->link->cue->arg);
        return;
    }
}
