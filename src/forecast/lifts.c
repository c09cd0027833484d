#include "forecast/lifts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEASON_MAX = 24,  // longer ones are seen too seldom to tell the phases apart
    SEASONS_EACH_SIDE = 4,
    PERIODS_EACH_SIDE = 8,
    COUNT_MIN = 16,
    STRETCHES_MIN = 6,
    LAST_MAX = 1500,  // older values are let go, as the models do
};
// Many events are looked at, and the best of twenty ordinary weeks is two deviations off.
#define SURE_Z 3.0
#define Z95 1.96
#define NEARLY 0.7
#define MAD_TO_SD 1.4826
#define STRAY_MIN 0.02

typedef struct Normal {
    double *y;     // what is known; events that are settled are taken out of it
    double *base;  // what a normal period would be
    size_t count, first;
} Normal;

static int by_value(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static double median_of(double *values, size_t count) {
    if (count == 0) return NAN;
    qsort(values, count, sizeof *values, by_value);
    return count % 2 ? values[count / 2] : values[count / 2 - 1] / 2 + values[count / 2] / 2;
}

// The middle of the neighbours; their mean where half of them sold nothing.
static double level_at(const Normal *n, const double *index, size_t season, size_t at,
                       double *room) {
    size_t reach = season > 1 ? SEASONS_EACH_SIDE * season : PERIODS_EACH_SIDE;
    size_t from = at > n->first + reach ? at - reach : n->first;
    size_t end = at + reach + 1 < n->count ? at + reach + 1 : n->count;
    size_t known = 0;
    double sum = 0;
    for (size_t i = from; i < end; i++) {
        if (!isfinite(n->y[i]) || !(index[i % season] > 0)) continue;
        room[known] = n->y[i] / index[i % season];
        sum += room[known++];
    }
    double middle = median_of(room, known);
    return middle > 0 || known == 0 ? middle : sum / (double)known;
}

// How the phases of a season stand to the level: the middle of their shares of it.
static void index_find(const Normal *n, size_t season, double *index, double *room) {
    double mean = 0;
    for (size_t phase = 0; phase < season; phase++) {
        size_t known = 0;
        size_t from = n->first + (phase + season - n->first % season) % season;
        for (size_t i = from; i < n->count; i += season) {
            if (isfinite(n->y[i]) && n->base[i] > 0) room[known++] = n->y[i] / n->base[i];
        }
        index[phase] = known > 0 ? median_of(room, known) : 1;
        mean += index[phase] / (double)season;
    }
    for (size_t phase = 0; phase < season; phase++) {
        index[phase] = mean > 0 ? index[phase] / mean : 1;
    }
}

static void base_find(Normal *n, size_t season, Arena *a) {
    size_t phases = season > 1 && season <= SEASON_MAX ? season : 1;
    double *room = arena_new(a, double, n->count + 1);
    double *index = arena_new(a, double, phases);
    for (size_t k = 0; k < phases; k++) index[k] = 1;
    for (int pass = 0; pass < (phases > 1 ? 2 : 1); pass++) {
        for (size_t i = n->first; i < n->count; i++) {
            n->base[i] = level_at(n, index, phases, i, room);
        }
        if (pass == 0 && phases > 1) index_find(n, phases, index, room);
    }
    for (size_t i = n->first; i < n->count && phases > 1; i++) n->base[i] *= index[i % phases];
}

// What a stretch sold over what would be normal; NaN when too little of it is known.
static double ratio_of(const Normal *n, size_t first, size_t end) {
    double sold = 0, normal = 0;
    size_t known = 0;
    for (size_t i = first; i < end && i < n->count; i++) {
        if (i < n->first || !isfinite(n->y[i]) || !(n->base[i] > 0)) continue;
        sold += n->y[i];
        normal += n->base[i];
        known++;
    }
    return 2 * known > end - first ? sold / normal : NAN;
}

// How stretches of that many periods usually stand to normal ones, and how far they stray.
typedef struct Usual {
    size_t length;
    double middle, stray;
} Usual;

static bool usual_find(const Normal *n, size_t length, Usual *ret, Arena *a) {
    double *ratios = arena_new(a, double, n->count + 1);
    size_t known = 0;
    for (size_t i = n->first; i + length <= n->count; i += length) {
        double ratio = ratio_of(n, i, i + length);
        if (isfinite(ratio)) ratios[known++] = ratio;
    }
    if (known < STRETCHES_MIN) return false;
    Usual u = {.length = length, .middle = median_of(ratios, known)};
    for (size_t i = 0; i < known; i++) ratios[i] = fabs(ratios[i] - u.middle);
    u.stray = fmax(MAD_TO_SD * median_of(ratios, known), STRAY_MIN);
    *ret = u;
    return u.middle > 0;
}

typedef struct Finding {
    Normal n;
    Usual *usual;  // by the length of a span
    size_t usual_count;
    Arena *a;
} Finding;

static const Usual *usual_of(Finding *f, size_t length) {
    for (size_t i = 0; i < f->usual_count; i++) {
        if (f->usual[i].length == length) return f->usual[i].stray > 0 ? &f->usual[i] : NULL;
    }
    Usual *u = &f->usual[f->usual_count++];
    if (!usual_find(&f->n, length, u, f->a)) *u = (Usual){.length = length};
    return u->stray > 0 ? u : NULL;
}

static double weight_of(const LiftEvent *e) { return e->weight > 0 ? e->weight : 1; }

// The mean of its spans, weighed by how little such stretches stray.
static Lift lift_of(Finding *f, const LiftEvent *e) {
    Lift lift = {.factor = 1, .low = 1, .high = 1};
    double weights = 0, sum = 0;
    for (size_t i = 0; i < e->span_count; i++) {
        LiftSpan s = e->spans[i];
        const Usual *u =
            s.end <= f->n.count && s.end > s.first ? usual_of(f, s.end - s.first) : NULL;
        double ratio = u ? ratio_of(&f->n, s.first, s.end) : NAN;
        if (!isfinite(ratio)) continue;
        double stray = u->stray / u->middle;
        weights += 1 / (stray * stray);
        sum += ratio / u->middle / (stray * stray);
        lift.seen++;
    }
    if (lift.seen == 0) return lift;
    double reach = 1 / sqrt(weights);
    lift.factor = fmax(sum / weights, 0.01);
    lift.low = fmax(lift.factor - Z95 * reach, 0);
    lift.high = lift.factor + Z95 * reach;
    lift.sure = weight_of(e) * fabs(lift.factor - 1) > SURE_Z * reach;
    return lift;
}

static double standing_out(const Lift *lift) {
    double reach = (lift->high - lift->factor) / Z95;
    return reach > 0 ? fabs(lift->factor - 1) / reach : 0;
}

static void event_remove(Normal *n, const LiftEvent *e, double factor) {
    for (size_t i = 0; i < e->span_count; i++) {
        for (size_t k = e->spans[i].first; k < e->spans[i].end && k < n->count; k++) {
            n->y[k] /= factor;
        }
    }
}

static bool overlap(const LiftEvent *x, const LiftEvent *y) {
    for (size_t i = 0; i < x->span_count; i++) {
        for (size_t k = 0; k < y->span_count; k++) {
            if (x->spans[i].first < y->spans[k].end && y->spans[k].first < x->spans[i].end) {
                return true;
            }
        }
    }
    return false;
}

// A better known neighbour that stands out nearly as much is what people mean.
static size_t credited(const Lifts *lifts, const Lift *found, const bool *settled, size_t best) {
    size_t chosen = best;
    for (size_t i = 0; i < lifts->count; i++) {
        bool known = weight_of(&lifts->events[i]) > weight_of(&lifts->events[chosen]);
        bool nearly = standing_out(&found[i]) >= NEARLY * standing_out(&found[best]);
        if (settled[i] || !known || !nearly) continue;
        if (overlap(&lifts->events[i], &lifts->events[best])) chosen = i;
    }
    return chosen;
}

// The one that stands out most is settled; the others are seen anew without it.
static void events_settle(Finding *f, const Lifts *lifts, Lift *found) {
    bool *settled = arena_new(f->a, bool, lifts->count + 1);
    for (;;) {
        size_t best = lifts->count;
        double most = 0;
        for (size_t i = 0; i < lifts->count; i++) {
            if (settled[i]) continue;
            found[i] = lift_of(f, &lifts->events[i]);
            double z = standing_out(&found[i]) * weight_of(&lifts->events[i]);
            if (!found[i].sure || z <= most) continue;
            most = z;
            best = i;
        }
        if (best == lifts->count) return;
        best = credited(lifts, found, settled, best);
        settled[best] = found[best].sure = true;
        event_remove(&f->n, &lifts->events[best], found[best].factor);
    }
}

const Lift *lifts_find(const Lifts *lifts, const double *values, size_t count, size_t season,
                       Arena *a) {
    assert(lifts->count <= LIFTS_MAX);
    Lift *found = arena_new(a, Lift, lifts->count + 1);
    Finding f = {.n = {.count = count, .first = count > LAST_MAX ? count - LAST_MAX : 0}, .a = a};
    size_t spans = 0;
    for (size_t i = 0; i < lifts->count; i++) spans += lifts->events[i].span_count;
    f.usual = arena_new(a, Usual, spans + 1);
    f.n.y = arena_new(a, double, count + 1);
    f.n.base = arena_new(a, double, count + 1);
    for (size_t i = 0; i < count; i++) {
        f.n.y[i] = isfinite(values[i]) && values[i] >= 0 && values[i] < 1e300 ? values[i] : NAN;
    }
    if (count - f.n.first >= COUNT_MIN) base_find(&f.n, season, a);
    events_settle(&f, lifts, found);
    for (size_t i = 0; i < lifts->count; i++) {
        double said = lifts->events[i].assumed;
        if (found[i].sure || !(said > 0)) continue;
        found[i] = (Lift){
            .seen = found[i].seen, .factor = said, .low = said, .high = said, .assumed = true};
    }
    return found;
}

const double *lifts_multiples(const Lifts *lifts, const Lift *found, size_t total, Arena *a) {
    double *multiples = NULL;
    for (size_t i = 0; i < lifts->count; i++) {
        if (!found[i].sure && !found[i].assumed) continue;
        if (!multiples) {
            multiples = arena_new(a, double, total + 1);
            for (size_t k = 0; k < total; k++) multiples[k] = 1;
        }
        const LiftEvent *e = &lifts->events[i];
        for (size_t s = 0; s < e->span_count; s++) {
            for (size_t k = e->spans[s].first; k < e->spans[s].end && k < total; k++) {
                multiples[k] *= found[i].factor;
            }
        }
    }
    return multiples;
}

static Str seen_words(size_t seen, Arena *a) {
    if (seen == 1) return S("seen once");
    return seen == 2 ? S("seen twice") : str_fmt(a, "seen %zu times", seen);
}

Str lifts_words(const Lift *lift, const char *period, Arena *a) {
    if (lift->assumed)
        return str_fmt(a, "%.2g times a normal %s, as was assumed", lift->factor, period);
    if (lift->seen == 0) return S("not seen in the past");
    Str seen = seen_words(lift->seen, a);
    Str chance = lift->sure ? (Str){0} : S(", which may be chance");
    return str_fmt(a, "%.2g times a normal %s" STR_F " (%.2g to %.2g; " STR_F ")", lift->factor,
                   period, STR_A(chance), lift->low, lift->high, STR_A(seen));
}
