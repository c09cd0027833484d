// datetext: dates and times of day as people write them.
//
// Pure. A text is scanned once; the scan says in which orders of day, month and year it is a
// date: 03/12/2026 is one in two. A column decides (sense.h).
//
//     12-03-2026   3/12/26   2026.03.12   5 Mar 2026   March 5, 2026   Mar-26   2026-03
//     20260312     2026-03-12T08:05:00.5Z   12/30/2017 2:05 PM   14:35
#pragma once

#include "base/date.h"

typedef enum DateOrder {
    ORDER_YMD,      // 2026-03-12
    ORDER_DMY,      // 12/03/2026, 12 Mar 26
    ORDER_MDY,      // 03/12/2026, Mar 12 2026
    ORDER_YMD2,     // 26-03-12
    ORDER_MONTH,    // Mar-26, 03/2026, 2026-03: the first day of the month
    ORDER_COMPACT,  // 20260312
    ORDER_COUNT,
} DateOrder;

// How it was written, to the letter: texts of one layout are read by one strptime pattern.
typedef struct DateLayout {
    char sep;            // between the parts; 0 when they differ or there are none
    char time_sep;       // 'T' or ' '; 0 without a time
    uint8_t month_name;  // 0 a number, 1 "Mar", 2 "March"
    uint8_t year_digits;
    uint8_t time_parts;  // 2 H:M, 3 H:M:S, 4 with a fraction
    bool meridiem;       // AM, PM
    bool zone;           // "Z" or an offset
    bool odd;            // a weekday, an ordinal, mixed separators: no single pattern
} DateLayout;

typedef struct DateText {
    uint8_t orders;  // bit 1 << DateOrder for each reading that is a day of the calendar
    int part[3];
    int part_count;
    int month_at;  // which part was a name; -1 none
    bool named;
    bool has_time;
    int64_t time_us;  // of the day
    bool has_zone;
    int zone_minutes;
    DateLayout layout;
} DateText;

// False when `text` (trimmed) is not a date in any order.
bool datetext_scan(Str text, DateText *ret_date);
// The day under an order that fits. Two-digit years fall in the hundred years that end
// ten years after the year of `today`.
Date datetext_day(const DateText *d, DateOrder order, Date today);
// A time of day alone: "14:35", "2:35:10 pm".
bool datetext_time(Str text, int64_t *ret_us);
// The pattern of DuckDB's strptime for the layout under an order; "" when there is none.
Str datetext_pattern(const DateLayout *layout, DateOrder order, Arena *a);
// What a person calls it: "31/12/2026", "Dec-26".
Str datetext_example(const DateLayout *layout, DateOrder order, Arena *a);
bool datetext_same_layout(const DateLayout *a, const DateLayout *b);
