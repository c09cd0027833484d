#include "plan/plan_type.h"
#include "plan/plan_words.h"

// What a bucket or a part of a time is in the result.
static bool time_column(const Expr *e, Column *c) {
    if (e->kind != EXPR_CALL || (e->op != OP_BUCKET && e->op != OP_PART)) return false;
    c->role = e->op == OP_BUCKET ? ROLE_TIME : ROLE_CATEGORY;
    if (e->op == OP_BUCKET) {
        c->is_bucket = true;
        c->grain = e->unit;
    } else {
        c->unit = str_from(expr_part_name(e->part));
    }
    return true;
}

static Column dimension_column(const Model *m, const Plan *p, size_t i, Words w) {
    const Expr *e = p->dimensions[i].expr;
    Column c = {.label = plan_words_dimension(m, p, i, w), .type = TYPE_TEXT};
    Err err;
    if (!plan_type_output(m, p, i, &c.type, &err)) c.type = TYPE_TEXT;
    if (time_column(e, &c)) return c;
    const ModelColumn *origin = plan_type_origin(m, p, e);
    c.role = origin ? origin->role : ROLE_CATEGORY;
    c.unit = origin ? origin->unit : (Str){0};
    if (e->kind == EXPR_COLUMN && e->column.table == PLAN_FROM && p->from &&
        (size_t)e->column.column < p->from->dimension_count) {
        Column inner = c;
        if (time_column(p->from->dimensions[e->column.column].expr, &inner)) return inner;
    }
    return c;
}

static Str measure_unit(const Model *m, const Plan *p, const PlanMeasure *measure) {
    const Expr *e = measure->expr;
    if (measure->derive == DERIVE_SHARE || measure->derive == DERIVE_CHANGE_RATE) return S("%");
    if (measure->derive == DERIVE_RANK) return (Str){0};
    if (e->kind == EXPR_METRIC) return m->metrics[e->metric].unit;
    if (e->kind == EXPR_CALL && (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT)) return (Str){0};
    const ModelColumn *origin = plan_type_origin(m, p, e);
    return origin ? origin->unit : (Str){0};
}

static Column measure_column(const Model *m, const Plan *p, size_t i, Words w) {
    Column c = {.label = plan_words_measure(m, p, i, w), .role = ROLE_MEASURE, .type = TYPE_FLOAT};
    Err err;
    if (!plan_type_output(m, p, p->dimension_count + i, &c.type, &err)) c.type = TYPE_FLOAT;
    c.unit = measure_unit(m, p, &p->measures[i]);
    bool is_date = c.type == TYPE_DATE || c.type == TYPE_TIMESTAMP;
    if (is_date) c.role = ROLE_TIME;
    if (c.type == TYPE_TEXT) c.role = ROLE_CATEGORY;  // the first name, say
    return c;
}

static void compare_columns(const Plan *p, Column value, Column *out, Words w) {
    bool year = p->compare == COMPARE_YEAR_BEFORE;
    Str label = value.label, name = value.name;
    out[0] = out[1] = out[2] = value;
    const char *before = year ? WORD("{1}, the year before") : WORD("{1}, before");
    out[0].label = words_of(w, before, {"1", label});
    out[1].label = words_of(w, "change of {1}", {"1", label});
    out[2].label = words_of(w, "growth of {1}", {"1", label});
    out[2].type = TYPE_FLOAT;
    out[2].unit = S("%");
    out[0].name = plan_words_compare_name(name, PART_BEFORE, w.a);
    out[1].name = plan_words_compare_name(name, PART_CHANGE, w.a);
    out[2].name = plan_words_compare_name(name, PART_CHANGE_RATE, w.a);
}

static bool is_rate(const Model *m, const Expr *e) {
    return e->kind == EXPR_METRIC && m->metrics[e->metric].additivity != ADD_SUM;
}

void plan_columns(const Model *m, const Plan *p, Words w, Column **ret, size_t *ret_count) {
    Column *columns = arena_new(w.a, Column, p->dimension_count + 4 * p->measure_count);
    Str *names = plan_words_names(m, p, w.a);
    size_t count = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (p->dimensions[i].hidden) continue;
        columns[count] = dimension_column(m, p, i, w);
        columns[count].is_support = p->dimensions[i].support;
        columns[count++].name = names[i];
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        columns[count] = measure_column(m, p, i, w);
        columns[count].is_support = p->measures[i].support;
        columns[count].is_rate = is_rate(m, p->measures[i].expr);
        columns[count++].name = names[p->dimension_count + i];
        if (p->compare == COMPARE_NONE) continue;
        compare_columns(p, columns[count - 1], &columns[count], w);
        count += 3;
    }
    *ret = columns;
    *ret_count = count;
}
