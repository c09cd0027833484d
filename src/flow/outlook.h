// outlook: what of a product, category, store or the business will be sold, as a person needs it:
// the numbers with their range, the sentence, what they rest on, and what to order.
//
// From the model's demand (demand.h) by plans through the one door (history.h) to the forecast.
// Parts are reconciled with the whole: they add up.
#pragma once

#include "flow/history.h"
#include "flow/shelf.h"
#include "forecast/forecast.h"

enum { OUTLOOK_HORIZON_MAX = 730, OUTLOOK_PERIODS_MIN = 4 };
#define OUTLOOK_CONFIDENCE 95.0  // percent of ranges that should hold what comes

// For advice on stock. Zeroes mean: by the data, else the defaults of restock.h.
typedef struct OutlookTerms {
    double lead_days, service_percent, review_days;
} OutlookTerms;

typedef struct OutlookRequest {
    DemandLevel level;
    Str subject;  // key or name; "": the whole with the level's things as its parts
    Str store;    // only what is sold there; "" anywhere
    Str measure;  // "" : what demand_find chooses
    Str model;    // "" : by the series' nature
    bool unit_is_set;
    DateUnit unit;
    size_t horizon;     // periods; 0: by the unit
    double confidence;  // percent; 0: OUTLOOK_CONFIDENCE
    bool span_is_set;
    DateRange span;  // the days that are asked about: the horizon reaches to its end
    OutlookTerms terms;
    Date today;
} OutlookRequest;

// The sum over the days asked about.
typedef struct OutlookTotal {
    Date first, last;
    double quantity, lower, upper;
    double before;  // as many periods up to the end of the data; NaN when there are not as many
} OutlookTotal;

typedef struct OutlookPart {
    Str key, name;
    OutlookTotal total;
    double share;  // of the whole, 0 to 1
} OutlookPart;

typedef struct Outlook {
    DemandLevel level;
    Str key, name, label;  // label: what such a thing is called
    Str store;             // only at this one; "" anywhere
    const Demand *demand;
    const HistorySet *set;
    const HistorySeries *series;
    size_t horizon;
    double confidence;
    Forecast forecast;
    Date first;  // of the first period ahead
    OutlookTotal total;
    OutlookPart *parts;
    size_t part_count;
    DemandLevel part_level;
    Str headline, explanation;
    StrList notes;
} Outlook;

// Fails: as demand_find, history_read; ERR_NOT_FOUND no such thing, with the nearest names;
// ERR_INVALID too short a history, or a number out of range; ERR_CANCELLED.
MUST_USE bool outlook_make(const QueryDoor *door, const OutlookRequest *request, Arena *a,
                           Outlook **ret, Err *err);
void outlook_write(JsonW *w, const Outlook *o, Moment made_at);

// Season and horizon where the person named none.
typedef struct OutlookHabit {
    size_t season, horizon;
} OutlookHabit;
OutlookHabit outlook_habit(DateUnit unit);
// Fails: ERR_INVALID naming the number that is out of range.
MUST_USE bool outlook_check(const OutlookRequest *request, Err *err);
// The sum of a forecast's steps first..end, with its range.
OutlookTotal outlook_total(const HistorySet *set, const HistorySeries *s, const Forecast *f,
                           size_t first, size_t end);
