#include "plan/plan_base.h"

#include <string.h>

int table_refs_find(const TableRefs *refs, TableRef ref) {
    for (size_t i = 0; i < refs->count; i++) {
        if (table_ref_eq(refs->items[i], ref)) return (int)i;
    }
    return -1;
}

void table_refs_add(Arena *a, TableRefs *refs, TableRef ref) {
    if (table_refs_find(refs, ref) < 0) *vec_push(a, refs) = ref;
}

void table_refs_of(const Model *m, const Expr *e, Arena *a, TableRefs *refs) {
    if (!e) return;
    if (e->kind == EXPR_COLUMN || e->kind == EXPR_ROWS) {
        table_refs_add(a, refs, (TableRef){e->column.table, e->column.instance});
    }
    if (e->kind == EXPR_METRIC) {
        table_refs_of(m, m->metrics[e->metric].expr, a, refs);
        table_refs_of(m, m->metrics[e->metric].filter, a, refs);
    }
    for (size_t i = 0; i < e->arg_count; i++) table_refs_of(m, e->args[i], a, refs);
}

// One step along `join` from the table `at`; -1 when the join does not lead on.
static int join_step(const ModelJoin *join, int at, bool against) {
    if (join->from_table == at && (!against || join->one_to_one)) return join->to_table;
    if (join->to_table == at && (against || join->one_to_one)) return join->from_table;
    return -1;
}

// Breadth first; `against`: from one to many instead.
static int *reach_find(const Model *m, int table, bool against, Arena *a) {
    int *reach = arena_new(a, int, m->table_count);
    int *queue = arena_new(a, int, m->table_count);
    size_t head = 0, tail = 0;
    for (size_t t = 0; t < m->table_count; t++) reach[t] = -1;
    if (table < 0) return reach;
    reach[table] = 0;
    queue[tail++] = table;
    while (head < tail) {
        int at = queue[head++];
        for (size_t j = 0; j < m->join_count; j++) {
            int next = join_step(&m->joins[j], at, against);
            if (next < 0 || reach[next] >= 0) continue;
            reach[next] = reach[at] + 1;
            queue[tail++] = next;
        }
    }
    return reach;
}

int *plan_reach(const Model *m, int table, Arena *a) { return reach_find(m, table, false, a); }

bool plan_repeats_matter(const Expr *call) {
    return call->op != OP_COUNT_DISTINCT && call->op != OP_MIN && call->op != OP_MAX;
}

bool plan_is_level_sum(const Model *m, const Expr *call) {
    if (call->kind != EXPR_CALL || call->op != OP_SUM) return false;
    const Expr *of = call->args[0];
    if (of->kind != EXPR_COLUMN || of->column.table < 0) return false;
    return model_at(m, of->column)->additivity == ADD_LAST &&
           m->tables[of->column.table].time_column >= 0;
}

// Of the tables named together, the one that has the rows.
static TableRef base_pick(const Model *m, const TableRefs *refs, Arena *a) {
    for (size_t i = 0; i < refs->count && refs->count > 1; i++) {
        if (refs->items[i].table < 0) return refs->items[i];
        const int *reach = plan_reach(m, refs->items[i].table, a);
        bool all = true;
        for (size_t k = 0; k < refs->count; k++) all = all && reach[refs->items[k].table] >= 0;
        if (all) return refs->items[i];
    }
    return refs->items[0];
}

typedef struct Collect {
    const Model *m;
    Arena *arena;
    PlanBases *out;
} Collect;

int plan_bases_atom(const PlanBases *b, const Expr *call, const Expr *filter) {
    for (size_t i = 0; i < b->atoms.count; i++) {
        const PlanAtom *atom = &b->atoms.items[i];
        if (expr_equal(atom->filter, filter) && expr_equal(atom->call, call)) return (int)i;
    }
    return -1;
}

const Expr *plan_filter_both(Arena *a, const Expr *outer, const Expr *inner) {
    if (!outer || !inner) return outer ? outer : inner;
    return expr_call2(a, OP_AND, expr_copy(a, outer), expr_copy(a, inner));
}

static void atom_add(Collect *c, const Expr *call, const Expr *filter) {
    TableRefs refs = {0};
    if (plan_bases_atom(c->out, call, filter) >= 0) return;
    table_refs_of(c->m, call, c->arena, &refs);
    table_refs_of(c->m, filter, c->arena, &refs);
    int base = -1;
    if (refs.count > 0) {
        TableRef ref = base_pick(c->m, &refs, c->arena);
        table_refs_add(c->arena, &c->out->bases, ref);
        base = table_refs_find(&c->out->bases, ref);
    }
    *vec_push(c->arena, &c->out->atoms) = (PlanAtom){call, filter, base};
}

static void atoms_collect(Collect *c, const Expr *e, const Expr *filter) {
    if (!e) return;
    if (e->kind == EXPR_METRIC) {
        const Metric *metric = &c->m->metrics[e->metric];
        atoms_collect(c, metric->expr, plan_filter_both(c->arena, filter, metric->filter));
        return;
    }
    if (e->kind == EXPR_CALL && expr_op(e->op)->is_aggregate) {
        atom_add(c, e, filter);
        return;
    }
    for (size_t i = 0; i < e->arg_count; i++) atoms_collect(c, e->args[i], filter);
}

