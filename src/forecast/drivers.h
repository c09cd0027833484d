// drivers: what moves a series from outside: festivals and other events, and regressors such as
// price or promotion whose future is planned. A what-if is the same request with another plan.
//
// Their effects are estimated jointly with trend and season by the additive model (additive.h),
// taken out before any other model looks, and put back ahead. Where a series is positive throughout
// they multiply, else they add.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum { DRIVERS_MAX = 200 };  // events and regressors in all

// Positions count from values[0] of the request; those from `count` on are ahead.
typedef struct DriverEvent {
    Str name;  // "Diwali"
    const size_t *at;
    size_t at_count;
} DriverEvent;

typedef struct DriverRegressor {
    Str name;
    const double *values;  // count + horizon of them; NaN: the last known
} DriverRegressor;

typedef struct Drivers {
    const DriverEvent *events;
    size_t event_count;
    const DriverRegressor *regressors;
    size_t regressor_count;
} Drivers;

// What the series' own past says of one driver.
typedef struct DriverEffect {
    Str name;
    bool event;
    size_t seen;       // periods of the past that tell of it; 0: nothing could be learned
    double change;     // what it adds in its periods (events), or a unit of it adds (regressors)
    double factor;     // that as a multiple of a normal period: 2.1; 1: nothing
    double low, high;  // 95 % of `factor`
    bool sure;         // low to high does not hold 1
    Str words;         // "Diwali: 2.1 times a normal week (1.8 to 2.5; 3 seen)"
} DriverEffect;
