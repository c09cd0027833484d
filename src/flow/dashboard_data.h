// dashboard_data: what a card shows: its plan with the dashboard's filters laid over it, its
// statement, its question; and the rows behind a mark.
#pragma once

#include "flow/dashboards.h"
#include "flow/period_renew.h"

typedef struct DashboardDataRequest {
    const Json *card;
    const Json *filters;  // well formed (dashboard_doc_filters_check)
    Str chart;            // wished in place of the card's own; "" none
    PeriodDay day;
    const Language *language;  // NULL: English
    bool is_shared;  // for somebody who sees this dashboard alone: no plan, statement or choices
    const atomic_bool *cancel;
} DashboardDataRequest;

enum { DASHBOARD_DATA_ROWS = 1000 };

// Writes {"answer", "not_filtered": [{"id", "why"}], "spark", "target"}. A card that can't be
// answered any more is an answer too: refused, with its reason.
// Fails: ERR_INVALID a card of text or a picture; as answer_must_stop.
MUST_USE bool dashboard_data_write(Workspace *w, const DashboardDataRequest *request, Arena *a,
                                   JsonW *out, Err *err);

typedef struct DashboardRowsRequest {
    const Json *where;  // plan_rows.h
    uint64_t limit, offset;
    const Language *language;  // NULL: English
    const atomic_bool *cancel;
} DashboardRowsRequest;

// The rows behind a mark of a card, of which one page; members of the open object: columns, rows,
// row_count, truncated, total, sources, not_filtered.
// Fails: ERR_INVALID a card that has no plan; as plan_rows_make.
MUST_USE bool dashboard_data_rows(Workspace *w, const DashboardDataRequest *request,
                                  const DashboardRowsRequest *rows, Arena *a, JsonW *out, Err *err);
// The same of a plan in JSON.
MUST_USE bool dashboard_data_plan_rows(Workspace *w, const Json *plan,
                                       const DashboardRowsRequest *rows, Arena *a, JsonW *out,
                                       Err *err);
