#include "ask/grammar_clause.h"

#include "ask/shape.h"
#include "plan/plan_base.h"

// ---- where a clause ends ----

// Whether a sentence ends between item `i` and the next.
static bool sentence_ends(Draft *d, size_t i) {
    Item *next = draft_item(d, i + 1);
    if (!next) return true;
    const Token *last = &d->t->items[draft_item(d, i)->link->end - 1];
    const Token *first = &d->t->items[next->link->first];
    if (str_eq(last->raw, S("?"))) return true;
    for (const char *c = last->raw.ptr + last->raw.len; c < first->raw.ptr; c++) {
        if (*c == '.' || *c == '?' || *c == ';') return true;
    }
    return false;
}

static bool is_content(Draft *d, size_t i) {
    return i < d->p->count && draft_item(d, i)->link->kind >= LINK_TABLE;
}

// The next item that names something, passing over verbs and small words, not over other cues.
static size_t content_next(Draft *d, size_t i) {
    for (i++; i < d->p->count; i++) {
        if (is_content(d, i)) return i;
        if (draft_is(d, i, LINK_CUE) && !draft_is_cue(d, i, CUE_OF)) return d->p->count;
    }
    return d->p->count;
}

static size_t content_before(Draft *d, size_t i) {
    while (i > 0) {
        i--;
        if (is_content(d, i)) return i;
    }
    return d->p->count;
}

// "Canoeing or Kayaking", "before A and after B", "policies or claims": a list goes on.
static bool joint_continues(Draft *d, size_t i) {
    size_t before = content_before(d, i), after = content_next(d, i);
    Item *x = draft_item(d, before), *y = draft_item(d, after);
    if (!x || !y || x->link->kind != y->link->kind) return false;
    if (x->link->kind == LINK_VALUE) return true;
    if (x->link->kind == LINK_TABLE || x->link->kind == LINK_COLUMN)
        return draft_is_cue(d, i, CUE_OR);
    return x->link->kind >= LINK_NUMBER;
}

static bool cue_ends(Draft *d, size_t i) {
    switch (draft_item(d, i)->link->cue->kind) {
        case CUE_LIST:
        case CUE_ORDER:
        case CUE_DIRECTION:
        case CUE_EACH_TOP:
        case CUE_NOT:
        case CUE_NEVER:
        case CUE_COUNT: return true;
        case CUE_BY: return draft_item(d, i)->link->cue->arg == 1;
        case CUE_AND:
        case CUE_OR: return !joint_continues(d, i);
        default: return false;
    }
}

Clause grammar_clause_scope(Draft *d, size_t first) {
    Clause c = {.first = first, .end = first};
    while (c.end < d->p->count) {
        if (draft_is(d, c.end, LINK_CUE) && cue_ends(d, c.end)) break;
        c.end++;
        if (sentence_ends(d, c.end - 1)) break;
    }
    return c;
}

bool grammar_clause_says(Draft *d, Clause c) {
    for (size_t i = c.first; i < c.end; i++) {
        if (is_content(d, i) && !draft_item(d, i)->used) return true;
    }
    return false;
}

// ---- reading ----

Draft *grammar_clause_read(Draft *d, Clause c) {
    if (d->depth >= GRAMMAR_CLAUSE_DEPTH_MAX) return NULL;
    Parse *p = arena_new(d->a, Parse, 1);
    p->items = arena_new(d->a, Item, c.end - c.first + 2);
    if (c.with > 0) {
        p->items[p->count] = d->p->items[c.with - 1];
        p->items[p->count++].used = false;
    }
    for (size_t i = c.first; i < c.end; i++) {
        p->items[p->count] = d->p->items[i];
        p->items[p->count++].used = false;
    }
    Draft *said = arena_new(d->a, Draft, 1);
    *said = (Draft){.index = d->index,
                    .m = d->m,
                    .t = d->t,
                    .today = d->today,
                    .a = d->a,
                    .p = p,
                    .depth = d->depth + 1,
                    .time_column = {.table = -1}};
    grammar_read(said);
    return said;
}

void grammar_clause_use(Draft *d, Clause c, const Draft *said) {
    for (size_t i = c.first; i < c.end; i++) {
        if (said->p->items[i - c.first + (c.with > 0)].used) draft_use(d, i);
    }
    draft_doubt(d, said->doubt);
    if (d->missing.len == 0) d->missing = said->missing;
}

// "with the type code CV": a column that a value or a comparison follows is a condition's.
static bool is_compared(Draft *d, size_t i) {
    size_t next = draft_next(d, i);
    const Item *value = draft_item(d, next), *column = draft_item(d, i);
    if (!value) return false;
    if (draft_is_cue(d, next, CUE_COMPARE)) return true;
    return value->link->kind == LINK_VALUE && value->target->table == column->target->table &&
           value->target->column == column->target->column;
}

