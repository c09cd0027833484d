#include <math.h>

#include "ask/rank.h"

#define TRIAL_GAP 4.0  // a candidate that is so far behind is not worth running

size_t rank_trials_wanted(const double *scores, size_t count) {
    size_t wanted = 0;
    while (wanted < count && wanted < OUTCOME_TRIALS_MAX &&
           scores[wanted] > scores[0] - TRIAL_GAP) {
        wanted++;
    }
    return wanted;
}

bool rank_is_same(const Outcome *x, const Outcome *y) {
    return x->ran && y->ran && !x->failed && !y->failed && x->print == y->print;
}

static bool is_nothing(const Outcome *o) { return o->failed || o->rows == 0 || o->zero; }

static double kinds_count(const RankTried *tried, size_t count) {
    double kinds = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < i && !rank_is_same(&tried[k].outcome, &tried[i].outcome)) k++;
        kinds += k == i ? 1 : 0;
    }
    return kinds;
}

static double scores_behind(const RankTried *tried, size_t count, size_t i) {
    double scores[OUTCOME_TRIALS_MAX];
    for (size_t k = 0; k < count; k++) scores[k] = tried[k].score;
    return rank_behind(scores, count, i);
}

void rank_outcomes(const RankTried *tried, size_t count, size_t i, double f[FEATURE_COUNT]) {
    const Outcome *o = &tried[i].outcome;
    double sum = 0, backing = 0, fuller = 0, mates = 0;
    for (size_t k = 0; k < count; k++) {
        double e = exp(tried[k].score - tried[0].score);
        bool same = k != i && rank_is_same(&tried[k].outcome, o);
        sum += e;
        backing += same ? e : 0;
        mates += same ? 1 : 0;
        fuller += is_nothing(&tried[k].outcome) ? 0 : e;
    }
    f[FEATURE_RAN] = 1;
    f[FEATURE_FAILED] = o->failed ? 1 : 0;
    f[FEATURE_EMPTY] = !o->failed && o->rows == 0 ? 1 : 0;
    f[FEATURE_ZERO] = o->zero ? 1 : 0;
    f[FEATURE_ROWS] = log1p((double)o->rows);
    f[FEATURE_NULLS] = o->nulls;
    f[FEATURE_REPEATS] = o->repeats;
    f[FEATURE_MATES] = mates;
    f[FEATURE_BACKING] = backing / sum;
    f[FEATURE_LEAD_ROWS] = i == 0 || rank_is_same(&tried[0].outcome, o) ? 1 : 0;
    f[FEATURE_LEAD_TIMES] = log1p((double)o->rows) - log1p((double)tried[0].outcome.rows);
    f[FEATURE_KINDS] = kinds_count(tried, count);
    f[FEATURE_FULLER] = fuller / sum;
    f[FEATURE_TRIAL_PLACE] = rank_place(i);
    f[FEATURE_TRIAL_BEHIND] = scores_behind(tried, count, i);
}

// ---- of candidates ----

static size_t trials_run(Candidate *candidates, size_t count, const AskTrial *trial) {
    double scores[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < count; i++) scores[i] = candidates[i].score;
    size_t wanted = rank_trials_wanted(scores, count);
    for (size_t i = 0; i < wanted; i++) {
        trial->run(trial->ctx, candidates[i].plan, &candidates[i].outcome);
        if (!candidates[i].outcome.ran) return i;  // no time is left
    }
    return wanted;
}

void rank_try(Candidate *candidates, size_t count, const AskTrial *trial) {
    RankTried tried[OUTCOME_TRIALS_MAX];
    if (count == 0 || candidates[0].features[FEATURE_BEYOND] > 0) return;
    size_t run = trials_run(candidates, count, trial);
    for (size_t i = 0; i < run; i++) {
        tried[i] = (RankTried){candidates[i].score, candidates[i].outcome};
    }
    for (size_t i = 0; i < run; i++) {
        rank_outcomes(tried, run, i, candidates[i].features);
    }
    for (size_t i = 0; i < run; i++) {
        candidates[i].score += rank_forest(&RANK_WEIGHTS.trial, candidates[i].features);
    }
    // Those that were run stay ahead, in their new order.
    for (size_t i = 1; i < run; i++) {
        for (size_t k = i; k > 0 && candidates[k].score > candidates[k - 1].score; k--) {
            Candidate other = candidates[k];
            candidates[k] = candidates[k - 1];
            candidates[k - 1] = other;
        }
    }
}
