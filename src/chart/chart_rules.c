#include "chart/chart_rules.h"

enum {
    PIE_PARTS = 6,
    PIE_ASKED = 20,    // of a question for proportions
    LINES_ASKED = 20,  // of a question for the trend
    BOXES_MAX = 12,
    BOX_VALUES = 5,      // of each group
    BARS_MAX = 50,       // more can not be read
    BARS_UPRIGHT = 6,    // names side by side
    BARS_ORDERED = 31,   // days of a month, hours of a day
    LABEL_UPRIGHT = 12,  // columns
    SERIES_SPLIT = 8,    // colours that can be told apart
    SERIES_GROUPED = 4,  // bars side by side
    BARS_GROUPED = 12,   // groups of bars
    HEAT_LEAST = 9,      // values on both sides, where bars end
    UNITS_TOGETHER = 3,  // measures of different units that are no table yet
    POINTS_LEAST = 20,   // things, for points to show how two numbers go together
    POINTS_LIST_LEAST = 8,
    VALUES_LEAST = 20,  // numbers, for a histogram
    PERIODS_LINE = 3,
    COMBO_PERIODS = 40,  // bars beside a line
    SPANS_MAX = 40,
    SPANS_COLUMNS = 6,  // a list of more is read as a table
    PLACES_COLUMNS = 5,
    PLACES_MAX = 3000,
    REGIONS_LEAST = 4,  // names on a map
    FLOW_ENDS = 15,     // on each side
    COHORTS_MAX = 40,
    STEPS_MAX = 12,           // of a waterfall
    YEAR_OF_DAYS = 270,       // a calendar shows its weeks
    YEARS_OF_DAYS = 3 * 366,  // ... and no more than so many
    PERIODS_RANKED = 200,     // bars of one pixel or two; a line would not be ranked
};

// ---- what a shape is ----

static size_t groupings(const ChartShape *s) { return s->dimension_count + (s->time >= 0 ? 1 : 0); }
static size_t across(const ChartShape *s) { return s->distinct[chart_rules_swapped(s) ? 1 : 0]; }
static size_t within(const ChartShape *s) { return s->distinct[chart_rules_swapped(s) ? 0 : 1]; }
static bool by_time(const ChartShape *s) { return s->time >= 0 && s->dimension_count == 0; }
static bool by_time_and_one(const ChartShape *s) { return s->time >= 0 && s->dimension_count == 1; }
static bool by_one(const ChartShape *s) { return s->time < 0 && s->dimension_count == 1; }
static bool by_two(const ChartShape *s) { return s->time < 0 && s->dimension_count == 2; }
static bool makes_parts(const ChartShape *s) { return s->additive && !s->negative; }

bool chart_rules_swapped(const ChartShape *s) {
    if (s->dimension_count < 2) return false;
    if (s->ordered[0] != s->ordered[1]) return s->ordered[1] && s->distinct[0] <= SERIES_SPLIT;
    return s->distinct[1] > s->distinct[0] && s->distinct[1] > SERIES_GROUPED;
}

// ---- the rules ----

