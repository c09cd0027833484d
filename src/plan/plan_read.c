// plan_read: the JSON of plan_write, from anywhere: nothing in it is trusted.
#include <assert.h>
#include <string.h>

#include "plan/plan_base.h"
#include "plan/plan_names.h"

enum {
    READ_DEPTH_MAX = 40,    // of the JSON: room for what a request or an answer puts around it
    READ_NODES_MAX = 5000,  // expressions in all
    READ_TEXT_MAX = 10000,
};

typedef struct In {
    const Model *m;
    Arena *arena;
    Err *err;
    int depth;  // of JSON
    int plan_depth;
    int nodes;
} In;

static bool plan_in(In *in, const Json *o, Plan **ret);
static bool expr_in(In *in, const Json *o, Expr **ret);

static bool object_check(In *in, const Json *o, const char *what, const char *const *names) {
    if (!json_is_object(o)) return fail(in->err, ERR_INVALID, "%s must be an object", what);
    return json_only(o, names, in->err);
}

static bool deeper(In *in, int levels) {
    in->depth += levels;
    if (in->depth <= READ_DEPTH_MAX) return true;
    return fail(in->err, ERR_LIMIT, "the plan is nested too deep");
}

static bool table_named(In *in, const Json *value, int *ret) {
    if (!json_is_string(value)) return fail(in->err, ERR_INVALID, "a table must be a name");
    Str name = str_of(json_string_value(value), json_string_length(value));
    *ret = model_table(in->m, name);
    if (*ret >= 0) return true;
    return fail(in->err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(name));
}

static bool column_named(In *in, int table, const Json *value, int *ret) {
    if (!json_is_string(value)) return fail(in->err, ERR_INVALID, "a column must be a name");
    Str name = str_of(json_string_value(value), json_string_length(value));
    *ret = model_column(&in->m->tables[table], name);
    if (*ret >= 0) return true;
    return fail(in->err, ERR_NOT_FOUND, "there is no column '" STR_F "' in " STR_F, STR_A(name),
                STR_A(in->m->tables[table].name));
}

static bool whole(In *in, const Json *value, int low, int high, const char *what, int *ret) {
    json_int_t n = json_is_integer(value) ? json_integer_value(value) : 0;
    if (!json_is_integer(value) || n < low || n > high) {
        return fail(in->err, ERR_INVALID, "%s must be a whole number from %d to %d", what, low,
                    high);
    }
    *ret = (int)n;
    return true;
}

static bool column_in(In *in, const Json *value, ColumnRef *ret) {
    ColumnRef c = {0};
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count < 2 || count > 3) {
        return fail(in->err, ERR_INVALID, "a column is written [table, column]");
    }
    if (!table_named(in, json_array_get(value, 0), &c.table)) return false;
    if (!column_named(in, c.table, json_array_get(value, 1), &c.column)) return false;
    if (count == 3 &&
        !whole(in, json_array_get(value, 2), 0, PLAN_TABLES_MAX - 1, "an instance", &c.instance)) {
        return false;
    }
    *ret = c;
    return true;
}

static bool output_in(In *in, const Json *value, ColumnRef *ret) {
    *ret = (ColumnRef){.table = PLAN_FROM};
    return whole(in, value, 0, PLAN_DIMENSIONS_MAX + PLAN_MEASURES_MAX - 1, "an output column",
                 &ret->column);
}

static bool text_in(In *in, const Json *value, Str *ret) {
    if (!json_is_string(value)) return fail(in->err, ERR_INVALID, "a text must be a string");
    Str text = str_of(json_string_value(value), json_string_length(value));
    if (text.len > READ_TEXT_MAX) {
        return fail(in->err, ERR_LIMIT, "a text of %zu bytes: at most %d", text.len, READ_TEXT_MAX);
    }
    *ret = str_dup(in->arena, text);
    return true;
}

static bool date_in(In *in, const Json *value, Date *ret) {
    Str text;
    if (!text_in(in, value, &text)) return false;
    if (date_parse_iso(text, ret)) return true;
    return fail(in->err, ERR_INVALID, "'" STR_F "' is no date such as 2026-11-21", STR_A(text));
}

