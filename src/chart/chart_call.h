// chart_call: what the names of columns, and the sizes of numbers, call for: open, high, low and
// close for candles, a first and a last day for spans of time, where from and where to for flows.
// Pure.
#pragma once

#include "chart/chart_shape.h"

typedef enum ChartCall {
    CHART_CALL_OPEN,
    CHART_CALL_HIGH,
    CHART_CALL_LOW,
    CHART_CALL_CLOSE,
    CHART_CALL_FIRST_DAY,
    CHART_CALL_LAST_DAY,
    CHART_CALL_FROM,
    CHART_CALL_TO,
    CHART_CALL_SINCE,
    CHART_CALL_TARGET,
    CHART_CALL_LATITUDE,
    CHART_CALL_LONGITUDE,
} ChartCall;

// The name of a column has a word of that meaning: "check_in_date" is a first day. Not its label,
// which is in the reader's language.
bool chart_call_is(Str name, ChartCall call);
// Sets what `s` says of calls, once its times, dimensions and measures are known.
void chart_call_look(const Table *t, ChartShape *s);
