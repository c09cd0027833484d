#include "plan/steiner.h"

#include <assert.h>
#include <string.h>

#define FAR INT64_MAX

// How best[S][v] came about: by an edge out of v, or by two subsets that meet in v.
typedef struct Step {
    int edge;       // -1: none
    uint32_t half;  // 0: no split; else one of the two subsets
} Step;

typedef struct HeapItem {
    int64_t cost;
    int node;
} HeapItem;

typedef struct Search {
    const SteinerGraph *g;
    const int *terminals;
    uint32_t full;  // the set of all terminals
    int64_t *best;  // [set * node_count + node]
    Step *steps;
    int *into;        // edge numbers sorted by `to`
    int *into_first;  // node_count + 1 offsets into `into`
    HeapItem *heap;
    int heap_count;
} Search;

static bool heap_before(HeapItem x, HeapItem y) {
    return x.cost != y.cost ? x.cost < y.cost : x.node < y.node;
}

static void heap_push(Search *s, HeapItem item) {
    int at = s->heap_count++;
    while (at > 0 && heap_before(item, s->heap[(at - 1) / 2])) {
        s->heap[at] = s->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    s->heap[at] = item;
}

static HeapItem heap_pop(Search *s) {
    HeapItem top = s->heap[0], last = s->heap[--s->heap_count];
    int at = 0;
    for (;;) {
        int child = 2 * at + 1;
        if (child >= s->heap_count) break;
        if (child + 1 < s->heap_count && heap_before(s->heap[child + 1], s->heap[child])) child++;
        if (!heap_before(s->heap[child], last)) break;
        s->heap[at] = s->heap[child];
        at = child;
    }
    s->heap[at] = last;
    return top;
}

static void index_into(Search *s, Arena *a) {
    const SteinerGraph *g = s->g;
    s->into = arena_new(a, int, (size_t)g->edge_count);
    s->into_first = arena_new(a, int, (size_t)g->node_count + 2);
    for (int e = 0; e < g->edge_count; e++) s->into_first[g->edges[e].to + 2]++;
    for (int v = 0; v < g->node_count; v++) s->into_first[v + 2] += s->into_first[v + 1];
    for (int e = 0; e < g->edge_count; e++) s->into[s->into_first[g->edges[e].to + 1]++] = e;
}

// Trees of two parts that meet in the same node.
static void join_halves(Search *s, uint32_t set) {
    size_t n = (size_t)s->g->node_count;
    for (uint32_t half = (set - 1) & set; half > set / 2; half = (half - 1) & set) {
        const int64_t *x = s->best + half * n, *y = s->best + (set ^ half) * n;
        for (size_t v = 0; v < n; v++) {
            if (x[v] == FAR || y[v] == FAR || x[v] + y[v] >= s->best[set * n + v]) continue;
            s->best[set * n + v] = x[v] + y[v];
            s->steps[set * n + v] = (Step){.edge = -1, .half = half};
        }
    }
}

static void relax_into(Search *s, uint32_t set, HeapItem at) {
    size_t row = set * (size_t)s->g->node_count;
    for (int i = s->into_first[at.node]; i < s->into_first[at.node + 1]; i++) {
        const SteinerEdge *e = &s->g->edges[s->into[i]];
        int64_t cost = at.cost + e->cost;
        if (cost >= s->best[row + (size_t)e->from]) continue;
        s->best[row + (size_t)e->from] = cost;
        s->steps[row + (size_t)e->from] = (Step){.edge = s->into[i]};
        heap_push(s, (HeapItem){cost, e->from});
    }
}

// Dijkstra against the edges: from where the tree of `set` is known to all that lead there.
static void spread(Search *s, uint32_t set) {
    int n = s->g->node_count;
    s->heap_count = 0;
    for (int v = 0; v < n; v++) {
        int64_t cost = s->best[set * (size_t)n + (size_t)v];
        if (cost != FAR) heap_push(s, (HeapItem){cost, v});
    }
    while (s->heap_count > 0) {
        HeapItem at = heap_pop(s);
        if (at.cost == s->best[set * (size_t)n + (size_t)at.node]) relax_into(s, set, at);
    }
}

static void search_start(Search *s, int terminal_count, Arena *a) {
    size_t n = (size_t)s->g->node_count, sets = (size_t)1 << terminal_count;
    s->full = (uint32_t)sets - 1;
    s->best = arena_new(a, int64_t, sets * n);
    s->steps = arena_new(a, Step, sets * n);
    s->heap = arena_new(a, HeapItem, n + (size_t)s->g->edge_count + 1);
    for (size_t i = 0; i < sets * n; i++) s->best[i] = FAR;
    index_into(s, a);
}

static void search_run(Search *s) {
    size_t n = (size_t)s->g->node_count;
    for (uint32_t set = 1; set <= s->full; set++) {
        if ((set & (set - 1)) == 0) {
            int terminal = s->terminals[__builtin_ctz(set)];
            s->best[set * n + (size_t)terminal] = 0;
            s->steps[set * n + (size_t)terminal] = (Step){.edge = -1};
        } else {
            join_halves(s, set);
        }
        spread(s, set);
    }
}

// Writes the edges of best[set][node] out, each before those below it.
static void trace(const Search *s, uint32_t set, int node, int *edges, int *count) {
    for (;;) {
        Step step = s->steps[set * (size_t)s->g->node_count + (size_t)node];
        if (step.half) {
            trace(s, step.half, node, edges, count);
            set ^= step.half;
        } else if (step.edge >= 0) {
            edges[(*count)++] = step.edge;
            node = s->g->edges[step.edge].to;
        } else {
            return;
        }
    }
}

static bool exact(const SteinerGraph *g, const SteinerTask *task, Arena *a, SteinerTree *ret);

// Grows the tree by the nearest terminal until none is left. The edges of the tree so far cost
// nothing, so that each exact search for one terminal starts from the whole tree.
static bool grow(const SteinerGraph *g, const SteinerTask *task, Arena *a, SteinerTree *ret) {
    SteinerEdge *edges = arena_new(a, SteinerEdge, (size_t)g->edge_count);
    bool *used = arena_new(a, bool, (size_t)g->edge_count);
    int *out = arena_new(a, int, (size_t)g->edge_count);
    bool done[STEINER_TERMINALS_MAX] = {0};
    SteinerGraph cheap = {g->node_count, edges, g->edge_count};
    if (g->edge_count > 0) memcpy(edges, g->edges, (size_t)g->edge_count * sizeof *edges);
    *ret = (SteinerTree){.root = task->roots[0], .edges = out};
    for (int round = 0; round < task->terminal_count; round++) {
        int nearest = -1;
        SteinerTree best = {.cost = FAR};
        for (int t = 0; t < task->terminal_count; t++) {
            SteinerTree one;
            SteinerTask single = {task->roots, 1, &task->terminals[t], 1};
            if (done[t]) continue;
            if (!exact(&cheap, &single, a, &one)) {
                ret->unreached = one.unreached;
                return false;
            }
            if (one.cost >= best.cost) continue;
            best = one;
            nearest = t;
        }
        done[nearest] = true;
        ret->cost += best.cost;
        for (int i = 0; i < best.edge_count; i++) {
            int e = best.edges[i];
            if (used[e]) continue;
            used[e] = true;
            edges[e].cost = 0;
            out[ret->edge_count++] = e;
        }
    }
    return true;
}

static int find_unreached(const Search *s, const SteinerTask *task) {
    size_t n = (size_t)s->g->node_count;
    for (int t = 0; t < task->terminal_count; t++) {
        if (s->best[((size_t)1 << t) * n + (size_t)task->roots[0]] == FAR) {
            return task->terminals[t];
        }
    }
    return task->terminals[0];
}

static bool exact(const SteinerGraph *g, const SteinerTask *task, Arena *a, SteinerTree *ret) {
    Search s = {.g = g, .terminals = task->terminals};
    size_t n = (size_t)g->node_count;
    search_start(&s, task->terminal_count, a);
    search_run(&s);
    *ret = (SteinerTree){.root = task->roots[0], .cost = FAR};
    for (int i = 0; i < task->root_count; i++) {
        int64_t cost = s.best[s.full * n + (size_t)task->roots[i]];
        if (cost >= ret->cost) continue;
        ret->cost = cost;
        ret->root = task->roots[i];
    }
    if (ret->cost == FAR) {
        ret->unreached = find_unreached(&s, task);
        return false;
    }
    int *edges = arena_new(a, int, n *(size_t)task->terminal_count + 1);
    trace(&s, s.full, ret->root, edges, &ret->edge_count);
    ret->edges = edges;
    return true;
}

bool steiner_find(const SteinerGraph *g, const SteinerTask *task, Arena *a, SteinerTree *ret) {
    assert(task->root_count > 0 && task->terminal_count <= STEINER_TERMINALS_MAX);
    if (task->terminal_count == 0) {
        *ret = (SteinerTree){.root = task->roots[0]};
        return true;
    }
    return task->terminal_count <= STEINER_EXACT_MAX ? exact(g, task, a, ret)
                                                     : grow(g, task, a, ret);
}