static bool number_in(In *in, const Json *value, Value *v) {
    if (v->type == TYPE_FLOAT) {
        v->f = json_number_value(value);
        return json_is_number(value) || fail(in->err, ERR_INVALID, "a number was expected");
    }
    if (!json_is_integer(value)) return fail(in->err, ERR_INVALID, "a whole number was expected");
    v->i = json_integer_value(value);
    v->f = (double)v->i;
    bool in_range = v->type == TYPE_INT || (v->type == TYPE_TIME && v->i >= 0 && v->i < MOMENT_DAY);
    Moment low = date_of(1, 1, 1) * MOMENT_DAY, high = (date_of(9999, 12, 31) + 1) * MOMENT_DAY;
    if (v->type == TYPE_TIMESTAMP) in_range = v->i >= low && v->i < high;
    return in_range || fail(in->err, ERR_INVALID, "the time is out of range");
}

static bool literal_value(In *in, const Json *value, Value *v) {
    Date date = 0;
    switch (v->type) {
        case TYPE_TEXT: return text_in(in, value, &v->s);
        case TYPE_BOOL:
            v->i = json_is_true(value);
            return json_is_boolean(value) || fail(in->err, ERR_INVALID, "true or false expected");
        case TYPE_DATE:
            if (!date_in(in, value, &date)) return false;
            v->i = date;
            return true;
        case TYPE_INT:
        case TYPE_FLOAT:
        case TYPE_TIME:
        case TYPE_TIMESTAMP: break;
    }
    return number_in(in, value, v);
}

static bool null_in(In *in, const Json *value, Value *v) {
    Str name = {0};
    v->is_null = true;
    if (!text_in(in, value, &name)) return false;
    return column_type_from(name, &v->type) ||
           fail(in->err, ERR_INVALID, "'" STR_F "' is no type", STR_A(name));
}

static bool exprs_in(In *in, const Json *list, size_t max, Expr ***ret, size_t *ret_count) {
    size_t count = json_array_size(list);
    if (list && !json_is_array(list)) {
        return fail(in->err, ERR_INVALID, "a list of expressions was expected");
    }
    if (count > max) return fail(in->err, ERR_LIMIT, "%zu expressions: at most %zu", count, max);
    *ret = arena_new(in->arena, Expr *, count);
    *ret_count = count;
    if (!deeper(in, 1)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!expr_in(in, json_array_get(list, i), &(*ret)[i])) return false;
    }
    in->depth--;
    return true;
}

static bool unit_in(In *in, Str name, DateUnit *ret) {
    for (int unit = 0; unit < DATE_UNIT_COUNT; unit++) {
        if (!str_eq(name, str_from(date_unit_name((DateUnit)unit)))) continue;
        *ret = (DateUnit)unit;
        return true;
    }
    return fail(in->err, ERR_INVALID, "'" STR_F "' is no unit of time", STR_A(name));
}

static bool call_in(In *in, const Json *o, Expr *e) {
    static const char *const NAMES[] = {"op", "args", "unit", "part", NULL};
    Str op = {0}, unit = {0}, part = {0};
    const Json *args = NULL;
    e->kind = EXPR_CALL;
    if (!json_only(o, NAMES, in->err) || !json_get_str(o, "op", true, &op, in->err) ||
        !json_get_str(o, "unit", false, &unit, in->err) ||
        !json_get_str(o, "part", false, &part, in->err) ||
        !json_get_array(o, "args", true, &args, in->err)) {
        return false;
    }
    if (!expr_op_from(op, &e->op)) {
        return fail(in->err, ERR_INVALID, "there is no operation '" STR_F "'", STR_A(op));
    }
    bool has_unit = e->op == OP_BUCKET || e->op == OP_DIFF;
    if (has_unit != (unit.len > 0) || (e->op == OP_PART) != (part.len > 0)) {
        return fail(
            in->err, ERR_INVALID, "'" STR_F "' %s", STR_A(op),
            has_unit || e->op == OP_PART ? "needs its unit or part" : "takes no unit and no part");
    }
    if (has_unit && !unit_in(in, unit, &e->unit)) return false;
    if (part.len > 0 && !expr_part_from(part, &e->part)) {
        return fail(in->err, ERR_INVALID, "'" STR_F "' is no part of a date", STR_A(part));
    }
    return exprs_in(in, args, READ_NODES_MAX, &e->args, &e->arg_count);
}

