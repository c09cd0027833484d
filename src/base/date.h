// date: days of the proleptic Gregorian calendar, and ranges of them.
//
// Pure. A Date counts days from 1970-01-01; a moment counts microseconds from its start.
// Ranges are half open. Algorithms after Howard Hinnant, "chrono-compatible low-level
// date algorithms". Years 1 to 9999.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

typedef int32_t Date;
typedef int64_t Moment;  // microseconds since 1970-01-01T00:00:00, without a time zone

#define MOMENT_SECOND INT64_C(1000000)
#define MOMENT_DAY (INT64_C(86400) * MOMENT_SECOND)

typedef struct DateRange {
    Date first;
    Date end;  // the day after the last
} DateRange;

typedef enum DateUnit { DATE_DAY, DATE_WEEK, DATE_MONTH, DATE_QUARTER, DATE_YEAR } DateUnit;
enum { DATE_UNIT_COUNT = DATE_YEAR + 1 };

typedef struct DateParts {
    int year;   // 1 to 9999
    int month;  // 1 to 12
    int day;    // 1 to 31
} DateParts;

Date date_of(int year, int month, int day);
DateParts date_parts(Date date);
bool date_valid(int year, int month, int day);
int date_days_in_month(int year, int month);
int date_weekday(Date date);  // 0 Monday to 6 Sunday (ISO 8601)

// The first day of the unit that `date` falls in; weeks start on Monday.
Date date_floor(Date date, DateUnit unit);
// `count` units later (earlier when negative); the day of the month is cut to fit.
Date date_add(Date date, int count, DateUnit unit);

// "2026-11-21", and nothing else.
bool date_parse_iso(Str text, Date *ret_date);
void date_write(Buf *out, Date date);        // "2026-11-21"
void time_write(Buf *out, int64_t in_day);   // microseconds: "08:05:00", fraction if any
void moment_write(Buf *out, Moment moment);  // "2026-11-21T08:05:00", fraction if any
// The same with a space between, as SQL and spreadsheets write it (RFC 3339, 5.6).
void moment_write_spaced(Buf *out, Moment moment);
Str date_str(Arena *a, Date date);
const char *date_unit_name(DateUnit unit);  // "day" ...
