#include "ask/rank.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "ask/rank_question.h"

#define MARGIN_MAX 2.0
#define UNREAD_FACTOR 0.97  // a word without a use makes any reading less sure
// What is shown is named by a far synonym only. The sets ask for nothing that is not there; people
// do.
#define FAR_FIT 0.7
#define FAR_FACTOR 0.85
#define LOST_COST 4.0  // of a learned reading in a business: for a number or name it passes over

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

// What the turn before has said is not said again.
static bool is_said_before(const Candidate *c, int feature) {
    bool unsaid =
        feature == FEATURE_SILENT || feature == FEATURE_UNNAMED || feature == FEATURE_HOPS;
    return unsaid && c->features[FEATURE_CHANGE] > 0;
}

static double linear_score(const Candidate *c, bool beyond) {
    const double *weights = beyond ? RANK_WEIGHTS.beyond : RANK_WEIGHTS.linear;
    double sum = 0;
    for (int i = 0; i < FEATURE_LINEAR_COUNT; i++) {
        if (!is_said_before(c, i)) sum += weights[i] * c->features[i];
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
// the learning hardly have (periods, shares, turns of a conversation): there the grammar's readings
// go first, in an order learned over them alone.
static bool is_beyond(const Candidate *candidates, size_t count) {
    size_t learned = 0, whole = 0;
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].features[FEATURE_LEARNED] <= 0) continue;
        learned++;
        whole += candidates[i].features[FEATURE_UNUSED] <= 0 ? 1 : 0;
    }
    return learned == 0 || whole < learned;
}

ptrdiff_t rank_favourite(const double *orders, const bool *learned, size_t count) {
    ptrdiff_t best = -1;
    for (size_t i = 0; i < count; i++) {
        if (!learned[i] && (best < 0 || orders[i] > orders[best])) best = (ptrdiff_t)i;
    }
    return best;
}

// What the grammar likes best, by an order of its own.
static void favourite_mark(Candidate *candidates, size_t count, bool business) {
    double orders[RANK_CANDIDATES_MAX];
    bool learned[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < count; i++) {
        orders[i] = linear_score(&candidates[i], true);
        learned[i] = candidates[i].learned;
        candidates[i].features[FEATURE_BUSINESS] = business ? 1 : 0;
    }
    ptrdiff_t best = rank_favourite(orders, learned, count);
    if (best < 0) return;
    candidates[best].features[FEATURE_FAVOURITE] = 1;
    if (business) candidates[best].score += RANK_TRUST;
}

// "songs by AC/DC longer than 5 minutes": without the number, or without the name, it is another
// question. The sets of the learning forgive that, a business does not.
static void losses_cost(Candidate *candidates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const double *f = candidates[i].features;
        if (!candidates[i].learned) continue;
        candidates[i].score -= LOST_COST * (f[FEATURE_NUMBERS_LOST] + f[FEATURE_LOST_VALUE]);
    }
}

size_t rank_sort(Candidate *candidates, size_t count, bool business) {
    bool beyond = is_beyond(candidates, count);
    for (size_t i = 0; i < count; i++) candidates[i].score = linear_score(&candidates[i], beyond);
    qsort(candidates, count, sizeof *candidates, by_score);
    count = equals_merge(candidates, count);
    rank_votes_measure(candidates, count);
    for (size_t i = 0; i < count; i++) candidates[i].features[FEATURE_BEYOND] = beyond ? 1 : 0;
    favourite_mark(candidates, count, business && !beyond);
    for (size_t i = 0; i < count && !beyond; i++) {
        candidates[i].score += rank_forest(&RANK_WEIGHTS.score, candidates[i].features);
    }
    if (business) losses_cost(candidates, count);
    qsort(candidates, count, sizeof *candidates, by_score);
    return count;
}

// ---- the confidence ----

// Of the candidates that came to the same rows: how likely they are, and how far ahead of the rest.
static void pool_signs(const RankTried *tried, size_t count, size_t i,
                       double signs[RANK_SIGN_COUNT]) {
    double pool = 0, sum = 0, rival = tried[0].score - MARGIN_MAX;
    for (size_t k = 0; k < count; k++) {
        double e = exp(tried[k].score - tried[0].score);
        bool same = k == i || rank_is_same(&tried[k].outcome, &tried[i].outcome);
        sum += e;
        pool += same ? e : 0;
        if (!same) rival = fmax(rival, tried[k].score);
    }
    signs[RANK_SIGN_POOL] = pool / sum;
    signs[RANK_SIGN_LEAD] = fmax(-MARGIN_MAX, fmin(MARGIN_MAX, tried[i].score - rival));
}

void rank_signs(const RankTried *tried, size_t count, size_t i, double signs[RANK_SIGN_COUNT]) {
    double top = tried[0].score;
    double rival = i > 0 ? top : count > 1 ? tried[1].score : top - MARGIN_MAX;
    double sum = 0;
    for (size_t k = 0; k < count; k++) sum += exp(tried[k].score - top);
    signs[RANK_SIGN_MARGIN] = fmax(-MARGIN_MAX, fmin(MARGIN_MAX, tried[i].score - rival));
    signs[RANK_SIGN_SHARE] = exp(tried[i].score - top) / sum;
    signs[RANK_SIGN_CROWD] = log((double)count);
    signs[RANK_SIGN_SCORE] = tried[i].score;
    pool_signs(tried, count, i, signs);
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
    RankTried tried[RANK_CANDIDATES_MAX];
    double inputs[RANK_INPUT_COUNT];
    assert(count <= RANK_CANDIDATES_MAX);
    for (size_t i = 0; i < count; i++) {
        tried[i] = (RankTried){candidates[i].score, candidates[i].outcome};
    }
    for (size_t i = 0; i < count; i++) {
        for (int f = 0; f < FEATURE_COUNT; f++) inputs[f] = candidates[i].features[f];
        rank_signs(tried, count, i, &inputs[FEATURE_COUNT]);
        double sum = RANK_WEIGHTS.bias + rank_forest(&RANK_WEIGHTS.confidence, inputs);
        double fit = inputs[FEATURE_FIT_LEAST];
        candidates[i].confidence = rank_curve(RANK_WEIGHTS.curve, RANK_WEIGHTS.curve_count, sum) *
                                   pow(UNREAD_FACTOR, inputs[FEATURE_UNREAD]) *
                                   (fit > 0 && fit < FAR_FIT ? FAR_FACTOR : 1);
    }
}
