#include "forecast/stock.h"

#include <float.h>
#include <math.h>

#include "forecast/figure.h"
#include "stats/normal.h"

#define SERVICE_DEFAULT 95.0
#define SQUARED_MAX 1e140  // sums of squares of what is below it are finite

double stock_days(const ForecastClock *clock) {
    static const double DAYS[DATE_UNIT_COUNT] = {[DATE_DAY] = 1,
                                                 [DATE_WEEK] = 7,
                                                 [DATE_MONTH] = 30.44,
                                                 [DATE_QUARTER] = 91.31,
                                                 [DATE_YEAR] = 365.25};
    if (clock->step > 0) return (double)clock->step / (double)MOMENT_DAY;
    return clock->dated ? DAYS[clock->unit] : 1;
}

static const ForecastPoint *step_at(const Forecast *f, size_t k) {
    return &f->points[k < f->count ? k : f->count - 1];
}

// Sums and multiples of what is near the end of a double stay finite.
static double capped(double x) { return fmin(fmax(x, -DBL_MAX / 64), DBL_MAX / 64); }

// Demand of the first `steps` steps, the last of them in part.
static double sum_mean(const Forecast *f, double steps) {
    double sum = 0;
    for (size_t k = 0; (double)k < steps; k++) {
        sum = capped(sum + step_at(f, k)->mean * fmin(1, steps - (double)k));
    }
    return sum;
}

// A linear process whose error at step k has the variance v_k weighs past errors by
// psi_j^2 = v_{j+1} - v_j (over v_1); the sum of L steps has those weights added up.
double stock_sum_sd(const Forecast *f, double steps) {
    double whole = ceil(steps);
    if (!(steps > 0) || f->count == 0) return 0;
    double first = step_at(f, 0)->sd;
    if (!(first < SQUARED_MAX)) return capped(first * whole);
    double reached =
        first * first;  // the largest variance so far: smaller ones later add no weight
    double weight = first;
    double sum = weight * weight;
    for (size_t k = 1; (double)k < whole; k++) {
        double sd = fmin(step_at(f, k)->sd, SQUARED_MAX);
        weight += sqrt(fmax(sd * sd - reached, 0));
        reached = fmax(reached, sd * sd);
        sum += weight * weight;
    }
    return sqrt(sum * steps / whole);
}

// Periods until `stock` is gone when each step takes mean + reach standard deviations of itself.
static double cover_of(const Forecast *f, double stock, double reach, bool *ret_outlasts) {
    *ret_outlasts = false;
    for (size_t k = 0; k < f->count; k++) {
        double need = fmax(f->points[k].mean + reach * f->points[k].sd, 0);
        if (need > stock) return (double)k + (need > 0 ? stock / need : 0);
        stock -= need;
    }
    *ret_outlasts = true;
    return (double)f->count;
}

static bool number_check(double x, const char *what, Err *err) {
    if (x >= 0 && isfinite(x)) return true;
    return fail(err, ERR_INVALID, "%s must be 0 or more, not %g", what, x);
}

static bool request_check(const Forecast *f, const StockRequest *r, Err *err) {
    if (f->count == 0) return fail(err, ERR_INVALID, "the forecast has no steps");
    const struct {
        double value;
        const char *what;
    } numbers[] = {
        {r->on_hand, ERR_WORD("the stock on hand")},
        {r->on_order, ERR_WORD("what is on order")},
        {r->lead_time, ERR_WORD("the lead time")},
        {r->lead_time_sd, ERR_WORD("the lead time's spread")},
        {r->review, ERR_WORD("the time of review")},
        {r->pack, ERR_WORD("the pack")},
        {r->order_min, ERR_WORD("the least order")},
        {r->period_days, ERR_WORD("the days of a period")},
    };
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        if (!number_check(numbers[i].value, numbers[i].what, err)) return false;
    }
    if (fmax(r->lead_time, r->review) > FORECAST_HORIZON_MAX) {
        return fail(err, ERR_LIMIT, "lead time and review must be at most %d periods",
                    FORECAST_HORIZON_MAX);
    }
    if (r->service == 0 || (r->service >= 50 && r->service <= 99.99)) return true;
    return fail(err, ERR_INVALID, "the service level must be 50 to 99.99 percent, not %g",
                r->service);
}

