#include "chart/chart.h"

#include "chart/chart_call.h"
#include "chart/chart_needs.h"
#include "chart/chart_rules.h"

enum { BARS_MAX = 50, SIDE_BY_SIDE_MAX = 4, COLOURS_MAX = 8 };

static const char *const PARTS[CHART_PART_COUNT] = {
    [CHART_Y2] = "y2",        [CHART_SIZE] = "size",     [CHART_TARGET] = "target",
    [CHART_LATITUDE] = "lat", [CHART_LONGITUDE] = "lon", [CHART_START] = "start",
    [CHART_END] = "end",
};

Chart chart_new(ChartType type) {
    Chart c = {.type = type, .drawn = type, .x = -1, .split = -1};
    for (int i = 0; i < CHART_PART_COUNT; i++) c.parts[i] = -1;
    return c;
}

// ---- which column goes where ----

#define OF(type) ((uint64_t)1 << (type))
#define ONE_NUMBER (OF(CHART_NUMBER) | OF(CHART_GAUGE))
// Charts whose numbers may be of different units.
#define ALL_UNITS (ONE_NUMBER | OF(CHART_TABLE) | OF(CHART_COMBO) | OF(CHART_RADAR))
#define SEVERAL                                                                                    \
    (ALL_UNITS | OF(CHART_LINE) | OF(CHART_STEP) | OF(CHART_GROUPED_BAR) | OF(CHART_STACKED_BAR) | \
     OF(CHART_PERCENT_BAR) | OF(CHART_CANDLESTICK) | OF(CHART_STACKED_AREA))
// Of two groupings one comes first, whichever has more values.
#define DIRECTED (OF(CHART_SANKEY) | OF(CHART_COHORT))
#define POINTS (OF(CHART_SCATTER) | OF(CHART_BUBBLE))

static bool is_of(ChartType type, uint64_t types) { return (types & OF(type)) != 0; }

static void series_add(Chart *c, int column) {
    if (column >= 0 && c->series_count < CHART_SERIES_MAX) c->series[c->series_count++] = column;
}

static void groupings_place(Chart *c, const ChartShape *s) {
    c->x = c->split = -1;
    if (s->time >= 0) {
        c->x = s->time;
        if (s->dimension_count > 0) c->split = s->dimensions[0];
        return;
    }
    if (s->dimension_count == 0) return;
    bool turned = s->flow_from >= 0 && s->flow_from == s->dimensions[1];
    bool swapped = is_of(c->drawn, DIRECTED) ? turned : chart_rules_swapped(s);
    c->x = s->dimensions[swapped ? 1 : 0];
    if (s->dimension_count > 1) c->split = s->dimensions[swapped ? 0 : 1];
}

// Numbers of another unit would need a second axis, which misleads: they stay in the table.
static void measures_place(Chart *c, const Table *t, const ChartShape *s) {
    for (size_t i = 0; i < s->measure_count; i++) {
        bool same = str_eq(t->columns[s->measures[i]].unit, t->columns[s->main].unit);
        if (same || is_of(c->drawn, ALL_UNITS)) series_add(c, s->measures[i]);
    }
}

// Two numbers of each thing; one may be what the rows are grouped by. What else there is colours
// them, when that was wished for or does not take too many colours.
static void points_place(Chart *c, const ChartShape *s) {
    bool along = s->measure_count < 2;
    int x = along ? (s->time >= 0 ? s->time : s->dimensions[0]) : s->measures[0];
    int other = along && s->time < 0 ? 1 : 0;
    bool more = s->dimension_count > (size_t)other;
    bool colours =
        more &&
        (s->wish.split || (s->distinct[other] <= COLOURS_MAX && s->rows > 2 * s->distinct[other]));
    c->x = x;
    c->split = colours ? s->dimensions[other] : -1;
    series_add(c, along ? s->main : s->measures[1]);
    if (c->drawn == CHART_BUBBLE) c->parts[CHART_SIZE] = s->measures[2];
}

static bool is_day(const Column *c) { return c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP; }

// First and last day by their names, else as they stand; the name is what is no day.
static void spans_place(Chart *c, const Table *t, const ChartShape *s) {
    c->x = c->split = -1;
    int *first = &c->parts[CHART_START], *last = &c->parts[CHART_END];
    bool named = s->span_first >= 0 && s->span_last >= 0;
    if (named) *first = s->span_first, *last = s->span_last;
    for (size_t i = 0; i < t->column_count && !named; i++) {
        int *end = *first < 0 ? first : last;
        if (is_day(&t->columns[i]) && *end < 0) *end = (int)i;
    }
    for (size_t i = 0; i < s->dimension_count && i < CHART_DIMENSIONS_MAX && c->x < 0; i++) {
        if (!is_day(&t->columns[s->dimensions[i]])) c->x = s->dimensions[i];
    }
}

