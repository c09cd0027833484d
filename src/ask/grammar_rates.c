#include "ask/grammar_rates.h"

static bool is_one(const Expr *e) {
    if (e->kind != EXPR_LITERAL) return false;
    return e->literal.type == TYPE_FLOAT ? e->literal.f == 1 : e->literal.i == 1;
}

static bool is_column(const Expr *e, ColumnRef c) {
    return e->kind == EXPR_COLUMN && e->column.table == c.table && e->column.column == c.column;
}

// The first "1 - rate" of the product becomes the rate; false when it has none.
static bool rate_taken(Arena *a, Expr *e, ColumnRef rate) {
    for (size_t i = 0; e->kind == EXPR_CALL && i < e->arg_count; i++) {
        Expr *arg = e->args[i];
        bool rest = arg->kind == EXPR_CALL && arg->op == OP_SUB && arg->arg_count == 2 &&
                    is_one(arg->args[0]) && is_column(arg->args[1], rate);
        if (e->op == OP_MUL && rest) {
            e->args[i] = expr_column(a, rate.table, rate.column);
            return true;
        }
        if (arg->kind == EXPR_CALL && arg->op == OP_MUL && rate_taken(a, arg, rate)) return true;
    }
    return false;
}

// Sum of what the rate takes off; NULL when the business takes nothing off by it.
static Expr *amount_of(const Draft *d, ColumnRef rate) {
    const Expr *metric = d->m->metrics[d->m->default_metric].expr;
    if (!metric || metric->kind != EXPR_CALL || metric->op != OP_SUM) return NULL;
    Expr *sum = expr_copy(d->a, metric);
    Expr *product = sum->args[0];
    return product->kind == EXPR_CALL && product->op == OP_MUL && rate_taken(d->a, product, rate)
               ? sum
               : NULL;
}

static bool says_amount(Draft *d, size_t i) {
    static const char *const WORDS[] = {"amount", "value", "amounts", "money"};
    size_t end = draft_item(d, i)->link->end;
    Str own = d->t->items[end - 1].text;
    for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
        if (str_eq(own, str_from(WORDS[k]))) return true;
    }
    Str behind = end < d->t->count ? d->t->items[end].text : (Str){0};
    for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
        if (!str_eq(behind, str_from(WORDS[k]))) continue;
        if (draft_is(d, i + 1, LINK_SOFT) || draft_is(d, i + 1, LINK_UNREAD)) draft_use(d, i + 1);
        return true;
    }
    for (size_t k = 0; k < i; k++) {
        const Link *link = draft_item(d, k)->link;
        bool total = draft_is_cue(d, k, CUE_AGGREGATE) && link->cue->arg == OP_SUM;
        if (!total && !draft_is_cue(d, k, CUE_HOW_MUCH)) continue;
        draft_use(d, k);
        return true;
    }
    return false;
}

void grammar_rates_read(Draft *d) {
    for (size_t i = 0; i < d->p->count && d->m->default_metric >= 0; i++) {
        const Item *item = draft_item(d, i);
        if (item->used || item->link->kind != LINK_COLUMN || !draft_is_number(d, item)) continue;
        ColumnRef rate = draft_ref(item);
        Expr *amount = amount_of(d, rate);
        if (!amount || !says_amount(d, i)) continue;
        draft_use(d, i);
        Str label = str_fmt(d->a, STR_F " amount", STR_A(draft_column(d, item)->label));
        draft_add_measure(
            d,
            (DraftMeasure){.expr = amount, .column = {rate.table, -1, 0}, .at = i, .label = label});
        return;
    }
}
