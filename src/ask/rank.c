#include "ask/rank.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "ask/rank_question.h"

#define MARGIN_MAX 2.0
#define UNREAD_FACTOR 0.97  // a word without a use makes any reading less sure

RankQuestion *rank_question_new(const SketchView *v, const SketchParts *parts, Arena *a) {
    RankQuestion *q = arena_new(a, RankQuestion, 1);
    q->view = v;
    q->parts = parts;
    rank_cues_measure(q);
    return q;
}

// ---- the score ----

double rank_forest(const RankForest *f, const double *inputs) {
    double sum = 0;
    for (size_t t = 0; t < f->tree_count; t++) {
        const RankNode *node = &f->nodes[f->roots[t]];
        while (node->child > 0) {
            bool above = inputs[node->input] > (double)node->value;
            node = &f->nodes[f->roots[t] + node->child + (above ? 1 : 0)];
        }
        sum += (double)node->value;
    }
    return sum;
}

static double linear_score(const Candidate *c, bool beyond) {
    const double *weights = beyond ? RANK_WEIGHTS.beyond : RANK_WEIGHTS.linear;
    double sum = 0;
    for (int i = 0; i < FEATURE_LINEAR_COUNT; i++) {
        sum += weights[i] * c->features[i];
    }
    return sum;
}

static int by_score(const void *x, const void *y) {
    double a = ((const Candidate *)x)->score, b = ((const Candidate *)y)->score;
    return (a < b) - (a > b);
}

// Equal plans once, as the best of them; how many there were is kept.
static size_t equals_merge(Candidate *candidates, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept && !str_eq(candidates[k].key, candidates[i].key)) k++;
        if (k == kept) {
            candidates[kept] = candidates[i];
            candidates[kept++].features[FEATURE_AGREE] = 0;
        }
        candidates[k].features[FEATURE_AGREE] += 1;
    }
    for (size_t k = 0; k < kept; k++) {
        candidates[k].features[FEATURE_AGREE] = log(candidates[k].features[FEATURE_AGREE]);
    }
    return kept;
}

// Where sketches leave words unused, or there are none, the question is of a kind that the sets of
// the learning hardly have (periods, shares, turns of a conversation), and so is what is asked of a
// business: there the grammar's readings go first, in an order learned over them alone.
static bool is_beyond(const Candidate *candidates, size_t count, bool business) {
    size_t learned = 0, whole = 0;
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].features[FEATURE_LEARNED] <= 0) continue;
        learned++;
        whole += candidates[i].features[FEATURE_UNUSED] <= 0 ? 1 : 0;
    }
    return business || learned == 0 || whole < learned;
}

size_t rank_sort(Candidate *candidates, size_t count, bool business) {
    bool beyond = is_beyond(candidates, count, business);
    for (size_t i = 0; i < count; i++) candidates[i].score = linear_score(&candidates[i], beyond);
    qsort(candidates, count, sizeof *candidates, by_score);
    count = equals_merge(candidates, count);
    rank_votes_measure(candidates, count);
    for (size_t i = 0; i < count; i++) {
        double *f = candidates[i].features;
        f[FEATURE_BEYOND] = beyond ? 1 : 0;
        if (!beyond) candidates[i].score += rank_forest(&RANK_WEIGHTS.score, f);
    }
    qsort(candidates, count, sizeof *candidates, by_score);
    return count;
}

// ---- the confidence ----

void rank_signs(const double *scores, size_t count, size_t i, double signs[RANK_SIGN_COUNT]) {
    double rival = i > 0 ? scores[0] : count > 1 ? scores[1] : scores[0] - MARGIN_MAX;
    double margin = scores[i] - rival;
    double sum = 0;
    for (size_t k = 0; k < count; k++) sum += exp(scores[k] - scores[0]);
    signs[RANK_SIGN_MARGIN] = fmax(-MARGIN_MAX, fmin(MARGIN_MAX, margin));
    signs[RANK_SIGN_SHARE] = exp(scores[i] - scores[0]) / sum;
    signs[RANK_SIGN_CROWD] = log((double)count);
    signs[RANK_SIGN_SCORE] = scores[i];
}

double rank_curve(const RankPoint *points, size_t count, double sum) {
    assert(count > 0);
    size_t i = 0;
    while (i < count && sum > (double)points[i].sum) i++;
    if (i == 0) return (double)points[0].share;
    if (i == count) return (double)points[count - 1].share;
    const RankPoint *low = &points[i - 1], *high = &points[i];
    double part = (sum - (double)low->sum) / (double)(high->sum - low->sum);
    return (double)low->share + part * (double)(high->share - low->share);
}

void rank_confidence(Candidate *candidates, size_t count) {
    double scores[RANK_CANDIDATES_MAX];
    double inputs[RANK_INPUT_COUNT];
    assert(count <= RANK_CANDIDATES_MAX);
    for (size_t i = 0; i < count; i++) scores[i] = candidates[i].score;
    for (size_t i = 0; i < count; i++) {
        for (int f = 0; f < FEATURE_COUNT; f++) inputs[f] = candidates[i].features[f];
        rank_signs(scores, count, i, &inputs[FEATURE_COUNT]);
        double sum = RANK_WEIGHTS.bias + rank_forest(&RANK_WEIGHTS.confidence, inputs);
        candidates[i].confidence = rank_curve(RANK_WEIGHTS.curve, RANK_WEIGHTS.curve_count, sum) *
                                   pow(UNREAD_FACTOR, candidates[i].features[FEATURE_UNREAD]);
    }
}
