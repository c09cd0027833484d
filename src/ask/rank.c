#include "ask/rank.h"

#include <math.h>
#include <stdlib.h>

typedef struct Weight {
    const char *name;
    double score;       // in the ranking
    double confidence;  // in the logistic of being right
} Weight;

static const Weight WEIGHTS[FEATURE_COUNT] = {
    [FEATURE_WORDS] = {"words", 1.0, 0.7},
    [FEATURE_WEAKEST] = {"weakest", -1.2, -1.6},
    [FEATURE_COVERAGE] = {"coverage", 1.0, 0.3},
    [FEATURE_UNREAD] = {"unread", -0.55, -0.85},
    [FEATURE_UNUSED] = {"unused", -0.45, -0.8},
    [FEATURE_DOUBT] = {"doubt", -0.8, -1.45},
    [FEATURE_HOPS] = {"hops", -0.12, -0.1},
    [FEATURE_SPREAD] = {"spread", -0.06, -0.3},
    [FEATURE_CORRECTED] = {"corrected", -0.1, -0.05},
    [FEATURE_MISSING] = {"missing", -1.5, -4.0},
    [FEATURE_PLAIN_LIST] = {"list", -0.02, -0.4},
    [FEATURE_CHANGE] = {"change", 0.25, 1.4},
};

// The logistic was fitted on 400 answers over databases that the rules were not written on, and
// on business questions, which weigh more: they are what is asked here.
static const double CONFIDENCE_BIAS = 0.35;
static const double CONFIDENCE_MARGIN = 1.5;  // of the score over the second reading's
static const double MARGIN_MAX = 0.6;

const char *rank_feature_name(Feature f) { return WEIGHTS[f].name; }

static double corrected_count(const Tokens *t) {
    double count = 0;
    for (size_t i = 0; i < t->count; i++) count += t->items[i].corrected.len > 0 ? 1 : 0;
    return count;
}

static double unused_count(const Draft *d) {
    double count = 0;
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = &d->p->items[i];
        if (!item->used && item->link->kind >= LINK_CUE) count += 1;
    }
    return count;
}

static double hops_count(const Plan *p) {
    double hops = p->table_count > 1 ? (double)(p->table_count - 1) : 0;
    return p->from ? hops + hops_count(p->from) : hops;
}

static double weakest(const Draft *d) {
    double least = 0.75;
    for (size_t i = 0; i < d->p->count; i++) {
        const LinkTarget *target = d->p->items[i].target;
        if (target && target->score < least) least = target->score;
    }
    return 0.75 - least;
}

void rank_features(Candidate *c, bool is_change) {
    const Draft *d = c->draft;
    double content = d->p->content > 0 ? d->p->content : 1;
    double *f = c->features;
    f[FEATURE_WORDS] = d->p->score / content;
    f[FEATURE_WEAKEST] = weakest(d);
    f[FEATURE_COVERAGE] = (content - d->p->unread) / content;
    f[FEATURE_UNREAD] = d->p->unread;
    f[FEATURE_UNUSED] = unused_count(d);
    f[FEATURE_DOUBT] = d->doubt;
    f[FEATURE_HOPS] = hops_count(c->plan);
    f[FEATURE_SPREAD] = d->p->spread;
    f[FEATURE_CORRECTED] = corrected_count(d->t);
    f[FEATURE_MISSING] = d->missing.len > 0 ? 1 : 0;
    f[FEATURE_PLAIN_LIST] = c->plan->measure_count == 0 ? 1 : 0;
    f[FEATURE_CHANGE] = is_change ? 1 : 0;
}

void rank_score(Candidate *c) {
    c->score = 0;
    for (int i = 0; i < FEATURE_COUNT; i++) c->score += WEIGHTS[i].score * c->features[i];
}

static int by_score(const void *x, const void *y) {
    double a = ((const Candidate *)x)->score, b = ((const Candidate *)y)->score;
    return (a < b) - (a > b);
}

size_t rank_sort(Candidate *candidates, size_t count) {
    qsort(candidates, count, sizeof *candidates, by_score);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool seen = false;
        for (size_t k = 0; k < kept && !seen; k++)
            seen = str_eq(candidates[k].key, candidates[i].key);
        if (!seen) candidates[kept++] = candidates[i];
    }
    return kept;
}

void rank_confidence(Candidate *candidates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Candidate *c = &candidates[i];
        double rival = i == 0 ? (count > 1 ? candidates[1].score : c->score - MARGIN_MAX)
                              : candidates[0].score;
        double margin = c->score - rival;
        if (margin > MARGIN_MAX) margin = MARGIN_MAX;
        double z = CONFIDENCE_BIAS + CONFIDENCE_MARGIN * margin;
        for (int f = 0; f < FEATURE_COUNT; f++) z += WEIGHTS[f].confidence * c->features[f];
        c->confidence = 1 / (1 + exp(-z));
    }
}
