#include "forecast/driven.h"

#include <math.h>

#define SURE_Z 1.959963984540054

static void effect_scale(const AdditiveFit *fit, double normal, double unit, size_t at,
                         DriverEffect *e) {
    double effect = fit->effects[at];
    double reach = SURE_Z * fit->errors[at];
    if (fit->logs) {
        e->factor = exp(effect);
        e->low = exp(effect - reach);
        e->high = exp(effect + reach);
        e->change = normal * unit * (e->factor - 1);
    } else {
        double base = normal != 0 ? fabs(normal) : 1;
        e->factor = 1 + effect / base;
        e->low = 1 + (effect - reach) / base;
        e->high = 1 + (effect + reach) / base;
        e->change = effect * unit;
    }
    e->sure = e->low > 1 || e->high < 1;
}

static void effect_word(DriverEffect *e, Arena *a) {
    if (e->seen == 0) {
        e->words =
            str_fmt(a, STR_F ": not seen in the past, so nothing is added for it", STR_A(e->name));
    } else if (!e->sure) {
        e->words = str_fmt(a, STR_F ": no clear effect (%.2g to %.2g times normal; %zu seen)",
                           STR_A(e->name), e->low, e->high, e->seen);
    } else if (e->event) {
        e->words = str_fmt(a, STR_F ": %.2g times a normal period (%.2g to %.2g; %zu seen)",
                           STR_A(e->name), e->factor, e->low, e->high, e->seen);
    } else {
        e->words = str_fmt(a, STR_F ": each unit more makes it %.3g times as much (%.3g to %.3g)",
                           STR_A(e->name), e->factor, e->low, e->high);
    }
}

static void effects_make(const AdditiveInput *in, const AdditiveFit *fit, double normal,
                         Driven *ret, Arena *a) {
    const Drivers *g = in->drivers;
    ret->effect_count = g->event_count + g->regressor_count;
    ret->effects = arena_new(a, DriverEffect, ret->effect_count + 1);
    for (size_t i = 0; i < ret->effect_count; i++) {
        DriverEffect *e = &ret->effects[i];
        e->event = i < g->event_count;
        e->name = e->event ? g->events[i].name : g->regressors[i - g->event_count].name;
        e->factor = e->low = e->high = 1;
        e->seen = fit ? fit->seen[i] : 0;
        if (e->seen > 0) effect_scale(fit, normal, in->series->unit, i, e);
        effect_word(e, a);
    }
}

bool driven_take(const AdditiveInput *in, size_t horizon, Driven *ret, Arena *a) {
    const Series *s = in->series;
    AdditiveFit fit;
    *ret = (Driven){.rest = *s};
    if (!additive_fit(in, horizon, &fit, a)) {
        effects_make(in, NULL, 0, ret, a);
        return false;
    }
    double *y = arena_new(a, double, s->n);
    double normal = 0;
    for (size_t i = 0; i < s->n; i++) {
        y[i] = fit.logs ? s->y[i] / exp(fit.driven[i]) : s->y[i] - fit.driven[i];
        normal += y[i] / (double)s->n;
    }
    effects_make(in, &fit, normal, ret, a);
    size_t m = s->m;
    ret->rest = series_with(s, y);
    ret->rest.m = m;
    ret->multiplies = fit.logs;
    ret->ahead = fit.driven + s->n;
    return true;
}

void driven_give(const Driven *d, Path *p) {
    for (size_t k = 0; k < p->h && d->ahead; k++) {
        double ahead = d->ahead[k];
        if (d->multiplies) {
            p->mean[k] *= exp(ahead);
            p->sd[k] *= exp(ahead);
        } else {
            p->mean[k] += ahead;
        }
    }
}
