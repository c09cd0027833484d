// Values that two tables have alike: "cities that have both customers and suppliers", "countries
// with customers but no suppliers", "cities of customers or suppliers".
//
// Each table has a column called so; what is asked for are the values that stand in both, in the
// first alone, or in either.

#include "ask/grammar_frames.h"

typedef struct Tables {
    size_t items[2];
    size_t count;
} Tables;

static int column_called(const ModelTable *t, Str name) {
    for (size_t c = 0; c < t->column_count; c++) {
        if (str_eq_nocase(t->columns[c].name, name) && t->columns[c].type == TYPE_TEXT)
            return (int)c;
    }
    return -1;
}

static bool tables_find(Draft *d, size_t first, Tables *ret) {
    *ret = (Tables){.count = 0};
    for (size_t i = first; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        if (item->link->kind >= LINK_TABLE && item->link->kind != LINK_TABLE) return false;
        if (item->link->kind != LINK_TABLE) continue;
        if (ret->count == COUNT_OF(ret->items)) return false;
        ret->items[ret->count++] = i;
    }
    return ret->count == COUNT_OF(ret->items);
}

static bool has_cue(Draft *d, size_t first, size_t end, CueKind kind) {
    for (size_t i = first; i < end; i++) {
        if (draft_is_cue(d, i, kind)) return true;
    }
    return false;
}

// How the second table's values stand to the first's. "Cities of customers and suppliers" may be
// either, and is no such question.
static bool op_find(Draft *d, size_t column, const Tables *t, SetOp *ret) {
    static const char *const ALIKE[] = {"both", "common", "shared", "same"};
    size_t first = t->items[0], second = t->items[1];
    if (has_cue(d, first, second, CUE_NEVER) || has_cue(d, first, second, CUE_NOT)) {
        *ret = SET_EXCEPT;
        return true;
    }
    if (has_cue(d, first, second, CUE_OR)) {
        *ret = SET_UNION;
        return true;
    }
    size_t token = draft_item(d, column)->link->first, end = draft_item(d, second)->link->first;
    for (; token < end; token++) {
        for (size_t i = 0; i < COUNT_OF(ALIKE); i++) {
            if (!str_eq(d->t->items[token].text, str_from(ALIKE[i]))) continue;
            *ret = SET_INTERSECT;
            return true;
        }
    }
    return false;
}

bool grammar_common_read(Draft *d) {
    Tables tables;
    size_t at = 0;
    SetOp op = SET_NONE;
    while (at < d->p->count && draft_item(d, at)->link->kind < LINK_TABLE) at++;
    const Item *column = draft_item(d, at);
    if (!column || column->link->kind != LINK_COLUMN || d->m->default_metric < 0) return false;
    if (!tables_find(d, at + 1, &tables)) return false;
    bool counted = has_cue(d, 0, at, CUE_COUNT);
    if (!counted && has_cue(d, 0, d->p->count, CUE_COUNT)) return false;
    if (!op_find(d, at, &tables, &op)) return false;
    ColumnRef sides[2];
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        int table = draft_item(d, tables.items[i])->target->table;
        sides[i] = (ColumnRef){
            .table = table,
            .column = column_called(&d->m->tables[table], draft_column(d, column)->name)};
        if (sides[i].column < 0) return false;
    }
    if (sides[0].table == sides[1].table) return false;
    d->common = (Common){.op = op, .sides = {sides[0], sides[1]}, .counted = counted};
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        bool read = i == at || item->link->kind == LINK_TABLE || item->link->kind == LINK_CUE ||
                    str_eq(d->t->items[item->link->first].text, S("common")) ||
                    str_eq(d->t->items[item->link->first].text, S("shared"));
        if (read) draft_use(d, i);
    }
    return true;
}
