#include "ask/grammar_compound.h"

#include "plan/plan_base.h"

enum { FEW = 60 };  // "customer sales" are the sales; of nine employees each is meant

// "top category sales", "sales by category profit": the first noun belongs to what stands before.
static bool stands_free(const Draft *d, size_t i) {
    for (; i > 0; i--) {
        LinkKind kind = d->p->items[i - 1].link->kind;
        if (kind != LINK_FILLER && kind != LINK_SOFT) return kind == LINK_TIME;
    }
    return true;
}

static bool parts(Draft *d, const Item *thing, const Item *metric) {
    if (metric->link->kind != LINK_METRIC || thing->link->end != metric->link->first) return false;
    int table = thing->target->table, of = d->m->metrics[metric->target->column].table;
    return table != of && d->m->tables[table].rows <= FEW && plan_reach(d->m, of, d->a)[table] > 0;
}

void grammar_compound_read(Draft *d) {
    if (d->m->default_metric < 0 || d->depth > 0) return;
    for (size_t i = 0; i + 1 < d->p->count; i++) {
        Item *thing = draft_item(d, i);
        if (thing->link->kind != LINK_TABLE || thing->used || !stands_free(d, i)) continue;
        if (!parts(d, thing, draft_item(d, i + 1))) continue;
        draft_use(d, i);
        draft_add_dimension(d, (DraftDimension){.at = i, .entity = draft_entity(thing, i)});
        return;
    }
}
