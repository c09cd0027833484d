// What the outcomes of the leading candidates add to their scores.
#include <stdlib.h>
#include <string.h>

#include "fit_parts.h"

void fit_trial_prepare(FitItem *item) {
    const Sample *s = item->sample;
    double scores[RANK_CANDIDATES_MAX], features[FEATURE_COUNT];
    RankTried tried[OUTCOME_TRIALS_MAX];
    if (item->beyond) return;
    for (size_t i = 0; i < s->count; i++) scores[i] = item->order[i].score;
    item->tried = rank_trials_wanted(scores, s->count);
    for (size_t i = 0; i < item->tried; i++) {
        tried[i] = (RankTried){scores[i], s->candidates[item->order[i].at].outcome};
        if (!tried[i].outcome.ran) item->tried = i;
    }
    for (size_t i = 0; i < item->tried; i++) {
        rank_outcomes(tried, item->tried, i, features);
        for (int f = FEATURE_RAN; f < FEATURE_COUNT; f++) item->rows[i][f] = (float)features[f];
    }
}

static bool teaches(const FitItem *item, bool right[OUTCOME_TRIALS_MAX]) {
    size_t count = 0;
    for (size_t i = 0; i < item->tried; i++) {
        right[i] = item->sample->candidates[item->order[i].at].right;
        count += right[i] ? 1 : 0;
    }
    return count > 0 && count < item->tried;
}

RankForest fit_trial_learn(const FitOptions *o, const FitItem *items, size_t count, size_t without,
                           Arena *a) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    FitLists lists = {.items = arena_new(own, FitList, count + 1)};
    float *matrix = arena_new(own, float, count *OUTCOME_TRIALS_MAX *FEATURE_COUNT + 1);
    double *scores = arena_new(own, double, count *OUTCOME_TRIALS_MAX + 1);
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        bool *right = arena_new(own, bool, OUTCOME_TRIALS_MAX);
        if (items[i].fold == without || !teaches(&items[i], right)) continue;
        lists.items[lists.count++] =
            (FitList){rows, items[i].tried, right, items[i].sample->weight};
        for (size_t k = 0; k < items[i].tried; k++, rows++) {
            memcpy(&matrix[rows * FEATURE_COUNT], items[i].rows[k], sizeof items[i].rows[k]);
            scores[rows] = items[i].order[k].score;
        }
    }
    return forest_learn(&o->trial, matrix, rows, fit_lists_slope, &lists, scores, a);
}

void fit_trial_apply(const RankForest *forest, const FitItem *item, FitItem *ret) {
    *ret = *item;
    for (size_t i = 0; i < item->tried; i++) {
        FitScored next = {item->order[i].score + forest_sum(forest, item->rows[i]),
                          item->order[i].at};
        size_t at = i;
        for (; at > 0 && ret->order[at - 1].score < next.score; at--) {
            ret->order[at] = ret->order[at - 1];
            memcpy(ret->rows[at], ret->rows[at - 1], sizeof ret->rows[at]);
        }
        ret->order[at] = next;
        memcpy(ret->rows[at], item->rows[i], sizeof ret->rows[at]);
    }
}
