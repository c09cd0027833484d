// The headline: what the rows say first, in one sentence.

#include <math.h>

#include "base/map.h"
#include "chart/cell_words.h"
#include "chart/chart.h"
#include "chart/headline_parts.h"
#include "data/number_text.h"
#include "model/name_words.h"
#include "plan/plan_words.h"

enum { NAMES_SAID = 3, MEASURES_SAID = 4 };

static Str be(const Heading *h, Str label) {
    return headline_parts_be(headline_parts_is_plural(label), h->p->time.is_set);
}

// ---- nothing ----

// Of a period after the last day of the data, or before its first: where the data ends. "" else.
static Str outside(const Heading *h, Str asked) {
    const PlanTime *t = &h->p->time;
    if (!t->is_set) return (Str){0};
    const Profile *dates = &model_at(h->m, t->column)->profile;
    if (dates->rows == 0 || dates->min.is_null || dates->max.is_null) return (Str){0};
    Date first = cell_words_date(&dates->min), last = cell_words_date(&dates->max);
    if (t->has_first && t->range.first > last) {
        return words_of(h->w, "Nothing was found for {asked}: the data ends on {day}.",
                        {"asked", asked}, {"day", words_day(h->w, last)});
    }
    if (t->has_end && t->range.end <= first) {
        return words_of(h->w, "Nothing was found for {asked}: the data begins on {day}.",
                        {"asked", asked}, {"day", words_day(h->w, first)});
    }
    return (Str){0};
}

static Str nothing(const Heading *h) {
    Str asked = plan_sentence(h->m, h->p, h->w);
    if (asked.len == 0) return words_text(h->w, "Nothing was found.");
    Str why = outside(h, asked);
    if (why.len > 0) return why;
    return words_of(h->w, "Nothing was found for {asked}.", {"asked", asked});
}

// ---- one row of numbers ----

// The singular is English grammar: {_things} beside {things}.
static Str noun(const Heading *h, Str plural, bool one) {
    return one ? name_words_singular(h->w.a, plural) : plural;
}

static bool is_count(const Heading *h, int column, Str *ret_things) {
    const PlanMeasure *measure = &h->p->measures[0];
    return measure->derive == DERIVE_NONE && h->p->measure_count == 1 &&
           words_cut(h->w, "number of {1}", h->t->columns[column].label, ret_things);
}

// "There were 42 orders in October 2026."
static Str counted(const Heading *h, int column, Str things) {
    double value = 0;
    if (!table_number(h->t, 0, (size_t)column, &value)) return nothing(h);
    bool one = value == 1;
    Str verb = headline_parts_be(!one, h->p->time.is_set);
    const char *text = value == 0
                           ? WORD("There {_were} no {things}{period}{where}{change}.")
                           : WORD("There {_were} {number} {_things}{period}{where}{change}.");
    return words_of(h->w, text, {"_were", verb}, {"number", headline_parts_cell(h, 0, column)},
                    {"things", things}, {"_things", noun(h, things, one)},
                    {"period", headline_parts_period(h)}, {"where", headline_parts_where(h)},
                    {"change", headline_parts_change(h, 0, column)});
}

static Str measured(const Heading *h, int column) {
    Str label = h->t->columns[column].label;
    return words_of(h->w, "{measure} {_was} {value}", {"measure", label}, {"_was", be(h, label)},
                    {"value", headline_parts_cell(h, 0, column)});
}

static Str one_row(const Heading *h) {
    size_t step = h->s.compares ? CHART_CHANGE_RATE + 1 : 1, known = 0, count = 0;
    Str said[MEASURES_SAID] = {0}, things = {0};
    for (size_t c = 0; c < h->t->column_count && count < MEASURES_SAID; c += step) {
        if (table_value(h->t, 0, c).is_null) continue;
        known++;
        said[count++] = measured(h, (int)c);
    }
    if (known == 0) return nothing(h);
    if (h->s.measure_count == 1 && is_count(h, 0, &things)) return counted(h, 0, things);
    Str change = h->p->measure_count == 1 ? headline_parts_change(h, 0, 0) : (Str){0};
    return words_of(h->w, "{measures}{period}{where}{change}.",
                    {"measures", words_list(h->w, said, count)},
                    {"period", headline_parts_period(h)}, {"where", headline_parts_where(h)},
                    {"change", change});
}

// ---- groups ----

static bool is_lowest_first(const Plan *p) {
    bool by_value = p->order_count > 0 && p->orders[0].by != ORDER_DIMENSION;
    return by_value && !p->orders[0].descending;
}

static Str share_words(const Heading *h, const Extremes *e, bool low) {
    bool is_whole = !low && h->s.additive && !h->s.share && !h->s.is_top && !h->s.negative &&
                    !h->s.compares && e->count > 1 && e->total > 0 && h->p->offset == 0;
    if (!is_whole) return (Str){0};
    return words_of(h->w, ", {percent} of the total",
                    {"percent", number_text_share(e->value / e->total, h->w)});
}

