#include "flow/outlook_all.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "flow/outlook_words.h"
#include "forecast/batch.h"
#include "forecast/reconcile.h"
#include "model/name_words.h"

typedef struct Sweep {
    const QueryDoor *door;
    const OutlookRequest *request;
    const OutlookProgress *progress;
    Arena *a;
    OutlookAll *all;
    Demand *demand;
    HistorySet *split, *whole;
    HistoryThings names;
    Shelf shelf;
    Forecast *forecasts;  // of the whole, then of each item
} Sweep;

// Shares of the time that the stages take.
#define READ_SHARE 0.1
#define FORECAST_SHARE 0.85

static bool step(const Sweep *s, double fraction, Str doing, Err *err) {
    if (s->progress) s->progress->step(s->progress->ctx, fraction, doing);
    if (!s->door->cancel || !atomic_load(s->door->cancel)) return true;
    return fail(err, ERR_CANCELLED, "forecasting was cancelled");
}

static bool histories_read(Sweep *s, Err *err) {
    const OutlookRequest *r = s->request;
    HistoryRequest want = {.unit_is_set = r->unit_is_set, .unit = r->unit};
    s->whole = arena_new(s->a, HistorySet, 1);
    s->split = arena_new(s->a, HistorySet, 1);
    if (!step(s, 0, S(ERR_WORD("Reading what was sold")), err)) return false;
    if (!history_read(s->door, s->demand, &want, s->a, s->whole, err)) return false;
    want.split = r->level;
    if (!history_read(s->door, s->demand, &want, s->a, s->split, err)) return false;
    if (s->split->series_count > OUTLOOK_ALL_MAX) {
        return fail(err, ERR_LIMIT, "%zu series: at most %d are forecast at once",
                    s->split->series_count, OUTLOOK_ALL_MAX);
    }
    const ShelfWanted all = {0};
    bool ok = history_things(s->door, s->demand, r->level, s->a, &s->names, err);
    if (ok && r->level == DEMAND_SKU) {
        ok = shelf_read(s->door, s->demand, &all, s->a, &s->shelf, err);
    }
    return ok;
}

static void items_pick(Sweep *s) {
    OutlookAll *all = s->all;
    Map names = {0};
    for (size_t i = 0; i < s->names.count; i++) {
        map_set(s->a, &names, s->names.items[i].key, &s->names.items[i]);
    }
    all->items = arena_new(s->a, OutlookItem, s->split->series_count + 1);
    for (size_t i = 0; i < s->split->series_count; i++) {
        const HistorySeries *series = &s->split->series[i];
        if (s->split->count - series->start < OUTLOOK_PERIODS_MIN) {
            all->left_out++;
            continue;
        }
        const HistoryThing *thing = map_get(&names, series->key);
        all->items[all->count++] = (OutlookItem){.key = series->key,
                                                 .name = thing ? thing->name : series->key,
                                                 .category = thing ? thing->category : (Str){0},
                                                 .series = series};
    }
}

static ForecastRequest request_of(const Sweep *s, const HistorySet *set, const HistorySeries *row) {
    return (ForecastRequest){.values = row->values + row->start,
                             .count = set->count - row->start,
                             .season = outlook_habit(set->unit).season,
                             .season_long = outlook_season_long(set, row),
                             .horizon = s->all->horizon,
                             .level = s->all->confidence,
                             .model = s->request->model};
}

static void batch_told(void *ctx, size_t done, size_t count) {
    const Sweep *s = ctx;
    if (!s->progress || count == 0) return;
    double share = (double)done / (double)count;
    Str doing = str_fmt(s->a, ERR_WORD("Forecasting: %zu of %zu"), done, count);
    s->progress->step(s->progress->ctx, READ_SHARE + FORECAST_SHARE * share, doing);
}

static bool forecasts_make(Sweep *s, Err *err) {
    size_t count = s->all->count + 1;
    ForecastRequest *requests = arena_new(s->a, ForecastRequest, count);
    requests[0] = request_of(s, s->whole, &s->whole->series[0]);
    for (size_t i = 1; i < count; i++) {
        requests[i] = request_of(s, s->split, s->all->items[i - 1].series);
    }
    CLEANUP(batch_done) Batch batch = {0};
    const BatchOptions options = {.cancel = s->door->cancel, .ctx = s, .progress = batch_told};
    if (!batch_run(requests, count, &options, &batch, err)) return false;
    s->forecasts = arena_new(s->a, Forecast, count);
    for (size_t i = 0; i < count; i++) {
        s->forecasts[i] = outlook_forecast_copy(&batch.results[i], s->a);
    }
    return true;
}

