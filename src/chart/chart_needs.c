#include "chart/chart_needs.h"

#include "chart/chart_rules.h"

enum {
    PIE_PARTS = 6,
    BARS_MAX = 50,
    SERIES_SPLIT = 8,
    VALUES_LEAST = 20,  // numbers, for a histogram
    BOX_VALUES = 5,     // numbers, for boxes
    STAGES_MAX = 12,    // of a funnel
    SPOKES_LEAST = 3,   // of a radar
    SPOKES_MAX = 16,
    WATERFALL_MAX = 30,
    PANELS_MAX = 24,
    TREE_MAX = 300,
    CANDLE_NUMBERS = 4,  // open, high, low, close
};

static size_t groupings(const ChartShape *s) { return s->dimension_count + (s->time >= 0 ? 1 : 0); }
static size_t across(const ChartShape *s) { return s->distinct[chart_rules_swapped(s) ? 1 : 0]; }
static size_t within(const ChartShape *s) { return s->distinct[chart_rules_swapped(s) ? 0 : 1]; }

static bool nothing(const ChartShape *s) { return s->rows == 0 || s->columns == 0; }
static bool no_measure(const ChartShape *s) { return s->measure_count == 0; }
static bool not_one(const ChartShape *s) { return s->rows > 1 || s->is_list; }
static bool below_zero(const ChartShape *s) { return s->negative; }
static bool many_parts(const ChartShape *s) { return s->rows > PIE_PARTS; }
static bool many_tiles(const ChartShape *s) { return s->rows > TREE_MAX; }
static bool no_grouping(const ChartShape *s) { return groupings(s) == 0; }
static bool not_one_grouping(const ChartShape *s) { return groupings(s) != 1; }
static bool not_one_or_two(const ChartShape *s) { return groupings(s) < 1 || groupings(s) > 2; }
static bool not_two_groupings(const ChartShape *s) { return groupings(s) != 2; }
static bool not_a_whole(const ChartShape *s) { return !s->additive && !s->is_list; }
static bool one_row(const ChartShape *s) { return s->rows < 2; }
static bool unordered(const ChartShape *s) {
    if (s->time >= 0 || s->x_number) return false;
    return !(s->dimension_count > 0 && s->ordered[chart_rules_swapped(s) ? 1 : 0]);
}
static bool many_lines(const ChartShape *s) {
    size_t lines = s->time >= 0 ? s->distinct[0] : within(s);
    return groupings(s) == 2 && lines > SERIES_SPLIT;
}
static bool many_bars(const ChartShape *s) {
    return s->time < 0 && s->dimension_count > 0 && across(s) > BARS_MAX;
}
static bool no_pair(const ChartShape *s) {
    return s->measure_count < 2 && !(s->measure_count == 1 && (s->x_number || s->time >= 0));
}
static bool under_two(const ChartShape *s) { return s->measure_count < 2; }
static bool under_three(const ChartShape *s) { return s->measure_count < 3; }
static bool under_four(const ChartShape *s) {
    return s->measure_count < CANDLE_NUMBERS || s->time < 0;
}
static bool few_values(const ChartShape *s) { return s->rows < VALUES_LEAST; }
static bool few_for_boxes(const ChartShape *s) {
    size_t boxes = s->dimension_count > 0 ? s->distinct[0] : 1;
    return s->rows < BOX_VALUES * boxes;
}
static bool no_series(const ChartShape *s) {
    return groupings(s) < 2 && (s->measure_count < 2 || s->units > 1);
}
static bool no_days(const ChartShape *s) { return s->time < 0 || !s->by_day; }
static bool no_stages(const ChartShape *s) {
    return groupings(s) != 1 || s->time >= 0 || s->rows < 2 || s->rows > STAGES_MAX;
}
static bool no_steps(const ChartShape *s) {
    return groupings(s) != 1 || s->rows < 2 || s->rows > WATERFALL_MAX;
}
static bool no_spokes(const ChartShape *s) {
    size_t spokes = s->dimension_count > 0 ? across(s) : s->periods;
    return groupings(s) < 1 || groupings(s) > 2 || spokes < SPOKES_LEAST || spokes > SPOKES_MAX;
}
static bool no_spans(const ChartShape *s) { return s->times < 2; }
static bool no_panels(const ChartShape *s) {
    return groupings(s) != 2 || (s->time >= 0 ? s->distinct[0] : within(s)) > PANELS_MAX;
}
static bool no_points(const ChartShape *s) {
    return (s->latitude < 0 || s->longitude < 0) && s->place < 0;
}
static bool no_regions(const ChartShape *s) { return s->place < 0; }
static bool no_time(const ChartShape *s) { return s->time < 0; }

typedef struct Need {
    uint64_t of;  // bits of ChartType
    bool (*lacks)(const ChartShape *s);
    bool can;  // it can be drawn all the same
    const char *because;
} Need;

#define OF(type) ((uint64_t)1 << (type))
#define ALL_BUT_TABLE (~OF(CHART_TABLE))
#define UPRIGHT (OF(CHART_BAR) | OF(CHART_HORIZONTAL_BAR))
#define BESIDE (OF(CHART_GROUPED_BAR) | OF(CHART_STACKED_BAR) | OF(CHART_PERCENT_BAR))
#define ALONG (OF(CHART_LINE) | OF(CHART_AREA) | OF(CHART_STEP) | OF(CHART_STACKED_AREA))
#define ROUND (OF(CHART_PIE) | OF(CHART_DOUGHNUT))
#define PARTS                                                                                      \
    (ROUND | OF(CHART_PERCENT_BAR) | OF(CHART_STACKED_AREA) | OF(CHART_TREEMAP) |                  \
     OF(CHART_SUNBURST) | OF(CHART_FUNNEL) | OF(CHART_SANKEY) | OF(CHART_PARETO))
