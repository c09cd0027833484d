#include "flow/shelf.h"

#include "plan/plan_base.h"

static ShelfItem *item_of(Shelf *shelf, Str key, Arena *a) {
    ShelfItem *item = map_get(&shelf->items, key);
    if (item) return item;
    item = arena_new(a, ShelfItem, 1);
    map_set(a, &shelf->items, key, item);
    return item;
}

const ShelfItem *shelf_item(const Shelf *shelf, Str sku) {
    static const ShelfItem NOTHING = {0};
    const ShelfItem *item = map_get(&shelf->items, sku);
    return item ? item : &NOTHING;
}

typedef struct Fetch {
    const QueryDoor *door;
    const Demand *d;
    Str sku, store;
    Arena *a;
} Fetch;

static bool stock_is_by_store(const Fetch *f) {
    const DemandThing *store = &f->d->things[DEMAND_STORE];
    return store->is_known &&
           plan_reach(f->door->model, f->d->stock.table, f->a)[store->key.table] >= 0;
}

static bool column_fetch(const Fetch *f, ExprOp op, ColumnRef c, const Table **ret, Err *err) {
    const DemandThing *sku = &f->d->things[DEMAND_SKU];
    const DemandThing *store = &f->d->things[DEMAND_STORE];
    const Model *m = f->door->model;
    Arena *a = f->a;
    Plan *p = plan_new(a);
    QueryDoor door = *f->door;
    QueryResult *result = NULL;
    door.row_max = HISTORY_ROWS_MAX;
    door.is_own = true;
    plan_add_dimension(a, p, expr_column(a, sku->key.table, sku->key.column));
    plan_add_measure(a, p, expr_call1(a, op, expr_column(a, c.table, c.column)));
    if (f->sku.len > 0) plan_add_filter(a, p, history_key_filter(m, sku, f->sku, a));
    bool by_store = op == OP_SUM && f->store.len > 0 && stock_is_by_store(f);
    if (by_store) plan_add_filter(a, p, history_key_filter(m, store, f->store, a));
    if (!query_plan(&door, p, a, &result, err)) return false;
    *ret = result->table;
    return true;
}

bool shelf_read(const QueryDoor *door, const Demand *d, const ShelfWanted *wanted, Arena *a,
                Shelf *ret, Err *err) {
    const Fetch f = {.door = door, .d = d, .sku = wanted->sku, .store = wanted->store, .a = a};
    const Table *t = NULL;
    Shelf shelf = {.has_stock = d->stock.table >= 0, .has_lead = d->lead.table >= 0};
    if (shelf.has_stock) {
        if (!column_fetch(&f, OP_SUM, d->stock, &t, err)) return false;
        for (size_t i = 0; i < t->rows; i++) {
            ShelfItem *item = item_of(&shelf, table_text(t, i, 0, a), a);
            item->has_on_hand = table_number(t, i, 1, &item->on_hand);
        }
    }
    if (shelf.has_lead) {
        if (!column_fetch(&f, OP_AVG, d->lead, &t, err)) return false;
        for (size_t i = 0; i < t->rows; i++) {
            ShelfItem *item = item_of(&shelf, table_text(t, i, 0, a), a);
            item->has_lead = table_number(t, i, 1, &item->lead_days);
        }
    }
    *ret = shelf;
    return true;
}
