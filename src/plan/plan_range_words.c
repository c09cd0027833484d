// Periods in words.
#include "plan/plan_words.h"

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static Str month_year(Date d, Arena *a) {
    DateParts parts = date_parts(d);
    return str_fmt(a, "%s %d", MONTHS[parts.month - 1], parts.year);
}

static Str day_text(Date d, Arena *a) {
    DateParts parts = date_parts(d);
    return str_fmt(a, "%d %s %d", parts.day, MONTHS[parts.month - 1], parts.year);
}

static Str range_text(Date first, Date end, Arena *a) {
    DateParts from = date_parts(first), until = date_parts(end - 1);
    if (first == end - 1) return day_text(first, a);
    bool whole_months = from.day == 1 && date_parts(end).day == 1;
    if (whole_months && date_add(first, 1, DATE_MONTH) == end) return month_year(first, a);
    if (whole_months && from.month == 1 && until.month == 12) {
        if (from.year == until.year) return str_fmt(a, "%d", from.year);
        return str_fmt(a, "%d to %d", from.year, until.year);
    }
    if (date_add(first, 1, DATE_QUARTER) == end && first == date_floor(first, DATE_QUARTER)) {
        return str_fmt(a, "quarter %d of %d", (from.month + 2) / 3, from.year);
    }
    if (whole_months && from.year == until.year) {
        return str_fmt(a, "%s to " STR_F, MONTHS[from.month - 1], STR_A(month_year(end - 1, a)));
    }
    if (whole_months) {
        return str_fmt(a, STR_F " to " STR_F, STR_A(month_year(first, a)),
                       STR_A(month_year(end - 1, a)));
    }
    return str_fmt(a, STR_F " to " STR_F, STR_A(day_text(first, a)), STR_A(day_text(end - 1, a)));
}

Str plan_words_range(const PlanTime *time, Arena *a) {
    if (!time->is_set || (!time->has_first && !time->has_end)) return S("all time");
    if (time->has_first && time->has_end) return range_text(time->range.first, time->range.end, a);
    if (time->has_first) {
        return str_fmt(a, "since " STR_F, STR_A(day_text(time->range.first, a)));
    }
    return str_fmt(a, "until " STR_F, STR_A(day_text(time->range.end - 1, a)));
}

Str plan_words_compare(const Plan *p, Arena *a) {
    DateRange before = {0};
    if (p->compare == COMPARE_NONE) return S("no comparison");
    if (!plan_period_before(&p->time, p->compare, &before)) {
        return p->compare == COMPARE_YEAR_BEFORE ? S("the year before") : S("the period before");
    }
    return range_text(before.first, before.end, a);
}