static bool rows_in(In *in, const Json *o, Expr *e) {
    static const char *const NAMES[] = {"rows", "instance", NULL};
    const Json *instance = json_object_get(o, "instance");
    e->kind = EXPR_ROWS;
    e->column.column = -1;
    if (!json_only(o, NAMES, in->err)) return false;
    if (!table_named(in, json_object_get(o, "rows"), &e->column.table)) return false;
    return !instance ||
           whole(in, instance, 0, PLAN_TABLES_MAX - 1, "an instance", &e->column.instance);
}

static bool metric_in(In *in, const Json *value, Expr *e) {
    Str name = {0};
    e->kind = EXPR_METRIC;
    if (!text_in(in, value, &name)) return false;
    e->metric = model_metric(in->m, name);
    return e->metric >= 0 ||
           fail(in->err, ERR_NOT_FOUND, "there is no metric '" STR_F "'", STR_A(name));
}

// An object of one member: its name says what the expression is.
static bool single_in(In *in, const char *key, const Json *value, Expr *e) {
    Str name = str_from(key);
    if (str_eq(name, S("column"))) {
        e->kind = EXPR_COLUMN;
        return deeper(in, 1) && column_in(in, value, &e->column) && deeper(in, -1);
    }
    if (str_eq(name, S("output"))) {
        e->kind = EXPR_COLUMN;
        return output_in(in, value, &e->column);
    }
    if (str_eq(name, S("output_rows"))) {
        e->kind = EXPR_ROWS;
        e->column = (ColumnRef){.table = PLAN_FROM, .column = -1};
        return json_is_true(value) || fail(in->err, ERR_INVALID, "output_rows must be true");
    }
    if (str_eq(name, S("metric"))) return metric_in(in, value, e);
    if (str_eq(name, S("plan"))) {
        e->kind = EXPR_PLAN;
        return plan_in(in, value, &e->plan);
    }
    e->kind = EXPR_LITERAL;
    if (str_eq(name, S("null"))) return null_in(in, value, &e->literal);
    if (column_type_from(name, &e->literal.type)) return literal_value(in, value, &e->literal);
    return fail(in->err, ERR_INVALID, "'%s' is no kind of expression", key);
}

static bool expr_in(In *in, const Json *o, Expr **ret) {
    Expr *e = arena_new(in->arena, Expr, 1);
    if (++in->nodes > READ_NODES_MAX) return fail(in->err, ERR_LIMIT, "the plan is too large");
    if (!json_is_object(o) || !deeper(in, 1)) {
        return json_is_object(o) ? false
                                 : fail(in->err, ERR_INVALID, "an expression must be an object");
    }
    // Jansson's iterators take objects that they could change; they do not.
    Json *object = (Json *)(uintptr_t)o;
    void *first = json_object_iter(object);
    bool ok = false;
    if (json_object_get(o, "op")) {
        ok = call_in(in, o, e);
    } else if (json_object_get(o, "rows")) {
        ok = rows_in(in, o, e);
    } else if (json_object_size(o) != 1) {
        return fail(in->err, ERR_INVALID, "an expression says one thing");
    } else {
        ok = single_in(in, json_object_iter_key(first), json_object_iter_value(first), e);
    }
    in->depth--;
    *ret = e;
    return ok;
}

static bool list_of(In *in, const Json *o, const char *key, size_t max, const Json **ret,
                    size_t *ret_count) {
    *ret = NULL;
    if (!json_get_array(o, key, false, ret, in->err)) return false;
    *ret_count = *ret ? json_array_size(*ret) : 0;
    if (*ret_count <= max) return true;
    return fail(in->err, ERR_LIMIT, "%s: %zu, at most %zu", key, *ret_count, max);
}

