// Any bytes as a series: the first two choose season and model, the rest are doubles.
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "forecast/explain.h"
#include "forecast/stock.h"

enum { POINTS_MAX = 200, HORIZON = 9 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const size_t SEASONS[] = {0, 1, 2, 4, 7, 12, 24, 52};
    static const char *const MODELS[] = {"",    "ets",   "arima",  "dotm", "theta",    "stl", "sba",
                                         "tsb", "drift", "snaive", "ces",  "additive", "mstl"};
    double values[POINTS_MAX];
    if (size < 2) return 0;
    size_t count = (size - 2) / sizeof *values;
    if (count > POINTS_MAX) count = POINTS_MAX;
    memcpy(values, data + 2, count * sizeof *values);
    ForecastRequest request = {.values = values,
                               .count = count,
                               .season = SEASONS[data[0] % COUNT_OF(SEASONS)],
                               .horizon = HORIZON,
                               .model = str_from(MODELS[data[1] % COUNT_OF(MODELS)])};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Forecast f;
    Err err = {0};
    bool ok = forecast_run(&request, a, &f, &err);
    assert(ok && f.count == HORIZON);
    for (size_t k = 0; k < HORIZON; k++) {
        const ForecastPoint *p = &f.points[k];
        assert(isfinite(p->mean) && p->lower <= p->mean && p->mean <= p->upper);
        assert(isfinite(p->lower) && isfinite(p->upper));
    }
    Scorecard card;
    ok = backtest_run(&request, &(BacktestOptions){.origins = 1}, a, &card, &err);
    assert(ok && !isnan(card.score.mase) && !isnan(card.score.msis));
    Explanation e;
    explain_run(&(ExplainInput){.request = &request, .forecast = &f, .card = &card}, a, &e);
    assert(e.summary.len > 0 && e.trust_words.len > 0);
    StockAdvice stock;
    const StockRequest wanted = {.lead_time = 2.5, .review = 1, .pack = 6};
    ok = stock_advise(&f, &wanted, a, &stock, &err);
    assert(ok && !isnan(stock.order_quantity));
    return 0;
}
