#include "flow/dashboard_filter.h"

#include <math.h>

#include "plan/plan_base.h"

// A filter on its way into a plan.
typedef struct Laying {
    const Model *m;
    const Json *filter;
    const Json *values;
    PeriodDay day;
    Arena *a;
    Err *err;
} Laying;

static Str text_of(const Json *value) {
    if (!json_is_string(value)) return (Str){0};
    return str_of(json_string_value(value), json_string_length(value));
}

static Str member_text(const Json *o, const char *name) {
    return text_of(json_object_get(o, name));
}

bool dashboard_filter_is_set(const Json *filter) {
    const Json *values = json_object_get(filter, "values");
    bool any = false;
    bool all = str_eq(member_text(filter, "op"), S("period")) && json_array_size(values) == 1 &&
               str_eq(text_of(json_array_get(values, 0)), S("all"));
    if (all) return false;
    for (size_t i = 0; i < json_array_size(values); i++) {
        any = any || !json_is_null(json_array_get(values, i));
    }
    // Of a list, null is a value like others; of a range it is an open end.
    return any || (json_array_size(values) > 0 && str_eq(member_text(filter, "op"), S("in")));
}

// ---- values ----

static bool number_of(const Json *value, double *ret) {
    if (json_is_string(value)) return str_to_float(text_of(value), ret);
    *ret = json_number_value(value);
    return json_is_number(value);
}

static Expr *literal_of(const Json *value, ColumnType type, Arena *a) {
    Date date = 0;
    double number = 0;
    switch (type) {
        case TYPE_TEXT:
            return json_is_string(value) ? expr_text(a, str_dup(a, text_of(value))) : NULL;
        case TYPE_BOOL: return json_is_boolean(value) ? expr_bool(a, json_is_true(value)) : NULL;
        case TYPE_INT:
            if (json_is_integer(value)) return expr_int(a, json_integer_value(value));
            if (!number_of(value, &number) || number != floor(number) || fabs(number) > 9e15) {
                return NULL;
            }
            return expr_int(a, (int64_t)number);
        case TYPE_FLOAT: return number_of(value, &number) ? expr_float(a, number) : NULL;
        case TYPE_DATE:
        case TYPE_TIMESTAMP:
            return date_parse_iso(str_slice(text_of(value), 0, 10), &date) ? expr_date(a, date)
                                                                           : NULL;
        case TYPE_TIME: return NULL;
    }
    return NULL;
}

bool dashboard_filter_literal(const Json *value, ColumnType type, Arena *a, Expr **ret, Err *err) {
    *ret = literal_of(value, type, a);
    if (*ret) return true;
    Str text = json_is_string(value) ? text_of(value) : S("the value");
    return fail(err, ERR_INVALID, "'" STR_F "' is no value of type %s", STR_A(text),
                column_type_name(type));
}

// ---- the column ----

static bool column_find(const Laying *l, ColumnRef *ret) {
    Str name = member_text(l->filter, "column");
    Str table = {0};
    Str rest = name;
    (void)str_next_part(&rest, '.', &table);
    int t = model_table(l->m, table);
    int c = t >= 0 ? model_column(&l->m->tables[t], rest) : -1;
    if (c < 0) {
        return fail(l->err, ERR_NOT_FOUND, "there is no column " STR_F, STR_A(name));
    }
    *ret = (ColumnRef){.table = t, .column = c};
    return true;
}

// When the rows of the plan happened: by its own period, else the nearest time column that each
// of them has.
static bool own_time(const Laying *l, const Plan *p, ColumnRef *ret) {
    if (p->time.is_set) {
        *ret = p->time.column;
        return true;
    }
    if (p->table_count == 0) return fail(l->err, ERR_INVALID, "it rests on no table");
    // The day a customer joined is no day of his: a count of customers is of none.
    if (l->m->tables[p->tables[0].table].kind == TABLE_DIMENSION) {
        return fail(l->err, ERR_INVALID, STR_F " are there at all times",
                    STR_A(l->m->tables[p->tables[0].table].label));
    }
    int *reach = plan_reach(l->m, p->tables[0].table, l->a);
    int best = -1;
    for (size_t t = 0; t < l->m->table_count; t++) {
        if (reach[t] < 0 || l->m->tables[t].time_column < 0) continue;
        if (best < 0 || reach[t] < reach[best]) best = (int)t;
    }
    if (best < 0) {
        return fail(l->err, ERR_NOT_FOUND, STR_F " have no date",
                    STR_A(l->m->tables[p->tables[0].table].label));
    }
    *ret = (ColumnRef){.table = best, .column = l->m->tables[best].time_column};
    return true;
}

