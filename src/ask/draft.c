#include "ask/draft.h"

DraftMeasure *draft_add_measure(Draft *d, DraftMeasure measure) {
    if (d->measure_count == DRAFT_MEASURES_MAX) {
        draft_doubt(d, 1);
        return &d->measures[DRAFT_MEASURES_MAX - 1];
    }
    d->measures[d->measure_count] = measure;
    return &d->measures[d->measure_count++];
}

static bool same_dimension(const DraftDimension *x, const DraftDimension *y) {
    if (x->is_grain != y->is_grain) return false;
    if (x->is_grain) return x->grain == y->grain;
    return x->entity.table == y->entity.table && x->entity.column == y->entity.column;
}

DraftDimension *draft_add_dimension(Draft *d, DraftDimension dimension) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (same_dimension(&d->dimensions[i], &dimension)) return &d->dimensions[i];
    }
    if (d->dimension_count == DRAFT_DIMENSIONS_MAX) {
        draft_doubt(d, 1);
        return &d->dimensions[DRAFT_DIMENSIONS_MAX - 1];
    }
    d->dimensions[d->dimension_count] = dimension;
    return &d->dimensions[d->dimension_count++];
}

void draft_add_filter(Draft *d, DraftFilter filter) {
    if (d->filter_count < DRAFT_FILTERS_MAX) {
        d->filters[d->filter_count++] = filter;
    } else {
        draft_doubt(d, 1);
    }
}

void draft_doubt(Draft *d, double how_much) { d->doubt += how_much; }

Item *draft_item(Draft *d, size_t i) { return i < d->p->count ? &d->p->items[i] : NULL; }

bool draft_is(Draft *d, size_t i, LinkKind kind) {
    return i < d->p->count && d->p->items[i].link->kind == kind;
}

bool draft_is_cue(Draft *d, size_t i, CueKind kind) {
    return draft_is(d, i, LINK_CUE) && d->p->items[i].link->cue->kind == kind;
}

static bool is_silent(Draft *d, size_t i) {
    LinkKind kind = d->p->items[i].link->kind;
    return kind == LINK_FILLER || kind == LINK_SOFT || kind == LINK_UNREAD;
}

size_t draft_next_near(Draft *d, size_t i) {
    i++;
    while (i < d->p->count && is_silent(d, i)) i++;
    return i;
}

size_t draft_next(Draft *d, size_t i) {
    i = draft_next_near(d, i);
    while (i < d->p->count && draft_is_cue(d, i, CUE_OF)) i = draft_next_near(d, i);
    return i;
}

size_t draft_before(Draft *d, size_t i) {
    while (i > 0) {
        i--;
        if (!is_silent(d, i) && !draft_is_cue(d, i, CUE_OF)) return i;
    }
    return d->p->count;
}

void draft_use(Draft *d, size_t i) {
    if (i >= d->p->count || d->p->items[i].used) return;
    const Link *link = d->p->items[i].link;
    d->p->items[i].used = true;
    d->rules++;
    if (link->kind == LINK_UNREAD) d->read += (double)(link->end - link->first);
}

double draft_unread(const Draft *d) { return d->p->unread > d->read ? d->p->unread - d->read : 0; }

bool draft_is_unread(const Item *item) { return item->link->kind == LINK_UNREAD && !item->used; }

const ModelColumn *draft_column(const Draft *d, const Item *item) {
    return &d->m->tables[item->target->table].columns[item->target->column];
}

ColumnRef draft_ref(const Item *item) {
    return (ColumnRef){.table = item->target->table, .column = item->target->column};
}

bool draft_is_number(const Draft *d, const Item *item) {
    if (item->link->kind != LINK_COLUMN) return false;
    const ModelColumn *c = draft_column(d, item);
    if (c->type != TYPE_INT && c->type != TYPE_FLOAT) return false;
    return c->role != ROLE_KEY && c->role != ROLE_LINK && c->role != ROLE_CODE;
}

bool draft_is_year(const Draft *d, const Item *item) {
    return item->link->kind == LINK_COLUMN && draft_holds_years(draft_column(d, item));
}

bool draft_holds_years(const ModelColumn *c) {
    return c->type == TYPE_INT && str_find_nocase(c->name, S("year")) != STR_NONE &&
           c->profile.min.i >= 1000 && c->profile.max.i <= 2200;
}

bool draft_is_date(const Draft *d, const Item *item) {
    if (item->link->kind != LINK_COLUMN) return false;
    ColumnType type = draft_column(d, item)->type;
    return type == TYPE_DATE || type == TYPE_TIMESTAMP;
}

Expr *draft_column_expr(const Draft *d, ColumnRef c) {
    return expr_column(d->a, c.table, c.column);
}

Entity draft_entity(const Item *item, size_t at) {
    bool is_table = item->link->kind == LINK_TABLE;
    return (Entity){.table = item->target->table,
                    .column = is_table ? -1 : item->target->column,
                    .is_set = true,
                    .at = at};
}

int draft_key_column(const ModelTable *t) { return t->key_count == 1 ? t->key[0] : t->name_column; }
