// plan_names: what the choices of a plan are called in JSON.
#pragma once

#include "plan/plan.h"

const char *plan_names_derive(Derive d);     // "none", "share" ...
const char *plan_names_compare(Compare c);   // "none", "previous", "year_before"
const char *plan_names_set(SetOp op);        // "none", "union" ...
const char *plan_names_order(OrderBy by);    // "measure", "dimension", "expr" ...
const char *plan_names_chip(ChipKind kind);  // "measure", "time" ...
bool plan_names_derive_from(Str name, Derive *ret);
bool plan_names_compare_from(Str name, Compare *ret);
bool plan_names_set_from(Str name, SetOp *ret);
bool plan_names_order_from(Str name, OrderBy *ret);
