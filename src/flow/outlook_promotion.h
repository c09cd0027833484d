// outlook_promotion: what a promotion on days ahead would do: by the promotions of the past, where
// a column such as discount or promo marks them, else by what the person says it would do. Not for
// other rooms.
//
// A period was on promotion when four fifths of what was sold in it were, and hardly any of what
// was sold in the others: discounts that are given here and there every day say nothing, because on
// days of more buyers there are more of them. The lift of such periods goes into the forecast
// (lifts.h) twice, once without the days ahead and once with them.
#pragma once

#include "flow/outlook.h"

#define PROMOTION_LIFT_MAX 20.0

// Fails: ERR_INVALID days that are none, or a lift out of range.
MUST_USE bool outlook_promotion_check(const OutlookRequest *request, Err *err);
// Sets o->what_if when a promotion was asked about. `main` is the outlook's own forecast's request.
// Fails: ERR_INVALID not within the days ahead; as history_read.
MUST_USE bool outlook_promotion(const QueryDoor *door, const OutlookRequest *request,
                                const ForecastRequest *main, Arena *a, Outlook *o, Err *err);
