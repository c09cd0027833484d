#include "api/forecast_query.h"

#include "api/paging.h"
#include "sys/clock.h"

bool forecast_query_level(Str name, DemandLevel *ret, Err *err) {
    if (demand_level_from(name, ret) && *ret != DEMAND_ALL) return true;
    return fail(err, ERR_INVALID, "'level' must be sku, category or store, not '" STR_F "'",
                STR_A(name));
}

bool forecast_query_grain(Str name, OutlookRequest *r, Err *err) {
    if (name.len == 0) return true;
    for (int unit = DATE_DAY; unit < DATE_UNIT_COUNT; unit++) {
        if (!str_eq_nocase(name, str_from(date_unit_name((DateUnit)unit)))) continue;
        r->unit_is_set = true;
        r->unit = (DateUnit)unit;
        return true;
    }
    return fail(err, ERR_INVALID,
                "'grain' must be day, week, month, quarter or year, not '" STR_F "'", STR_A(name));
}

// *ret keeps its value when it is not given.
static bool number_read(const HttpRequest *req, const char *name, double *ret, Err *err) {
    Str text = {0};
    if (!http_request_query(req, str_from(name), &text) || text.len == 0) return true;
    if (str_to_float(text, ret)) return true;
    return fail(err, ERR_INVALID, "'%s' must be a number, not '" STR_F "'", name, STR_A(text));
}

static bool day_read(const HttpRequest *req, const char *name, Date *ret, Err *err) {
    Str text = {0};
    if (!http_request_query(req, str_from(name), &text) || text.len == 0) return true;
    if (date_parse_iso(text, ret)) return true;
    return fail(err, ERR_INVALID, "'%s' must be a day as 2026-11-05, not '" STR_F "'", name,
                STR_A(text));
}

// The last day is part of it.
static bool promotion_read(const HttpRequest *req, OutlookRequest *r, Err *err) {
    Date last = 0;
    if (!day_read(req, "promotion_from", &r->promotion.first, err) ||
        !day_read(req, "promotion_to", &last, err) ||
        !number_read(req, "promotion_lift", &r->promotion_lift, err)) {
        return false;
    }
    if (last != 0 || r->promotion.first != 0) r->promotion.end = last + 1;
    return true;
}

bool forecast_query_read(const HttpRequest *req, OutlookRequest *ret, Err *err) {
    OutlookRequest r = {.today = clock_today()};
    Str grain = {0};
    int64_t horizon = 0;
    const PagingRule rule = {"horizon", 0, 1, OUTLOOK_HORIZON_MAX};
    (void)http_request_query(req, S("measure"), &r.measure);
    (void)http_request_query(req, S("model"), &r.model);
    (void)http_request_query(req, S("store"), &r.store);
    (void)http_request_query(req, S("region"), &r.region);
    (void)http_request_query(req, S("grain"), &grain);
    if (!paging_number(req, &rule, &horizon, err) || !forecast_query_grain(grain, &r, err) ||
        !number_read(req, "confidence", &r.confidence, err) ||
        !number_read(req, "lead_days", &r.terms.lead_days, err) ||
        !number_read(req, "review_days", &r.terms.review_days, err) ||
        !number_read(req, "price_change", &r.price_change, err) || !promotion_read(req, &r, err) ||
        !number_read(req, "service_level", &r.terms.service_percent, err)) {
        return false;
    }
    r.horizon = (size_t)horizon;
    *ret = r;
    return true;
}