// ---- periods ----

static bool day_read(const Laying *l, const Json *value, bool *ret_has, Date *ret) {
    *ret_has = !json_is_null(value);
    if (!*ret_has || date_parse_iso(str_slice(text_of(value), 0, 10), ret)) return true;
    return fail(l->err, ERR_INVALID, "'" STR_F "' is no day such as 2026-11-21",
                STR_A(text_of(value)));
}

// "last_30_days", as a program may name it, is read as people say it.
static Str spaced(Str name, Arena *a) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        buf_add_char(&text, name.ptr[i] == '_' ? ' ' : name.ptr[i]);
    return str_dup(a, buf_str(&text));
}

// Words, or the first and the last day.
static bool range_read(const Laying *l, PlanTime *ret) {
    PlanTime time = {.is_set = true};
    if (json_array_size(l->values) == 1) {
        Str words = spaced(text_of(json_array_get(l->values, 0)), l->a);
        if (!period_renew_read(words, l->day, l->a, &time)) {
            return fail(l->err, ERR_INVALID, "'" STR_F "' is no period", STR_A(words));
        }
    } else {
        Date last = 0;
        if (!day_read(l, json_array_get(l->values, 0), &time.has_first, &time.range.first) ||
            !day_read(l, json_array_get(l->values, 1), &time.has_end, &last)) {
            return false;
        }
        if (time.has_end) time.range.end = last + 1;
    }
    *ret = time;
    return true;
}

static void bounds_add(const Laying *l, Plan *p, ColumnRef c, const PlanTime *time) {
    Expr *column = expr_column(l->a, c.table, c.column);
    if (time->has_first) {
        Expr *first = expr_date(l->a, time->range.first);
        plan_add_filter(l->a, p, expr_call2(l->a, OP_GE, column, first));
    }
    if (!time->has_end) return;
    Expr *end = expr_date(l->a, time->range.end);
    plan_add_filter(l->a, p, expr_call2(l->a, OP_LT, expr_copy(l->a, column), end));
}

static bool is_time(const Laying *l, ColumnRef c) {
    ColumnType type = model_at(l->m, c)->type;
    return type == TYPE_DATE || type == TYPE_TIMESTAMP;
}

// The period takes the place of the card's own when it is on the same column.
static bool period_add(const Laying *l, Plan *p, ColumnRef *ret_column) {
    PlanTime time = {0};
    bool named = member_text(l->filter, "column").len > 0;
    if (!(named ? column_find(l, ret_column) : own_time(l, p, ret_column))) return false;
    if (ret_column->table >= 0 && !is_time(l, *ret_column)) {
        return fail(l->err, ERR_INVALID, STR_F " is no date",
                    STR_A(model_at(l->m, *ret_column)->label));
    }
    if (!range_read(l, &time)) return false;
    bool same =
        p->time.column.table == ret_column->table && p->time.column.column == ret_column->column;
    if (p->time.is_set && !same) {
        bounds_add(l, p, *ret_column, &time);
    } else {
        time.column = p->time.is_set ? p->time.column : *ret_column;
        p->time = time;
    }
    return true;
}

// ---- lists and ranges ----

static bool range_add(const Laying *l, Plan *p, ColumnRef c) {
    if (is_time(l, c)) {
        PlanTime time = {0};
        if (!range_read(l, &time)) return false;
        bounds_add(l, p, c, &time);
        return true;
    }
    static const ExprOp OPS[] = {OP_GE, OP_LE};
    for (size_t i = 0; i < 2; i++) {
        const Json *value = json_array_get(l->values, i);
        Expr *bound = NULL;
        if (json_is_null(value)) continue;
        if (!dashboard_filter_literal(value, model_at(l->m, c)->type, l->a, &bound, l->err)) {
            return false;
        }
        Expr *column = expr_column(l->a, c.table, c.column);
        plan_add_filter(l->a, p, expr_call2(l->a, OPS[i], column, bound));
    }
    return true;
}

