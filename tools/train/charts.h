// charts: how often the chart of an answer is of the right type.
//
// Reads a list of {db_id, chart, questions: [wordings]} (plain JSON, or packed by gzip), asks each
// wording of its database, and compares the type in the JSON of the answer with `chart`: Bar, Pie,
// Line, Scatter, Stacked Bar, Grouping Line, Grouping Scatter. Questions that name a chart and
// those that do not are counted apart.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

typedef struct ChartsOptions {
    const char *questions;
    const char *databases;  // a folder of NAME.sqlite
    const char *dump;       // a JSON object a question goes here; NULL nowhere
    const char *only;       // one database; NULL all
    int64_t limit;          // questions of each database, evenly spread; 0 all
    bool unnamed_only;      // only questions that name no chart
} ChartsOptions;

MUST_USE bool charts_run(const ChartsOptions *o, Err *err);
