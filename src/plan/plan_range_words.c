// Periods in words.
#include "plan/plan_words.h"

static Str year_text(int year, Words w) { return str_fmt(w.a, "%d", year); }

static Str month_year(Date d, Words w) {
    DateParts parts = date_parts(d);
    return words_of(w, "{month} {year}", {"month", words_month(w, parts.month)},
                    {"year", year_text(parts.year, w)});
}

static Str from_to(Str from, Str to, Words w) {
    return words_of(w, "{from} to {to}", {"from", from}, {"to", to});
}

static Str range_text(Date first, Date end, Words w) {
    DateParts from = date_parts(first), until = date_parts(end - 1);
    if (first == end - 1) return words_day(w, first);
    bool whole_months = from.day == 1 && date_parts(end).day == 1;
    if (whole_months && date_add(first, 1, DATE_MONTH) == end) return month_year(first, w);
    if (whole_months && from.month == 1 && until.month == 12) {
        Str year = year_text(from.year, w);
        return from.year == until.year ? year : from_to(year, year_text(until.year, w), w);
    }
    if (date_add(first, 1, DATE_QUARTER) == end && first == date_floor(first, DATE_QUARTER)) {
        return words_of(w, "quarter {number} of {year}",
                        {"number", str_fmt(w.a, "%d", (from.month + 2) / 3)},
                        {"year", year_text(from.year, w)});
    }
    if (!whole_months) return from_to(words_day(w, first), words_day(w, end - 1), w);
    bool one_year = from.year == until.year;
    Str start = one_year ? words_month(w, from.month) : month_year(first, w);
    return from_to(start, month_year(end - 1, w), w);
}

Str plan_words_range(const PlanTime *time, Words w) {
    if (!time->is_set || (!time->has_first && !time->has_end)) return words_text(w, "all time");
    if (time->has_first && time->has_end) return range_text(time->range.first, time->range.end, w);
    if (time->has_first) {
        return words_of(w, "since {day}", {"day", words_day(w, time->range.first)});
    }
    return words_of(w, "until {day}", {"day", words_day(w, time->range.end - 1)});
}

static Str span_when(Date first, Date end, Words w) {
    Str range = range_text(first, end, w);
    if (first == end - 1) return words_of(w, "on {day}", {"day", range});
    static const struct {
        DateUnit unit;
        const char *text;
    } WHOLE[] = {{DATE_MONTH, WORD("in {month}")},
                 {DATE_QUARTER, WORD("in {quarter}")},
                 {DATE_YEAR, WORD("in {year}")}};
    for (size_t i = 0; i < COUNT_OF(WHOLE); i++) {
        DateUnit unit = WHOLE[i].unit;
        if (first != date_floor(first, unit) || end != date_add(first, 1, unit)) continue;
        return words_of(w, WHOLE[i].text, {"month", range}, {"quarter", range}, {"year", range});
    }
    return words_of(w, "from {range}", {"range", range});
}

Str plan_words_when(const PlanTime *time, Words w) {
    if (!time->is_set || (!time->has_first && !time->has_end)) return (Str){0};
    if (!time->has_first || !time->has_end) return plan_words_range(time, w);
    return span_when(time->range.first, time->range.end, w);
}

Str plan_words_compare(const Plan *p, Words w) {
    DateRange before = {0};
    if (p->compare == COMPARE_NONE) return words_text(w, "no comparison");
    if (plan_period_before(&p->time, p->compare, &before)) {
        return range_text(before.first, before.end, w);
    }
    return words_text(
        w, p->compare == COMPARE_YEAR_BEFORE ? WORD("the year before") : WORD("the period before"));
}
