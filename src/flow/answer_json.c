// The one shape of an answer in JSON, for the API and for the command line.
#include <assert.h>

#include "data/writer.h"
#include "flow/answer.h"
#include "flow/kept_said.h"
#include "sys/clock.h"

enum { OUTLOOK_JSON_MAX = 64 << 20 };

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

// How an answer is written.
typedef struct Form {
    const Model *m;
    size_t row_max;
    bool asked_only;  // columns that were not asked for stand apart
    Arena *a;
} Form;

// A result with the columns that were asked for first.
typedef struct Parted {
    const Table *all;
    const Table *asked, *support;
    size_t *place;  // of each column of the result in `all`
} Parted;

static Parted parted(const Table *t, Arena *a) {
    size_t *columns = arena_new(a, size_t, t->column_count), asked = 0, count = 0;
    Parted p = {.place = arena_new(a, size_t, t->column_count)};
    for (int support = 0; support < 2; support++) {
        for (size_t c = 0; c < t->column_count; c++) {
            if (t->columns[c].is_support != (support == 1)) continue;
            p.place[c] = count;
            columns[count++] = c;
        }
        if (support == 0) asked = count;
    }
    p.all = table_with(t, columns, count, a);
    p.asked = table_with(t, columns, asked, a);
    p.support = table_with(t, columns + asked, count - asked, a);
    return p;
}

// The chart counts its columns over those asked for and then the others.
static Chart chart_turned(const Chart *chart, const size_t *place) {
    Chart c = *chart;
    if (c.x >= 0) c.x = (int)place[c.x];
    if (c.split >= 0) c.split = (int)place[c.split];
    for (size_t i = 0; i < c.series_count; i++) c.series[i] = (int)place[c.series[i]];
    for (int i = 0; i < CHART_PART_COUNT; i++) {
        if (c.parts[i] >= 0) c.parts[i] = (int)place[c.parts[i]];
    }
    return c;
}

static void chart_key(JsonW *w, const Form *form, const Table *t, const Chart *chart) {
    Parted p = {.all = t};
    if (form->asked_only) p = parted(t, form->a);
    Chart turned = form->asked_only ? chart_turned(chart, p.place) : *chart;
    jsonw_key(w, S("chart"));
    chart_write(w, &turned, p.all);
}

static void table_write(JsonW *w, const Form *form, const Table *t, const Chart *chart) {
    Parted p = {.all = t};
    if (form->asked_only) p = parted(t, form->a);
    answer_write_rows(w, form->asked_only ? p.asked : t, form->row_max);
    if (form->asked_only && p.support->column_count > 0) {
        jsonw_key_object(w, "support");
        answer_write_rows(w, p.support, form->row_max);
        jsonw_end(w);
    }
    chart_key(w, form, t, chart);
}

static void outlook_say(JsonW *w, const Answer *answer) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf json;
    Err none = {0};
    buf_init(&json, OUTLOOK_JSON_MAX);
    JsonW own = jsonw_to(&json);
    outlook_write(&own, answer->outlook, clock_now());
    bool ok = !json.overflow &&
              kept_said_outlook(w, buf_str(&json), words_for(a, answer->language), &none);
    if (!ok) jsonw_null(w);
}

static void result_write(JsonW *w, const Form *form, const Answer *answer) {
    const Model *m = form->m;
    jsonw_key_str(w, "reading", answer->reading);
    chips_write(w, m, answer);
    plan_key(w, m, answer->plan);
    jsonw_key_str(w, "headline", answer->headline);
    jsonw_key_str(w, "sql", answer->result->sql);
    table_write(w, form, answer->result->table, &answer->chart);
    answer_write_sources(w, answer->result);
    if (answer->outlook) {
        jsonw_key(w, S("forecast"));
        outlook_say(w, answer);
    }
    jsonw_key_str(w, "badge", answer->plan_is_verified ? S("verified") : S("parsed"));
    strings_key(w, "followups", answer->followups);
}

static void alternatives_write(JsonW *w, const Form *form, const Answer *answer) {
    jsonw_key_array(w, "alternatives");
    for (size_t i = 0; i < answer->alternative_count; i++) {
        const AnswerAlternative *other = &answer->alternatives[i];
        jsonw_object(w);
        jsonw_key_str(w, "reading", other->reading);
        jsonw_key_float(w, "confidence", other->confidence);
        plan_key(w, form->m, other->plan);
        if (other->result) {
            jsonw_key_str(w, "sql", other->result->sql);
            table_write(w, form, other->result->table, &other->chart);
        }
        jsonw_end(w);
    }
    jsonw_end(w);
}

// Of a question that is asked back, the chart of the first reading; of one that is refused, the
// type that was named, so that it outlives other words.
static void chart_left_write(JsonW *w, const Form *form, const Answer *answer) {
    for (size_t i = 0; i < answer->alternative_count; i++) {
        const AnswerAlternative *other = &answer->alternatives[i];
        if (!other->result) continue;
        chart_key(w, form, other->result->table, &other->chart);
        return;
    }
    ChartType type = CHART_TABLE;
    if (!chart_wish_type(&answer->wish, &type)) return;
    Chart named = chart_new(type);
    named.drawn = CHART_TABLE;
    jsonw_key(w, S("chart"));
    chart_write(w, &named, NULL);
}

static void whole_write(JsonW *w, const Form *form, const Answer *answer) {
    jsonw_object(w);
    if (answer->id.len > 0) jsonw_key_str(w, "id", answer->id);
    jsonw_key_str(w, "question", answer->question);
    jsonw_key_str(w, "status", str_from(answer_status_name(answer->status)));
    jsonw_key_float(w, "confidence", answer->confidence);
    if (answer->status == ASK_ANSWERED) {
        assert(answer->result);
        result_write(w, form, answer);
    } else {
        chart_left_write(w, form, answer);
    }
    alternatives_write(w, form, answer);
    jsonw_key_str(w, "message", answer->message);
    if (answer->notice.len > 0) jsonw_key_str(w, "notice", answer->notice);
    strings_key(w, "missing", answer->missing);
    if (answer->trace.len > 0) jsonw_key_str(w, "trace", answer->trace);
    jsonw_key_float(w, "elapsed_ms", (double)answer->elapsed_us / 1000);
    jsonw_end(w);
}

void answer_write(JsonW *w, const Model *m, const Answer *answer, size_t row_max) {
    whole_write(w, &(Form){.m = m, .row_max = row_max}, answer);
}

void answer_write_asked(JsonW *w, const Model *m, const Answer *answer, size_t row_max) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    whole_write(w, &(Form){.m = m, .row_max = row_max, .asked_only = true, .a = a}, answer);
}
