#include "chart/headline_parts.h"

#include <math.h>

#include "base/buf.h"
#include "chart/cell_words.h"
#include "data/number_text.h"
#include "plan/plan_words.h"

enum { TEXT_MAX = 4096, FILTERS_SAID = 2, FILTER_LEN_MAX = 80 };

Str headline_parts_capital(const Heading *h, Str text) {
    Str copy = str_dup(h->a, text);
    char *first = (char *)copy.ptr;
    if (copy.len > 0 && *first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
    return copy;
}

bool headline_parts_is_plural(Str label) {
    static const Str ENDS[] = {STR(" of "), STR(" per "), STR(" by "), STR(" in "), STR(",")};
    Str head = label;
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        ptrdiff_t at = str_find(head, ENDS[i]);
        if (at != STR_NONE) head = str_slice(head, 0, (size_t)at);
    }
    return str_ends_nocase(head, S("s")) && !str_ends_nocase(head, S("ss"));
}

Str headline_parts_join(const Heading *h, const Str *names, size_t count, size_t all) {
    Buf out;
    buf_init(&out, TEXT_MAX);
    for (size_t i = 0; i < count; i++) {
        bool is_last = i + 1 == count && all <= count;
        if (i > 0) buf_add_z(&out, is_last ? " and " : ", ");
        buf_add(&out, names[i]);
    }
    if (all > count) buf_add_fmt(&out, " and %zu more", all - count);
    Str text = str_dup(h->a, buf_str(&out));
    buf_done(&out);
    return text;
}

// "in October 2026", "on 3 May 2026", "from 1 to 9 May 2026", "since 3 May 2026"
static Str range_words(const Heading *h, const PlanTime *time) {
    if (!time->is_set || (!time->has_first && !time->has_end)) return (Str){0};
    Str words = plan_words_range(time, h->a);
    if (!time->has_first || !time->has_end) return words;
    bool is_day = time->range.end == time->range.first + 1;
    const char *word = is_day ? "on" : str_contains(words, S(" to ")) ? "from" : "in";
    return str_fmt(h->a, "%s " STR_F, word, STR_A(words));
}

Str headline_parts_period(const Heading *h) {
    const PlanTime *time = &h->p->time;
    Str words = range_words(h, time);
    if (words.len == 0) return words;
    bool open = h->knows_today && time->has_first && time->has_end &&
                time->range.first <= h->today && time->range.end > h->today &&
                time->range.end > time->range.first + 1;
    return str_fmt(h->a, " " STR_F "%s", STR_A(words), open ? " so far" : "");
}

Str headline_parts_where(const Heading *h) {
    if (h->p->filter_count == 0) return (Str){0};
    Str said[FILTERS_SAID];
    bool fits = h->p->filter_count <= FILTERS_SAID;
    for (size_t i = 0; fits && i < h->p->filter_count; i++) {
        said[i] = plan_words_expr(h->m, h->p, h->p->filters[i], h->a);
        fits = said[i].len > 0 && said[i].len <= FILTER_LEN_MAX;
    }
    if (!fits) return S(" under the conditions below");
    size_t count = h->p->filter_count;
    return str_fmt(h->a, " where " STR_F, STR_A(headline_parts_join(h, said, count, count)));
}

Str headline_parts_cell(const Heading *h, size_t row, int column) {
    return cell_words(h->t, row, (size_t)column, h->a);
}

Str headline_parts_when(const Heading *h, size_t row, bool with_word) {
    const Column *c = &h->t->columns[h->s.time];
    Str when = headline_parts_cell(h, row, h->s.time);
    if (!with_word) return when;
    bool is_day = !c->is_bucket || c->grain == DATE_DAY;
    bool is_week = c->is_bucket && c->grain == DATE_WEEK;
    return str_fmt(h->a, "%s" STR_F, is_day ? "on " : is_week ? "in the " : "in ", STR_A(when));
}

