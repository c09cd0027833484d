#include "ask/sketch_fill.h"

#include <math.h>
#include <string.h>

enum { SHAPES_TRIED = 18 };

#define SHARE_WEIGHT 0.25  // of how common a shape is, beside what its heads say
#define UNLIKELY (-30.0)

typedef struct Filler {
    const SketchParts *parts;
    const SketchView *v;
    SketchConditions conditions;  // all that there may be
    Fill *out;
    size_t count, max;
} Filler;

static const ModelColumn *column_of(const Filler *f, size_t i) {
    return model_at(f->v->m, f->v->columns[i].ref);
}

// ---- shapes ----

typedef struct ScoredShape {
    const SketchShape *shape;
    double score;
} ScoredShape;

static size_t shapes_find(const Filler *f, ScoredShape *out) {
    const SketchWeights *w = f->parts->w;
    size_t count = 0;
    for (size_t i = 0; i < w->shape_count; i++) {
        double score = SHARE_WEIGHT * w->shapes[i].log_share;
        for (int h = 0; h < SKETCH_QUESTION_HEADS; h++) {
            score += f->parts->shape[h][w->shapes[i].classes[h]];
        }
        size_t at = count;
        if (count == SHAPES_TRIED) {
            if (out[count - 1].score >= score) continue;
            at--;
        } else {
            count++;
        }
        for (; at > 0 && out[at - 1].score < score; at--) out[at] = out[at - 1];
        out[at] = (ScoredShape){&w->shapes[i], score};
    }
    return count;
}

// ---- conditions ----

static bool overlaps(size_t first, size_t end, size_t other_first, size_t other_end) {
    return first < other_end && other_first < end;
}

// Takes the likeliest that do not share words, passing over the first `skip` that fit.
static bool conditions_take(const Filler *f, Fill *fill, size_t wanted, size_t skip) {
    for (size_t i = 0; i < f->conditions.count && fill->condition_count < wanted; i++) {
        const FillCondition *c = &f->conditions.items[i];
        bool free = true;
        for (size_t k = 0; k < fill->condition_count; k++) {
            const FillCondition *other = &fill->conditions[k];
            free = free && !overlaps(c->first, c->end, other->first, other->end);
        }
        if (!free) continue;
        if (skip > 0 && fill->condition_count + 1 == wanted) {
            skip--;
            continue;
        }
        fill->conditions[fill->condition_count++] = *c;
        fill->score += c->score;
    }
    return fill->condition_count == wanted;
}

// ---- what is shown ----

static bool is_conditioned(const Fill *fill, const SketchColumn *c) {
    for (size_t i = 0; i < fill->condition_count; i++) {
        const FillCondition *d = &fill->conditions[i];
        if (sketch_view_same(d->column, c->ref)) return true;
    }
    return false;
}

typedef struct Shown {
    size_t column;
    SketchSelect how;
    double score;
} Shown;

static bool shares_words(const Filler *f, size_t x, size_t y) {
    const SketchMention *a = &f->v->columns[x].mention, *b = &f->v->columns[y].mention;
    return a->is_set && b->is_set && overlaps(a->first, a->end, b->first, b->end);
}

// How a column would be shown, and how likely; false when it can not be with those chosen.
static bool shown_as(const Filler *f, const Shown *chosen, size_t count, size_t column, bool plain,
                     Shown *ret) {
    const double *log_p = f->parts->select[column];
    SketchSelect how = plain ? SELECT_PLAIN : SELECT_MAX;
    for (int k = SELECT_MAX; !plain && k <= SELECT_COUNT; k++) {
        if (log_p[k] > log_p[how]) how = (SketchSelect)k;
    }
    bool numbers = how == SELECT_AVG || how == SELECT_SUM;
    if (numbers && !sketch_view_is_number(column_of(f, column))) return false;
    for (size_t k = 0; k < count; k++) {
        bool twice = chosen[k].column == column && (plain || chosen[k].how == how);
        if (twice) return false;
        if (chosen[k].column != column && shares_words(f, chosen[k].column, column)) return false;
    }
    *ret = (Shown){column, how, log_p[how] - log_p[SELECT_NO]};
    return true;
}

