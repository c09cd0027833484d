#include "chart/chart.h"

#include "chart/chart_rules.h"

enum { UPRIGHT_MAX = 12, UPRIGHT_LABEL = 12, SIDE_BY_SIDE_MAX = 4 };

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

// ---- which column goes where ----

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
    bool swapped = chart_rules_swapped(s);
    c->x = s->dimensions[swapped ? 1 : 0];
    if (s->dimension_count > 1) c->split = s->dimensions[swapped ? 0 : 1];
}

static bool holds_all_units(ChartType type) { return type == CHART_NUMBER || type == CHART_TABLE; }

// Numbers of another unit would need a second axis, which misleads: they stay in the table.
static void measures_place(Chart *c, const Table *t, const ChartShape *s) {
    for (size_t i = 0; i < s->measure_count; i++) {
        bool same = str_eq(t->columns[s->measures[i]].unit, t->columns[s->main].unit);
        if (same || holds_all_units(c->type)) series_add(c, s->measures[i]);
    }
}

static bool draws_several(ChartType type) {
    return type == CHART_LINE || type == CHART_GROUPED_BAR || type == CHART_STACKED_BAR ||
           holds_all_units(type);
}

static void axes_place(Chart *c, const Table *t, const ChartShape *s) {
    groupings_place(c, s);
    bool is_value = s->measure_count > 0 && s->main == s->measures[0];
    if (c->type == CHART_SCATTER) {
        c->x = s->measures[0];
        c->split = -1;
        series_add(c, s->measures[1]);
    } else if (c->type == CHART_HISTOGRAM) {
        c->x = s->main;
        c->split = -1;
        series_add(c, s->main);
    } else if (draws_several(c->type) && c->split < 0 && s->measure_count > 1) {
        measures_place(c, t, s);
    } else {
        series_add(c, s->main);
        bool beside = c->type == CHART_LINE && c->split < 0 && s->compares && is_value;
        if (beside) series_add(c, s->main + CHART_BEFORE);
    }
}

static Str sentence_case(Arena *a, Str text) {
    Str copy = str_dup(a, text);
    char *first = (char *)copy.ptr;
    if (copy.len > 0 && *first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
    return copy;
}

// "Revenue and cost by month and store"
static Str title_of(const Chart *c, const Table *t, Arena *a) {
    Buf title;
    buf_init(&title, 4096);
    for (size_t i = 0; i < c->series_count; i++) {
        const char *joint = i == 0 ? "" : i + 1 < c->series_count ? ", " : " and ";
        buf_add_fmt(&title, "%s" STR_F, joint, STR_A(t->columns[c->series[i]].label));
    }
    bool named = c->x >= 0 && c->series_count > 0 && c->x != c->series[0];
    if (named) buf_add_fmt(&title, " by " STR_F, STR_A(t->columns[c->x].label));
    if (named && c->split >= 0) {
        buf_add_fmt(&title, " and " STR_F, STR_A(t->columns[c->split].label));
    }
    Str text = sentence_case(a, buf_str(&title));
    buf_done(&title);
    return text;
}

// ---- the choice ----

static bool is_bars(ChartType type) { return type >= CHART_BAR && type <= CHART_STACKED_BAR; }

// "As bars" leaves open which: lying where names are long, grouped where there are two groupings.
static ChartType asked_nearest(ChartType asked, const ChartShape *s, ChartType chosen) {
    if (asked != CHART_BAR && asked != CHART_HORIZONTAL_BAR) return asked;
    if (s->dimension_count + (s->time >= 0 ? 1 : 0) > 1) {
        if (is_bars(chosen)) return chosen;
        bool parts = s->additive && !s->negative && s->distinct[0] > SIDE_BY_SIDE_MAX;
        return parts ? CHART_STACKED_BAR : CHART_GROUPED_BAR;
    }
    bool lies = s->time < 0 && s->dimension_count == 1 && !s->ordered[0] &&
                (s->rows > UPRIGHT_MAX || s->label_len > UPRIGHT_LABEL);
    return lies ? CHART_HORIZONTAL_BAR : asked;
}

static void type_choose(Chart *c, const ChartShape *s, const ChartType *asked, Arena *a) {
    const ChartRule *rule = chart_rules_find(s);
    c->type = rule->type;
    c->reason = str_from(rule->reason);
    if (!asked || *asked == rule->type) return;
    const char *refusal = chart_rules_refusal(*asked, s);
    if (refusal) {
        bool same = str_eq(str_from(refusal), c->reason);
        c->reason = same ? c->reason : str_fmt(a, "%s %s", refusal, rule->reason);
        return;
    }
    c->type = asked_nearest(*asked, s, rule->type);
    c->reason = S("As you asked.");
}

static bool by_value(const Plan *p, const ChartShape *s) {
    if (s->time >= 0 || s->is_list || s->dimension_count == 0) return false;
    if (s->ordered[chart_rules_swapped(s) ? 1 : 0]) return false;
    return p->order_count == 0 || p->orders[0].by != ORDER_DIMENSION;
}

Chart chart_choose(const Table *t, const Plan *p, const ChartType *asked, Date today, Arena *a) {
    ChartShape s = chart_shape(t, p, today, a);
    Chart c = {.x = -1, .split = -1};
    type_choose(&c, &s, asked, a);
    if (s.rows > 0) axes_place(&c, t, &s);
    if (c.series_count > 0 && c.series_count < s.measure_count && c.type != CHART_SCATTER) {
        c.reason = str_fmt(a, STR_F " The other numbers are in the table.", STR_A(c.reason));
    }
    c.sort_by_value = by_value(p, &s);
    c.unfinished_last =
        s.unfinished && c.x == s.time && c.type != CHART_TABLE && c.type != CHART_NUMBER;
    c.title = title_of(&c, t, a);
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
