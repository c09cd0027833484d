#include "flow/dashboard_parts.h"

#include "model/name_words.h"
#include "plan/plan_base.h"

enum { SORT_VALUES_MAX = 20, PLACE_VALUES_MAX = 500 };

static const Str BUYER_WORDS[] = {STR("customer"), STR("client"), STR("member"),  STR("buyer"),
                                  STR("patient"),  STR("guest"),  STR("shopper"), STR("account")};

static bool names_buyers(StrList words, Arena *a) {
    for (size_t i = 0; i < words.count; i++) {
        Str word = name_words_singular(a, words.items[i]);
        for (size_t k = 0; k < COUNT_OF(BUYER_WORDS); k++) {
            if (str_eq(word, BUYER_WORDS[k])) return true;
        }
    }
    return false;
}

// The table of those who buy, and the column of the sales that refers to it.
static void buyers_find(DashboardParts *p, const int *reach) {
    p->customers = -1;
    p->buyer.table = -1;
    for (size_t i = 0; i < p->m->join_count; i++) {
        const ModelJoin *j = &p->m->joins[i];
        const ModelTable *to = &p->m->tables[j->to_table];
        bool fits = reach[j->from_table] >= 0 && reach[j->to_table] >= 0 && !to->hidden &&
                    names_buyers(name_words_full(p->a, to->name), p->a);
        if (!fits) continue;
        bool nearer = p->customers < 0 || reach[j->from_table] < reach[p->buyer.table];
        if (!nearer) continue;
        p->customers = j->to_table;
        p->buyer = (ColumnRef){.table = j->from_table, .column = j->from_column};
    }
}

// Of the tables that `wanted` allows, the column of that role with the fewest values of two and
// more: what splits a total into parts that can be looked at.
static ColumnRef column_choose(const DashboardParts *p, const bool *wanted, ColumnRole role,
                               uint64_t most) {
    ColumnRef best = {.table = -1};
    uint64_t least = most + 1;
    for (size_t t = 0; t < p->m->table_count; t++) {
        for (size_t c = 0; c < p->m->tables[t].column_count && wanted[t]; c++) {
            const ModelColumn *column = &p->m->tables[t].columns[c];
            bool fits = column->role == role && !column->hidden && column->profile.distinct >= 2 &&
                        column->profile.distinct < least;
            if (!fits) continue;
            least = column->profile.distinct;
            best = (ColumnRef){.table = (int)t, .column = (int)c};
        }
    }
    return best;
}

static void columns_find(DashboardParts *p, const int *reach) {
    bool *wanted = arena_new(p->a, bool, p->m->table_count);
    for (size_t t = 0; t < p->m->table_count; t++) wanted[t] = reach[t] >= 0;
    p->place = column_choose(p, wanted, ROLE_PLACE, PLACE_VALUES_MAX);
    for (size_t t = 0; t < p->m->table_count; t++) {
        wanted[t] = reach[t] >= 0 && p->m->tables[t].kind == TABLE_FACT;
    }
    p->sort = column_choose(p, wanted, ROLE_CATEGORY, SORT_VALUES_MAX);
    // The products' categories of a table that has all in one are a group of their own.
    const DemandThing *category = &p->demand.things[DEMAND_CATEGORY];
    if (category->is_known && category->name.table == p->sort.table &&
        category->name.column == p->sort.column) {
        p->sort.table = -1;
    }
    for (size_t t = 0; t < p->m->table_count; t++) wanted[t] = (int)t == p->customers;
    p->segment = column_choose(p, wanted, ROLE_CATEGORY, SORT_VALUES_MAX);
}

static void days_find(DashboardParts *p) {
    const ModelColumn *column = model_at(p->m, p->time);
    int64_t scale = column->type == TYPE_TIMESTAMP ? MOMENT_DAY : 1;
    p->has_time = !column->profile.min.is_null && !column->profile.max.is_null;
    if (!p->has_time) return;
    p->days = (DateRange){(Date)(column->profile.min.i / scale),
                          (Date)(column->profile.max.i / scale) + 1};
}

bool dashboard_parts_find(const Model *m, Arena *a, DashboardParts *ret) {
    Err none = {0};
    DashboardParts p = {.m = m, .a = a};
    if (!demand_find(m, S(""), a, &p.demand, &none)) return false;
    int *reach = plan_reach(m, p.demand.base, a);
    p.time = p.demand.time;
    days_find(&p);
    buyers_find(&p, reach);
    columns_find(&p, reach);
    *ret = p;
    return true;
}

static int metric_named(const Model *m, const char *name) {
    return model_metric(m, str_from(name));
}

