#include "flow/dashboard_before.h"

#include "flow/dashboard_spark.h"

static Date sooner(Date a, Date b) { return a < b ? a : b; }

static bool unit_of(DateRange days, DateUnit *ret) {
    for (int unit = DATE_YEAR; unit >= DATE_DAY; unit--) {
        bool begins = date_floor(days.first, (DateUnit)unit) == days.first;
        if (!begins || date_add(days.first, 1, (DateUnit)unit) != days.end) continue;
        *ret = (DateUnit)unit;
        return true;
    }
    return false;
}

static bool has_period(const Plan *p) {
    return p->time.is_set && p->time.has_first && p->time.has_end && p->measure_count > 0 &&
           p->dimension_count == 0 && p->compare == COMPARE_NONE && !p->from &&
           p->set_op == SET_NONE && p->time.range.end > p->time.range.first;
}

bool dashboard_before_find(const Model *m, const Plan *p, Date today, DashboardBefore *ret) {
    DateRange seen = {0};
    if (!has_period(p) || !dashboard_spark_days(m, p->time.column, &seen)) return false;
    DateRange all = p->time.range;
    DashboardBefore b = {.now = all};
    b.is_unit = unit_of(all, &b.unit);
    // Today's rows are still coming; after the last day of the data there is nothing to compare.
    b.now.end = sooner(all.end, sooner(today, seen.end));
    b.is_partial = b.now.end < all.end;
    if (b.now.end <= b.now.first) return false;
    int32_t length = all.end - all.first, days = b.now.end - b.now.first;
    b.then.first = b.is_unit ? date_add(all.first, -1, b.unit) : all.first - length;
    b.then.end = b.is_partial ? sooner(b.then.first + days, all.first) : all.first;
    if (b.is_partial) b.now.end = all.first + (b.then.end - b.then.first);
    if (b.then.end <= seen.first) return false;
    *ret = b;
    return true;
}

Plan *dashboard_before_plan(const Plan *p, DateRange days, Arena *a) {
    Plan *before = plan_copy(a, p);
    before->measure_count = 1;
    before->order_count = 0;
    before->having_count = 0;
    before->time.range = days;
    before->time.words = (Str){0};
    return before;
}
