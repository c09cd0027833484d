// The one shape of an answer in JSON, for the API and for the command line.
#include <assert.h>

#include "data/writer.h"
#include "flow/answer.h"

static const char *const CHIP_KINDS[] = {
    [CHIP_MEASURE] = "measure", [CHIP_DIMENSION] = "dimension", [CHIP_FILTER] = "filter",
    [CHIP_TIME] = "time",       [CHIP_COMPARE] = "comparison",  [CHIP_HAVING] = "having",
    [CHIP_ORDER] = "order",     [CHIP_LIMIT] = "limit",
};

static const char *const STATUSES[] = {
    [ASK_ANSWERED] = "answered",
    [ASK_CLARIFY] = "clarify",
    [ASK_REFUSED] = "refused",
};

static void strings_key(JsonW *w, const char *key, StrList list) {
    jsonw_key_array(w, key);
    for (size_t i = 0; i < list.count; i++) jsonw_str(w, list.items[i]);
    jsonw_end(w);
}

static void plan_key(JsonW *w, const Model *m, const Plan *plan) {
    jsonw_key(w, S("plan"));
    plan_write(w, m, plan);
}

static void chips_write(JsonW *w, const Model *m, const Answer *answer) {
    jsonw_key_array(w, "chips");
    for (size_t i = 0; i < answer->chip_count; i++) {
        const Chip *chip = &answer->chips[i];
        jsonw_object(w);
        jsonw_key_str(w, "kind", str_from(CHIP_KINDS[chip->kind]));
        jsonw_key_str(w, "text", chip->text);
        jsonw_key_str(w, "path", chip->path);
        jsonw_key_array(w, "options");
        for (size_t k = 0; k < chip->option_count; k++) {
            jsonw_object(w);
            jsonw_key_str(w, "text", chip->options[k].text);
            plan_key(w, m, chip->options[k].plan);
            jsonw_end(w);
        }
        jsonw_end(w);
        jsonw_end(w);
    }
    jsonw_end(w);
}

const char *answer_status_name(AskStatus status) { return STATUSES[status]; }

void answer_write_rows(JsonW *w, const Table *t, size_t row_max) {
    jsonw_key(w, S("columns"));
    writer_columns(w, t->columns, t->column_count);
    jsonw_key(w, S("rows"));
    writer_rows(w, t, 0, t->rows < row_max ? t->rows : row_max);
    jsonw_key_int(w, "row_count", (int64_t)t->rows);
    jsonw_key_bool(w, "truncated", t->truncated || t->rows > row_max);
}

void answer_write_sources(JsonW *w, const QueryResult *result) {
    jsonw_key_array(w, "sources");
    for (size_t i = 0; i < result->source_count; i++) {
        const QuerySource *s = &result->sources[i];
        jsonw_object(w);
        jsonw_key_str(w, "table", s->table);
        jsonw_key_str(w, "label", s->label);
        jsonw_key_int(w, "rows", (int64_t)s->rows);
        jsonw_key_moment(w, "fresh_at", s->fresh_at);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void result_write(JsonW *w, const Model *m, const Answer *answer, size_t row_max) {
    jsonw_key_str(w, "reading", answer->reading);
    chips_write(w, m, answer);
    plan_key(w, m, answer->plan);
    jsonw_key_str(w, "headline", answer->headline);
    jsonw_key_str(w, "sql", answer->result->sql);
    answer_write_rows(w, answer->result->table, row_max);
    jsonw_key(w, S("chart"));
    chart_write(w, &answer->chart, answer->result->table);
    answer_write_sources(w, answer->result);
    jsonw_key_str(w, "badge", S("parsed"));
    strings_key(w, "followups", answer->followups);
}

static void alternatives_write(JsonW *w, const Model *m, const Answer *answer, size_t row_max) {
    jsonw_key_array(w, "alternatives");
    for (size_t i = 0; i < answer->alternative_count; i++) {
        const AnswerAlternative *other = &answer->alternatives[i];
        jsonw_object(w);
        jsonw_key_str(w, "reading", other->reading);
        jsonw_key_float(w, "confidence", other->confidence);
        plan_key(w, m, other->plan);
        if (other->result) {
            jsonw_key_str(w, "sql", other->result->sql);
            answer_write_rows(w, other->result->table, row_max);
        }
        jsonw_end(w);
    }
    jsonw_end(w);
}

void answer_write(JsonW *w, const Model *m, const Answer *answer, size_t row_max) {
    jsonw_object(w);
    if (answer->id.len > 0) jsonw_key_str(w, "id", answer->id);
    jsonw_key_str(w, "question", answer->question);
    jsonw_key_str(w, "status", str_from(answer_status_name(answer->status)));
    jsonw_key_float(w, "confidence", answer->confidence);
    if (answer->status == ASK_ANSWERED) {
        assert(answer->result);
        result_write(w, m, answer, row_max);
    }
    alternatives_write(w, m, answer, row_max);
    jsonw_key_str(w, "message", answer->message);
    strings_key(w, "missing", answer->missing);
    if (answer->trace.len > 0) jsonw_key_str(w, "trace", answer->trace);
    jsonw_key_float(w, "elapsed_ms", (double)answer->elapsed_us / 1000);
    jsonw_end(w);
}
