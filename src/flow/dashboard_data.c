#include "flow/dashboard_data.h"

#include <assert.h>

#include "flow/dashboard_before.h"
#include "flow/dashboard_filter.h"
#include "flow/dashboard_spark.h"
#include "flow/plan_rows.h"
#include "flow/result_page.h"
#include "sql/sql.h"
#include "sys/clock.h"

enum { PLAN_BYTES_MAX = 1 << 20 };

// Why a filter says nothing of this card.
typedef struct Unfiltered {
    Str id, why;
} Unfiltered;

// One card on its way to its rows.
typedef struct Painting {
    Workspace *w;
    const Snapshot *s;
    const Model *m;
    const DashboardDataRequest *request;
    Unfiltered unfiltered[DASHBOARD_FILTERS_MAX];
    size_t unfiltered_count;
    Arena *a;
    Err *err;
} Painting;

static Str text_of(const Json *o, const char *name) {
    const Json *value = json_object_get(o, name);
    if (!json_is_string(value)) return S("");
    return str_of(json_string_value(value), json_string_length(value));
}

static void unfiltered_add(Painting *p, const Json *filter, Str why) {
    if (p->unfiltered_count == DASHBOARD_FILTERS_MAX) return;
    Words w = words_for(p->a, p->request->language);
    p->unfiltered[p->unfiltered_count++] =
        (Unfiltered){text_of(filter, "id"), words_message(w, why)};
}

static void unfiltered_write(const Painting *p, JsonW *out) {
    jsonw_key_array(out, "not_filtered");
    for (size_t i = 0; i < p->unfiltered_count; i++) {
        jsonw_object(out);
        jsonw_key_str(out, "id", p->unfiltered[i].id);
        jsonw_key_str(out, "why", p->unfiltered[i].why);
        jsonw_end(out);
    }
    jsonw_end(out);
}

// ---- plans ----

static Plan *filters_lay(Painting *p, Plan *plan) {
    const Json *filters = p->request->filters;
    for (size_t i = 0; i < json_array_size(filters); i++) {
        const Json *filter = json_array_get(filters, i);
        Str why = {0};
        dashboard_filter_apply(p->m, filter, p->request->day, p->a, &plan, &why);
        if (why.len > 0) unfiltered_add(p, filter, why);
    }
    return plan;
}

// The plan as answer takes it.
static bool plan_json(const Painting *p, const Plan *plan, Json **ret) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, PLAN_BYTES_MAX);
    JsonW out = jsonw_to(&text);
    plan_write(&out, p->m, plan);
    return buf_check(&text, ERR_WORD("the plan"), p->err) &&
           json_parse(buf_str(&text), ret, p->err);
}

static bool plan_answer(const Painting *p, const Plan *plan, Answer **ret) {
    CLEANUP(json_done) Json *json = NULL;
    if (!plan_json(p, plan, &json)) return false;
    AnswerRequest request = {.question = text_of(p->request->card, "question"),
                             .language = p->request->language,
                             .today = p->request->day.today,
                             .fiscal_month = p->request->day.fiscal_month,
                             .plan = json,
                             .cancel = p->request->cancel};
    return workspace_answer(p->w, p->s, &request, p->a, ret, p->err);
}

static void chart_wish(const Painting *p, Answer *answer) {
    ChartWish wish = {0};
    Str name = p->request->chart.len > 0 ? p->request->chart : text_of(p->request->card, "chart");
    if (answer->status != ASK_ANSWERED || !answer->plan || !answer->result) return;
    if (!chart_wish_from(name, &wish)) return;
    answer->chart = chart_choose(answer->result->table, answer->plan, &wish, p->request->day.today,
                                 words_for(p->a, p->request->language));
}

// ---- the small line of a number ----