static bool nothing(const ChartShape *s) { return s->rows == 0 || s->columns == 0; }
static bool points_list(const ChartShape *s) {
    return s->is_list && s->measure_count == 2 && s->columns <= 3 && s->time < 0 &&
           s->rows >= POINTS_LIST_LEAST;
}
static bool values_list(const ChartShape *s) {
    return s->is_list && s->measure_count == 1 && s->columns == 1 && s->rows >= VALUES_LEAST;
}
static bool a_list(const ChartShape *s) { return s->is_list; }
static bool no_numbers(const ChartShape *s) { return s->measure_count == 0; }
static bool one_number(const ChartShape *s) { return s->rows == 1; }
static bool three_groupings(const ChartShape *s) { return groupings(s) > 2; }
static bool many_units(const ChartShape *s) {
    return s->measure_count > UNITS_TOGETHER && s->units > 1;
}
static bool running(const ChartShape *s) {
    return by_time(s) && s->running && !s->negative && s->periods >= PERIODS_LINE;
}
static bool few_periods(const ChartShape *s) { return by_time(s) && s->periods < PERIODS_LINE; }
static bool share_over_time(const ChartShape *s) {
    return by_time_and_one(s) && s->share && !s->negative && s->periods >= PERIODS_LINE &&
           s->distinct[0] <= SERIES_SPLIT;
}
static bool few_periods_parts(const ChartShape *s) {
    return by_time_and_one(s) && s->periods < PERIODS_LINE && s->distinct[0] <= SERIES_SPLIT;
}
static bool lines(const ChartShape *s) {
    return by_time_and_one(s) && s->distinct[0] <= SERIES_SPLIT;
}
static bool time_heat(const ChartShape *s) {
    return by_time_and_one(s) && s->distinct[0] <= BARS_MAX && s->periods >= PERIODS_LINE &&
           s->periods <= 2 * BARS_MAX;
}
static bool with_time(const ChartShape *s) { return by_time_and_one(s); }
static bool pie(const ChartShape *s) {
    return by_one(s) && s->share && makes_parts(s) && !s->is_top && s->rows <= PIE_PARTS &&
           s->measure_count == 1;
}
static bool points(const ChartShape *s) {
    return by_one(s) && !s->ordered[0] && s->measure_count == 2 && s->rows >= POINTS_LEAST;
}
// Ordered by how much each changed, and none left out: the steps add up to the change of all.
static bool change_parts(const ChartShape *s) {
    return by_one(s) && s->compares && s->additive && !s->is_top && !s->ordered[0] &&
           s->main == s->measures[0] + CHART_CHANGE && s->rows > 2 && s->rows <= STEPS_MAX;
}
static bool several_bars(const ChartShape *s) {
    return by_one(s) && s->measure_count > 1 && s->units == 1 && s->rows <= BARS_GROUPED;
}
static bool ordered_bars(const ChartShape *s) {
    return by_one(s) && s->ordered[0] && s->rows <= BARS_ORDERED;
}
static bool short_names(const ChartShape *s) {
    return by_one(s) && s->rows <= BARS_UPRIGHT && s->label_len <= LABEL_UPRIGHT;
}
static bool names(const ChartShape *s) { return by_one(s) && s->rows <= BARS_MAX; }
static bool both_ordered(const ChartShape *s) {
    return by_two(s) && s->ordered[0] && s->ordered[1] && within(s) > SERIES_GROUPED;
}
static bool side_by_side(const ChartShape *s) {
    return by_two(s) && across(s) <= BARS_GROUPED && within(s) <= SERIES_GROUPED;
}
static bool stacked(const ChartShape *s) {
    return by_two(s) && makes_parts(s) && across(s) <= BARS_MAX && within(s) <= SERIES_SPLIT;
}
static bool heat(const ChartShape *s) {
    return by_two(s) && within(s) >= HEAT_LEAST && across(s) <= BARS_MAX && within(s) <= BARS_MAX;
}
static bool grid(const ChartShape *s) {
    return by_two(s) && within(s) > SERIES_GROUPED && across(s) <= BARS_MAX;
}
static bool always(const ChartShape *s) {
    (void)s;
    return true;
}

// ---- rules of what was said, where no chart was named ----

static size_t things(const ChartShape *s) { return groupings(s) > 0 ? s->rows : 0; }
static bool asks_relation(const ChartShape *s) {
    return s->wish.topic == CHART_TOPIC_RELATION && s->rows > 1 &&
           (s->measure_count >= 2 || (s->measure_count == 1 && (s->x_number || s->time >= 0)));
}
static bool asks_share(const ChartShape *s) {
    bool parts = s->is_list ? s->columns <= 2 : s->additive;
    return s->wish.topic == CHART_TOPIC_SHARE && by_one(s) && parts && !s->negative &&
           s->measure_count >= 1 && s->measure_count <= 2 && s->rows > 1 && things(s) <= PIE_ASKED;
}
static bool asks_trend(const ChartShape *s) {
    bool along = s->time >= 0 || s->x_number || (s->dimension_count > 0 && s->ordered[0]);
    return s->wish.topic == CHART_TOPIC_TREND && along && s->measure_count > 0 &&
           groupings(s) <= 2 && s->rows > 1 && (groupings(s) < 2 || s->distinct[0] <= LINES_ASKED);
}
static bool asks_split(const ChartShape *s) {
    return s->wish.split && groupings(s) == 2 && s->measure_count > 0 && makes_parts(s) &&
           across(s) <= BARS_MAX;
}
static bool spreads(const ChartShape *s) {
    return s->is_list && s->measure_count == 1 && s->dimension_count == 1 && s->time < 0 &&
           s->distinct[0] <= BOXES_MAX && s->rows >= VALUES_LEAST &&
           s->rows >= BOX_VALUES * s->distinct[0];
}
static bool named_numbers(const ChartShape *s) {
    return s->is_list && s->measure_count == 1 && s->columns <= 2 && groupings(s) == 1 &&
           s->rows > 1 && s->rows <= BARS_MAX;
}
static bool ranked_periods(const ChartShape *s) {
    return by_time(s) && s->ranked && (s->rows <= PERIODS_RANKED || s->wish.any);
}
static bool charted_list(const ChartShape *s) {
    bool wished = s->wish.any || s->wish.topic != CHART_TOPIC_NONE;
    return s->is_list && wished && s->measure_count > 0 && groupings(s) == 1;
}
// Of things counted on a few days a line would draw what lies between.
static bool sparse_days(const ChartShape *s) {
    return by_time(s) && s->sparse && s->additive && !s->along_time && s->rows <= BARS_MAX;
}
static bool by_years(const ChartShape *s) {
    return by_one(s) && s->by_years && !s->is_list && !s->ranked && s->measure_count == 1 &&
           s->rows >= PERIODS_LINE;
}
static bool by_number(const ChartShape *s) {
    return by_one(s) && !s->is_list && s->x_number && s->measure_count == 1 &&
           s->rows > BARS_ORDERED;
}

