// outlook_all: everything of a level at once (thousands of products on all cores), made to add up
// to the whole, with what to order of each.
#pragma once

#include "flow/advice.h"

enum { OUTLOOK_ALL_MAX = 50000 };

// Told now and then, from the calling thread: 0..1, and what is being done.
typedef struct OutlookProgress {
    void *ctx;
    void (*step)(void *ctx, double fraction, Str doing);
} OutlookProgress;

typedef struct OutlookItem {
    Str key, name, category;
    const HistorySeries *series;
    Forecast forecast;
    OutlookTotal total;
    Advice advice;  // of products
} OutlookItem;

typedef struct OutlookAll {
    DemandLevel level;
    const Demand *demand;
    const HistorySet *set;
    OutlookTotal total;  // of the whole
    OutlookItem *items;  // the most urgent to order first, then the most sold
    size_t count;
    size_t left_out;  // too short a history
    size_t to_order;  // at or below their reorder point
    size_t horizon;
    double confidence;
    bool has_stock;
    Str headline;
} OutlookAll;

// `request->subject` is not looked at. Fails: as outlook_make; ERR_LIMIT more than OUTLOOK_ALL_MAX.
MUST_USE bool outlook_all_make(const QueryDoor *door, const OutlookRequest *request,
                               const OutlookProgress *progress, Arena *a, OutlookAll **ret,
                               Err *err);
void outlook_all_write(JsonW *w, const OutlookAll *all, Moment made_at);
