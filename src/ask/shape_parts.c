#include <string.h>

#include "ask/shape.h"
#include "plan/plan_base.h"

static int column_like(const ModelTable *t, const char *word) {
    for (size_t c = 0; c < t->column_count; c++) {
        if (t->columns[c].type != TYPE_TEXT) continue;
        if (str_find_nocase(t->columns[c].name, str_from(word)) != STR_NONE) return (int)c;
    }
    return -1;
}

static void dimension_add(Draft *d, Plan *p, int table, int column) {
    Expr *expr = expr_column(d->a, table, column);
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (expr_equal(p->dimensions[i].expr, expr)) return;
    }
    plan_add_dimension(d->a, p, expr);
}

static bool is_unique(const ModelTable *t, int column) {
    const Profile *p = &t->columns[column].profile;
    return p->rows == 0 || p->distinct + p->nulls >= p->rows;
}

// A column that names one thing in every table it is in: the first text that is no link.
static int any_name(const ModelTable *t) {
    if (t->key_count == 1) return t->key[0];
    for (size_t c = 0; c < t->column_count; c++) {
        if (t->columns[c].role == ROLE_NAME || t->columns[c].role == ROLE_CODE) return (int)c;
    }
    return t->column_count > 0 ? 0 : -1;
}

// Whether the words ask for the key itself: "department id", "order number".
static bool key_said(const Draft *d, Entity e) {
    static const char *const WORDS[] = {"id", "ids", "code", "codes", "number", "numbers", "no"};
    const Link *link = d->p->items[e.at].link;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(d->t->items[link->end - 1].text, str_from(WORDS[i]))) return true;
    }
    return false;
}

// What a link column points at, where that is one thing: its name says more than its key.
static Entity linked_entity(const Draft *d, Entity e) {
    Entity out = {0};
    if (d->m->tables[e.table].columns[e.column].role != ROLE_LINK || key_said(d, e)) return out;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->from_table != e.table || j->from_column != e.column || j->to_table == e.table)
            continue;
        out = (Entity){.table = j->to_table, .column = -1, .is_set = true, .at = e.at};
    }
    for (size_t i = 0; i < d->m->join_count && out.is_set; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool another =
            j->from_table == e.table && j->to_table == out.table && j->from_column != e.column;
        if (another) out.is_set = false;  // two roles of one table: which, only the column says
    }
    return out;
}

// "names of customers", "full name", where the name stands in two halves; "first name" is one.
static bool both_halves(const Draft *d, Entity e) {
    static const char *const HALVES[] = {"first",  "last",  "given", "family",
                                         "middle", "fname", "lname", "surname"};
    const ModelTable *t = &d->m->tables[e.table];
    const Link *link = d->p->items[e.at].link;
    bool split = t->name_more >= 0 && t->name_column >= 0 && e.column == t->name_column;
    if (!split || e.at >= d->p->count || link->kind != LINK_COLUMN) return false;
    for (size_t k = link->first; k < link->end; k++) {
        for (size_t i = 0; i < COUNT_OF(HALVES); i++) {
            if (str_find_nocase(d->t->items[k].text, str_from(HALVES[i])) != STR_NONE) return false;
        }
    }
    return true;
}

void shape_entity(Draft *d, Plan *p, Entity e, bool grouped) {
    const ModelTable *t = &d->m->tables[e.table];
    if (e.column >= 0 && both_halves(d, e)) {
        dimension_add(d, p, e.table, t->name_column);
        dimension_add(d, p, e.table, t->name_more);
        return;
    }
    if (e.column >= 0) {
        Entity linked = linked_entity(d, e);
        if (linked.is_set) {
            shape_entity(d, p, linked, grouped);
        } else {
            dimension_add(d, p, e.table, e.column);
        }
        return;
    }
    int name = t->name_column;
    int first = column_like(t, "first"), last = column_like(t, "last");
    if (first >= 0 && last >= 0 && (name < 0 || name == first || name == last)) {
        dimension_add(d, p, e.table, first);
        dimension_add(d, p, e.table, last);
        return;
    }
    if (name < 0) name = any_name(t);
    if (name < 0) return;
    dimension_add(d, p, e.table, name);
    bool repeats = grouped && !is_unique(t, name) && t->key_count == 1 && t->key[0] != name;
    if (repeats) {
        size_t before = p->dimension_count;
        dimension_add(d, p, e.table, t->key[0]);
        if (p->dimension_count > before) p->dimensions[before].hidden = true;
    }
}

