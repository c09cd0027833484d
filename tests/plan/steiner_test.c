// steiner: the cheapest tree, against all trees of small random graphs.
#include "plan/steiner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/defs.h"

#include <cmocka.h>

enum { NODES = 6, EDGES = 12, GRAPHS = 300 };

// A small generator of its own: the same graphs in every run.
static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static int edge_compare(const void *x, const void *y) {
    const SteinerEdge *a = x, *b = y;
    return a->from - b->from;
}

static void graph_make(uint32_t *random, SteinerEdge *edges) {
    for (int i = 0; i < EDGES; i++) {
        edges[i].from = (int)(next_random(random) % NODES);
        edges[i].to = (int)(next_random(random) % NODES);
        edges[i].cost = 1 + next_random(random) % 9;
    }
    qsort(edges, EDGES, sizeof *edges, edge_compare);
}

static uint32_t reached(const SteinerEdge *edges, uint32_t chosen, int root) {
    uint32_t seen = UINT32_C(1) << root, before = 0;
    while (seen != before) {
        before = seen;
        for (int i = 0; i < EDGES; i++) {
            if ((chosen >> i & 1) && (seen >> edges[i].from & 1)) {
                seen |= UINT32_C(1) << edges[i].to;
            }
        }
    }
    return seen;
}

static int64_t cost_of(const SteinerEdge *edges, uint32_t chosen) {
    int64_t cost = 0;
    for (int i = 0; i < EDGES; i++) cost += (chosen >> i & 1) ? edges[i].cost : 0;
    return cost;
}

// Tries every set of edges.
static int64_t brute_force(const SteinerEdge *edges, int root, uint32_t wanted) {
    int64_t best = INT64_MAX;
    for (uint32_t chosen = 0; chosen < UINT32_C(1) << EDGES; chosen++) {
        int64_t cost = cost_of(edges, chosen);
        if (cost < best && (reached(edges, chosen, root) & wanted) == wanted) best = cost;
    }
    return best;
}

static void is_the_cheapest(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    uint32_t random = 20261121;
    SteinerEdge edges[EDGES];
    int trees = 0;
    for (int i = 0; i < GRAPHS; i++) {
        graph_make(&random, edges);
        int terminals[] = {1, 3, 5}, roots[] = {0};
        SteinerGraph g = {NODES, edges, EDGES};
        SteinerTask task = {roots, 1, terminals, COUNT_OF(terminals)};
        SteinerTree tree;
        int64_t best = brute_force(edges, 0, 1 << 1 | 1 << 3 | 1 << 5);
        assert_int_equal(steiner_find(&g, &task, a, &tree), best != INT64_MAX);
        if (best == INT64_MAX) continue;
        trees++;
        uint32_t chosen = 0;
        for (int k = 0; k < tree.edge_count; k++) chosen |= UINT32_C(1) << tree.edges[k];
        assert_int_equal(tree.cost, best);
        assert_int_equal(cost_of(edges, chosen), best);
        assert_int_equal(reached(edges, chosen, 0) & (1 << 1 | 1 << 3 | 1 << 5),
                         1 << 1 | 1 << 3 | 1 << 5);
        arena_reset(a);
    }
    assert_true(trees > 50);
}

// A line 0 - 1 - ... - 19, walked both ways; more terminals than the exact way takes.
static void takes_many_terminals(void **state) {
    (void)state;
    enum { LINE = 20 };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    SteinerEdge edges[2 * (LINE - 1)];
    int count = 0, terminals[LINE], roots[] = {7};
    for (int i = 0; i < LINE; i++) {
        terminals[i] = i;
        if (i > 0) edges[count++] = (SteinerEdge){i, i - 1, 10};
        if (i + 1 < LINE) edges[count++] = (SteinerEdge){i, i + 1, 10};
    }
    SteinerGraph g = {LINE, edges, count};
    SteinerTask task = {roots, 1, terminals, LINE};
    SteinerTree tree;
    assert_true(steiner_find(&g, &task, a, &tree));
    assert_int_equal(tree.edge_count, LINE - 1);
    assert_int_equal(tree.cost, 10 * (LINE - 1));
    // Each parent stands before its children.
    bool seen[LINE] = {[7] = true};
    for (int i = 0; i < tree.edge_count; i++) {
        assert_true(seen[edges[tree.edges[i]].from]);
        assert_false(seen[edges[tree.edges[i]].to]);
        seen[edges[tree.edges[i]].to] = true;
    }
}

static void picks_the_best_root(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const SteinerEdge edges[] = {{0, 1, 5}, {1, 0, 9}, {2, 1, 1}};
    SteinerGraph g = {3, edges, COUNT_OF(edges)};
    int roots[] = {1, 0}, terminals[] = {1, 0};
    SteinerTask task = {roots, 2, terminals, 2};
    SteinerTree tree;
    assert_true(steiner_find(&g, &task, a, &tree));
    assert_int_equal(tree.root, 0);
    assert_int_equal(tree.cost, 5);
    task.terminals = (int[]){2, 0};
    assert_false(steiner_find(&g, &task, a, &tree));
    assert_int_equal(tree.unreached, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_cheapest),
        cmocka_unit_test(takes_many_terminals),
        cmocka_unit_test(picks_the_best_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