// "Rice and Toor Dal share the highest revenue in May 2026: 4,182 each."
static Str tied(const Heading *h, const Extremes *e, bool low) {
    Str names[NAMES_SAID];
    size_t count = 0;
    for (size_t r = 0; r < h->t->rows && count < NAMES_SAID; r++) {
        double value = 0;
        if (!table_number(h->t, r, (size_t)h->s.main, &value) || value != e->value) continue;
        names[count++] = headline_parts_name(h, r);
    }
    const char *text =
        e->ties == h->t->rows && e->ties > 2
            ? WORD("All {number} have the same {measure}{period}{where}: {value}.")
        : low ? WORD("{names} share the lowest {measure}{period}{where}: {value} each.")
              : WORD("{names} share the highest {measure}{period}{where}: {value} each.");
    return words_of(h->w, text, {"number", str_fmt(h->w.a, "%zu", e->ties)},
                    {"names", headline_parts_join(h, names, count, e->ties)},
                    {"measure", h->t->columns[h->s.main].label},
                    {"period", headline_parts_period(h)}, {"where", headline_parts_where(h)},
                    {"value", headline_parts_cell(h, e->row, h->s.main)});
}

// Ordered by the change: "Rice had the largest rise in revenue: 4,182, 11 % more than before."
static Str moved(const Heading *h, const Extremes *e, bool low, int value_column) {
    // By whether it rose, and whether that is the largest move of its kind.
    static const char *const TEXTS[2][2] = {
        {WORD("{name} had the smallest fall in {measure}{period}{where}: {value}{change}."),
         WORD("{name} had the largest fall in {measure}{period}{where}: {value}{change}.")},
        {WORD("{name} had the smallest rise in {measure}{period}{where}: {value}{change}."),
         WORD("{name} had the largest rise in {measure}{period}{where}: {value}{change}.")},
    };
    bool rise = e->value > 0;
    return words_of(h->w, TEXTS[rise][rise != low], {"name", headline_parts_name(h, e->row)},
                    {"measure", h->t->columns[value_column].label},
                    {"period", headline_parts_period(h)}, {"where", headline_parts_where(h)},
                    {"value", headline_parts_cell(h, e->row, value_column)},
                    {"change", headline_parts_change(h, e->row, value_column)});
}

// The measure that the main column belongs to.
static int value_column_of(const Heading *h) {
    int column = h->s.measures[0];
    for (size_t i = 0; i < h->s.measure_count; i++) {
        if (h->s.measures[i] <= h->s.main) column = h->s.measures[i];
    }
    return column;
}

static Str only_one(const Heading *h) {
    Str label = h->t->columns[h->s.main].label;
    return words_of(h->w, "{measure} of {name} {_was} {value}{period}{where}{change}.",
                    {"measure", label}, {"name", headline_parts_name(h, 0)}, {"_was", be(h, label)},
                    {"value", headline_parts_cell(h, 0, h->s.main)},
                    {"period", headline_parts_period(h)}, {"where", headline_parts_where(h)},
                    {"change", headline_parts_change(h, 0, value_column_of(h))});
}

static Str grouped(const Heading *h) {
    bool low = is_lowest_first(h->p);
    Extremes e = headline_parts_extremes(h, h->s.main, low);
    int column = value_column_of(h);
    if (e.count == 0) return nothing(h);
    if (column != h->s.main && e.value != 0) return moved(h, &e, low, column);
    if (h->t->rows == 1 && h->p->limit == 0) return only_one(h);
    if (e.ties > 1) return tied(h, &e, low);
    const char *text =
        low ? WORD("{name} had the lowest {measure}{period}{where}: {value}{share}{change}.")
            : WORD("{name} had the highest {measure}{period}{where}: {value}{share}{change}.");
    return words_of(
        h->w, text, {"name", headline_parts_name(h, e.row)},
        {"measure", h->t->columns[h->s.main].label}, {"period", headline_parts_period(h)},
        {"where", headline_parts_where(h)}, {"value", headline_parts_cell(h, e.row, h->s.main)},
        {"share", share_words(h, &e, low)}, {"change", headline_parts_change(h, e.row, column)});
}

// ---- groups over time ----

typedef struct Group {
    Str name;
    double total;
} Group;

