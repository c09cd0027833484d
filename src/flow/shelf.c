#include "flow/shelf.h"

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

static bool plan_fetch(const Fetch *f, Plan *p, const Table **ret, Err *err) {
    QueryDoor door = *f->door;
    QueryResult *result = NULL;
    door.row_max = HISTORY_ROWS_MAX;
    door.is_own = true;
    if (!query_plan(&door, p, f->a, &result, err)) return false;
    *ret = result->table;
    return true;
}

// product, aggregate of a column near it.
static Plan *column_plan(const Fetch *f, ExprOp op, ColumnRef c) {
    const DemandThing *sku = &f->d->things[DEMAND_SKU];
    Arena *a = f->a;
    Plan *p = plan_new(a);
    plan_add_dimension(a, p, expr_column(a, sku->key.table, sku->key.column));
    plan_add_measure(a, p, expr_call1(a, op, expr_column(a, c.table, c.column)));
    if (f->sku.len > 0) {
        plan_add_filter(a, p, history_key_filter(f->door->model, sku, f->sku, a));
    }
    return p;
}

static Date day_of(const Value *v) {
    return (Date)(v->type == TYPE_TIMESTAMP ? v->i / MOMENT_DAY : v->i);
}

// product, [store,] day, level: the counts of the last days.
static Plan *counts_plan(const Fetch *f, bool by_store) {
    const DemandThing *store = &f->d->shelves;
    const ModelTable *table = &f->door->model->tables[f->d->stock.table];
    Arena *a = f->a;
    Plan *p = column_plan(f, OP_SUM, f->d->stock);
    if (by_store) {
        plan_add_dimension(a, p, expr_column(a, store->key.table, store->key.column));
        if (f->store.len > 0) {
            plan_add_filter(a, p, history_key_filter(f->door->model, store, f->store, a));
        }
    }
    if (table->time_column < 0) return p;
    ColumnRef time = {.table = f->d->stock.table, .column = table->time_column};
    Expr *day = expr_bucket(a, expr_column(a, time.table, time.column), DATE_DAY);
    plan_add_dimension(a, p, day);
    plan_add_order(a, p, (PlanOrder){.by = ORDER_DIMENSION, .index = (int)p->dimension_count - 1});
    const Profile *profile = &table->columns[time.column].profile;
    if (!profile->max.is_null && !profile->is_sampled) {
        Date last = day_of(&profile->max);
        p->time = (PlanTime){.is_set = true,
                             .column = time,
                             .has_first = true,
                             .range = {.first = last - SHELF_DAYS, .end = last + 1}};
    }
    return p;
}

// Rows come by day: a later count of the same shelf takes the place of an earlier one.
static bool stock_read(const Fetch *f, Shelf *shelf, Err *err) {
    const Table *t = NULL;
    bool by_store = f->d->shelves.is_known;
    if (!plan_fetch(f, counts_plan(f, by_store), &t, err)) return false;
    Map places = {0};
    for (size_t i = 0; i < t->rows; i++) {
        double level = 0;
        if (!table_number(t, i, t->column_count - 1, &level)) continue;
        Str key = table_text(t, i, 0, f->a);
        Str store = by_store ? table_text(t, i, 1, f->a) : (Str){0};
        Str place = str_fmt(f->a, STR_F "\x1f" STR_F, STR_A(key), STR_A(store));
        double *last = map_get(&places, place);
        if (!last) {
            last = arena_new(f->a, double, 1);
            map_set(f->a, &places, place, last);
        }
        ShelfItem *item = item_of(shelf, key, f->a);
        item->on_hand += level - *last;
        item->has_on_hand = true;
        *last = level;
    }
    return true;
}

static bool leads_read(const Fetch *f, Shelf *shelf, Err *err) {
    const Table *t = NULL;
    if (!plan_fetch(f, column_plan(f, OP_AVG, f->d->lead), &t, err)) return false;
    for (size_t i = 0; i < t->rows; i++) {
        ShelfItem *item = item_of(shelf, table_text(t, i, 0, f->a), f->a);
        item->has_lead = table_number(t, i, 1, &item->lead_days);
    }
    return true;
}

bool shelf_read(const QueryDoor *door, const Demand *d, const ShelfWanted *wanted, Arena *a,
                Shelf *ret, Err *err) {
    const Fetch f = {.door = door, .d = d, .sku = wanted->sku, .store = wanted->store, .a = a};
    Shelf shelf = {.has_stock = d->stock.table >= 0, .has_lead = d->lead.table >= 0};
    if (shelf.has_stock && !stock_read(&f, &shelf, err)) return false;
    if (shelf.has_lead && !leads_read(&f, &shelf, err)) return false;
    *ret = shelf;
    return true;
}
