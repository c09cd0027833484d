// answer: a question (or a plan whose chips were changed) to an answer that can be shown.
//
// ask reads it, query fetches, chart chooses and words; this file puts the parts together and
// decides nothing by itself.
#pragma once

#include "ask/ask.h"
#include "chart/chart.h"
#include "flow/outlook.h"
#include "flow/snapshot.h"
#include "query/query.h"

enum { ANSWER_ALTERNATIVES_MAX = 3 };

typedef struct AnswerRequest {
    Str question;
    const Language *language;  // of the answer; NULL: English
    Date today;
    int fiscal_month;        // that the books' year begins with; 0: April
    const Json *plan;        // instead of the question: a plan that plan_write wrote
    const ChartWish *chart;  // a chart wished for besides what the question says; NULL none
    const Plan *before;      // the turn before, for a follow-up; NULL none
    bool explain;
    bool run_alternatives;  // with rows for the readings not chosen, when it is answered too
    const atomic_bool *cancel;
} AnswerRequest;

// What an answer is made with.
typedef struct AnswerMeans {
    const Snapshot *snapshot;
    Source *source;
    Query *query;
} AnswerMeans;

typedef struct AnswerAlternative {
    Plan *plan;
    Str reading;
    double confidence;
    const QueryResult *result;  // NULL: not run
    Chart chart;                // of the result
} AnswerAlternative;

typedef struct Answer {
    Str id;                    // of the record in the history; "" none
    const Language *language;  // NULL: English
    Str question;
    AskStatus status;
    double confidence;
    Plan *plan;  // NULL when refused
    Str reading;
    Chip *chips;
    size_t chip_count;
    Str headline;
    const QueryResult *result;  // NULL unless answered
    Chart chart;
    ChartWish wish;          // what the question says of it
    const Outlook *outlook;  // of a question about what will be; else NULL
    StrList followups;
    AnswerAlternative *alternatives;
    size_t alternative_count;
    Str message;  // why it asks back or refuses
    StrList missing;
    Str trace;
    Str notice;             // what the person should know besides; "" nothing
    bool plan_is_verified;  // a person approved it for this question
    int64_t elapsed_us;
} Answer;

// Fails only for what is not an answer: ERR_INVALID a plan that does not fit the model,
// ERR_TIMEOUT, ERR_CANCELLED, ERR_UNAVAILABLE, ERR_IO, ERR_INTERNAL. A question that cannot be read
// is an answer: refused.
MUST_USE bool answer_run(const AnswerMeans *means, const AnswerRequest *request, Arena *a,
                         Answer **ret_answer, Err *err);

// What has to do with the machine and not with the question.
bool answer_must_stop(const Err *err);

// The JSON object of the API and of `munim ask --json`; `row_max` rows of each result at most.
void answer_write(JsonW *w, const Model *m, const Answer *answer, size_t row_max);
// The same, `columns` and `rows` of each result being what was asked for alone: what is beside is
// in `support`, written alike. The chart counts the columns of the first and then of the second.
void answer_write_asked(JsonW *w, const Model *m, const Answer *answer, size_t row_max);
const char *answer_status_name(AskStatus status);  // "answered", "clarify", "refused"

// Its parts, as members of an open object: columns, rows, row_count, truncated; sources.
void answer_write_rows(JsonW *w, const Table *t, size_t row_max);
void answer_write_sources(JsonW *w, const QueryResult *result);
