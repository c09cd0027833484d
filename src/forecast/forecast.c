#include "forecast/forecast.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "forecast/mix.h"
#include "forecast/series.h"
#include "forecast/simple.h"
#include "forecast/spread.h"
#include "stats/counts.h"
#include "stats/normal.h"

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
    return forecast_model_check(r->model, err);
}

static double finite_only(double x) { return fmin(fmax(x, -DBL_MAX), DBL_MAX); }

// Back to the caller's unit. What was never negative is not forecast to be.
static ForecastPoint point_of(const Series *s, double mean, double reach) {
    double lowest = s->non_negative && s->n > 0 ? 0 : -INFINITY;
    double lower = fmax(mean - reach, lowest) * s->unit;
    double upper = fmax(mean + reach, lowest) * s->unit;
    mean = fmax(mean, lowest) * s->unit;
    return (ForecastPoint){finite_only(mean), finite_only(lower), finite_only(upper)};
}

// Demand that comes seldom and in whole things: the range starts at none more often than not.
static ForecastPoint counts_point(const Series *s, double mean, double sd, double level) {
    ForecastPoint p = {.mean = mean * s->unit};
    double variance = sd * s->unit * sd * s->unit;
    p.lower = fmin(counts_quantile(p.mean, variance, 0.5 - level / 200), p.mean);
    p.upper = fmax(counts_quantile(p.mean, variance, 0.5 + level / 200), p.mean);
    return p;
}

bool forecast_run(const ForecastRequest *request, Arena *a, Forecast *ret, Err *err) {
    assert(request && ret && err);
    if (!request_check(request, err)) return false;
    Series s = series_prepare(request->values, request->count, request->season, a);
    Path path = path_new(request->horizon, a);
    Str name = {0};
    bool done = s.n > 0 && mix_model(request->model)(&s, &path, &name, a) && path_sound(&path);
    if (!done) {
        simple_naive(&s, &path);
        name = S("naive");
    }
    double level = request->level == 0 ? LEVEL_DEFAULT : request->level;
    double z = normal_quantile(0.5 + level / 200);
    ForecastPoint *points = arena_new(a, ForecastPoint, path.h);
    for (size_t k = 0; k < path.h; k++) {
        double sd = path.sd[k] * spread_factor(s.m, s.n, k + 1);
        bool few = path.counts && path.mean[k] * s.unit <= COUNTS_MEAN_MAX;
        points[k] = few ? counts_point(&s, path.mean[k], path.sd[k], level)
                        : point_of(&s, path.mean[k], z * sd);
    }
    *ret = (Forecast){.model = name, .points = points, .count = path.h};
    return true;
}

static Date date_ahead(const ForecastClock *clock, size_t step) {
    return date_add((Date)clock->last, (int)step, clock->unit);
}

Str forecast_time(const ForecastClock *clock, size_t step, Arena *a) {
    if (clock->dated) return date_str(a, date_ahead(clock, step));
    return str_fmt(a, "%lld", (long long)clock->last + (long long)step);
}

void forecast_write(JsonW *w, const Forecast *f, const ForecastClock *clock) {
    char text[16];
    jsonw_array(w);
    for (size_t k = 0; k < f->count; k++) {
        jsonw_object(w);
        if (clock->dated) {
            DateParts p = date_parts(date_ahead(clock, k + 1));
            int length =
                snprintf(text, sizeof text, "%04d-%02d-%02d", p.year % 10000, p.month, p.day);
            jsonw_key_str(w, "t", str_of(text, (size_t)length));
        } else {
            jsonw_key_int(w, "t", clock->last + (int64_t)k + 1);
        }
        jsonw_key_float(w, "mean", f->points[k].mean);
        jsonw_key_float(w, "lower", f->points[k].lower);
        jsonw_key_float(w, "upper", f->points[k].upper);
        jsonw_end(w);
    }
    jsonw_end(w);
}
