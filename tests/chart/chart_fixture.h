// chart_fixture: results and plans in a few readable lines.
//
//     Table *t = fixture_table(a, "product:text month:month qty:int:packs revenue:float:INR",
//                              "Rice|2026-10-01|12|1200.5\n"
//                              "Dal|2026-10-01||900\n");
//
// Types: text, name, place, bool, int, float, weekday, hour, year, day, week, month, quarter, date.
// Numbers are measures; an empty cell is null.
#pragma once

#include "model/model.h"
#include "plan/plan.h"

Table *fixture_table(Arena *a, const char *columns, const char *rows);
// One table, "bills", with columns city, product, day, qty, revenue.
const Model *fixture_model(Arena *a);
// The first `dimensions` columns of `t` are dimensions, the others sums.
Plan *fixture_plan(Arena *a, const Table *t, size_t dimensions);
// A comparison of the only measure: `t` has its value, before, change and rate.
Plan *fixture_compared(Arena *a, const Table *t, size_t dimensions);
void fixture_period(Plan *p, Date first, Date end);
