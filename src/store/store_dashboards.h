// store_dashboards: dashboards as documents, each change of one kept as a version.
//
// A dashboard that is deleted is only marked, so that it can come back (store_soft.h says how
// long).
#pragma once

#include "store/store.h"

enum {
    STORE_DASHBOARDS_MAX = 500,  // of a workspace
    STORE_DASHBOARD_VERSIONS_KEPT = 100,
    STORE_DASHBOARD_VERSION_BYTES = 32 << 20,  // of one dashboard's versions together
};

typedef struct StoreDashboard {
    Str id, name;
    int64_t version;  // grows by one with each change
    Str json;         // the document
    int64_t cards;
    bool favourite;  // of the person who asks
    Str owner;       // the id of who made it; "" nobody is known
    Str owner_name;  // read only
    Str everyone;    // what all may do (flow/access.h); read only
    Str person;      // who makes this version; written only
    Moment created_at, updated_at;
    Moment deleted_at;  // 0: it is there
} StoreDashboard;

typedef struct StoreDashboardList {
    StoreDashboard *items;  // without documents
    size_t count;
} StoreDashboardList;

typedef struct StoreDashboardVersion {
    int64_t version;
    Moment at;
    Str what;    // a sentence
    Str author;  // the name; "" nobody is known
    Str json;    // "" in lists
} StoreDashboardVersion;

typedef struct StoreDashboardVersions {
    StoreDashboardVersion *items;  // the newest first
    size_t count;
} StoreDashboardVersions;

// One of them, as `person` ("" where there are no accounts) has it.
typedef struct StoreDashboardKey {
    Str workspace, id, person;
    int64_t version;  // of store_dashboards_version
} StoreDashboardKey;

typedef struct StoreDashboardPage {
    Str workspace, person;
    bool deleted;  // those that were, instead
} StoreDashboardPage;

// Version 1, everyone may change it. Fails: ERR_LIMIT too many.
MUST_USE bool store_dashboards_add(Store *s, Str workspace, const StoreDashboard *d, Str what,
                                   Err *err);
// Fails: ERR_NOT_FOUND, also when it is deleted.
MUST_USE bool store_dashboards_get(Store *s, const StoreDashboardKey *key, Arena *a,
                                   StoreDashboard *ret, Err *err);
// Favourites first, then the last changed.
MUST_USE bool store_dashboards_list(Store *s, const StoreDashboardPage *page, Arena *a,
                                    StoreDashboardList *ret, Err *err);
// The document as `d->version`, which must be the next one.
// Fails: ERR_CONFLICT it was changed meanwhile; ERR_NOT_FOUND.
MUST_USE bool store_dashboards_put(Store *s, Str workspace, const StoreDashboard *d, Str what,
                                   Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_dashboards_favour(Store *s, const StoreDashboardKey *key, bool favourite,
                                      Err *err);
// `at` 0 brings it back. Fails: ERR_NOT_FOUND there is none that is there (or none deleted).
MUST_USE bool store_dashboards_mark(Store *s, Str workspace, Str id, Moment at, Err *err);

MUST_USE bool store_dashboards_versions(Store *s, Str workspace, Str id, Arena *a,
                                        StoreDashboardVersions *ret, Err *err);
// Fails: ERR_NOT_FOUND no such version, or it is no longer kept.
MUST_USE bool store_dashboards_version(Store *s, const StoreDashboardKey *key, Arena *a,
                                       StoreDashboardVersion *ret, Err *err);
