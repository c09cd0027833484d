#include "ask/rank.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define MARGIN_MAX 2.0

const char *rank_feature_name(Feature f) { return RANK_FEATURE_NAMES[f]; }

void rank_score(Candidate *c) {
    c->score = 0;
    for (int i = 0; i < FEATURE_COUNT; i++) {
        c->score += RANK_WEIGHTS.features[i].score * c->features[i];
    }
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

void rank_signs(const double *scores, size_t count, size_t i, double signs[RANK_SIGN_COUNT]) {
    double rival = i > 0 ? scores[0] : count > 1 ? scores[1] : scores[0] - MARGIN_MAX;
    double margin = scores[i] - rival;
    double sum = 0;
    for (size_t k = 0; k < count; k++) sum += exp(scores[k] - scores[0]);
    signs[RANK_SIGN_MARGIN] = fmax(-MARGIN_MAX, fmin(MARGIN_MAX, margin));
    signs[RANK_SIGN_SHARE] = exp(scores[i] - scores[0]) / sum;
    signs[RANK_SIGN_CROWD] = log((double)count);
}

void rank_confidence(Candidate *candidates, size_t count) {
    double scores[RANK_CANDIDATES_MAX];
    assert(count <= RANK_CANDIDATES_MAX);
    for (size_t i = 0; i < count; i++) scores[i] = candidates[i].score;
    for (size_t i = 0; i < count; i++) {
        double signs[RANK_SIGN_COUNT];
        rank_signs(scores, count, i, signs);
        double z = RANK_WEIGHTS.bias;
        for (int s = 0; s < RANK_SIGN_COUNT; s++) z += RANK_WEIGHTS.signs[s] * signs[s];
        for (int f = 0; f < FEATURE_COUNT; f++) {
            z += RANK_WEIGHTS.features[f].confidence * candidates[i].features[f];
        }
        candidates[i].confidence = 1 / (1 + exp(-z));
    }
}
