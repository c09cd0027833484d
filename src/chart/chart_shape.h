// chart_shape: what a result looks like to the rules that choose a chart, and to the headline.
// Pure.
#pragma once

#include "chart/chart_kind.h"
#include "plan/plan.h"

enum { CHART_DIMENSIONS_MAX = 4, CHART_MEASURES_MAX = 8 };

// What a plan that compares puts behind each measure.
enum { CHART_BEFORE = 1, CHART_CHANGE = 2, CHART_CHANGE_RATE = 3 };

typedef struct ChartShape {
    size_t rows;
    size_t columns;
    int time;                              // the first time column; -1
    int dimensions[CHART_DIMENSIONS_MAX];  // the others
    size_t dimension_count;                // all of them, also past the maximum
    int measures[CHART_MEASURES_MAX];      // the numbers asked for, without what compares them
    size_t measure_count;
    size_t units;    // different units among the measures
    int main;        // the number that the order or the comparison is about; -1
    size_t periods;  // different values of `time`
    size_t distinct[CHART_DIMENSIONS_MAX];  // values of each dimension
    bool ordered[CHART_DIMENSIONS_MAX];     // weekday, month, hour: the order has a meaning
    size_t label_len;                       // the longest of the first dimension, columns wide
    bool negative;                          // some value of the main measure is below zero
    bool additive;                          // parts of a whole: sums, counts, shares
    bool share;                             // the main measure is a share of the whole
    bool running;                           // ... a running total
    bool compares;                          // values before stand beside
    bool is_list;                           // rows as they are, nothing computed
    bool is_top;                            // some of the groups only
    bool ranked;                            // ordered by a number
    bool unfinished;                        // the last period goes on after today
    size_t times;                           // columns of dates, time among them
    int place;                              // a dimension that is a place; -1
    int latitude, longitude;                // -1
    bool x_number;                          // the first dimension holds numbers
    bool by_day;                            // time is in days
    bool sparse;                            // ... of which most have no row
    bool along_time;                        // ordered by time
    bool by_years;                          // the first dimension is years, as numbers
    bool percent;                           // the main measure is in percent
    bool two_axes;                          // two measures that share no axis
    bool candles;                           // open, high, low and close over time
    bool to_target;                         // a number and the target that it has
    bool cohorts;                           // the dimension counts periods since the first
    int span_first, span_last;              // columns of a first and a last day; -1
    int flow_from, flow_to;                 // dimensions: where from and where to; -1
    ChartWish wish;                         // what was said of the chart
} ChartShape;

ChartShape chart_shape(const Table *t, const Plan *p, Date today, Arena *a);
// The same for somebody who wishes for a chart: numbers that only label ("order id") are drawn
// where there are no others.
ChartShape chart_shape_for(const Table *t, const Plan *p, const ChartWish *wish, Date today,
                           Arena *a);
// The first day of the latest period; false when there is none.
bool chart_shape_last_period(const Table *t, const ChartShape *s, Date *ret_first);
