// cell_words: a cell of a result as a person writes it: "₹12,34,567", "1,234.5", "12.3 %",
// "Mar 2025". Pure; results are in the arena.
#pragma once

#include "data/table.h"

Str cell_words(const Table *t, size_t row, size_t column, Arena *a);
Str cell_words_number(double value, const Column *c, Arena *a);
// Short, for bars and axes: "12.3 lakh", "4.2 M".
Str cell_words_short(double value, const Column *c, Arena *a);
// The name of the period that starts at `date`: "March 2025", "Q2 2025", "week of 3 Mar 2025".
Str cell_words_period(Date date, DateUnit grain, Arena *a);
