// outlook: what of a product, category, store or the business will be sold, as a person needs it:
// the numbers with their range, the sentence, what they rest on, and what to order.
//
// From the model's demand (demand.h) by plans through the one door (history.h) to the forecast.
// Parts are reconciled with the whole: they add up.
#pragma once

#include "flow/history.h"
#include "flow/shelf.h"
#include "forecast/explain.h"
#include "forecast/occasions.h"
#include "forecast/stock.h"

enum { OUTLOOK_HORIZON_MAX = 730, OUTLOOK_PERIODS_MIN = 4 };
#define OUTLOOK_CONFIDENCE 95.0  // percent of ranges that should hold what comes

// For advice on stock. Zeroes mean: by the data, else the defaults of restock.h.
typedef struct OutlookTerms {
    double lead_days, service_percent, review_days;
} OutlookTerms;

typedef struct OutlookRequest {
    DemandLevel level;
    Str subject;       // key or name; "": the whole with the level's things as its parts
    Str store;         // only what is sold there; "" anywhere
    Str measure;       // "" : what demand_find chooses
    const Plan *plan;  // a series that was asked for: its measure, time and filters; NULL none
    Str name;          // of what the plan's filters leave; "" the whole
    Str region;        // whose festivals count ("IN"); "" : by the currency of the data
    Str model;         // "" : by the series' nature
    bool unit_is_set;
    DateUnit unit;
    size_t horizon;     // periods; 0: by the unit
    double confidence;  // percent; 0: OUTLOOK_CONFIDENCE
    bool span_is_set;
    DateRange span;  // the days that are asked about: the horizon reaches to its end
    OutlookTerms terms;
    double price_change;     // percent, of a product's price ahead; 0: not asked
    DateRange promotion;     // the days of one that is thought of; empty: not asked
    double promotion_lift;   // how many times a normal period it is thought to sell; 0: nobody says
    const OccasionDay *own;  // days of note beside the festivals
    size_t own_count;
    Str own_version;  // other days have another
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

// A forecast of the past beside what came.
typedef struct OutlookGradePoint {
    Date date;
    double actual;
    ForecastPoint forecast;
} OutlookGradePoint;

typedef struct OutlookGrade {
    Moment made_at;  // 0: made anew on what was known then, not kept from then
    OutlookGradePoint *points;
    size_t count;             // 0: nothing to grade
    double forecast, actual;  // sums
    double error_percent;     // mean absolute error over the mean size of the actual values
    double inside;            // share of what came within the range
    Str words;
} OutlookGrade;

// What another price or a promotion would do.
typedef struct OutlookWhatIf {
    double price_change;  // percent; 0: it is of a promotion
    DateRange promotion;
    bool is_known;             // such prices or promotions were seen; else there are words alone
    bool is_assumed;           // it rests on what the person said
    OutlookTotal base, total;  // as things are, and as they would be
    bool sure;                 // the past shows that it moves what is sold
    Str words;
} OutlookWhatIf;

// A festival, or a day of note that people brought in, on the chart.
typedef struct OutlookEvent {
    Str name;
    Date date;
    bool own;
    bool major;  // a public holiday, or of one's own: named first where names are many
} OutlookEvent;

// How many times a normal week or day such an event sold.
typedef struct OutlookLift {
    Str name;
    bool own;
    Lift lift;
    Date next;  // the first one ahead; 0: none within the horizon
    Str text;   // "Diwali week sold 2.1 times a normal week (1.8 to 2.4; seen once)"
} OutlookLift;

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
    OutlookEvent *events;
    size_t event_count;
    OutlookLift *lifts;  // the most telling first
    size_t lift_count;
    bool lifts_used;  // they move the numbers
    Str lifts_text;   // whether and why; "" when there is nothing to say
    Str headline;
    Explanation reasons;
    StrList notes;
    OutlookGrade grade;
    OutlookWhatIf *what_if;  // NULL unless it was asked
    struct Advice *advice;   // of a product; NULL where it is not counted in things
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
size_t outlook_season_long(const HistorySet *set, const HistorySeries *s);
// Fails: ERR_INVALID naming the number that is out of range.
MUST_USE bool outlook_check(const OutlookRequest *request, Err *err);
// Steps first..end of a forecast, and the percent of the range of their sum.
typedef struct OutlookSteps {
    size_t first, end;
    double confidence;
} OutlookSteps;
OutlookTotal outlook_total(const OutlookSteps *steps, const HistorySet *set, const HistorySeries *s,
                           const Forecast *f);
// Sets the sums of a grade from its points.
void outlook_grade_sum(OutlookGrade *g);
// Out of a batch's memory.
Forecast outlook_forecast_copy(const Forecast *f, Arena *a);
