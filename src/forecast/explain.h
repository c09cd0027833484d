// explain: why a forecast is what it is, in numbers and in words: level, trend, season, events,
// recent change; and how far to trust it.
#pragma once

#include "forecast/backtest.h"

typedef enum ExplainKind {
    EXPLAIN_LEVEL,    // where the series stands now
    EXPLAIN_TREND,    // what it gains or loses a period
    EXPLAIN_SEASON,   // the phases that stand out
    EXPLAIN_EVENT,    // festivals and holidays
    EXPLAIN_DRIVER,   // regressors: price, promotion
    EXPLAIN_CHANGE,   // the last stretch against the one before, and level shifts
    EXPLAIN_CLEANED,  // outliers set aside, gaps filled
} ExplainKind;
enum { EXPLAIN_KIND_COUNT = EXPLAIN_CLEANED + 1 };

typedef struct ExplainFactor {
    ExplainKind kind;
    Str name;  // "trend", "season", "Diwali"
    double
        value;  // level: the level; trend: a period; season: its strength 0 to 1; event and
                // driver: the factor (2.1); change: the ratio to before, less 1; cleaned: how many
    double share;  // of the series' movement that it accounts for, 0 to 1; 0 where it has none
    Str words;     // one sentence
} ExplainFactor;

typedef enum ExplainTrust { EXPLAIN_LOW, EXPLAIN_MEDIUM, EXPLAIN_HIGH } ExplainTrust;

typedef struct Explanation {
    Str summary;    // two or three sentences
    double total;   // the forecast's sum over the horizon
    double change;  // its mean against the mean of as many periods before, less 1; NaN: none
    const ExplainFactor *factors;  // level and trend first
    size_t factor_count;
    const double *season;  // of each phase beside the mean, in the series' unit; the phase of
                           // values[0] is 0; NULL: none
    size_t season_count;
    ExplainTrust trust;
    double trust_score;  // 0 to 1
    Str trust_words;  // "Medium: ranges are 35 % either side; 4 of 12 held-out values fell outside"
} Explanation;

// What the words need to know. `card` and `clock` may be NULL.
typedef struct ExplainInput {
    const ForecastRequest *request;
    const Forecast *forecast;
    const Scorecard *card;
    const ForecastClock *clock;
    Str what;  // "units of Basmati 5 kg"; "" is left out
} ExplainInput;

void explain_run(const ExplainInput *in, Arena *a, Explanation *ret);
const char *explain_kind_name(ExplainKind kind);     // "level", "trend" ...
const char *explain_trust_name(ExplainTrust trust);  // "low", "medium", "high"
