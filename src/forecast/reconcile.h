// reconcile: forecasts of a whole and of its parts made to add up.
//
// A tree: shops in regions in the whole, products in groups. Bottom-up adds the leaves; MinT
// (Wickramasuriya, Athanasopoulos and Hyndman 2019) moves every node as little as its uncertainty
// allows, so that the sure ones pull the unsure.
#pragma once

#include "forecast/forecast.h"

enum { RECONCILE_NODES_MAX = 200000, RECONCILE_FULL_MAX = 120 };

typedef enum ReconcileMethod {
    RECONCILE_BOTTOM_UP,
    RECONCILE_MINT,  // errors of different nodes correlated as their past is, where there are at
                     // most RECONCILE_FULL_MAX nodes with values; else taken as independent
} ReconcileMethod;

#define RECONCILE_ROOT ((size_t)-1)

typedef struct ReconcileNode {
    size_t parent;         // index of another node, or RECONCILE_ROOT; no circles
    const double *values;  // its past, for the correlations; may be NULL
    size_t count;          // all end at the same period
} ReconcileNode;

// forecasts[i] belongs to nodes[i], all of one length. Means are changed in place so that each
// parent is the sum of its children; ranges move with them, and narrow where MinT says so. Where no
// forecast was negative none becomes so.
// Fails: ERR_INVALID different lengths, a parent that is not there, a circle; ERR_LIMIT too many.
MUST_USE bool reconcile_run(const ReconcileNode *nodes, size_t count, ReconcileMethod method,
                            Forecast *forecasts, Arena *a, Err *err);
