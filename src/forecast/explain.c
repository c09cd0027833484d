#include "forecast/explain.h"

#include <math.h>

#include "base/vec.h"
#include "forecast/clean.h"
#include "forecast/figure.h"
#include "forecast/timeline.h"
#include "stats/leastsq.h"
#include "stats/moments.h"
#include "stats/stl.h"

#define SEASON_TOLD 0.2   // strength from which a season is worth a sentence
#define CHANGE_TOLD 0.02  // of the mean, from which a trend or a change is
#define TRUST_HIGH 0.7
#define TRUST_MEDIUM 0.45

enum { POINTS_MIN = 4, FACTORS_MAX = 16, EFFECTS_TOLD_MAX = 8 };

// The series taken apart, on the scale of the models.
typedef struct Parts {
    Series s;
    Cleaned cleaned;
    double *flat;    // without the season
    double *season;  // of each value; NULL: none
    double strength;
    double trend_share, season_share;
    double slope, level;  // the line through the last stretch: its slope and its end
} Parts;

typedef struct Teller {
    const ExplainInput *in;
    const Parts *p;
    Arena *arena;
    Explanation *ret;
    ExplainFactor *factors;
    size_t count;
    Str unit;  // "month"
} Teller;

static void factor_add(Teller *t, ExplainFactor f) {
    if (t->count < FACTORS_MAX) t->factors[t->count++] = f;
}

static void season_take(Parts *p, Arena *a) {
    const Series *s = &p->cleaned.series;
    if (s->m < 2 || s->n < 2 * s->m) return;
    Stl parts;
    StlOptions options = {.period = s->m, .seasonal_window = 13};
    stl_run(s->y, s->n, &options, a, &parts);
    p->strength = stl_strength(&parts, s->n);
    double trend = moments_variance(parts.trend, s->n);
    double season = moments_variance(parts.seasonal, s->n);
    double rest = moments_variance(parts.remainder, s->n);
    double sum = trend + season + rest;
    if (sum > 0) {
        p->trend_share = trend / sum;
        p->season_share = season / sum;
    }
    if (p->strength < SEASON_TOLD) return;
    p->season = parts.seasonal;
    for (size_t i = 0; i < s->n; i++) p->flat[i] = s->y[i] - parts.seasonal[i];
}

static void parts_take(const ForecastRequest *r, Parts *p, Arena *a) {
    *p = (Parts){.s = series_prepare(r->values, r->count, r->season, a)};
    clean_run(&p->s, a, &p->cleaned);
    size_t n = p->s.n;
    p->flat = arena_new(a, double, n + 1);
    for (size_t i = 0; i < n; i++) p->flat[i] = p->cleaned.series.y[i];
    season_take(p, a);
    size_t span = p->s.m > 1 ? 2 * p->s.m : 8;
    if (span > n) span = n;
    double start = 0;
    leastsq_line(p->flat + n - span, span, &start, &p->slope);
    p->level = start + p->slope * (double)(span > 0 ? span - 1 : 0);
    if (p->trend_share == 0 && n > 2) {
        double intercept = 0;
        double slope = 0;
        double whole = moments_variance(p->flat, n);
        leastsq_line(p->flat, n, &intercept, &slope);
        double line = slope * slope * (double)n * (double)(n + 1) / 12;
        p->trend_share = whole > 0 ? fmin(line / whole, 1) : 0;
    }
}

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const WEEKDAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

// The word before a phase: on a day of the week, at an hour, in what is longer.
static const char *phase_at(const Teller *t) {
    const ForecastClock *c = t->in->clock;
    size_t m = t->p->s.m;
    if (c && c->step > 0 && m == 24) return "at";
    return c && c->dated && c->step == 0 && c->unit == DATE_DAY && m == 7 ? "on" : "in";
}

