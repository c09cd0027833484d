// outlook_write: what the JSON of outlooks has in common: members of an open object. Not for other
// rooms.
#pragma once

#include "flow/outlook.h"

void outlook_write_date(JsonW *w, const char *key, Date date);
// first, last, quantity, lower, upper, before
void outlook_write_total(JsonW *w, const OutlookTotal *t);
// "forecast": the points
void outlook_write_points(JsonW *w, const HistorySet *set, const Forecast *f);
