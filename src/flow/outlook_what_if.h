// outlook_what_if: what a product would sell at another price, as far as its own past says. Not for
// other rooms.
//
// The price of a period is what was taken by what was sold; it goes into the forecast as a
// regressor twice, once as it is now and once changed, so that the difference is the price's alone.
#pragma once

#include "flow/outlook.h"

enum { WHAT_IF_CHANGE_MAX = 90 };  // percent, either way

// Sets o->what_if. `main` is the request of the outlook's own forecast.
// Fails: ERR_INVALID not a product, or no price to be seen; as history_read.
MUST_USE bool outlook_what_if(const QueryDoor *door, const OutlookRequest *request,
                              const ForecastRequest *main, Arena *a, Outlook *o, Err *err);
