// forecast_query: what requests for forecasts say of level, grain and numbers. Private to the room.
#pragma once

#include "flow/outlook.h"
#include "net/http_request.h"

// Fails: ERR_INVALID not a level that things are told apart by.
MUST_USE bool forecast_query_level(Str name, DemandLevel *ret, Err *err);
// "" leaves the grain to the data.
MUST_USE bool forecast_query_grain(Str name, OutlookRequest *r, Err *err);
// Of the query string: horizon, grain, confidence, measure, model, store, region, lead_days,
// review_days, service_level, price_change, promotion_from, promotion_to, promotion_lift. Texts are
// the request's.
MUST_USE bool forecast_query_read(const HttpRequest *req, OutlookRequest *ret, Err *err);
