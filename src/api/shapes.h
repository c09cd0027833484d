// shapes: every object that the API takes or gives.
#pragma once

#include "api/schema.h"

extern const Shape ASK_IN, ANSWER, CHIP, CHIP_OPTION, COLUMN, CHART, CHART_AXIS, CHART_SERIES,
    SOURCE_OF, ALTERNATIVE;
extern const Shape CHAT_IN;
extern const Shape QUERY_IN, ROWS_OUT;
extern const Shape TABLES, TABLE_BRIEF, MODEL, MODEL_TABLE, MODEL_COLUMN, MODEL_JOIN, METRIC,
    MODEL_PATCH, QUALITY, QUALITY_ISSUE;
extern const Shape IMPORTED, IMPORTED_TABLE, IMPORTED_COLUMN, IMPORTED_LINK, IMPORT_FORM, IMPORTS,
    IMPORT_RECORD;
extern const Shape JOB, JOBS, JOB_ERROR, JOB_ONE;
extern const Shape QUESTIONS, QUESTION_RECORD, SUGGESTIONS, HEALTH, DATA_HEALTH, PROBLEM;

// All of them, ended by NULL.
extern const Shape *const SHAPES[];
