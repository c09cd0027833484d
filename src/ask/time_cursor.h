// time_cursor: where the reading of a time phrase stands, for the files of timephrase. Pure.
#pragma once

#include "ask/tokens.h"
#include "base/date.h"

// Every take moves `at` only when it succeeds.
typedef struct TimeCursor {
    const Tokens *t;
    size_t at;
    Date today;
} TimeCursor;

// A stretch of days that was named.
typedef struct TimePoint {
    DateRange range;
    DateUnit unit;
    bool has_year;
    int shift;
    bool bare_number;
} TimePoint;

Str time_cursor_word(const TimeCursor *c, size_t ahead);  // empty behind the end
bool time_cursor_is(const TimeCursor *c, size_t ahead, const char *word);
bool time_cursor_skip(TimeCursor *c, const char *word);
// A whole number in first..last without a percent sign; as a year, one of four digits.
bool time_cursor_number(const TimeCursor *c, size_t ahead, int first, int last, int *ret);
bool time_cursor_year(const TimeCursor *c, size_t ahead, int *ret);
// Takes "2025", "of 2025", "in 2025".
bool time_cursor_year_take(TimeCursor *c, int *ret);
DateRange time_cursor_period(Date first, int count, DateUnit unit);
