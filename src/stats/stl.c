#include "stats/stl.h"

#include <math.h>
#include <string.h>

#include "stats/moments.h"

// The seasonal smooth is of degree 0, the others of degree 1, as R's stl has them.

// The inputs of one loess: values at 0..n-1 with weights of robustness (NULL: all 1).
typedef struct Loess {
    const double *y;
    const double *weights;
    size_t n;
    size_t window;  // points a fit looks at; may exceed n
    bool level;     // of degree 0: a weighted mean
} Loess;

static double cube(double x) { return x * x * x; }

// The local line at x, over points first..end - 1, whose farthest is `reach` away.
static double loess_fit(const Loess *l, double x, size_t first, size_t end, double reach) {
    double sum_w = 0;
    double sum_x = 0;
    double sum_y = 0;
    double sum_xx = 0;
    double sum_xy = 0;
    for (size_t i = first; i < end; i++) {
        double t = (double)i - x;
        double near = fabs(t) / reach;
        if (near > 0.999) continue;
        double w = near < 0.001 ? 1 : cube(1 - cube(near));
        if (l->weights) w *= l->weights[i];
        sum_w += w;
        sum_x += w * t;
        sum_y += w * l->y[i];
        sum_xx += w * t * t;
        sum_xy += w * t * l->y[i];
    }
    if (!(sum_w > 0)) return NAN;
    double mean_x = sum_x / sum_w;
    double spread = sum_xx / sum_w - mean_x * mean_x;
    double level = sum_y / sum_w;
    if (l->level) return level;
    // As in the authors' program: no slope when the points stand too close together.
    if (sqrt(fmax(spread, 0)) <= 0.001 * (double)(l->n - 1)) return level;
    double slope = (sum_xy / sum_w - mean_x * level) / spread;
    return level - slope * mean_x;
}

// The smooth at x, which may lie one step outside 0..n-1.
static double loess_at(const Loess *l, double x) {
    size_t q = l->window < l->n ? l->window : l->n;
    double middle = x - (double)(q - 1) / 2;
    size_t first = middle <= 0 ? 0 : (size_t)ceil(middle - 1e-9);
    if (first + q > l->n) first = l->n - q;
    size_t end = first + q;
    double reach = fmax(x - (double)first, (double)(end - 1) - x);
    if (l->window > l->n) reach += floor((double)(l->window - l->n) / 2);
    double smooth = loess_fit(l, x, first, end, fmax(reach, 1e-9));
    if (!isnan(smooth)) return smooth;
    size_t nearest = x < 0 ? 0 : (size_t)fmin(x, (double)(l->n - 1));
    return l->y[nearest];
}

// At every `jump`-th point, straight lines between: the authors' way to save time.
static void loess_smooth(const Loess *l, double *ret) {
    size_t jump = l->window < 20 ? 1 : l->window / 10;
    ret[0] = loess_at(l, 0);
    for (size_t left = 0; left + 1 < l->n;) {
        size_t right = left + jump < l->n ? left + jump : l->n - 1;
        ret[right] = loess_at(l, (double)right);
        for (size_t i = left + 1; i < right; i++) {
            double share = (double)(i - left) / (double)(right - left);
            ret[i] = ret[left] + share * (ret[right] - ret[left]);
        }
        left = right;
    }
}

typedef struct StlWork {
    size_t n, period;
    const double *y;
    StlOptions o;
    double *weights;  // NULL until the first robust pass
    double *cycle;    // n + 2 periods
    double *sub, *sub_weights, *sub_smooth;
    double *pass, *pass_next;  // n + 2 periods
    Stl *s;
} StlWork;

// Smooths each phase's own series (detrended, in `pass`) and extends it by one at both ends.
static void cycles_smooth(StlWork *w) {
    for (size_t phase = 0; phase < w->period; phase++) {
        size_t count = 0;
        for (size_t i = phase; i < w->n; i += w->period) {
            w->sub[count] = w->pass[i];
            w->sub_weights[count++] = w->weights ? w->weights[i] : 1;
        }
        bool periodic = w->o.seasonal_window == 0;
        Loess l = {w->sub, w->weights ? w->sub_weights : NULL, count, w->o.seasonal_window, true};
        double mean = 0;
        if (periodic) {
            double sum_w = 0;
            for (size_t k = 0; k < count; k++) {
                mean += w->sub[k] * w->sub_weights[k];
                sum_w += w->sub_weights[k];
            }
            mean = sum_w > 0 ? mean / sum_w : moments_mean(w->sub, count);
        } else {
            loess_smooth(&l, w->sub_smooth);
        }
        for (size_t k = 0; k < count + 2; k++) {
            double smooth = periodic              ? mean
                            : k == 0 || k > count ? loess_at(&l, (double)k - 1)
                                                  : w->sub_smooth[k - 1];
            w->cycle[phase + k * w->period] = smooth;
        }
    }
}

