#include "plan/join_graph.h"

#include <stdlib.h>

enum {
    COST_HOP = 1000,
    COST_TO_MANY = 700,
    COST_TO_BRIDGE = 400,
    COST_COVERAGE = 500,
    COST_HIDDEN = 300,
    COST_ROLE = 200,
    COST_KEPT_DIVISOR = 16,
};
// Leaves room below the cost for the join's number, so that equal costs fall to the earlier join.
enum { COST_SCALE = 1 << 16 };

typedef struct Draft {
    SteinerEdge edge;
    JoinEdge join;
} Draft;

typedef struct Builder {
    const Model *m;
    const PlanTable *before;
    size_t before_count;
    Arena *arena;
    TableRefs nodes;
    int *first_role;  // of each table: the least node of a role other than 0; -1 none
    VEC(Draft) drafts;
} Builder;

// How many joins between the same two tables, the same way, come before `j`.
static int parallel_rank(const Model *m, size_t j) {
    int rank = 0;
    for (size_t i = 0; i < j; i++) {
        if (m->joins[i].from_table != m->joins[j].from_table) continue;
        if (m->joins[i].to_table == m->joins[j].to_table) rank++;
    }
    return rank;
}

// The entry that fixed how this role hangs on the tree; roles 0 are never fixed.
static const PlanTable *hint_of(const Builder *b, TableRef ref) {
    for (size_t i = 0; i < b->before_count && ref.instance > 0; i++) {
        const PlanTable *t = &b->before[i];
        if (t->table == ref.table && t->instance == ref.instance && t->parent >= 0) return t;
    }
    return NULL;
}

static bool was_there(const Builder *b, TableRef from, TableRef to, size_t join) {
    for (size_t i = 0; i < b->before_count; i++) {
        const PlanTable *t = &b->before[i];
        if (t->parent < 0 || t->join != (int)join) continue;
        const PlanTable *parent = &b->before[t->parent];
        TableRef x = {parent->table, parent->instance}, y = {t->table, t->instance};
        if (table_ref_eq(x, from) && table_ref_eq(y, to)) return true;
        if (table_ref_eq(y, from) && table_ref_eq(x, to)) return true;
    }
    return false;
}

// Of a table that joins itself: whether `from` had the many side, where a role is the root.
static bool had_many(const Builder *b, TableRef from, TableRef to, size_t join) {
    for (size_t i = 0; i < b->before_count; i++) {
        const PlanTable *t = &b->before[i];
        if (t->parent < 0 || t->join != (int)join) continue;
        const PlanTable *parent = &b->before[t->parent];
        TableRef x = {parent->table, parent->instance}, y = {t->table, t->instance};
        TableRef many = t->forward ? x : y, one = t->forward ? y : x;
        if (table_ref_eq(many, from) && table_ref_eq(one, to)) return true;
    }
    return false;
}

// Whether a hint for one end speaks against this join.
static bool hint_forbids(const Builder *b, TableRef child, TableRef other, size_t join) {
    const PlanTable *hint = hint_of(b, child);
    if (!hint) return false;
    const PlanTable *parent = &b->before[hint->parent];
    TableRef at = {parent->table, parent->instance};
    return table_ref_eq(at, other) ? hint->join != (int)join : at.table == other.table;
}

// Which roles of two tables a join connects. `from` has the many side.
static bool roles_meet(const Builder *b, TableRef from, TableRef to, size_t join) {
    bool is_self = from.table == to.table;
    const PlanTable *hint_to = hint_of(b, to), *hint_from = hint_of(b, from);
    if (table_ref_eq(from, to)) return false;
    if (hint_forbids(b, to, from, join) || hint_forbids(b, from, to, join)) return false;
    if (was_there(b, from, to, join)) {
        // The hinted way only: "employees whose manager" is not "employees managed by".
        const PlanTable *hint = hint_to ? hint_to : hint_from;
        if (!hint && is_self) return had_many(b, from, to, join);
        return !hint || !is_self || hint->forward == (hint == hint_to);
    }
    int rank = parallel_rank(b->m, join);
    if (is_self) return from.instance == 0 && rank == to.instance - 1;
    if (from.instance == to.instance) return rank == 0;
    if (from.instance == 0) return rank > 0 && rank == to.instance;
    return to.instance == 0 && rank == 0;  // another role of a fact meets the plain dimension
}

static int64_t edge_cost(const Builder *b, TableRef from, TableRef to, size_t j, bool forward) {
    const ModelJoin *join = &b->m->joins[j];
    double coverage = join->coverage < 0 ? 0 : join->coverage > 1 ? 1 : join->coverage;
    int64_t cost = COST_HOP + (int64_t)((1 - coverage) * COST_COVERAGE);
    bool to_bridge = b->m->tables[to.table].kind == TABLE_BRIDGE;
    if (!forward && !join->one_to_one) cost += to_bridge ? COST_TO_BRIDGE : COST_TO_MANY;
    if (b->m->tables[to.table].hidden) cost += COST_HIDDEN;
    if (from.instance != to.instance) cost += COST_ROLE;
    if (was_there(b, from, to, j)) cost /= COST_KEPT_DIVISOR;
    return cost * COST_SCALE + (int64_t)(j < COST_SCALE / 32 ? j : COST_SCALE / 32);
}

