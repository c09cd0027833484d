#include "api/api_state.h"
#include "api/handlers.h"
#include "api/paging.h"
#include "api/request_language.h"
#include "data/writer.h"
#include "flow/settings.h"
#include "flow/verified.h"
#include "store/store_question.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    ROWS_IN_ANSWER = 1000,
    QUERY_LIMIT_DEFAULT = 1000,
    QUERY_LIMIT_MAX = 100000,
    QUESTIONS_DEFAULT = 50,
    QUESTIONS_MAX = 200,
};

// The type of chart wished for, by its name.
static bool chart_read(ApiCall *call, AnswerRequest *r, Err *err) {
    Str name = {0};
    if (!json_get_str(call->in, "chart", false, &name, err)) return false;
    if (name.len == 0) return true;
    ChartWish *wish = arena_new(call->a, ChartWish, 1);
    if (!chart_wish_from(name, wish)) {
        return fail(err, ERR_INVALID, "field 'chart': there is no chart '" STR_F "'", STR_A(name));
    }
    r->chart = wish;
    return true;
}

// What a request says of the question; "message" is how chat clients call it.
static bool request_read(ApiCall *call, AnswerRequest *ret, Err *err) {
    const Json *in = call->in;
    AnswerRequest r = {.today = clock_today(),
                       .fiscal_month = settings_fiscal_month(call->api->options.workspace),
                       .language = call->language,
                       .cancel = call->req->cancelled};
    Str today = {0}, language = {0};
    bool ok = json_get_str(in, "question", false, &r.question, err) &&
              json_get_str(in, "message", false, &r.question, err) &&
              json_get_str(in, "today", false, &today, err) &&
              json_get_str(in, "language", false, &language, err) &&
              json_get_bool(in, "explain", false, &r.explain, err) &&
              json_get_object(in, "plan", false, &r.plan, err);
    if (!ok || !chart_read(call, &r, err)) return false;
    if (today.len > 0 && !date_parse_iso(today, &r.today)) {
        return fail(err, ERR_INVALID, "field 'today' must be a date like 2026-11-21");
    }
    if (language.len > 0) {
        r.language =
            request_language_of(call->req, call->api->options.workspace, words_language(language));
    }
    if (!r.plan && str_trim(r.question).len == 0) {
        return fail(err, ERR_INVALID, "field 'question' is missing: ask something");
    }
    *ret = r;
    return true;
}

// The plan of the turn before, for a follow-up.
static bool before_read(ApiCall *call, const Model *m, AnswerRequest *request, Err *err) {
    const Json *json = NULL;
    if (!json_get_object(call->in, "before", false, &json, err)) return false;
    if (!json) return true;
    Plan *plan = NULL;
    if (!plan_read(m, json, call->a, &plan, err)) return false;
    request->before = plan;
    return true;
}

// The history is a comfort: an answer is not withheld because it could not be recorded.
static void answer_record(ApiCall *call, Answer *answer) {
    if (answer->question.len == 0) return;
    Err err = {0};
    int64_t id = 0;
    const ApiOptions *o = &call->api->options;
    StoreQuestion record = {.question = answer->question,
                            .status = str_from(answer_status_name(answer->status)),
                            .reading = answer->reading,
                            .sql = answer->result ? answer->result->sql : (Str){0},
                            .confidence = answer->confidence,
                            .elapsed_us = answer->elapsed_us,
                            .asked_at = clock_now(),
                            .person = person_id(&call->visitor.person)};
    if (store_question_add(o->store, o->workspace_id, &record, &id, &err)) {
        answer->id = str_fmt(call->a, "%lld", (long long)id);
    } else {
        log_warn("question not recorded", "error", err.message, NULL);
    }
}