// What people call the phase that value `at` of the request falls in.
static Str phase_name(const Teller *t, size_t at) {
    const ForecastClock *c = t->in->clock;
    size_t m = t->p->s.m;
    Arena *a = t->arena;
    int64_t back = (int64_t)t->in->request->count - 1 - (int64_t)at;
    if (c && c->step > 0 && m == 24) {
        Moment in_day = (c->last - back * c->step) % MOMENT_DAY;
        if (in_day < 0) in_day += MOMENT_DAY;
        return str_fmt(a, "%02d:00", (int)(in_day / (MOMENT_DAY / 24)));
    }
    if (c && c->dated && c->step == 0) {
        Date date = date_add((Date)c->last, -(int)back, c->unit);
        DateParts parts = date_parts(date);
        if (c->unit == DATE_MONTH && m == 12) return str_from(MONTHS[parts.month - 1]);
        if (c->unit == DATE_DAY && m == 7) return str_from(WEEKDAYS[date_weekday(date)]);
        if (c->unit == DATE_QUARTER && m == 4) return str_fmt(a, "Q%d", (parts.month + 2) / 3);
        if (c->unit == DATE_WEEK) {
            return str_fmt(a, "the week of %d %s", parts.day, MONTHS[parts.month - 1]);
        }
    }
    return str_fmt(a, STR_F " %zu of %zu", STR_A(t->unit), at % m + 1, m);
}

static void season_tell(Teller *t) {
    const Parts *p = t->p;
    if (!p->season) return;
    size_t n = p->s.n;
    size_t m = p->s.m;
    double *phases = arena_new(t->arena, double, m);
    size_t high = n - m;
    size_t low = n - m;
    for (size_t i = n - m; i < n; i++) {
        phases[(p->s.skipped + i) % m] = p->season[i] * p->s.unit;
        if (p->season[i] > p->season[high]) high = i;
        if (p->season[i] < p->season[low]) low = i;
    }
    t->ret->season = phases;
    t->ret->season_count = m;
    double base = moments_mean(p->flat + n - m, m);
    Str top = phase_name(t, p->s.skipped + high);
    Str bottom = phase_name(t, p->s.skipped + low);
    const char *when = phase_at(t);
    Str words;
    if (base > 0 && p->s.non_negative) {
        Str above = figure_percent(p->season[high] / base, t->arena);
        Str below = figure_percent(fmin(-p->season[low] / base, 1), t->arena);
        words = str_fmt(t->arena,
                        "Highest %s " STR_F " (" STR_F " above the mean), lowest %s " STR_F
                        " (" STR_F " below).",
                        when, STR_A(top), STR_A(above), when, STR_A(bottom), STR_A(below));
    } else {
        words = str_fmt(t->arena, "Highest %s " STR_F ", lowest %s " STR_F ".", when, STR_A(top),
                        when, STR_A(bottom));
    }
    factor_add(t,
               (ExplainFactor){EXPLAIN_SEASON, S("season"), p->strength, p->season_share, words});
}

static void trend_tell(Teller *t) {
    const Parts *p = t->p;
    double slope = p->slope * p->s.unit;
    double level = p->level * p->s.unit;
    Str now = figure_of(level, t->arena);
    factor_add(t, (ExplainFactor){EXPLAIN_LEVEL, S("level"), level, 0,
                                  str_fmt(t->arena, "It now stands at about " STR_F " a " STR_F ".",
                                          STR_A(now), STR_A(t->unit))});
    double span = (double)(p->s.m > 1 ? p->s.m : 4);
    bool told = fabs(p->slope) * span > CHANGE_TOLD * fabs(p->level);
    Str by = figure_of(fabs(slope), t->arena);
    Str words = told ? str_fmt(t->arena, "It is %s by about " STR_F " a " STR_F ".",
                               slope > 0 ? "rising" : "falling", STR_A(by), STR_A(t->unit))
                     : S("It neither rises nor falls clearly.");
    factor_add(t, (ExplainFactor){EXPLAIN_TREND, S("trend"), slope, p->trend_share, words});
}

