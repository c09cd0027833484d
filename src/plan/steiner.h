// steiner: the cheapest tree from a root of a directed graph to all of its terminals.
//
// Exact for up to STEINER_EXACT_MAX terminals by the dynamic programme of Dreyfus and Wagner
// ("The Steiner problem in graphs", 1971) in the form of Erickson, Monma and Veinott: best[S][v]
// is the cheapest tree from v to the set S, made of an edge out of v or of two trees that meet
// in v. O(3^k n + 2^k (e + n) log n). Beyond that terminals are added one at a time, the nearest
// first. Costs are positive. Equal costs fall to the lower edge number, so that the same graph
// always gives the same tree. Pure.
#pragma once

#include <stdbool.h>

#include "base/arena.h"

enum { STEINER_EXACT_MAX = 8, STEINER_TERMINALS_MAX = 64 };

typedef struct SteinerEdge {
    int from, to;
    int64_t cost;
} SteinerEdge;

// Edges sorted by `from`.
typedef struct SteinerGraph {
    int node_count;
    const SteinerEdge *edges;
    int edge_count;
} SteinerGraph;

typedef struct SteinerTree {
    int root;
    int64_t cost;
    const int *edges;  // indexes into the graph's edges, each parent before its children
    int edge_count;
    int unreached;  // a terminal that no path leads to, when steiner_find says false
} SteinerTree;

// What to connect: the cheapest tree from any of the roots (the earliest of equals) to all of the
// terminals.
typedef struct SteinerTask {
    const int *roots;
    int root_count;
    const int *terminals;
    int terminal_count;
} SteinerTask;

// False when no tree reaches all; then ret->unreached is one that is not reached.
bool steiner_find(const SteinerGraph *g, const SteinerTask *task, Arena *a, SteinerTree *ret);
