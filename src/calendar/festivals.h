// festivals: the table of festivals and holidays, one row each: what they are called, where they
// are kept, and the rule that finds their day. Read through calendar.h.
#pragma once

#include "calendar/calendar.h"
#include "calendar/panchang.h"

typedef enum FestivalRule {
    FESTIVAL_FIXED,      // month, day
    FESTIVAL_WEEKDAY,    // month, the `nth` weekday (0 Monday) of it; nth -1: the last
    FESTIVAL_EASTER,     // Easter Sunday
    FESTIVAL_CHINESE,    // the first day of the Chinese year
    FESTIVAL_HIJRI,      // month, day of the Islamic calendar
    FESTIVAL_LUNAR,      // panchang_day
    FESTIVAL_SANKRANTI,  // the sun enters `sign`; day 1: after sunset counts for the next day
    FESTIVAL_NAKSHATRA,  // `sign`, nakshatra `nth`
} FestivalRule;

struct CalendarFestival {
    Str name;
    const char *words;    // other names, folded, between bars
    const char *regions;  // codes between spaces; "*" everywhere
    CalendarKind kind;
    FestivalRule rule;
    int month, day, weekday, nth, sign;
    PanchangRule lunar;
    int shift;          // days after the day of the rule
    int days;           // how long; 0: one day, or as `until` says
    const char *until;  // lasts to the next one of that name, itself included
    int until_shift;    // ... moved by so many days
};

extern const CalendarFestival FESTIVALS[];
extern const size_t FESTIVAL_COUNT;