// The likeliest column to show beside those chosen, the first `skip` passed over.
static bool shown_next(const Filler *f, const Shown *chosen, size_t count, bool plain, size_t skip,
                       Shown *ret) {
    Shown last = {.score = INFINITY};
    for (size_t round = 0; round <= skip; round++) {
        Shown best = {.score = UNLIKELY}, here;
        for (size_t i = 0; i < f->v->column_count; i++) {
            if (!shown_as(f, chosen, count, i, plain, &here)) continue;
            bool after = here.score < last.score || (here.score == last.score && i > last.column);
            if (after && here.score > best.score) best = here;
        }
        if (best.score <= UNLIKELY) return false;
        last = best;
    }
    *ret = last;
    return true;
}

static bool shown_take(const Filler *f, Fill *fill, size_t plain, size_t aggregates, size_t skip) {
    Shown chosen[FILL_PARTS_MAX + 2];
    size_t count = 0;
    for (size_t i = 0; i < plain + aggregates; i++) {
        bool is_plain = i < plain, last = i + 1 == plain || (plain == 0 && i == 0);
        if (!shown_next(f, chosen, count, is_plain, last ? skip : 0, &chosen[count])) return false;
        fill->score += chosen[count].score;
        ColumnRef c = f->v->columns[chosen[count].column].ref;
        if (is_plain) {
            fill->plain[fill->plain_count++] = c;
        } else {
            fill->aggregates[fill->aggregate_count] = chosen[count].how;
            fill->aggregated[fill->aggregate_count++] = c;
        }
        count++;
    }
    return true;
}

// ---- the rest ----

static bool column_best(const Filler *f, const double *odds, bool numbers, const Fill *fill,
                        ColumnRef *ret, double *ret_score) {
    double best = UNLIKELY;
    for (size_t i = 0; i < f->v->column_count; i++) {
        const ModelColumn *c = column_of(f, i);
        bool fits = !numbers || ((sketch_view_is_number(c) || sketch_view_is_time(c)) &&
                                 !is_conditioned(fill, &f->v->columns[i]));
        if (!fits || odds[i] <= best) continue;
        best = odds[i];
        *ret = f->v->columns[i].ref;
    }
    *ret_score = best;
    return best > UNLIKELY;
}

static SketchSelect aggregate_best(const Filler *f, ColumnRef c) {
    SketchSelect how = SELECT_SUM;
    for (size_t i = 0; i < f->v->column_count; i++) {
        if (!sketch_view_same(f->v->columns[i].ref, c)) continue;
        for (int k = SELECT_MAX; k <= SELECT_SUM; k++) {
            if (f->parts->select[i][k] > f->parts->select[i][how]) how = (SketchSelect)k;
        }
    }
    return how;
}

static bool order_take(const Filler *f, Fill *fill) {
    int order = fill->shape->classes[HEAD_ORDER];
    bool of_column = order == SORT_COLUMN || order == SORT_COLUMN_DOWN;
    bool of_aggregate = order >= SORT_AGGREGATE;
    bool having = fill->shape->classes[HEAD_HAVING] == HAVING_AGGREGATE;
    double score = 0;
    if (!of_column && !of_aggregate && !having) return true;
    if (!column_best(f, f->parts->ordered, of_aggregate, fill, &fill->ordered, &score))
        return false;
    fill->score += score;
    if (!of_column) fill->order_aggregate = aggregate_best(f, fill->ordered);
    return true;
}

