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

static Str label(const Heading *h) { return h->t->columns[h->s.main].label; }
static Str value(const Heading *h, size_t row) { return headline_parts_cell(h, row, h->s.main); }
static Str when(const Heading *h, size_t row) { return headline_parts_when(h, row); }

static Str was(const Heading *h) {
    return headline_parts_be(headline_parts_is_plural(label(h)), true);
}

// "; 1,234 so far in Nov 2026"
static Str open_words(const Heading *h, const Course *c) {
    if (!c->has_open) return (Str){0};
    return words_of(h->w, "; {value} so far {when}", {"value", value(h, c->open)},
                    {"when", when(h, c->open)});
}

// "; highest in Dec 2025 (1,234)", or that the last is.
static Str high_words(const Heading *h, const Course *c) {
    if (c->count < 3 || c->high == c->first) return (Str){0};
    if (c->high_value == c->last_value) return words_text(h->w, ", the highest");
    return words_of(h->w, "; highest {when} ({value})", {"when", when(h, c->high)},
                    {"value", value(h, c->high)});
}

static Str one_period(const Heading *h, const Course *c) {
    size_t row = c->count > 0 ? c->first : c->open;
    const char *text = c->count > 0 ? WORD("{measure} {_was} {value} {when}{where}{open}.")
                                    : WORD("{measure} {_was} {value} {when}{where} so far.");
    return words_of(h->w, text, {"measure", label(h)}, {"_was", was(h)}, {"value", value(h, row)},
                    {"when", when(h, row)}, {"where", headline_parts_where(h)},
                    {"open", open_words(h, c)});
}

static Str level(const Heading *h, const Course *c) {
    if (c->high_value == c->low_value) {
        return words_of(h->w, "{measure} {_was} {value} in every period from {from} to {to}{open}.",
                        {"measure", label(h)}, {"_was", was(h)}, {"value", value(h, c->first)},
                        {"from", headline_parts_cell(h, c->first, h->s.time)},
                        {"to", headline_parts_cell(h, c->last, h->s.time)},
                        {"open", open_words(h, c)});
    }
    return words_of(h->w, "{measure} {_was} {value} both {from} and {to}{high}{open}.",
                    {"measure", label(h)}, {"_was", was(h)}, {"value", value(h, c->first)},
                    {"from", when(h, c->first)}, {"to", when(h, c->last)},
                    {"high", high_words(h, c)}, {"open", open_words(h, c)});
}

static Str reached(const Heading *h, const Course *c) {
    size_t row = c->has_open ? c->open : c->last;
    const char *text = c->has_open ? WORD("{measure} reached {value} {when}{where} so far.")
                                   : WORD("{measure} reached {value} {when}{where}.");
    return words_of(h->w, text, {"measure", label(h)}, {"value", value(h, row)},
                    {"when", when(h, row)}, {"where", headline_parts_where(h)});
}

static Str change_words(const Heading *h, const Course *c) {
    const Column *column = &h->t->columns[h->s.main];
    // A percentage of percentages is read wrongly.
    if (str_eq(column->unit, S("%"))) return (Str){0};
    Str change = number_text_change(c->last_value, c->first_value, h->w);
    return change.len > 0 ? str_fmt(h->w.a, " (" STR_F ")", STR_A(change)) : change;
}

static Str moved(const Heading *h, const Course *c) {
    const char *text =
        c->last_value > c->first_value
            ? WORD(
                  "{measure} rose from {before} {from} to {value} {to}{change}{where}{high}{open}.")
            : WORD(
                  "{measure} fell from {before} {from} to {value} "
                  "{to}{change}{where}{high}{open}.");
    return words_of(h->w, text, {"measure", label(h)}, {"before", value(h, c->first)},
                    {"from", when(h, c->first)}, {"value", value(h, c->last)},
                    {"to", when(h, c->last)}, {"change", change_words(h, c)},
                    {"where", headline_parts_where(h)}, {"high", high_words(h, c)},
                    {"open", open_words(h, c)});
}

Str headline_series(const Heading *h) {
    Course c = course_of(h, h->s.main);
    if (c.count == 0 && !c.has_open) return (Str){0};
    if (c.count + (c.has_open ? 1 : 0) > 1 && h->s.running) return reached(h, &c);
    if (c.count < 2) return one_period(h, &c);
    return c.first_value == c.last_value ? level(h, &c) : moved(h, &c);
}
