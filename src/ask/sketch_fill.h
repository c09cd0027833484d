// sketch_fill: the likeliest shapes of a question, filled with the likeliest parts.
#pragma once

#include "ask/sketch_conditions.h"

enum { FILL_PARTS_MAX = 6 };

// A shape with all its places filled; sketch_plan makes a plan of it.
typedef struct Fill {
    const SketchShape *shape;
    ColumnRef plain[FILL_PARTS_MAX];
    size_t plain_count;
    ColumnRef aggregated[2];
    SketchSelect aggregates[2];
    size_t aggregate_count;
    FillCondition conditions[FILL_PARTS_MAX];
    size_t condition_count;
    ColumnRef ordered;  // by a column, or the aggregate of one
    SketchSelect order_aggregate;
    ColumnRef grouped;   // table -1: as is shown
    int root;            // whose rows are counted, or spoken of
    int nested_table;    // of a nested condition; -1
    int also;            // a table that only has to have rows; -1
    ColumnRef compared;  // with its average, greatest or least
    int64_t limit;
    size_t having_number;
    SketchCompare having_compare;
    double score;
} Fill;

// The likeliest first; at most `max`.
size_t sketch_fill_all(const SketchParts *parts, Fill *out, size_t max);
