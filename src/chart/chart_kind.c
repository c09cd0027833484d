#include "chart/chart_kind.h"

#include "words/words.h"

typedef struct ChartKind {
    const char *name;
    const char *one, *many;
} ChartKind;

static const ChartKind KINDS[CHART_TYPE_COUNT] = {
    [CHART_NUMBER] = {"number", "a number", WORD("numbers")},
    [CHART_GAUGE] = {"gauge", "a gauge", WORD("gauges")},
    [CHART_BAR] = {"bar", "a bar chart", WORD("bars")},
    [CHART_HORIZONTAL_BAR] = {"horizontal_bar", "a bar chart", WORD("bars")},
    [CHART_GROUPED_BAR] = {"grouped_bar", "a grouped bar chart", WORD("bars side by side")},
    [CHART_STACKED_BAR] = {"stacked_bar", "a stacked bar chart", WORD("stacked bars")},
    [CHART_PERCENT_BAR] = {"percent_bar", "a 100 % bar chart", WORD("100 % bars")},
    [CHART_LINE] = {"line", "a line chart", WORD("a line")},
    [CHART_STEP] = {"step", "a step chart", WORD("steps")},
    [CHART_AREA] = {"area", "an area chart", WORD("an area")},
    [CHART_STACKED_AREA] = {"stacked_area", "a stacked area chart", WORD("stacked areas")},
    [CHART_COMBO] = {"combo", "a combination chart", WORD("bars and a line")},
    [CHART_SCATTER] = {"scatter", "a scatter chart", WORD("points")},
    [CHART_BUBBLE] = {"bubble", "a bubble chart", WORD("bubbles")},
    [CHART_HISTOGRAM] = {"histogram", "a histogram", WORD("a histogram")},
    [CHART_BOX] = {"box", "a box plot", WORD("boxes")},
    [CHART_HEATMAP] = {"heatmap", "a heatmap", WORD("a heatmap")},
    [CHART_CALENDAR_HEATMAP] = {"calendar_heatmap", "a calendar", WORD("a calendar")},
    [CHART_PIE] = {"pie", "a pie", WORD("a pie")},
    [CHART_DOUGHNUT] = {"doughnut", "a doughnut", WORD("a doughnut")},
    [CHART_TREEMAP] = {"treemap", "a treemap", WORD("a treemap")},
    [CHART_SUNBURST] = {"sunburst", "a sunburst", WORD("a sunburst")},
    [CHART_FUNNEL] = {"funnel", "a funnel", WORD("a funnel")},
    [CHART_WATERFALL] = {"waterfall", "a waterfall", WORD("a waterfall")},
    [CHART_SANKEY] = {"sankey", "a Sankey diagram", WORD("flows")},
    [CHART_RADAR] = {"radar", "a radar chart", WORD("a radar")},
    [CHART_GANTT] = {"gantt", "a Gantt chart", WORD("spans of time")},
    [CHART_CANDLESTICK] = {"candlestick", "a candlestick chart", WORD("candlesticks")},
    [CHART_PARETO] = {"pareto", "a Pareto chart", WORD("a Pareto chart")},
    [CHART_COHORT] = {"cohort", "a cohort chart", WORD("cohorts")},
    [CHART_SMALL_MULTIPLES] = {"small_multiples", "small charts", WORD("small charts")},
    [CHART_MAP_POINTS] = {"map_points", "a map of points", WORD("points on a map")},
    [CHART_MAP_REGIONS] = {"map_regions", "a map of regions", WORD("regions on a map")},
    [CHART_FORECAST] = {"forecast", "a forecast", WORD("a forecast")},
    [CHART_TABLE] = {"table", "a table", WORD("a table")},
};

const char *chart_type_name(ChartType type) { return KINDS[type].name; }
const char *chart_type_one(ChartType type) { return KINDS[type].one; }
const char *chart_type_many(ChartType type) { return KINDS[type].many; }

bool chart_type_from(Str name, ChartType *ret_type) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        if (!str_eq_nocase(name, str_from(KINDS[i].name))) continue;
        *ret_type = (ChartType)i;
        return true;
    }
    return false;
}

