// timephrase_relative: "yesterday", "last 3 months", "this year so far", "2 weeks ago", "ytd":
// periods counted from today. Pure.
#pragma once

#include "ask/time_cursor.h"

bool timephrase_relative_take(TimeCursor *c, TimePoint *ret);

// Takes "so far", "till date": of a period that is not over, what is over of it.
bool timephrase_relative_so_far(TimeCursor *c);

// A word that such a phrase begins with: "last", "yesterday".
bool timephrase_relative_word(Str word);
