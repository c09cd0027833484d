#include "chart/headline_parts.h"

#include <math.h>

#include "chart/cell_words.h"
#include "data/number_text.h"
#include "plan/plan_words.h"

enum { FILTERS_SAID = 2, FILTER_LEN_MAX = 80 };

bool headline_parts_is_plural(Str label) {
    static const Str ENDS[] = {STR(" of "), STR(" per "), STR(" by "), STR(" in "), STR(",")};
    Str head = label;
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        ptrdiff_t at = str_find(head, ENDS[i]);
        if (at != STR_NONE) head = str_slice(head, 0, (size_t)at);
    }
    return str_ends_nocase(head, S("s")) && !str_ends_nocase(head, S("ss"));
}

Str headline_parts_be(bool many, bool past) {
    if (past) return many ? S("were") : S("was");
    return many ? S("are") : S("is");
}

Str headline_parts_join(const Heading *h, const Str *names, size_t count, size_t all) {
    if (all <= count) return words_list(h->w, names, count);
    Str said = words_joined(h->w, names, count, WORD(", "), WORD(", "));
    return words_counted_of(h->w, (int64_t)(all - count), "{names} and {n} more",
                            "{names} and {n} more", {"names", said});
}

Str headline_parts_period(const Heading *h) {
    const PlanTime *time = &h->p->time;
    Str when = plan_words_when(time, h->w);
    if (when.len == 0) return when;
    bool open = h->knows_today && time->has_first && time->has_end &&
                time->range.first <= h->today && time->range.end > h->today &&
                time->range.end > time->range.first + 1;
    return words_of(h->w, open ? WORD(" {when} so far") : WORD(" {when}"), {"when", when});
}

Str headline_parts_where(const Heading *h) {
    if (h->p->filter_count == 0) return (Str){0};
    Str said[FILTERS_SAID];
    bool fits = h->p->filter_count <= FILTERS_SAID;
    for (size_t i = 0; fits && i < h->p->filter_count; i++) {
        said[i] = plan_words_expr(h->m, h->p, h->p->filters[i], h->w);
        fits = said[i].len > 0 && said[i].len <= FILTER_LEN_MAX;
    }
    if (!fits) return words_text(h->w, " under the conditions below");
    Str conditions = words_list(h->w, said, h->p->filter_count);
    return words_of(h->w, " where {conditions}", {"conditions", conditions});
}

Str headline_parts_cell(const Heading *h, size_t row, int column) {
    return cell_words(h->t, row, (size_t)column, h->w);
}

Str headline_parts_when(const Heading *h, size_t row) {
    static const char *const WITH_WORD[] = {
        [DATE_DAY] = WORD("on {day}"),     [DATE_WEEK] = WORD("in the {week}"),
        [DATE_MONTH] = WORD("in {month}"), [DATE_QUARTER] = WORD("in {quarter}"),
        [DATE_YEAR] = WORD("in {year}"),
    };
    const Column *c = &h->t->columns[h->s.time];
    Str when = headline_parts_cell(h, row, h->s.time);
    return words_of(h->w, WITH_WORD[c->is_bucket ? c->grain : DATE_DAY], {"day", when},
                    {"week", when}, {"month", when}, {"quarter", when}, {"year", when});
}

static Str dimension_name(const Heading *h, size_t row, int column) {
    const Column *c = &h->t->columns[column];
    Value v = table_value(h->t, row, (size_t)column);
    bool is_blank = v.is_null || (v.type == TYPE_TEXT && str_trim(v.s).len == 0);
    if (is_blank) return words_of(h->w, "(no {thing})", {"thing", c->label});
    Str text = headline_parts_cell(h, row, column);
    // "yes" alone says nothing.
    if (c->type != TYPE_BOOL) return text;
    return str_fmt(h->w.a, "\"" STR_F ": " STR_F "\"", STR_A(c->label), STR_A(text));
}

Str headline_parts_name(const Heading *h, size_t row) {
    const ChartShape *s = &h->s;
    if (s->dimension_count == 0) return headline_parts_cell(h, row, s->time);
    Str name = dimension_name(h, row, s->dimensions[0]);
    for (size_t k = 1; k < s->dimension_count && k < CHART_DIMENSIONS_MAX; k++) {
        Str more = dimension_name(h, row, s->dimensions[k]);
        name = str_fmt(h->w.a, STR_F ", " STR_F, STR_A(name), STR_A(more));
    }
    if (s->time < 0) return name;
    return words_of(h->w, "{name} {when}", {"name", name}, {"when", headline_parts_when(h, row)});
}

// "in September 2026", "the period before"
static Str before_words(const Heading *h) {
    PlanTime before = h->p->time;
    if (!plan_period_before(&h->p->time, h->p->compare, &before.range)) {
        return plan_words_compare(h->p, h->w);
    }
    return plan_words_when(&before, h->w);
}

static bool is_percent(const Column *c) { return str_eq(c->unit, S("%")); }

// The amount by which it changed: in percent, in points of a percentage, or from nothing as it is.
static Str amount_words(const Heading *h, double now, double before, const Column *c) {
    double by = fabs(now - before);
    if (is_percent(c)) {
        return words_of(h->w, "{number} points", {"number", number_text_bare(by, c->unit, h->w)});
    }
    if (before <= 0) return cell_words_number(by, c, h->w);
    Str change = number_text_change(now, before, h->w);
    bool has_sign = change.len > 0 && (change.ptr[0] == '+' || change.ptr[0] == '-');
    return has_sign ? str_skip(change, 1) : words_text(h->w, "a little");
}

Str headline_parts_change(const Heading *h, size_t row, int value_column) {
    double now = 0, before = 0;
    size_t column = (size_t)value_column;
    bool compares = h->s.compares && column + CHART_CHANGE_RATE < h->t->column_count;
    if (!compares || !table_number(h->t, row, column, &now)) return (Str){0};
    Str when = before_words(h);
    if (!table_number(h->t, row, column + CHART_BEFORE, &before)) {
        return words_of(h->w, ", with nothing to compare it with {when}", {"when", when});
    }
    if (now == before) return words_of(h->w, ", the same as {when}", {"when", when});
    const Column *c = &h->t->columns[column];
    Str was = cell_words_number(before, &h->t->columns[column + CHART_BEFORE], h->w);
    const char *text = now > before ? WORD(", {amount} more than {when} ({value})")
                                    : WORD(", {amount} less than {when} ({value})");
    return words_of(h->w, text, {"amount", amount_words(h, now, before, c)}, {"when", when},
                    {"value", was});
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
