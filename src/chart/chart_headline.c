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
static const Str NUMBER_OF = STR("number of ");

// ---- nothing ----

static Str nothing(const Heading *h) {
    Str asked = plan_sentence(h->m, h->p, h->a);
    if (asked.len == 0) return S("Nothing was found.");
    return str_fmt(h->a, "Nothing was found for " STR_F ".", STR_A(asked));
}

// ---- one row of numbers ----

static Str noun(const Heading *h, Str plural, bool one) {
    return one ? name_words_singular(h->a, plural) : plural;
}

static bool is_count(const Heading *h, int column) {
    const PlanMeasure *measure = &h->p->measures[0];
    return measure->derive == DERIVE_NONE && h->p->measure_count == 1 &&
           str_starts_nocase(h->t->columns[column].label, NUMBER_OF);
}

// "There were 42 orders in October 2026."
static Str counted(const Heading *h, int column) {
    double value = 0;
    bool past = h->p->time.is_set;
    if (!table_number(h->t, 0, (size_t)column, &value)) return nothing(h);
    Str things = str_skip(h->t->columns[column].label, NUMBER_OF.len);
    bool one = value == 1;
    Str number = value == 0 ? S("no") : headline_parts_cell(h, 0, column);
    return str_fmt(h->a, "There %s " STR_F " " STR_F STR_F STR_F STR_F ".",
                   past ? (one ? "was" : "were") : (one ? "is" : "are"), STR_A(number),
                   STR_A(noun(h, things, one)), STR_A(headline_parts_period(h)),
                   STR_A(headline_parts_where(h)), STR_A(headline_parts_change(h, 0, column)));
}

static Str measured(const Heading *h, int column) {
    Str label = h->t->columns[column].label;
    bool many = headline_parts_is_plural(label);
    const char *verb = h->p->time.is_set ? (many ? "were" : "was") : (many ? "are" : "is");
    return str_fmt(h->a, STR_F " %s " STR_F, STR_A(label), verb,
                   STR_A(headline_parts_cell(h, 0, column)));
}

static Str one_row(const Heading *h) {
    size_t step = h->s.compares ? CHART_CHANGE_RATE + 1 : 1, known = 0, count = 0;
    Str said[MEASURES_SAID] = {0};
    for (size_t c = 0; c < h->t->column_count && count < MEASURES_SAID; c += step) {
        if (table_value(h->t, 0, c).is_null) continue;
        known++;
        said[count++] = measured(h, (int)c);
    }
    if (known == 0) return nothing(h);
    if (h->s.measure_count == 1 && is_count(h, 0)) return counted(h, 0);
    Str all = headline_parts_capital(h, headline_parts_join(h, said, count, count));
    Str change = h->p->measure_count == 1 ? headline_parts_change(h, 0, 0) : (Str){0};
    return str_fmt(h->a, STR_F STR_F STR_F STR_F ".", STR_A(all), STR_A(headline_parts_period(h)),
                   STR_A(headline_parts_where(h)), STR_A(change));
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
    return str_fmt(h->a, ", " STR_F " of the total",
                   STR_A(number_text_share(e->value / e->total, h->a)));
}

// "Rice and Toor Dal share the highest revenue in May 2026: 4,182 each."
static Str tied(const Heading *h, const Extremes *e, const char *rank) {
    Str names[NAMES_SAID];
    size_t count = 0;
    for (size_t r = 0; r < h->t->rows && count < NAMES_SAID; r++) {
        double value = 0;
        if (!table_number(h->t, r, (size_t)h->s.main, &value) || value != e->value) continue;
        names[count++] = headline_parts_name(h, r);
    }
    Str label = h->t->columns[h->s.main].label;
    Str value = headline_parts_cell(h, e->row, h->s.main);
    if (e->ties == h->t->rows && e->ties > 2) {
        return str_fmt(h->a, "All %zu have the same " STR_F STR_F STR_F ": " STR_F ".", e->ties,
                       STR_A(label), STR_A(headline_parts_period(h)),
                       STR_A(headline_parts_where(h)), STR_A(value));
    }
    return str_fmt(h->a, STR_F " share the %s " STR_F STR_F STR_F ": " STR_F " each.",
                   STR_A(headline_parts_join(h, names, count, e->ties)), rank, STR_A(label),
                   STR_A(headline_parts_period(h)), STR_A(headline_parts_where(h)), STR_A(value));
}

