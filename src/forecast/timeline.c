#include "forecast/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/moments.h"

#define HOLES_ARE_ZERO 0.1  // share of periods without rows from which they mean "nothing"
#define UNEVEN_SHARE 0.2    // of distances that are far from the usual one
#define HOUR (INT64_C(3600) * MOMENT_SECOND)

static int row_compare(const void *a, const void *b) {
    Moment x = ((const TimelineRow *)a)->at;
    Moment y = ((const TimelineRow *)b)->at;
    return (x > y) - (x < y);
}

static TimelineRow *rows_sorted(const TimelineRow *rows, size_t count, Arena *a) {
    TimelineRow *sorted = arena_new(a, TimelineRow, count + 1);
    memcpy(sorted, rows, count * sizeof *rows);
    qsort(sorted, count, sizeof *sorted, row_compare);
    return sorted;
}

static Date date_floor_of(Moment at) { return (Date)(at / MOMENT_DAY - (at % MOMENT_DAY < 0)); }

static Moment moment_floor(Moment at, Moment step) {
    Moment rest = at % step;
    return at - rest - (rest < 0 ? step : 0);
}

// A unit, what it is apart at most, and what people usually want of it.
typedef struct UnitRow {
    const char *name;
    Moment apart_max;  // the usual distance up to which it is chosen
    Moment step;       // above 0: hours
    DateUnit unit;
    size_t season, season_long, horizon;
} UnitRow;

static const UnitRow UNITS[] = {
    {ERR_WORD("hour"), 4 * HOUR, HOUR, DATE_DAY, 24, 168, 48},
    {ERR_WORD("day"), 4 * MOMENT_DAY, 0, DATE_DAY, 7, 365, 28},
    {ERR_WORD("week"), 10 * MOMENT_DAY, 0, DATE_WEEK, 52, 0, 13},
    {ERR_WORD("month"), 45 * MOMENT_DAY, 0, DATE_MONTH, 12, 0, 12},
    {ERR_WORD("quarter"), 135 * MOMENT_DAY, 0, DATE_QUARTER, 4, 0, 8},
    {ERR_WORD("year"), INT64_MAX, 0, DATE_YEAR, 1, 0, 6},
};
enum { UNIT_DAY = 1 };

static const UnitRow *unit_row(const ForecastClock *c) {
    for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
        bool hours = UNITS[i].step > 0;
        if (hours == (c->step > 0) && (hours || UNITS[i].unit == c->unit)) return &UNITS[i];
    }
    return &UNITS[UNIT_DAY];
}

// The median distance of rows that are apart; 0 when there are none.
static Moment apart_usual(const TimelineRow *sorted, size_t count, double *ret_uneven, Arena *a) {
    double *apart = arena_new(a, double, count + 1);
    size_t distances = 0;
    for (size_t i = 1; i < count; i++) {
        Moment d = sorted[i].at - sorted[i - 1].at;
        if (d > 0) apart[distances++] = (double)d;
    }
    double usual = moments_quantile(apart, distances, 0.5, a);
    double far = 0;
    for (size_t i = 0; i < distances; i++) {
        double times = apart[i] / usual;
        far += fabs(times - round(times)) > 0.2 || times < 0.5;
    }
    *ret_uneven = distances > 0 ? far / (double)distances : 0;
    return (Moment)usual;
}

static ForecastClock clock_find(const TimelineRow *sorted, size_t count, double *ret_uneven,
                                Arena *a) {
    Moment apart = apart_usual(sorted, count, ret_uneven, a);
    size_t i = UNIT_DAY;
    bool hours = false;
    for (size_t k = 0; k < count; k++) hours = hours || sorted[k].at % MOMENT_DAY != 0;
    if (apart > 0) i = hours ? 0 : UNIT_DAY;
    while (apart > UNITS[i].apart_max) i++;
    Moment last = count > 0 ? sorted[count - 1].at : 0;
    if (UNITS[i].step > 0) {
        return (ForecastClock){.last = moment_floor(last, HOUR), .dated = true, .step = HOUR};
    }
    Date date = date_floor(date_floor_of(last), UNITS[i].unit);
    return (ForecastClock){.last = date, .dated = true, .unit = UNITS[i].unit};
}

ForecastClock timeline_unit(const TimelineRow *rows, size_t count, Arena *a) {
    double uneven = 0;
    return clock_find(rows_sorted(rows, count, a), count, &uneven, a);
}

