// dashboard_template: dashboards made for the data that is there: "Retail day", "Sales", "Stock",
// "Customers". Pure.
//
// A template is a list of cards in terms of a business (how much, of which, by what, since when);
// what the model has no column for is left out, and a template of which too little is left is not
// offered.
#pragma once

#include "base/json.h"
#include "plan/plan.h"

typedef struct DashboardTemplate {
    Str id, name, why;
    Json *doc;  // {"name", "filters", "cards"}, owned
    size_t cards;
} DashboardTemplate;

enum { DASHBOARD_TEMPLATES_MAX = 8 };

void dashboard_template_done(DashboardTemplate *t);

// In English: of each that there is, by number; NULL: no more.
const char *dashboard_template_name(size_t at);

// Those that this model fills; at most DASHBOARD_TEMPLATES_MAX into `ret`.
size_t dashboard_template_list(const Model *m, Date today, Words w, DashboardTemplate *ret);
// Fails: ERR_NOT_FOUND there is none of that id, or this data does not fill it.
MUST_USE bool dashboard_template_make(const Model *m, Str id, Date today, Words w,
                                      DashboardTemplate *ret, Err *err);
