// timephrase: reads "last month", "in March 2025", "between 1 jan and 15 feb" as a range of days.
//
// Pure: no clock, no locale. The caller passes today's date in the user's time zone, so the same
// words on the same day always mean the same range. Ranges are whole periods; only "so far" and
// "to date" end today.
//
//     phrase   = relative | absolute | open | between | "so far"
//     relative = "today" | "yesterday" | ("this" | "last" | "past" | "next") [number] unit
//              | number unit "ago" | unit "to date" | "ytd"
//     absolute = year | month [year] | day month [year] | quarter [year] | half [year] | ISO date
//     open     = ("since" | "after" | "before" | "until") absolute
//     between  = ("between" | "from") absolute ("and" | "to" | "till") absolute
//
// A day or month without a year is the last one that has begun by `today`.
#pragma once

#include "ask/tokens.h"
#include "base/date.h"

typedef struct TimePhrase {
    size_t count;  // tokens taken
    bool has_first, has_end;
    DateRange range;   // half open
    DateUnit unit;     // what was named: a year, a month ...
    int shift;         // -1 for "previous year", "the month before": in a conversation it is
                       // counted from the period spoken of; 0 otherwise
    bool yearless;     // "march": which year was not said
    bool bare_number;  // only a number that may be a year: "2025"
} TimePhrase;

// Reads the longest phrase that starts at token `at`. False when none does.
bool timephrase_read(const Tokens *t, size_t at, Date today, TimePhrase *ret);

// The two ends of a range ("from 2016 to 2017"), each a period of its own; `count` is the whole's.
bool timephrase_ends(const Tokens *t, size_t at, Date today, TimePhrase ret[2]);

// A word of time phrases, which no spelling puts right.
bool timephrase_word(Str word);

// A grain: "monthly", "by month" has "month": "month", "months", "mahine", "weekly" ...
bool timephrase_unit(Str word, DateUnit *ret_unit);
bool timephrase_grain(Str word, DateUnit *ret_unit);  // "monthly", "yearly", "annual" only
// 1 to 12 for "march", "mar"; 0 when it is no month.
int timephrase_month(Str word);
