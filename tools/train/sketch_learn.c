#include "sketch_learn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *sketch_learn_head_name(int head) {
    static const char *const NAMES[HEAD_COUNT] = {
        "plain",   "rows",    "aggregate", "distinct", "where", "or",     "group",
        "having",  "order",   "limit",     "nested",   "set",   "select", "filter",
        "grouped", "ordered", "root",      "table",    "value", "number", "compare"};
    return NAMES[head];
}

void sketch_examples_add(SketchExamples *x, SketchExample example, const SketchFeatures *f) {
    uint32_t *copy = arena_new(x->a, uint32_t, f->count + 1);
    memcpy(copy, f->items, f->count * sizeof *copy);
    example.features = copy;
    example.feature_count = (uint16_t)f->count;
    *vec_push(x->a, &x->list) = example;
}

typedef struct Learner {
    float *weights, *squares;
    const SketchLearnOptions *o;
    double rate;
} Learner;

static void probabilities(const float *weights, const SketchExample *e, int head, double *p) {
    int classes = sketch_model_classes((SketchHead)head);
    double most = -INFINITY, sum = 0;
    for (int k = 0; k < classes; k++) {
        p[k] = 0;
        for (size_t i = 0; i < e->feature_count; i++) {
            p[k] += weights[sketch_model_cell((SketchHead)head, k, e->features[i])];
        }
        if (p[k] > most) most = p[k];
    }
    for (int k = 0; k < classes; k++) sum += p[k] = exp(p[k] - most);
    for (int k = 0; k < classes; k++) p[k] /= sum;
}

// One step of AdaGrad (Duchi et al., 2011) on the logarithmic loss.
static void head_step(Learner *l, const SketchExample *e, int head, int right) {
    double p[SKETCH_CLASSES_MAX];
    probabilities(l->weights, e, head, p);
    for (int k = 0; k < sketch_model_classes((SketchHead)head); k++) {
        double gradient = (p[k] - (k == right ? 1 : 0)) * e->weight;
        if (fabs(gradient) < 1e-4) continue;
        for (size_t i = 0; i < e->feature_count; i++) {
            size_t cell = sketch_model_cell((SketchHead)head, k, e->features[i]);
            double g = gradient + l->o->l2 * l->weights[cell];
            l->squares[cell] += (float)(g * g);
            l->weights[cell] -= (float)(l->rate * g / sqrt(1e-3 + (double)l->squares[cell]));
        }
    }
}

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void order_shuffle(uint32_t *order, size_t count, uint32_t *state) {
    for (size_t i = count; i > 1; i--) {
        size_t k = next_random(state) % i;
        uint32_t swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

static char quantised(float w) {
    int x = (int)lround((double)w * SKETCH_UNIT);
    if (x > SKETCH_CELL_MOST) x = SKETCH_CELL_MOST;
    return sketch_model_write(x < -SKETCH_CELL_MOST ? -SKETCH_CELL_MOST : x);
}

void sketch_learn(const SketchLearnOptions *o, const SketchExamples *x, int without,
                  SketchRow *ret_cells) {
    size_t count = x->list.count;
    uint32_t state = 2463534242U;
    uint32_t *order = malloc((count + 1) * sizeof *order);
    Learner l = {.o = o,
                 .weights = calloc(SKETCH_CELLS, sizeof(float)),
                 .squares = calloc(SKETCH_CELLS, sizeof(float))};
    if (!order || !l.weights || !l.squares) abort();
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
    for (int epoch = 0; epoch < o->epochs; epoch++) {
        l.rate = o->rate * (1 - 0.8 * epoch / o->epochs);
        order_shuffle(order, count, &state);
        for (size_t i = 0; i < count; i++) {
            const SketchExample *e = &x->list.items[order[i]];
            if (e->fold == without) continue;
            for (int h = 0; h < e->head_count; h++) {
                if (e->classes[h] >= 0) head_step(&l, e, e->first_head + h, e->classes[h]);
            }
        }
    }
    for (size_t i = 0; i < SKETCH_CELLS; i++) {
        ret_cells[i / SKETCH_ROW][i % SKETCH_ROW] = quantised(l.weights[i]);
    }
    free(order);
    free(l.weights);
    free(l.squares);
}

void sketch_learn_report(const SketchExamples *x, int fold, SketchRow *cells) {
    size_t n[HEAD_COUNT] = {0}, right[HEAD_COUNT] = {0}, some[HEAD_COUNT] = {0},
           found[HEAD_COUNT] = {0}, foretold[HEAD_COUNT] = {0};
    double loss[HEAD_COUNT] = {0};
    SketchWeights w = {.cells = (const SketchRow *)cells};
    for (size_t i = 0; i < x->list.count; i++) {
        const SketchExample *e = &x->list.items[i];
        if (e->fold != fold) continue;
        SketchFeatures f = {.count = e->feature_count};
        memcpy(f.items, e->features, e->feature_count * sizeof *f.items);
        for (int h = 0; h < e->head_count; h++) {
            double log_p[SKETCH_CLASSES_MAX];
            int head = e->first_head + h, best = 0, want = e->classes[h];
            if (want < 0) continue;
            sketch_model_foresee(&w, (SketchHead)head, &f, log_p);
            for (int k = 1; k < sketch_model_classes((SketchHead)head); k++) {
                if (log_p[k] > log_p[best]) best = k;
            }
            n[head]++;
            loss[head] -= log_p[want];
            right[head] += best == want;
            some[head] += want > 0;
            foretold[head] += best > 0;
            found[head] += want > 0 && best == want;
        }
    }
    printf("%-10s %8s %8s %8s %8s %8s\n", "head", "n", "right", "loss", "recall", "precis.");
    for (int h = 0; h < HEAD_COUNT; h++) {
        double all = n[h] > 0 ? (double)n[h] : 1;
        printf("%-10s %8zu %7.1f%% %8.3f %7.1f%% %7.1f%%\n", sketch_learn_head_name(h), n[h],
               100 * (double)right[h] / all, loss[h] / all,
               some[h] > 0 ? 100 * (double)found[h] / (double)some[h] : 0,
               foretold[h] > 0 ? 100 * (double)found[h] / (double)foretold[h] : 0);
    }
}
