#include "chart/chart_call.h"

#include <ctype.h>
#include <math.h>

enum { SIZES_APART = 20, ROWS_LOOKED_AT = 2000 };

typedef struct CallWord {
    Str phrase;  // of whole words
    ChartCall call;
} CallWord;

// A new word is a new row.
static const CallWord WORDS[] = {
    {STR("open"), CHART_CALL_OPEN},
    {STR("opening"), CHART_CALL_OPEN},
    {STR("high"), CHART_CALL_HIGH},
    {STR("highest"), CHART_CALL_HIGH},
    {STR("low"), CHART_CALL_LOW},
    {STR("lowest"), CHART_CALL_LOW},
    {STR("close"), CHART_CALL_CLOSE},
    {STR("closing"), CHART_CALL_CLOSE},
    {STR("start"), CHART_CALL_FIRST_DAY},
    {STR("started"), CHART_CALL_FIRST_DAY},
    {STR("starts"), CHART_CALL_FIRST_DAY},
    {STR("begin"), CHART_CALL_FIRST_DAY},
    {STR("begins"), CHART_CALL_FIRST_DAY},
    {STR("from"), CHART_CALL_FIRST_DAY},
    {STR("check in"), CHART_CALL_FIRST_DAY},
    {STR("admitted"), CHART_CALL_FIRST_DAY},
    {STR("admission"), CHART_CALL_FIRST_DAY},
    {STR("opened"), CHART_CALL_FIRST_DAY},
    {STR("end"), CHART_CALL_LAST_DAY},
    {STR("ended"), CHART_CALL_LAST_DAY},
    {STR("ends"), CHART_CALL_LAST_DAY},
    {STR("finish"), CHART_CALL_LAST_DAY},
    {STR("finished"), CHART_CALL_LAST_DAY},
    {STR("to"), CHART_CALL_LAST_DAY},
    {STR("until"), CHART_CALL_LAST_DAY},
    {STR("due"), CHART_CALL_LAST_DAY},
    {STR("deadline"), CHART_CALL_LAST_DAY},
    {STR("check out"), CHART_CALL_LAST_DAY},
    {STR("discharged"), CHART_CALL_LAST_DAY},
    {STR("discharge"), CHART_CALL_LAST_DAY},
    {STR("closed"), CHART_CALL_LAST_DAY},
    {STR("from"), CHART_CALL_FROM},
    {STR("source"), CHART_CALL_FROM},
    {STR("origin"), CHART_CALL_FROM},
    {STR("sender"), CHART_CALL_FROM},
    {STR("to"), CHART_CALL_TO},
    {STR("target"), CHART_CALL_TO},
    {STR("destination"), CHART_CALL_TO},
    {STR("receiver"), CHART_CALL_TO},
    {STR("later"), CHART_CALL_SINCE},
    {STR("since"), CHART_CALL_SINCE},
    {STR("after first"), CHART_CALL_SINCE},
    {STR("target"), CHART_CALL_TARGET},
    {STR("goal"), CHART_CALL_TARGET},
    {STR("quota"), CHART_CALL_TARGET},
    {STR("budget"), CHART_CALL_TARGET},
    {STR("lat"), CHART_CALL_LATITUDE},
    {STR("latitude"), CHART_CALL_LATITUDE},
    {STR("lon"), CHART_CALL_LONGITUDE},
    {STR("lng"), CHART_CALL_LONGITUDE},
    {STR("long"), CHART_CALL_LONGITUDE},
    {STR("longitude"), CHART_CALL_LONGITUDE},
};

static bool is_letter(Str text, size_t at) {
    return at < text.len && isalnum((unsigned char)text.ptr[at]);
}

// In any case, "_" being a space.
static bool stands_at(Str name, size_t at, Str phrase) {
    if (at + phrase.len > name.len) return false;
    for (size_t i = 0; i < phrase.len; i++) {
        char c = name.ptr[at + i] == '_' ? ' ' : name.ptr[at + i];
        if (tolower((unsigned char)c) != phrase.ptr[i]) return false;
    }
    return true;
}

