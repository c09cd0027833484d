#include "flow/outlook_what_if.h"

#include <math.h>
#include <stdlib.h>

#include "flow/outlook_words.h"

#define BEYOND_SEEN 1.5  // times the prices of the past, seen from that of today

// What was taken for the same things, period by period.
static bool takings_read(const QueryDoor *door, const Outlook *o, Arena *a, HistorySet *ret,
                         Err *err) {
    Demand money = {0};
    HistoryRequest want = {.unit_is_set = true, .unit = o->set->unit};
    want.keys[o->level] = o->key;
    if (o->store.len > 0) want.keys[DEMAND_STORE] = o->store;
    if (!demand_find(door->model, S("revenue"), a, &money, err)) return false;
    if (!history_read(door, &money, &want, a, ret, err)) return false;
    if (ret->first == o->set->first && ret->count == o->set->count) return true;
    return fail(err, ERR_INVALID, "amounts and quantities are not of the same days");
}

// The price of each period of the series, in percent above or below the last one.
typedef struct Prices {
    double *values;  // with room for the periods ahead
    size_t count;
    double low, high;  // between which nine tenths of them lay
} Prices;

static int by_value(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static void range_find(Prices *p, Arena *a) {
    double *sorted = arena_new(a, double, p->count + 1);
    for (size_t i = 0; i < p->count; i++) sorted[i] = p->values[i];
    qsort(sorted, p->count, sizeof *sorted, by_value);
    p->low = sorted[p->count / 20];
    p->high = sorted[p->count - 1 - p->count / 20];
}

static bool prices_make(const Outlook *o, const HistorySet *takings, Arena *a, Prices *ret,
                        Err *err) {
    size_t start = o->series->start;
    Prices p = {.count = o->set->count - start};
    double last = 0;
    p.values = arena_new(a, double, p.count + o->horizon + 1);
    for (size_t i = 0; i < p.count; i++) {
        double sold = o->series->values[start + i], taken = takings->series[0].values[start + i];
        bool known = isfinite(sold) && isfinite(taken) && sold > 0 && taken > 0;
        if (known) last = taken / sold;
        p.values[i] = last;
    }
    size_t first = 0;
    while (first < p.count && p.values[first] == 0) first++;
    if (first == p.count) return fail(err, ERR_INVALID, "no price can be seen in the past");
    for (size_t i = p.count; i-- > 0;) {
        double price = p.values[i > first ? i : first];
        p.values[i] = 100 * (price / last - 1);
    }
    range_find(&p, a);
    *ret = p;
    return true;
}

static bool forecast_at(const Prices *p, const ForecastRequest *main, double change, Arena *a,
                        Forecast *ret, Err *err) {
    for (size_t i = 0; i < main->horizon; i++) p->values[p->count + i] = change;
    const DriverRegressor price = {.name = S("price"), .values = p->values};
    const Drivers drivers = {.regressors = &price, .regressor_count = 1};
    ForecastRequest request = *main;
    request.drivers = &drivers;
    return forecast_run(&request, a, ret, err);
}

// What was never tried says nothing: a line laid through a few paise must not be drawn on to
// rupees.
static bool is_within_the_seen(const Prices *p, double change) {
    return change >= BEYOND_SEEN * fmin(p->low, 0) && change <= BEYOND_SEEN * fmax(p->high, 0);
}

static void words_make(const Outlook *o, OutlookWhatIf *w, Arena *a) {
    double more = w->base.quantity > 0 ? 100 * (w->total.quantity / w->base.quantity - 1) : 0;
    Str amount = outlook_amount(o->demand, w->total.quantity, a);
    Str base = outlook_amount(o->demand, w->base.quantity, a);
    Str sure = w->sure ? (Str){0} : S(" The past does not show it clearly: take it as a guess.");
    if (fabs(more) < 0.5) {
        w->words = str_fmt(a, "At a price %.0f %% %s about as much would sell: " STR_F "." STR_F,
                           fabs(w->price_change), w->price_change > 0 ? "higher" : "lower",
                           STR_A(amount), STR_A(sure));
        return;
    }
    w->words = str_fmt(
        a,
        "At a price %.0f %% %s about " STR_F " would sell instead of " STR_F ", %.0f %% %s." STR_F,
        fabs(w->price_change), w->price_change > 0 ? "higher" : "lower", STR_A(amount), STR_A(base),
        fabs(more), more > 0 ? "more" : "less", STR_A(sure));
}

bool outlook_what_if(const QueryDoor *door, const OutlookRequest *request,
                     const ForecastRequest *main, Arena *a, Outlook *o, Err *err) {
    double change = request->price_change;
    if (change == 0) return true;
    if (o->level != DEMAND_SKU || !o->demand->is_quantity) {
        return fail(err, ERR_INVALID, "'price_change' is asked of the quantity of one product");
    }
    HistorySet takings = {0};
    Forecast now = {0}, then = {0};
    Prices prices = {0};
    if (!takings_read(door, o, a, &takings, err) || !prices_make(o, &takings, a, &prices, err)) {
        return false;
    }
    OutlookWhatIf *w = arena_new(a, OutlookWhatIf, 1);
    w->price_change = change;
    o->what_if = w;
    w->is_known = is_within_the_seen(&prices, change);
    if (!w->is_known) {
        w->words =
            str_fmt(a,
                    "Nobody can say: in the past the price stayed between %+.1f %% and %+.1f "
                    "%% of what it is now.",
                    prices.low, prices.high);
        return true;
    }
    if (!forecast_at(&prices, main, 0, a, &now, err) ||
        !forecast_at(&prices, main, change, a, &then, err)) {
        return false;
    }
    const OutlookSteps steps = {.end = o->horizon, .confidence = o->confidence};
    w->base = outlook_total(&steps, o->set, o->series, &now);
    w->total = outlook_total(&steps, o->set, o->series, &then);
    w->sure = then.effect_count > 0 && then.effects[0].seen > 0 && then.effects[0].sure;
    words_make(o, w, a);
    return true;
}