// ---- what columns call for by their names, where nothing was said of a picture ----

static bool unsaid(const ChartShape *s) {
    return !s->wish.any && !s->wish.split && s->wish.topic == CHART_TOPIC_NONE;
}
static bool candles(const ChartShape *s) {
    return s->candles && s->rows >= PERIODS_LINE && (s->is_list || by_time(s));
}
static bool spans(const ChartShape *s) {
    return unsaid(s) && s->is_list && s->span_first >= 0 && s->span_last >= 0 && s->rows > 1 &&
           s->rows <= SPANS_MAX && s->columns >= 3 && s->columns <= SPANS_COLUMNS;
}
static bool places(const ChartShape *s) {
    return unsaid(s) && s->latitude >= 0 && s->longitude >= 0 && s->columns >= 3 && s->rows > 1 &&
           s->columns <= PLACES_COLUMNS && s->rows <= PLACES_MAX;
}
static bool to_target(const ChartShape *s) { return s->to_target; }
static bool two_axes(const ChartShape *s) {
    return by_time(s) && s->two_axes && !s->compares && !s->ranked && !s->negative &&
           s->periods >= PERIODS_LINE && s->periods <= COMBO_PERIODS;
}
static bool flows(const ChartShape *s) {
    return by_two(s) && s->flow_from >= 0 && s->flow_to >= 0 && makes_parts(s) &&
           across(s) <= FLOW_ENDS && within(s) <= FLOW_ENDS;
}
static bool cohorts(const ChartShape *s) {
    return s->cohorts && !s->negative && s->periods <= COHORTS_MAX && s->distinct[0] <= COHORTS_MAX;
}

// ---- what is offered first ----

static bool year_of_days(const ChartShape *s) {
    return by_time(s) && s->by_day && s->periods >= YEAR_OF_DAYS && s->periods <= YEARS_OF_DAYS;
}
static bool regions(const ChartShape *s) {
    return s->place >= 0 && by_one(s) && s->rows >= REGIONS_LEAST;
}
static bool signed_steps(const ChartShape *s) {
    return by_one(s) && s->additive && s->negative && s->rows <= STEPS_MAX;
}
static bool percent_alone(const ChartShape *s) { return s->rows == 1 && s->percent; }

typedef struct Offer {
    ChartType type;
    bool (*calls)(const ChartShape *s);
} Offer;

// What shows more than the rule's choice to who looks for it, but is read less exactly.
static const Offer OFFERS[] = {
    {CHART_CALENDAR_HEATMAP, year_of_days},
    {CHART_MAP_REGIONS, regions},
    {CHART_WATERFALL, signed_steps},
    {CHART_GAUGE, percent_alone},
    {CHART_COMBO, two_axes},
    {CHART_SANKEY, flows},
    {CHART_COHORT, cohorts},
    {CHART_CANDLESTICK, candles},
    {CHART_MAP_POINTS, places},
    {CHART_GANTT, spans},
};

bool chart_rules_offers(ChartType type, const ChartShape *s) {
    for (size_t i = 0; i < COUNT_OF(OFFERS); i++) {
        if (OFFERS[i].type == type && OFFERS[i].calls(s)) return true;
    }
    return false;
}

