#include "forecast/forecast.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "forecast/clean.h"
#include "forecast/driven.h"
#include "forecast/mix.h"
#include "forecast/series.h"
#include "forecast/simple.h"
#include "forecast/spread.h"
#include "stats/counts.h"

#define LEVEL_DEFAULT 95.0

bool forecast_model_check(Str name, Err *err) {
    if (mix_model(name)) return true;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str names = mix_names(a);
    return fail(err, ERR_NOT_FOUND, "there is no model '" STR_F "': choose of " STR_F, STR_A(name),
                STR_A(names));
}

static bool request_check(const ForecastRequest *r, Err *err) {
    if (r->horizon < 1 || r->horizon > FORECAST_HORIZON_MAX) {
        return fail(err, ERR_INVALID, "the horizon must be 1 to %d, not %zu", FORECAST_HORIZON_MAX,
                    r->horizon);
    }
    if (r->season > FORECAST_SEASON_MAX) {
        return fail(err, ERR_INVALID, "the season must be at most %d, not %zu", FORECAST_SEASON_MAX,
                    r->season);
    }
    if (r->level != 0 && !(r->level >= 1 && r->level <= 99.9)) {
        return fail(err, ERR_INVALID, "the level must be 1 to 99.9 percent, not %g", r->level);
    }
    size_t drivers = r->drivers ? r->drivers->event_count + r->drivers->regressor_count : 0;
    if (drivers > DRIVERS_MAX) {
        return fail(err, ERR_INVALID, "%zu events and regressors: at most %d fit", drivers,
                    DRIVERS_MAX);
    }
    if (r->lifts && r->lifts->count > LIFTS_MAX) {
        return fail(err, ERR_INVALID, "%zu events: at most %d fit", r->lifts->count, LIFTS_MAX);
    }
    return forecast_model_check(r->model, err);
}

static double finite_only(double x) { return fmin(fmax(x, -DBL_MAX), DBL_MAX); }

// Back to the caller's unit. What was never negative is not forecast to be.
static ForecastPoint point_of(const Series *s, double mean, SpreadHalves reach) {
    double lowest = s->non_negative && s->n > 0 ? 0 : -INFINITY;
    double lower = fmax(mean - reach.below, lowest) * s->unit;
    double upper = fmax(mean + reach.above, lowest) * s->unit;
    mean = fmax(mean, lowest) * s->unit;
    return (ForecastPoint){
        .mean = finite_only(mean), .lower = finite_only(lower), .upper = finite_only(upper)};
}

// Demand that comes seldom and in whole things: the range starts at none more often than not.
static ForecastPoint counts_point(const Series *s, double mean, double sd, double level) {
    ForecastPoint p = {.mean = mean * s->unit};
    double variance = sd * s->unit * sd * s->unit;
    p.lower = fmin(counts_quantile(p.mean, variance, 0.5 - level / 200), p.mean);
    p.upper = fmax(counts_quantile(p.mean, variance, 0.5 + level / 200), p.mean);
    return p;
}

static bool has_drivers(const ForecastRequest *r) {
    return r->drivers && r->drivers->event_count + r->drivers->regressor_count > 0;
}

// The path of what the drivers leave over, and they put back on top. *ret_seen is what the models
// saw.
static void path_find(const ForecastRequest *r, const Series *s, Forecast *ret, Path *path,
                      Series *ret_seen, Arena *a) {
    Driven d = {.rest = *s};
    AdditiveInput in = {s, s->m_long, r->drivers, s->skipped};
    if (has_drivers(r)) {
        (void)driven_take(&in, path->h, &d, a);
        ret->effects = d.effects;
        ret->effect_count = d.effect_count;
    }
    *ret_seen = d.rest = clean_errors(&d.rest, a);
    bool done = s->n > 0 && mix_model(r->model)(&d.rest, path, &ret->model, a) && path_sound(path);
    if (done) driven_give(&d, path);
    if (done && path_sound(path)) return;
    simple_naive(s, path);
    ret->model = S("naive");
}

