// outlook_words: an outlook in words. Not for other rooms.
#pragma once

#include "flow/outlook.h"

// Sets headline and notes.
void outlook_words(Outlook *o, Arena *a);
void outlook_note(Outlook *o, Str text, Arena *a);
// "412", "3.2 units", "₹12,34,567": of what is forecast, no finer than it is known.
Str outlook_amount(const Demand *d, double value, Arena *a);
// "28 days", "1 week".
Str outlook_periods(size_t count, DateUnit unit, Arena *a);
Str outlook_day(Date date, Arena *a);  // "Sat 31 Oct 2026"