// Open, highest, lowest, close: by their names, else as they stand.
static void candles_place(Chart *c, const Table *t, const ChartShape *s) {
    static const ChartCall CALLS[] = {CHART_CALL_OPEN, CHART_CALL_HIGH, CHART_CALL_LOW,
                                      CHART_CALL_CLOSE};
    for (size_t n = 0; n < COUNT_OF(CALLS); n++) {
        for (size_t i = 0; i < s->measure_count; i++) {
            if (!chart_call_is(t->columns[s->measures[i]].name, CALLS[n])) continue;
            series_add(c, s->measures[i]);
            break;
        }
    }
    if (c->series_count == COUNT_OF(CALLS)) return;
    c->series_count = 0;
    for (size_t i = 0; i < COUNT_OF(CALLS); i++) series_add(c, s->measures[i]);
}

static void values_place(Chart *c, const ChartShape *s) {
    if (c->drawn == CHART_HISTOGRAM) c->x = s->main;
    c->split = -1;
    series_add(c, s->main);
}

static void map_place(Chart *c, const ChartShape *s) {
    c->x = s->place >= 0 ? s->place : c->x;
    c->split = -1;
    bool points = c->drawn == CHART_MAP_POINTS && s->latitude >= 0 && s->longitude >= 0;
    c->parts[CHART_LATITUDE] = points ? s->latitude : -1;
    c->parts[CHART_LONGITUDE] = points ? s->longitude : -1;
    for (size_t i = 0; i < s->measure_count && c->series_count == 0; i++) {
        int m = s->measures[i];
        if (m != s->latitude && m != s->longitude) series_add(c, m);
    }
    if (points) c->parts[CHART_SIZE] = c->series_count > 0 ? c->series[0] : -1;
}

// The series of bars and lines, and of all that has no row of its own above.
static void series_place(Chart *c, const Table *t, const ChartShape *s) {
    bool is_value = s->measure_count > 0 && s->main == s->measures[0];
    if (is_of(c->drawn, SEVERAL) && c->split < 0 && s->measure_count > 1) {
        measures_place(c, t, s);
        if (c->drawn == CHART_COMBO) c->parts[CHART_Y2] = c->series[--c->series_count];
        if (c->drawn == CHART_GAUGE) {
            c->parts[CHART_TARGET] = s->measures[1];
            c->series_count = 1;
        }
        return;
    }
    series_add(c, s->main);
    bool beside = c->drawn == CHART_LINE && c->split < 0 && s->compares && is_value;
    if (beside) series_add(c, s->main + CHART_BEFORE);
}

static void axes_place(Chart *c, const Table *t, const ChartShape *s) {
    groupings_place(c, s);
    switch (c->drawn) {
        case CHART_SCATTER:
        case CHART_BUBBLE: points_place(c, s); return;
        case CHART_HISTOGRAM:
        case CHART_BOX: values_place(c, s); return;
        case CHART_GANTT: spans_place(c, t, s); return;
        case CHART_CANDLESTICK: candles_place(c, t, s); return;
        case CHART_MAP_POINTS:
        case CHART_MAP_REGIONS: map_place(c, s); return;
        default: series_place(c, t, s); return;
    }
}

// "Revenue and cost by month and store"
static Str title_of(const Chart *c, const Table *t, Words w) {
    Str measures[CHART_SERIES_MAX];
    for (size_t i = 0; i < c->series_count; i++) measures[i] = t->columns[c->series[i]].label;
    Str title = words_list(w, measures, c->series_count);
    bool named = c->x >= 0 && c->series_count > 0 && c->x != c->series[0];
    if (!named) return words_sentence(w, title);
    Str by[] = {t->columns[c->x].label, c->split >= 0 ? t->columns[c->split].label : (Str){0}};
    Str dimensions = words_list(w, by, c->split >= 0 ? 2 : 1);
    return words_sentence(w, words_of(w, "{measures} by {dimensions}", {"measures", title},
                                      {"dimensions", dimensions}));
}

// ---- the choice ----

static size_t groupings(const ChartShape *s) { return s->dimension_count + (s->time >= 0 ? 1 : 0); }
static bool makes_parts(const ChartShape *s) { return s->additive && !s->negative; }

#define BARS                                                                                       \
    (OF(CHART_BAR) | OF(CHART_HORIZONTAL_BAR) | OF(CHART_GROUPED_BAR) | OF(CHART_STACKED_BAR) |    \
     OF(CHART_PERCENT_BAR))