static void change_tell(Teller *t) {
    const Parts *p = t->p;
    size_t n = p->s.n;
    size_t span = p->s.m > 1 && n >= 2 * p->s.m ? p->s.m : (n / 2 < 6 ? n / 2 : 6);
    if (span < 2) return;
    double now = moments_mean(p->s.y + n - span, span);
    double before = moments_mean(p->s.y + n - 2 * span, span);
    if (before > 0 && now >= 0) {
        double change = now / before - 1;
        Str by = figure_percent(fabs(change), t->arena);
        Str words =
            str_fmt(t->arena, "The last %zu %ss were " STR_F " %s than the %zu before.", span,
                    str_z(t->arena, t->unit), STR_A(by), change >= 0 ? "higher" : "lower", span);
        if (fabs(change) >= CHANGE_TOLD) {
            factor_add(t, (ExplainFactor){EXPLAIN_CHANGE, S("recent change"), change, 0, words});
        }
    }
    if (p->cleaned.shift == 0) return;
    double ratio = p->cleaned.shift_ratio;
    size_t ago = n - p->cleaned.shift;
    Str words = isfinite(ratio)
                    ? str_fmt(t->arena,
                              "The level changed for good %zu %ss ago, to %.2g times what it was.",
                              ago, str_z(t->arena, t->unit), ratio)
                    : str_fmt(t->arena, "The level changed for good %zu %ss ago.", ago,
                              str_z(t->arena, t->unit));
    factor_add(t, (ExplainFactor){EXPLAIN_CHANGE, S("level shift"), isfinite(ratio) ? ratio - 1 : 0,
                                  0, words});
}

static void effects_tell(Teller *t) {
    const Forecast *f = t->in->forecast;
    size_t told = 0;
    for (size_t i = 0; i < f->effect_count && told < EFFECTS_TOLD_MAX; i++) {
        const DriverEffect *e = &f->effects[i];
        if (!e->sure) continue;
        ExplainKind kind = e->event ? EXPLAIN_EVENT : EXPLAIN_DRIVER;
        Str words = str_fmt(t->arena, STR_F ".", STR_A(e->words));
        factor_add(t, (ExplainFactor){kind, e->name, e->factor, 0, words});
        told++;
    }
}

static void cleaned_tell(Teller *t) {
    const Parts *p = t->p;
    size_t outliers = p->cleaned.outlier_count;
    if (outliers > 0) {
        Str words = str_fmt(t->arena, "%zu %s far from what trend and season expect.", outliers,
                            outliers == 1 ? "value stands" : "values stand");
        factor_add(t, (ExplainFactor){EXPLAIN_CLEANED, S("outliers"), (double)outliers, 0, words});
    }
    if (p->s.filled == 0) return;
    Str words = str_fmt(t->arena, "%zu %s filled in.", p->s.filled,
                        p->s.filled == 1 ? "missing value was" : "missing values were");
    factor_add(t, (ExplainFactor){EXPLAIN_CLEANED, S("gaps"), (double)p->s.filled, 0, words});
}

// Half the range over the forecast, all steps together.
static double width_of(const Forecast *f) {
    double width = 0;
    double size = 0;
    for (size_t k = 0; k < f->count; k++) {
        width += (f->points[k].upper - f->points[k].lower) / 2;
        size += fabs(f->points[k].mean);
    }
    return size > 0 ? width / size : (width > 0 ? INFINITY : 0);
}

static void trust_find(Teller *t) {
    Explanation *e = t->ret;
    double width = width_of(t->in->forecast);
    const Scorecard *card = t->in->card;
    bool tested = card && card->point_count > 0;
    double score = 1 / (1 + 2 * width);
    Str why = S("");
    if (t->p->s.n < 2 * t->p->s.m || t->p->s.n < 12) {
        score -= 0.2;
        why = str_fmt(t->arena, "; there are only %zu values to learn from", t->p->s.n);
    }
    if (tested && card->score.coverage < card->level / 100 - 0.15) score -= 0.15;
    if (tested && card->skill < 0) score -= 0.15;
    if (tested && card->skill > 0.1) score += 0.05;
    e->trust_score = fmin(fmax(score, 0), 1);
    e->trust = e->trust_score >= TRUST_HIGH     ? EXPLAIN_HIGH
               : e->trust_score >= TRUST_MEDIUM ? EXPLAIN_MEDIUM
                                                : EXPLAIN_LOW;
    static const char *const WORDS[] = {"Low", "Medium", "High"};
    Str reach = figure_percent(width, t->arena);
    Str tests = tested ? str_fmt(t->arena, ". " STR_F, STR_A(card->words)) : S(".");
    if (isfinite(width)) {
        e->trust_words =
            str_fmt(t->arena, "%s: the range reaches " STR_F " either side" STR_F STR_F,
                    WORDS[e->trust], STR_A(reach), STR_A(why), STR_A(tests));
    } else {
        e->trust_words = str_fmt(t->arena, "%s: about zero is expected" STR_F STR_F,
                                 WORDS[e->trust], STR_A(why), STR_A(tests));
    }
}

