#include "flow/outlook_kept.h"

#include <math.h>

#include "data/number_text.h"
#include "flow/outlook_words.h"
#include "flow/outlook_write.h"
#include "store/store_forecast.h"
#include "sys/clock.h"

enum { POINTS_JSON_MAX = 4 << 20, GRADED_PERIODS_MIN = 3 };

#define KIND_OUTLOOK S("outlook")
#define KIND_POINTS S("points")
#define KIND_LIST S("list")

Str outlook_kept_version(const Model *m, Arena *a) {
    uint64_t hash = m->version;
    for (size_t t = 0; t < m->table_count; t++) {
        hash =
            (hash ^ m->tables[t].version) * UINT64_C(1099511628211) + str_hash(m->tables[t].name);
    }
    return str_fmt(a, "%016llx", (unsigned long long)hash);
}

static Str request_text(const OutlookRequest *r, Arena *a) {
    Str span = r->span_is_set ? str_fmt(a, "%d-%d", r->span.first, r->span.end) : (Str){0};
    Str what = str_fmt(a, "%s|" STR_F "|" STR_F "|" STR_F "|" STR_F "|" STR_F,
                       demand_level_name(r->level), STR_A(r->subject), STR_A(r->store),
                       STR_A(r->measure), STR_A(r->model), STR_A(r->region));
    Str if_text = str_fmt(a, "%g|%d-%d|%g|" STR_F, r->price_change, r->promotion.first,
                          r->promotion.end, r->promotion_lift, STR_A(r->own_version));
    return str_fmt(a, STR_F "|%d|%zu|%g|" STR_F "|%g|%g|%g|" STR_F, STR_A(what),
                   r->unit_is_set ? (int)r->unit : -1, r->horizon, r->confidence, STR_A(span),
                   r->terms.lead_days, r->terms.service_percent, r->terms.review_days,
                   STR_A(if_text));
}

typedef struct Subject {
    DemandLevel level;
    Str key, store, measure;
    DateUnit unit;
} Subject;

static Str subject_text(const Subject *s, Arena *a) {
    return str_fmt(a, "%s|" STR_F "|" STR_F "|" STR_F "|%s", demand_level_name(s->level),
                   STR_A(s->key), STR_A(s->store), STR_A(s->measure), date_unit_name(s->unit));
}

Str outlook_kept_subject(const Outlook *o, Arena *a) {
    const Subject subject = {o->level, o->key, o->store, o->demand->name, o->set->unit};
    return subject_text(&subject, a);
}

// When the list of a level was made of the data as it is; 0 when none was.
static bool list_made_at(const OutlookPlace *place, DemandLevel level, Arena *a, Moment *ret,
                         Err *err) {
    OutlookList list = {0};
    if (!outlook_kept_list(place, level, a, &list, err)) return false;
    *ret = list.is_current ? list.made_at : 0;
    return true;
}

// What was kept before the list of all does not know of it.
bool outlook_kept_find(const OutlookPlace *place, const OutlookRequest *request, Arena *a,
                       Str *ret_json, Err *err) {
    Moment since = clock_now() - OUTLOOK_KEPT_US, listed = 0;
    if (!list_made_at(place, request->level, a, &listed, err)) return false;
    const StoreForecastKey key = {.kind = KIND_OUTLOOK,
                                  .request = request_text(request, a),
                                  .version = outlook_kept_version(place->model, a),
                                  .since = listed > since ? listed : since};
    StoreForecast kept = {0};
    if (!store_forecast_find(place->store, place->workspace, &key, a, &kept, err)) return false;
    *ret_json = kept.json;
    return true;
}

bool outlook_kept_put(const OutlookPlace *place, const OutlookRequest *request, const Outlook *o,
                      Str json, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const HistorySet *set = o->set;
    const StoreForecast kept = {.kind = KIND_OUTLOOK,
                                .subject = outlook_kept_subject(o, a),
                                .request = request_text(request, a),
                                .version = outlook_kept_version(place->model, a),
                                .model = o->forecast.model,
                                .first = o->first,
                                .last = history_period(set, set->count + o->horizon) - 1,
                                .made_at = clock_now(),
                                .json = json};
    return store_forecast_put(place->store, place->workspace, &kept, err);
}

