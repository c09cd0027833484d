// store_dashboard_links: read-only links to a dashboard, which can expire and be withdrawn.
#pragma once

#include "store/store.h"

enum { STORE_DASHBOARD_LINKS_MAX = 200 };  // of one dashboard

typedef struct StoreDashboardLink {
    Str token, dashboard;
    Moment made_at;
    Moment expires_at;    // 0: never
    Moment withdrawn_at;  // 0: it holds
} StoreDashboardLink;

typedef struct StoreDashboardLinks {
    StoreDashboardLink *items;  // the newest first
    size_t count;
} StoreDashboardLinks;

// Fails: ERR_LIMIT too many; ERR_CONFLICT no such dashboard.
MUST_USE bool store_dashboard_links_add(Store *s, const StoreDashboardLink *link, Err *err);
// Those that were not withdrawn.
MUST_USE bool store_dashboard_links_list(Store *s, Str dashboard, Arena *a,
                                         StoreDashboardLinks *ret, Err *err);
// Whatever became of it. Fails: ERR_NOT_FOUND there never was such a link of that workspace.
MUST_USE bool store_dashboard_links_get(Store *s, Str workspace, Str token, Arena *a,
                                        StoreDashboardLink *ret, Err *err);
// `at` 0 lets it hold again. Fails: ERR_NOT_FOUND.
typedef struct StoreDashboardLinkKey {
    Str dashboard, token;
} StoreDashboardLinkKey;
MUST_USE bool store_dashboard_links_withdraw(Store *s, const StoreDashboardLinkKey *key, Moment at,
                                             Err *err);