static Group largest_group(const Heading *h, double *ret_total, size_t *ret_count) {
    Map groups = {0};
    Group largest = {0};
    *ret_total = 0;
    for (size_t r = 0; r < h->t->rows; r++) {
        double value = 0;
        if (!table_number(h->t, r, (size_t)h->s.main, &value)) continue;
        Str name = headline_parts_cell(h, r, h->s.dimensions[0]);
        Group *g = map_get(&groups, name);
        if (!g) {
            g = arena_new(h->w.a, Group, 1);
            g->name = name;
            map_set(h->w.a, &groups, name, g);
        }
        g->total += value;
        *ret_total += value;
    }
    for (size_t i = 0; i < groups.count; i++) {
        const Group *g = groups.entries[i].value;
        if (i == 0 || g->total > largest.total) largest = *g;
    }
    *ret_count = groups.count;
    return largest;
}

// Sums over the periods say who leads; of what does not add up, the highest cell is named.
static Str grouped_over_time(const Heading *h) {
    if (!h->s.additive || h->s.share || h->s.negative || h->s.is_top || h->s.compares) {
        return grouped(h);
    }
    double total = 0;
    size_t count = 0;
    Group g = largest_group(h, &total, &count);
    if (count < 2 || total <= 0) return grouped(h);
    const Column *column = &h->t->columns[h->s.main];
    return words_of(
        h->w,
        "Over the whole time {name} had the highest {measure}{where}: {value}, {percent} of the "
        "total.",
        {"name", g.name}, {"measure", column->label}, {"where", headline_parts_where(h)},
        {"value", cell_words_number(g.total, column, h->w)},
        {"percent", number_text_share(g.total / total, h->w)});
}

// ---- lists ----

// "customers": what the rows are.
static Str rows_noun(const Heading *h) {
    const Plan *p = h->p;
    if (p->distinct && h->t->column_count == 1) return h->t->columns[0].label;
    bool known = h->m && !p->distinct && p->table_count > 0 && !p->from &&
                 p->tables[0].table >= 0 && (size_t)p->tables[0].table < h->m->table_count &&
                 p->set_op == SET_NONE;
    return known ? words_term(h->w, h->m->tables[p->tables[0].table].label)
                 : words_text(h->w, "rows");
}

// The English noun beside the number: the label of one column is a singular.
static Str rows_noun_after(const Heading *h, Str things, bool one) {
    bool is_singular = h->p->distinct && h->t->column_count == 1;
    if (is_singular) return one ? things : name_words_plural(h->w.a, things);
    return noun(h, things, one);
}

static Str names_listed(const Heading *h) {
    size_t rows = h->t->rows;
    if (h->t->column_count != 1 || rows > NAMES_SAID) return (Str){0};
    Str names[NAMES_SAID];
    for (size_t r = 0; r < rows; r++) names[r] = headline_parts_cell(h, r, 0);
    return str_fmt(h->w.a, ": " STR_F, STR_A(words_list(h->w, names, rows)));
}

static Str listed(const Heading *h) {
    Str things = rows_noun(h);
    const char *text =
        h->t->truncated ? WORD("More than {number} {_things}{period}{where}; these are the first.")
                        : WORD("{number} {_things}{period}{where}{names}.");
    return words_of(h->w, text, {"number", number_text((double)h->t->rows, (Str){0}, h->w)},
                    {"things", things}, {"_things", rows_noun_after(h, things, h->t->rows == 1)},
                    {"period", headline_parts_period(h)}, {"where", headline_parts_where(h)},
                    {"names", names_listed(h)});
}

// ---- the choice ----

// A change, a rank or an order by value asks for the best period, not for the way there.
static bool asks_for_course(const Heading *h) {
    Derive d = h->p->measures[0].derive;
    bool by_value = h->p->order_count > 0 && h->p->orders[0].by != ORDER_DIMENSION;
    return !by_value && h->t->columns[h->s.time].is_bucket &&
           (d == DERIVE_NONE || d == DERIVE_RUNNING || d == DERIVE_MOVING);
}

static Str headline(const Heading *h) {
    const ChartShape *s = &h->s;
    if (s->rows == 0 || s->columns == 0) return nothing(h);
    if (s->is_list) return listed(h);
    if (s->time < 0 && s->dimension_count == 0) return one_row(h);
    if (s->measure_count == 0) return listed(h);
    if (s->dimension_count == 0 && asks_for_course(h)) {
        Str course = headline_series(h);
        return course.len > 0 ? course : nothing(h);
    }
    if (s->time >= 0 && s->dimension_count == 1) return grouped_over_time(h);
    return grouped(h);
}

Str chart_headline(const Table *t, const Plan *p, const Model *m, Words w) {
    Heading h = {.t = t, .p = p, .m = m, .w = w, .s = chart_shape(t, p, INT32_MIN / 2, w.a)};
    return words_sentence(w, headline(&h));
}

Str chart_headline_on(const Table *t, const Plan *p, const Model *m, Date today, Words w) {
    Heading h = {.t = t, .p = p, .m = m, .w = w, .today = today, .knows_today = true};
    h.s = chart_shape(t, p, today, w.a);
    return words_sentence(w, headline(&h));
}