static double quantity_round(double need, const StockRequest *r) {
    if (!(need > 1e-9)) return 0;
    if (need < r->order_min) need = r->order_min;
    if (r->pack > 0) return ceil(need / r->pack - 1e-9) * r->pack;
    return r->whole ? ceil(need - 1e-9) : need;
}

static Str days_text(double days, Arena *a) {
    if (days >= 1.5 || days < 0.05) return str_fmt(a, "%.0f days", days);
    return str_fmt(a, "%.1f days", days);
}

static void advice_word(const StockRequest *r, double days, StockAdvice *s, Arena *a) {
    Str lead = days_text(r->lead_time * days, a);
    Str cover = days_text(s->cover_days, a);
    const char *least = s->outlasts ? "at least " : "";
    Str risk = figure_percent(s->stock_out_chance, a);
    if (s->order_quantity > 0) {
        Str quantity = figure_of(s->order_quantity, a);
        s->words =
            str_fmt(a,
                    "Order " STR_F " now: what is there lasts %s" STR_F ", an order takes " STR_F
                    "; the chance of running out before it comes is " STR_F ".",
                    STR_A(quantity), least, STR_A(cover), STR_A(lead), STR_A(risk));
        return;
    }
    Str point = figure_of(s->reorder_point, a);
    s->words = str_fmt(
        a, "No order yet: what is there lasts %s" STR_F "; order when it comes down to " STR_F ".",
        least, STR_A(cover), STR_A(point));
}

bool stock_advise(const Forecast *f, const StockRequest *r, Arena *a, StockAdvice *ret, Err *err) {
    if (!request_check(f, r, err)) return false;
    StockAdvice s = {0};
    double z = normal_quantile((r->service == 0 ? SERVICE_DEFAULT : r->service) / 100);
    double days = r->period_days > 0 ? r->period_days : 1;
    bool low_outlasts = false;
    s.cover = cover_of(f, r->on_hand, 0, &s.outlasts);
    s.cover_low = cover_of(f, r->on_hand, z, &low_outlasts);
    s.cover_days = s.cover * days;
    double span = r->lead_time + (r->review > 0 ? r->review : fmax(r->lead_time, 1));
    double rate = sum_mean(f, span) / span;
    double late = rate * r->lead_time_sd;  // demand of the days an order comes late
    s.lead_demand = sum_mean(f, r->lead_time);
    s.lead_sd = capped(hypot(stock_sum_sd(f, r->lead_time), late));
    double span_sd = capped(hypot(stock_sum_sd(f, span), late));
    s.safety_stock = z * s.lead_sd;
    s.reorder_point = fmax(s.lead_demand + s.safety_stock, 0);
    s.order_up_to = fmax(sum_mean(f, span) + z * span_sd, s.reorder_point);
    if (r->whole) {
        s.safety_stock = ceil(s.safety_stock - 1e-9);
        s.reorder_point = ceil(s.reorder_point - 1e-9);
        s.order_up_to = ceil(s.order_up_to - 1e-9);
    }
    double position = r->on_hand + r->on_order;
    bool due = position < (r->review > 0 ? s.order_up_to : s.reorder_point);
    s.order_quantity = due ? quantity_round(s.order_up_to - position, r) : 0;
    double spare = position - s.lead_demand;
    s.stock_out_chance = s.lead_sd > 0 ? normal_cdf(-spare / s.lead_sd) : (spare < 0 ? 1 : 0);
    s.extended = span > (double)f->count;
    s.horizon_used = s.extended ? f->count : (size_t)ceil(span);
    advice_word(r, days, &s, a);
    *ret = s;
    return true;
}
