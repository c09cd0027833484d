#include "forecast/mix.h"

#include <math.h>

#include "base/buf.h"
#include "forecast/additive.h"
#include "forecast/arima.h"
#include "forecast/ces.h"
#include "forecast/ets.h"
#include "forecast/intermittent.h"
#include "forecast/simple.h"
#include "forecast/stlf.h"
#include "forecast/theta.h"

enum {
    FITTED_MIN = 5,
    ETS_PLAIN_MIN = 40,
};
#define INTERMITTENT_SHARE 0.3  // of zeros, from which demand counts as intermittent

static bool naive_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("naive");
    simple_naive(s, ret);
    return true;
}

static bool seasonal_naive_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("seasonal naive");
    simple_seasonal_naive(s, ret);
    return true;
}

static bool drift_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("drift");
    simple_drift(s, ret);
    return true;
}

static bool mean_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("mean");
    simple_mean(s, ret);
    return true;
}

static bool short_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("half drift");
    simple_short(s, ret);
    return true;
}

static bool ets_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    EtsFit fit;
    if (s->constant || !ets_fit_best(s, &fit, a)) return false;
    char name[ETS_NAME_MAX];
    ets_name(fit.end.form, name);
    *ret_name = str_dup(a, str_from(name));
    ets_predict(&fit, s, ret, a);
    return path_sound(ret);
}

static bool arima_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    Series shown = *s;
    if (shown.m > ARIMA_SEASON_MAX) shown.m = 1;
    ArimaFit fit;
    if (!arima_fit_best(&shown, &fit, a)) return false;
    char name[ARIMA_NAME_MAX];
    arima_name(&fit.order, shown.m, name);
    *ret_name = str_dup(a, str_from(name));
    return arima_predict(&fit, &shown, ret, a);
}

static bool theta_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    ThetaFit fit;
    *ret_name = S("theta");
    return theta_predict(s, false, &fit, ret, a);
}

static bool dynamic_theta_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    ThetaFit fit;
    *ret_name = S("dynamic theta");
    return theta_predict(s, true, &fit, ret, a);
}

static bool ces_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    CesFit fit;
    *ret_name = S("CES");
    return ces_predict(s, &fit, ret, a);
}

static bool additive_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    AdditiveFit fit;
    AdditiveInput in = {.series = s, .season_long = s->m_long};
    *ret_name = S("additive");
    if (!additive_fit(&in, ret->h, &fit, a)) return false;
    additive_predict(&fit, ret);
    return path_sound(ret);
}

static bool croston_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("Croston");
    if (s->non_negative) intermittent_predict(s, INTERMITTENT_CROSTON, ret);
    return s->non_negative;
}

static bool sba_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("SBA");
    if (s->non_negative) intermittent_predict(s, INTERMITTENT_SBA, ret);
    return s->non_negative;
}

static bool tsb_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    (void)a;
    *ret_name = S("TSB");
    if (s->non_negative) intermittent_predict(s, INTERMITTENT_TSB, ret);
    return s->non_negative;
}

// A member that is surer of itself counts for more, by the root of its mean spread: on held-out
// ends that loses nothing on M3 and gains 1 to 3 % on M1 and M4 weekly against equal weights.
static double member_weight(const Path *p) {
    double sum = 0;
    for (size_t k = 0; k < p->h; k++) sum += p->sd[k];
    return 1 / sqrt(sum / (double)p->h + 1e-9);
}

// Of those members that could be fitted, each held at what can be: a trend that falls below zero
// says zero, and must not pull the others after it.
static bool members_average(const Series *s, const MixModel *members, size_t count, Path *ret,
                            Str *ret_name, Arena *a) {
    Path one = path_new(ret->h, a);
    size_t used = 0;
    double weights = 0;
    Str names = {0};
    for (size_t k = 0; k < ret->h; k++) ret->mean[k] = ret->sd[k] = ret->apart[k] = 0;
    for (size_t i = 0; i < count; i++) {
        Str name = {0};
        if (!members[i](s, &one, &name, a)) continue;
        double weight = member_weight(&one);
        weights += weight;
        double share = weight / weights;
        used++;
        names = used > 1 ? str_fmt(a, STR_F " + " STR_F, STR_A(names), STR_A(name)) : name;
        for (size_t k = 0; k < ret->h; k++) {
            double mean = s->non_negative ? fmax(one.mean[k], 0) : one.mean[k];
            double gap = mean - ret->mean[k];
            ret->mean[k] += share * gap;
            ret->sd[k] += share * (one.sd[k] - ret->sd[k]);
            ret->apart[k] += share * ((1 - share) * gap * gap - ret->apart[k]);
        }
    }
    for (size_t k = 0; k < ret->h; k++) ret->apart[k] = sqrt(ret->apart[k]);
    *ret_name = names;
    return used > 0 && path_sound(ret);
}

