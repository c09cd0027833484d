#include <math.h>

#include "ask/rank_question.h"

#define BEHIND_MAX 8.0

static const Feature VOTES[RANK_PART_COUNT] = {
    [RANK_PART_SHOWN] = FEATURE_VOTE_SHOWN, [RANK_PART_FILTER] = FEATURE_VOTE_FILTER,
    [RANK_PART_ORDER] = FEATURE_VOTE_ORDER, [RANK_PART_TABLES] = FEATURE_VOTE_TABLES,
    [RANK_PART_GROUP] = FEATURE_VOTE_GROUP,
};

static double share_of_part(const Candidate *candidates, size_t count, size_t i, int part) {
    double same = 0;
    for (size_t k = 0; k < count; k++) {
        same += k != i && candidates[k].parts[part] == candidates[i].parts[part] ? 1 : 0;
    }
    return count > 1 ? same / (double)(count - 1) : 1;
}

double rank_place(size_t i) { return log((double)(i + 1)); }

double rank_behind(const double *scores, size_t count, size_t i) {
    double rival = i > 0 ? scores[0] : count > 1 ? scores[1] : scores[0] - BEHIND_MAX;
    return fmax(-BEHIND_MAX, fmin(BEHIND_MAX, scores[i] - rival));
}

// The candidates stand in the order of the linear part.
void rank_votes_measure(Candidate *candidates, size_t count) {
    double scores[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < count; i++) scores[i] = candidates[i].score;
    for (size_t i = 0; i < count; i++) {
        double *f = candidates[i].features;
        for (int part = 0; part < RANK_PART_COUNT; part++) {
            f[VOTES[part]] = share_of_part(candidates, count, i, part);
        }
        f[FEATURE_PLACE] = rank_place(i);
        f[FEATURE_BEHIND] = rank_behind(scores, count, i);
        f[FEATURE_CROWD] = log((double)count);
    }
}
