// history: what was sold, by day, week or month: the rows that a forecast starts from, read
// through the one door.
//
// A period without rows is a gap where the whole business has none and such holes are rare; else
// nothing was sold in it. A last week or month that is not over is left out.
#pragma once

#include "flow/demand.h"
#include "query/query.h"

enum { HISTORY_SERIES_MAX = 100000, HISTORY_ROWS_MAX = 50000000 };

typedef struct HistoryRequest {
    Str keys[DEMAND_LEVEL_COUNT];  // only rows of these things; "" of all
    Expr *const *filters;          // and only such rows
    size_t filter_count;
    DemandLevel split;  // a series for each thing of it; DEMAND_ALL: one series
    bool unit_is_set;
    DateUnit unit;  // else what the dates are apart
} HistoryRequest;

typedef struct HistorySeries {
    Str key;         // "" of the one series
    double *values;  // `count` of the set; NaN for a gap
    size_t start;    // where its own rows begin; zero before
    double sum;
} HistorySeries;

typedef struct HistorySet {
    HistorySeries *series;
    size_t series_count;
    size_t count;  // periods
    DateUnit unit;
    Date first;     // of the first period
    Date data_end;  // the last day with rows
    bool is_cut;    // the last period was not over
    const QuerySource *sources;
    size_t source_count;
    Str sql;
    Str version;  // other rows or another meaning of them give another
} HistorySet;

// Fails: ERR_NOT_FOUND no rows; ERR_LIMIT too many; as query_plan.
MUST_USE bool history_read(const QueryDoor *door, const Demand *d, const HistoryRequest *request,
                           Arena *a, HistorySet *ret, Err *err);

// The things of a level that were sold at all, the most sold first.
typedef struct HistoryThing {
    Str key, name;
    Str category;  // of a product, where it is known; else ""
    double sum;
} HistoryThing;
typedef struct HistoryThings {
    HistoryThing *items;
    size_t count;
} HistoryThings;

MUST_USE bool history_things(const QueryDoor *door, const Demand *d, DemandLevel level, Arena *a,
                             HistoryThings *ret, Err *err);
// By key or name, in any case. Fails: ERR_NOT_FOUND with the nearest names.
MUST_USE bool history_thing_find(const HistoryThings *things, const Demand *d, DemandLevel level,
                                 Str wanted, const HistoryThing **ret, Err *err);
// The same by its exact key; NULL none.
const HistoryThing *history_thing_by_key(const HistoryThings *things, Str key);

// The filter "key is this thing"; the key is text, as the things have it.
Expr *history_key_filter(const Model *m, const DemandThing *thing, Str key, Arena *a);
Date history_period(const HistorySet *set, size_t index);  // its first day
