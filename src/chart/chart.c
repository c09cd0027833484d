#include "chart/chart.h"

#include "chart/chart_shape.h"

enum {
    PIE_PARTS = 6,
    PIE_PARTS_ASKED = 12,
    BARS_MAX = 40,
    BARS_UPRIGHT = 12,
    LABEL_UPRIGHT = 12,
    SERIES_SPLIT = 8,
    HEAT_LEAST = 9,
    SCATTER_LEAST = 8,
    HISTOGRAM_LEAST = 20
};

static const char *const NAMES[] = {
    [CHART_NUMBER] = "number",
    [CHART_BAR] = "bar",
    [CHART_HORIZONTAL_BAR] = "horizontal_bar",
    [CHART_GROUPED_BAR] = "grouped_bar",
    [CHART_STACKED_BAR] = "stacked_bar",
    [CHART_LINE] = "line",
    [CHART_AREA] = "area",
    [CHART_PIE] = "pie",
    [CHART_SCATTER] = "scatter",
    [CHART_HISTOGRAM] = "histogram",
    [CHART_HEATMAP] = "heatmap",
    [CHART_TABLE] = "table",
};

const char *chart_type_name(ChartType type) { return NAMES[type]; }

bool chart_type_from(Str name, ChartType *ret_type) {
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        if (!str_eq_nocase(name, str_from(NAMES[i]))) continue;
        *ret_type = (ChartType)i;
        return true;
    }
    return false;
}

// ---- the rules ----

static bool one_number(const ChartShape *s) {
    return s->rows == 1 && s->measure_count > 0 && s->dimension_count == 0 && s->time < 0;
}
static bool nothing_to_draw(const ChartShape *s) { return s->rows == 0 || s->is_list; }
static bool one_row(const ChartShape *s) { return s->rows == 1 || s->measure_count == 0; }
static bool over_time(const ChartShape *s) { return s->time >= 0 && s->dimension_count == 0; }
static bool over_time_few(const ChartShape *s) { return over_time(s) && s->rows < 3; }
static bool over_time_split(const ChartShape *s) {
    return s->time >= 0 && s->dimension_count == 1 && s->distinct[0] <= SERIES_SPLIT;
}
static bool over_time_many(const ChartShape *s) { return s->time >= 0 && s->dimension_count == 1; }
static bool one_by_one(const ChartShape *s) { return s->time < 0 && s->dimension_count == 1; }
static bool related(const ChartShape *s) {
    return one_by_one(s) && s->measure_count == 2 && s->rows >= BARS_MAX;
}
static bool few_shares(const ChartShape *s) {
    return one_by_one(s) && s->rows <= PIE_PARTS && !s->negative && s->additive && !s->top &&
           s->measure_count == 2;
}
static bool few_short(const ChartShape *s) {
    return one_by_one(s) && s->rows <= BARS_UPRIGHT && s->label_len <= LABEL_UPRIGHT;
}
static bool some_named(const ChartShape *s) { return one_by_one(s) && s->rows <= BARS_MAX; }
static bool two_by_few(const ChartShape *s) {
    return s->time < 0 && s->dimension_count == 2 && s->distinct[0] <= BARS_UPRIGHT &&
           s->distinct[1] <= 4;
}
static bool two_parts(const ChartShape *s) {
    return s->time < 0 && s->dimension_count == 2 && s->additive && !s->negative &&
           s->distinct[0] <= BARS_MAX && s->distinct[1] <= SERIES_SPLIT;
}
static bool two_by_many(const ChartShape *s) {
    return s->time < 0 && s->dimension_count == 2 &&
           s->distinct[0] * s->distinct[1] >= HEAT_LEAST && s->distinct[0] <= BARS_MAX &&
           s->distinct[1] <= BARS_MAX;
}
static bool always(const ChartShape *s) {
    (void)s;
    return true;
}

typedef struct ChartRule {
    bool (*fits)(const ChartShape *s);
    ChartType type;
    const char *reason;
} ChartRule;

// The first that fits wins.
static const ChartRule RULES[] = {
    {one_number, CHART_NUMBER, "The answer is one number."},
    {nothing_to_draw, CHART_TABLE, "The answer is a list: a table shows it as it is."},
    {one_row, CHART_TABLE, "The answer is one row."},
    {over_time_few, CHART_BAR, "Too few periods for a line: bars compare them."},
    {over_time, CHART_LINE, "A line shows how a number changes over time."},
    {over_time_split, CHART_LINE, "One line for each group shows how they change over time."},
    {over_time_many, CHART_TABLE, "Too many groups over time for one picture."},
    {few_shares, CHART_PIE, "A few parts of one whole."},
    {related, CHART_SCATTER, "Each point shows two numbers of one thing."},
    {few_short, CHART_BAR, "Bars compare a few groups."},
    {some_named, CHART_HORIZONTAL_BAR,
     "Bars compare the groups, and lie so that the names can be read."},
    {two_by_few, CHART_GROUPED_BAR, "Bars side by side compare within each group."},
    {two_parts, CHART_STACKED_BAR, "Stacked bars show the parts of each group."},
    {two_by_many, CHART_HEATMAP, "Colour shows where two groupings meet."},
    {always, CHART_TABLE, "Too many groups for one picture."},
};