static bool number_take(const Filler *f, const Fill *fill, SketchNumberUse use, size_t *ret,
                        double *ret_score) {
    bool found = false;
    *ret_score = UNLIKELY;
    for (size_t i = 0; i < f->v->number_count; i++) {
        size_t token = f->v->numbers[i];
        bool taken = false;
        for (size_t k = 0; k < fill->condition_count; k++) {
            const FillCondition *c = &fill->conditions[k];
            taken = taken || (c->first <= token && token < c->end);
        }
        double score = f->parts->number[i][use] - f->parts->number[i][NUMBER_UNUSED];
        if (taken || score <= *ret_score) continue;
        *ret_score = score;
        *ret = i;
        found = true;
    }
    return found;
}

static bool limits_take(const Filler *f, Fill *fill) {
    int limit = fill->shape->classes[HEAD_LIMIT];
    size_t number = 0;
    double score = 0;
    fill->having_number = SIZE_MAX;
    if (limit == 1) fill->limit = 1;
    if (limit == 2) {
        if (!number_take(f, fill, NUMBER_LIMIT, &number, &score)) return false;
        fill->limit = (int64_t)f->v->amounts[number];
        fill->score += score;
        if (fill->limit < 1) return false;
    }
    if (fill->shape->classes[HEAD_HAVING] == HAVING_NONE) return true;
    if (!number_take(f, fill, NUMBER_HAVING, &fill->having_number, &score)) return false;
    fill->having_compare = sketch_conditions_compare(f->parts->compare[fill->having_number]);
    fill->score += score;
    return true;
}

static bool is_used(const Fill *fill, int table) {
    for (size_t i = 0; i < fill->plain_count; i++) {
        if (fill->plain[i].table == table) return true;
    }
    for (size_t i = 0; i < fill->aggregate_count; i++) {
        if (fill->aggregated[i].table == table) return true;
    }
    return false;
}

static bool root_take(const Filler *f, Fill *fill, size_t skip) {
    const double *root = f->parts->root;
    int first = -1, second = -1;
    for (int t = 0; t < (int)f->v->m->table_count; t++) {
        if (first < 0 || root[t] > root[first]) {
            second = first;
            first = t;
        } else if (second < 0 || root[t] > root[second]) {
            second = t;
        }
    }
    fill->root = skip == 0 ? first : second;
    if (fill->root < 0) return false;
    fill->score += 0.5 * root[fill->root];
    return true;
}

static bool nested_take(const Filler *f, Fill *fill) {
    int nested = fill->shape->classes[HEAD_NESTED];
    bool except = fill->shape->classes[HEAD_SET] == SET_EXCEPT;
    double score = 0;
    fill->nested_table = -1;
    if (nested == NESTED_OTHER) return false;
    if (nested == NESTED_AVERAGE || nested == NESTED_MAX || nested == NESTED_MIN) {
        bool found = column_best(f, f->parts->filter, true, fill, &fill->compared, &score);
        fill->score += score;
        return found;
    }
    if (nested != NESTED_NOT_IN && nested != NESTED_IN && !except) return true;
    double best = UNLIKELY;
    for (int t = 0; t < (int)f->v->m->table_count; t++) {
        if (is_used(fill, t) || f->parts->table[t] <= best) continue;
        best = f->parts->table[t];
        fill->nested_table = t;
    }
    // All in one table: the condition itself makes the set.
    if (fill->condition_count > 0 && best < 0) fill->nested_table = -1;
    if (fill->nested_table >= 0) fill->score += best;
    return fill->nested_table >= 0 || fill->condition_count > 0;
}

// The key of a table that is shown, or a link to it.
static bool stands_for_shown(const Filler *f, const Fill *fill, ColumnRef c) {
    const ModelColumn *column = model_at(f->v->m, c);
    for (size_t k = 0; k < fill->plain_count; k++) {
        int table = fill->plain[k].table;
        if (c.table == table && column->role == ROLE_KEY) return true;
        for (size_t i = 0; i < f->v->m->join_count; i++) {
            const ModelJoin *j = &f->v->m->joins[i];
            bool from = j->from_table == c.table && j->from_column == c.column;
            if (from && j->to_table == table) return true;
        }
    }
    return false;
}

