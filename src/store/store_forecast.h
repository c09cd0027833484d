// store_forecast: forecasts that were made, with the model and the version of the data that they
// rest on: taken out again within a day, and graded when the real numbers have come.
#pragma once

#include "store/store.h"

enum { STORE_FORECASTS_KEPT = 24 };  // of one request, on different versions of the data

typedef struct StoreForecast {
    Str kind;     // "outlook", "points", "orders"
    Str subject;  // what it is a forecast of
    Str request;  // all that was asked, in one line
    Str version;  // of the data
    Str model;
    Date first, last;  // days that it speaks of
    Moment made_at;
    Str json;
} StoreForecast;

// Takes the place of one of the same kind and request on the same version.
MUST_USE bool store_forecast_put(Store *s, Str workspace, const StoreForecast *forecast, Err *err);
// The newest of that kind and request; with `version`, of that alone. ret->json.ptr is NULL when
// there is none.
typedef struct StoreForecastKey {
    Str kind, request;
    Str version;   // "" any
    Moment since;  // made then or later
} StoreForecastKey;
MUST_USE bool store_forecast_find(Store *s, Str workspace, const StoreForecastKey *key, Arena *a,
                                  StoreForecast *ret, Err *err);
// Those of a subject that begin before `day`, newest first; at most STORE_FORECASTS_KEPT.
typedef struct StoreForecasts {
    StoreForecast *items;
    size_t count;
} StoreForecasts;
typedef struct StoreForecastPast {
    Str workspace, subject;
    Date day;
} StoreForecastPast;
MUST_USE bool store_forecast_past(Store *s, const StoreForecastPast *wanted, Arena *a,
                                  StoreForecasts *ret, Err *err);