static void summary_tell(Teller *t) {
    Explanation *e = t->ret;
    const Forecast *f = t->in->forecast;
    const Series *s = &t->p->s;
    Arena *a = t->arena;
    for (size_t k = 0; k < f->count; k++) e->total += f->points[k].mean;
    double mean = f->count > 0 ? e->total / (double)f->count : 0;
    size_t span = f->count < s->n ? f->count : s->n;
    double before = moments_mean(s->y + s->n - span, span) * s->unit;
    e->change = before > 0 && mean >= 0 ? mean / before - 1 : NAN;
    Str what = t->in->what.len > 0 ? str_fmt(a, " " STR_F, STR_A(t->in->what)) : S("");
    Str total = figure_of(e->total, a);
    Str each = figure_of(mean, a);
    Str change = S("");
    if (isfinite(e->change)) {
        Str by = figure_percent(fabs(e->change), a);
        change = fabs(e->change) < 0.005
                     ? S(", as in as many before")
                     : str_fmt(a, ", " STR_F " %s than in the %zu before", STR_A(by),
                               e->change > 0 ? "more" : "less", span);
    }
    const char *plural = f->count == 1 ? "" : "s";
    e->summary = str_fmt(
        a, "About " STR_F STR_F " in the next %zu " STR_F "%s (" STR_F " each" STR_F ").",
        STR_A(total), STR_A(what), f->count, STR_A(t->unit), plural, STR_A(each), STR_A(change));
    for (size_t i = 0, told = 0; i < t->count && told < 2; i++) {
        ExplainKind kind = t->factors[i].kind;
        if (kind != EXPLAIN_TREND && kind != EXPLAIN_SEASON && kind != EXPLAIN_EVENT) continue;
        e->summary = str_fmt(a, STR_F " " STR_F, STR_A(e->summary), STR_A(t->factors[i].words));
        told++;
    }
}

void explain_run(const ExplainInput *in, Arena *a, Explanation *ret) {
    *ret = (Explanation){.change = NAN};
    Parts p;
    parts_take(in->request, &p, a);
    Teller t = {.in = in, .p = &p, .arena = a, .ret = ret};
    t.factors = arena_new(a, ExplainFactor, FACTORS_MAX);
    t.unit = in->clock ? timeline_unit_name(in->clock) : S("period");
    if (p.s.n >= POINTS_MIN && !p.s.constant) {
        trend_tell(&t);
        season_tell(&t);
        effects_tell(&t);
        change_tell(&t);
    }
    cleaned_tell(&t);
    ret->factors = t.factors;
    ret->factor_count = t.count;
    summary_tell(&t);
    trust_find(&t);
}

const char *explain_kind_name(ExplainKind kind) {
    static const char *const NAMES[EXPLAIN_KIND_COUNT] = {
        [EXPLAIN_LEVEL] = "level",    [EXPLAIN_TREND] = "trend",   [EXPLAIN_SEASON] = "season",
        [EXPLAIN_EVENT] = "event",    [EXPLAIN_DRIVER] = "driver", [EXPLAIN_CHANGE] = "change",
        [EXPLAIN_CLEANED] = "cleaned"};
    return NAMES[kind];
}

const char *explain_trust_name(ExplainTrust trust) {
    static const char *const NAMES[] = {"low", "medium", "high"};
    return NAMES[trust];
}
