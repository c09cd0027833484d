// outlook_festivals: the festivals of a business's own region within an outlook's days: as marks on
// its chart. Not for other rooms.
//
// They do not move the numbers: with one or two of each seen, as eighteen months have, their
// effects fitted beside trend and season made the back-tests of the demonstration business worse
// (skill over the seasonal naive 0.15 instead of 0.27 of its best product) and took seconds.
#pragma once

#include "flow/outlook.h"

// "IN" where money is in rupees, and so on; "" where nothing says it.
Str outlook_festivals_region(const Model *m);
// Of `shown` periods of the past and those ahead: sets o->events.
void outlook_festivals_mark(Outlook *o, Str region, size_t shown, Arena *a);
