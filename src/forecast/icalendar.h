// icalendar: days of note from a calendar file (.ics, RFC 5545) that people export from their own
// calendar: shop closures, sales, local fairs. Read by libical.
//
// Each event is named by its summary; repeating ones are followed through the span. Times of day
// and time zones do not matter: an event covers the days it touches.
#pragma once

#include "forecast/occasions.h"

enum { ICALENDAR_BYTES_MAX = 4 << 20, ICALENDAR_DAYS_MAX = 20000 };

typedef struct IcalendarDays {
    OccasionDay *items;
    size_t count;
    size_t skipped;  // events without a name or a start
} IcalendarDays;

// The days within `within`. Fails: ERR_INVALID not a calendar; ERR_LIMIT too large, too many days.
MUST_USE bool icalendar_read(Str text, DateRange within, Arena *a, IcalendarDays *ret, Err *err);
