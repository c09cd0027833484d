// chart: which chart suits a result, as a small specification that the browser draws.
//
// The rules are a table, the first that fits wins, and each says why to the person. Pure.
#pragma once

#include "base/jsonw.h"
#include "plan/plan.h"

typedef enum ChartType {
    CHART_NUMBER,
    CHART_BAR,
    CHART_HORIZONTAL_BAR,
    CHART_GROUPED_BAR,
    CHART_STACKED_BAR,
    CHART_LINE,
    CHART_AREA,
    CHART_PIE,
    CHART_SCATTER,
    CHART_HISTOGRAM,
    CHART_HEATMAP,
    CHART_TABLE,
} ChartType;

enum { CHART_SERIES_MAX = 8 };

typedef struct Chart {
    ChartType type;
    Str title;
    int x;                         // column of the result; -1
    int split;                     // column whose values make the series; -1
    int series[CHART_SERIES_MAX];  // measure columns
    size_t series_count;
    bool sort_by_value;
    bool unfinished_last;  // the last period goes on after today
    Str reason;
} Chart;

// `asked` is a chart the person named ("as a pie"), or NULL; refused with a reason where it
// would mislead.
Chart chart_choose(const Table *t, const Plan *p, const ChartType *asked, Date today, Arena *a);
void chart_write(JsonW *w, const Chart *c, const Table *t);
const char *chart_type_name(ChartType type);
bool chart_type_from(Str name, ChartType *ret_type);

// The headline: one sentence from the rows ("Toor Dal sold most: 4,182 packs, 11 % more than ...").
Str chart_headline(const Table *t, const Plan *p, const Model *m, Arena *a);
// The same, knowing the day: what goes on after `today` is said to be "so far".
Str chart_headline_on(const Table *t, const Plan *p, const Model *m, Date today, Arena *a);

// The chart in text, `width` columns wide, for a terminal.
void chart_terminal(Buf *out, const Chart *c, const Table *t, int width);
