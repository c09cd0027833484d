// plan_write: a plan as JSON, by names, so that it outlives a new version of the model.
//
//     plan  = {"measures": [{"expr", "label", "derive", "window", "support"}],
//              "dimensions": [{"expr", "label", "hidden", "support"}],
//              "filters": [expr], "having": [expr],
//              "time": {"column", "first", "end", "words"}, "compare": "previous",
//              "orders": [{"by", "index", "expr", "descending"}],
//              "limit", "offset", "with_ties", "limit_per", "until",
//              "distinct", "each_match", "empty_groups",
//              "set": "union", "other": plan, "from": plan,
//              "tables": [{"table", "instance", "parent", "join": [table, column, table, column],
//                          "forward", "optional"}]}
//     expr  = {"column": [table, column]} | {"column": [table, column, instance]} | {"output": n}
//           | {"rows": table} | {"rows": table, "instance": n} | {"output_rows": true}
//           | {"metric": name} | {"plan": plan}
//           | {"op": name, "args": [expr], "unit": "month", "part": "weekday"}
//           | {"int" | "float" | "text" | "bool" | "date" | "time" | "timestamp": value}
//           | {"null": type}
//
// What has its usual value is left out. {"output": n} is a column of "from". Times and timestamps
// are microseconds.
#include "plan/plan_names.h"

// A tree deeper than the writer can hold ends in null, which plan_read refuses.
enum { DEPTH_SPARE = 8 };

typedef struct Out {
    JsonW *w;
    const Model *m;
} Out;

static void plan_out(Out *o, const Plan *p);
static void expr_out(Out *o, const Expr *e);

static void column_out(Out *o, ColumnRef c) {
    jsonw_array(o->w);
    jsonw_str(o->w, o->m->tables[c.table].name);
    jsonw_str(o->w, model_at(o->m, c)->name);
    if (c.instance != 0) jsonw_int(o->w, c.instance);
    jsonw_end(o->w);
}

static void date_out(JsonW *w, const char *key, Date date) {
    Buf text;
    buf_init(&text, 32);
    date_write(&text, date);
    jsonw_key_str(w, key, buf_str(&text));
    buf_done(&text);
}

static void literal_out(Out *o, const Value *v) {
    const char *type = column_type_name(v->type);
    if (v->is_null) {
        jsonw_key_str(o->w, "null", str_from(type));
        return;
    }
    switch (v->type) {
        case TYPE_BOOL: jsonw_key_bool(o->w, type, v->i != 0); break;
        case TYPE_TEXT: jsonw_key_str(o->w, type, v->s); break;
        case TYPE_FLOAT: jsonw_key_float(o->w, type, v->f); break;
        case TYPE_DATE: date_out(o->w, type, (Date)v->i); break;
        case TYPE_INT:
        case TYPE_TIME:
        case TYPE_TIMESTAMP: jsonw_key_int(o->w, type, v->i); break;
    }
}

static void exprs_out(Out *o, Expr *const *exprs, size_t count) {
    jsonw_array(o->w);
    for (size_t i = 0; i < count; i++) expr_out(o, exprs[i]);
    jsonw_end(o->w);
}

static void call_out(Out *o, const Expr *e) {
    jsonw_key_str(o->w, "op", str_from(expr_op(e->op)->name));
    if (e->op == OP_BUCKET || e->op == OP_DIFF) {
        jsonw_key_str(o->w, "unit", str_from(date_unit_name(e->unit)));
    }
    if (e->op == OP_PART) jsonw_key_str(o->w, "part", str_from(expr_part_name(e->part)));
    jsonw_key(o->w, S("args"));
    exprs_out(o, e->args, e->arg_count);
}

static void rows_out(Out *o, const Expr *e) {
    if (e->column.table == PLAN_FROM) {
        jsonw_key_bool(o->w, "output_rows", true);
        return;
    }
    jsonw_key_str(o->w, "rows", o->m->tables[e->column.table].name);
    if (e->column.instance != 0) jsonw_key_int(o->w, "instance", e->column.instance);
}

static void expr_out(Out *o, const Expr *e) {
    if (!e || o->w->depth > JSONW_DEPTH_MAX - DEPTH_SPARE) {
        jsonw_null(o->w);
        return;
    }
    jsonw_object(o->w);
    switch (e->kind) {
        case EXPR_COLUMN:
            if (e->column.table == PLAN_FROM) {
                jsonw_key_int(o->w, "output", e->column.column);
                break;
            }
            jsonw_key(o->w, S("column"));
            column_out(o, e->column);
            break;
        case EXPR_LITERAL: literal_out(o, &e->literal); break;
        case EXPR_METRIC: jsonw_key_str(o->w, "metric", o->m->metrics[e->metric].name); break;
        case EXPR_ROWS: rows_out(o, e); break;
        case EXPR_PLAN:
            jsonw_key(o->w, S("plan"));
            plan_out(o, e->plan);
            break;
        case EXPR_CALL: call_out(o, e); break;
    }
    jsonw_end(o->w);
}

static void measures_out(Out *o, const Plan *p) {
    jsonw_key_array(o->w, "measures");
    for (size_t i = 0; i < p->measure_count; i++) {
        const PlanMeasure *measure = &p->measures[i];
        jsonw_object(o->w);
        jsonw_key(o->w, S("expr"));
        expr_out(o, measure->expr);
        if (measure->label.len > 0) jsonw_key_str(o->w, "label", measure->label);
        if (measure->derive != DERIVE_NONE) {
            jsonw_key_str(o->w, "derive", str_from(plan_names_derive(measure->derive)));
        }
        if (measure->window != 0) jsonw_key_int(o->w, "window", measure->window);
        if (measure->support) jsonw_key_bool(o->w, "support", true);
        jsonw_end(o->w);
    }
    jsonw_end(o->w);
}

