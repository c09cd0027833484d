// dashboard_parts: what a template is made of, found in a model: how much was sold, how often, to
// whom, of what, where. Pure.
#pragma once

#include "flow/demand.h"

typedef enum PartMeasure {
    MEASURE_MONEY,
    MEASURE_QUANTITY,
    MEASURE_ORDERS,
    MEASURE_AVERAGE,  // of an order
    MEASURE_PROFIT,
    MEASURE_STOCK,
    MEASURE_CUSTOMERS,  // that are known
    MEASURE_BUYERS,     // that bought in the period
} PartMeasure;

typedef enum PartGroup {
    BY_WHOLE,  // one number
    BY_DAY,
    BY_WEEK,
    BY_MONTH,
    BY_WEEKDAYS,
    BY_PRODUCT,
    BY_CATEGORY,
    BY_STORE,
    BY_PLACE,
    BY_SORT,  // a column of few values of the sales themselves: how it was paid
    BY_CUSTOMER,
    BY_SEGMENT,  // a column of few values of the customers
} PartGroup;

typedef struct DashboardParts {
    const Model *m;
    Arena *a;
    Demand demand;
    bool has_time;
    ColumnRef time;
    DateRange days;                  // that the data speaks of
    int customers;                   // a table; -1
    ColumnRef buyer;                 // the column of the sales that says who bought; table -1
    ColumnRef place, sort, segment;  // table -1: none
} DashboardParts;

// False: the data says nothing of sales.
bool dashboard_parts_find(const Model *m, Arena *a, DashboardParts *ret);

// Puts the measure into the plan and its words into *title; false when the model has no such.
bool dashboard_parts_measure(const DashboardParts *parts, PartMeasure measure, Arena *a, Plan *p,
                             Str *title);
// Groups the plan by it and adds its words to *title.
bool dashboard_parts_group(const DashboardParts *parts, PartGroup group, Arena *a, Plan *p,
                           Str *title);
// The column of a group that is no time.
bool dashboard_parts_column(const DashboardParts *parts, PartGroup group, ColumnRef *ret);
bool dashboard_parts_is_time(PartGroup group);
// Whether what is measured happens at a time, so that a period narrows it.
bool dashboard_parts_is_timed(PartMeasure measure);