static bool list_add(const Laying *l, Plan *p, ColumnRef c) {
    size_t count = json_array_size(l->values);
    Expr **args = arena_new(l->a, Expr *, count + 1);
    size_t arg_count = 0;
    bool missing = false;
    args[arg_count++] = expr_column(l->a, c.table, c.column);
    for (size_t i = 0; i < count; i++) {
        const Json *value = json_array_get(l->values, i);
        missing = missing || json_is_null(value);
        if (json_is_null(value)) continue;
        if (!dashboard_filter_literal(value, model_at(l->m, c)->type, l->a, &args[arg_count++],
                                      l->err)) {
            return false;
        }
    }
    Expr *among = arg_count == 2  ? expr_call2(l->a, OP_EQ, args[0], args[1])
                  : arg_count > 2 ? expr_call(l->a, OP_IN, args, arg_count)
                                  : NULL;
    Expr *none =
        missing ? expr_call1(l->a, OP_IS_NULL, expr_column(l->a, c.table, c.column)) : NULL;
    Expr *both = among && none ? expr_call2(l->a, OP_OR, among, none) : among ? among : none;
    plan_add_filter(l->a, p, both);
    return true;
}

// ---- whether it applies ----

static bool had_table(const Plan *p, int table) {
    for (size_t i = 0; i < p->table_count; i++) {
        if (p->tables[i].table == table) return true;
    }
    return false;
}

// From each row that is counted one leads to one of the filter's table.
static bool reach_check(const Laying *l, const Plan *before, const Plan *p, ColumnRef c) {
    if (c.table < 0 || had_table(before, c.table)) return true;
    for (size_t i = 0; i < p->table_count; i++) {
        if (p->tables[i].table != c.table) continue;
        for (int at = (int)i; p->tables[at].parent >= 0; at = p->tables[at].parent) {
            const PlanTable *t = &p->tables[at];
            if (t->forward || l->m->joins[t->join].one_to_one) continue;
            int root = at;
            while (p->tables[root].parent >= 0) root = p->tables[root].parent;
            return fail(l->err, ERR_INVALID, STR_F " have no " STR_F " of their own",
                        STR_A(l->m->tables[p->tables[root].table].label),
                        STR_A(model_at(l->m, c)->label));
        }
    }
    return true;
}

static bool leaf_apply(const Laying *l, Plan *p) {
    ColumnRef c = {0};
    if (!plan_join(l->m, l->a, p, l->err)) return false;
    const Plan *before = plan_copy(l->a, p);
    Str op = member_text(l->filter, "op");
    bool ok = false;
    if (str_eq(op, S("period"))) {
        ok = period_add(l, p, &c);
    } else {
        ok = column_find(l, &c) && (str_eq(op, S("in")) ? list_add(l, p, c) : range_add(l, p, c));
    }
    return ok && plan_check(l->m, p, l->err) && plan_join(l->m, l->a, p, l->err) &&
           reach_check(l, before, p, c);
}

// Where rows come from: the innermost plans, on both sides of what is put together.
static bool plan_apply(const Laying *l, Plan *p) {
    if (p->other && !plan_apply(l, p->other)) return false;
    return p->from ? plan_apply(l, p->from) : leaf_apply(l, p);
}

void dashboard_filter_apply(const Model *m, const Json *filter, PeriodDay day, Arena *a,
                            Plan **plan, Str *ret_why) {
    Err err = {0};
    Laying l = {m, filter, json_object_get(filter, "values"), day, a, &err};
    Plan *copy = plan_copy(a, *plan);
    *ret_why = S("");
    if (!dashboard_filter_is_set(filter)) return;
    if (plan_apply(&l, copy) && plan_check(m, copy, &err)) {
        *plan = copy;
    } else {
        *ret_why = str_dup(a, str_from(err.message));
    }
}