static bool label_in(In *in, const Json *o, Str *ret) {
    const Json *label = json_object_get(o, "label");
    return !label || text_in(in, label, ret);
}

static bool measure_in(In *in, const Json *o, PlanMeasure *measure) {
    static const char *const NAMES[] = {"expr", "label", "derive", "window", "support", NULL};
    Str derive = S("none");
    int64_t window = 0;
    if (!object_check(in, o, "a measure", NAMES)) return false;
    if (!expr_in(in, json_object_get(o, "expr"), &measure->expr)) return false;
    if (!label_in(in, o, &measure->label)) return false;
    if (!json_get_str(o, "derive", false, &derive, in->err)) return false;
    if (!json_get_int(o, "window", false, &window, in->err)) return false;
    if (!json_get_bool(o, "support", false, &measure->support, in->err)) return false;
    if (!plan_names_derive_from(derive, &measure->derive)) {
        return fail(in->err, ERR_INVALID, "derive: '" STR_F "' is not known", STR_A(derive));
    }
    if (window < 0 || window > 1000) {
        return fail(in->err, ERR_INVALID, "window: must be 0 to 1000");
    }
    measure->window = (int)window;
    return true;
}

static bool dimension_in(In *in, const Json *o, PlanDimension *d) {
    static const char *const NAMES[] = {"expr", "label", "hidden", "support", NULL};
    return object_check(in, o, "a dimension", NAMES) &&
           expr_in(in, json_object_get(o, "expr"), &d->expr) && label_in(in, o, &d->label) &&
           json_get_bool(o, "hidden", false, &d->hidden, in->err) &&
           json_get_bool(o, "support", false, &d->support, in->err);
}

static bool columns_in(In *in, const Json *o, Plan *p) {
    const Json *measures = NULL, *dimensions = NULL;
    if (!list_of(in, o, "measures", PLAN_MEASURES_MAX, &measures, &p->measure_count) ||
        !list_of(in, o, "dimensions", PLAN_DIMENSIONS_MAX, &dimensions, &p->dimension_count)) {
        return false;
    }
    p->measures = arena_new(in->arena, PlanMeasure, p->measure_count);
    p->dimensions = arena_new(in->arena, PlanDimension, p->dimension_count);
    if (!deeper(in, 2)) return false;
    for (size_t i = 0; i < p->measure_count; i++) {
        if (!measure_in(in, json_array_get(measures, i), &p->measures[i])) return false;
    }
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (!dimension_in(in, json_array_get(dimensions, i), &p->dimensions[i])) return false;
    }
    in->depth -= 2;
    return true;
}

static bool time_in(In *in, const Json *o, PlanTime *time) {
    static const char *const NAMES[] = {"column", "first", "end", "words", NULL};
    if (!o || json_is_null(o)) return true;
    if (!object_check(in, o, "time", NAMES)) return false;
    const Json *column = json_object_get(o, "column"), *first = json_object_get(o, "first");
    const Json *end = json_object_get(o, "end"), *words = json_object_get(o, "words");
    bool ok = json_is_integer(column) ? output_in(in, column, &time->column)
                                      : column_in(in, column, &time->column);
    if (!ok) return false;
    time->is_set = true;
    time->has_first = first != NULL;
    time->has_end = end != NULL;
    if (first && !date_in(in, first, &time->range.first)) return false;
    if (end && !date_in(in, end, &time->range.end)) return false;
    return !words || text_in(in, words, &time->words);
}

