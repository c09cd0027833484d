// What the items of a reading are: measures and dimensions, and their lists.

#include "ask/grammar.h"

ExprOp grammar_default_aggregate(const ModelColumn *c) {
    return c->additivity == ADD_AVERAGE ? OP_AVG : OP_SUM;
}

Expr *grammar_metric_of(Draft *d, Expr *expr) {
    for (size_t i = 0; i < d->m->metric_count; i++) {
        const Metric *metric = &d->m->metrics[i];
        if (metric->expr && !metric->filter && expr_equal(metric->expr, expr)) {
            return expr_metric(d->a, (int)i);
        }
    }
    return expr;
}

bool grammar_measure(Draft *d, size_t i, DraftMeasure *ret) {
    const Item *item = draft_item(d, i);
    if (!item) return false;
    if (item->link->kind == LINK_METRIC) {
        *ret = (DraftMeasure){.expr = expr_metric(d->a, item->target->column),
                              .at = i,
                              .column = {.table = item->target->table, .column = -1}};
        return true;
    }
    if (!draft_is_number(d, item) || draft_is_year(d, item)) return false;
    ColumnRef c = draft_ref(item);
    ExprOp op = grammar_default_aggregate(draft_column(d, item));
    *ret =
        (DraftMeasure){.expr = grammar_metric_of(d, expr_call1(d->a, op, draft_column_expr(d, c))),
                       .at = i,
                       .is_plain = true,
                       .column = c};
    return true;
}

// ---- dimensions ----

static bool dimension_of(Draft *d, size_t i, DraftDimension *ret) {
    Item *item = draft_item(d, i);
    if (!item) return false;
    *ret = (DraftDimension){.at = i, .by_cue = true};
    switch (item->link->kind) {
        case LINK_GRAIN:
            ret->is_grain = true;
            ret->grain = item->link->grain;
            return true;
        case LINK_TABLE:
        case LINK_COLUMN: ret->entity = draft_entity(item, i); return true;
        default: return false;
    }
}

// "country of the customer", "customer country": the table only says whose column it is.
static bool is_owner(Draft *d, size_t table_at, size_t column_at) {
    Item *table = draft_item(d, table_at), *column = draft_item(d, column_at);
    if (!table || !column || table->link->kind != LINK_TABLE) return false;
    if (column->link->kind == LINK_COLUMN) return table->target->table == column->target->table;
    if (column->link->kind != LINK_TABLE) return false;
    // "product category": the categories that products have.
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool leads = j->from_table == table->target->table && j->to_table == column->target->table;
        if (leads && j->from_table != j->to_table) return true;
    }
    return false;
}

// "product category" of one wide file: whose category it is, not the products themselves.
bool grammar_parts_owns(Draft *d, size_t i) {
    const Item *owner = draft_item(d, i), *column = draft_item(d, i + 1);
    bool both = owner && column && d->m->default_metric >= 0 && owner->link->kind == LINK_COLUMN &&
                column->link->kind == LINK_COLUMN && owner->link->end == column->link->first &&
                owner->target->table == column->target->table &&
                owner->target->column != column->target->column;
    if (!both || d->m->tables[owner->target->table].kind != TABLE_FACT) return false;
    const Token *word = &d->t->items[owner->link->end - 1];
    bool one = owner->link->end == owner->link->first + 1 && word->single.len == word->text.len;
    return one && draft_column(d, owner)->role == ROLE_NAME &&
           draft_column(d, column)->type == TYPE_TEXT;
}

static size_t owner_skip(Draft *d, size_t i) {
    size_t next = draft_next_near(d, i);
    if (next == i + 1 && grammar_parts_owns(d, i)) {
        draft_use(d, i);
        return next;
    }
    if (draft_is(d, i, LINK_TABLE) && next == i + 1 && is_owner(d, i, next)) {
        draft_use(d, i);
        return next;
    }
    return i;
}

size_t grammar_dimensions(Draft *d, size_t i) {
    size_t last = d->p->count;
    while (i < d->p->count) {
        i = owner_skip(d, i);
        DraftDimension dimension = {0};
        Item *item = draft_item(d, i);
        if (item->used && last != d->p->count) break;
        if (!dimension_of(d, i, &dimension)) break;
        draft_use(d, i);
        draft_add_dimension(d, dimension);
        last = i;
        size_t next = i + 1;
        while (next < d->p->count &&
               (draft_item(d, next)->link->kind == LINK_FILLER || draft_is_cue(d, next, CUE_AND) ||
                (draft_is(d, next, LINK_SOFT) && next == i + 1) || draft_is_cue(d, next, CUE_BY))) {
            next++;
        }
        bool joined = false;
        for (size_t k = i + 1; k < next; k++) joined = joined || draft_is_cue(d, k, CUE_AND);
        // A grain may follow without a joint: "by region month".
        if (!joined && !(next == i + 1 && draft_is(d, next, LINK_GRAIN))) break;
        for (size_t k = i + 1; k < next; k++) draft_use(d, k);
        i = next;
    }
    return last;
}