bool api_ask_post(ApiCall *call, JsonW *out, Err *err) {
    Workspace *w = call->api->options.workspace;
    AnswerRequest request = {0};
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot_to_ask(w, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    if (!request_read(call, &request, err) || !before_read(call, m, &request, err)) return false;
    Answer *answer = NULL;
    if (!verified_answer(w, snapshot, &request, call->a, &answer, err)) return false;
    answer_record(call, answer);
    answer_write(out, m, answer, ROWS_IN_ANSWER);
    return true;
}

static void question_write(JsonW *out, const StoreQuestion *q, Arena *a) {
    jsonw_object(out);
    jsonw_key_str(out, "id", str_fmt(a, "%lld", (long long)q->id));
    jsonw_key_str(out, "question", q->question);
    jsonw_key_str(out, "status", q->status);
    jsonw_key_str(out, "reading", q->reading);
    jsonw_key_moment(out, "asked_at", q->asked_at);
    jsonw_key_float(out, "elapsed_ms", (double)q->elapsed_us / 1000);
    jsonw_key_bool(out, "favourite", q->favourite);
    jsonw_end(out);
}

bool api_questions_get(ApiCall *call, JsonW *out, Err *err) {
    int64_t limit = 0;
    Str wish = {0};
    StoreQuestion *questions = NULL;
    size_t count = 0;
    const ApiOptions *o = &call->api->options;
    StoreQuestionPage page = {.workspace = o->workspace_id,
                              .person = person_id(&call->visitor.person)};
    if (!paging_number(call->req, &(PagingRule){"limit", QUESTIONS_DEFAULT, 1, QUESTIONS_MAX},
                       &limit, err) ||
        !paging_number(call->req, &(PagingRule){"cursor", 0, 0, INT64_MAX}, &page.before, err)) {
        return false;
    }
    page.limit = (size_t)limit;
    (void)http_request_query(call->req, S("search"), &page.search);
    page.favourites =
        http_request_query(call->req, S("favourite"), &wish) && str_eq(wish, S("true"));
    if (!store_question_list(o->store, &page, call->a, &questions, &count, err)) return false;
    jsonw_object(out);
    jsonw_key_array(out, "questions");
    for (size_t i = 0; i < count; i++) question_write(out, &questions[i], call->a);
    jsonw_end(out);
    if (count == (size_t)limit) {
        Str next = str_fmt(call->a, "%lld", (long long)questions[count - 1].id);
        jsonw_key_str(out, "next", next);
    }
    jsonw_end(out);
    return true;
}

bool api_suggestions_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(call->api->options.workspace, &snapshot, err)) return false;
    StrList list = ask_suggestions(snapshot_model(snapshot), clock_today(),
                                   words_for(call->a, call->language));
    jsonw_object(out);
    jsonw_key_array(out, "questions");
    for (size_t i = 0; i < list.count; i++) jsonw_str(out, list.items[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_query_post(ApiCall *call, JsonW *out, Err *err) {
    Str sql = {0};
    int64_t limit = QUERY_LIMIT_DEFAULT;
    if (!json_get_str(call->in, "sql", true, &sql, err) ||
        !json_get_int(call->in, "limit", false, &limit, err)) {
        return false;
    }
    if (limit < 1 || limit > QUERY_LIMIT_MAX) {
        return fail(err, ERR_INVALID, "field 'limit' must be 1 to %d", QUERY_LIMIT_MAX);
    }
    Workspace *w = call->api->options.workspace;
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    QueryResult *result = NULL;
    SqlRequest request = {.sql = sql, .row_max = (uint64_t)limit, .cancel = call->req->cancelled};
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    if (!workspace_sql(w, snapshot, &request, call->a, &result, err)) return false;
    jsonw_object(out);
    answer_write_rows(out, result->table, result->table->rows);
    Chart chart = chart_choose(result->table, plan_new(call->a), &(ChartWish){0}, clock_today(),
                               words_for(call->a, call->language));
    jsonw_key(out, S("chart"));
    chart_write(out, &chart, result->table);
    answer_write_sources(out, result);
    jsonw_key_float(out, "elapsed_ms", (double)result->elapsed_us / 1000);
    jsonw_end(out);
    return true;
}