bool chart_wish_from(Str name, ChartWish *ret_wish) {
    *ret_wish = (ChartWish){.type = CHART_TABLE};
    ret_wish->named = chart_type_from(name, &ret_wish->type);
    return ret_wish->named;
}

bool chart_wish_type(const ChartWish *wish, ChartType *ret_type) {
    static const ChartType TOPICS[] = {
        [CHART_TOPIC_NONE] = CHART_TABLE,       [CHART_TOPIC_TREND] = CHART_LINE,
        [CHART_TOPIC_RELATION] = CHART_SCATTER, [CHART_TOPIC_SHARE] = CHART_PIE,
        [CHART_TOPIC_SPREAD] = CHART_BAR,       [CHART_TOPIC_COMPARE] = CHART_BAR,
    };
    bool open = !wish->named && !wish->any && wish->topic == CHART_TOPIC_NONE;
    if (open) return false;
    *ret_type = wish->named ? wish->type : TOPICS[wish->topic];
    bool bars = !wish->named && (*ret_type == CHART_TABLE || *ret_type == CHART_BAR);
    if (bars) *ret_type = wish->split ? CHART_STACKED_BAR : CHART_BAR;
    return true;
}

#define WITH_NOUN CHART_WORD_WITH_NOUN
#define ASKED CHART_WORD_ASKED
#define ALONE CHART_WORD_ALONE

