// chart: which chart suits a result, as a small specification that the browser draws.
//
// The rules are a table, the first that fits wins, and each says why to the person. Pure.
#pragma once

#include "base/jsonw.h"
#include "chart/chart_kind.h"
#include "plan/plan.h"

enum { CHART_SERIES_MAX = 8, CHART_ALTERNATIVES_MAX = 16 };

// Columns that some charts have besides x, series and split.
typedef enum ChartPart {
    CHART_Y2,        // combo: a line along its own axis on the right, besides series
    CHART_SIZE,      // bubble, points on a map: how large each is
    CHART_TARGET,    // gauge: the number to reach
    CHART_LATITUDE,  // points on a map; without them `x` names the place
    CHART_LONGITUDE,
    CHART_START,  // gantt: first and last day of each span
    CHART_END,
    CHART_PART_COUNT,
} ChartPart;

// What stands where, by type: x, series, split and the parts above; a split only where there is a
// second grouping.
//     number, gauge                  series: the numbers
//     bar ... combo, radar           x: the groups; series: one or more; split: makes the series
//     scatter, bubble                x: the first number; series[0]: the second; split: colours
//     histogram                      x and series[0]: the numbers
//     box                            x: the groups, -1 none; series[0]: the numbers of all rows
//     heatmap                        x and split: the two sides; series[0]
//     cohort                         x: the start; split: the time since; series[0]
//     sankey                         x: where from; split: where to; series[0]
//     calendar_heatmap               x: days; series[0]
//     pie ... waterfall, pareto      x: the parts; series[0]; treemap, sunburst: split holds x
//     gantt                          x: the names; start, end
//     candlestick                    x: time; series: open, highest, lowest, close
//     small_multiples                x; series[0]; split: a picture for each
//     map_points, map_regions        x: places; series[0]
//     forecast                       x: time; series[0]
typedef struct Chart {
    ChartType type;   // what suits, or what the person named
    ChartType drawn;  // what to draw: `type`, unless that can not be drawn of this result
    Str title;
    int x;                         // column of the result; -1
    int split;                     // column whose values make the series; -1
    int series[CHART_SERIES_MAX];  // measure columns
    size_t series_count;
    int parts[CHART_PART_COUNT];  // -1
    bool sort_by_value;
    bool unfinished_last;  // the last period goes on after today
    Str reason;
    Str warning;  // what is wrong with the chart that was named, or what is drawn instead; "" none
    ChartType alternatives[CHART_ALTERNATIVES_MAX];  // other types that suit this result
    size_t alternative_count;
} Chart;

Chart chart_new(ChartType type);  // of no columns
// `wish` is what the person said of the chart ("as a pie"), or NULL. A type that was named stays
// `type`; where it misleads, `warning` says so, where it can not be drawn, what is drawn instead.
Chart chart_choose(const Table *t, const Plan *p, const ChartWish *wish, Date today, Words w);
// {"type", "title", "x", "series", "split", "sort", "reason", "unfinished_last", "drawn",
// "warning",
//  "alternatives", and of the parts those there are: "y2" (a list), "size", "target" (the number),
//  "lat", "lon", "start", "end"}
void chart_write(JsonW *w, const Chart *c, const Table *t);

// The headline: one sentence from the rows ("Toor Dal sold most: 4,182 packs, 11 % more than ...").
Str chart_headline(const Table *t, const Plan *p, const Model *m, Words w);
// The same, knowing the day: what goes on after `today` is said to be "so far".
Str chart_headline_on(const Table *t, const Plan *p, const Model *m, Date today, Words w);

// The chart in text, `width` columns wide, for a terminal.
void chart_terminal(Buf *out, const Chart *c, const Table *t, int width, const Language *language);
