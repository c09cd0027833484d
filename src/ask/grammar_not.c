// Negation: what stands behind "not", "never" or "without" is a condition of its own, denied.

#include "ask/grammar_clause.h"

static bool is_negation(Draft *d, size_t i) {
    return !draft_item(d, i)->used &&
           (draft_is_cue(d, i, CUE_NOT) || draft_is_cue(d, i, CUE_NEVER));
}

// "whose status is not open", "regions other than Asia": the column and its value are one
// condition, which grammar_values reads.
static bool of_one_column(Draft *d, size_t i, Clause c) {
    const Item *column = draft_item(d, draft_before(d, i));
    while (c.first < c.end && draft_item(d, c.first)->link->kind < LINK_TABLE) c.first++;
    const Item *value = draft_item(d, c.first);
    if (!column || !value || column->link->kind != LINK_COLUMN || value->link->kind != LINK_VALUE)
        return false;
    return column->target->table == value->target->table &&
           column->target->column == value->target->column;
}

static void denied_read(Draft *d, size_t i) {
    Entity who = {0};
    Clause c = grammar_clause_scope(d, i + 1);
    if (of_one_column(d, i, c) || !grammar_clause_subject(d, i, &who)) return;
    Expr *condition = grammar_clause_take(d, who, c);
    if (!condition) return;
    draft_use(d, i);
    d->of_values = d->of_values || who.column >= 0;
    ColumnRef column = {.table = who.table, .column = who.column < 0 ? 0 : who.column};
    draft_add_filter(d, (DraftFilter){.expr = grammar_clause_not(d, condition), .column = column});
}

void grammar_not_read(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (is_negation(d, i)) denied_read(d, i);
    }
}