// A word that has another meaning in business ("line", "area", "funnel") needs its noun or "as a".
const ChartWord CHART_WORDS[] = {
    {"number", CHART_NUMBER, WITH_NOUN, false},
    {"big number", CHART_NUMBER, WITH_NOUN, false},
    {"single number", CHART_NUMBER, WITH_NOUN, false},
    {"number tile", CHART_NUMBER, ALONE, false},
    {"gauge", CHART_GAUGE, WITH_NOUN, false},
    {"dial", CHART_GAUGE, WITH_NOUN, false},
    {"speedometer", CHART_GAUGE, WITH_NOUN, false},
    {"bar", CHART_BAR, WITH_NOUN, false},
    {"bars", CHART_BAR, WITH_NOUN, false},
    {"column", CHART_BAR, WITH_NOUN, false},
    {"simple bar", CHART_BAR, WITH_NOUN, false},
    {"vertical bar", CHART_BAR, WITH_NOUN, false},
    {"vertical bars", CHART_BAR, ALONE, false},
    {"horizontal bar", CHART_HORIZONTAL_BAR, WITH_NOUN, false},
    {"horizontal bars", CHART_HORIZONTAL_BAR, ALONE, false},
    {"lying bars", CHART_HORIZONTAL_BAR, ALONE, false},
    {"grouped bar", CHART_GROUPED_BAR, ALONE, true},
    {"group bar", CHART_GROUPED_BAR, ALONE, true},
    {"grouped bars", CHART_GROUPED_BAR, ALONE, true},
    {"clustered bar", CHART_GROUPED_BAR, ALONE, true},
    {"clustered bars", CHART_GROUPED_BAR, ALONE, true},
    {"clustered column", CHART_GROUPED_BAR, ALONE, true},
    {"side by side bar", CHART_GROUPED_BAR, ALONE, true},
    {"side by side bars", CHART_GROUPED_BAR, ALONE, true},
    {"bars side by side", CHART_GROUPED_BAR, ALONE, true},
    {"stacked", CHART_STACKED_BAR, WITH_NOUN, true},
    {"stacked bar", CHART_STACKED_BAR, ALONE, true},
    {"stack bar", CHART_STACKED_BAR, ALONE, true},
    {"stacking bar", CHART_STACKED_BAR, ALONE, true},
    {"stacked bars", CHART_STACKED_BAR, ALONE, true},
    {"stacked column", CHART_STACKED_BAR, ALONE, true},
    {"stacked columns", CHART_STACKED_BAR, ALONE, true},
    {"percent bar", CHART_PERCENT_BAR, ALONE, true},
    {"percent bars", CHART_PERCENT_BAR, ALONE, true},
    {"percentage bar", CHART_PERCENT_BAR, ALONE, true},
    {"percentage bars", CHART_PERCENT_BAR, ALONE, true},
    {"100 bar", CHART_PERCENT_BAR, ALONE, true},
    {"100 bars", CHART_PERCENT_BAR, ALONE, true},
    {"100 percent bar", CHART_PERCENT_BAR, ALONE, true},
    {"100 percent bars", CHART_PERCENT_BAR, ALONE, true},
    {"100 stacked bar", CHART_PERCENT_BAR, ALONE, true},
    {"100 stacked bars", CHART_PERCENT_BAR, ALONE, true},
    {"100 percent stacked bar", CHART_PERCENT_BAR, ALONE, true},
    {"percent stacked bar", CHART_PERCENT_BAR, ALONE, true},
    {"normalised bar", CHART_PERCENT_BAR, ALONE, true},
    {"normalized bar", CHART_PERCENT_BAR, ALONE, true},
    {"line", CHART_LINE, WITH_NOUN, false},
    {"lines", CHART_LINE, WITH_NOUN, false},
    {"time series", CHART_LINE, WITH_NOUN, false},
    {"group line", CHART_LINE, WITH_NOUN, true},
    {"grouped line", CHART_LINE, WITH_NOUN, true},
    {"grouping line", CHART_LINE, WITH_NOUN, true},
    {"multi line", CHART_LINE, WITH_NOUN, true},
    {"multiple line", CHART_LINE, WITH_NOUN, true},
    {"multi series line", CHART_LINE, WITH_NOUN, true},
    {"step", CHART_STEP, WITH_NOUN, false},
    {"steps", CHART_STEP, WITH_NOUN, false},
    {"step line", CHART_STEP, ALONE, false},
    {"stepped line", CHART_STEP, ALONE, false},
    {"staircase", CHART_STEP, WITH_NOUN, false},
    {"area", CHART_AREA, WITH_NOUN, false},
    {"filled line", CHART_AREA, WITH_NOUN, false},
    {"stacked area", CHART_STACKED_AREA, ALONE, true},
    {"stacked areas", CHART_STACKED_AREA, ALONE, true},
    {"stack area", CHART_STACKED_AREA, WITH_NOUN, true},
    {"combo", CHART_COMBO, WITH_NOUN, false},
    {"combination", CHART_COMBO, WITH_NOUN, false},
    {"combined bar and line", CHART_COMBO, ALONE, false},
    {"bar and line", CHART_COMBO, WITH_NOUN, false},
    {"bars and a line", CHART_COMBO, WITH_NOUN, false},
    {"bars and line", CHART_COMBO, WITH_NOUN, false},
    {"line and bar", CHART_COMBO, WITH_NOUN, false},
    {"dual axis", CHART_COMBO, ALONE, false},
    {"two axis", CHART_COMBO, WITH_NOUN, false},
    {"scatter", CHART_SCATTER, ASKED, false},
    {"scattered", CHART_SCATTER, WITH_NOUN, false},
    {"scatterplot", CHART_SCATTER, ALONE, false},
    {"scatter points", CHART_SCATTER, ALONE, false},
    {"point", CHART_SCATTER, WITH_NOUN, false},
    {"dot", CHART_SCATTER, WITH_NOUN, false},
    {"group scatter", CHART_SCATTER, ALONE, true},
    {"grouped scatter", CHART_SCATTER, ALONE, true},
    {"grouping scatter", CHART_SCATTER, ALONE, true},
    {"coloured scatter", CHART_SCATTER, ALONE, true},
    {"colored scatter", CHART_SCATTER, ALONE, true},
    {"bubble", CHART_BUBBLE, WITH_NOUN, false},
    {"bubbles", CHART_BUBBLE, WITH_NOUN, false},
    {"histogram", CHART_HISTOGRAM, ALONE, false},
    {"frequency", CHART_HISTOGRAM, WITH_NOUN, false},
    {"box", CHART_BOX, WITH_NOUN, false},
    {"boxplot", CHART_BOX, ALONE, false},
    {"box plots", CHART_BOX, ALONE, false},
    {"boxplots", CHART_BOX, ALONE, false},
    {"box and whisker", CHART_BOX, ALONE, false},
    {"box and whiskers", CHART_BOX, ALONE, false},
    {"box whisker", CHART_BOX, ALONE, false},
    {"heatmap", CHART_HEATMAP, ALONE, false},
    {"heat map", CHART_HEATMAP, ALONE, false},
    {"calendar heatmap", CHART_CALENDAR_HEATMAP, ALONE, false},
    {"calendar heat map", CHART_CALENDAR_HEATMAP, ALONE, false},
    {"calendar", CHART_CALENDAR_HEATMAP, WITH_NOUN, false},
    {"pie", CHART_PIE, ASKED, false},
    {"doughnut", CHART_DOUGHNUT, WITH_NOUN, false},
    {"donut", CHART_DOUGHNUT, WITH_NOUN, false},
    {"ring", CHART_DOUGHNUT, WITH_NOUN, false},
    {"treemap", CHART_TREEMAP, ALONE, false},
    {"tree map", CHART_TREEMAP, ALONE, false},
    {"sunburst", CHART_SUNBURST, ASKED, false},
    {"funnel", CHART_FUNNEL, WITH_NOUN, false},
    {"waterfall", CHART_WATERFALL, WITH_NOUN, false},
    {"bridge", CHART_WATERFALL, WITH_NOUN, false},
    {"sankey", CHART_SANKEY, ALONE, false},
    {"flow", CHART_SANKEY, WITH_NOUN, false},
    {"alluvial", CHART_SANKEY, WITH_NOUN, false},
    {"radar", CHART_RADAR, WITH_NOUN, false},
    {"spider", CHART_RADAR, WITH_NOUN, false},
    {"web", CHART_RADAR, WITH_NOUN, false},
    {"gantt", CHART_GANTT, ALONE, false},
    {"timeline", CHART_GANTT, WITH_NOUN, false},
    {"candlestick", CHART_CANDLESTICK, ALONE, false},
    {"candlesticks", CHART_CANDLESTICK, ALONE, false},
    {"candle", CHART_CANDLESTICK, WITH_NOUN, false},
    {"ohlc", CHART_CANDLESTICK, WITH_NOUN, false},
    {"pareto", CHART_PARETO, WITH_NOUN, false},
    {"cohort", CHART_COHORT, WITH_NOUN, false},
    {"cohorts", CHART_COHORT, WITH_NOUN, false},
    {"retention", CHART_COHORT, WITH_NOUN, false},
    {"small multiples", CHART_SMALL_MULTIPLES, ALONE, true},
    {"small multiple", CHART_SMALL_MULTIPLES, ALONE, true},
    {"trellis", CHART_SMALL_MULTIPLES, WITH_NOUN, true},
    {"facets", CHART_SMALL_MULTIPLES, WITH_NOUN, true},
    {"facet", CHART_SMALL_MULTIPLES, WITH_NOUN, true},
    {"on a map", CHART_MAP_POINTS, ALONE, false},
    {"on the map", CHART_MAP_POINTS, ALONE, false},
    {"map", CHART_MAP_POINTS, WITH_NOUN, false},
    {"point map", CHART_MAP_POINTS, ALONE, false},
    {"bubble map", CHART_MAP_POINTS, ALONE, false},
    {"map of points", CHART_MAP_POINTS, ALONE, false},
    {"choropleth", CHART_MAP_REGIONS, ALONE, false},
    {"region map", CHART_MAP_REGIONS, ALONE, false},
    {"map of regions", CHART_MAP_REGIONS, ALONE, false},
    {"country map", CHART_MAP_REGIONS, ALONE, false},
    {"state map", CHART_MAP_REGIONS, ALONE, false},
    {"filled map", CHART_MAP_REGIONS, ALONE, false},
    {"table", CHART_TABLE, WITH_NOUN, false},
};
const size_t CHART_WORD_COUNT = COUNT_OF(CHART_WORDS);