static void edge_add(Builder *b, int from, int to, size_t j, bool forward) {
    TableRef x = b->nodes.items[from], y = b->nodes.items[to];
    Draft draft = {{from, to, edge_cost(b, x, y, j, forward)}, {(int)j, forward}};
    *vec_push(b->arena, &b->drafts) = draft;
}

static void pair_add(Builder *b, int many, int one, size_t j) {
    if (!roles_meet(b, b->nodes.items[many], b->nodes.items[one], j)) return;
    edge_add(b, many, one, j, true);
    // A table that joins itself has the link on one side only, however many there are.
    bool is_self = b->nodes.items[many].table == b->nodes.items[one].table;
    edge_add(b, one, many, j, b->m->joins[j].one_to_one && !is_self);
}

// The next node of the same table: role 0 first, then the others in order. -1 at the end.
static int role_next(const Builder *b, int table, int node) {
    int plain = (int)b->m->table_count;
    if (b->first_role[table] < 0) return -1;
    for (int n = node < plain ? b->first_role[table] : node + 1; n < (int)b->nodes.count; n++) {
        if (b->nodes.items[n].table == table) return n;
    }
    return -1;
}

static void join_add(Builder *b, size_t j) {
    int from = b->m->joins[j].from_table, to = b->m->joins[j].to_table;
    for (int x = from; x >= 0; x = role_next(b, from, x)) {
        for (int y = to; y >= 0; y = role_next(b, to, y)) pair_add(b, x, y, j);
    }
}

static void role_add(Builder *b, TableRef ref) {
    if (ref.table < 0 || ref.instance <= 0 || table_refs_find(&b->nodes, ref) >= 0) return;
    if (b->first_role[ref.table] < 0) b->first_role[ref.table] = (int)b->nodes.count;
    table_refs_add(b->arena, &b->nodes, ref);
}

// The roles spoken of, and their neighbours in the same role: the country of the destination
// airport is reached through the destination airport.
static void nodes_add(Builder *b, const TableRefs *mentioned) {
    const Model *m = b->m;
    b->first_role = arena_new(b->arena, int, m->table_count);
    for (size_t t = 0; t < m->table_count; t++) {
        b->first_role[t] = -1;
        *vec_push(b->arena, &b->nodes) = (TableRef){(int)t, 0};
    }
    for (size_t i = 0; i < mentioned->count; i++) role_add(b, mentioned->items[i]);
    for (size_t i = 0; i < b->before_count; i++) {
        role_add(b, (TableRef){b->before[i].table, b->before[i].instance});
    }
    size_t spoken = b->nodes.count;
    for (size_t n = m->table_count; n < spoken; n++) {
        TableRef at = b->nodes.items[n];
        for (size_t j = 0; j < m->join_count; j++) {
            const ModelJoin *join = &m->joins[j];
            if (join->from_table == at.table) role_add(b, (TableRef){join->to_table, at.instance});
            if (join->to_table == at.table) role_add(b, (TableRef){join->from_table, at.instance});
        }
    }
}

static int draft_compare(const void *x, const void *y) {
    const Draft *a = x, *b = y;
    if (a->edge.from != b->edge.from) return a->edge.from < b->edge.from ? -1 : 1;
    if (a->edge.cost != b->edge.cost) return a->edge.cost < b->edge.cost ? -1 : 1;
    return (a->edge.to > b->edge.to) - (a->edge.to < b->edge.to);
}

JoinGraph join_graph(const Model *m, const TableRefs *mentioned, const PlanTable *before,
                     size_t before_count, Arena *a) {
    Builder b = {.m = m, .before = before, .before_count = before_count, .arena = a};
    nodes_add(&b, mentioned);
    for (size_t j = 0; j < m->join_count; j++) join_add(&b, j);
    size_t count = b.drafts.count;
    if (count > 0) qsort(b.drafts.items, count, sizeof(Draft), draft_compare);
    SteinerEdge *edges = arena_new(a, SteinerEdge, count);
    JoinEdge *joins = arena_new(a, JoinEdge, count);
    for (size_t i = 0; i < count; i++) {
        edges[i] = b.drafts.items[i].edge;
        joins[i] = b.drafts.items[i].join;
    }
    JoinGraph g = {.nodes = b.nodes, .joins = joins};
    g.steiner = (SteinerGraph){(int)b.nodes.count, edges, (int)count};
    return g;
}
