// dashboard_doc: a dashboard as one JSON document, and the changes that people make to it. Pure.
//
//     {"name", "refresh_seconds", "filters": [filter], "cards": [card],
//      "removed": [{"id", "version"}]}
//     card   = {"id", "kind", "title", "x", "y", "w", "h", "question", "plan", "sql", "text",
//               "image", "chart", "target", "note"}
//     filter = {"id", "column", "label", "op", "values"}
//     change = {"op": "set", "fields": {"name", "refresh_seconds"}}
//            | {"op": "card", "card": some members of a card, by "id"; a new id adds one}
//            | {"op": "remove_card", "id"} | {"op": "layout", "cards": [{"id", "x", "y", "w",
//            "h"}]} | {"op": "filter", "filter": as a card} | {"op": "remove_filter", "id"}
//
// Two people who change different cards, or different members of one, keep both changes: each is
// laid on the newest document. What one removed the other can't change (ERR_CONFLICT). Who sends
// the whole of it, or knew of the removal, puts it back: that is how the page undoes one.
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"

enum {
    DASHBOARD_CARDS_MAX = 60,
    DASHBOARD_FILTERS_MAX = 20,
    DASHBOARD_VALUES_MAX = 1000,  // of a filter
    DASHBOARD_CHANGES_MAX = 200,  // at once
    DASHBOARD_COLUMNS = 12,       // of the grid
    DASHBOARD_IMAGE_MAX = 512 << 10,
    DASHBOARD_BYTES_MAX = 3 << 20,
    DASHBOARD_WHAT_MAX = 500,
};

typedef struct DashboardChanges {
    const Json *list;
    int64_t base;     // the version that the person saw
    int64_t version;  // the version that this makes
} DashboardChanges;

// {"name", "filters", "cards"}, each checked, places and sizes filled in.
// Fails: ERR_INVALID, ERR_LIMIT naming card and member.
MUST_USE bool dashboard_doc_new(const Json *in, Json **ret_doc, Err *err);

// All changes or none; the result is new. What was done is written into `what` as a sentence, of
// nothing but what made a difference.
// Fails: ERR_INVALID, ERR_LIMIT; ERR_CONFLICT a card or filter that another removed.
MUST_USE bool dashboard_doc_change(const Json *doc, const DashboardChanges *changes, Buf *what,
                                   Json **ret_doc, Err *err);

// The card or filter of that id, borrowed; NULL when there is none.
const Json *dashboard_doc_card(const Json *doc, Str id);
const Json *dashboard_doc_filters(const Json *doc);
// Whether every filter of the list is well formed, and no id stands twice.
MUST_USE bool dashboard_doc_filters_check(const Json *filters, Err *err);