// Ordered by the change: "Rice had the largest rise in revenue: 4,182, 11 % more than before."
static Str moved(const Heading *h, const Extremes *e, bool low, int value_column) {
    bool rise = e->value > 0;
    const char *rank = rise != low ? "largest" : "smallest";
    return str_fmt(h->a, STR_F " had the %s %s in " STR_F STR_F STR_F ": " STR_F STR_F ".",
                   STR_A(headline_parts_name(h, e->row)), rank, rise ? "rise" : "fall",
                   STR_A(h->t->columns[value_column].label), STR_A(headline_parts_period(h)),
                   STR_A(headline_parts_where(h)),
                   STR_A(headline_parts_cell(h, e->row, value_column)),
                   STR_A(headline_parts_change(h, e->row, value_column)));
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
    bool many = headline_parts_is_plural(label);
    return str_fmt(h->a, STR_F " of " STR_F " %s " STR_F STR_F STR_F STR_F ".",
                   STR_A(headline_parts_capital(h, label)), STR_A(headline_parts_name(h, 0)),
                   h->p->time.is_set ? (many ? "were" : "was") : (many ? "are" : "is"),
                   STR_A(headline_parts_cell(h, 0, h->s.main)), STR_A(headline_parts_period(h)),
                   STR_A(headline_parts_where(h)),
                   STR_A(headline_parts_change(h, 0, value_column_of(h))));
}

static Str grouped(const Heading *h) {
    bool low = is_lowest_first(h->p);
    Extremes e = headline_parts_extremes(h, h->s.main, low);
    int column = value_column_of(h);
    if (e.count == 0) return nothing(h);
    if (column != h->s.main && e.value != 0) return moved(h, &e, low, column);
    if (h->t->rows == 1 && h->p->limit == 0) return only_one(h);
    const char *rank = low ? "lowest" : "highest";
    if (e.ties > 1) return tied(h, &e, rank);
    return str_fmt(h->a, STR_F " had the %s " STR_F STR_F STR_F ": " STR_F STR_F STR_F ".",
                   STR_A(headline_parts_name(h, e.row)), rank,
                   STR_A(h->t->columns[h->s.main].label), STR_A(headline_parts_period(h)),
                   STR_A(headline_parts_where(h)), STR_A(headline_parts_cell(h, e.row, h->s.main)),
                   STR_A(share_words(h, &e, low)), STR_A(headline_parts_change(h, e.row, column)));
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
            g = arena_new(h->a, Group, 1);
            g->name = name;
            map_set(h->a, &groups, name, g);
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
    Str label = h->t->columns[h->s.main].label;
    return str_fmt(h->a,
                   "Over the whole time " STR_F " had the highest " STR_F STR_F ": " STR_F
                   ", " STR_F " of the total.",
                   STR_A(g.name), STR_A(label), STR_A(headline_parts_where(h)),
                   STR_A(cell_words_number(g.total, &h->t->columns[h->s.main], h->a)),
                   STR_A(number_text_share(g.total / total, h->a)));
}

// ---- lists ----

// "customers": what the rows are.
static Str rows_noun(const Heading *h, bool one) {
    const Plan *p = h->p;
    if (p->distinct && h->t->column_count == 1) {
        Str label = h->t->columns[0].label;
        return one ? label : name_words_plural(h->a, label);
    }
    bool known = h->m && !p->distinct && p->table_count > 0 && !p->from &&
                 p->tables[0].table >= 0 && (size_t)p->tables[0].table < h->m->table_count &&
                 p->set_op == SET_NONE;
    if (!known) return one ? S("row") : S("rows");
    return noun(h, h->m->tables[p->tables[0].table].label, one);
}

static Str listed(const Heading *h) {
    size_t rows = h->t->rows;
    Str things = rows_noun(h, rows == 1);
    Str number = number_text((double)rows, (Str){0}, h->a);
    Str period = headline_parts_period(h), where = headline_parts_where(h);
    if (h->t->truncated) {
        return str_fmt(h->a, "More than " STR_F " " STR_F STR_F STR_F "; these are the first.",
                       STR_A(number), STR_A(things), STR_A(period), STR_A(where));
    }
    Str said = {0};
    if (h->t->column_count == 1 && rows <= NAMES_SAID) {
        Str names[NAMES_SAID];
        for (size_t r = 0; r < rows; r++) names[r] = headline_parts_cell(h, r, 0);
        Str joined = headline_parts_join(h, names, rows, rows);
        said = str_fmt(h->a, ": " STR_F, STR_A(joined));
    }
    return str_fmt(h->a, STR_F " " STR_F STR_F STR_F STR_F ".", STR_A(number), STR_A(things),
                   STR_A(period), STR_A(where), STR_A(said));
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

static Str text_end(Arena *a, Str text) {
    // A name may end in its own full stop: "Acme Ltd.."
    if (str_ends(text, S(".."))) return str_slice(text, 0, text.len - 1);
    return str_dup(a, text);
}

Str chart_headline(const Table *t, const Plan *p, const Model *m, Arena *a) {
    Heading h = {.t = t, .p = p, .m = m, .a = a, .s = chart_shape(t, p, INT32_MIN / 2, a)};
    return text_end(a, headline(&h));
}

Str chart_headline_on(const Table *t, const Plan *p, const Model *m, Date today, Arena *a) {
    Heading h = {.t = t, .p = p, .m = m, .a = a, .today = today, .knows_today = true};
    h.s = chart_shape(t, p, today, a);
    return text_end(a, headline(&h));
}
