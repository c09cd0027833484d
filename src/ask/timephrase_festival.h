// timephrase_festival: "diwali", "last Diwali week", "the 10 days before Holi 2025", "navratri".
//
//     phrase = [which] festival [which | year] [stretch] | near festival [which | year]
//     which  = "this" | "last" | "next", with "year" or without
//     stretch = "week" | "month" | "season" | "period"
//     near   = [number] unit ("before" | "after" | "of" | "around") | "the day of" ...
//
// A festival alone is the last that has begun. Its week is the one from Monday to Sunday that it
// begins in; the week before it are the seven days before; its season the three weeks up to it.
#pragma once

#include "ask/time_cursor.h"

bool timephrase_festival_take(TimeCursor *c, TimePoint *ret);
// Whether a word is part of a festival's name, so that its spelling is let be.
bool timephrase_festival_word(Str word);