static Str list_key(DemandLevel level) { return str_from(demand_level_name(level)); }

bool outlook_kept_list(const OutlookPlace *place, DemandLevel level, Arena *a, OutlookList *ret,
                       Err *err) {
    const StoreForecastKey key = {.kind = KIND_LIST, .request = list_key(level)};
    StoreForecast kept = {0};
    if (!store_forecast_find(place->store, place->workspace, &key, a, &kept, err)) return false;
    *ret = (OutlookList){.json = kept.json,
                         .made_at = kept.made_at,
                         .is_current = str_eq(kept.version, outlook_kept_version(place->model, a))};
    return true;
}

static bool points_put(const OutlookPlace *place, const OutlookAll *all, const OutlookItem *item,
                       StoreForecast *kept, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf json;
    buf_init(&json, POINTS_JSON_MAX);
    JsonW w = jsonw_to(&json);
    jsonw_object(&w);
    outlook_write_points(&w, all->set, &item->forecast);
    jsonw_end(&w);
    if (!buf_check(&json, ERR_WORD("the forecast"), err)) return false;
    const Subject subject = {all->level, item->key, (Str){0}, all->demand->name, all->set->unit};
    kept->kind = KIND_POINTS;
    kept->subject = subject_text(&subject, a);
    kept->request = kept->subject;
    kept->model = item->forecast.model;
    kept->json = buf_str(&json);
    return store_forecast_put(place->store, place->workspace, kept, err);
}

static bool all_put(const OutlookPlace *place, const OutlookAll *all, Str json, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const HistorySet *set = all->set;
    StoreForecast kept = {.kind = KIND_LIST,
                          .subject = KIND_LIST,
                          .request = list_key(all->level),
                          .version = outlook_kept_version(place->model, a),
                          .first = history_period(set, set->count),
                          .last = history_period(set, set->count + all->horizon) - 1,
                          .made_at = clock_now(),
                          .json = json};
    if (!store_forecast_put(place->store, place->workspace, &kept, err)) return false;
    for (size_t i = 0; i < all->count; i++) {
        if (!points_put(place, all, &all->items[i], &kept, err)) return false;
    }
    return true;
}

bool outlook_kept_put_all(const OutlookPlace *place, const OutlookAll *all, Str json, Err *err) {
    if (!store_begin(place->store, STORE_DURABLE, err)) return false;
    if (!all_put(place, all, json, err)) {
        store_rollback(place->store);
        return false;
    }
    return store_commit(place->store, err);
}

static bool point_read(const Json *json, Date *ret_day, ForecastPoint *ret, Err *err) {
    Str day = {0};
    return json_get_str(json, "date", true, &day, err) &&
           json_get_float(json, "quantity", true, &ret->mean, err) &&
           json_get_float(json, "lower", true, &ret->lower, err) &&
           json_get_float(json, "upper", true, &ret->upper, err) && date_parse_iso(day, ret_day);
}

// The sums of both over the days that both speak of.
typedef struct Sums {
    double own, listed;
    size_t periods;
} Sums;

static bool sums_find(const StoreForecast *kept, const Outlook *o, Sums *ret, Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    const Json *list = NULL;
    if (!json_parse(kept->json, &json, err) ||
        !json_get_array(json, "forecast", true, &list, err)) {
        return false;
    }
    const HistorySet *set = o->set;
    for (size_t i = 0; i < json_array_size(list) && i < o->horizon; i++) {
        Date day = 0;
        ForecastPoint p = {0};
        if (!point_read(json_array_get(list, i), &day, &p, err)) return false;
        if (day != history_period(set, set->count + i)) return true;
        ret->own += o->forecast.points[i].mean;
        ret->listed += p.mean;
        ret->periods++;
    }
    return true;
}

