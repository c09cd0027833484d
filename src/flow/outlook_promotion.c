#include "flow/outlook_promotion.h"

#include <math.h>

#include "flow/outlook_events.h"
#include "flow/outlook_words.h"

#define ON_PROMOTION 0.8   // share of what was sold from which a period was
#define OFF_PROMOTION 0.1  // that of the other periods, at most, in the mean

bool outlook_promotion_check(const OutlookRequest *r, Err *err) {
    bool asked = r->promotion.first != 0 || r->promotion.end != 0;
    if (asked && r->promotion.first >= r->promotion.end) {
        return fail(err, ERR_INVALID,
                    "'promotion_from' and 'promotion_to' must be two days in order");
    }
    if (asked && r->price_change != 0) {
        return fail(err, ERR_INVALID, "ask about 'price_change' or about a promotion, not both");
    }
    if (r->promotion_lift != 0 && !asked) {
        return fail(err, ERR_INVALID, "'promotion_lift' needs 'promotion_from' and 'promotion_to'");
    }
    if (r->promotion_lift == 0) return true;
    if (r->promotion_lift >= 0.1 && r->promotion_lift <= PROMOTION_LIFT_MAX) return true;
    return fail(err, ERR_INVALID, "'promotion_lift' must be 0.1 to %g times a normal day",
                PROMOTION_LIFT_MAX);
}

// Only rows that the data marks as sold on promotion.
static Expr *marked_filter(const Model *m, ColumnRef c, Arena *a) {
    Expr *column = expr_column(a, c.table, c.column);
    if (model_at(m, c)->type == TYPE_BOOL) return expr_call2(a, OP_EQ, column, expr_bool(a, true));
    return expr_call2(a, OP_GT, column, expr_int(a, 0));
}

// What was sold on promotion in the periods of the outlook; false with err->code ERR_NOT_FOUND when
// nothing ever was.
static bool marked_read(const QueryDoor *door, const OutlookRequest *r, const Outlook *o, Arena *a,
                        HistorySet *ret, Err *err) {
    size_t count = r->plan ? r->plan->filter_count : 0;
    Expr **filters = arena_new(a, Expr *, count + 1);
    for (size_t i = 0; i < count; i++) filters[i] = r->plan->filters[i];
    filters[count] = marked_filter(door->model, o->demand->promotion, a);
    HistoryRequest want = {
        .unit_is_set = true, .unit = o->set->unit, .filters = filters, .filter_count = count + 1};
    if (o->key.len > 0) want.keys[o->level] = o->key;
    if (o->store.len > 0) want.keys[DEMAND_STORE] = o->store;
    return history_read(door, o->demand, &want, a, ret, err);
}

static double share_at(const Outlook *o, const HistorySet *marked, size_t i) {
    double sold = o->series->values[o->series->start + i];
    double on = marked->series[0].values[o->series->start + i];
    return sold > 0 && on > 0 ? on / sold : 0;
}

// Whether promotions go by the day: hardly anything is sold on one in the other periods.
static bool by_period(const Outlook *o, const HistorySet *marked, size_t count) {
    double shares = 0;
    size_t others = 0;
    for (size_t i = 0; i < count; i++) {
        double share = share_at(o, marked, i);
        if (share >= ON_PROMOTION) continue;
        shares += share;
        others++;
    }
    return others > 0 && shares <= OFF_PROMOTION * (double)others;
}

// The stretches of the past that were on promotion; room for one more is left.
static LiftSpan *marked_spans(const Outlook *o, const HistorySet *marked, Arena *a,
                              size_t *ret_count) {
    size_t count = o->set->count - o->series->start;
    LiftSpan *spans = arena_new(a, LiftSpan, count + 2);
    *ret_count = 0;
    if (!marked || !by_period(o, marked, count)) return spans;
    for (size_t i = 0; i < count; i++) {
        if (share_at(o, marked, i) < ON_PROMOTION) continue;
        LiftSpan *last = *ret_count > 0 ? &spans[*ret_count - 1] : NULL;
        if (last && last->end == i) {
            last->end++;
        } else {
            spans[(*ret_count)++] = (LiftSpan){i, i + 1};
        }
    }
    return spans;
}

typedef struct Trying {
    const OutlookRequest *request;
    const ForecastRequest *main;
    Outlook *o;
    Arena *a;
    LiftEvent event;  // the promotions of the past, then the one ahead
    size_t past;      // of them
    Lift lift;
    bool is_marked;  // the data has a column of promotions
} Trying;

static bool forecast_with(const Trying *t, size_t spans, OutlookTotal *ret, Err *err) {
    const Lifts *others = t->main->lifts;
    size_t count = others ? others->count : 0;
    LiftEvent *events = arena_new(t->a, LiftEvent, count + 1);
    for (size_t i = 0; i < count; i++) events[i] = others->events[i];
    events[count] = t->event;
    events[count].span_count = spans;
    events[count].assumed = t->lift.assumed ? t->lift.factor : 0;
    const Lifts lifts = {events, count + 1};
    ForecastRequest request = *t->main;
    request.lifts = &lifts;
    Forecast f = {0};
    if (!forecast_run(&request, t->a, &f, err)) return false;
    const OutlookSteps steps = {.end = t->o->horizon, .confidence = t->o->confidence};
    *ret = outlook_total(&steps, t->o->set, t->o->series, &f);
    return true;
}