static void plain_run(const ForecastRequest *request, Arena *a, Forecast *ret) {
    Series s = series_prepare(request->values, request->count, request->season, a);
    s.m_long = request->season_long > s.m ? request->season_long : 0;
    Path path = path_new(request->horizon, a);
    Forecast f = {.count = path.h};
    Series seen = s;
    path_find(request, &s, &f, &path, &seen, a);
    double level = request->level == 0 ? LEVEL_DEFAULT : request->level;
    double *factors = arena_new(a, double, path.h);
    spread_factors(&seen, &path, factors, a);
    f.points = arena_new(a, ForecastPoint, path.h);
    for (size_t k = 0; k < path.h; k++) {
        bool few = path.counts && path.mean[k] * s.unit <= COUNTS_MEAN_MAX;
        double sd = path.sd[k] * (few ? 1 : factors[k]);
        f.points[k] = few ? counts_point(&s, path.mean[k], sd, level)
                          : point_of(&s, path.mean[k], spread_halves(&s, path.mean[k], sd, level));
        f.points[k].sd = finite_only(sd * s.unit);
    }
    *ret = f;
}

static ForecastPoint point_times(const ForecastPoint *p, double by) {
    return (ForecastPoint){finite_only(p->mean * by), finite_only(p->lower * by),
                           finite_only(p->upper * by), finite_only(p->sd * by)};
}

// The models see normal periods alone; what the events make of them is put back ahead.
static void lifted_run(const ForecastRequest *request, const double *multiples, Arena *a,
                       Forecast *ret) {
    ForecastRequest normal = *request;
    double *values = arena_new(a, double, request->count + 1);
    for (size_t i = 0; i < request->count; i++) values[i] = request->values[i] / multiples[i];
    normal.values = values;
    plain_run(&normal, a, ret);
    for (size_t k = 0; k < ret->count; k++) {
        ret->points[k] = point_times(&ret->points[k], multiples[request->count + k]);
    }
}

bool forecast_run(const ForecastRequest *request, Arena *a, Forecast *ret, Err *err) {
    assert(request && ret && err);
    if (!request_check(request, err)) return false;
    const Lifts *lifts = request->lifts;
    const double *multiples = NULL;
    if (lifts && lifts->count > 0) {
        const Lift *found = lifts_find(lifts, request->values, request->count, request->season, a);
        multiples = lifts_multiples(lifts, found, request->count + request->horizon, a);
    }
    if (multiples) {
        lifted_run(request, multiples, a, ret);
    } else {
        plain_run(request, a, ret);
    }
    return true;
}

static void time_write_ahead(const ForecastClock *clock, size_t step, Buf *out) {
    if (clock->step > 0) {
        moment_write(out, clock->last + (Moment)step * clock->step);
    } else if (clock->dated) {
        date_write(out, date_add((Date)clock->last, (int)step, clock->unit));
    } else {
        buf_add_int(out, clock->last + (int64_t)step);
    }
}

Str forecast_time(const ForecastClock *clock, size_t step, Arena *a) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, 64);
    time_write_ahead(clock, step, &text);
    return str_dup(a, buf_str(&text));
}

void forecast_write(JsonW *w, const Forecast *f, const ForecastClock *clock) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, 64);
    bool quoted = clock->dated || clock->step > 0;
    jsonw_array(w);
    for (size_t k = 0; k < f->count; k++) {
        buf_clear(&text);
        time_write_ahead(clock, k + 1, &text);
        jsonw_object(w);
        jsonw_key(w, S("t"));
        (quoted ? jsonw_str : jsonw_raw)(w, buf_str(&text));
        jsonw_key_float(w, "mean", f->points[k].mean);
        jsonw_key_float(w, "lower", f->points[k].lower);
        jsonw_key_float(w, "upper", f->points[k].upper);
        jsonw_end(w);
    }
    jsonw_end(w);
}
