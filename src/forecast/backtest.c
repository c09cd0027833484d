#include "forecast/backtest.h"

#include <float.h>
#include <math.h>

#include "base/vec.h"
#include "forecast/figure.h"

enum { TRAIN_MIN = 6 };

typedef struct Sums {
    double smape, inside, signed_error, size;
    double naive_smape, naive_inside;
    double scaled, naive_scaled, interval_scaled,
        naive_interval_scaled;  // over the past's own scale
    double points, scaled_points;
} Sums;

typedef struct Backtest {
    const ForecastRequest *request;
    size_t season, horizon, origins, step;
    double level;
    double unit;  // the largest value: sums of what is near the end of a double stay in it
    Arena *arena;
    VEC(BacktestPoint) points;
    Sums sums;
    Str model;
} Backtest;

// Mean change from season to season of what was known: the scale of MASE.
static double scale_of(const double *y, size_t n, size_t m) {
    if (n <= m) m = 1;
    double mean = 0;
    double count = 0;
    for (size_t i = m; i < n; i++) {
        double change = fabs(y[i] - y[i - m]);
        if (!isfinite(change)) continue;
        count++;
        mean += (change - mean) / count;
    }
    return mean;
}

static double smape_of(double actual, double forecast) {
    double size = fabs(actual) + fabs(forecast);
    return size > 0 ? 200 * fabs(actual - forecast) / size : 0;
}

static double interval_of(const ForecastPoint *p, double actual, double level) {
    double penalty = 2 / (1 - level / 100);
    return p->upper - p->lower + penalty * fmax(0, p->lower - actual) +
           penalty * fmax(0, actual - p->upper);
}

static void point_take(Backtest *b, double actual, const ForecastPoint *p,
                       const ForecastPoint *naive, double scale) {
    Sums *s = &b->sums;
    double interval = interval_of(p, actual, b->level);
    double naive_interval = interval_of(naive, actual, b->level);
    s->points++;
    s->smape += smape_of(actual, p->mean);
    s->naive_smape += smape_of(actual, naive->mean);
    s->inside += actual >= p->lower && actual <= p->upper;
    s->naive_inside += actual >= naive->lower && actual <= naive->upper;
    s->signed_error += p->mean - actual;
    s->size += fabs(actual);
    if (!(scale > 0)) return;
    s->scaled_points++;
    s->scaled += fabs(actual - p->mean) / scale;
    s->naive_scaled += fabs(actual - naive->mean) / scale;
    s->interval_scaled += interval / scale;
    s->naive_interval_scaled += naive_interval / scale;
}

static ForecastPoint point_scaled(const ForecastPoint *p, double unit) {
    return (ForecastPoint){p->mean / unit, p->lower / unit, p->upper / unit, p->sd / unit};
}

static bool origin_run(Backtest *b, size_t origin, Err *err) {
    ForecastRequest r = *b->request;
    r.count = origin;
    r.horizon = b->horizon;
    Forecast f;
    Forecast naive;
    if (!forecast_run(&r, b->arena, &f, err)) return false;
    ForecastRequest plain = r;
    plain.model = S("snaive");
    plain.drivers = NULL;
    if (!forecast_run(&plain, b->arena, &naive, err)) return false;
    double scale = scale_of(r.values, origin, b->season);
    for (size_t k = 0; k < b->horizon && origin + k < b->request->count; k++) {
        double actual = r.values[origin + k];
        if (!isfinite(actual)) continue;
        ForecastPoint ours = point_scaled(&f.points[k], b->unit);
        ForecastPoint other = point_scaled(&naive.points[k], b->unit);
        point_take(b, actual / b->unit, &ours, &other, scale / b->unit);
        *vec_push(b->arena, &b->points) = (BacktestPoint){origin, origin + k, actual, f.points[k]};
    }
    b->model = f.model;
    return true;
}