// A metric that counts rows: bills, orders.
static int metric_of_orders(const Model *m) {
    for (size_t i = 0; i < m->metric_count; i++) {
        const Expr *e = m->metrics[i].expr;
        bool counts =
            e && e->kind == EXPR_CALL && (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
        if (counts) return (int)i;
    }
    return -1;
}

static bool metric_add(const DashboardParts *parts, int metric, Arena *a, Plan *p, Str *title) {
    if (metric < 0) return false;
    (void)plan_add_measure(a, p, expr_metric(a, metric));
    *title = parts->m->metrics[metric].label;
    return true;
}

static bool quantity_add(const DashboardParts *parts, Arena *a, Plan *p, Str *title) {
    if (!parts->demand.is_quantity) return false;
    (void)plan_add_measure(a, p, expr_copy(a, parts->demand.measure));
    *title = parts->demand.label;
    return true;
}

static bool stock_add(const DashboardParts *parts, Arena *a, Plan *p, Str *title) {
    ColumnRef c = parts->demand.stock;
    if (c.table < 0) return false;
    (void)plan_add_measure(a, p, expr_call1(a, OP_SUM, expr_column(a, c.table, c.column)));
    *title = model_at(parts->m, c)->label;
    return true;
}

static bool customers_add(const DashboardParts *parts, Arena *a, Plan *p, Str *title) {
    if (parts->customers < 0) return false;
    (void)plan_add_measure(a, p, expr_call1(a, OP_COUNT, expr_rows(a, parts->customers)));
    *title = parts->m->tables[parts->customers].label;
    return true;
}

static bool buyers_add(const DashboardParts *parts, Arena *a, Plan *p, Str *title) {
    ColumnRef c = parts->buyer;
    if (c.table < 0) return false;
    PlanMeasure *measure =
        plan_add_measure(a, p, expr_call1(a, OP_COUNT_DISTINCT, expr_column(a, c.table, c.column)));
    *title = str_fmt(a, STR_F " who bought", STR_A(parts->m->tables[parts->customers].label));
    measure->label = *title;
    return true;
}

bool dashboard_parts_measure(const DashboardParts *parts, PartMeasure measure, Arena *a, Plan *p,
                             Str *title) {
    const Model *m = parts->m;
    switch (measure) {
        case MEASURE_MONEY: return metric_add(parts, m->default_metric, a, p, title);
        case MEASURE_QUANTITY: return quantity_add(parts, a, p, title);
        case MEASURE_ORDERS: return metric_add(parts, metric_of_orders(m), a, p, title);
        case MEASURE_AVERAGE:
            return metric_add(parts, metric_named(m, "average_order_value"), a, p, title);
        case MEASURE_PROFIT: return metric_add(parts, metric_named(m, "profit"), a, p, title);
        case MEASURE_STOCK: return stock_add(parts, a, p, title);
        case MEASURE_CUSTOMERS: return customers_add(parts, a, p, title);
        case MEASURE_BUYERS: return buyers_add(parts, a, p, title);
    }
    return false;
}

bool dashboard_parts_is_timed(PartMeasure measure) {
    return measure != MEASURE_STOCK && measure != MEASURE_CUSTOMERS;
}

bool dashboard_parts_is_time(PartGroup group) {
    return group == BY_DAY || group == BY_WEEK || group == BY_MONTH || group == BY_WEEKDAYS;
}

static bool thing_column(const DashboardParts *parts, DemandLevel level, ColumnRef *ret) {
    if (!parts->demand.things[level].is_known) return false;
    *ret = parts->demand.things[level].name;
    return true;
}

static bool known(ColumnRef c, ColumnRef *ret) {
    *ret = c;
    return c.table >= 0;
}

bool dashboard_parts_column(const DashboardParts *parts, PartGroup group, ColumnRef *ret) {
    const Model *m = parts->m;
    switch (group) {
        case BY_PRODUCT: return thing_column(parts, DEMAND_SKU, ret);
        case BY_CATEGORY: return thing_column(parts, DEMAND_CATEGORY, ret);
        case BY_STORE: return thing_column(parts, DEMAND_STORE, ret);
        case BY_PLACE: return known(parts->place, ret);
        case BY_SORT: return known(parts->sort, ret);
        case BY_SEGMENT: return known(parts->segment, ret);
        case BY_CUSTOMER:
            if (parts->customers < 0) return false;
            if (m->tables[parts->customers].name_column < 0) return known(parts->buyer, ret);
            *ret = (ColumnRef){.table = parts->customers,
                               .column = m->tables[parts->customers].name_column};
            return true;
        case BY_WHOLE:
        case BY_DAY:
        case BY_WEEK:
        case BY_MONTH:
        case BY_WEEKDAYS: return false;
    }
    return false;
}

static bool time_group(const DashboardParts *parts, PartGroup group, Arena *a, Plan *p,
                       Str *title) {
    static const DateUnit UNITS[] = {
        [BY_DAY] = DATE_DAY, [BY_WEEK] = DATE_WEEK, [BY_MONTH] = DATE_MONTH};
    if (!parts->has_time) return false;
    Expr *column = expr_column(a, parts->time.table, parts->time.column);
    bool weekdays = group == BY_WEEKDAYS;
    (void)plan_add_dimension(
        a, p, weekdays ? expr_part(a, column, PART_WEEKDAY) : expr_bucket(a, column, UNITS[group]));
    *title = str_fmt(a, STR_F " by %s", STR_A(*title),
                     weekdays ? "day of the week" : date_unit_name(UNITS[group]));
    return true;
}

bool dashboard_parts_group(const DashboardParts *parts, PartGroup group, Arena *a, Plan *p,
                           Str *title) {
    ColumnRef c = {0};
    if (group == BY_WHOLE) return true;
    if (dashboard_parts_is_time(group)) return time_group(parts, group, a, p, title);
    if (!dashboard_parts_column(parts, group, &c)) return false;
    const ModelTable *table = &parts->m->tables[c.table];
    bool named = table->name_column == c.column && table->key_count == 1;
    if (named && table->key[0] != c.column) {  // several may bear one name
        PlanDimension *key = plan_add_dimension(a, p, expr_column(a, c.table, table->key[0]));
        key->hidden = true;
    }
    (void)plan_add_dimension(a, p, expr_column(a, c.table, c.column));
    if (c.table == parts->customers) {  // who pays at the till without a name is no customer
        Expr *unnamed = expr_call1(a, OP_IS_NULL, expr_column(a, c.table, c.column));
        plan_add_filter(a, p, expr_call1(a, OP_NOT, unnamed));
    }
    *title = str_fmt(a, STR_F " by " STR_F, STR_A(*title), STR_A(model_at(parts->m, c)->label));
    return true;
}
