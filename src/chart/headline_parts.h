// headline_parts: the pieces that headlines are made of: names, periods, conditions, changes,
// extremes. Pure; all text is in the heading's language and arena. Every number is a cell of the
// result or a difference of two: nothing is said that the rows do not show.
#pragma once

#include "chart/chart_shape.h"

typedef struct Heading {
    const Table *t;
    const Plan *p;
    const Model *m;
    Words w;
    ChartShape s;
    Date today;
    bool knows_today;
} Heading;

// "was", "were", "is", "are": English grammar, for slots that other languages leave out.
Str headline_parts_be(bool many, bool past);
bool headline_parts_is_plural(Str label);  // "sales", but not "number of sales"
// "A", "A and B", "A, B and 3 more"
Str headline_parts_join(const Heading *h, const Str *names, size_t count, size_t all);

// "", " in October 2026", " on 3 November 2026", " in November 2026 so far"
Str headline_parts_period(const Heading *h);
// "", " where city is Delhi"
Str headline_parts_where(const Heading *h);
// The period of a row with its word: "in Oct 2026", "on 3 Mar 2026".
Str headline_parts_when(const Heading *h, size_t row);
// What the row is about: "Toor Dal", "Delhi, Grocery", "Delhi in Oct 2026".
Str headline_parts_name(const Heading *h, size_t row);
// "", ", 11 % more than in September 2026 (3,766)"
Str headline_parts_change(const Heading *h, size_t row, int value_column);
Str headline_parts_cell(const Heading *h, size_t row, int column);

typedef struct Extremes {
    size_t count;  // rows with a number
    size_t row;    // the first of the highest (or lowest)
    size_t ties;   // how many rows share it
    double value, total;
} Extremes;

Extremes headline_parts_extremes(const Heading *h, int column, bool lowest);

// How a number went over time; only for results by time alone.
Str headline_series(const Heading *h);
