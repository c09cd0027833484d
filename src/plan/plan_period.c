#include "plan/plan.h"

// The number of whole units from first to end when the range starts and ends on them, else 0.
static int whole_units(DateRange r, DateUnit unit) {
    if (r.first != date_floor(r.first, unit) || r.end != date_floor(r.end, unit)) return 0;
    // Counted by steps from the first, as a month has no fixed length; at most 9999 years.
    static const int DAYS[] = {
        [DATE_DAY] = 1, [DATE_WEEK] = 7, [DATE_MONTH] = 31, [DATE_QUARTER] = 92, [DATE_YEAR] = 366};
    int count = (r.end - r.first) / DAYS[unit];
    while (date_add(r.first, count, unit) < r.end) count++;
    return count > 0 && date_add(r.first, count, unit) == r.end ? count : 0;
}

static DateRange moved(DateRange r, int count, DateUnit unit) {
    return (DateRange){date_add(r.first, count, unit), date_add(r.end, count, unit)};
}

// The period just before, as long: of whole months the months before; of "1 to 14 October" the
// same days of September; else as many days.
static DateRange previous(DateRange r) {
    for (int unit = DATE_YEAR; unit >= DATE_WEEK; unit--) {
        int count = whole_units(r, (DateUnit)unit);
        if (count > 0) return moved(r, -count, (DateUnit)unit);
    }
    if (r.end - r.first > 1) {
        for (int unit = DATE_WEEK; unit <= DATE_YEAR; unit++) {
            bool starts = r.first == date_floor(r.first, (DateUnit)unit);
            bool fits = r.end <= date_add(r.first, 1, (DateUnit)unit);
            if (!starts || !fits) continue;
            // By its last day: "1 to 30 March" is before that all of February.
            Date last = date_add(r.end - 1, -1, (DateUnit)unit);
            return (DateRange){date_add(r.first, -1, (DateUnit)unit), last + 1};
        }
    }
    return moved(r, -(r.end - r.first), DATE_DAY);
}

// Whether what comes before is still within the calendar (years 1 to 9999).
static bool has_room(DateRange r) {
    int64_t days = (int64_t)r.end - r.first + 2 * 366;
    return r.first - days > date_of(1, 1, 1) && r.end + 366 < date_of(9999, 12, 31);
}

bool plan_period_before(const PlanTime *time, Compare compare, DateRange *ret) {
    if (compare == COMPARE_NONE || !time->is_set || !time->has_first || !time->has_end)
        return false;
    if (time->range.end <= time->range.first || !has_room(time->range)) return false;
    DateRange before =
        compare == COMPARE_PREVIOUS ? previous(time->range) : moved(time->range, -1, DATE_YEAR);
    if (before.end <= before.first) return false;  // 29 February has no day before it
    *ret = before;
    return true;
}