#define STACKED (OF(CHART_STACKED_BAR) | OF(CHART_AREA))
#define SINGLE (OF(CHART_NUMBER) | OF(CHART_GAUGE))

// A new need is a new row: what can not be drawn before what misleads.
static const Need NEEDS[] = {
    {ALL_BUT_TABLE, nothing, false, WORD("There is nothing to draw.")},
    {~(OF(CHART_TABLE) | OF(CHART_GANTT) | OF(CHART_MAP_POINTS)), no_measure, false,
     WORD("There are no numbers to draw.")},
    {SINGLE, not_one, false, WORD("The answer is more than one number.")},
    {PARTS, below_zero, false, WORD("Parts of a whole can not be below zero.")},
    {ROUND, not_one_grouping, false, WORD("A pie needs the parts of one whole.")},
    {OF(CHART_PARETO), not_one_grouping, false,
     WORD("A Pareto chart needs the parts of one whole.")},
    {ALONG | UPRIGHT, no_grouping, false, WORD("There are no groups to compare.")},
    {BESIDE, no_grouping, false, WORD("There are no groups to compare.")},
    {OF(CHART_SCATTER), no_pair, false, WORD("Points need two numbers for each thing.")},
    {OF(CHART_COMBO), under_two, false, WORD("Bars with a line need two numbers for each group.")},
    {OF(CHART_COMBO), no_grouping, false, WORD("There are no groups to compare.")},
    {OF(CHART_BUBBLE), under_three, false, WORD("Bubbles need three numbers for each thing.")},
    {OF(CHART_HISTOGRAM), few_values, false, WORD("Too few numbers for a histogram.")},
    {OF(CHART_BOX), few_for_boxes, false, WORD("Boxes need many numbers for each group.")},
    {OF(CHART_HEATMAP), not_two_groupings, false, WORD("A heatmap needs two groupings.")},
    {OF(CHART_CALENDAR_HEATMAP), no_days, false, WORD("A calendar needs a number for each day.")},
    {OF(CHART_TREEMAP) | OF(CHART_SUNBURST), not_one_or_two, false,
     WORD("Tiles need one grouping, or two of which one is within the other.")},
    {OF(CHART_FUNNEL), no_stages, false, WORD("A funnel needs 2 to 12 stages in order.")},
    {OF(CHART_WATERFALL), no_steps, false, WORD("A waterfall needs 2 to 30 steps of one number.")},
    {OF(CHART_SANKEY), not_two_groupings, false, WORD("Flows need a from and a to.")},
    {OF(CHART_RADAR), no_spokes, false, WORD("A radar needs 3 to 16 groups.")},
    {OF(CHART_GANTT), no_spans, false, WORD("Spans of time need a first and a last day.")},
    {OF(CHART_CANDLESTICK), under_four, false,
     WORD("Candlesticks need four numbers for each day: open, close, lowest and highest.")},
    {OF(CHART_COHORT), not_two_groupings, false, WORD("Cohorts need a start and the time since.")},
    {OF(CHART_SMALL_MULTIPLES), no_panels, false, WORD("Small charts need a second grouping.")},
    {OF(CHART_MAP_POINTS), no_points, false, WORD("Points on a map need places.")},
    {OF(CHART_MAP_REGIONS), no_regions, false, WORD("A map of regions needs places.")},
    {OF(CHART_FORECAST), no_time, false, WORD("A forecast needs a number over time.")},
    {OF(CHART_FORECAST), one_row, false, WORD("A forecast needs a number over time.")},

    {STACKED, below_zero, true, WORD("Parts of a whole can not be below zero.")},
    {BESIDE, no_series, true, WORD("There is only one number for each group.")},
    {ALL_BUT_TABLE & ~SINGLE, one_row, true, WORD("One row makes no picture.")},
    {ROUND, many_parts, true, WORD("A pie of more than 6 parts is hard to read.")},
    {OF(CHART_TREEMAP), many_tiles, true, WORD("More than 300 tiles are hard to read.")},
    {PARTS & ~OF(CHART_FUNNEL), not_a_whole, true,
     WORD("These numbers do not add up to a whole, as the picture says.")},
    {OF(CHART_WATERFALL) | OF(CHART_STACKED_BAR), not_a_whole, true,
     WORD("These numbers do not add up, as the picture says.")},
    {ALONG | OF(CHART_FORECAST), unordered, true,
     WORD("Nothing lies between these names, as a line would say.")},
    {ALONG, many_lines, true, WORD("More than 8 lines are hard to tell apart.")},
    {UPRIGHT | BESIDE, many_bars, true, WORD("More than 50 bars are hard to read.")},
    {BESIDE, many_lines, true, WORD("More than 8 bars for each group are hard to tell apart.")},
};

const char *chart_needs_lack(ChartType type, const ChartShape *s, bool *ret_can) {
    for (size_t i = 0; i < COUNT_OF(NEEDS); i++) {
        if (!(NEEDS[i].of & OF(type)) || !NEEDS[i].lacks(s)) continue;
        *ret_can = NEEDS[i].can;
        return NEEDS[i].because;
    }
    *ret_can = true;
    return NULL;
}
