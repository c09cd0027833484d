#include "flow/answer.h"

#include <assert.h>

#include "flow/answer_outlook.h"
#include "sys/clock.h"

#define EMPTY_FACTOR 0.8  // nothing may be right, and is oftener a misreading

#define TRIALS_US INT64_C(50000)  // for all readings that are tried of a question

// What one answer is made with.
typedef struct Making {
    const Model *model;
    const AskIndex *index;
    Source *source;
    Query *query;
    const AnswerRequest *request;
    Arena *a;
    Words words;
} Making;

static QueryDoor door_of(const Making *k) {
    return (QueryDoor){.query = k->query,
                       .source = k->source,
                       .model = k->model,
                       .cancel = k->request->cancel,
                       .language = k->request->language};
}

static bool plan_run(const Making *k, Plan *plan, QueryResult **ret, Err *err) {
    QueryDoor door = door_of(k);
    return query_plan(&door, plan, k->a, ret, err);
}

bool answer_must_stop(const Err *err) {
    switch (err->code) {
        case ERR_CANCELLED:
        case ERR_TIMEOUT:
        case ERR_UNAVAILABLE:
        case ERR_IO:
        case ERR_INTERNAL: return true;
        default: return false;
    }
}

// A chart that the request wishes for goes before what the question says.
static Chart chart_of(const Making *k, const Table *t, const Plan *plan, const ChartWish *said) {
    const ChartWish *wish = k->request->chart ? k->request->chart : said;
    return chart_choose(t, plan, wish, k->request->today, k->words);
}

// The readings that were not chosen; when `run`, with rows, so that a person can compare.
static bool alternatives_fill(const Making *k, const AskResult *read, bool run, Answer *answer,
                              Err *err) {
    size_t first = answer->status == ASK_ANSWERED ? 1 : 0;
    answer->alternatives = arena_new(k->a, AnswerAlternative, ANSWER_ALTERNATIVES_MAX);
    for (size_t i = first; i < read->reading_count; i++) {
        if (answer->alternative_count == ANSWER_ALTERNATIVES_MAX) break;
        const AskReading *reading = &read->readings[i];
        QueryResult *result = NULL;
        if (run && !plan_run(k, reading->plan, &result, err)) {
            if (answer_must_stop(err)) return false;
            continue;  // a reading that cannot be run is no choice
        }
        answer->alternatives[answer->alternative_count++] = (AnswerAlternative){
            .plan = reading->plan,
            .reading = plan_sentence(k->model, reading->plan, k->words),
            .confidence = reading->confidence,
            .result = result,
        };
        AnswerAlternative *added = &answer->alternatives[answer->alternative_count - 1];
        if (result) added->chart = chart_of(k, result->table, reading->plan, &read->chart);
    }
    return true;
}

static void refuse(Answer *answer, Str message) {
    answer->status = ASK_REFUSED;
    answer->message = message;
    answer->plan = NULL;
    answer->confidence = 0;
}

// Runs the plan and says what came of it.
static bool plan_answer(const Making *k, Plan *plan, const ChartWish *said, Answer *answer,
                        Err *err) {
    QueryResult *result = NULL;
    if (!plan_run(k, plan, &result, err)) {
        if (answer_must_stop(err)) return false;
        refuse(answer, words_message(k->words, str_dup(k->a, str_from(err->message))));
        return true;
    }
    answer->plan = plan;
    answer->result = result;
    answer->reading = plan_sentence(k->model, plan, k->words);
    plan_chips(k->model, plan, k->request->today, k->words, &answer->chips, &answer->chip_count);
    answer->chart = chart_of(k, result->table, plan, said);
    answer->headline =
        chart_headline_on(result->table, plan, k->model, k->request->today, k->words);
    answer->followups = ask_followups(k->model, plan, k->words);
    return true;
}