static Str rests_on(const Trying *t) {
    const char *period = date_unit_name(t->o->set->unit);
    Str words = lifts_words(&t->lift, period, t->a);
    if (!t->lift.assumed)
        return str_fmt(t->a, " Promotions of the past sold " STR_F ".", STR_A(words));
    const char *why = !t->is_marked  ? "the data marks no promotions"
                      : t->past == 0 ? "no day of the past was marked as a promotion as a whole"
                                     : "those of the past show no clear effect";
    return str_fmt(t->a, " That rests on your word that it sells %.3g times a normal %s: %s.",
                   t->lift.factor, period, why);
}

static void words_make(const Trying *t, OutlookWhatIf *w) {
    Arena *a = t->a;
    double more = w->base.quantity > 0 ? 100 * (w->total.quantity / w->base.quantity - 1) : 0;
    w->words = str_fmt(a,
                       "With a promotion from " STR_F " to " STR_F " about " STR_F
                       " would sell instead of " STR_F ", %.0f %% %s." STR_F,
                       STR_A(outlook_day(w->promotion.first, a)),
                       STR_A(outlook_day(w->promotion.end - 1, a)),
                       STR_A(outlook_amount(t->o->demand, w->total.quantity, a)),
                       STR_A(outlook_amount(t->o->demand, w->base.quantity, a)), fabs(more),
                       more < 0 ? "less" : "more", STR_A(rests_on(t)));
}

static Str unknown_words(const Trying *t) {
    const char *period = date_unit_name(t->o->set->unit);
    const char *why =
        !t->is_marked ? "your data does not mark promotions (a column such as discount or promo)"
        : t->lift.seen == 0 ? "no day of the past was marked as a promotion as a whole"
                            : "the promotions of the past show no clear effect";
    return str_fmt(t->a, "Nobody can say: %s. Say how many times a normal %s it would sell.", why,
                   period);
}

static bool past_read(const QueryDoor *door, Trying *t, LiftSpan **ret_spans, Err *err) {
    HistorySet marked = {0};
    bool has = false;
    t->is_marked = t->o->demand->promotion.table >= 0;
    if (t->is_marked) {
        has = marked_read(door, t->request, t->o, t->a, &marked, err);
        if (!has && err->code != ERR_NOT_FOUND) return false;
        if (!has) *err = (Err){0};
    }
    *ret_spans = marked_spans(t->o, has ? &marked : NULL, t->a, &t->past);
    return true;
}

bool outlook_promotion(const QueryDoor *door, const OutlookRequest *request,
                       const ForecastRequest *main, Arena *a, Outlook *o, Err *err) {
    if (request->promotion.end == 0) return true;
    LiftSpan ahead = {0}, *spans = NULL;
    if (o->set->unit > DATE_WEEK) {
        return fail(err, ERR_INVALID, "a promotion is asked about by day or week: set 'grain'");
    }
    Trying t = {
        .request = request, .main = main, .o = o, .a = a, .event = {.name = S("promotion")}};
    bool held = outlook_events_span(o, request->promotion, &ahead) && ahead.first >= main->count;
    if (!held) {
        return fail(err, ERR_INVALID,
                    "the promotion must lie within the days ahead, from " STR_F " to " STR_F,
                    STR_A(date_str(a, o->first)),
                    STR_A(date_str(a, history_period(o->set, o->set->count + o->horizon) - 1)));
    }
    if (!past_read(door, &t, &spans, err)) return false;
    t.event.spans = spans;
    t.event.assumed = request->promotion_lift;
    spans[t.past] = ahead;
    t.event.span_count = t.past + 1;
    t.lift = lifts_find(&(Lifts){&t.event, 1}, main->values, main->count, main->season, a)[0];
    OutlookWhatIf *w = o->what_if = arena_new(a, OutlookWhatIf, 1);
    Date end = history_period(o->set, o->set->count + o->horizon);
    *w = (OutlookWhatIf){.promotion = request->promotion,
                         .sure = t.lift.sure && !t.lift.assumed,
                         .is_assumed = t.lift.assumed,
                         .is_known = t.lift.sure || t.lift.assumed};
    if (w->promotion.end > end) w->promotion.end = end;
    if (!w->is_known) {
        w->words = unknown_words(&t);
        return true;
    }
    size_t before = t.past;
    if (t.lift.assumed) {  // what is assumed is of the days ahead alone
        spans[0] = ahead;
        before = 0;
    }
    if (!forecast_with(&t, before, &w->base, err) ||
        !forecast_with(&t, before + 1, &w->total, err)) {
        return false;
    }
    words_make(&t, w);
    return true;
}
