// calendars: days of note that people bring in as calendar files (.ics): a shop's anniversary,
// school holidays, the local fair. Kept in the store by workspace; forecasts mark them, say how
// many times a normal day each sold, and use them where that helps (outlook_events.h).
#pragma once

#include "base/jsonw.h"
#include "forecast/occasions.h"
#include "store/store.h"

enum {
    CALENDARS_MAX = 10,
    CALENDARS_NAMES_MAX = 100,  // names of events in one
    CALENDARS_DAYS_MAX = 5000,  // days of one
    CALENDARS_REMOVED_DAYS = 7,
};

typedef struct Calendars {
    const OccasionDay *days;  // of all calendars
    size_t count;
    Str version;  // other days have another; "" without any
} Calendars;

MUST_USE bool calendars_load(Store *s, Str workspace, Arena *a, Calendars *ret, Err *err);
// The days from 2000 to 2045 of a calendar file. Fails: as icalendar_read; ERR_INVALID no events;
// ERR_LIMIT too many names, days or calendars.
MUST_USE bool calendars_read(Str ics, Arena *a, Calendars *ret, Err *err);
typedef struct CalendarNew {
    Str name, ics;
} CalendarNew;
// Writes the new calendar as calendars_write does each.
MUST_USE bool calendars_add(Store *s, Str workspace, const CalendarNew *calendar, JsonW *w,
                            Err *err);
// A removed calendar is kept for CALENDARS_REMOVED_DAYS, so that it can be brought back.
// Fails: ERR_NOT_FOUND.
MUST_USE bool calendars_remove(Store *s, Str workspace, Str id, Err *err);
// Fails: ERR_NOT_FOUND it was not removed, or too long ago; ERR_LIMIT there are too many again.
MUST_USE bool calendars_restore(Store *s, Str workspace, Str id, Err *err);
// {"calendars": [{"id", "name", "added_at", "events", "days", "first", "last", "names"}]}
MUST_USE bool calendars_write(Store *s, Str workspace, JsonW *w, Err *err);
