// calendar: festivals and holidays by name, year and region, so that a question can say "the week
// before Diwali", a forecast can know that one is near, and a chart can mark it.
//
// Pure: computed, nothing is looked up. Gregorian, Hindu (panchang.h), Islamic (hijri.h) and
// Chinese reckoning. Years 1990 to 2060. Fixed and Gregorian feasts are exact; Hindu ones are those
// kept in Delhi, and a neighbouring day is kept somewhere in about one year of ten; Islamic ones
// are good to a day.
#pragma once

#include "base/arena.h"
#include "base/date.h"

enum { CALENDAR_YEAR_FIRST = 1990, CALENDAR_YEAR_LAST = 2060 };

typedef enum CalendarKind {
    CALENDAR_HOLIDAY,   // a public holiday: offices are shut
    CALENDAR_FESTIVAL,  // kept by many, work goes on
    CALENDAR_SHOPPING,  // a day of sales and gifts
    CALENDAR_SEASON,    // weeks rather than days: Ramadan, the festive season
} CalendarKind;

typedef struct CalendarFestival CalendarFestival;

// The festival called so ("diwali", "Deepawali", "दिवाली"), in any case; NULL when none is.
const CalendarFestival *calendar_festival_find(Str words);
// The festival that the first words name, the longest name first; *ret_taken says how many.
const CalendarFestival *calendar_festival_match(const Str *words, size_t count, size_t *ret_taken);
Str calendar_festival_name(const CalendarFestival *festival);

// Its first days that begin in `year`; false outside the years that are known.
bool calendar_festival_days(const CalendarFestival *festival, int year, DateRange *ret_days);
// The last that began on or before `day`, the first that begins on or after it.
bool calendar_festival_last(const CalendarFestival *festival, Date day, DateRange *ret_days);
bool calendar_festival_next(const CalendarFestival *festival, Date day, DateRange *ret_days);

typedef struct CalendarDay {
    DateRange days;
    Str name;  // static
    CalendarKind kind;
} CalendarDay;

typedef struct CalendarDays {
    CalendarDay *items;
    size_t count;
} CalendarDays;

// What is kept in the region ("IN", "IN-MH", "US"; a state has its country's too) and touches the
// days of `within`, by first day. A region that is not known has what is kept everywhere.
CalendarDays calendar_days(Str region, DateRange within, Arena *a);
const char *calendar_kind_name(CalendarKind kind);  // "holiday" ...

typedef struct CalendarRegion {
    Str code;  // ISO 3166
    Str name;
} CalendarRegion;

const CalendarRegion *calendar_regions(size_t *ret_count);
