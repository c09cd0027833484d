// arima: seasonal autoregressive integrated moving averages, fitted by exact maximum likelihood
// of the differenced series (stats/arma.h) from a start by conditional least squares, and chosen as
// Hyndman and Khandakar (2008) do.
#pragma once

#include "forecast/series.h"
#include "stats/arma.h"

enum {
    ARIMA_PLAIN_MAX = 5,
    ARIMA_SEASONAL_MAX = 2,
    ARIMA_SEASON_MAX = 24,  // longer seasons are taken out by STL first
    ARIMA_LAGS_MAX = ARIMA_PLAIN_MAX + ARIMA_SEASONAL_MAX * ARIMA_SEASON_MAX,
    ARIMA_NAME_MAX = 48,
};

typedef struct ArimaOrder {
    size_t p, d, q;
    size_t seasonal_p, seasonal_d, seasonal_q;
    bool constant;  // the mean of the differenced series: a mean, or a drift
} ArimaOrder;

typedef struct ArimaFit {
    ArimaOrder order;
    double phi[ARIMA_LAGS_MAX];  // multiplied out
    double theta[ARIMA_LAGS_MAX];
    size_t p, q;  // their lags
    double mean;
    double variance;
    double likelihood;  // log, exact; conditional where only a start was asked for
    double aicc;
} ArimaFit;

// False when the series is too short for the order, or the best model is all but unstable (a
// root inside 1.01).
bool arima_fit(const Series *s, ArimaOrder order, bool exact, ArimaFit *ret, Arena *a);
// The order of the least AICc by stepwise search; false below 6 values or for a constant.
bool arima_fit_best(const Series *s, ArimaFit *ret, Arena *a);
// Means and spreads from the weights of past errors. False when they are not numbers.
bool arima_predict(const ArimaFit *fit, const Series *s, Path *ret, Arena *a);
// "ARIMA(1,1,2)(0,1,1)[12] with drift"
void arima_name(const ArimaOrder *order, size_t m, char ret[ARIMA_NAME_MAX]);