static void spark_points_write(JsonW *out, const Table *t, Arena *a) {
    jsonw_key_array(out, "points");
    for (size_t r = t->rows; r-- > 0;) {
        double value = 0;
        if (table_value(t, r, 0).is_null || !table_number(t, r, 1, &value)) continue;
        jsonw_object(out);
        jsonw_key_str(out, "t", str_slice(table_text(t, r, 0, a), 0, 10));
        jsonw_key_float(out, "value", value);
        jsonw_end(out);
    }
    jsonw_end(out);
}

// One number, as a card of its own.
static bool is_figure(const Painting *p, const Answer *answer) {
    return str_eq(text_of(p->request->card, "kind"), S("kpi")) && answer->plan && answer->result &&
           !answer->outlook;
}

static void spark_write(const Painting *p, const Answer *answer, JsonW *out) {
    Plan *plan = NULL;
    Err none = {0};
    QueryDoor door = {0};
    QueryResult *result = NULL;
    if (!is_figure(p, answer) ||
        !dashboard_spark_make(p->m, answer->plan, p->request->day.today, p->a, &plan)) {
        return;
    }
    if (!workspace_door_take(p->w, p->s, p->request->cancel, &door, &none)) return;
    bool ok = query_plan(&door, plan, p->a, &result, &none);
    workspace_door_give(p->w, &door);
    if (!ok || result->table->column_count < 2) return;  // the number stands without its line
    const Column *columns = result->table->columns;
    jsonw_key_object(out, "spark");
    jsonw_key_str(out, "grain", str_from(date_unit_name(columns[0].grain)));
    jsonw_key_str(out, "unit", columns[1].unit);
    spark_points_write(out, result->table, p->a);
    jsonw_end(out);
}

// ---- what a number stands against ----

static bool number_of(const Painting *p, Plan *plan, double *ret) {
    Err none = {0};
    QueryDoor door = {0};
    QueryResult *result = NULL;
    if (!workspace_door_take(p->w, p->s, p->request->cancel, &door, &none)) return false;
    bool ok = query_plan(&door, plan, p->a, &result, &none);
    workspace_door_give(p->w, &door);
    return ok && result->table->rows == 1 && table_number(result->table, 0, 0, ret);
}

static void days_write(JsonW *out, const char *name, DateRange days, double value, Arena *a) {
    jsonw_key_object(out, name);
    jsonw_key_float(out, "value", value);
    jsonw_key_str(out, "first", date_str(a, days.first));
    jsonw_key_str(out, "last", date_str(a, days.end - 1));
    jsonw_end(out);
}

static void before_write(const Painting *p, const Answer *answer, JsonW *out) {
    DashboardBefore b = {0};
    double now = 0, then = 0;
    if (!is_figure(p, answer)) return;
    const Plan *plan = answer->plan;
    if (!dashboard_before_find(p->m, plan, p->request->day.today, &b)) return;
    if (!number_of(p, dashboard_before_plan(plan, b.now, p->a), &now)) return;
    if (!number_of(p, dashboard_before_plan(plan, b.then, p->a), &then)) return;
    jsonw_key_object(out, "before");
    days_write(out, "now", b.now, now, p->a);
    days_write(out, "then", b.then, then, p->a);
    jsonw_key_bool(out, "partial", b.is_partial);
    jsonw_key_str(out, "grain", b.is_unit ? str_from(date_unit_name(b.unit)) : S(""));
    jsonw_end(out);
}

static void target_write(const Painting *p, JsonW *out) {
    const Json *target = json_object_get(p->request->card, "target");
    if (json_is_number(target)) jsonw_key_float(out, "target", json_number_value(target));
}

