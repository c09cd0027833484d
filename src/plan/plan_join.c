// plan_join: which tables a plan needs and how they meet.
//
// One Steiner tree for each base (plan_base.h), rooted there; a list is rooted in the table of a
// dimension, that from which the tree is cheapest: going from many to one costs least, so the
// root falls to the table whose rows the list is about.
#include <assert.h>
#include <string.h>

#include "plan/join_graph.h"

typedef struct Joiner {
    const Model *m;
    Plan *p;
    Arena *arena;
    PlanBases bases;
    VEC(PlanTable) tables;  // of the new trees
    Err *err;
} Joiner;

static bool plan_join_nested(const Model *m, Arena *a, Plan *p, int depth, Err *err);

// Columns that stand outside of any aggregate: what a list is ordered by.
static void refs_outside(const Expr *e, Arena *a, TableRefs *refs) {
    if (!e || e->kind == EXPR_METRIC) return;
    if (e->kind == EXPR_CALL && expr_op(e->op)->is_aggregate) return;
    if (e->kind == EXPR_COLUMN) {
        table_refs_add(a, refs, (TableRef){e->column.table, e->column.instance});
    }
    for (size_t i = 0; i < e->arg_count; i++) refs_outside(e->args[i], a, refs);
}

// The tables that the rows of `base` must be joined with. NULL: a list.
static TableRefs refs_needed(const Joiner *j, const TableRef *base, int base_index) {
    TableRefs refs = {0};
    const Plan *p = j->p;
    if (base) table_refs_add(j->arena, &refs, *base);
    for (size_t i = 0; i < p->dimension_count; i++) {
        Expr *e = p->dimensions[i].expr;
        if (base) e = plan_base_expr(j->m, *base, e, j->arena);
        table_refs_of(j->m, e, j->arena, &refs);
    }
    for (size_t i = 0; i < j->bases.atoms.count; i++) {
        const PlanAtom *atom = &j->bases.atoms.items[i];
        if (atom->base != base_index) continue;
        table_refs_of(j->m, atom->call, j->arena, &refs);
        table_refs_of(j->m, atom->filter, j->arena, &refs);
    }
    for (size_t i = 0; i < p->filter_count; i++) {
        Expr *e = p->filters[i];
        if (base) e = plan_base_expr(j->m, *base, e, j->arena);
        table_refs_of(j->m, e, j->arena, &refs);
    }
    if (p->time.is_set) {
        ColumnRef c = p->time.column;
        if (base) c = plan_base_time(j->m, *base, c, j->arena);
        table_refs_add(j->arena, &refs, (TableRef){c.table, c.instance});
    }
    for (size_t i = 0; i < p->order_count; i++) {
        refs_outside(p->orders[i].expr, j->arena, &refs);
    }
    return refs;
}

static bool is_own_entry(const Plan *p, const PlanTable *t) {
    return t->parent >= 0 && t->parent < (int)p->table_count;
}

// A left join that was asked for stays one.
static bool was_optional(const Plan *p, const PlanTable *fresh) {
    for (size_t i = 0; i < p->table_count; i++) {
        const PlanTable *t = &p->tables[i];
        if (!is_own_entry(p, t) || t->join != fresh->join || t->forward != fresh->forward) continue;
        if (t->table == fresh->table && t->instance == fresh->instance) return t->optional;
    }
    return false;
}

// Rows without a partner stay, unless the profile proves that there are none.
static bool may_miss(const Model *m, const ModelJoin *join) {
    const ModelTable *from = &m->tables[join->from_table];
    const Profile *profile = &from->columns[join->from_column].profile;
    return join->coverage < 1 || profile->rows == 0 || profile->nulls > 0 || profile->is_sampled;
}

static void tree_append(Joiner *j, const JoinGraph *g, const SteinerTree *tree) {
    int *place = arena_new(j->arena, int, (size_t)g->steiner.node_count);
    TableRef root = g->nodes.items[tree->root];
    place[tree->root] = (int)j->tables.count;
    *vec_push(j->arena, &j->tables) =
        (PlanTable){.table = root.table, .instance = root.instance, .parent = -1, .join = -1};
    for (int i = 0; i < tree->edge_count; i++) {
        const SteinerEdge *e = &g->steiner.edges[tree->edges[i]];
        JoinEdge way = g->joins[tree->edges[i]];
        TableRef ref = g->nodes.items[e->to];
        PlanTable t = {.table = ref.table,
                       .instance = ref.instance,
                       .parent = place[e->from],
                       .join = way.join,
                       .forward = way.forward};
        t.optional =
            (way.forward && may_miss(j->m, &j->m->joins[way.join])) || was_optional(j->p, &t);
        place[e->to] = (int)j->tables.count;
        *vec_push(j->arena, &j->tables) = t;
    }
}

