// store_dashboard_notes: what people say of a dashboard: comments, and annotations of a day.
#pragma once

#include "store/store.h"

enum { STORE_DASHBOARD_NOTES_MAX = 500 };  // of one dashboard

typedef struct StoreDashboardNote {
    Str id;
    Str card;     // "" : the dashboard as a whole
    Str at_date;  // "2026-11-21", the day that it points to; "" none
    Str text;
    Str author;  // the name
    Str person;  // the id; "" when it was made without accounts
    Moment made_at;
} StoreDashboardNote;

typedef struct StoreDashboardNotes {
    StoreDashboardNote *items;  // in the order in which they were made
    size_t count;
} StoreDashboardNotes;

// Fails: ERR_LIMIT too many; ERR_CONFLICT no such dashboard.
MUST_USE bool store_dashboard_notes_add(Store *s, Str dashboard, const StoreDashboardNote *note,
                                        Err *err);
MUST_USE bool store_dashboard_notes_list(Store *s, Str dashboard, Arena *a,
                                         StoreDashboardNotes *ret, Err *err);
typedef struct StoreDashboardNoteKey {
    Str dashboard, id;
} StoreDashboardNoteKey;
// One of them, deleted too. Fails: ERR_NOT_FOUND.
MUST_USE bool store_dashboard_notes_get(Store *s, const StoreDashboardNoteKey *key, Arena *a,
                                        StoreDashboardNote *ret, Err *err);
// `at` 0 brings it back. Fails: ERR_NOT_FOUND.
MUST_USE bool store_dashboard_notes_mark(Store *s, const StoreDashboardNoteKey *key, Moment at,
                                         Err *err);
