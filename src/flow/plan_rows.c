#include "flow/plan_rows.h"

#include <assert.h>

#include "flow/dashboard_filter.h"
#include "plan/plan_base.h"
#include "plan/plan_type.h"
#include "plan/plan_words.h"

// One group that the mark stands for.
typedef struct Group {
    Expr *expr;
    Expr *value;  // NULL: missing
} Group;

typedef VEC(Group) Groups;

// Dimension `k` of the columns that are shown, by name or by place.
static bool dimension_find(const Model *m, const Plan *p, const Json *column, Arena *a,
                           size_t *ret) {
    Str *names = plan_words_names(m, p, a);
    Str wanted = json_is_string(column)
                     ? str_of(json_string_value(column), json_string_length(column))
                     : (Str){0};
    json_int_t place = json_is_integer(column) ? json_integer_value(column) : -1;
    json_int_t shown = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (p->dimensions[i].hidden) continue;
        if ((wanted.ptr && str_eq(names[i], wanted)) || shown == place) {
            *ret = i;
            return true;
        }
        shown++;
    }
    return false;
}

static bool group_read(const Model *m, const Plan *p, const Json *item, Arena *a, Groups *groups,
                       Err *err) {
    static const char *const NAMES[] = {"column", "value", NULL};
    size_t k = 0;
    ColumnType type = TYPE_TEXT;
    if (!json_is_object(item)) return fail(err, ERR_INVALID, "'where' takes objects");
    if (!json_only(item, NAMES, err)) return false;
    const Json *value = json_object_get(item, "value");
    if (!dimension_find(m, p, json_object_get(item, "column"), a, &k)) {
        return fail(err, ERR_INVALID, "'where' names a column that this is not grouped by");
    }
    Group g = {.expr = p->dimensions[k].expr};
    if (!plan_type_output(m, p, k, &type, err)) return false;
    if (value && !json_is_null(value) && !dashboard_filter_literal(value, type, a, &g.value, err)) {
        return false;
    }
    *vec_push(a, groups) = g;
    return true;
}

static bool groups_read(const Model *m, const Plan *p, const Json *where, Arena *a, Groups *ret,
                        Err *err) {
    if (json_array_size(where) > PLAN_DIMENSIONS_MAX) {
        return fail(err, ERR_LIMIT, "'where' takes %d conditions at most", PLAN_DIMENSIONS_MAX);
    }
    for (size_t i = 0; i < json_array_size(where); i++) {
        if (!group_read(m, p, json_array_get(where, i), a, ret, err)) return false;
    }
    return true;
}

// What the outer plan's groups are in the plan that it is made of.
static bool groups_lower(const Plan *inner, Groups *groups, Err *err) {
    for (size_t i = 0; i < groups->count; i++) {
        const Expr *e = groups->items[i].expr;
        bool named = e->kind == EXPR_COLUMN && e->column.table == PLAN_FROM &&
                     (size_t)e->column.column < inner->dimension_count;
        if (!named) {
            return fail(err, ERR_INVALID, "the rows behind groups of groups can't be shown");
        }
        groups->items[i].expr = inner->dimensions[e->column.column].expr;
    }
    return true;
}

// Whose rows are counted.
static bool base_find(const Model *m, const Plan *p, const PlanBases *bases, TableRef *ret,
                      Err *err) {
    (void)m;
    if (bases->bases.count > 0) {
        *ret = bases->bases.items[0];
    } else if (p->table_count > 0) {
        *ret = (TableRef){p->tables[0].table, p->tables[0].instance};
    } else {
        return fail(err, ERR_INVALID, "there are no rows behind this");
    }
    if (ret->table >= 0) return true;
    return fail(err, ERR_INVALID, "there are no rows behind this");
}

static void column_add(Arena *a, Plan *rows, TableRef t, int column) {
    if (rows->dimension_count == PLAN_DIMENSIONS_MAX) return;
    Expr *e = expr_column(a, t.table, column);
    e->column.instance = t.instance;
    (void)plan_add_dimension(a, rows, e);
}

// The base's own columns, and the names of what its rows belong to.
static void columns_add(const Model *m, const Plan *p, TableRef base, Arena *a, Plan *rows) {
    const ModelTable *own = &m->tables[base.table];
    for (size_t c = 0; c < own->column_count; c++) {
        if (!own->columns[c].hidden) column_add(a, rows, base, (int)c);
    }
    for (size_t i = 0; i < p->table_count; i++) {
        const PlanTable *t = &p->tables[i];
        TableRef ref = {t->table, t->instance};
        bool told = t->forward && !table_ref_eq(ref, base) && m->tables[t->table].name_column >= 0;
        for (size_t k = 0; k < i && told; k++) {  // two measures may have joined it each
            told = p->tables[k].table != t->table || p->tables[k].instance != t->instance;
        }
        if (told) column_add(a, rows, ref, m->tables[t->table].name_column);
    }
}

// The filter of the metric ("paid bills only") holds for the rows, too, where it is one.
static const Expr *metric_filter(const PlanBases *bases) {
    const Expr *filter = NULL;
    for (size_t i = 0; i < bases->atoms.count; i++) {
        if (bases->atoms.items[i].base != 0) continue;
        const Expr *own = bases->atoms.items[i].filter;
        if (!own || (filter && !expr_equal(own, filter))) return NULL;
        filter = own;
    }
    return filter;
}

static void conditions_add(const Model *m, const Groups *groups, TableRef base, Arena *a,
                           Plan *rows) {
    for (size_t i = 0; i < groups->count; i++) {
        Expr *e = plan_base_expr(m, base, expr_copy(a, groups->items[i].expr), a);
        Expr *value = groups->items[i].value;
        plan_add_filter(a, rows,
                        value ? expr_call2(a, OP_EQ, e, value) : expr_call1(a, OP_IS_NULL, e));
    }
}

bool plan_rows_make(const Model *m, const Plan *plan, const Json *where, Arena *a, Plan **ret,
                    Err *err) {
    assert(m && plan && ret);
    Groups groups = {0};
    Plan *p = plan_copy(a, plan);
    if (!groups_read(m, p, where, a, &groups, err)) return false;
    for (; p->from; p = p->from) {
        if (!groups_lower(p->from, &groups, err)) return false;
    }
    if (p->set_op != SET_NONE) {
        return fail(err, ERR_INVALID, "the rows behind two results put together can't be shown");
    }
    if (!plan_join(m, a, p, err)) return false;
    PlanBases bases = plan_bases(m, p, a);
    TableRef base = {0};
    if (!base_find(m, p, &bases, &base, err)) return false;
    Plan *rows = plan_new(a);
    columns_add(m, p, base, a, rows);
    for (size_t i = 0; i < p->filter_count; i++) {
        plan_add_filter(a, rows, plan_base_expr(m, base, p->filters[i], a));
    }
    const Expr *filter = metric_filter(&bases);
    if (filter) plan_add_filter(a, rows, expr_copy(a, filter));
    rows->time = p->time;
    if (p->time.is_set) rows->time.column = plan_base_time(m, base, p->time.column, a);
    conditions_add(m, &groups, base, a, rows);
    int time = m->tables[base.table].time_column;
    for (size_t i = 0; i < rows->dimension_count && time >= 0; i++) {
        ColumnRef c = rows->dimensions[i].expr->column;
        if (c.table != base.table || c.column != time) continue;
        plan_add_order(a, rows,
                       (PlanOrder){.by = ORDER_DIMENSION, .index = (int)i, .descending = true});
        break;
    }
    *ret = rows;
    return plan_check(m, rows, err);
}