// An answer without what could be asked on with: plan, chips, other readings.
static void bare_answer_write(const Painting *p, const Answer *answer, Str badge, JsonW *out) {
    jsonw_object(out);
    jsonw_key_str(out, "question", answer->question);
    jsonw_key_str(out, "status", str_from(answer_status_name(answer->status)));
    jsonw_key_float(out, "confidence", answer->confidence);
    if (answer->result) {
        jsonw_key_str(out, "reading", answer->reading);
        jsonw_key_str(out, "headline", answer->headline);
        if (!p->request->is_shared) jsonw_key_str(out, "sql", text_of(p->request->card, "sql"));
        answer_write_rows(out, answer->result->table, DASHBOARD_DATA_ROWS);
        jsonw_key(out, S("chart"));
        chart_write(out, &answer->chart, answer->result->table);
        // Who has a link alone need not know which tables there are, and how many rows they have.
        if (!p->request->is_shared) answer_write_sources(out, answer->result);
        if (answer->outlook) {
            jsonw_key(out, S("forecast"));
            outlook_write(out, answer->outlook, clock_now());
        }
        jsonw_key_str(out, "badge", badge);
    }
    jsonw_key_array(out, "alternatives");
    jsonw_end(out);
    jsonw_key_str(out, "message", answer->message);
    jsonw_key_array(out, "missing");
    jsonw_end(out);
    jsonw_key_float(out, "elapsed_ms", (double)answer->elapsed_us / 1000);
    jsonw_end(out);
}

static void answer_put(const Painting *p, Answer *answer, JsonW *out) {
    chart_wish(p, answer);
    jsonw_object(out);
    jsonw_key(out, S("answer"));
    if (p->request->is_shared) {
        bare_answer_write(p, answer, S("parsed"), out);
    } else {
        answer_write(out, p->m, answer, DASHBOARD_DATA_ROWS);
    }
    unfiltered_write(p, out);
    spark_write(p, answer, out);
    before_write(p, answer, out);
    target_write(p, out);
    jsonw_end(out);
}

static Answer *refusal(const Painting *p) {
    Answer *answer = arena_new(p->a, Answer, 1);
    answer->question = text_of(p->request->card, "question");
    answer->status = ASK_REFUSED;
    // To somebody with a link alone the reason would name tables, columns or the statement.
    Words w = words_for(p->a, p->request->language);
    answer->message = words_message(w, str_dup(p->a, str_from(p->err->message)));
    if (p->request->is_shared) answer->message = words_text(w, "This card can't be shown now.");
    return answer;
}

static bool plan_paint(Painting *p, Plan *plan, JsonW *out) {
    Answer *answer = NULL;
    period_renew(plan, p->request->day, p->a);
    if (!plan_answer(p, filters_lay(p, plan), &answer)) {
        if (answer_must_stop(p->err)) return false;
        answer = refusal(p);
    }
    answer_put(p, answer, out);
    return true;
}

static bool any_filter_set(const Json *filters) {
    for (size_t i = 0; i < json_array_size(filters); i++) {
        if (dashboard_filter_is_set(json_array_get(filters, i))) return true;
    }
    return false;
}

// A question whose plan could not be kept: a forecast, or one that was not understood.
static bool question_paint(Painting *p, JsonW *out) {
    Answer *answer = NULL;
    AnswerRequest request = {.question = text_of(p->request->card, "question"),
                             .language = p->request->language,
                             .today = p->request->day.today,
                             .fiscal_month = p->request->day.fiscal_month,
                             .cancel = p->request->cancel};
    CLEANUP(snapshot_releasep) Snapshot *indexed = NULL;
    if (!workspace_snapshot_to_ask(p->w, &indexed, p->err)) return false;
    p->s = indexed;
    p->m = snapshot_model(indexed);
    if (!workspace_answer(p->w, indexed, &request, p->a, &answer, p->err)) return false;
    const Json *filters = p->request->filters;
    if (answer->plan && !answer->outlook && any_filter_set(filters)) {
        return plan_paint(p, answer->plan, out);
    }
    for (size_t i = 0; i < json_array_size(filters); i++) {
        const Json *filter = json_array_get(filters, i);
        if (!dashboard_filter_is_set(filter)) continue;
        unfiltered_add(p, filter, S("the question is answered as it stands"));
    }
    answer_put(p, answer, out);
    return true;
}

