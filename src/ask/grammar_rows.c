// One row by its number: "order 10248", "invoice no 98", "what was bought on invoice 98", "total of
// order 10250", "who placed order 10300".
//
// The number is a condition on the key. What is asked of the row stands elsewhere in the question;
// where it does not, the words say whether its worth, its goods, or who is behind it.

#include "ask/grammar_clause.h"
#include "ask/grammar_frames.h"
#include "plan/plan_base.h"

enum { NUMBER_MIN = 100 };  // of "orders 5" the five first may be meant

static bool word_in(Str word, const char *words) {
    Str rest = str_from(words), one = {0};
    while (str_next_part(&rest, ' ', &one)) {
        if (str_eq(word, one)) return true;
    }
    return false;
}

static bool says_any(const Draft *d, const char *words) {
    for (size_t i = 0; i < d->t->count; i++) {
        if (word_in(d->t->items[i].text, words)) return true;
    }
    return false;
}

// "no", "number", "id" between the thing and its number.
static bool is_numbering(Draft *d, size_t i) {
    const Link *link = draft_item(d, i)->link;
    return link->end == link->first + 1 &&
           word_in(d->t->items[link->first].text, "no number num nr id code");
}

static int column_of_key(const ModelTable *t, int column) {
    bool key = column >= 0 &&
               (t->columns[column].role == ROLE_KEY || (t->key_count == 1 && t->key[0] == column));
    return key ? column : -1;
}

// The key that item `i` names: of a table, of what a metric counts, or the key itself.
static bool key_of(Draft *d, size_t i, ColumnRef *ret) {
    const Item *item = draft_item(d, i);
    if (!item || item->used || !item->target) return false;
    *ret = (ColumnRef){.table = item->target->table, .column = -1};
    if (item->link->kind == LINK_TABLE) {
        ret->column = draft_key_column(&d->m->tables[ret->table]);
    } else if (item->link->kind == LINK_COLUMN) {
        ret->column = column_of_key(&d->m->tables[ret->table], item->target->column);
    } else if (item->link->kind == LINK_METRIC) {
        const Expr *e = d->m->metrics[item->target->column].expr;
        bool counts = e && e->kind == EXPR_CALL &&
                      (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT) && e->arg_count == 1;
        if (!counts) return false;
        ret->table = e->args[0]->column.table;
        ret->column = e->op == OP_COUNT_DISTINCT ? e->args[0]->column.column
                                                 : draft_key_column(&d->m->tables[ret->table]);
    }
    return ret->column >= 0 && d->m->tables[ret->table].kind == TABLE_FACT;
}

// What the key equals at item `i`; NULL when it is no such number.
static Expr *equals(Draft *d, size_t thing, size_t i, ColumnRef key) {
    const Item *item = draft_item(d, i);
    const ModelColumn *c = model_at(d->m, key);
    Expr *column = expr_column(d->a, key.table, key.column);
    if (item->used) return NULL;
    if (item->link->kind == LINK_VALUE) {
        bool own = item->target->table == key.table && item->target->column == key.column;
        if (!own || item->target->is_word) return NULL;
        return expr_call2(d->a, OP_EQ, column, expr_text(d->a, item->target->value));
    }
    if (item->link->kind != LINK_NUMBER || c->type != TYPE_INT) return NULL;
    const Token *name = &d->t->items[draft_item(d, thing)->link->end - 1];
    bool one = name->single.len == name->text.len || thing + 1 < i;
    double number = item->link->number;
    if ((!one && number < NUMBER_MIN) || number < (double)c->profile.min.i ||
        number > (double)c->profile.max.i)
        return NULL;
    return expr_call2(d->a, OP_EQ, column, expr_int(d->a, (int64_t)number));
}

// The table that the rows of sales point at whose name is of this kind ("custom"), or is not one of
// people; in one wide file the column.
static bool thing_named(const Draft *d, Str kind, Entity *ret) {
    int sales = d->m->metrics[d->m->default_metric].table;
    const int *reach = plan_reach(d->m, sales, d->a);
    const NameEntry *best = NULL;
    for (const NameEntry *e = name_index_find(&d->index->names, kind); e; e = e->next) {
        bool thing = e->kind == NAME_TABLE || (e->kind == NAME_COLUMN && e->table == sales);
        if (!thing || reach[e->table] < 0 || e->score < 0.7) continue;
        if (!best || e->score > best->score) best = e;
    }
    if (!best) return false;
    int column = best->kind == NAME_TABLE ? -1 : best->column;
    *ret = (Entity){.table = best->table, .column = column, .is_set = true};
    return true;
}

