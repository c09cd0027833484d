// join_graph: the ways from table to table that a plan may take, as a directed graph.
//
// A node is one role of one table; all tables take part in role 0, others where the plan speaks
// of them. An edge is a join walked one way. Its cost, the least is best:
//   a hop                        1000
//   from one to many             +700: rows multiply, and the question rarely means it
//                                (+400 into a bridge, which is there for that)
//   missing partners             up to +500, by the join's coverage
//   into a hidden table          +300
//   back from another role       +200
// and a sixteenth of it for a join that the plan had already.
#pragma once

#include "plan/plan_base.h"
#include "plan/steiner.h"

typedef struct JoinEdge {
    int join;      // index into Model.joins
    bool forward;  // from many to one
} JoinEdge;

typedef struct JoinGraph {
    TableRefs nodes;  // node t is table t in role 0; other roles follow
    SteinerGraph steiner;
    const JoinEdge *joins;  // one an edge of `steiner`
} JoinGraph;

// `mentioned`: every role of a table in the plan. `before`: the plan's tables so far.
JoinGraph join_graph(const Model *m, const TableRefs *mentioned, const PlanTable *before,
                     size_t before_count, Arena *a);
