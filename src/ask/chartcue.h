// chartcue: what a question says of the chart, its axes and colours, apart from what it asks.
//
//     "Draw a bar chart of revenue by city, and rank the y axis from high to low"
//         rest "revenue by city", a bar chart, ordered by what the y axis measures, descending
//
// The charts and their words are those of the room chart (chart_kind.h). Pure.
//
//     named   = [verb] [article] kind [noun] [about]   "in a bar chart", "as bars"
//     axes    = "x axis" A "y axis" B                  read as "B by A"
//     order   = "rank" axis "from high to low"         in any order of the words
//     bin     = "bin" A "by" unit                      "bin the date into the month interval"
//     split   = "colour by" A | "stacked by" A | "group by" A beside another grouping
//     topic   = "trend of" | "relationship between" | "proportion" | "distribution of" ...
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "chart/chart_kind.h"
#include "plan/plan.h"

typedef enum CueAxis { CUE_AXIS_NONE, CUE_AXIS_X, CUE_AXIS_Y } CueAxis;
typedef enum CueBin { CUE_BIN_NONE, CUE_BIN_UNIT, CUE_BIN_WEEKDAY, CUE_BIN_ANY } CueBin;

enum { CHARTCUE_WORDS_MAX = 6, CHARTCUE_COUNTED_MAX = 3 };

typedef struct ChartCue {
    Str rest;       // the question without all this; as it was when nothing would be left
    bool is_alone;  // nothing else was said: "as a pie chart"
    ChartWish wish;
    CueAxis order;
    bool descending;
    Str by[CHARTCUE_WORDS_MAX];  // what was ordered by, where no axis was named
    size_t by_count;
    bool counts;  // it begins with "the number of": a list alone is no answer
    // "The number of the names of writers", where names are no rows of their own: how often each
    // is there. The question without its counting; "" when it counts nothing so.
    Str each;
    Str counted[CHARTCUE_COUNTED_MAX];  // the words behind "the number of the"
    bool tallies;                       // something was to be counted
    bool ordered;                       // an order was said, so that there is more than one number
    CueBin bin;
    DateUnit unit;  // of CUE_BIN_UNIT
} ChartCue;

ChartCue chartcue_read(Str question, Arena *a);
// What the cue says of order and bins, put into the plan; and a number to draw where a chart was
// asked for and the plan has none. False when it says nothing that the plan has not.
bool chartcue_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a);
