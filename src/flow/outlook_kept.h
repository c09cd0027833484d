// outlook_kept: outlooks taken out of the store again for a day, and kept there for good so that
// they can be graded when the real numbers have come.
#pragma once

#include "flow/outlook_all.h"
#include "flow/workspace.h"

#define OUTLOOK_KEPT_US (24 * 60 * 60 * INT64_C(1000000))

typedef struct OutlookPlace {
    Store *store;
    Str workspace;
    const Model *model;
} OutlookPlace;

// The JSON that outlook_write wrote of the same request on the same data within a day; "" none.
MUST_USE bool outlook_kept_find(const OutlookPlace *place, const OutlookRequest *request, Arena *a,
                                Str *ret_json, Err *err);
MUST_USE bool outlook_kept_put(const OutlookPlace *place, const OutlookRequest *request,
                               const Outlook *o, Str json, Err *err);

// The list of all, as it was made last; made_at 0 when there is none.
typedef struct OutlookList {
    Str json;
    Moment made_at;
    bool is_current;  // the data is still the same
} OutlookList;
MUST_USE bool outlook_kept_list(const OutlookPlace *place, DemandLevel level, Arena *a,
                                OutlookList *ret, Err *err);
// The list, and each thing's points for grading.
MUST_USE bool outlook_kept_put_all(const OutlookPlace *place, const OutlookAll *all, Str json,
                                   Err *err);

// How the past forecast of the same subject did that has the most days over; count 0: there is
// none.
MUST_USE bool outlook_kept_grade(const OutlookPlace *place, const Outlook *o, Arena *a,
                                 OutlookGrade *ret, Err *err);
// Adds a note where the list of all, made of the same data, says another number for the same days.
MUST_USE bool outlook_kept_note(const OutlookPlace *place, Outlook *o, Arena *a, Err *err);
// What is the same of all forecasts that can be graded against one another.
Str outlook_kept_subject(const Outlook *o, Arena *a);
Str outlook_kept_version(const Model *m, Arena *a);
