// dump: asks every question of the question sets and writes its candidates with features, right or
// wrong.
//
// The sets stand in a file: a JSON list of {name, questions, databases, field, weight,
// more_columns} with paths beneath one folder of data. `questions` is a list of {question, query,
// db_id} or {question, gold, db}; `databases` a folder of NAME.sqlite (NAME.csv beside it is read
// instead). A database is opened once for all sets; a statement runs once, whichever question it
// answers.
#pragma once

#include <stdint.h>

#include "base/err.h"

enum { DUMP_JOBS_MAX = 16 };

typedef struct DumpOptions {
    const char *sets;      // the file of the sets
    const char *data;      // the folder that its paths are beneath
    const char *out;       // the samples
    int64_t per_database;  // questions of a set, evenly spread over a database's; 0: all
    int64_t candidates;    // that are run
    bool readings;         // statements besides, for people
    const char *folds;     // of sketches learned without a database's fold; NULL: the shipped
    int64_t jobs;          // processes, each with its own databases
} DumpOptions;

MUST_USE bool dump_run(const DumpOptions *o, Err *err);
