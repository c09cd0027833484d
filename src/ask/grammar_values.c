// The rules of values: what is said of which column, lists of values, two values of one row.

#include "ask/grammar.h"
#include "plan/plan_base.h"

static bool same_column(const LinkTarget *x, const LinkTarget *y) {
    return x->table == y->table && x->column == y->column;
}

// What joins the parts of a list: commas, "and", "or", fillers between.
static size_t list_next(Draft *d, size_t i) {
    size_t next = i + 1;
    while (next < d->p->count) {
        const Item *item = draft_item(d, next);
        bool joins = item->link->kind == LINK_FILLER || draft_is_cue(d, next, CUE_AND) ||
                     draft_is_cue(d, next, CUE_OR) || draft_is_cue(d, next, CUE_OF);
        if (!joins) break;
        next++;
    }
    return next;
}

static Expr *value_expr(Draft *d, const LinkTarget *t) {
    Expr *column = expr_column(d->a, t->table, t->column), *text = expr_text(d->a, t->value);
    return expr_call2(d->a, t->is_word ? OP_CONTAINS : OP_EQ, column, text);
}

bool grammar_values_negated(Draft *d, size_t i) {
    while (i > 0) {
        i--;
        LinkKind kind = draft_item(d, i)->link->kind;
        bool without = draft_is_cue(d, i, CUE_NEVER) && !draft_item(d, i)->used;
        if (draft_is_cue(d, i, CUE_NOT) || without) {
            draft_use(d, i);
            return true;
        }
        bool passes = kind == LINK_FILLER || kind == LINK_COLUMN || draft_is_cue(d, i, CUE_OF);
        if (!passes) return false;
    }
    return false;
}

static bool column_is(Draft *d, size_t i, const LinkTarget *target) {
    Item *item = draft_item(d, i);
    return item && !item->used && item->link->kind == LINK_COLUMN &&
           same_column(item->target, target);
}

// "country Germany", "Germany region": the column beside its value says nothing more.
static void column_absorb(Draft *d, size_t i, const LinkTarget *target) {
    size_t before = draft_before(d, i), after = draft_next_near(d, i);
    while (draft_is_cue(d, before, CUE_NOT)) before = draft_before(d, before);
    for (int steps = 0; steps < 3 && column_is(d, before, target); steps++) {
        draft_use(d, before);
        before = draft_before(d, before);
    }
    if (column_is(d, after, target)) draft_use(d, after);
}

typedef struct ValueList {
    const LinkTarget *targets[12];
    size_t count;
    size_t last;  // the last item of the list
    bool joined;  // commas, "and" or "or" stand between
} ValueList;

static ValueList values_collect(Draft *d, size_t i) {
    ValueList list = {.targets = {draft_item(d, i)->target}, .count = 1, .last = i};
    for (size_t at = list_next(d, i); draft_is(d, at, LINK_VALUE); at = list_next(d, at)) {
        const LinkTarget *t = draft_item(d, at)->target;
        if (!same_column(t, list.targets[0]) || list.count == COUNT_OF(list.targets)) break;
        draft_use(d, at);
        list.targets[list.count++] = t;
        for (size_t k = list.last + 1; k < at; k++) {
            list.joined = list.joined || draft_is(d, k, LINK_CUE);
        }
        list.last = at;
    }
    return list;
}

static Expr *values_expr(Draft *d, const ValueList *list) {
    Expr *args[COUNT_OF(list->targets) + 1] = {0};
    bool any_word = false;
    for (size_t i = 0; i < list->count; i++) any_word = any_word || list->targets[i]->is_word;
    if (list->count == 1) return value_expr(d, list->targets[0]);
    for (size_t i = 0; i < list->count; i++) {
        args[i + 1] =
            any_word ? value_expr(d, list->targets[i]) : expr_text(d->a, list->targets[i]->value);
    }
    // "toor dal": words side by side stand in one value; "oil and rice" in either.
    if (any_word) return expr_call(d->a, list->joined ? OP_OR : OP_AND, args + 1, list->count);
    args[0] = expr_column(d->a, list->targets[0]->table, list->targets[0]->column);
    return expr_call(d->a, OP_IN, args, list->count + 1);
}

Expr *grammar_values_unless(Draft *d, Expr *expr, ColumnRef c) {
    Expr *either[] = {expr_call1(d->a, OP_NOT, expr), NULL};
    if (model_at(d->m, c)->profile.nulls == 0) return either[0];
    either[1] = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, c));
    return expr_call(d->a, OP_OR, either, 2);
}

