#include "ask/grammar_frames.h"

// What a metric counts: the rows of a table, or the values of a column that are things.
static bool thing_of_metric(const Draft *d, int metric, Entity *ret) {
    const Expr *e = d->m->metrics[metric].expr;
    if (!e || e->kind != EXPR_CALL || e->arg_count != 1) return false;
    bool rows = e->op == OP_COUNT && e->args[0]->kind == EXPR_ROWS;
    bool keys = e->op == OP_COUNT_DISTINCT && e->args[0]->kind == EXPR_COLUMN;
    if (!rows && !keys) return false;
    ColumnRef c = e->args[0]->column;
    const ModelTable *t = &d->m->tables[c.table];
    bool is_key = keys && t->key_count == 1 && t->key[0] == c.column;
    *ret = (Entity){.table = c.table, .column = rows || is_key ? -1 : c.column, .is_set = true};
    return true;
}

bool grammar_frames_thing(Draft *d, size_t i, Entity *ret) {
    const Item *item = draft_item(d, i);
    if (!item || item->used || !item->target) return false;
    bool named = item->link->kind == LINK_TABLE || item->link->kind == LINK_COLUMN;
    if (item->link->kind == LINK_METRIC) {
        if (!thing_of_metric(d, item->target->column, ret)) return false;
    } else if (!named || draft_is_number(d, item) || draft_is_date(d, item)) {
        return false;
    } else {
        *ret = draft_entity(item, i);
    }
    ret->at = i;
    return true;
}

typedef bool (*FrameRead)(Draft *d);

// The first that fits reads the question; they are tried in this order.
// clang-format off
static const FrameRead FRAMES[] = {
    grammar_years_read,  grammar_gaps_read,   grammar_stays_read, grammar_peers_read,
    grammar_chief_read,  grammar_pair_read,   grammar_share_read, grammar_own_read,
    grammar_every_read,  grammar_chosen_read, grammar_common_read, grammar_place_read,
    grammar_growth_read,
};
// clang-format on

bool grammar_frames_read(Draft *d) {
    for (size_t i = 0; i < COUNT_OF(FRAMES) && d->depth == 0; i++) {
        if (FRAMES[i](d)) return true;
    }
    return false;
}
