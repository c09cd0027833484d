#include "forecast/intermittent.h"

#include <math.h>

static const double SMOOTHINGS[] = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3};

// Sizes and intervals of demand, or its chance, smoothed with one constant.
typedef struct Demand {
    double size, interval, chance;
    double squares;  // of one-step errors
    double rate;     // what is expected of a period
} Demand;

static double rate_of(const Demand *d, IntermittentKind kind, double smoothing) {
    switch (kind) {
        case INTERMITTENT_CROSTON: return d->size / d->interval;
        case INTERMITTENT_SBA: return (1 - smoothing / 2) * d->size / d->interval;
        case INTERMITTENT_TSB: return d->size * d->chance;
    }
    return 0;
}

static Demand demand_start(const Series *s) {
    double count = 0;
    double sum = 0;
    for (size_t i = 0; i < s->n; i++) {
        count += s->y[i] > 0;
        sum += s->y[i] > 0 ? s->y[i] : 0;
    }
    if (count == 0) return (Demand){.interval = 1};
    return (Demand){
        .size = sum / count, .interval = (double)s->n / count, .chance = count / (double)s->n};
}

static Demand demand_run(const Series *s, IntermittentKind kind, double smoothing) {
    Demand d = demand_start(s);
    double since = 1;
    for (size_t i = 0; i < s->n; i++) {
        double error = s->y[i] - rate_of(&d, kind, smoothing);
        d.squares += error * error;
        bool sold = s->y[i] > 0;
        d.chance += smoothing * ((sold ? 1 : 0) - d.chance);
        if (sold) {
            d.size += smoothing * (s->y[i] - d.size);
            d.interval += smoothing * (since - d.interval);
            since = 0;
        }
        since += 1;
    }
    d.rate = rate_of(&d, kind, smoothing);
    return d;
}

void intermittent_predict(const Series *s, IntermittentKind kind, Path *ret) {
    Demand best = demand_run(s, kind, SMOOTHINGS[0]);
    for (size_t i = 1; i < COUNT_OF(SMOOTHINGS); i++) {
        Demand d = demand_run(s, kind, SMOOTHINGS[i]);
        if (d.squares < best.squares) best = d;
    }
    double sd = s->n > 0 ? sqrt(best.squares / (double)s->n) : 0;
    for (size_t k = 0; k < ret->h; k++) {
        ret->mean[k] = best.rate;
        ret->sd[k] = sd;
    }
}
