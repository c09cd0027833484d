#include "flow/dashboard_spark.h"

#include "plan/plan_base.h"

enum {
    DAYS_BY_DAY = 45,
    DAYS_BY_WEEK = 200,
    DAYS_BY_MONTH = 1800,
    DAYS_LEAST = 7,  // fewer are shown with those before them
    DAYS_SHOWN = 14,
};

static bool time_find(const Model *m, const Plan *p, Arena *a, ColumnRef *ret) {
    if (p->time.is_set) {
        *ret = p->time.column;
        return true;
    }
    if (p->table_count == 0) return false;
    int *reach = plan_reach(m, p->tables[0].table, a);
    int best = -1;
    for (size_t t = 0; t < m->table_count; t++) {
        if (reach[t] < 0 || m->tables[t].time_column < 0) continue;
        if (best < 0 || reach[t] < reach[best]) best = (int)t;
    }
    if (best < 0) return false;
    *ret = (ColumnRef){.table = best, .column = m->tables[best].time_column};
    return true;
}

bool dashboard_spark_days(const Model *m, ColumnRef c, DateRange *ret) {
    const ModelColumn *column = model_at(m, c);
    const Profile *seen = &column->profile;
    if (seen->min.is_null || seen->max.is_null) return false;
    int64_t scale = column->type == TYPE_TIMESTAMP ? MOMENT_DAY : 1;
    *ret = (DateRange){(Date)(seen->min.i / scale), (Date)(seen->max.i / scale) + 1};
    return true;
}

static DateUnit unit_for(int64_t days) {
    if (days <= DAYS_BY_DAY) return DATE_DAY;
    if (days <= DAYS_BY_WEEK) return DATE_WEEK;
    return days <= DAYS_BY_MONTH ? DATE_MONTH : DATE_YEAR;
}

bool dashboard_spark_make(const Model *m, const Plan *p, Date today, Arena *a, Plan **ret) {
    ColumnRef time = {0};
    DateRange days = {0};
    if (p->measure_count == 0 || p->dimension_count > 0 || p->from || p->set_op != SET_NONE) {
        return false;
    }
    if (!time_find(m, p, a, &time) || time.table < 0 || !dashboard_spark_days(m, time, &days))
        return false;
    if (p->time.has_first && p->time.range.first > days.first) days.first = p->time.range.first;
    if (p->time.has_end && p->time.range.end < days.end) days.end = p->time.range.end;
    if (days.end > today + 1 && days.first <= today) days.end = today + 1;
    Plan *spark = plan_copy(a, p);
    if (days.end - days.first < DAYS_LEAST && p->time.has_first) {
        days.first = days.end - DAYS_SHOWN;
        spark->time.range.first = days.first;
        spark->time.words = (Str){0};
    }
    DateUnit unit = unit_for((int64_t)days.end - days.first);
    spark->measure_count = 1;
    spark->compare = COMPARE_NONE;
    spark->order_count = 0;
    spark->having_count = 0;
    Expr *column = expr_column(a, time.table, time.column);
    column->column.instance = time.instance;
    (void)plan_add_dimension(a, spark, expr_bucket(a, column, unit));
    // The newest points: turned round by who draws them.
    plan_add_order(a, spark, (PlanOrder){.by = ORDER_DIMENSION, .descending = true});
    spark->limit = DASHBOARD_SPARK_POINTS;
    *ret = spark;
    return true;
}
