// outlook_events: what falls into an outlook's days: the festivals of the business's own region,
// and the days of note that people brought in as calendars. Each is marked, the lift of each is
// said as the series' own past has it, and what lifts it moves the forecast where back-tests are
// better for it. Not for other rooms.
//
// A festival is the seven days up to its own: people buy before it. Effects of all of them fitted
// at once beside trend and season made back-tests worse (docs/forecast.md); lifts.h settles the
// one that stands out most first and leaves the rest alone.
#pragma once

#include "flow/outlook.h"

// "IN" where money is in rupees, and so on; "" where nothing says it.
Str outlook_events_region(const Model *m);

typedef struct OutlookEventsInput {
    Str region;
    const OccasionDay *own;
    size_t own_count;
    size_t shown;                 // periods of the past that are marked
    const ForecastRequest *main;  // without lifts
} OutlookEventsInput;

// Sets o->events, o->lifts and o->lifts_used. *ret: what is to go into the forecasts; NULL none.
MUST_USE bool outlook_events_make(const OutlookEventsInput *in, Arena *a, Outlook *o,
                                  const Lifts **ret, Err *err);
// Periods from..end of the outlook's series that hold the days first..end; false when none does.
bool outlook_events_span(const Outlook *o, DateRange days, LiftSpan *ret);
