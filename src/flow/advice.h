// advice: what to order of a product and when, from its forecast, what is on hand, how long an
// order takes, and how seldom the shelf may be empty.
#pragma once

#include "flow/outlook.h"
#include "forecast/stock.h"

#define ADVICE_LEAD_DAYS 7.0         // where neither the data nor the caller says
#define ADVICE_REVIEW_DAYS 7.0       // between one order and the next
#define ADVICE_SERVICE_PERCENT 95.0  // of the times that the shelf should not be empty

// Where the number of days from order to delivery comes from.
typedef enum AdviceLead { ADVICE_LEAD_DEFAULT, ADVICE_LEAD_DATA, ADVICE_LEAD_GIVEN } AdviceLead;

typedef enum AdviceStatus {
    ADVICE_UNKNOWN,    // what is on hand is not known
    ADVICE_ENOUGH,     //
    ADVICE_SOON,       // down to the reorder point before the next order would be looked at
    ADVICE_NOW,        // at or below the reorder point
    ADVICE_STOCK_OUT,  // nothing is left
} AdviceStatus;

typedef struct Advice {
    AdviceStatus status;
    double on_hand;  // when it is known
    double lead_days, review_days, service_percent;
    AdviceLead lead_from;
    StockAdvice stock;
} Advice;

typedef struct AdviceInput {
    const Forecast *forecast;
    DateUnit unit;  // of its periods
    const OutlookTerms *terms;
    const ShelfItem *item;  // may be one of which nothing is known: then what to keep is said
} AdviceInput;
MUST_USE bool advice_make(const AdviceInput *in, Arena *a, Advice *ret, Err *err);
const char *advice_status_name(AdviceStatus status);  // "order_now" ...
void advice_write(JsonW *w, const Advice *advice);
