// rank_question: what the ranking measures of a question and of a plan beside it (rank_list.h).
// Within the ranking only.
#pragma once

#include "ask/rank.h"

enum { RANK_SHOWN_MAX = 24, RANK_NUMBERS_MAX = 16 };

struct RankQuestion {
    const SketchView *view;
    const SketchParts *parts;
    double cues[FEATURE_COUNT];  // from FEATURE_CUE_HOW_MANY on; the rest 0
    double numbers[RANK_NUMBERS_MAX];
    size_t number_count;
    size_t conditions_at;  // the token where they seem to begin; the count of tokens: nowhere
    double listed;         // things joined by "and" and commas before it
};

// A column of the result, of tables: what it is made of.
typedef struct RankShown {
    ColumnRef column;  // table -1: rows that are counted, or what is no plain column
    const Expr *expr;
    bool is_measure;
} RankShown;

// In order; those of the plan inside where its rows are shown.
size_t rank_clauses_shown(const Plan *p, RankShown out[RANK_SHOWN_MAX]);

void rank_cues_measure(RankQuestion *q);
void rank_clauses_measure(Candidate *c, const Model *m);
void rank_align_measure(Candidate *c, const RankQuestion *q);
void rank_votes_measure(Candidate *candidates, size_t count);
// The column of an expression, its first; table -1 when it has none.
ColumnRef rank_clauses_column(const Expr *e);