// Without a season and of few points (yearly figures) ETS finds trends that do not last: held-out
// ends of the M1 and M3 yearly series are met better without it.
static bool regular_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    static const MixModel MEMBERS[] = {arima_run, dynamic_theta_run, theta_run, ces_run, ets_run};
    bool brief = s->m == 1 && s->n < ETS_PLAIN_MIN;
    size_t count = brief ? COUNT_OF(MEMBERS) - 1 : COUNT_OF(MEMBERS);
    return members_average(s, MEMBERS, count, ret, ret_name, a);
}

// Without CES, for long seasons: with it the 78 weekly series that can be held out gain 1 %, and
// lose as much on their test parts; too few to tell.
static bool adjusted_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    static const MixModel MEMBERS[] = {arima_run, dynamic_theta_run, theta_run, ets_run};
    return members_average(s, MEMBERS, COUNT_OF(MEMBERS), ret, ret_name, a);
}

static bool intermittent_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    static const MixModel MEMBERS[] = {sba_run, tsb_run};
    if (!members_average(s, MEMBERS, COUNT_OF(MEMBERS), ret, ret_name, a)) return false;
    ret->counts = s->whole;
    return true;
}

static bool stl_run_mix(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    if (s->m < 2) return false;
    Stlf parts = stlf_take(s, a);
    Str name = {0};
    if (!adjusted_run(&parts.rest, ret, &name, a)) return false;
    *ret_name = str_fmt(a, "%s(" STR_F ")", parts.count > 1 ? "MSTL" : "STL", STR_A(name));
    stlf_give(&parts, ret);
    return path_sound(ret);
}

static bool unseasonal_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    Series plain = *s;
    plain.m = 1;
    return adjusted_run(&plain, ret, ret_name, a);
}

// A season of 52 seen two or three times is half believed: the average of the paths with and
// without it beats both on every weekly set tried.
static bool long_season_run(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    static const MixModel MEMBERS[] = {stl_run_mix, unseasonal_run};
    return members_average(s, MEMBERS, COUNT_OF(MEMBERS), ret, ret_name, a);
}

bool mix_auto(const Series *s, Path *ret, Str *ret_name, Arena *a) {
    if (s->constant || s->n < 2) return naive_run(s, ret, ret_name, a);
    if (s->n < FITTED_MIN) return short_run(s, ret, ret_name, a);
    if (s->non_negative && s->zero_share >= INTERMITTENT_SHARE) {
        if (intermittent_run(s, ret, ret_name, a)) return true;
    }
    bool two = s->m > 1 && s->m_long > s->m && s->n >= 2 * s->m_long;
    if (two && stl_run_mix(s, ret, ret_name, a)) return true;
    if (s->m > ETS_SEASON_MAX && long_season_run(s, ret, ret_name, a)) return true;
    return regular_run(s, ret, ret_name, a) || naive_run(s, ret, ret_name, a);
}

typedef struct ModelRow {
    const char *name;
    MixModel run;
} ModelRow;

static const ModelRow MODELS[] = {
    {"auto", mix_auto},         {"naive", naive_run},     {"snaive", seasonal_naive_run},
    {"drift", drift_run},       {"mean", mean_run},       {"ets", ets_run},
    {"arima", arima_run},       {"theta", theta_run},     {"dotm", dynamic_theta_run},
    {"ces", ces_run},           {"stl", stl_run_mix},     {"mstl", stl_run_mix},
    {"additive", additive_run}, {"croston", croston_run}, {"sba", sba_run},
    {"tsb", tsb_run},
};

MixModel mix_model(Str name) {
    if (name.len == 0) return mix_auto;
    for (size_t i = 0; i < COUNT_OF(MODELS); i++) {
        if (str_eq_nocase(name, str_from(MODELS[i].name))) return MODELS[i].run;
    }
    return NULL;
}

Str mix_names(Arena *a) {
    Str names = str_from(MODELS[0].name);
    for (size_t i = 1; i < COUNT_OF(MODELS); i++) {
        names = str_fmt(a, STR_F ", %s", STR_A(names), MODELS[i].name);
    }
    return names;
}
