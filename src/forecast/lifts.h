// lifts: how many times a normal period the periods of an event sell (a festival, a promotion, a
// fair), from the series' own past, with how sure that is.
//
// Normal is the middle of the eight periods (of a season: four seasons) on either side, by the
// phase of the season; stretches as long as the event tell how far ordinary ones stray from it.
// The event that stands out most, by its weight, is settled first and taken out, so that of
// festivals a day apart only one is credited. Pure.
//
//     Lifts lifts = {.events = events, .count = 3};
//     const Lift *found = lifts_find(&lifts, values, count, season, a);
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum { LIFTS_MAX = 400 };

// Positions first..end from values[0]; those past the values are ahead.
typedef struct LiftSpan {
    size_t first, end;
} LiftSpan;

typedef struct LiftEvent {
    Str name;
    const LiftSpan *spans;  // in order
    size_t span_count;
    double weight;   // how well known it is among its neighbours; 0 is 1
    double assumed;  // above 0: what somebody says it will be, where the past does not tell
} LiftEvent;

typedef struct Lifts {
    const LiftEvent *events;
    size_t count;
} Lifts;

typedef struct Lift {
    size_t seen;       // spans of the past that tell of it
    double factor;     // 2.1: times a normal period; 1 where nothing was learned
    double low, high;  // 95 % of it
    bool sure;         // stands out from what ordinary stretches do
    bool assumed;      // somebody's word, not the past's
} Lift;

// One an event, in their order.
const Lift *lifts_find(const Lifts *lifts, const double *values, size_t count, size_t season,
                       Arena *a);
// total multiples of a normal period, by what is sure or assumed; NULL when nothing is.
const double *lifts_multiples(const Lifts *lifts, const Lift *found, size_t total, Arena *a);
// "2.1 times a normal week (1.8 to 2.4; seen once)"; `period`: "week".
Str lifts_words(const Lift *lift, const char *period, Arena *a);