// "who reports to Nancy": the value names the row that is pointed at, not the one asked for.
static Expr *linked_rows(Draft *d, size_t i, int table, Expr *expr) {
    size_t before = draft_before(d, i);
    Item *item = draft_item(d, before);
    if (!item || item->used || item->link->kind != LINK_COLUMN || item->target->table != table)
        return expr;
    for (size_t k = 0; k < d->m->join_count; k++) {
        const ModelJoin *j = &d->m->joins[k];
        bool own = j->from_table == table && j->to_table == table &&
                   j->from_column == item->target->column;
        if (!own) continue;
        Plan *inner = plan_new(d->a);
        plan_add_dimension(d->a, inner, expr_column(d->a, table, j->to_column));
        plan_add_filter(d->a, inner, expr);
        draft_use(d, before);
        if (!d->focus.is_set) d->focus = (Entity){.table = table, .column = -1, .is_set = true};
        d->focus.at = before;
        d->focus_listed = true;
        return expr_call2(d->a, OP_IN, draft_column_expr(d, draft_ref(item)),
                          expr_plan(d->a, inner));
    }
    return expr;
}

// "compare Pune and Mumbai", "UPI vs cash": each beside the other.
static bool compare_said(const Draft *d) {
    static const char *const WORDS[] = {"compare", "compared", "comparison",
                                        "vs",      "versus",   "against"};
    for (size_t i = 0; i < d->t->count; i++) {
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            if (str_eq(d->t->items[i].text, str_from(WORDS[k]))) return true;
        }
    }
    return false;
}

// "is profit higher in Pune or Mumbai": which of the two, so each by itself.
static bool either_asked(const Draft *d) {
    static const char *const WAYS[] = {"higher",  "more",   "lower", "less",  "better", "bigger",
                                       "greater", "larger", "most",  "worse", "fewer"};
    bool way = false, either = false;
    for (size_t i = 0; i < d->t->count; i++) {
        Str word = d->t->items[i].text, next = i + 1 < d->t->count ? d->t->items[i + 1].text : word;
        for (size_t k = 0; k < COUNT_OF(WAYS); k++)
            way = way || (str_eq(word, str_from(WAYS[k])) && !str_eq(next, S("than")));
        either = either || str_eq(word, S("or"));
    }
    return way && either && d->m->default_metric >= 0;
}

// "How many male and female members": all that the column holds, so that nothing is left out: one
// for each is asked.
static bool all_named(const Draft *d, const ValueList *list) {
    const LinkTarget *first = list->targets[0];
    ColumnRef c = {.table = first->table, .column = first->column};
    return list->count > 1 && model_at(d->m, c)->profile.distinct == list->count;
}

// "nancy davolio": two values of one row, side by side.
static size_t row_partner(Draft *d, size_t i) {
    size_t next = i + 1;
    if (!draft_is(d, next, LINK_VALUE)) return 0;
    const LinkTarget *x = draft_item(d, i)->target, *y = draft_item(d, next)->target;
    return x->table == y->table && x->column != y->column ? next : 0;
}

static bool rows_read(Draft *d, size_t i) {
    Expr *rows[8] = {0};
    size_t count = 0;
    ColumnRef c = draft_ref(draft_item(d, i));
    bool negated = grammar_values_negated(d, i);
    for (size_t at = i, partner; count < COUNT_OF(rows); at = list_next(d, partner)) {
        if (!draft_is(d, at, LINK_VALUE) || (partner = row_partner(d, at)) == 0) break;
        Expr *pair[] = {value_expr(d, draft_item(d, at)->target),
                        value_expr(d, draft_item(d, partner)->target)};
        rows[count++] = expr_call(d->a, OP_AND, pair, 2);
        draft_use(d, at);
        draft_use(d, partner);
    }
    if (count < 1) return false;
    Expr *expr = count == 1 ? rows[0] : expr_call(d->a, OP_OR, rows, count);
    if (negated) expr = expr_call1(d->a, OP_NOT, expr);
    expr = linked_rows(d, i, c.table, expr);
    draft_add_filter(d, (DraftFilter){.expr = expr, .column = c});
    // Two named side by side are compared: one row each.
    if (count > 1 && !negated) {
        Entity who = {.table = c.table, .column = -1, .is_set = true, .at = i};
        draft_add_dimension(d, (DraftDimension){.entity = who, .at = i});
    }
    return true;
}

static bool is_name(const Draft *d, const LinkTarget *t) {
    return t->column == d->m->tables[t->table].name_column;
}

// Whether each of the things named before belongs to one of the value's.
static bool is_parent(Draft *d, size_t i, const LinkTarget *value) {
    for (size_t k = i; k > 0; k--) {
        const Item *item = draft_item(d, k - 1);
        if (item->link->kind != LINK_TABLE) continue;
        return plan_reach(d->m, item->target->table, d->a)[value->table] > 0;
    }
    return true;
}

// "garden products": the category of that name, not what has the word in a longer one.
static void part_doubt(Draft *d, const Link *link, const LinkTarget *chosen) {
    ValueHit hit;
    const Token *t = &d->t->items[link->first];
    bool part = chosen->is_word || chosen->value.len > t->raw.len + 3;
    if (part && value_index_find(d->index->values, t->single, &hit, 1) > 0) draft_doubt(d, 1.2);
}