// A histogram of numbers that stand for groups already is their bars; bars in colours are stacked
// or stand side by side.
static ChartType asked_nearest(ChartType asked, const ChartShape *s) {
    bool grouped = groupings(s) > 0 && (!s->is_list || s->rows <= BARS_MAX);
    if (asked == CHART_HISTOGRAM && grouped) asked = CHART_BAR;
    bool colours = asked == CHART_BAR && s->wish.split;
    return !colours ? asked : s->is_list || makes_parts(s) ? CHART_STACKED_BAR : CHART_GROUPED_BAR;
}

// "As bars" leaves open which, where there are two groupings.
static ChartType drawn_nearest(ChartType asked, const ChartShape *s, ChartType chosen) {
    if (asked != CHART_BAR && asked != CHART_HORIZONTAL_BAR) return asked;
    if (groupings(s) < 2) return asked;
    bool many = is_of(chosen, BARS & ~OF(CHART_BAR) & ~OF(CHART_HORIZONTAL_BAR));
    if (many) return chosen;
    bool parts = makes_parts(s) && s->distinct[0] > SIDE_BY_SIDE_MAX;
    return parts ? CHART_STACKED_BAR : CHART_GROUPED_BAR;
}

// What is wished for where no chart is named: what the question is about, unless the answer is one
// number or a list without another word of a picture, and the rule found none of its kind.
static bool wished_type(const ChartShape *s, ChartType ruled, ChartType *ret) {
    static const uint64_t LIKE[CHART_TYPE_COUNT] = {
        [CHART_LINE] = OF(CHART_AREA) | OF(CHART_STACKED_AREA),
        [CHART_SCATTER] = OF(CHART_BUBBLE),
        // Of axes and bars alone: bars, of whatever kind.
        [CHART_BAR] = ~(BARS | OF(CHART_HEATMAP) | OF(CHART_TABLE) | OF(CHART_NUMBER)),
        [CHART_STACKED_BAR] = ~(OF(CHART_TABLE) | OF(CHART_NUMBER)),
    };
    const ChartWish *wish = &s->wish;
    bool along = wish->topic == CHART_TOPIC_TREND || wish->topic == CHART_TOPIC_RELATION;
    bool weak = wish->topic == CHART_TOPIC_COMPARE || wish->topic == CHART_TOPIC_SPREAD;
    if (!wish->any && !along && s->rows < 2) return false;
    if (weak && !wish->any && ruled != CHART_TABLE) return false;
    return chart_wish_type(wish, ret) && !is_of(ruled, LIKE[*ret]);
}

static Str lack_text(const char *lack, ChartType drawn, Words w) {
    Str why = words_text(w, lack), stop = words_text(w, ".");
    return words_of(w, "{why}; {charts} instead.", {"why", str_cut_suffix_nocase(why, stop)},
                    {"charts", words_text(w, chart_type_many(drawn))});
}

static void named_choose(Chart *c, const ChartShape *s, ChartType asked, Words w) {
    bool can = true;
    const char *lack = chart_needs_lack(asked, s, &can);
    ChartType ruled = c->drawn;
    c->type = asked;
    if (lack && !can) {
        c->warning = lack_text(lack, ruled, w);
        return;
    }
    c->drawn = drawn_nearest(asked, s, ruled);
    c->reason = words_text(w, "As you asked.");
    c->warning = lack ? words_text(w, lack) : (Str){0};
}

static void type_choose(Chart *c, const ChartShape *s, Words w) {
    const ChartRule *rule = chart_rules_find(s);
    c->type = c->drawn = rule->type;
    c->reason = words_text(w, rule->reason);
    ChartType asked = asked_nearest(s->wish.type, s);
    bool can = true;
    if (s->wish.named) {
        if (asked != rule->type) named_choose(c, s, asked, w);
    } else if (wished_type(s, rule->type, &asked) && asked != rule->type) {
        c->type = asked;
        bool drawn = !chart_needs_lack(asked, s, &can);
        if (drawn) c->drawn = drawn_nearest(asked, s, rule->type);
    }
}

// Pictures of one grouping, which hide a second one.
#define OF_ONE (OF(CHART_BAR) | OF(CHART_HORIZONTAL_BAR) | OF(CHART_AREA) | OF(CHART_WATERFALL))

// Other types that would draw this result without misleading: first those that it calls for.
static void alternatives_find(Chart *c, const ChartShape *s) {
    uint64_t left = OF(c->drawn) | OF(CHART_FORECAST) | (groupings(s) > 1 ? OF_ONE : 0) |
                    (s->measure_count < 2 && !s->x_number ? OF(CHART_SCATTER) : 0);
    bool can = true;
    for (int pass = 0; pass < 2; pass++) {
        for (int type = 0; type < CHART_TYPE_COUNT; type++) {
            bool room = c->alternative_count < CHART_ALTERNATIVES_MAX - (type != CHART_TABLE);
            bool called = chart_rules_offers((ChartType)type, s);
            if (called != (pass == 0) || is_of((ChartType)type, left) || !room) continue;
            if (chart_needs_lack((ChartType)type, s, &can)) continue;
            c->alternatives[c->alternative_count++] = (ChartType)type;
        }
    }
}

