#include "model/metrics.h"

// A column outside every aggregate has no single value for a group of rows.
static bool is_bare(const Expr *e) {
    if (e->kind == EXPR_COLUMN) return true;
    if (e->kind != EXPR_CALL || expr_op(e->op)->is_aggregate) return false;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (is_bare(e->args[i])) return true;
    }
    return false;
}

// "profit / revenue" where a column is called profit too: outside an aggregate the metric is meant.
static void metrics_prefer(const Model *m, Expr *e) {
    if (e->kind == EXPR_COLUMN) {
        int metric = model_metric(m, model_at(m, e->column)->name);
        if (metric >= 0) *e = (Expr){.kind = EXPR_METRIC, .metric = metric};
    }
    if (e->kind != EXPR_CALL || expr_op(e->op)->is_aggregate) return;
    for (size_t i = 0; i < e->arg_count; i++) metrics_prefer(m, e->args[i]);
}

static bool metric_fail(const Metric *metric, bool filter, Err *err) {
    Err cause = *err;
    // A name that is not there makes the text wrong; it is not the metric that was not found.
    ErrCode code = cause.code == ERR_NOT_FOUND ? ERR_INVALID : cause.code;
    Str text = filter ? metric->filter_text : metric->expression;
    return fail(err, code, "metric `" STR_F "`, %s \"" STR_F "\": %s", STR_A(metric->name),
                filter ? ERR_WORD("filter") : ERR_WORD("expression"),
                STR_A(str_slice(text, 0, 120)), cause.message);
}

bool metrics_compile(const Model *m, Arena *a, Metric *metric, Err *err) {
    Model before = *m;  // a metric is made of those before it, so that none is made of itself
    before.metric_count = 0;
    while (before.metric_count < m->metric_count &&
           !str_eq_nocase(m->metrics[before.metric_count].name, metric->name)) {
        before.metric_count++;
    }
    ColumnType type = TYPE_FLOAT;
    if (!expr_parse(&before, metric->table, metric->expression, a, &metric->expr, err)) {
        return metric_fail(metric, false, err);
    }
    metrics_prefer(&before, metric->expr);
    if (!expr_has_aggregate(metric->expr) || is_bare(metric->expr)) {
        fail(err, ERR_INVALID, "every column must stand inside an aggregate such as sum()");
        return metric_fail(metric, false, err);
    }
    if (!expr_type(&before, metric->expr, &type, err)) return metric_fail(metric, false, err);
    if (metric->filter_text.len == 0) return true;
    if (!expr_parse(&before, metric->table, metric->filter_text, a, &metric->filter, err)) {
        return metric_fail(metric, true, err);
    }
    bool good = expr_type(&before, metric->filter, &type, err);
    if (good && (type != TYPE_BOOL || expr_has_aggregate(metric->filter))) {
        good = fail(err, ERR_INVALID, "a filter is a condition on one row");
    }
    return good || metric_fail(metric, true, err);
}
