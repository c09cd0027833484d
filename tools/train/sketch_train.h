// sketch_train: learns the sketches (ask/sketch_model.h) from questions with gold statements.
#pragma once

#include "ask/sketch_model.h"
#include "base/err.h"

typedef struct SketchTrainOptions {
    const char *questions[4];  // JSON: a list of {question, query, db_id}
    const char *fields[4];     // that hold the question
    double weights[4];
    int set_count;
    const char *databases;  // a folder of NAME.sqlite
    const char *out;        // the C table; NULL: none
    const char *folds;      // a folder for a table of each fold, for measuring; NULL: none
    int epochs;
    double rate, l2;
} SketchTrainOptions;

MUST_USE bool sketch_train_run(const SketchTrainOptions *o, Err *err);

// The fold that a database is in, and what was learned without that fold.
int sketch_fold_of(Str database);
MUST_USE bool sketch_fold_read(const char *folder, int fold, Arena *a, SketchWeights *ret,
                               Err *err);