Expr *shape_name(const Draft *d, Entity e) {
    if (!e.is_set) return NULL;
    int column = e.column >= 0 ? e.column : d->m->tables[e.table].name_column;
    return column >= 0 ? expr_column(d->a, e.table, column) : NULL;
}

typedef struct Spoken {
    bool *is_spoken;
} Spoken;

static void table_see(void *ctx, ColumnRef c) {
    Spoken *s = ctx;
    if (c.table >= 0) s->is_spoken[c.table] = true;
}

void shape_tables(const Draft *d, bool *is_spoken) {
    Spoken s = {is_spoken};
    for (size_t i = 0; i < d->filter_count; i++)
        expr_columns(d->m, d->filters[i].expr, table_see, &s);
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].is_grain) is_spoken[d->dimensions[i].entity.table] = true;
    }
}

// The link column of the nearest table with many rows for one of `table` that sees `other`.
static bool link_toward(Draft *d, int table, int other, ColumnRef *ret) {
    int best = -1;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->to_table != table || j->from_table == table) continue;
        int steps = plan_reach(d->m, j->from_table, d->a)[other];
        if (steps < 0 || (best >= 0 && steps >= best)) continue;
        best = steps;
        *ret = (ColumnRef){.table = j->from_table, .column = j->from_column};
    }
    return best >= 0;
}

static bool has_grain(const Draft *d) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].is_grain) return true;
    }
    return false;
}

// Counting customers who did something counts them once each, through the table that tells.
static bool count_through(Draft *d, int table, bool distinct, ColumnRef *ret) {
    bool *spoken = arena_new(d->a, bool, d->m->table_count + 1);
    shape_tables(d, spoken);
    ColumnRef time = {0};
    if (d->time_count > 0 && d->m->tables[table].time_column < 0 && shape_time_column(d, &time)) {
        spoken[time.table] = true;
    }
    // "different customers a month": those who came, not those who joined.
    bool came = distinct && d->m->default_metric >= 0 && d->m->tables[table].kind != TABLE_FACT &&
                (d->has_sell_verb || has_grain(d));
    if (came) spoken[d->m->metrics[d->m->default_metric].table] = true;
    const int *reach = plan_reach(d->m, table, d->a);
    for (size_t t = 0; t < d->m->table_count; t++) {
        if (spoken[t] && reach[t] < 0 && link_toward(d, table, (int)t, ret)) return true;
    }
    return false;
}

Expr *shape_count(Draft *d, Entity e, bool distinct) {
    ColumnRef c = {.table = e.table, .column = e.column};
    if (e.column < 0) {
        if (!count_through(d, e.table, distinct, &c)) {
            int name = distinct ? draft_key_column(&d->m->tables[e.table]) : -1;
            if (name < 0) return expr_call1(d->a, OP_COUNT, expr_rows(d->a, e.table));
            c.column = name;
        }
    }
    return expr_call1(d->a, OP_COUNT_DISTINCT, draft_column_expr(d, c));
}

Expr *shape_measure(Draft *d, const DraftMeasure *measure) {
    if (measure->expr) return measure->expr;
    Entity e = measure->counted;
    if (!e.is_set) e = d->focus;
    if (!e.is_set) {
        e = (Entity){.table = 0, .column = -1, .is_set = true};
        for (size_t t = 0; t < d->m->table_count; t++) {
            if (d->m->tables[t].kind == TABLE_FACT) e.table = (int)t;
        }
        for (size_t i = 0; i < d->dimension_count; i++) {
            if (!d->dimensions[i].is_grain) e.table = d->dimensions[i].entity.table;
        }
        if (d->filter_count > 0) e.table = d->filters[0].column.table;
    }
    Expr *count = shape_count(d, e, measure->distinct);
    if (!measure->part) return count;
    Expr *part = shape_restrict(d, count, measure->part);
    return expr_call2(d->a, OP_DIV, expr_call2(d->a, OP_MUL, expr_float(d->a, 100), part), count);
}

void shape_filters(Draft *d, Plan *p) {
    for (size_t i = 0; i < d->filter_count; i++) plan_add_filter(d->a, p, d->filters[i].expr);
}