// ---- a chart that was asked for ----

// NULL when the chart can be drawn honestly, else why not.
static const char *why_not(ChartType asked, const ChartShape *s) {
    bool grouped = s->dimension_count + (s->time >= 0) > 0;
    if (asked == CHART_TABLE) return NULL;
    if (s->rows == 0) return "There is nothing to draw.";
    switch (asked) {
        case CHART_NUMBER: return one_number(s) ? NULL : "The answer is more than one number.";
        case CHART_PIE:
            if (s->negative) return "A pie can not show numbers below zero.";
            if (!grouped || s->rows > PIE_PARTS_ASKED)
                return "A pie needs a few parts of one whole.";
            return s->additive || s->is_list
                       ? NULL
                       : "These numbers do not add up to a whole, as a pie would say.";
        case CHART_LINE:
        case CHART_AREA:
            return s->time >= 0 || s->rows > 2 ? NULL : "A line needs several points in order.";
        case CHART_SCATTER:
            return s->measure_count >= 2 || s->is_list ? NULL
                                                       : "Points need two numbers for each thing.";
        case CHART_HISTOGRAM:
            return s->rows >= HISTOGRAM_LEAST ? NULL : "Too few numbers for a histogram.";
        case CHART_HEATMAP:
        case CHART_STACKED_BAR:
        case CHART_GROUPED_BAR:
            return s->dimension_count + (s->time >= 0) >= 2 || s->measure_count >= 2
                       ? NULL
                       : "This chart needs two groupings.";
        default: return grouped ? NULL : "There are no groups to compare.";
    }
}

static int number_column(const Table *t, int not_this) {
    for (size_t c = 0; c < t->column_count; c++) {
        bool number = t->columns[c].type == TYPE_INT || t->columns[c].type == TYPE_FLOAT;
        if (number && (int)c != not_this) return (int)c;
    }
    return -1;
}

static void axes_set(Chart *c, const Table *t, const ChartShape *s) {
    c->x = c->split = -1;
    if (s->time >= 0) {
        c->x = s->time;
        if (s->dimension_count > 0) c->split = s->dimensions[0];
    } else if (s->dimension_count > 0) {
        c->x = s->dimensions[0];
        if (s->dimension_count > 1) c->split = s->dimensions[1];
    }
    for (size_t i = 0; i < s->measure_count && i < CHART_SERIES_MAX; i++) {
        // Numbers of another unit would need a second axis, which misleads: they stay in the table.
        bool same_unit = str_eq(t->columns[s->measures[i]].unit, t->columns[s->measures[0]].unit);
        bool fits = c->type == CHART_SCATTER || c->type == CHART_NUMBER || c->type == CHART_TABLE ||
                    same_unit;
        if (fits) c->series[c->series_count++] = s->measures[i];
    }
    if (c->type == CHART_PIE && c->series_count > 1) c->series_count = 1;
    if (c->split >= 0 && c->type != CHART_TABLE && c->series_count > 1) c->series_count = 1;
    if (c->type == CHART_SCATTER && s->measure_count >= 2) {
        c->split = c->x;
        c->x = s->measures[0];
        c->series[0] = s->measures[1];
        c->series_count = 1;
    } else if (c->series_count == 0 && c->type != CHART_TABLE) {
        int number = number_column(t, c->x);
        if (number >= 0) c->series[c->series_count++] = number;
    }
}

static Str title_of(const Chart *c, const Table *t, Arena *a) {
    if (t->column_count == 0) return (Str){0};
    if (c->series_count == 0 || c->x < 0) {
        return t->columns[c->series_count > 0 ? c->series[0] : 0].label;
    }
    return str_fmt(a, STR_F " by " STR_F, STR_A(t->columns[c->series[0]].label),
                   STR_A(t->columns[c->x].label));
}

Chart chart_choose(const Table *t, const Plan *p, const ChartType *asked, Date today, Arena *a) {
    ChartShape s = chart_shape(t, p, today, a);
    const ChartRule *rule = RULES;
    while (!rule->fits(&s)) rule++;
    Chart c = {.type = rule->type, .reason = str_from(rule->reason)};
    if (asked) {
        const char *refusal = why_not(*asked, &s);
        if (!refusal) c.type = *asked;
        c.reason = refusal ? str_fmt(a, "%s %s", refusal, rule->reason) : S("As you asked.");
    }
    axes_set(&c, t, &s);
    if (c.series_count == 0 && c.type != CHART_TABLE) c.type = CHART_TABLE;
    c.sort_by_value = s.time < 0 && s.dimension_count == 1;
    c.unfinished_last =
        s.unfinished && (c.type == CHART_LINE || c.type == CHART_AREA || c.type == CHART_BAR);
    c.title = title_of(&c, t, a);
    return c;
}

// ---- writing ----

static void axis_write(JsonW *w, const Table *t, int column, bool is_x) {
    const Column *c = &t->columns[column];
    jsonw_object(w);
    jsonw_key_int(w, "column", column);
    jsonw_key_str(w, "label", c->label);
    if (is_x) {
        bool time = c->is_bucket || c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP;
        bool value = c->role == ROLE_MEASURE;
        jsonw_key_str(w, "type", time ? S("time") : value ? S("value") : S("category"));
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
    jsonw_end(w);
}
