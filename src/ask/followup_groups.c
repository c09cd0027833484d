// Turns that keep the groups of the answer before: "only those above 20000", "how many songs on
// each".

#include "ask/followup_groups.h"
#include "ask/shape.h"

static Expr *number_of(Draft *d, double value) {
    bool whole = value == (double)(int64_t)value;
    return whole ? expr_int(d->a, (int64_t)value) : expr_float(d->a, value);
}

bool followup_having(Draft *d, Plan *p) {
    bool groups = p->measure_count > 0 && p->dimension_count > 0 && !p->from;
    if (!d->loose.is_set || !groups || d->measure_count > 0) return false;
    if (p->measures[0].derive != DERIVE_NONE) return false;
    Expr *args[] = {p->measures[0].expr, number_of(d, d->loose.low), number_of(d, d->loose.high)};
    size_t count = d->loose.op == OP_BETWEEN ? 3 : 2;
    plan_add_having(d->a, p, expr_call(d->a, d->loose.op, args, count));
    d->missing = (Str){0};
    d->adrift = false;
    d->doubt = d->doubt > 1 ? d->doubt - 1 : 0;
    return true;
}

bool followup_each(Draft *d, Plan *p) {
    bool listed = p->measure_count == 0 && p->dimension_count > 0 && !p->from;
    size_t each = d->p->count;
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        bool said = draft_is_cue(d, i, CUE_BY) && item->link->cue->arg == 1 && !item->used;
        if (said && draft_next(d, i) >= d->p->count) each = i;
    }
    if (!listed || each == d->p->count || d->measure_count == 0) return false;
    draft_use(d, each);
    p->distinct = false;
    p->order_count = 0;
    p->limit = 0;
    return true;
}