static void dimensions_out(Out *o, const Plan *p) {
    jsonw_key_array(o->w, "dimensions");
    for (size_t i = 0; i < p->dimension_count; i++) {
        const PlanDimension *d = &p->dimensions[i];
        jsonw_object(o->w);
        jsonw_key(o->w, S("expr"));
        expr_out(o, d->expr);
        if (d->label.len > 0) jsonw_key_str(o->w, "label", d->label);
        if (d->hidden) jsonw_key_bool(o->w, "hidden", true);
        if (d->support) jsonw_key_bool(o->w, "support", true);
        jsonw_end(o->w);
    }
    jsonw_end(o->w);
}

static void time_out(Out *o, const PlanTime *time) {
    jsonw_key_object(o->w, "time");
    jsonw_key(o->w, S("column"));
    if (time->column.table == PLAN_FROM)
        jsonw_int(o->w, time->column.column);
    else
        column_out(o, time->column);
    if (time->has_first) date_out(o->w, "first", time->range.first);
    if (time->has_end) date_out(o->w, "end", time->range.end);
    if (time->words.len > 0) jsonw_key_str(o->w, "words", time->words);
    jsonw_end(o->w);
}

static void orders_out(Out *o, const Plan *p) {
    jsonw_key_array(o->w, "orders");
    for (size_t i = 0; i < p->order_count; i++) {
        const PlanOrder *order = &p->orders[i];
        jsonw_object(o->w);
        jsonw_key_str(o->w, "by", str_from(plan_names_order(order->by)));
        if (order->by == ORDER_EXPR) {
            jsonw_key(o->w, S("expr"));
            expr_out(o, order->expr);
        } else {
            jsonw_key_int(o->w, "index", order->index);
        }
        if (order->descending) jsonw_key_bool(o->w, "descending", true);
        jsonw_end(o->w);
    }
    jsonw_end(o->w);
}

static void table_out(Out *o, const PlanTable *t) {
    jsonw_object(o->w);
    jsonw_key_str(o->w, "table", o->m->tables[t->table].name);
    if (t->instance != 0) jsonw_key_int(o->w, "instance", t->instance);
    if (t->parent >= 0) {
        const ModelJoin *join = &o->m->joins[t->join];
        const ModelTable *from = &o->m->tables[join->from_table];
        const ModelTable *to = &o->m->tables[join->to_table];
        jsonw_key_int(o->w, "parent", t->parent);
        jsonw_key_array(o->w, "join");
        jsonw_str(o->w, from->name);
        jsonw_str(o->w, from->columns[join->from_column].name);
        jsonw_str(o->w, to->name);
        jsonw_str(o->w, to->columns[join->to_column].name);
        jsonw_end(o->w);
        if (t->forward) jsonw_key_bool(o->w, "forward", true);
        if (t->optional) jsonw_key_bool(o->w, "optional", true);
    }
    jsonw_end(o->w);
}

static void flags_out(Out *o, const Plan *p) {
    if (p->compare != COMPARE_NONE) {
        jsonw_key_str(o->w, "compare", str_from(plan_names_compare(p->compare)));
    }
    if (p->limit != 0) jsonw_key_int(o->w, "limit", p->limit);
    if (p->offset != 0) jsonw_key_int(o->w, "offset", p->offset);
    if (p->limit_per >= 0) jsonw_key_int(o->w, "limit_per", p->limit_per);
    if (p->until > 0) jsonw_key_float(o->w, "until", p->until);
    if (p->with_ties) jsonw_key_bool(o->w, "with_ties", true);
    if (p->distinct) jsonw_key_bool(o->w, "distinct", true);
    if (p->each_match) jsonw_key_bool(o->w, "each_match", true);
    if (p->empty_groups) jsonw_key_bool(o->w, "empty_groups", true);
}

static void list_out(Out *o, const char *key, Expr *const *exprs, size_t count) {
    if (count == 0) return;
    jsonw_key(o->w, str_from(key));
    exprs_out(o, exprs, count);
}

static void nested_out(Out *o, const Plan *p) {
    if (p->set_op != SET_NONE) jsonw_key_str(o->w, "set", str_from(plan_names_set(p->set_op)));
    if (p->other) {
        jsonw_key(o->w, S("other"));
        plan_out(o, p->other);
    }
    if (!p->from) return;
    jsonw_key(o->w, S("from"));
    plan_out(o, p->from);
}

static void plan_out(Out *o, const Plan *p) {
    if (o->w->depth > JSONW_DEPTH_MAX - DEPTH_SPARE) {
        jsonw_null(o->w);
        return;
    }
    jsonw_object(o->w);
    measures_out(o, p);
    dimensions_out(o, p);
    list_out(o, "filters", p->filters, p->filter_count);
    list_out(o, "having", p->having, p->having_count);
    if (p->time.is_set) time_out(o, &p->time);
    if (p->order_count > 0) orders_out(o, p);
    flags_out(o, p);
    nested_out(o, p);
    if (p->table_count > 0) {
        jsonw_key_array(o->w, "tables");
        for (size_t i = 0; i < p->table_count; i++) table_out(o, &p->tables[i]);
        jsonw_end(o->w);
    }
    jsonw_end(o->w);
}

void plan_write(JsonW *w, const Model *m, const Plan *p) {
    Out o = {w, m};
    plan_out(&o, p);
}
