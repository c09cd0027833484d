// demand: what of a model says how much of what was sold when and where: what forecasts and
// stock advice are made of.
//
//     bill_lines.quantity, when bills.bill_date, of products.product_id (products.product_name),
//     in stores.store_id; on hand stock.on_hand; lead time suppliers.lead_days
//
// Found by roles, joins and the words of names; works for one table as for many. Pure.
#pragma once

#include "plan/plan.h"

// What a forecast is about. All: the business as a whole.
typedef enum DemandLevel { DEMAND_ALL, DEMAND_SKU, DEMAND_CATEGORY, DEMAND_STORE } DemandLevel;
enum { DEMAND_LEVEL_COUNT = DEMAND_STORE + 1 };

// The columns that tell the things of a level apart.
typedef struct DemandThing {
    bool is_known;
    ColumnRef key;
    ColumnRef name;  // what people call it; the key itself where it has no other name
    Str label;       // of one such thing: "product"
} DemandThing;

typedef struct Demand {
    Expr *measure;     // an aggregate that can be added up
    Str name;          // what the caller may say to get it again
    Str label;         // "quantity sold"
    Str unit;          // "" unknown: pieces, or whatever is counted
    bool is_quantity;  // things, not money: stock can be measured against it
    int base;          // the table whose rows are counted
    ColumnRef time;
    DemandThing things[DEMAND_LEVEL_COUNT];
    ColumnRef stock;      // table -1: none; a level, of which the last is taken
    DemandThing shelves;  // the stores in which that stock lies; of the same keys as the stores
    ColumnRef lead;       // days from order to delivery; table -1: none
    ColumnRef promotion;  // above 0 or true where a row was sold on promotion; table -1: none
} Demand;

const char *demand_level_name(DemandLevel level);  // "all", "sku", "category", "store"
bool demand_level_from(Str name, DemandLevel *ret);

// `measure`: a metric or a column of numbers by its name; "" chooses what says how much was sold,
// in things before money.
// Fails: ERR_NOT_FOUND no data, no such measure, nothing that adds up, or no date that says when.
MUST_USE bool demand_find(const Model *m, Str measure, Arena *a, Demand *ret, Err *err);
// The same of the series that a plan asks for: its first measure, by the time that it groups by.
// Fails: ERR_INVALID a measure that does not add up, or no time.
MUST_USE bool demand_of_plan(const Model *m, const Plan *p, Arena *a, Demand *ret, Err *err);
// Fails: ERR_NOT_FOUND, saying what is missing, when the data does not tell things of that level
// apart.
MUST_USE bool demand_need(const Demand *d, DemandLevel level, Err *err);