// As many origins as fit, of as much of the horizon as leaves two seasons to learn from.
static void plan_make(Backtest *b, const BacktestOptions *options) {
    const ForecastRequest *r = b->request;
    size_t count = r->count;
    while (count > 0 && !isfinite(r->values[count - 1])) count--;
    size_t train = b->season > 1 && count > 3 * b->season ? 2 * b->season : TRAIN_MIN;
    if (count <= train) return;
    size_t room = count - train;
    b->horizon = r->horizon < room ? r->horizon : room;
    size_t half = (b->horizon + 1) / 2;
    b->step = options->step > 0 ? options->step : half;
    size_t wanted = options->origins > 0 ? options->origins : BACKTEST_ORIGINS_DEFAULT;
    if (wanted > BACKTEST_ORIGINS_MAX) wanted = BACKTEST_ORIGINS_MAX;
    b->origins = (room - b->horizon) / b->step + 1;
    if (b->origins > wanted) b->origins = wanted;
}

static void card_word(Scorecard *c, Arena *a) {
    if (c->origins == 0 || c->point_count == 0) {
        c->words = S("Too short to hold anything out: how well it does is not known.");
        return;
    }
    Str tests =
        str_fmt(a, "In %zu %s on held-out values", c->origins, c->origins == 1 ? "test" : "tests");
    Str inside = figure_percent(c->score.coverage, a);
    if (c->skill > 0.005 || c->skill < -0.005) {
        Str gain = figure_percent(fabs(c->skill), a);
        c->words =
            str_fmt(a,
                    STR_F " the error was " STR_F
                          " %s than that of repeating the last season; the range held " STR_F
                          " of what came.",
                    STR_A(tests), STR_A(gain), c->skill > 0 ? "smaller" : "larger", STR_A(inside));
    } else {
        c->words =
            str_fmt(a,
                    STR_F " it did as well as repeating the last season; the range held " STR_F
                          " of what came.",
                    STR_A(tests), STR_A(inside));
    }
}

static void card_make(const Backtest *b, Arena *a, Scorecard *ret) {
    const Sums *s = &b->sums;
    *ret = (Scorecard){.origins = b->origins,
                       .horizon = b->horizon,
                       .level = b->level,
                       .model = b->model,
                       .points = b->points.items,
                       .point_count = b->points.count};
    if (s->points > 0) {
        ret->score.smape = s->smape / s->points;
        ret->naive.smape = s->naive_smape / s->points;
        ret->score.coverage = s->inside / s->points;
        ret->naive.coverage = s->naive_inside / s->points;
        ret->bias = s->size > 0 ? s->signed_error / s->size : 0;
    }
    if (s->scaled_points > 0) {
        ret->score.mase = fmin(s->scaled / s->scaled_points, DBL_MAX);
        ret->naive.mase = fmin(s->naive_scaled / s->scaled_points, DBL_MAX);
        ret->score.msis = fmin(s->interval_scaled / s->scaled_points, DBL_MAX);
        ret->naive.msis = fmin(s->naive_interval_scaled / s->scaled_points, DBL_MAX);
        ret->skill = ret->naive.mase > 0 ? 1 - ret->score.mase / ret->naive.mase : 0;
    }
    card_word(ret, a);
}

static double unit_of(const ForecastRequest *r) {
    double largest = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (isfinite(r->values[i])) largest = fmax(largest, fabs(r->values[i]));
    }
    return largest > DBL_MIN ? largest : 1;
}

bool backtest_run(const ForecastRequest *request, const BacktestOptions *options, Arena *a,
                  Scorecard *ret, Err *err) {
    Backtest b = {.request = request, .arena = a, .unit = unit_of(request)};
    b.season = request->season > 1 ? request->season : 1;
    b.level = request->level == 0 ? 95 : request->level;
    plan_make(&b, options);
    size_t count = request->count;
    while (count > 0 && !isfinite(request->values[count - 1])) count--;
    for (size_t i = b.origins; i-- > 0;) {
        size_t origin = count - b.horizon - i * b.step;
        if (!origin_run(&b, origin, err)) return false;
    }
    card_make(&b, a, ret);
    return true;
}