// What was too short to forecast alone is no part of the whole's forecast: its share is small.
static bool parts_reconcile(Sweep *s, Err *err) {
    size_t count = s->all->count + 1;
    ReconcileNode *nodes = arena_new(s->a, ReconcileNode, count);
    nodes[0] = (ReconcileNode){
        .parent = RECONCILE_ROOT, .values = s->whole->series[0].values, .count = s->whole->count};
    for (size_t i = 1; i < count; i++) {
        nodes[i] = (ReconcileNode){
            .parent = 0, .values = s->all->items[i - 1].series->values, .count = s->split->count};
    }
    if (!step(s, READ_SHARE + FORECAST_SHARE, S(ERR_WORD("Making the parts add up")), err))
        return false;
    return count < 2 || reconcile_run(nodes, count, RECONCILE_MINT, s->forecasts, s->a, err);
}

static int urgency(const OutlookItem *item) {
    switch (item->advice.status) {
        case ADVICE_STOCK_OUT: return 0;
        case ADVICE_NOW: return 1;
        case ADVICE_SOON: return 2;
        default: return 3;
    }
}

static int by_urgency(const void *x, const void *y) {
    const OutlookItem *a = x, *b = y;
    int differ = urgency(a) - urgency(b);
    if (differ != 0) return differ;
    if (a->total.quantity != b->total.quantity) {
        return a->total.quantity < b->total.quantity ? 1 : -1;
    }
    return str_cmp(a->key, b->key);
}

static bool items_finish(Sweep *s, Err *err) {
    OutlookAll *all = s->all;
    const OutlookSteps steps = {.end = all->horizon, .confidence = all->confidence};
    all->total = outlook_total(&steps, s->whole, &s->whole->series[0], &s->forecasts[0]);
    for (size_t i = 0; i < all->count; i++) {
        OutlookItem *item = &all->items[i];
        item->forecast = s->forecasts[i + 1];
        item->total = outlook_total(&steps, s->split, item->series, &item->forecast);
        if (all->level != DEMAND_SKU || !s->demand->is_quantity) continue;
        const AdviceInput in = {.forecast = &item->forecast,
                                .unit = s->split->unit,
                                .terms = &s->request->terms,
                                .item = shelf_item(&s->shelf, item->key)};
        if (!advice_make(&in, s->a, &item->advice, err)) return false;
        all->to_order +=
            item->advice.status == ADVICE_NOW || item->advice.status == ADVICE_STOCK_OUT;
    }
    qsort(all->items, all->count, sizeof *all->items, by_urgency);
    return true;
}

static void headline_make(Sweep *s) {
    OutlookAll *all = s->all;
    Arena *a = s->a;
    Str label = all->demand->things[all->level].label;
    Str many = name_words_plural(a, label);
    Str span = outlook_periods(all->horizon, all->set->unit, a);
    Str amount = outlook_amount(all->demand, all->total.quantity, a);
    all->headline = str_fmt(a, "%zu " STR_F ", about " STR_F " in the next " STR_F, all->count,
                            STR_A(all->count == 1 ? label : many), STR_A(amount), STR_A(span));
    if (all->has_stock) {
        all->headline = str_fmt(a, STR_F "; %zu to order now", STR_A(all->headline), all->to_order);
    }
    all->headline = str_fmt(a, STR_F ".", STR_A(all->headline));
}

bool outlook_all_make(const QueryDoor *door, const OutlookRequest *request,
                      const OutlookProgress *progress, Arena *a, OutlookAll **ret, Err *err) {
    assert(door && request && ret && err);
    Sweep s = {.door = door, .request = request, .progress = progress, .a = a};
    s.all = arena_new(a, OutlookAll, 1);
    s.demand = arena_new(a, Demand, 1);
    if (!outlook_check(request, err) ||
        !demand_find(door->model, request->measure, a, s.demand, err) ||
        !demand_need(s.demand, request->level, err) || !histories_read(&s, err)) {
        return false;
    }
    DateUnit unit = s.split->unit;
    s.all->level = request->level;
    s.all->demand = s.demand;
    s.all->set = s.split;
    s.all->has_stock = s.shelf.has_stock && s.demand->is_quantity;
    s.all->horizon = request->horizon > 0 ? request->horizon : outlook_habit(unit).horizon;
    s.all->confidence = request->confidence > 0 ? request->confidence : OUTLOOK_CONFIDENCE;
    items_pick(&s);
    if (!forecasts_make(&s, err) || !parts_reconcile(&s, err) || !items_finish(&s, err)) {
        return false;
    }
    headline_make(&s);
    *ret = s.all;
    return true;
}
