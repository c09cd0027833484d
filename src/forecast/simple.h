// simple: the forecasts that need no fitting, and that every other has to beat.
#pragma once

#include "forecast/series.h"

void simple_naive(const Series *s, Path *ret);           // the last value
void simple_seasonal_naive(const Series *s, Path *ret);  // the last season
void simple_drift(const Series *s, Path *ret);           // the line through first and last
void simple_mean(const Series *s, Path *ret);
// For what is too short to fit (fewer than 5 values): the last value and half of its drift,
// which loses least on the beginnings of long series.
void simple_short(const Series *s, Path *ret);
