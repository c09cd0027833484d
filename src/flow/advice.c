#include "flow/advice.h"

static const char *const STATUS_NAMES[] = {
    [ADVICE_UNKNOWN] = "unknown", [ADVICE_ENOUGH] = "enough",          [ADVICE_SOON] = "order_soon",
    [ADVICE_NOW] = "order_now",   [ADVICE_STOCK_OUT] = "out_of_stock",
};
static const char *const LEAD_NAMES[] = {
    [ADVICE_LEAD_DEFAULT] = "default",
    [ADVICE_LEAD_DATA] = "data",
    [ADVICE_LEAD_GIVEN] = "given",
};

const char *advice_status_name(AdviceStatus status) { return STATUS_NAMES[status]; }

static void lead_choose(Advice *advice, const OutlookTerms *terms, const ShelfItem *item) {
    bool given = terms->lead_days > 0;
    advice->lead_from =
        given ? ADVICE_LEAD_GIVEN : (item->has_lead ? ADVICE_LEAD_DATA : ADVICE_LEAD_DEFAULT);
    advice->lead_days =
        given ? terms->lead_days : (item->has_lead ? item->lead_days : ADVICE_LEAD_DAYS);
}

// Between looks at the shelf, `review_demand` more goes.
static AdviceStatus status_of(const Advice *a, double review_demand) {
    const StockAdvice *s = &a->stock;
    if (a->on_hand <= 0 && s->lead_demand > 0) return ADVICE_STOCK_OUT;
    if (a->on_hand <= s->reorder_point) return ADVICE_NOW;
    return a->on_hand - review_demand <= s->reorder_point ? ADVICE_SOON : ADVICE_ENOUGH;
}

// A periodic review would order a little of everything each time; a shop orders what is down to
// its reorder point, and then enough until the look after the next.
bool advice_make(const AdviceInput *in, Arena *a, Advice *ret, Err *err) {
    const OutlookTerms *terms = in->terms;
    const ShelfItem *item = in->item;
    Advice advice = {
        .review_days = terms->review_days > 0 ? terms->review_days : ADVICE_REVIEW_DAYS,
        .service_percent =
            terms->service_percent > 0 ? terms->service_percent : ADVICE_SERVICE_PERCENT,
        .on_hand = item->has_on_hand && item->on_hand > 0 ? item->on_hand : 0,
    };
    lead_choose(&advice, terms, item);
    const ForecastClock clock = {.dated = true, .unit = in->unit};
    double days = stock_days(&clock);
    StockRequest request = {.on_hand = advice.on_hand,
                            .lead_time = advice.lead_days / days,
                            .review = advice.review_days / days,
                            .service = advice.service_percent,
                            .period_days = days,
                            .whole = true};
    if (!stock_advise(in->forecast, &request, a, &advice.stock, err)) return false;
    double up_to = advice.stock.order_up_to;
    if (item->has_on_hand) advice.status = status_of(&advice, up_to - advice.stock.reorder_point);
    if (advice.status == ADVICE_ENOUGH || advice.status == ADVICE_SOON) {
        request.review = 0;
        if (!stock_advise(in->forecast, &request, a, &advice.stock, err)) return false;
        advice.stock.order_up_to = up_to;
    }
    if (advice.status == ADVICE_UNKNOWN) {
        advice.stock.words = str_fmt(a,
                                     "Order when %.0f are left, up to %.0f: an order takes %.0f "
                                     "day%s. The data does not say "
                                     "what is on hand.",
                                     advice.stock.reorder_point, up_to, advice.lead_days,
                                     advice.lead_days == 1 ? "" : "s");
    }
    *ret = advice;
    return true;
}

void advice_write(JsonW *w, const Advice *advice) {
    const StockAdvice *s = &advice->stock;
    bool known = advice->status != ADVICE_UNKNOWN;
    jsonw_object(w);
    jsonw_key_str(w, "status", str_from(advice_status_name(advice->status)));
    if (known) {
        jsonw_key_float(w, "on_hand", advice->on_hand);
        jsonw_key_float(w, "days_of_cover", s->cover_days);
        jsonw_key_bool(w, "outlasts_horizon", s->outlasts);
        jsonw_key_float(w, "suggested_order", s->order_quantity);
        jsonw_key_float(w, "stock_out_chance", s->stock_out_chance);
    }
    jsonw_key_float(w, "reorder_point", s->reorder_point);
    jsonw_key_float(w, "order_up_to", s->order_up_to);
    jsonw_key_float(w, "safety_stock", s->safety_stock);
    jsonw_key_float(w, "lead_days", advice->lead_days);
    jsonw_key_str(w, "lead_from", str_from(LEAD_NAMES[advice->lead_from]));
    jsonw_key_float(w, "review_days", advice->review_days);
    jsonw_key_float(w, "service_level", advice->service_percent);
    jsonw_key_str(w, "text", s->words);
    jsonw_end(w);
}