static bool order_in(In *in, const Json *o, PlanOrder *order) {
    static const char *const NAMES[] = {"by", "index", "expr", "descending", NULL};
    Str by = {0};
    int64_t index = 0;
    const Json *expr = NULL;
    if (!object_check(in, o, "an order", NAMES)) return false;
    if (!json_get_str(o, "by", true, &by, in->err)) return false;
    if (!json_get_int(o, "index", false, &index, in->err)) return false;
    if (!json_get_bool(o, "descending", false, &order->descending, in->err)) return false;
    if (!plan_names_order_from(by, &order->by)) {
        return fail(in->err, ERR_INVALID, "by: '" STR_F "' is not known", STR_A(by));
    }
    if (index < 0 || index > PLAN_MEASURES_MAX + PLAN_DIMENSIONS_MAX) {
        return fail(in->err, ERR_INVALID, "index: out of range");
    }
    order->index = (int)index;
    expr = json_object_get(o, "expr");
    if ((order->by == ORDER_EXPR) != (expr != NULL)) {
        return fail(in->err, ERR_INVALID, "expr: belongs to an order by \"expr\", and there alone");
    }
    return !expr || expr_in(in, expr, &order->expr);
}

static bool orders_in(In *in, const Json *o, Plan *p) {
    const Json *list = NULL;
    size_t max = PLAN_MEASURES_MAX + PLAN_DIMENSIONS_MAX;
    if (!list_of(in, o, "orders", max, &list, &p->order_count)) return false;
    p->orders = arena_new(in->arena, PlanOrder, p->order_count);
    if (!deeper(in, 2)) return false;
    for (size_t i = 0; i < p->order_count; i++) {
        if (!order_in(in, json_array_get(list, i), &p->orders[i])) return false;
    }
    in->depth -= 2;
    return true;
}

static bool join_in(In *in, const Json *list, PlanTable *t) {
    int names[4] = {0};
    if (!json_is_array(list) || json_array_size(list) != 4) {
        return fail(in->err, ERR_INVALID, "a join is written [table, column, table, column]");
    }
    for (size_t i = 0; i < 4; i += 2) {
        if (!table_named(in, json_array_get(list, i), &names[i])) return false;
        if (!column_named(in, names[i], json_array_get(list, i + 1), &names[i + 1])) return false;
    }
    for (size_t j = 0; j < in->m->join_count; j++) {
        const ModelJoin *join = &in->m->joins[j];
        if (join->from_table != names[0] || join->from_column != names[1]) continue;
        if (join->to_table != names[2] || join->to_column != names[3]) continue;
        t->join = (int)j;
        return true;
    }
    return fail(in->err, ERR_NOT_FOUND, "the model has no such join");
}

// Whether the join leads from the parent's table to this one the way it says.
static bool join_fits(const In *in, const PlanTable *t, const PlanTable *parent) {
    const ModelJoin *join = &in->m->joins[t->join];
    bool down = join->from_table == parent->table && join->to_table == t->table;
    bool up = join->to_table == parent->table && join->from_table == t->table;
    return t->forward ? down || (up && join->one_to_one) : up;
}

static bool plan_table_in(In *in, const Json *o, const PlanTable *all, size_t i, PlanTable *t) {
    static const char *const NAMES[] = {"table",   "instance", "parent", "join",
                                        "forward", "optional", NULL};
    if (!object_check(in, o, "a table of the plan", NAMES)) return false;
    const Json *instance = json_object_get(o, "instance"), *parent = json_object_get(o, "parent");
    if (!table_named(in, json_object_get(o, "table"), &t->table)) return false;
    if (instance && !whole(in, instance, 0, PLAN_TABLES_MAX - 1, "an instance", &t->instance)) {
        return false;
    }
    if (!json_get_bool(o, "forward", false, &t->forward, in->err)) return false;
    if (!json_get_bool(o, "optional", false, &t->optional, in->err)) return false;
    t->parent = t->join = -1;
    if (!parent) return true;
    if (i == 0) return fail(in->err, ERR_INVALID, "the first table of a plan has no parent");
    if (!whole(in, parent, 0, (int)i - 1, "parent", &t->parent)) return false;
    if (!join_in(in, json_object_get(o, "join"), t)) return false;
    return join_fits(in, t, &all[t->parent]) ||
           fail(in->err, ERR_INVALID, "the join does not lead to that table");
}