static const ChartRule RULES[] = {
    {"nothing", nothing, CHART_TABLE, WORD("There is nothing to draw.")},
    {"candles", candles, CHART_CANDLESTICK,
     WORD("Candles show where each period opened and closed, and how far it went.")},
    {"two axes", two_axes, CHART_COMBO,
     WORD("Bars and a line with an axis each: the two numbers share no scale.")},
    {"spans", spans, CHART_GANTT, WORD("Bars from the first day to the last show what runs when.")},
    {"places", places, CHART_MAP_POINTS, WORD("A map shows where each one is.")},
    {"target", to_target, CHART_GAUGE, WORD("A gauge shows how far it is to the target.")},
    {"flows", flows, CHART_SANKEY, WORD("Bands show how much goes from where to where.")},
    {"cohorts", cohorts, CHART_COHORT,
     WORD("A row for each start shows what became of it as time went on.")},
    {"relation", asks_relation, CHART_SCATTER, WORD("Points show how two numbers go together.")},
    {"share", asks_share, CHART_PIE, WORD("A pie shows the parts of the whole.")},
    {"trend", asks_trend, CHART_LINE, WORD("A line shows how a number changes.")},
    {"split", asks_split, CHART_STACKED_BAR, WORD("Stacked bars show the parts of each group.")},
    {"points list", points_list, CHART_SCATTER, WORD("Each point shows two numbers of one row.")},
    {"values list", values_list, CHART_HISTOGRAM,
     WORD("A histogram shows how the numbers spread.")},
    {"boxes", spreads, CHART_BOX, WORD("Boxes show how the numbers of each group spread.")},
    {"named numbers", named_numbers, CHART_HORIZONTAL_BAR,
     WORD("Bars compare the number of each.")},
    {"charted list", charted_list, CHART_BAR, WORD("Bars compare the number of each.")},
    {"list", a_list, CHART_TABLE, WORD("The answer is a list: a table shows it as it is.")},
    {"no numbers", no_numbers, CHART_TABLE, WORD("There are no numbers to draw.")},
    {"number", one_number, CHART_NUMBER, WORD("The answer is one number.")},
    {"three groupings", three_groupings, CHART_TABLE,
     WORD("More than two groupings fit no one chart.")},
    {"many units", many_units, CHART_TABLE,
     WORD("Numbers of different units need an axis each: a table keeps them apart.")},
    {"few periods", few_periods, CHART_BAR, WORD("Too few periods for a line: bars compare them.")},
    {"ranked periods", ranked_periods, CHART_BAR, WORD("Bars, as the periods are ranked.")},
    {"sparse days", sparse_days, CHART_BAR, WORD("Bars, as most days between have none.")},
    {"years", by_years, CHART_LINE, WORD("A line shows how a number changes over the years.")},
    {"running", running, CHART_AREA, WORD("The area grows as the total does.")},
    {"line", by_time, CHART_LINE, WORD("A line shows how a number changes over time.")},
    {"share over time", share_over_time, CHART_STACKED_AREA,
     WORD("The areas show how the shares change.")},
    {"few periods parts", few_periods_parts, CHART_GROUPED_BAR,
     WORD("Too few periods for lines: bars side by side compare them.")},
    {"lines", lines, CHART_LINE, WORD("One line for each group shows how they change over time.")},
    {"time heat", time_heat, CHART_HEATMAP,
     WORD("Too many groups for lines: colour shows where and when it is high.")},
    {"time table", with_time, CHART_TABLE, WORD("Too many groups over time for one picture.")},
    {"pie", pie, CHART_PIE, WORD("A few parts of one whole.")},
    {"numbers along", by_number, CHART_SCATTER, WORD("Points, where bars would be too many.")},
    {"points", points, CHART_SCATTER, WORD("Each point shows two numbers of one thing.")},
    {"change parts", change_parts, CHART_WATERFALL,
     WORD("Steps show what each adds to the whole change.")},
    {"several bars", several_bars, CHART_GROUPED_BAR,
     WORD("Bars side by side compare the numbers.")},
    {"ordered bars", ordered_bars, CHART_BAR, WORD("Bars in their natural order.")},
    {"short names", short_names, CHART_BAR, WORD("Bars compare a few groups.")},
    {"names", names, CHART_HORIZONTAL_BAR,
     WORD("Bars compare the groups, and lie so that the names can be read.")},
    {"both ordered", both_ordered, CHART_HEATMAP, WORD("Colour shows when it is high.")},
    {"side by side", side_by_side, CHART_GROUPED_BAR,
     WORD("Bars side by side compare within each group.")},
    {"stacked", stacked, CHART_STACKED_BAR, WORD("Stacked bars show the parts of each group.")},
    {"heat", heat, CHART_HEATMAP, WORD("Colour shows where two groupings meet.")},
    {"grid", grid, CHART_HEATMAP, WORD("Colour shows where two groupings meet.")},
    {"table", always, CHART_TABLE, WORD("Too many groups for one picture.")},
};

const ChartRule *chart_rules_find(const ChartShape *s) {
    const ChartRule *rule = RULES;
    while (!rule->fits(s)) rule++;
    return rule;
}
