// backtest: how well the forecasts of a series would have done: the end is held out, forecast and
// compared, from several origins one after the other.
//
//     BacktestOptions options = {0};
//     if (!backtest_run(&request, &options, a, &card, err)) return false;
#pragma once

#include "forecast/forecast.h"

enum { BACKTEST_ORIGINS_MAX = 20, BACKTEST_ORIGINS_DEFAULT = 3 };

typedef struct BacktestOptions {
    size_t origins;  // at most; 0: BACKTEST_ORIGINS_DEFAULT
    size_t step;     // observations between origins; 0: half of the horizon
} BacktestOptions;

// Errors are mean absolute ones over all origins and steps.
typedef struct BacktestScore {
    double mase;      // over the seasonal naive's own errors in the past; 0 when it had none
    double smape;     // percent, 0 to 200, as the M4 competition has it
    double coverage;  // share of what came that the range held, 0 to 1
    double msis;      // mean scaled interval score
} BacktestScore;

typedef struct BacktestPoint {
    size_t origin;  // values known then
    size_t at;      // position of the value, from values[0]
    double actual;
    ForecastPoint forecast;
} BacktestPoint;

typedef struct Scorecard {
    size_t origins;  // 0: the series is too short to hold any of it out
    size_t horizon;  // steps ahead that were tried; the request's, or fewer
    double level;    // percent, of `coverage`
    Str model;       // at the last origin
    BacktestScore score;
    BacktestScore naive;  // the seasonal naive forecast on the same
    double skill;         // 1 - mase / naive.mase: 0.2 is a fifth less error; 0 when unknown
    double bias;          // mean of forecast - actual, over the mean size of the actual values
    const BacktestPoint *points;
    size_t point_count;
    Str words;  // "In 3 tests ... 18 % closer than last year's values"
} Scorecard;

// Fails as forecast_run does; ERR_CANCELLED never (see batch.h for many series).
MUST_USE bool backtest_run(const ForecastRequest *request, const BacktestOptions *options, Arena *a,
                           Scorecard *ret, Err *err);
