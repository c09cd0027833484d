// cell_words: a cell of a result as a person writes it: "₹12,34,567", "1,234.5", "12.3 %",
// "Mar 2025", "Monday". Pure; results are in the arena.
#pragma once

#include "data/table.h"
#include "words/words.h"

Str cell_words(const Table *t, size_t row, size_t column, Words w);
// Without a unit that is a word ("4,182" of "4,182 packs"): where the head of the column says it.
Str cell_words_bare(const Table *t, size_t row, size_t column, Words w);
Str cell_words_number(double value, const Column *c, Words w);
// The name of the period that starts at `date`: "Mar 2025", "Q2 2025", "week of 3 Mar 2025".
Str cell_words_period(Date date, DateUnit grain, Words w);
// The day of a date or moment.
Date cell_words_date(const Value *v);
// The values of the column are numbers of a calendar or clock: weekday 1, hour 14.
bool cell_words_is_part(const Column *c);