// "company name and industry": a thing is spoken of, not the values of a column.
static bool rows_named(Draft *d, size_t end, int table) {
    const ModelTable *t = &d->m->tables[table];
    for (size_t i = 0; i <= end; i++) {
        const Item *item = draft_item(d, i);
        bool here = item->target && item->target->table == table;
        if (!here) continue;
        if (item->link->kind == LINK_TABLE) return true;
        int column = item->link->kind == LINK_COLUMN ? item->target->column : -1;
        if (column < 0) continue;
        if (column == t->name_column || (t->key_count == 1 && column == t->key[0])) return true;
    }
    return false;
}

bool grammar_clause_subject(Draft *d, size_t i, Entity *ret) {
    while (i > 0) {
        i--;
        const Item *item = draft_item(d, i);
        bool text =
            item->link->kind == LINK_COLUMN && !draft_is_number(d, item) && !draft_is_date(d, item);
        if (item->link->kind != LINK_TABLE && (!text || is_compared(d, i))) continue;
        *ret = draft_entity(item, i);
        if (rows_named(d, i, ret->table)) ret->column = -1;
        return true;
    }
    return false;
}

// ---- the condition ----

typedef struct Said {
    bool *tables;  // spoken of anywhere
    bool *held;    // of these, in a condition
    size_t table_count;
} Said;

static void table_hold(void *ctx, ColumnRef c) {
    Said *s = ctx;
    if (c.table >= 0 && (size_t)c.table < s->table_count)
        s->tables[c.table] = s->held[c.table] = true;
}

static void entity_say(Said *s, const Entity *e) {
    if (e->is_set && e->table >= 0) s->tables[e->table] = true;
}

static Said said_of(Draft *d, const Draft *said, const Plan *inner) {
    Said s = {.table_count = d->m->table_count};
    s.tables = arena_new(d->a, bool, s.table_count + 1);
    s.held = arena_new(d->a, bool, s.table_count + 1);
    for (size_t i = 0; i < inner->filter_count; i++)
        expr_columns(d->m, inner->filters[i], table_hold, &s);
    if (inner->time.is_set) table_hold(&s, inner->time.column);
    entity_say(&s, &said->focus);
    for (size_t i = 0; i < said->other_count; i++) entity_say(&s, &said->others[i]);
    for (size_t i = 0; i < said->dimension_count; i++) {
        if (!said->dimensions[i].is_grain) entity_say(&s, &said->dimensions[i].entity);
    }
    for (size_t i = 0; i < said->measure_count; i++) {
        const DraftMeasure *measure = &said->measures[i];
        entity_say(&s, &measure->counted);
        if (!measure->counted.is_set) s.tables[measure->column.table] = true;
    }
    return s;
}

static bool says_others(const Said *s, int table) {
    for (size_t t = 0; t < s->table_count; t++) {
        if (s->tables[t] && (int)t != table) return true;
    }
    return false;
}

// How far `from` is from all that was said; -1 when something is out of its reach.
static int reach_of(Draft *d, const Said *s, int from, int but) {
    const int *reach = plan_reach(d->m, from, d->a);
    int steps = 0;
    for (size_t t = 0; t < s->table_count; t++) {
        if (!s->tables[t] || (int)t == but) continue;
        if (reach[t] < 0) return -1;
        steps += reach[t];
    }
    return steps;
}

// Whether links lead from `from` to `to`; where each has one of the other, only its own side's.
static bool leads(const Draft *d, int from, int to, int steps) {
    for (size_t i = 0; i < d->m->join_count && steps > 0; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->from_table != from || j->to_table == from) continue;
        if (j->to_table == to || leads(d, j->to_table, to, steps - 1)) return true;
    }
    return false;
}

enum { PARENT_STEPS_MAX = 3 };

static bool are_parents(const Draft *d, const Said *s, int table) {
    for (size_t t = 0; t < s->table_count; t++) {
        if (!s->tables[t] || (int)t == table) continue;
        if (!leads(d, table, (int)t, PARENT_STEPS_MAX)) return false;
    }
    return true;
}

// The link to `table` from the nearest table with many rows for one that sees all that was said.
static const ModelJoin *link_find(Draft *d, const Said *s, int table) {
    const ModelJoin *found = NULL;
    int best = -1;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->to_table != table || j->from_table == table) continue;
        int steps = reach_of(d, s, j->from_table, table);
        int cost = steps * 2 + (d->m->tables[j->from_table].kind != TABLE_BRIDGE);
        if (steps < 0 || (best >= 0 && cost >= best)) continue;
        best = cost;
        found = j;
    }
    return found;
}

// "participate in any activity": where the verb is the name of another table that only joins two,
// it need not be gone through.
static bool bridges_leave(Draft *d, Said *s) {
    bool left = false;
    for (size_t t = 0; t < s->table_count; t++) {
        if (!s->tables[t] || s->held[t] || d->m->tables[t].kind != TABLE_BRIDGE) continue;
        s->tables[t] = false;
        left = true;
    }
    return left;
}

