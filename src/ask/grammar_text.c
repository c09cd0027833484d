// The rules of text inside values: what they contain, begin or end with, and how long they are.

#include "ask/grammar.h"

// The text column that is meant: the one named before, else the name of the thing spoken of.
static bool text_column(Draft *d, size_t i, ColumnRef *ret) {
    for (size_t k = i; k > 0; k--) {
        Item *item = draft_item(d, k - 1);
        if (item->link->kind == LINK_COLUMN && draft_column(d, item)->type == TYPE_TEXT) {
            *ret = draft_ref(item);
            d->text_of = draft_entity(item, k - 1);
            bool name_of = !item->used;
            if (name_of) draft_use(d, k - 1);
            return true;
        }
        if (item->link->kind == LINK_TABLE) {
            int name = d->m->tables[item->target->table].name_column;
            *ret = (ColumnRef){.table = item->target->table, .column = name};
            return name >= 0;
        }
    }
    return false;
}

// "does not contain the letter M", "that don't start with": what stands right before denies it.
static bool is_denied(Draft *d, size_t i) {
    while (i > 0) {
        i--;
        bool denies = draft_is_cue(d, i, CUE_NOT) || draft_is_cue(d, i, CUE_NEVER);
        if (denies && !draft_item(d, i)->used) {
            draft_use(d, i);
            return true;
        }
        if (draft_item(d, i)->link->kind != LINK_FILLER) return false;
    }
    return false;
}

void grammar_text_like(Draft *d, size_t i) {
    size_t at = i + 1;
    while (at < d->p->count && !draft_is(d, at, LINK_TEXT)) at++;
    ColumnRef c = {0};
    if (at >= d->p->count || at > i + 3 || !text_column(d, i, &c)) return;
    ExprOp op = (ExprOp)draft_item(d, i)->link->cue->arg;
    Expr *text = expr_text(d->a, draft_item(d, at)->link->text);
    Expr *like = expr_call2(d->a, op, draft_column_expr(d, c), text);
    if (is_denied(d, i)) like = grammar_values_unless(d, like, c);
    draft_use(d, i);
    draft_use(d, at);
    draft_add_filter(d, (DraftFilter){.expr = like, .column = c});
}

// ---- how long it is ----

static bool is_letters(const Draft *d, size_t token) {
    static const char *const WORDS[] = {"characters", "character", "letters", "letter", "chars"};
    if (token >= d->t->count) return false;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(d->t->items[token].text, str_from(WORDS[i]))) return true;
    }
    return false;
}

static size_t item_at(const Draft *d, size_t token) {
    size_t i = 0;
    while (i < d->p->count && d->p->items[i].link->end <= token) i++;
    return i;
}

// "letters in their name": the column stands behind.
static bool column_behind(Draft *d, size_t i, ColumnRef *ret) {
    size_t at = draft_next(d, i);
    const Item *item = draft_item(d, at);
    if (!item || item->used || item->link->kind != LINK_COLUMN) return false;
    if (draft_column(d, item)->type != TYPE_TEXT) return false;
    *ret = draft_ref(item);
    draft_use(d, at);
    // "companies ... in their name": of the thing that was named, not of any name.
    Item *owner = draft_item(d, d->focus.is_set ? d->focus.at : d->p->count);
    for (size_t k = 0; k < i && !owner; k++) {
        if (draft_is(d, k, LINK_TABLE)) owner = draft_item(d, k);
    }
    const Token *word = &d->t->items[item->link->first];
    bool bare = item->link->end == item->link->first + 1 && lexicon_tail(word->stem) > 0;
    if (!owner || !owner->target || !bare) return true;
    int name = d->m->tables[owner->target->table].name_column;
    if (name >= 0) *ret = (ColumnRef){.table = owner->target->table, .column = name};
    return true;
}

bool grammar_text_length(Draft *d, size_t i, const GrammarBounds *b) {
    size_t token = d->p->items[b->last].link->end;
    if (!is_letters(d, token)) return false;
    ColumnRef c = {0};
    size_t word = item_at(d, token);
    if (!column_behind(d, word, &c) && !text_column(d, i, &c)) return false;
    draft_use(d, word);
    Expr *length = expr_call1(d->a, OP_LENGTH, draft_column_expr(d, c));
    Expr *args[] = {length, expr_int(d->a, (int64_t)b->low), expr_int(d->a, (int64_t)b->high)};
    size_t count = b->op == OP_BETWEEN ? 3 : 2;
    draft_add_filter(d, (DraftFilter){.expr = expr_call(d->a, b->op, args, count), .column = c});
    d->focus_listed = true;
    return true;
}

Expr *grammar_text_extent(Draft *d, size_t i) {
    size_t at = draft_next(d, i);
    const Item *item = draft_item(d, at);
    Str word = d->t->items[draft_item(d, i)->link->first].text;
    bool long_or_short = str_eq(word, S("longest")) || str_eq(word, S("shortest"));
    if (!item || item->used || item->link->kind != LINK_COLUMN || !long_or_short) return NULL;
    const ModelColumn *c = draft_column(d, item);
    const Token *last = &d->t->items[item->link->end - 1];
    bool text = c->type == TYPE_TEXT &&
                (str_starts(last->text, S("name")) || str_starts(last->text, S("title")));
    if (!text || d->m->default_metric < 0) return NULL;
    return expr_call1(d->a, OP_LENGTH, draft_column_expr(d, draft_ref(item)));
}
