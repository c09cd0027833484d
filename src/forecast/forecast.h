// forecast: what a series will do next, and how sure that is.
//
// Pure: no clock, no files, no randomness that is not repeatable; any number of threads, each
// with its arena. Never a NaN out: values that are not finite are gaps, and what no model can
// hold falls back to what is simple.
//
//     ForecastRequest request = {.values = y, .count = 48, .season = 12, .horizon = 6};
//     if (!forecast_run(&request, a, &result, err)) return false;
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/jsonw.h"
#include "base/str.h"
#include "forecast/drivers.h"
#include "forecast/lifts.h"

enum { FORECAST_HORIZON_MAX = 10000, FORECAST_SEASON_MAX = 100000 };

typedef struct ForecastRequest {
    const double *values;    // oldest first, equally spaced; NaN for a gap
    size_t count;            // 0 is fine: the forecast is then 0, known to nobody
    size_t season;           // observations a season; 0 and 1: none
    size_t season_long;      // a second season: 168 above 24, 365 above 7; 0: none
    size_t horizon;          // 1 to FORECAST_HORIZON_MAX
    double level;            // of the interval, in percent; 0 is 95
    Str model;               // a row of the table of models; "" chooses by the series' nature
    const Drivers *drivers;  // events and regressors; NULL: none
    const Lifts *lifts;      // events whose lifts are learned, taken out and put back; NULL: none
} ForecastRequest;

typedef struct ForecastPoint {
    double mean, lower, upper;
    double sd;  // of what may come, as the range has it
} ForecastPoint;

typedef struct Forecast {
    Str model;  // what was used: "ETS(M,Ad,M) + ARIMA(0,1,1) + dynamic theta"
    ForecastPoint *points;
    size_t count;
    const DriverEffect *effects;  // one a driver of the request, events first
    size_t effect_count;
} Forecast;

// Fails: ERR_INVALID horizon, level or drivers out of range; ERR_NOT_FOUND no such model.
MUST_USE bool forecast_run(const ForecastRequest *request, Arena *a, Forecast *ret, Err *err);
// Whether the name is in the table; "" is. Fails: ERR_NOT_FOUND, naming what there is.
MUST_USE bool forecast_model_check(Str name, Err *err);
// What the steps ahead are called: numbers that count on, or dates of a unit.
typedef struct ForecastClock {
    int64_t last;  // the number, or the Date, of the last observation
    bool dated;
    DateUnit unit;
    Moment step;  // above 0: `last` is a Moment and observations are this far apart (hours)
} ForecastClock;

// [{"t", "mean", "lower", "upper"}]
void forecast_write(JsonW *w, const Forecast *f, const ForecastClock *clock);
// "t" of step 1, 2 ... as text.
Str forecast_time(const ForecastClock *clock, size_t step, Arena *a);