// ---- statements ----

// The filter as a condition on a column of the result that has the filter's name; NULL when there
// is none. `columns` are the result's own.
static Json *sql_condition(const Json *filter, const Table *columns) {
    Str column = text_of(filter, "column");
    ptrdiff_t dot = str_find_char(column, '.');
    Str name = dot >= 0 ? str_skip(column, (size_t)dot + 1) : column;
    Str op = text_of(filter, "op");
    const Json *values = json_object_get(filter, "values");
    bool whole = true;  // without open ends
    for (size_t i = 0; i < json_array_size(values); i++) {
        whole = whole && !json_is_null(json_array_get(values, i));
    }
    bool can = whole && table_column(columns, name) >= 0 &&
               (str_eq(op, S("in")) || json_array_size(values) == 2);
    if (!can) return NULL;
    Json *condition = json_object();
    json_object_set_new(condition, "column", json_stringn(name.ptr, name.len));
    json_object_set_new(condition, "op", json_string(str_eq(op, S("in")) ? "in" : "between"));
    json_object_set(condition, "value", (Json *)(uintptr_t)values);
    return condition;
}

static Json *sql_conditions(Painting *p, const Table *columns) {
    Json *where = json_array();
    const Json *filters = p->request->filters;
    for (size_t i = 0; i < json_array_size(filters); i++) {
        const Json *filter = json_array_get(filters, i);
        if (!dashboard_filter_is_set(filter)) continue;
        Json *condition = sql_condition(filter, columns);
        if (condition) {
            json_array_append_new(where, condition);
        } else {
            unfiltered_add(p, filter, S("the statement's result has no such column"));
        }
    }
    return where;
}

static bool sql_run(Painting *p, Str sql, QueryResult **ret) {
    SqlRequest plain = {.sql = sql, .row_max = DASHBOARD_DATA_ROWS, .cancel = p->request->cancel};
    if (!workspace_sql(p->w, p->s, &plain, p->a, ret, p->err)) return false;
    if (!any_filter_set(p->request->filters)) return true;
    CLEANUP(json_done) Json *where = sql_conditions(p, (*ret)->table);
    if (json_array_size(where) == 0) return true;
    ResultPageRequest page = {
        .sql = sql, .where = where, .limit = DASHBOARD_DATA_ROWS, .cancel = p->request->cancel};
    ResultPage got = {0};
    if (!result_page_run(p->w, p->s, &page, p->a, &got, p->err)) return false;
    *ret = got.result;
    return true;
}

static void sql_answer_write(const Painting *p, const QueryResult *result, JsonW *out) {
    ChartWish wish = {0};
    Str name = p->request->chart.len > 0 ? p->request->chart : text_of(p->request->card, "chart");
    (void)chart_wish_from(name, &wish);
    Chart chart = chart_choose(result->table, plan_new(p->a), &wish, p->request->day.today,
                               words_for(p->a, p->request->language));
    Answer answer = {.status = ASK_ANSWERED,
                     .confidence = 1,
                     .result = result,
                     .chart = chart,
                     .elapsed_us = result->elapsed_us};
    bare_answer_write(p, &answer, S("sql"), out);
}

static bool sql_paint(Painting *p, JsonW *out) {
    Str sql = text_of(p->request->card, "sql");
    QueryResult *result = NULL;
    if (!sql_run(p, sql, &result)) {
        if (answer_must_stop(p->err)) return false;
        answer_put(p, refusal(p), out);
        return true;
    }
    jsonw_object(out);
    jsonw_key(out, S("answer"));
    sql_answer_write(p, result, out);
    unfiltered_write(p, out);
    target_write(p, out);
    jsonw_end(out);
    return true;
}

// ---- both ----