static bool by_value(const Plan *p, const ChartShape *s) {
    if (s->time >= 0 || s->is_list || s->dimension_count == 0) return false;
    if (s->ordered[chart_rules_swapped(s) ? 1 : 0]) return false;
    return p->order_count == 0 || p->orders[0].by != ORDER_DIMENSION;
}

Chart chart_choose(const Table *t, const Plan *p, const ChartWish *wish, Date today, Words w) {
    ChartShape s = chart_shape_for(t, p, wish ? wish : &(ChartWish){0}, today, w.a);
    Chart c = chart_new(CHART_TABLE);
    type_choose(&c, &s, w);
    if (s.rows > 0) axes_place(&c, t, &s);
    bool left = c.series_count > 0 && c.series_count < s.measure_count;
    if (left && !is_of(c.drawn, POINTS | ONE_NUMBER | OF(CHART_MAP_POINTS) | OF(CHART_COMBO))) {
        c.reason =
            words_of(w, "{reason} The other numbers are in the table.", {"reason", c.reason});
    }
    c.sort_by_value = by_value(p, &s);
    c.unfinished_last =
        s.unfinished && c.x == s.time && c.drawn != CHART_TABLE && c.drawn != CHART_NUMBER;
    c.title = title_of(&c, t, w);
    alternatives_find(&c, &s);
    return c;
}

// ---- as JSON ----

static const char *axis_type(const Column *c) {
    if (c->is_bucket || c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP) return "time";
    return c->role == ROLE_MEASURE ? "value" : "category";
}

static void axis_write(JsonW *w, const Table *t, int column, bool is_x) {
    const Column *c = &t->columns[column];
    jsonw_object(w);
    jsonw_key_int(w, "column", column);
    jsonw_key_str(w, "label", c->label);
    if (is_x) {
        jsonw_key_str(w, "type", str_from(axis_type(c)));
        jsonw_key(w, S("grain"));
        if (c->is_bucket) {
            jsonw_str(w, str_from(date_unit_name(c->grain)));
        } else {
            jsonw_null(w);
        }
    }
    jsonw_key_str(w, "unit", c->unit);
    jsonw_end(w);
}

// A list of one of the series to the right; the number to reach; else the column.
static void parts_write(JsonW *w, const Chart *c, const Table *t) {
    for (int i = 0; i < CHART_PART_COUNT; i++) {
        double number = 0;
        if (c->parts[i] < 0) continue;
        bool reached = i != CHART_TARGET || table_number(t, 0, (size_t)c->parts[i], &number);
        if (!reached) continue;
        jsonw_key(w, str_from(PARTS[i]));
        if (i == CHART_TARGET) {
            jsonw_float(w, number);
            continue;
        }
        if (i == CHART_Y2) jsonw_array(w);
        axis_write(w, t, c->parts[i], false);
        if (i == CHART_Y2) jsonw_end(w);
    }
}

void chart_write(JsonW *w, const Chart *c, const Table *t) {
    jsonw_object(w);
    jsonw_key_str(w, "type", str_from(chart_type_name(c->type)));
    jsonw_key_str(w, "title", c->title);
    jsonw_key(w, S("x"));
    if (c->x >= 0) {
        axis_write(w, t, c->x, true);
    } else {
        jsonw_null(w);
    }
    jsonw_key_array(w, "series");
    for (size_t i = 0; i < c->series_count; i++) axis_write(w, t, c->series[i], false);
    jsonw_end(w);
    jsonw_key(w, S("split"));
    if (c->split >= 0) {
        jsonw_object(w);
        jsonw_key_int(w, "column", c->split);
        jsonw_key_str(w, "label", t->columns[c->split].label);
        jsonw_end(w);
    } else {
        jsonw_null(w);
    }
    jsonw_key_str(w, "sort", c->sort_by_value ? S("value") : S("natural"));
    jsonw_key_str(w, "reason", c->reason);
    jsonw_key_bool(w, "unfinished_last", c->unfinished_last);
    jsonw_key_str(w, "drawn", str_from(chart_type_name(c->drawn)));
    jsonw_key_str(w, "warning", c->warning);
    jsonw_key_array(w, "alternatives");
    for (size_t i = 0; i < c->alternative_count; i++) {
        jsonw_str(w, str_from(chart_type_name(c->alternatives[i])));
    }
    jsonw_end(w);
    parts_write(w, c, t);
    jsonw_end(w);
}
