#include "learn.h"

#include <math.h>

enum { ROWS_MAX = 64 };

#define STEP 0.05
#define DECAY_FIRST 0.9
#define DECAY_SECOND 0.999

typedef struct Problem {
    const LearnOptions *o;
    const LearnList *lists;
    size_t count;
    double *scale;  // 1 / deviation of each feature; 0 where it never differs
    double *w;      // of scaled features; in the logistic the bias comes last
    double *start;  // the prior, scaled as w is
    double *slope;
    double total;  // weight of all
} Problem;

static void scale_find(Problem *p, Arena *a) {
    size_t width = p->o->width;
    double *sum = arena_new(a, double, width), *square = arena_new(a, double, width);
    double n = 0;
    for (size_t i = 0; i < p->count; i++) {
        const LearnList *list = &p->lists[i];
        for (size_t r = 0; r < list->count; r++, n++) {
            for (size_t f = 0; f < width; f++) {
                double x = list->rows[r * width + f];
                sum[f] += x;
                square[f] += x * x;
            }
        }
        p->total += list->weight;
    }
    for (size_t f = 0; f < width && n > 0; f++) {
        double variance = square[f] / n - (sum[f] / n) * (sum[f] / n);
        p->scale[f] = variance > 1e-9 ? 1 / sqrt(variance) : 0;
    }
}

static double row_score(const Problem *p, const double *row) {
    double z = 0;
    for (size_t f = 0; f < p->o->width; f++) z += p->w[f] * p->scale[f] * row[f];
    return z;
}

static void row_push(Problem *p, const double *row, double amount) {
    for (size_t f = 0; f < p->o->width; f++) p->slope[f] += amount * p->scale[f] * row[f];
}

// The slope of log(sum over the right / sum over all).
static void list_slope(Problem *p, const LearnList *list) {
    double z[ROWS_MAX], top = -INFINITY, all = 0, right = 0;
    size_t count = list->count < ROWS_MAX ? list->count : ROWS_MAX;
    for (size_t r = 0; r < count; r++) {
        z[r] = row_score(p, &list->rows[r * p->o->width]);
        if (z[r] > top) top = z[r];
    }
    for (size_t r = 0; r < count; r++) {
        z[r] = exp(z[r] - top);
        all += z[r];
        right += list->right[r] ? z[r] : 0;
    }
    if (right <= 0 || right >= all) return;
    for (size_t r = 0; r < count; r++) {
        double amount = (list->right[r] ? z[r] / right : 0) - z[r] / all;
        row_push(p, &list->rows[r * p->o->width], amount * list->weight);
    }
}

static void logistic_slope(Problem *p, const LearnList *list) {
    for (size_t r = 0; r < list->count; r++) {
        const double *row = &list->rows[r * p->o->width];
        double z = row_score(p, row) + p->w[p->o->width];
        double amount = ((list->right[r] ? 1 : 0) - 1 / (1 + exp(-z))) * list->weight;
        row_push(p, row, amount);
        p->slope[p->o->width] += amount;
    }
}

static void climb(Problem *p, void (*slope)(Problem *p, const LearnList *list), Arena *a) {
    size_t width = p->o->width + 1;
    double *first = arena_new(a, double, width), *second = arena_new(a, double, width);
    for (int step = 1; step <= p->o->steps; step++) {
        for (size_t f = 0; f < width; f++) p->slope[f] = 0;
        for (size_t i = 0; i < p->count; i++) slope(p, &p->lists[i]);
        double rate = STEP * (1 - 0.9 * step / p->o->steps);
        for (size_t f = 0; f < width; f++) {
            double held = f + 1 < width ? p->o->l2 * (p->w[f] - p->start[f]) : 0;
            double g = p->slope[f] / (p->total > 0 ? p->total : 1) - held;
            first[f] = DECAY_FIRST * first[f] + (1 - DECAY_FIRST) * g;
            second[f] = DECAY_SECOND * second[f] + (1 - DECAY_SECOND) * g * g;
            double m = first[f] / (1 - pow(DECAY_FIRST, step));
            double v = second[f] / (1 - pow(DECAY_SECOND, step));
            p->w[f] += rate * m / (sqrt(v) + 1e-8);
        }
    }
}

static void learn(const LearnOptions *o, const LearnList *lists, size_t count,
                  void (*slope)(Problem *p, const LearnList *list), Arena *a, double *weights) {
    Problem p = {.o = o, .lists = lists, .count = count};
    p.scale = arena_new(a, double, o->width + 1);
    p.w = arena_new(a, double, o->width + 1);
    p.slope = arena_new(a, double, o->width + 1);
    p.start = arena_new(a, double, o->width + 1);
    scale_find(&p, a);
    for (size_t f = 0; f < o->width; f++) {
        p.start[f] = p.scale[f] > 0 ? o->prior[f] / p.scale[f] : 0;
    }
    p.start[o->width] = o->prior[o->width];
    for (size_t f = 0; f <= o->width; f++) p.w[f] = p.start[f];
    climb(&p, slope, a);
    for (size_t f = 0; f < o->width; f++)
        weights[f] = p.scale[f] > 0 ? p.w[f] * p.scale[f] : o->prior[f];
    if (slope == logistic_slope) weights[o->width] = p.w[o->width];
}

void learn_lists(const LearnOptions *o, const LearnList *lists, size_t count, Arena *a,
                 double *weights) {
    learn(o, lists, count, list_slope, a, weights);
}

void learn_logistic(const LearnOptions *o, const LearnList *lists, size_t count, Arena *a,
                    double *weights) {
    learn(o, lists, count, logistic_slope, a, weights);
}