static bool not_connected(const Joiner *j, const JoinGraph *g, const SteinerTree *tree) {
    Str root = j->m->tables[g->nodes.items[tree->root].table].label;
    Str other = j->m->tables[g->nodes.items[tree->unreached].table].label;
    return fail(j->err, ERR_NOT_FOUND,
                STR_F " and " STR_F
                      ": nothing in the data connects them; a relationship between "
                      "them can be added to the model",
                STR_A(root), STR_A(other));
}

// Candidates for the root of a list: the tables of its dimensions, else whatever it names.
static TableRefs list_roots(const Joiner *j, const TableRefs *needed) {
    TableRefs roots = {0};
    for (size_t i = 0; i < j->p->dimension_count; i++) {
        table_refs_of(j->m, j->p->dimensions[i].expr, j->arena, &roots);
    }
    return roots.count > 0 ? roots : *needed;
}

static bool nodes_of(const Joiner *j, const JoinGraph *g, const TableRefs *refs, int **ret) {
    *ret = arena_new(j->arena, int, refs->count);
    if (refs->count > STEINER_TERMINALS_MAX) {
        return fail(j->err, ERR_LIMIT, "%zu tables in one question: at most %d can be joined",
                    refs->count, PLAN_TABLES_MAX);
    }
    for (size_t i = 0; i < refs->count; i++) {
        (*ret)[i] = table_refs_find(&g->nodes, refs->items[i]);
        if ((*ret)[i] >= 0) continue;
        return fail(j->err, ERR_INVALID, "a column of the plan belongs to no table of the model");
    }
    return true;
}

static bool join_base(Joiner *j, const TableRef *base, int base_index) {
    TableRefs needed = refs_needed(j, base, base_index), roots = {0};
    if (needed.count == 0) return true;
    if (base)
        table_refs_add(j->arena, &roots, *base);
    else
        roots = list_roots(j, &needed);
    JoinGraph g = join_graph(j->m, &needed, j->p->tables, j->p->table_count, j->arena);
    int *terminals = NULL, *root_nodes = NULL;
    SteinerTree tree;
    if (!nodes_of(j, &g, &needed, &terminals) || !nodes_of(j, &g, &roots, &root_nodes)) {
        return false;
    }
    // The root is no terminal: one less in the exponent.
    int count = 0;
    for (size_t i = 0; i < needed.count; i++) {
        if (roots.count > 1 || terminals[i] != root_nodes[0]) terminals[count++] = terminals[i];
    }
    SteinerTask task = {root_nodes, (int)roots.count, terminals, count};
    if (!steiner_find(&g.steiner, &task, j->arena, &tree)) {
        return not_connected(j, &g, &tree);
    }
    if (j->tables.count + (size_t)tree.edge_count + 1 > PLAN_TABLES_MAX) {
        return fail(j->err, ERR_LIMIT, "more than %d tables would be joined; ask for less at once",
                    PLAN_TABLES_MAX);
    }
    tree_append(j, &g, &tree);
    return true;
}

static bool join_expr(const Model *m, Arena *a, Expr *e, int depth, Err *err) {
    if (!e) return true;
    if (e->kind == EXPR_PLAN && e->plan && !plan_join_nested(m, a, e->plan, depth + 1, err)) {
        return false;
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!join_expr(m, a, e->args[i], depth, err)) return false;
    }
    return true;
}

static bool join_below(const Model *m, Arena *a, Plan *p, int depth, Err *err) {
    for (size_t i = 0; i < p->filter_count; i++) {
        if (!join_expr(m, a, p->filters[i], depth, err)) return false;
    }
    for (size_t i = 0; i < p->having_count; i++) {
        if (!join_expr(m, a, p->having[i], depth, err)) return false;
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        if (!join_expr(m, a, p->measures[i].expr, depth, err)) return false;
    }
    if (p->other && !plan_join_nested(m, a, p->other, depth + 1, err)) return false;
    return !p->from || plan_join_nested(m, a, p->from, depth + 1, err);
}

static bool plan_join_nested(const Model *m, Arena *a, Plan *p, int depth, Err *err) {
    if (depth > PLAN_DEPTH_MAX) {
        return fail(err, ERR_LIMIT, "plans are nested deeper than %d", PLAN_DEPTH_MAX);
    }
    if (!join_below(m, a, p, depth, err)) return false;
    if (p->from) {
        p->table_count = 0;
        return true;
    }
    Joiner j = {.m = m, .p = p, .arena = a, .err = err};
    j.bases = plan_bases(m, p, a);
    for (size_t i = 0; i < j.bases.bases.count; i++) {
        if (!join_base(&j, &j.bases.bases.items[i], (int)i)) return false;
    }
    if (j.bases.bases.count == 0 && !join_base(&j, NULL, -1)) return false;
    p->tables = j.tables.items;
    p->table_count = j.tables.count;
    return true;
}

bool plan_join(const Model *m, Arena *a, Plan *p, Err *err) {
    assert(m && a && p && err);
    return plan_join_nested(m, a, p, 0, err);
}