static bool card_paint(Painting *p, JsonW *out) {
    const Json *json = json_object_get(p->request->card, "plan");
    if (json_is_object(json)) {
        Plan *plan = NULL;
        if (plan_read(p->m, json, p->a, &plan, p->err)) return plan_paint(p, plan, out);
        answer_put(p, refusal(p), out);
        return true;
    }
    if (text_of(p->request->card, "question").len > 0) return question_paint(p, out);
    if (text_of(p->request->card, "sql").len > 0) return sql_paint(p, out);
    return fail(p->err, ERR_INVALID, "a card of text or a picture has no data");
}

bool dashboard_data_write(Workspace *w, const DashboardDataRequest *request, Arena *a, JsonW *out,
                          Err *err) {
    assert(w && request && request->card && out);
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err)) return false;
    Painting p = {.w = w, .s = s, .m = snapshot_model(s), .request = request, .a = a, .err = err};
    return card_paint(&p, out);
}

// ---- the rows behind a mark ----

typedef struct RowsResult {
    QueryResult *page;
    int64_t total;
} RowsResult;

static bool total_count(QueryDoor *door, Plan *rows, Arena *a, int64_t *ret, Err *err) {
    Str sql = {0};
    QueryResult *counted = NULL;
    if (!plan_join(door->model, a, rows, err) ||
        !sql_write(&SQL_DUCKDB, door->model, rows, a, &sql, err) ||
        !query_sql(door, str_fmt(a, "SELECT count(*) FROM (" STR_F ") AS counted", STR_A(sql)), a,
                   &counted, err)) {
        return false;
    }
    *ret = table_value(counted->table, 0, 0).i;
    return true;
}

static bool rows_fetch(Painting *p, const Plan *plan, const DashboardRowsRequest *r,
                       RowsResult *ret) {
    Plan *rows = NULL;
    QueryDoor door = {0};
    if (!plan_rows_make(p->m, plan, r->where, p->a, &rows, p->err)) return false;
    if (!workspace_door_take(p->w, p->s, r->cancel, &door, p->err)) return false;
    door.language = r->language;
    bool ok = total_count(&door, rows, p->a, &ret->total, p->err);
    rows->limit = (int64_t)r->limit;
    rows->offset = (int64_t)r->offset;
    ok = ok && query_plan(&door, rows, p->a, &ret->page, p->err);
    workspace_door_give(p->w, &door);
    return ok;
}

static bool rows_write(Painting *p, const Plan *plan, const DashboardRowsRequest *r, JsonW *out) {
    RowsResult got = {0};
    if (!rows_fetch(p, plan, r, &got)) return false;
    jsonw_object(out);
    answer_write_rows(out, got.page->table, got.page->table->rows);
    jsonw_key_int(out, "total", got.total);
    answer_write_sources(out, got.page);
    unfiltered_write(p, out);
    jsonw_end(out);
    return true;
}

bool dashboard_data_rows(Workspace *w, const DashboardDataRequest *request,
                         const DashboardRowsRequest *rows, Arena *a, JsonW *out, Err *err) {
    const Json *json = json_object_get(request->card, "plan");
    Plan *plan = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!json_is_object(json)) {
        return fail(err, ERR_INVALID, "only a card with a reading has rows behind its marks");
    }
    if (!workspace_snapshot(w, &s, err)) return false;
    Painting p = {.w = w, .s = s, .m = snapshot_model(s), .request = request, .a = a, .err = err};
    if (!plan_read(p.m, json, a, &plan, err)) return false;
    period_renew(plan, request->day, a);
    return rows_write(&p, filters_lay(&p, plan), rows, out);
}

bool dashboard_data_plan_rows(Workspace *w, const Json *plan, const DashboardRowsRequest *rows,
                              Arena *a, JsonW *out, Err *err) {
    Plan *read = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err)) return false;
    Painting p = {.w = w, .s = s, .m = snapshot_model(s), .a = a, .err = err};
    if (!plan_read(p.m, plan, a, &read, err)) return false;
    return rows_write(&p, read, rows, out);
}
