#include "ask/sketch.h"

#include "ask/sketch_plan.h"

enum { FILLS_MAX = 28 };

static double odds(const double log_p[SKETCH_CLASSES_MAX]) { return log_p[1] - log_p[0]; }

static void columns_foresee(SketchParts *parts) {
    const SketchView *v = parts->v;
    SketchFeatures f;
    double log_p[SKETCH_CLASSES_MAX];
    parts->select = arena_new(v->a, SketchLogs, v->column_count + 1);
    parts->filter = arena_new(v->a, double, v->column_count + 1);
    parts->grouped = arena_new(v->a, double, v->column_count + 1);
    parts->ordered = arena_new(v->a, double, v->column_count + 1);
    for (size_t i = 0; i < v->column_count; i++) {
        sketch_view_of_column(v, &v->columns[i], &f);
        sketch_model_foresee(parts->w, HEAD_SELECT, &f, parts->select[i]);
        sketch_model_foresee(parts->w, HEAD_FILTER, &f, log_p);
        parts->filter[i] = odds(log_p);
        sketch_model_foresee(parts->w, HEAD_GROUPED, &f, log_p);
        parts->grouped[i] = odds(log_p);
        sketch_model_foresee(parts->w, HEAD_ORDERED, &f, log_p);
        parts->ordered[i] = odds(log_p);
    }
}

static void tables_foresee(SketchParts *parts) {
    const SketchView *v = parts->v;
    SketchFeatures f;
    double log_p[SKETCH_CLASSES_MAX];
    parts->root = arena_new(v->a, double, v->m->table_count + 1);
    parts->table = arena_new(v->a, double, v->m->table_count + 1);
    for (size_t i = 0; i < v->m->table_count; i++) {
        sketch_view_of_table(v, (int)i, &f);
        sketch_model_foresee(parts->w, HEAD_ROOT, &f, log_p);
        parts->root[i] = odds(log_p);
        sketch_model_foresee(parts->w, HEAD_TABLE, &f, log_p);
        parts->table[i] = odds(log_p);
    }
}

static void values_foresee(SketchParts *parts) {
    const SketchView *v = parts->v;
    SketchFeatures f;
    parts->value = arena_new(v->a, SketchLogs, v->value_count + 1);
    parts->number = arena_new(v->a, SketchLogs, v->number_count + 1);
    parts->compare = arena_new(v->a, SketchLogs, v->number_count + 1);
    for (size_t i = 0; i < v->value_count; i++) {
        sketch_view_of_value(v, &v->values[i], &f);
        sketch_model_foresee(parts->w, HEAD_VALUE, &f, parts->value[i]);
    }
    for (size_t i = 0; i < v->number_count; i++) {
        sketch_view_of_number(v, i, &f);
        sketch_model_foresee(parts->w, HEAD_NUMBER, &f, parts->number[i]);
        sketch_model_foresee(parts->w, HEAD_COMPARE, &f, parts->compare[i]);
    }
}

const SketchParts *sketch_foresee(const SketchView *v, const SketchWeights *w) {
    SketchParts *parts = arena_new(v->a, SketchParts, 1);
    SketchFeatures f;
    *parts = (SketchParts){.v = v, .w = w};
    sketch_view_question(v, &f);
    for (int h = 0; h < SKETCH_QUESTION_HEADS; h++) {
        sketch_model_foresee(w, (SketchHead)h, &f, parts->shape[h]);
    }
    columns_foresee(parts);
    tables_foresee(parts);
    values_foresee(parts);
    return parts;
}

static bool has_partners(const Plan *p) {
    for (size_t i = 0; i < p->table_count; i++) {
        if (p->tables[i].parent >= 0 && !p->tables[i].forward) return true;
    }
    return false;
}

static bool plan_keep(const SketchParts *parts, Plan *p, double score, SketchPlan *out) {
    Err ignored = {0};
    const SketchView *v = parts->v;
    if (!p || !plan_join(v->m, v->a, p, &ignored) || !plan_check(v->m, p, &ignored)) return false;
    *out = (SketchPlan){.plan = p, .score = score};
    return true;
}

SketchPlan *sketch_plans(const SketchParts *parts, size_t *ret_count) {
    const SketchView *v = parts->v;
    Fill *fills = arena_new(v->a, Fill, FILLS_MAX);
    SketchPlan *out = arena_new(v->a, SketchPlan, SKETCH_PLANS_MAX);
    size_t fill_count = sketch_fill_all(parts, fills, FILLS_MAX), count = 0;
    for (size_t i = 0; i < fill_count && count < SKETCH_PLANS_MAX; i++) {
        Plan *p = sketch_plan_make(v, &fills[i], false);
        if (!plan_keep(parts, p, fills[i].score, &out[count])) continue;
        count++;
        bool twice = p->measure_count == 0 && !p->distinct && count < SKETCH_PLANS_MAX;
        if (!twice || (!has_partners(p) && p->filter_count == 0)) continue;
        // A list with conditions on a many side: things once, or as often as they match.
        p = sketch_plan_make(v, &fills[i], true);
        if (plan_keep(parts, p, fills[i].score - 0.01, &out[count])) count++;
    }
    *ret_count = count;
    return out;
}