static Str dimension_name(const Heading *h, size_t row, int column) {
    const Column *c = &h->t->columns[column];
    Value v = table_value(h->t, row, (size_t)column);
    bool is_blank = v.is_null || (v.type == TYPE_TEXT && str_trim(v.s).len == 0);
    if (is_blank) return str_fmt(h->a, "(no " STR_F ")", STR_A(c->label));
    Str text = headline_parts_cell(h, row, column);
    // "yes" alone says nothing.
    if (c->type == TYPE_BOOL) {
        return str_fmt(h->a, "\"" STR_F ": " STR_F "\"", STR_A(c->label), STR_A(text));
    }
    return text;
}

Str headline_parts_name(const Heading *h, size_t row) {
    const ChartShape *s = &h->s;
    if (s->dimension_count == 0) return headline_parts_when(h, row, false);
    Str name = dimension_name(h, row, s->dimensions[0]);
    for (size_t k = 1; k < s->dimension_count && k < CHART_DIMENSIONS_MAX; k++) {
        Str more = dimension_name(h, row, s->dimensions[k]);
        name = str_fmt(h->a, STR_F ", " STR_F, STR_A(name), STR_A(more));
    }
    if (s->time < 0) return name;
    return str_fmt(h->a, STR_F " " STR_F, STR_A(name), STR_A(headline_parts_when(h, row, true)));
}

// "in September 2026", "the period before"
static Str before_words(const Heading *h) {
    PlanTime before = h->p->time;
    if (!plan_period_before(&h->p->time, h->p->compare, &before.range)) {
        return plan_words_compare(h->p, h->a);
    }
    return range_words(h, &before);
}

static bool is_percent(const Column *c) { return str_eq(c->unit, S("%")); }

// The amount by which it changed: in percent, in points of a percentage, or from nothing as it is.
static Str amount_words(const Heading *h, double now, double before, const Column *c) {
    double by = fabs(now - before);
    if (is_percent(c)) {
        return str_fmt(h->a, STR_F " points", STR_A(number_text_bare(by, c->unit, h->a)));
    }
    if (before <= 0) return cell_words_number(by, c, h->a);
    Str change = number_text_change(now, before, h->a);
    bool has_sign = change.len > 0 && (change.ptr[0] == '+' || change.ptr[0] == '-');
    return has_sign ? str_skip(change, 1) : S("a little");
}

Str headline_parts_change(const Heading *h, size_t row, int value_column) {
    double now = 0, before = 0;
    size_t column = (size_t)value_column;
    bool compares = h->s.compares && column + CHART_CHANGE_RATE < h->t->column_count;
    if (!compares || !table_number(h->t, row, column, &now)) return (Str){0};
    Str when = before_words(h);
    if (!table_number(h->t, row, column + CHART_BEFORE, &before)) {
        return str_fmt(h->a, ", with nothing to compare it with " STR_F, STR_A(when));
    }
    if (now == before) return str_fmt(h->a, ", the same as " STR_F, STR_A(when));
    const Column *c = &h->t->columns[column];
    Str was = cell_words_number(before, &h->t->columns[column + CHART_BEFORE], h->a);
    return str_fmt(h->a, ", " STR_F " %s than " STR_F " (" STR_F ")",
                   STR_A(amount_words(h, now, before, c)), now > before ? "more" : "less",
                   STR_A(when), STR_A(was));
}

Extremes headline_parts_extremes(const Heading *h, int column, bool lowest) {
    Extremes e = {0};
    for (size_t r = 0; r < h->t->rows; r++) {
        double value = 0;
        if (!table_number(h->t, r, (size_t)column, &value) || !isfinite(value)) continue;
        e.total += value;
        bool better = e.count == 0 || (lowest ? value < e.value : value > e.value);
        e.count++;
        if (better) {
            e.row = r, e.value = value, e.ties = 1;
        } else if (value == e.value) {
            e.ties++;
        }
    }
    return e;
}