// What was only named must be there.
static void named_require(Draft *d, const Said *s, int but, int root, Plan *inner) {
    for (size_t t = 0; t < s->table_count; t++) {
        if (!s->tables[t] || s->held[t] || (int)t == but || (int)t == root) continue;
        const ModelTable *mt = &d->m->tables[t];
        int key = mt->key_count > 0 ? mt->key[0] : mt->name_column;
        if (key < 0) key = 0;
        Expr *is_null = expr_call1(d->a, OP_IS_NULL, expr_column(d->a, (int)t, key));
        plan_add_filter(d->a, inner, expr_call1(d->a, OP_NOT, is_null));
    }
}

static Expr *all_of(Draft *d, const Plan *p) {
    if (p->filter_count == 0) return NULL;
    return p->filter_count == 1 ? p->filters[0]
                                : expr_call(d->a, OP_AND, p->filters, p->filter_count);
}

static Expr *known(Draft *d, int table, int column) {
    Expr *is_null = expr_call1(d->a, OP_IS_NULL, expr_column(d->a, table, column));
    return expr_call1(d->a, OP_NOT, is_null);
}

// All that was said stands in the row itself.
static Expr *row_condition(Draft *d, Entity who, const Draft *said, const Plan *inner) {
    Expr *all = all_of(d, inner);
    if (all) return all;
    for (size_t i = 0; i < said->dimension_count; i++) {
        const Entity *e = &said->dimensions[i].entity;
        if (!said->dimensions[i].is_grain && e->table == who.table && e->column >= 0)
            return known(d, e->table, e->column);
    }
    if (said->measure_count > 0 && said->measures[0].is_plain)
        return known(d, said->measures[0].column.table, said->measures[0].column.column);
    return NULL;
}

static void having_require(Draft *d, Draft *said, Plan *inner) {
    for (size_t i = 0; i < said->having_count; i++)
        plan_add_having(d->a, inner, shape_having(said, inner, &said->having[i]));
}

// The link of a row to the thing it belongs to, where only parents of it were spoken of.
static Expr *parents_condition(Draft *d, Entity who, const Said *s, Plan *inner) {
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool own = j->from_table == who.table && j->to_table != who.table;
        if (own && s->tables[j->to_table] && !s->held[j->to_table])
            plan_add_filter(d->a, inner, known(d, j->from_table, j->from_column));
    }
    return all_of(d, inner);
}

Expr *grammar_clause_condition(Draft *d, Entity who, Draft *said) {
    Plan *inner = plan_new(d->a);
    shape_filters(said, inner);
    if (!shape_time(said, inner) || !shape_days(said, inner)) return NULL;
    Said s = said_of(d, said, inner);
    bool others = says_others(&s, who.table), of_row = who.column < 0 && said->having_count == 0;
    bool parents = of_row && others && are_parents(d, &s, who.table);
    if (of_row && (parents || !others)) shape_time_filter(d->a, inner);
    if (of_row && !others) return row_condition(d, who, said, inner);
    if (parents) return parents_condition(d, who, &s, inner);
    bool empty = inner->filter_count == 0 && !inner->time.is_set && said->having_count == 0;
    if (!others && empty) return NULL;
    const ModelJoin *j = who.column < 0 ? link_find(d, &s, who.table) : NULL;
    if (who.column < 0 && !j && bridges_leave(d, &s)) j = link_find(d, &s, who.table);
    int key_column = who.column >= 0 ? who.column : draft_key_column(&d->m->tables[who.table]);
    if (j) key_column = j->to_column;
    if (key_column < 0) return NULL;
    Expr *key = expr_column(d->a, who.table, key_column), *link = key;
    if (j) link = expr_column(d->a, j->from_table, j->from_column);
    if (said->having_count == 0) named_require(d, &s, who.table, link->column.table, inner);
    plan_add_dimension(d->a, inner, link);
    inner->distinct = said->having_count == 0;
    having_require(d, said, inner);
    return expr_call2(d->a, OP_IN, key, expr_plan(d->a, inner));
}

Expr *grammar_clause_take(Draft *d, Entity who, Clause c) {
    if (!grammar_clause_says(d, c)) return NULL;
    Draft *said = grammar_clause_read(d, c);
    Expr *condition = said ? grammar_clause_condition(d, who, said) : NULL;
    if (condition) grammar_clause_use(d, c, said);
    return condition;
}

Expr *grammar_clause_not(Draft *d, Expr *condition) {
    bool calls = condition->kind == EXPR_CALL;
    if (calls && condition->op == OP_NOT) return condition->args[0];
    const Expr *column = calls && condition->arg_count > 1 ? condition->args[0] : NULL;
    if (!column || column->kind != EXPR_COLUMN) return expr_call1(d->a, OP_NOT, condition);
    const Expr *value = condition->args[1];
    if (value->kind == EXPR_PLAN) return expr_call1(d->a, OP_NOT, condition);
    bool flag =
        condition->op == OP_EQ && value->kind == EXPR_LITERAL && value->literal.type == TYPE_BOOL;
    if (flag)
        return expr_call2(d->a, OP_EQ, condition->args[0], expr_bool(d->a, !value->literal.i));
    return grammar_values_unless(d, condition, column->column);
}
