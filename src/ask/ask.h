// ask: reads a question in plain language as plans over the model, the likeliest first.
//
// The stages, each in its own file: tokens (normalise, split, stem) -> lexicon and index (what
// each span of words may mean: table, column, value, metric, number, time, operator) -> grammar
// (candidate plans out of the spans) -> rank (a log-linear score of features) -> decide (answer,
// clarify, refuse, by calibrated confidence).
#pragma once

#include "ask/outcome.h"
#include "chart/chart_kind.h"
#include "plan/plan.h"

enum { ASK_QUESTION_MAX = 100000, ASK_READINGS_MAX = 8, ASK_HORIZON_MAX = 1000 };

// What a model's words and values are, for looking spans up. Made once for a model version;
// immutable, shared by threads.
typedef struct AskIndex AskIndex;

// `source` is read for the values of category, name, place and code columns.
MUST_USE bool ask_index_new(const Model *m, Source *source, const RunLimits *limits,
                            AskIndex **ret_index, Err *err);
void ask_index_free(AskIndex *index);
size_t ask_index_bytes(const AskIndex *index);

typedef enum AskStatus { ASK_ANSWERED, ASK_CLARIFY, ASK_REFUSED } AskStatus;

typedef struct AskReading {
    Plan *plan;
    double confidence;  // 0..1, calibrated
    Str sentence;
    StrList unread;  // words of the question that this reading has no use for
} AskReading;

// What other rooms answer. The result is refused besides, for callers that have no such room.
typedef enum AskTaskKind {
    ASK_TASK_NONE,
    ASK_TASK_FORECAST,   // "forecast rice sales for the next 3 weeks"
    ASK_TASK_ANOMALIES,  // "anything unusual in sales last month?"
    ASK_TASK_WHY,        // "why did revenue drop in March?"
    ASK_TASK_DESCRIBE,   // "what is in this data?"
} AskTaskKind;

typedef struct AskTask {
    AskTaskKind kind;
    // Forecast, anomalies: the measures grouped by `unit` of time (a series for each value of what
    // else it groups by), over the past that was named or all of it. Why: the measure, in the
    // period named and compared with the one before it. NULL: nothing that can be measured was
    // read.
    const Plan *plan;
    DateUnit unit;
    int horizon;       // forecast: how many units from the one after today's; 0 not said
    DateRange period;  // forecast: the days asked about; empty when not said
} AskTask;

typedef struct AskResult {
    AskStatus status;
    AskReading *readings;  // the best first; at least one when answered, two when clarify
    size_t reading_count;
    Str message;      // why it asks back or refuses: what is missing
    StrList missing;  // words that name nothing in the data
    Str notice;       // of an answer: the words that it was made without; "" none
    ChartWish chart;  // what the question says of the chart
    AskTask task;     // kind ASK_TASK_NONE: a question that is answered here
    Str trace;        // with `explain`: the stages, for people
} AskResult;

typedef struct SketchWeights SketchWeights;  // sketch_model.h

typedef struct AskRequest {
    Str question;
    Date today;
    const Language *language;  // of the message; NULL: English
    const Plan *before;        // the plan of the turn before; NULL at the start
    bool explain;
    int fiscal_month;             // that the books' year begins with; 0: April
    const SketchWeights *sketch;  // NULL: those that the program has; others while learning
    const AskTrial *trial;        // to run the leading readings with; NULL: none is run
} AskRequest;

MUST_USE bool ask_read(const AskIndex *index, const Model *m, const AskRequest *request, Arena *a,
                       AskResult **ret, Err *err);

// Questions that this data can answer, made from the model; for empty pages.
StrList ask_suggestions(const Model *m, Date today, Words w);
// What one might ask after `p`.
StrList ask_followups(const Model *m, const Plan *p, Words w);
// One of these texts in the words' language, as the English that ask_read reads; any other question
// stays as it is.
Str ask_suggestion_read(const Model *m, Str question, Words w);
