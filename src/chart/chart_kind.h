// chart_kind: the charts there are: their names, the words by which people ask for them, and what
// questions say of a chart without naming one. Pure tables.
#pragma once

#include "base/str.h"

typedef enum ChartType {
    CHART_NUMBER,
    CHART_GAUGE,
    CHART_BAR,
    CHART_HORIZONTAL_BAR,
    CHART_GROUPED_BAR,
    CHART_STACKED_BAR,
    CHART_PERCENT_BAR,
    CHART_LINE,
    CHART_STEP,
    CHART_AREA,
    CHART_STACKED_AREA,
    CHART_COMBO,
    CHART_SCATTER,
    CHART_BUBBLE,
    CHART_HISTOGRAM,
    CHART_BOX,
    CHART_HEATMAP,
    CHART_CALENDAR_HEATMAP,
    CHART_PIE,
    CHART_DOUGHNUT,
    CHART_TREEMAP,
    CHART_SUNBURST,
    CHART_FUNNEL,
    CHART_WATERFALL,
    CHART_SANKEY,
    CHART_RADAR,
    CHART_GANTT,
    CHART_CANDLESTICK,
    CHART_PARETO,
    CHART_COHORT,
    CHART_SMALL_MULTIPLES,
    CHART_MAP_POINTS,
    CHART_MAP_REGIONS,
    CHART_FORECAST,
    CHART_TABLE,
    CHART_TYPE_COUNT,
} ChartType;

const char *chart_type_name(ChartType type);  // "stacked_bar"
bool chart_type_from(Str name, ChartType *ret_type);
// In a sentence, one and several: "a stacked bar chart", "stacked bars".
const char *chart_type_one(ChartType type);
const char *chart_type_many(ChartType type);

// How surely words of a question are the name of a chart.
typedef enum ChartWordKind {
    CHART_WORD_WITH_NOUN,  // before "chart", or after "as": "line", "area"
    CHART_WORD_ASKED,      // also behind "draw a", "in a": "pie", "scatter"
    CHART_WORD_ALONE,      // anywhere: "histogram"
} ChartWordKind;

typedef struct ChartWord {
    const char *phrase;  // folded words
    ChartType type;
    ChartWordKind kind;
    bool split;  // in series by another grouping: "multi line"
} ChartWord;

extern const ChartWord CHART_WORDS[];
extern const size_t CHART_WORD_COUNT;

// What a question is about, where it names no chart.
typedef enum ChartTopic {
    CHART_TOPIC_NONE,
    CHART_TOPIC_TREND,     // how something changes along an axis
    CHART_TOPIC_RELATION,  // how two numbers go together
    CHART_TOPIC_SHARE,     // parts of a whole
    CHART_TOPIC_SPREAD,    // how values are distributed
    CHART_TOPIC_COMPARE,
} ChartTopic;

// What a person wishes of the chart.
typedef struct ChartWish {
    bool named;
    ChartType type;  // when named
    ChartTopic topic;
    bool split;  // in series, colours or stacks by another grouping
    bool any;    // a picture of some kind: axes, bars or a chart were spoken of
} ChartWish;

// A wish for the type of that name alone; false, and no wish, when there is none.
bool chart_wish_from(Str name, ChartWish *ret_wish);
// The type that is wished for by name, or by what the question is about; false when it is left
// open. Axes and bars alone wish for bars.
bool chart_wish_type(const ChartWish *wish, ChartType *ret_type);