static size_t moving_average(const double *x, size_t n, size_t span, double *ret) {
    double sum = 0;
    for (size_t i = 0; i < span; i++) sum += x[i];
    for (size_t i = 0; i + span <= n; i++) {
        ret[i] = sum / (double)span;
        if (i + span < n) sum += x[i + span] - x[i];
    }
    return n - span + 1;
}

// Takes out of the cycles what moves slowly: two averages of a period, one of three, a loess.
static void seasonal_find(StlWork *w) {
    size_t length = w->n + 2 * w->period;
    length = moving_average(w->cycle, length, w->period, w->pass);
    length = moving_average(w->pass, length, w->period, w->pass_next);
    (void)moving_average(w->pass_next, length, 3, w->pass);
    size_t low_window = w->period % 2 ? w->period : w->period + 1;
    Loess l = {w->pass, NULL, w->n, low_window, false};
    loess_smooth(&l, w->pass_next);
    for (size_t i = 0; i < w->n; i++) {
        w->s->seasonal[i] = w->cycle[i + w->period] - w->pass_next[i];
    }
}

static void inner_loop(StlWork *w) {
    for (int pass = 0; pass < w->o.inner; pass++) {
        for (size_t i = 0; i < w->n; i++) w->pass[i] = w->y[i] - w->s->trend[i];
        cycles_smooth(w);
        seasonal_find(w);
        for (size_t i = 0; i < w->n; i++) w->pass[i] = w->y[i] - w->s->seasonal[i];
        Loess l = {w->pass, w->weights, w->n, w->o.trend_window, false};
        loess_smooth(&l, w->s->trend);
    }
    for (size_t i = 0; i < w->n; i++) {
        w->s->remainder[i] = w->y[i] - w->s->seasonal[i] - w->s->trend[i];
    }
}

// Bisquare weights of the remainder against six times its median size.
static void weights_find(StlWork *w, Arena *a) {
    for (size_t i = 0; i < w->n; i++) w->pass[i] = fabs(w->s->remainder[i]);
    double limit = 6 * moments_quantile(w->pass, w->n, 0.5, a);
    if (!w->weights) w->weights = arena_new(a, double, w->n);
    for (size_t i = 0; i < w->n; i++) {
        double far = limit > 0 ? w->pass[i] / limit : 0;
        w->weights[i] = far >= 1 ? 0 : (1 - far * far) * (1 - far * far);
    }
}

static size_t trend_window_default(const StlOptions *o, size_t n) {
    double seasonal = o->seasonal_window ? (double)o->seasonal_window : 10 * (double)n + 1;
    size_t window = (size_t)ceil(1.5 * (double)o->period / (1 - 1.5 / seasonal));
    return window % 2 ? window : window + 1;
}

void stl_run(const double *y, size_t n, const StlOptions *options, Arena *a, Stl *ret) {
    StlWork w = {.n = n, .period = options->period, .y = y, .o = *options, .s = ret};
    if (w.o.trend_window == 0) w.o.trend_window = trend_window_default(options, n);
    if (w.o.inner == 0) w.o.inner = 2;
    size_t long_count = n + 2 * w.period;
    size_t sub_count = n / w.period + 3;
    ret->seasonal = arena_new(a, double, n);
    ret->trend = arena_new(a, double, n);
    ret->remainder = arena_new(a, double, n);
    w.cycle = arena_new(a, double, long_count + w.period);
    w.pass = arena_new(a, double, long_count);
    w.pass_next = arena_new(a, double, long_count);
    w.sub = arena_new(a, double, sub_count);
    w.sub_weights = arena_new(a, double, sub_count);
    w.sub_smooth = arena_new(a, double, sub_count);
    inner_loop(&w);
    for (int pass = 0; pass < w.o.outer; pass++) {
        weights_find(&w, a);
        inner_loop(&w);
    }
}

double stl_strength(const Stl *s, size_t n) {
    double mean_r = moments_mean(s->remainder, n);
    double mean_s = mean_r + moments_mean(s->seasonal, n);
    double rest = 0;
    double both = 0;
    for (size_t i = 0; i < n; i++) {
        double r = s->remainder[i];
        rest += (r - mean_r) * (r - mean_r);
        both += (r + s->seasonal[i] - mean_s) * (r + s->seasonal[i] - mean_s);
    }
    return both > 0 ? fmax(0, 1 - rest / both) : 0;
}
