// Headlines of what went up and down over time.

#include <math.h>

#include "chart/cell_words.h"
#include "chart/headline_parts.h"
#include "data/number_text.h"

typedef struct Course {
    size_t count;        // periods with a number, the unfinished left out
    size_t first, last;  // rows, by time whatever their order is
    size_t high;
    double first_value, last_value, high_value, low_value;
    bool has_open;  // the period that goes on after today
    size_t open;
} Course;

static bool is_open(const Heading *h, Date first) {
    const Column *c = &h->t->columns[h->s.time];
    return h->knows_today && c->is_bucket && first <= h->today &&
           date_add(first, 1, c->grain) > h->today;
}

static Course course_of(const Heading *h, int column) {
    Course course = {0};
    int64_t first_at = 0, last_at = 0;
    for (size_t r = 0; r < h->t->rows; r++) {
        double value = 0;
        Value at = table_value(h->t, r, (size_t)h->s.time);
        if (at.is_null || !table_number(h->t, r, (size_t)column, &value)) continue;
        if (is_open(h, cell_words_date(&at))) {
            course.has_open = true, course.open = r;
            continue;
        }
        bool none = course.count == 0;
        if (none || at.i < first_at) course.first = r, course.first_value = value, first_at = at.i;
        if (none || at.i > last_at) course.last = r, course.last_value = value, last_at = at.i;
        if (none || value > course.high_value) course.high = r, course.high_value = value;
        if (none || value < course.low_value) course.low_value = value;
        course.count++;
    }
    return course;
}

static Str subject(const Heading *h) {
    return headline_parts_capital(h, h->t->columns[h->s.main].label);
}

static const char *was(const Heading *h) {
    return headline_parts_is_plural(h->t->columns[h->s.main].label) ? "were" : "was";
}

// "; 1,234 so far in Nov 2026"
static Str open_words(const Heading *h, const Course *c) {
    if (!c->has_open) return (Str){0};
    return str_fmt(h->a, "; " STR_F " so far " STR_F,
                   STR_A(headline_parts_cell(h, c->open, h->s.main)),
                   STR_A(headline_parts_when(h, c->open, true)));
}

// "; highest in Dec 2025 (1,234)", or that the last is.
static Str high_words(const Heading *h, const Course *c) {
    if (c->count < 3 || c->high == c->first) return (Str){0};
    if (c->high_value == c->last_value) return S(", the highest");
    return str_fmt(h->a, "; highest " STR_F " (" STR_F ")",
                   STR_A(headline_parts_when(h, c->high, true)),
                   STR_A(headline_parts_cell(h, c->high, h->s.main)));
}

static Str one_period(const Heading *h, const Course *c) {
    size_t row = c->count > 0 ? c->first : c->open;
    bool only_open = c->count == 0;
    Str rest = only_open ? S(" so far") : open_words(h, c);
    return str_fmt(h->a, STR_F " %s " STR_F " " STR_F STR_F STR_F ".", STR_A(subject(h)), was(h),
                   STR_A(headline_parts_cell(h, row, h->s.main)),
                   STR_A(headline_parts_when(h, row, true)), STR_A(headline_parts_where(h)),
                   STR_A(rest));
}

static Str level(const Heading *h, const Course *c) {
    bool all_same = c->high_value == c->low_value;
    return str_fmt(h->a, STR_F " %s " STR_F " %s" STR_F STR_F STR_F STR_F ".", STR_A(subject(h)),
                   was(h), STR_A(headline_parts_cell(h, c->first, h->s.main)),
                   all_same ? "in every period from " : "both ",
                   STR_A(headline_parts_when(h, c->first, !all_same)),
                   STR_A(str_fmt(h->a, "%s" STR_F, all_same ? " to " : " and ",
                                 STR_A(headline_parts_when(h, c->last, !all_same)))),
                   STR_A(all_same ? (Str){0} : high_words(h, c)), STR_A(open_words(h, c)));
}

static Str reached(const Heading *h, const Course *c) {
    size_t row = c->has_open ? c->open : c->last;
    return str_fmt(h->a, STR_F " reached " STR_F " " STR_F STR_F "%s.", STR_A(subject(h)),
                   STR_A(headline_parts_cell(h, row, h->s.main)),
                   STR_A(headline_parts_when(h, row, true)), STR_A(headline_parts_where(h)),
                   c->has_open ? " so far" : "");
}

static Str rise_words(const Heading *h, const Course *c) {
    const Column *column = &h->t->columns[h->s.main];
    // A percentage of percentages is read wrongly.
    if (str_eq(column->unit, S("%"))) return (Str){0};
    Str change = number_text_change(c->last_value, c->first_value, h->a);
    return change.len > 0 ? str_fmt(h->a, " (" STR_F ")", STR_A(change)) : change;
}

Str headline_series(const Heading *h) {
    Course c = course_of(h, h->s.main);
    if (c.count == 0 && !c.has_open) return (Str){0};
    if (c.count + (c.has_open ? 1 : 0) > 1 && h->s.running) return reached(h, &c);
    if (c.count < 2) return one_period(h, &c);
    if (c.first_value == c.last_value) return level(h, &c);
    bool rose = c.last_value > c.first_value;
    return str_fmt(
        h->a, STR_F " %s from " STR_F " " STR_F " to " STR_F " " STR_F STR_F STR_F STR_F STR_F ".",
        STR_A(subject(h)), rose ? "rose" : "fell",
        STR_A(headline_parts_cell(h, c.first, h->s.main)),
        STR_A(headline_parts_when(h, c.first, true)),
        STR_A(headline_parts_cell(h, c.last, h->s.main)),
        STR_A(headline_parts_when(h, c.last, true)), STR_A(rise_words(h, &c)),
        STR_A(headline_parts_where(h)), STR_A(high_words(h, &c)), STR_A(open_words(h, &c)));
}