// "albums by Iron Maiden" are not those of that name; "AC/DC songs" are of the artist before they
// are of whoever wrote them.
static void names_doubt(Draft *d, size_t i) {
    static const char *const SMALL[] = {"by", "from", "is", "are", "were", "was"};
    const Link *link = draft_item(d, i)->link;
    const LinkTarget *chosen = draft_item(d, i)->target;
    bool rival = false, led = false, named = false;
    for (size_t k = 0; k < link->target_count; k++) {
        const LinkTarget *t = &link->targets[k];
        rival = rival || (t->table != chosen->table && t->score > chosen->score - 0.1 &&
                          !t->is_word && is_name(d, t));
    }
    for (size_t k = 0; k < COUNT_OF(SMALL) && link->first > 0; k++)
        led = led || str_eq(d->t->items[link->first - 1].text, str_from(SMALL[k]));
    for (size_t k = 0; k < i; k++)
        named = named ||
                (draft_is(d, k, LINK_TABLE) && draft_item(d, k)->target->table == chosen->table);
    if (d->m->default_metric >= 0 && link->end == link->first + 1) part_doubt(d, link, chosen);
    if (d->m->default_metric < 0 || !rival) return;
    // "songs by Queen", "albums of Queen": whose they are, before what else has that text.
    Str before = link->first > 0 ? d->t->items[link->first - 1].text : (Str){0};
    bool whose = str_eq(before, S("by")) || str_eq(before, S("of"));
    if (whose && !is_name(d, chosen)) draft_doubt(d, 1.5);
    if (is_name(d, chosen) ? led && named : !led || !named) draft_doubt(d, 1.2);
    if (led && !is_parent(d, i, chosen)) draft_doubt(d, 0.6);
}

// "albums by Queen", "orders by Nancy": the word says whose, and groups nothing.
static void maker_use(Draft *d, size_t i) {
    bool by = i > 0 && draft_is_cue(d, i - 1, CUE_BY) && d->m->default_metric >= 0 &&
              str_eq(draft_item(d, i - 1)->link->cue->phrase, S("by"));
    if (by) draft_use(d, i - 1);
}

// "orders shipped via United Package": the link says how they hang together, and in its words
// stands what is asked about.
static void link_use(Draft *d, size_t i) {
    size_t before = draft_before(d, i);
    Item *item = draft_item(d, before);
    if (!item || item->used || item->link->kind != LINK_COLUMN || d->m->default_metric < 0) return;
    const LinkTarget *from = item->target;
    bool leads = false;
    for (size_t k = 0; k < d->m->join_count; k++) {
        const ModelJoin *j = &d->m->joins[k];
        leads = leads ||
                (j->from_table == from->table && j->from_column == from->column &&
                 j->to_table == draft_item(d, i)->target->table && j->to_table != j->from_table);
    }
    if (!leads) return;
    draft_use(d, before);
    const NameEntry *e = name_index_find(&d->index->names, d->t->items[item->link->first].stem);
    while (e && (e->kind != NAME_TABLE || e->table != from->table)) e = e->next;
    if (!e || d->focus.is_set || d->measure_count > 0) return;
    d->focus = (Entity){.table = from->table, .column = -1, .is_set = true, .at = before};
    d->focus_listed = true;
}

bool grammar_values(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    if (!item || item->used || item->link->kind != LINK_VALUE) return false;
    maker_use(d, i);
    link_use(d, i);
    if (row_partner(d, i) > 0 && rows_read(d, i)) return true;
    bool and_only = true;
    bool negated = grammar_values_negated(d, i);
    names_doubt(d, i);
    column_absorb(d, i, item->target);
    draft_use(d, i);
    ValueList list = values_collect(d, i);
    column_absorb(d, list.last, item->target);
    for (size_t k = i; k < list.last; k++) and_only = and_only && !draft_is_cue(d, k, CUE_OR);
    Expr *expr = values_expr(d, &list);
    if (negated) expr = grammar_values_unless(d, expr, draft_ref(item));
    expr = linked_rows(d, i, item->target->table, expr);
    draft_add_filter(d, (DraftFilter){.expr = expr,
                                      .column = draft_ref(item),
                                      .is_value = !negated,
                                      .all_of = list.count > 1 && and_only && !negated});
    bool sides = list.count > 1 && !negated && !item->target->is_word;
    bool beside = and_only ? compare_said(d) || all_named(d, &list) : either_asked(d);
    if (sides && beside) {
        Entity e = {
            .table = item->target->table, .column = item->target->column, .is_set = true, .at = i};
        draft_add_dimension(d, (DraftDimension){.entity = e, .by_cue = true, .at = i});
    }
    return true;
}