static bool tables_in(In *in, const Json *o, Plan *p) {
    const Json *list = NULL;
    size_t max = PLAN_TABLES_MAX * PLAN_MEASURES_MAX;
    if (!list_of(in, o, "tables", max, &list, &p->table_count)) return false;
    p->tables = arena_new(in->arena, PlanTable, p->table_count);
    for (size_t i = 0; i < p->table_count; i++) {
        if (!plan_table_in(in, json_array_get(list, i), p->tables, i, &p->tables[i])) return false;
    }
    return true;
}

static bool flags_in(In *in, const Json *o, Plan *p) {
    Str compare = S("none"), set = S("none");
    int64_t limit_per = -1;
    bool ok = json_get_str(o, "compare", false, &compare, in->err) &&
              json_get_str(o, "set", false, &set, in->err) &&
              json_get_int(o, "limit", false, &p->limit, in->err) &&
              json_get_int(o, "offset", false, &p->offset, in->err) &&
              json_get_int(o, "limit_per", false, &limit_per, in->err) &&
              json_get_float(o, "until", false, &p->until, in->err) &&
              json_get_bool(o, "with_ties", false, &p->with_ties, in->err) &&
              json_get_bool(o, "distinct", false, &p->distinct, in->err) &&
              json_get_bool(o, "each_match", false, &p->each_match, in->err) &&
              json_get_bool(o, "empty_groups", false, &p->empty_groups, in->err);
    if (!ok) return false;
    if (!plan_names_compare_from(compare, &p->compare)) {
        return fail(in->err, ERR_INVALID, "compare: '" STR_F "' is not known", STR_A(compare));
    }
    if (!plan_names_set_from(set, &p->set_op)) {
        return fail(in->err, ERR_INVALID, "set: '" STR_F "' is not known", STR_A(set));
    }
    if (limit_per < -1 || limit_per >= PLAN_DIMENSIONS_MAX) {
        return fail(in->err, ERR_INVALID, "limit_per: out of range");
    }
    p->limit_per = (int)limit_per;
    return true;
}

static bool plan_parts_in(In *in, const Json *o, Plan *p) {
    static const char *const NAMES[] = {
        "measures",     "dimensions", "filters",   "having",    "time",     "compare", "orders",
        "limit",        "offset",     "with_ties", "limit_per", "distinct", "until",   "each_match",
        "empty_groups", "set",        "other",     "from",      "tables",   NULL};
    const Json *filters = json_object_get(o, "filters"), *having = json_object_get(o, "having");
    const Json *other = json_object_get(o, "other"), *from = json_object_get(o, "from");
    if (!object_check(in, o, "a plan", NAMES)) return false;
    if (!columns_in(in, o, p)) return false;
    if (!exprs_in(in, filters, PLAN_FILTERS_MAX, &p->filters, &p->filter_count)) return false;
    if (!exprs_in(in, having, PLAN_FILTERS_MAX, &p->having, &p->having_count)) return false;
    if (!time_in(in, json_object_get(o, "time"), &p->time)) return false;
    if (!orders_in(in, o, p) || !flags_in(in, o, p) || !tables_in(in, o, p)) return false;
    if (other && !plan_in(in, other, &p->other)) return false;
    return !from || plan_in(in, from, &p->from);
}

static bool plan_in(In *in, const Json *o, Plan **ret) {
    Plan *p = plan_new(in->arena);
    if (++in->plan_depth > PLAN_DEPTH_MAX) {
        return fail(in->err, ERR_LIMIT, "plans are nested deeper than %d", PLAN_DEPTH_MAX);
    }
    if (!deeper(in, 1) || !plan_parts_in(in, o, p)) return false;
    in->depth--;
    in->plan_depth--;
    *ret = p;
    return true;
}

bool plan_read(const Model *m, const Json *json, Arena *a, Plan **ret, Err *err) {
    assert(m && json && a && ret && err);
    In in = {.m = m, .arena = a, .err = err};
    Plan *p = NULL;
    // What is well formed may still be nonsense; nobody should hold such a plan.
    if (!plan_in(&in, json, &p) || !plan_check(m, p, err)) return false;
    *ret = p;
    return true;
}