bool outlook_kept_note(const OutlookPlace *place, Outlook *o, Arena *a, Err *err) {
    if (o->level == DEMAND_ALL || o->store.len > 0) return true;
    const StoreForecastKey key = {.kind = KIND_POINTS,
                                  .request = outlook_kept_subject(o, a),
                                  .version = outlook_kept_version(place->model, a)};
    StoreForecast kept = {0};
    Sums sums = {0};
    if (!store_forecast_find(place->store, place->workspace, &key, a, &kept, err)) return false;
    if (kept.json.len == 0) return true;
    if (!sums_find(&kept, o, &sums, err)) return false;
    Str listed = outlook_amount(o->demand, sums.listed, a);
    if (str_eq(listed, outlook_amount(o->demand, sums.own, a))) return true;
    outlook_note(o,
                 str_fmt(a,
                         "The list of all says " STR_F " for the next " STR_F
                         ": there every forecast is moved a little so that they add up.",
                         STR_A(listed), STR_A(outlook_periods(sums.periods, o->set->unit, a))),
                 a);
    return true;
}

// The position of a day among the periods of the history; SIZE_MAX when it is none of them.
static size_t period_of(const HistorySet *set, Date day) {
    for (size_t i = set->count; i-- > 0;) {
        Date at = history_period(set, i);
        if (at == day) return i;
        if (at < day) break;
    }
    return SIZE_MAX;
}

// The points of a kept forecast whose days have come.
static bool points_grade(const StoreForecast *kept, const Outlook *o, Arena *a, OutlookGrade *ret,
                         Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    const Json *list = NULL;
    if (!json_parse(kept->json, &json, err) ||
        !json_get_array(json, "forecast", true, &list, err)) {
        return false;
    }
    OutlookGrade g = {.made_at = kept->made_at};
    g.points = arena_new(a, OutlookGradePoint, json_array_size(list) + 1);
    for (size_t i = 0; i < json_array_size(list); i++) {
        OutlookGradePoint p = {0};
        if (!point_read(json_array_get(list, i), &p.date, &p.forecast, err)) return false;
        size_t at = period_of(o->set, p.date);
        if (at == SIZE_MAX || !isfinite(o->series->values[at])) continue;
        p.actual = o->series->values[at];
        g.points[g.count++] = p;
    }
    *ret = g;
    return true;
}

static Str miss_words(const OutlookGrade *g, Arena *a) {
    if (!(g->actual > 0)) return S("nothing was sold");
    double miss = 100 * (g->forecast - g->actual) / g->actual;
    if (fabs(miss) < 1) return S("right to within 1 %");
    return str_fmt(a, "%.0f %% too %s", fabs(miss), miss > 0 ? "high" : "low");
}

static void words_make(const Outlook *o, OutlookGrade *g, Arena *a) {
    Date made = (Date)(g->made_at / MOMENT_DAY);
    Str span = str_fmt(a, STR_F " to " STR_F, STR_A(outlook_day(g->points[0].date, a)),
                       STR_A(outlook_day(g->points[g->count - 1].date, a)));
    g->words = str_fmt(
        a, "On " STR_F " I forecast " STR_F " for " STR_F "; it was " STR_F ": " STR_F ". ",
        STR_A(outlook_day(made, a)), STR_A(outlook_amount(o->demand, g->forecast, a)), STR_A(span),
        STR_A(outlook_amount(o->demand, g->actual, a)), STR_A(miss_words(g, a)));
    g->words = str_fmt(a, STR_F "%.0f of %zu %ss lay within the range.", STR_A(g->words),
                       g->inside * (double)g->count, g->count, date_unit_name(o->set->unit));
}

bool outlook_kept_grade(const OutlookPlace *place, const Outlook *o, Arena *a, OutlookGrade *ret,
                        Err *err) {
    StoreForecasts past = {0};
    const StoreForecastPast wanted = {
        .workspace = place->workspace, .subject = outlook_kept_subject(o, a), .day = o->first};
    *ret = (OutlookGrade){0};
    if (!store_forecast_past(place->store, &wanted, a, &past, err)) return false;
    for (size_t i = 0; i < past.count; i++) {
        OutlookGrade g = {0};
        if (!points_grade(&past.items[i], o, a, &g, err)) return false;
        if (g.count < GRADED_PERIODS_MIN || g.count <= ret->count) continue;
        outlook_grade_sum(&g);
        words_make(o, &g, a);
        *ret = g;
    }
    return true;
}
