// dump: asks every question of a set and writes its candidates with features, right or wrong.
#pragma once

#include <stdint.h>

#include "base/err.h"

typedef struct DumpOptions {
    const char *set;        // what the figures call these questions
    const char *questions;  // JSON: a list of {question, query, db_id} or {question, gold, db}
    const char *field;      // that holds the question
    const char *databases;  // a folder of NAME.sqlite; NAME.csv beside it is read instead
    const char *out;        // the samples are added to this file
    int64_t per_database;   // questions, evenly spread over a database's; 0: all
    int64_t candidates;     // that are run
    double weight;          // of each of these questions in the learning
    bool more_columns;      // a right answer may show further columns
} DumpOptions;

MUST_USE bool dump_run(const DumpOptions *o, Err *err);
