// stock: how long what is there will last, when to order and how much, from the forecast and its
// own spread: a periodic or continuous review with an order-up-to level (Silver, Pyke and Thomas
// 2017, "Inventory and Production Management in Supply Chains", chapter 6).
//
// Times are in periods of the forecast; stock_days turns a period into days.
#pragma once

#include "forecast/forecast.h"

typedef struct StockRequest {
    double on_hand;       // 0 or more
    double on_order;      // comes within the lead time
    double lead_time;     // periods, 0 or more; may be broken
    double lead_time_sd;  // of it; 0: always the same
    double review;   // periods between orders; 0: watched always, and an order lasts one lead time
    double service;  // chance of no stock-out before the order comes, percent; 0: 95
    double pack;     // orders come in multiples of it; 0: any number
    double order_min;    // the least that can be ordered; 0: none
    double period_days;  // days a period, for the words and days of cover; 0: a period is a day
    bool whole;          // whole things
} StockRequest;

typedef struct StockAdvice {
    double cover;        // periods that on_hand lasts at the expected demand
    double cover_days;   //
    bool outlasts;       // cover is past the horizon: it is at least that
    double cover_low;    // periods after which it may be gone, at the service level's high demand
    double lead_demand;  // expected in the lead time
    double lead_sd;      // its standard deviation
    double safety_stock;
    double reorder_point;     // order when on hand and on order come down to this
    double order_up_to;       // what it is then filled up to: lead time and review and safety
    double order_quantity;    // to order now; 0: not yet
    double stock_out_chance;  // before an order placed now would come, 0 to 1
    size_t horizon_used;      // steps of the forecast that were needed
    bool
        extended;  // the forecast was shorter than lead time and review: its last step was repeated
    Str words;     // "Order 120 now: 14 days of cover, 21 days to deliver."
} StockAdvice;

// Days of a clock's unit: 1, 7, 30.44, 91.31, 365.25; 1 for numbers.
double stock_days(const ForecastClock *clock);
// The standard deviation of the sum of the first `steps` steps (a broken number), from the spread
// of each: errors of a linear process add up as its weights say.
double stock_sum_sd(const Forecast *f, double steps);
// Fails: ERR_INVALID a number below 0 or not finite, a service level not in 50 to 99.99, a
// forecast without points.
MUST_USE bool stock_advise(const Forecast *f, const StockRequest *request, Arena *a,
                           StockAdvice *ret, Err *err);