// "revenue / number of customers" means the customers behind that revenue: within one measure a
// count distinct, min or max joins a base from which its table is reached.
static void merge_within(Collect *c, size_t first) {
    PlanAtoms *atoms = &c->out->atoms;
    for (size_t i = first; i < atoms->count; i++) {
        PlanAtom *atom = &atoms->items[i];
        if (atom->base < 0 || plan_repeats_matter(atom->call)) continue;
        int table = c->out->bases.items[atom->base].table;
        for (size_t k = first; k < atoms->count && table >= 0; k++) {
            int other = atoms->items[k].base;
            if (other < 0 || other == atom->base) continue;
            TableRef base = c->out->bases.items[other];
            if (base.table < 0 || plan_reach(c->m, base.table, c->arena)[table] < 0) continue;
            atom->base = other;
            break;
        }
    }
}

// Merging may have left a base without atoms.
static void bases_compact(Collect *c) {
    TableRefs kept = {0};
    PlanAtoms *atoms = &c->out->atoms;
    for (size_t i = 0; i < atoms->count; i++) {
        if (atoms->items[i].base < 0) continue;
        TableRef ref = c->out->bases.items[atoms->items[i].base];
        table_refs_add(c->arena, &kept, ref);
    }
    for (size_t i = 0; i < atoms->count; i++) {
        PlanAtom *atom = &atoms->items[i];
        TableRef ref = atom->base < 0 ? (TableRef){0} : c->out->bases.items[atom->base];
        atom->base = atom->base < 0 ? 0 : table_refs_find(&kept, ref);
    }
    c->out->bases = kept;
}

static void collect_measure(Collect *c, const Expr *e) {
    size_t first = c->out->atoms.count;
    atoms_collect(c, e, NULL);
    merge_within(c, first);
}

PlanBases plan_bases(const Model *m, const Plan *p, Arena *a) {
    PlanBases out = {0};
    Collect c = {m, a, &out};
    if (p->from) table_refs_add(a, &out.bases, (TableRef){PLAN_FROM, 0});
    for (size_t i = 0; i < p->measure_count; i++) collect_measure(&c, p->measures[i].expr);
    for (size_t i = 0; i < p->having_count; i++) collect_measure(&c, p->having[i]);
    for (size_t i = 0; i < p->order_count; i++) {
        if (p->orders[i].by == ORDER_EXPR) collect_measure(&c, p->orders[i].expr);
    }
    bases_compact(&c);
    return out;
}

// Whether some table has a row for pairs of the two: then they are joined as they are.
static bool have_common_rows(const Model *m, int x, int y, Arena *a) {
    const int *over_x = reach_find(m, x, true, a), *over_y = reach_find(m, y, true, a);
    for (size_t t = 0; t < m->table_count; t++) {
        if (over_x[t] >= 0 && over_y[t] >= 0) return true;
    }
    return false;
}

bool plan_base_meets(const Model *m, int base, int table, Arena *a) {
    if (have_common_rows(m, base, table, a)) return true;
    const int *near = plan_reach(m, base, a);
    for (size_t b = 0; b < m->table_count; b++) {
        if (m->tables[b].kind != TABLE_BRIDGE) continue;
        const int *reach = plan_reach(m, (int)b, a);
        bool touches = false;
        for (size_t t = 0; t < m->table_count; t++) touches |= near[t] >= 0 && reach[t] >= 0;
        if (touches && reach[table] >= 0) return true;
    }
    return false;
}

static ColumnRef own_time(const Model *m, const int *reach) {
    ColumnRef best = {.table = -1};
    for (size_t t = 0; t < m->table_count; t++) {
        if (reach[t] < 0 || m->tables[t].time_column < 0) continue;
        if (best.table >= 0 && reach[t] >= reach[best.table]) continue;
        best = (ColumnRef){.table = (int)t, .column = m->tables[t].time_column};
    }
    return best;
}

ColumnRef plan_base_time(const Model *m, TableRef base, ColumnRef c, Arena *a) {
    if (base.table < 0 || c.table < 0 || base.table == c.table) return c;
    ColumnType type = model_at(m, c)->type;
    if (type != TYPE_DATE && type != TYPE_TIMESTAMP) return c;
    const int *reach = plan_reach(m, base.table, a);
    if (reach[c.table] >= 0 || have_common_rows(m, base.table, c.table, a)) return c;
    ColumnRef own = own_time(m, reach);
    return own.table >= 0 ? own : c;
}

static void replace_times(const Model *m, TableRef base, Expr *e, Arena *a) {
    if (e->kind == EXPR_COLUMN) e->column = plan_base_time(m, base, e->column, a);
    for (size_t i = 0; i < e->arg_count; i++) replace_times(m, base, e->args[i], a);
}

Expr *plan_base_expr(const Model *m, TableRef base, Expr *e, Arena *a) {
    TableRefs refs = {0};
    table_refs_of(m, e, a, &refs);
    bool foreign = false;
    for (size_t i = 0; i < refs.count; i++) foreign = foreign || refs.items[i].table != base.table;
    if (!foreign) return e;
    Expr *copy = expr_copy(a, e);
    replace_times(m, base, copy, a);
    return copy;
}