// Of nothing: no row, or one in which nothing stands.
static bool is_empty(const Table *t) {
    if (t->rows > 1) return false;
    for (size_t c = 0; t->rows == 1 && c < t->column_count; c++) {
        if (!table_value(t, 0, c).is_null) return false;
    }
    return true;
}

// Runs a reading so that ask may look at what it comes to. What is chosen stands in the cache then.
typedef struct Trials {
    const Making *making;
    int64_t end_us;  // 0: none was run yet
} Trials;

static void reading_try(void *ctx, Plan *plan, Outcome *ret) {
    Trials *t = ctx;
    QueryDoor door = door_of(t->making);
    QueryResult *result = NULL;
    Err err = {0};
    int64_t now_us = clock_mono_us();
    if (t->end_us == 0) t->end_us = now_us + TRIALS_US;
    door.timeout_us = t->end_us - now_us;
    if (door.timeout_us <= 0) return;
    if (query_plan(&door, plan, t->making->a, &result, &err)) {
        *ret = outcome_of(result->table);
    } else if (err.code == ERR_INVALID) {
        *ret = outcome_failed();
    }
}

static bool question_answer(const Making *k, Answer *answer, Err *err) {
    AskResult *read = NULL;
    Trials trials = {.making = k};
    const AskTrial trial = {.run = reading_try, .ctx = &trials};
    AskRequest ask = {.question = ask_suggestion_read(k->model, k->request->question, k->words),
                      .language = k->request->language,
                      .today = k->request->today,
                      .fiscal_month = k->request->fiscal_month,
                      .before = k->request->before,
                      .explain = k->request->explain,
                      .trial = &trial};
    if (!ask_read(k->index, k->model, &ask, k->a, &read, err)) return false;

    answer->status = read->status;
    answer->message = read->message;
    answer->missing = read->missing;
    answer->notice = read->notice;
    answer->trace = read->trace;
    answer->wish = read->chart;
    if (read->reading_count > 0) answer->confidence = read->readings[0].confidence;
    if (read->task.kind == ASK_TASK_FORECAST) {
        QueryDoor door = door_of(k);
        return answer_outlook(&door, &read->task, k->request, k->a, answer, err);
    }
    switch (read->status) {
        case ASK_ANSWERED:
            if (!plan_answer(k, read->readings[0].plan, &read->chart, answer, err)) return false;
            if (answer->status != ASK_ANSWERED) return true;
            if (is_empty(answer->result->table)) answer->confidence *= EMPTY_FACTOR;
            return alternatives_fill(k, read, k->request->run_alternatives, answer, err);
        case ASK_CLARIFY: return alternatives_fill(k, read, true, answer, err);
        case ASK_REFUSED: return true;
    }
    assert(false);
    return true;
}

bool answer_run(const AnswerMeans *means, const AnswerRequest *request, Arena *a,
                Answer **ret_answer, Err *err) {
    assert(means && request && ret_answer && err);
    int64_t started_us = clock_mono_us();
    Making k = {.model = snapshot_model(means->snapshot),
                .index = snapshot_index(means->snapshot),
                .source = means->source,
                .query = means->query,
                .request = request,
                .a = a,
                .words = words_for(a, request->language)};
    Answer *answer = arena_new(a, Answer, 1);
    answer->question = request->question;
    answer->language = request->language;
    if (request->plan) {
        Plan *plan = NULL;
        if (!plan_read(k.model, request->plan, a, &plan, err)) return false;
        answer->confidence = 1;  // a person set every chip
        if (!plan_answer(&k, plan, NULL, answer, err)) return false;
    } else if (k.model->table_count == 0) {
        refuse(answer, words_text(k.words,
                                  "There is no data yet. Add a file of sales, stock or "
                                  "customers first."));
    } else if (!question_answer(&k, answer, err)) {
        return false;
    }
    answer->elapsed_us = clock_mono_us() - started_us;
    *ret_answer = answer;
    return true;
}
