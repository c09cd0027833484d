#include "forecast/occasions.h"

#include "base/vec.h"
#include "calendar/calendar.h"

typedef VEC(size_t) Positions;

static bool clock_in_days(const ForecastClock *c) { return c->dated || c->step > 0; }

// The position of the period that a date falls in, 0 being that of the first observation; negative
// before it.
static int64_t position_of(const ForecastClock *c, Date date, size_t count) {
    int64_t last = (int64_t)count - 1;
    if (c->step > 0) {
        Moment at = (Moment)date * MOMENT_DAY - c->last;
        int64_t steps = at / c->step - (at % c->step < 0);
        return last + steps;
    }
    Date here = date_floor(date, c->unit);
    Date there = date_floor((Date)c->last, c->unit);
    DateParts a = date_parts(here);
    DateParts b = date_parts(there);
    int64_t months = (int64_t)(a.year - b.year) * 12 + (a.month - b.month);
    switch (c->unit) {
        case DATE_DAY: return last + (here - there);
        case DATE_WEEK: return last + (here - there) / 7;
        case DATE_MONTH: return last + months;
        case DATE_QUARTER: return last + months / 3;
        case DATE_YEAR: return last + months / 12;
    }
    return last;
}

DateRange occasions_span(const ForecastClock *clock, size_t count, size_t horizon) {
    if (!clock_in_days(clock)) return (DateRange){0, 0};
    if (clock->step > 0) {
        Moment first = clock->last - (Moment)count * clock->step;
        Moment end = clock->last + (Moment)(horizon + 1) * clock->step;
        return (DateRange){(Date)(first / MOMENT_DAY - 1), (Date)(end / MOMENT_DAY + 1)};
    }
    Date there = date_floor((Date)clock->last, clock->unit);
    return (DateRange){date_add(there, -(int)count + 1, clock->unit),
                       date_add(there, (int)horizon + 1, clock->unit)};
}

// An hourly clock's day is all of its hours.
static void day_add(const ForecastClock *c, Date date, const ForecastRequest *r, Positions *to,
                    Arena *a) {
    int64_t first = position_of(c, date, r->count);
    int64_t end = c->step > 0 ? position_of(c, date + 1, r->count) : first + 1;
    for (int64_t at = first < 0 ? 0 : first; at < end; at++) {
        if (at >= (int64_t)(r->count + r->horizon)) return;
        bool there = to->count > 0 && to->items[to->count - 1] == (size_t)at;
        if (!there) *vec_push(a, to) = (size_t)at;
    }
}

const DriverEvent *occasions_make(const OccasionDay *days, size_t day_count,
                                  const ForecastClock *clock, const ForecastRequest *r, Arena *a,
                                  size_t *ret_count) {
    *ret_count = 0;
    if (!clock_in_days(clock)) return NULL;
    DriverEvent *events = arena_new(a, DriverEvent, day_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < day_count; i++) {
        size_t e = 0;
        while (e < count && !str_eq(events[e].name, days[i].name)) e++;
        if (e < count) continue;
        Positions at = {0};
        for (size_t k = i; k < day_count; k++) {
            if (str_eq(days[k].name, days[i].name)) day_add(clock, days[k].date, r, &at, a);
        }
        if (at.count == 0) continue;
        events[count++] = (DriverEvent){days[i].name, at.items, at.count};
    }
    *ret_count = count;
    return events;
}

// Whether an event always comes in the same phase: what is kept every December is part of the
// season of months, and nothing can tell the two apart.
static bool is_seasonal(const DriverEvent *e, size_t season) {
    for (size_t i = 1; i < e->at_count; i++) {
        if (e->at[i] % season != e->at[0] % season) return false;
    }
    return e->at_count > 1;
}

const DriverEvent *occasions_of_region(Str region, const ForecastClock *clock,
                                       const ForecastRequest *r, Arena *a, size_t *ret_count) {
    *ret_count = 0;
    if (!clock_in_days(clock)) return NULL;
    DateRange span = occasions_span(clock, r->count, r->horizon);
    CalendarDays days = calendar_days(region, span, a);
    VEC(OccasionDay) all = {0};
    for (size_t i = 0; i < days.count; i++) {
        const CalendarDay *d = &days.items[i];
        for (Date date = d->days.first; date < d->days.end; date++) {
            bool inside = date >= span.first && date < span.end;
            if (inside) *vec_push(a, &all) = (OccasionDay){d->name, date};
        }
    }
    size_t count = 0;
    const DriverEvent *made = occasions_make(all.items, all.count, clock, r, a, &count);
    bool coarse = clock->step == 0 && clock->unit >= DATE_MONTH && r->season > 1;
    DriverEvent *events = arena_new(a, DriverEvent, count + 1);
    for (size_t i = 0; i < count && *ret_count < DRIVERS_MAX; i++) {
        if (!coarse || !is_seasonal(&made[i], r->season)) events[(*ret_count)++] = made[i];
    }
    return events;
}