// What is sold, by whatever name: what each row of sales points at that is neither people nor
// deeds.
static bool goods_find(const Draft *d, Entity *ret) {
    if (thing_named(d, S("product"), ret)) return true;
    int sales = d->m->metrics[d->m->default_metric].table;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool leads = j->from_table == sales && d->m->tables[j->to_table].kind != TABLE_FACT;
        if (!leads || d->m->tables[j->to_table].name_more >= 0) continue;
        *ret = (Entity){.table = j->to_table, .column = -1, .is_set = true};
        return true;
    }
    return false;
}

// Whether anything else is named: then that is what is asked of the row.
static bool names_more(Draft *d, size_t thing, size_t number) {
    for (size_t i = 0; i < d->p->count; i++) {
        LinkKind kind = draft_item(d, i)->link->kind;
        bool names = kind == LINK_TABLE || kind == LINK_COLUMN || kind == LINK_METRIC;
        if (names && (i < thing || i > number)) return true;
        if (draft_is_cue(d, i, CUE_COUNT)) return true;
    }
    return false;
}

static void words_use(Draft *d, const char *words) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        bool small = link->kind < LINK_TABLE && link->end == link->first + 1;
        if (small && word_in(d->t->items[link->first].text, words)) draft_use(d, i);
    }
}

static void focus_on(Draft *d, Entity e, size_t at) {
    e.at = at;
    d->focus = e;
    d->focus_listed = true;
}

// The words say what is asked of the row.
static void asked_read(Draft *d, size_t thing, Entity row) {
    static const char *const WORTH = "total value amount worth much sum bill";
    static const char *const GOODS =
        "purchased bought ordered sold contents contains contain included details items lines";
    static const char *const BUYS = "placed ordered bought made purchased gave";
    Entity e = {0};
    bool who = says_any(d, "who whose whom");
    if (who && says_any(d, BUYS) && thing_named(d, S("custom"), &e)) {
        focus_on(d, e, thing);
    } else if (who && thing_named(d, S("employe"), &e)) {
        focus_on(d, e, thing);
    } else if (says_any(d, WORTH)) {
        words_use(d, WORTH);
        int metric = d->m->default_metric;
        draft_add_measure(
            d, (DraftMeasure){.expr = expr_metric(d->a, metric),
                              .column = {.table = d->m->metrics[metric].table, .column = -1},
                              .at = thing});
    } else if (says_any(d, GOODS) && goods_find(d, &e)) {
        words_use(d, GOODS);
        focus_on(d, e, thing);
    } else {
        focus_on(d, row, thing);
    }
}

static bool row_read(Draft *d, size_t i) {
    size_t thing = i > 0 ? i - 1 : d->p->count;
    while (thing > 0 && thing < d->p->count && is_numbering(d, thing) &&
           !draft_is(d, thing, LINK_TABLE))
        thing--;
    ColumnRef key = {0};
    Expr *eq = thing < i && key_of(d, thing, &key) ? equals(d, thing, i, key) : NULL;
    if (!eq) return false;
    draft_add_filter(d, (DraftFilter){.expr = eq, .column = key, .is_value = true});
    bool more = names_more(d, thing, i);
    for (size_t k = thing; k <= i; k++) draft_use(d, k);
    Entity row = {.table = key.table, .column = -1, .is_set = true};
    if (d->m->tables[key.table].key_count != 1) row.column = key.column;
    if (!more) asked_read(d, thing, row);
    return true;
}

// "what did Elm Works buy": goods, of somebody who is named.
void grammar_rows_bought(Draft *d) {
    static const char *const BUYS = "buy order purchase bought";
    bool asked = d->m->default_metric >= 0 && d->t->count > 2 &&
                 str_eq(d->t->items[0].text, S("what")) &&
                 word_in(d->t->items[1].text, "did do does has have");
    bool named = false;
    for (size_t i = 0; i < d->filter_count; i++) {
        const Expr *e = d->filters[i].expr;
        bool one = d->filters[i].is_value || (e->kind == EXPR_CALL && e->op == OP_AND);
        named = named || (one && model_at(d->m, d->filters[i].column)->role == ROLE_NAME);
    }
    bool more = d->measure_count > 0 || d->dimension_count > 0 || d->focus.is_set || d->has_top;
    Entity e = {0};
    if (!asked || !named || more || !says_any(d, BUYS) || !goods_find(d, &e)) return;
    words_use(d, BUYS);
    if (e.column >= 0) draft_add_dimension(d, (DraftDimension){.entity = e});
    if (e.column < 0) focus_on(d, e, 0);
}

void grammar_rows_read(Draft *d) {
    for (size_t i = 0; i < d->p->count && d->m->default_metric >= 0; i++) {
        bool may = draft_is(d, i, LINK_NUMBER) || draft_is(d, i, LINK_VALUE);
        if (may && row_read(d, i)) return;
    }
}
