// ets: exponential smoothing in state-space form: error, trend and season, each none, additive
// or multiplicative (Hyndman, Koehler, Ord and Snyder 2008, "Forecasting with Exponential
// Smoothing").
#pragma once

#include "forecast/series.h"

typedef enum EtsPart { ETS_NONE, ETS_ADD, ETS_MUL } EtsPart;

typedef struct EtsForm {
    EtsPart error, trend, season;
    bool damped;
} EtsForm;

enum { ETS_SEASON_MAX = 24, ETS_NAME_MAX = 16 };

// Smoothing parameters as R prints them: beta and gamma are not divided by alpha.
typedef struct EtsModel {
    EtsForm form;
    double alpha, beta, gamma, phi;
    double level, trend;
    double season[ETS_SEASON_MAX];  // season[t % m] belongs to time t
} EtsModel;

typedef struct EtsFit {
    EtsModel start;     // with the states before the first value
    EtsModel end;       // with the states after the last
    double likelihood;  // -2 log likelihood but for a constant, as R's ets: n log(sum e^2) + ...
    double aicc;
    double variance;  // of the one-step errors (relative ones when they multiply)
} EtsFit;

// Runs the model over y from its own states, which become those after the last value.
// Gives EtsFit's likelihood; INFINITY where the form has no meaning (a multiplicative state below
// 0). ret_squares receives the sum of squared (relative) errors.
double ets_filter(EtsModel *model, const Series *s, double *ret_squares);
// Parameters and free states, the variance among them: R's count.
size_t ets_parameter_count(EtsForm form, size_t m);

// The form of the least AICc, parameters and first states by maximum likelihood. False when the
// series is too short for any.
bool ets_fit_best(const Series *s, EtsFit *ret, Arena *a);
// One form.
bool ets_fit_form(const Series *s, EtsForm form, EtsFit *ret, Arena *a);
// Point forecasts as R's; spreads by the formulas of Hyndman et al. (2005) for the linear forms,
// and those on the deseasonalised series where the season multiplies.
void ets_predict(const EtsFit *fit, const Series *s, Path *ret, Arena *a);

// "ETS(M,Ad,M)"
void ets_name(EtsForm form, char ret[ETS_NAME_MAX]);