// What rows are grouped by beside what is shown: the thing itself behind its name.
static void grouped_take(const Filler *f, Fill *fill) {
    fill->grouped = (ColumnRef){.table = -1};
    if (!fill->shape->classes[HEAD_GROUP]) return;
    double best = UNLIKELY, shown = UNLIKELY;
    for (size_t i = 0; i < f->v->column_count; i++) {
        ColumnRef c = f->v->columns[i].ref;
        double odds = f->parts->grouped[i];
        bool is_shown = false;
        for (size_t k = 0; k < fill->plain_count; k++) {
            is_shown = is_shown || sketch_view_same(c, fill->plain[k]);
        }
        if (is_shown && odds > shown) shown = odds;
        bool stands = !is_shown && (fill->plain_count == 0 || stands_for_shown(f, fill, c));
        if (!stands || odds <= best) continue;
        best = odds;
        fill->grouped = c;
    }
    if (shown >= best) fill->grouped = (ColumnRef){.table = -1};
}

typedef struct Choice {
    size_t shown, condition, root;
} Choice;

static void fill_keep(Filler *f, Fill fill) {
    size_t at = f->count;
    if (at == f->max) {
        if (f->out[at - 1].score >= fill.score) return;
        at--;
    } else {
        f->count++;
    }
    for (; at > 0 && f->out[at - 1].score < fill.score; at--) f->out[at] = f->out[at - 1];
    f->out[at] = fill;
}

static bool speaks_of(const Fill *fill, int table) {
    if (is_used(fill, table) || fill->ordered.table == table || fill->grouped.table == table) {
        return true;
    }
    for (size_t i = 0; i < fill->condition_count; i++) {
        if (fill->conditions[i].column.table == table) return true;
    }
    bool rows = fill->shape->classes[HEAD_ROWS] || fill->plain_count + fill->aggregate_count == 0;
    return fill->nested_table == table || (rows && fill->root == table);
}

// "Friends of people who have pets": a likely table that nothing else of the plan speaks of.
static void also_take(const Filler *f, Fill *fill) {
    double best = 0;
    for (int t = 0; t < (int)f->v->m->table_count; t++) {
        if (f->parts->table[t] <= best || speaks_of(fill, t)) continue;
        best = f->parts->table[t];
        fill->also = t;
    }
    fill->score += best;
}

static void shape_fill(Filler *f, const ScoredShape *s, Choice choice) {
    const uint8_t *k = s->shape->classes;
    Fill fill = {.shape = s->shape,
                 .score = s->score,
                 .nested_table = -1,
                 .also = -1,
                 .ordered = {.table = -1},
                 .grouped = {.table = -1}};
    size_t plain = k[HEAD_PLAIN] == PLAIN_ALL ? 0 : k[HEAD_PLAIN];
    if (!conditions_take(f, &fill, k[HEAD_WHERE], choice.condition)) return;
    if (!limits_take(f, &fill)) return;
    if (!shown_take(f, &fill, plain, k[HEAD_AGGREGATE], choice.shown)) return;
    if (!order_take(f, &fill) || !root_take(f, &fill, choice.root) || !nested_take(f, &fill))
        return;
    grouped_take(f, &fill);
    fill_keep(f, fill);
    also_take(f, &fill);
    if (fill.also >= 0) fill_keep(f, fill);
}

size_t sketch_fill_all(const SketchParts *parts, Fill *out, size_t max) {
    static const Choice CHOICES[] = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {2, 0, 0},
                                     {0, 2, 0}, {1, 1, 0}, {1, 0, 1}, {0, 1, 1}, {3, 0, 0}};
    ScoredShape shapes[SHAPES_TRIED];
    Filler *f = arena_new(parts->v->a, Filler, 1);
    *f = (Filler){.parts = parts, .v = parts->v, .out = out, .max = max};
    sketch_conditions_collect(parts, &f->conditions);
    size_t count = shapes_find(f, shapes);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < COUNT_OF(CHOICES); k++) shape_fill(f, &shapes[i], CHOICES[k]);
    }
    return f->count;
}
