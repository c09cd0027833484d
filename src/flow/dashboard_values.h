// dashboard_values: what a filter can be set to: the values of a column, with how many rows of its
// table have each.
#pragma once

#include "flow/workspace.h"

enum { DASHBOARD_VALUES_LISTED = 200 };

typedef struct DashboardValuesRequest {
    Str column;     // "table.column"
    Str search;     // part of the value, in any case; only for text, "" all
    int64_t limit;  // 1 to DASHBOARD_VALUES_LISTED
    const atomic_bool *cancel;
} DashboardValuesRequest;

// Writes {"values": [{"value", "rows"}], "more"}: those of the most rows first.
// Fails: ERR_NOT_FOUND no such column; as query_plan.
MUST_USE bool dashboard_values_write(Workspace *w, const DashboardValuesRequest *request, Arena *a,
                                     JsonW *out, Err *err);