Str timeline_unit_name(const ForecastClock *clock) {
    if (!clock->dated && clock->step == 0) return S("period");
    return str_from(unit_row(clock)->name);
}

static Moment period_first(const ForecastClock *c, Moment at) {
    if (c->step > 0) return moment_floor(at, c->step);
    return (Moment)date_floor(date_floor_of(at), c->unit) * MOMENT_DAY;
}

static Moment period_next(const ForecastClock *c, Moment at) {
    if (c->step > 0) return at + c->step;
    return (Moment)date_add(date_floor_of(at), 1, c->unit) * MOMENT_DAY;
}

static bool periods_count(const ForecastClock *c, Moment first, Moment last, size_t *ret,
                          Err *err) {
    size_t count = 1;
    for (Moment at = period_first(c, first); at < period_first(c, last); count++) {
        if (count == TIMELINE_POINTS_MAX) {
            return fail(err, ERR_LIMIT,
                        "the dates span more than %d periods of a %s: check for a wrong date",
                        TIMELINE_POINTS_MAX, unit_row(c)->name);
        }
        at = period_next(c, at);
    }
    *ret = count;
    return true;
}

static void rows_pour(const TimelineRow *sorted, size_t count, const TimelineOptions *o,
                      Timeline *t) {
    size_t period = 0;
    size_t inside = 0;
    Moment end = period_next(&t->clock, t->first);
    for (size_t i = 0; i < count; i++) {
        while (sorted[i].at >= end) {
            period++;
            inside = 0;
            end = period_next(&t->clock, end);
        }
        double *value = &t->values[period];
        t->doubles += inside > 0;
        inside++;
        if (inside == 1) {
            *value = sorted[i].value;
        } else if (o->mean) {
            *value += (sorted[i].value - *value) / (double)inside;
        } else {
            *value += sorted[i].value;
        }
    }
}

static void words_find(Timeline *t, bool zero, Arena *a) {
    Str unit = timeline_unit_name(&t->clock);
    if (t->holes > 0) {
        t->words = str_fmt(a, "%zu of %zu %ss without rows count as %s", t->holes, t->count,
                           str_z(a, unit), zero ? "zero" : "gaps and are filled in");
    }
    if (t->uneven) {
        t->words = str_fmt(a, STR_F "%sdates are not evenly spaced: each " STR_F " is taken as one",
                           STR_A(t->words), t->holes > 0 ? "; " : "", STR_A(unit));
    }
}

static void holes_settle(const TimelineOptions *o, Timeline *t, Arena *a) {
    for (size_t i = 0; i < t->count; i++) t->holes += isnan(t->values[i]) ? 1 : 0;
    bool common = (double)t->holes > HOLES_ARE_ZERO * (double)t->count;
    bool zero = o->holes == TIMELINE_ZERO || (o->holes == TIMELINE_GUESS && common);
    for (size_t i = 0; i < t->count && zero; i++) {
        if (isnan(t->values[i])) t->values[i] = 0;
    }
    words_find(t, zero, a);
}

bool timeline_make(const TimelineRow *rows, size_t count, const TimelineOptions *options, Arena *a,
                   Timeline *ret, Err *err) {
    TimelineRow *sorted = arena_new(a, TimelineRow, count + 1);
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (isfinite(rows[i].value)) sorted[known++] = rows[i];
    }
    if (known == 0) return fail(err, ERR_INVALID, "no row has both a date and a number");
    qsort(sorted, known, sizeof *sorted, row_compare);
    Timeline t = {0};
    double uneven = 0;
    t.clock = clock_find(sorted, known, &uneven, a);
    if (options->like) {
        t.clock.unit = options->like->unit;
        t.clock.step = options->like->step;
    }
    t.uneven = uneven > UNEVEN_SHARE && t.clock.unit < DATE_MONTH;
    t.first = period_first(&t.clock, sorted[0].at);
    Moment last = period_first(&t.clock, sorted[known - 1].at);
    t.clock.last = t.clock.step > 0 ? last : date_floor_of(last);
    if (!periods_count(&t.clock, t.first, last, &t.count, err)) return false;
    t.values = arena_new(a, double, t.count);
    for (size_t i = 0; i < t.count; i++) t.values[i] = NAN;
    rows_pour(sorted, known, options, &t);
    const UnitRow *unit = unit_row(&t.clock);
    t.season = unit->season;
    t.season_long = unit->season_long;
    t.horizon = unit->horizon;
    holes_settle(options, &t, a);
    *ret = t;
    return true;
}