// The phrase stands in the name, with no letter beside it.
static bool has_words(Str name, Str phrase) {
    for (size_t at = 0; at + phrase.len <= name.len; at++) {
        bool whole = (at == 0 || !is_letter(name, at - 1)) && !is_letter(name, at + phrase.len);
        if (whole && stands_at(name, at, phrase)) return true;
    }
    return false;
}

bool chart_call_is(Str name, ChartCall call) {
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (WORDS[i].call == call && has_words(name, WORDS[i].phrase)) return true;
    }
    return false;
}

// ---- what a shape calls for ----

static bool some_measure_is(const Table *t, const ChartShape *s, ChartCall call) {
    for (size_t i = 0; i < s->measure_count; i++) {
        if (chart_call_is(t->columns[s->measures[i]].name, call)) return true;
    }
    return false;
}

static bool calls_candles(const Table *t, const ChartShape *s) {
    return s->time >= 0 && some_measure_is(t, s, CHART_CALL_OPEN) &&
           some_measure_is(t, s, CHART_CALL_HIGH) && some_measure_is(t, s, CHART_CALL_LOW) &&
           some_measure_is(t, s, CHART_CALL_CLOSE);
}

static bool is_day(const Column *c) {
    return !c->is_bucket && (c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP);
}

static void spans_find(const Table *t, ChartShape *s) {
    s->span_first = s->span_last = -1;
    for (size_t c = 0; c < t->column_count; c++) {
        if (!is_day(&t->columns[c])) continue;
        Str name = t->columns[c].name;
        bool first = s->span_first < 0 && chart_call_is(name, CHART_CALL_FIRST_DAY);
        if (first)
            s->span_first = (int)c;
        else if (s->span_last < 0 && chart_call_is(name, CHART_CALL_LAST_DAY))
            s->span_last = (int)c;
    }
}

static void flow_find(const Table *t, ChartShape *s) {
    s->flow_from = s->flow_to = -1;
    if (s->time >= 0 || s->dimension_count != 2) return;
    for (size_t i = 0; i < 2; i++) {
        Str name = t->columns[s->dimensions[i]].name;
        if (chart_call_is(name, CHART_CALL_FROM)) s->flow_from = s->dimensions[i];
        if (chart_call_is(name, CHART_CALL_TO)) s->flow_to = s->dimensions[i];
    }
}

// The largest of a column, without its sign; 0 when there is none.
static double size_of(const Table *t, int column) {
    double most = 0;
    for (size_t r = 0; r < t->rows && r < ROWS_LOOKED_AT; r++) {
        double value = 0;
        if (table_number(t, r, (size_t)column, &value)) most = fmax(most, fabs(value));
    }
    return most;
}

// Two numbers that share no axis: of different units, or without any and one far smaller.
static bool calls_two_axes(const Table *t, const ChartShape *s) {
    if (s->measure_count != 2) return false;
    Str unit = t->columns[s->measures[0]].unit;
    if (!str_eq(unit, t->columns[s->measures[1]].unit)) return true;
    if (unit.len > 0) return false;
    double first = size_of(t, s->measures[0]), second = size_of(t, s->measures[1]);
    return first > 0 && second > 0 &&
           (first > SIZES_APART * second || second > SIZES_APART * first);
}

static bool calls_gauge(const Table *t, const ChartShape *s) {
    if (s->measure_count != 2 || s->rows != 1) return false;
    const Column *value = &t->columns[s->measures[0]], *target = &t->columns[s->measures[1]];
    return chart_call_is(target->name, CHART_CALL_TARGET) &&
           !chart_call_is(value->name, CHART_CALL_TARGET) && str_eq(value->unit, target->unit);
}

static bool calls_cohort(const Table *t, const ChartShape *s) {
    if (s->dimension_count != 1 || s->time < 0) return false;
    const Column *c = &t->columns[s->dimensions[0]];
    return c->type == TYPE_INT && chart_call_is(c->name, CHART_CALL_SINCE);
}

void chart_call_look(const Table *t, ChartShape *s) {
    spans_find(t, s);
    flow_find(t, s);
    s->candles = calls_candles(t, s);
    s->two_axes = calls_two_axes(t, s);
    s->to_target = calls_gauge(t, s);
    s->cohorts = calls_cohort(t, s);
}
