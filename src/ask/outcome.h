// outcome: what a reading came to when it was run: the little of it that the ranking looks at.
//
// ask itself fetches no rows: whoever asks may pass a trial, which runs a plan within a time that
// it sets itself. Readings that come to the same rows speak for each other; one that fails, or
// comes to nothing, speaks against itself. After Pasupat and Liang's denotations (2015).
#pragma once

#include "data/table.h"
#include "plan/plan.h"

enum { OUTCOME_TRIALS_MAX = 5 };  // of one question

typedef struct Outcome {
    bool ran;        // within the time; nothing below holds when not
    bool failed;     // the engine refused it
    uint64_t rows;   // how many
    uint64_t print;  // equal for equal rows, in whatever order rows and columns stand
    double nulls;    // share of the cells
    double repeats;  // share of rows that stand there already
    bool zero;       // one row, and no cell of it other than null and 0
} Outcome;

typedef struct AskTrial {
    // Runs the plan; what can not be run in time leaves *ret as it is.
    void (*run)(void *ctx, Plan *p, Outcome *ret);
    void *ctx;
} AskTrial;

// Support columns are passed over: nobody asked for them. The first OUTCOME_ROWS_MAX rows are read.
enum { OUTCOME_ROWS_MAX = 2000 };
Outcome outcome_of(const Table *t);
Outcome outcome_failed(void);
