#include "api/api_state.h"
#include "api/forecast_query.h"
#include "api/handlers.h"
#include "api/paging.h"
#include "flow/calendars.h"
#include "flow/kept_said.h"
#include "flow/outlook_kept.h"
#include "flow/settings.h"
#include "sys/clock.h"
#include "sys/log.h"

#include <stdlib.h>

enum { THINGS_DEFAULT = 20, THINGS_MAX = 1000, HISTORY_MAX = 100000, OUTLOOK_JSON_MAX = 16 << 20 };

typedef struct Opened {
    Workspace *workspace;
    Snapshot *snapshot;
    QueryDoor door;
} Opened;

static bool opened_take(ApiCall *call, Opened *ret, Err *err) {
    Opened o = {.workspace = call->api->options.workspace};
    if (!workspace_snapshot(o.workspace, &o.snapshot, err)) return false;
    if (!workspace_door_take(o.workspace, o.snapshot, call->req->cancelled, &o.door, err)) {
        snapshot_release(o.snapshot);
        return false;
    }
    o.door.language = call->language;
    *ret = o;
    return true;
}

static void opened_give(Opened *o) {
    if (!o->workspace) return;
    workspace_door_give(o->workspace, &o->door);
    snapshot_release(o->snapshot);
}

// A comfort: a forecast is not withheld because it could not be kept.
static void outlook_keep(const OutlookPlace *place, const OutlookRequest *request, const Outlook *o,
                         Str json) {
    Err err = {0};
    if (outlook_kept_put(place, request, o, json, &err)) return;
    log_warn("forecast not kept", "error", err.message, NULL);
}

static bool outlook_fresh(ApiCall *call, const Opened *o, const OutlookPlace *place,
                          const OutlookRequest *request, Str *ret_json, Err *err) {
    Outlook *outlook = NULL;
    OutlookGrade grade = {0};
    if (!outlook_make(&o->door, request, call->a, &outlook, err) ||
        !outlook_kept_grade(place, outlook, call->a, &grade, err) ||
        !outlook_kept_note(place, outlook, call->a, err)) {
        return false;
    }
    if (grade.count > 0) outlook->grade = grade;
    CLEANUP(buf_done) Buf json;
    buf_init(&json, OUTLOOK_JSON_MAX);
    JsonW w = jsonw_to(&json);
    outlook_write(&w, outlook, clock_now());
    if (!buf_check(&json, ERR_WORD("the forecast"), err)) return false;
    outlook_keep(place, request, outlook, buf_str(&json));
    *ret_json = str_dup(call->a, buf_str(&json));
    return true;
}

// What a small picture needs: the last periods alone, and not what events of the past did.
static bool outlook_cut(Str whole, int64_t periods, JsonW *out, Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    if (!json_parse(whole, &json, err)) return false;
    Json *all = json_object_get(json, "history");
    Json *last = json_array();
    size_t count = json_array_size(all);
    size_t first = count > (size_t)periods ? count - (size_t)periods : 0;
    for (size_t i = first; i < count; i++) json_array_append(last, json_array_get(all, i));
    json_object_set_new(json, "history", last);
    json_object_del(json, "lifts");
    char *text = json_dumps(json, JSON_COMPACT);
    if (!text) return fail(err, ERR_LIMIT, "no memory for the forecast");
    jsonw_raw(out, str_from(text));
    free(text);
    return true;
}

// Whose festivals count, unless the request says so: as the workspace prefers.
static bool region_fill(ApiCall *call, OutlookRequest *request, Err *err) {
    Settings s = {0};
    if (request->region.len > 0) return true;
    if (!settings_get(call->api->options.workspace, call->a, &s, err)) return false;
    request->region = s.festivals_region;
    return true;
}

static bool outlook_get(ApiCall *call, DemandLevel level, Str subject, JsonW *out, Err *err) {
    OutlookRequest request = {0};
    int64_t periods = 0;
    const PagingRule rule = {"history", 0, 1, HISTORY_MAX};
    if (!paging_number(call->req, &rule, &periods, err) ||
        !forecast_query_read(call->req, &request, err) || !region_fill(call, &request, err) ||
        !outlook_check(&request, err)) {
        return false;
    }
    request.level = level;
    request.subject = subject;
    if (level == DEMAND_STORE) request.store = (Str){0};
    const ApiOptions *options = &call->api->options;
    Calendars own = {0};
    if (!calendars_load(options->store, options->workspace_id, call->a, &own, err)) return false;
    request.own = own.days;
    request.own_count = own.count;
    request.own_version = own.version;
    CLEANUP(opened_give) Opened o = {0};
    Str kept = {0};
    if (!opened_take(call, &o, err)) return false;
    const OutlookPlace place = {
        .store = options->store, .workspace = options->workspace_id, .model = o.door.model};
    if (!outlook_kept_find(&place, &request, call->a, &kept, err)) return false;
    if (kept.len == 0 && !outlook_fresh(call, &o, &place, &request, &kept, err)) return false;
    Words words = words_for(call->a, call->language);
    if (periods == 0) return kept_said_outlook(out, kept, words, err);
    CLEANUP(buf_done) Buf cut;
    buf_init(&cut, OUTLOOK_JSON_MAX);
    JsonW w = jsonw_to(&cut);
    return outlook_cut(kept, periods, &w, err) && buf_check(&cut, ERR_WORD("the forecast"), err) &&
           kept_said_outlook(out, buf_str(&cut), words, err);
}

bool api_forecast_sku_get(ApiCall *call, JsonW *out, Err *err) {
    return outlook_get(call, DEMAND_SKU, call->params[0], out, err);
}

bool api_forecast_store_get(ApiCall *call, JsonW *out, Err *err) {
    Str name = {0};
    (void)http_request_query(call->req, S("name"), &name);
    return outlook_get(call, DEMAND_STORE, name, out, err);
}

bool api_forecast_category_get(ApiCall *call, JsonW *out, Err *err) {
    Str name = {0};
    (void)http_request_query(call->req, S("name"), &name);
    return outlook_get(call, DEMAND_CATEGORY, name, out, err);
}

bool api_forecast_business_get(ApiCall *call, JsonW *out, Err *err) {
    return outlook_get(call, DEMAND_ALL, (Str){0}, out, err);
}

static void measure_write(JsonW *out, Str name, Str label, Str unit, Words w) {
    jsonw_object(out);
    jsonw_key_str(out, "name", name);
    jsonw_key_str(out, "label", words_name(w, label));
    jsonw_key_str(out, "unit", unit);
    jsonw_end(out);
}

// Those of the model's metrics that can be forecast.
static void measures_write(JsonW *out, const Model *m, const Demand *chosen, Words w) {
    bool listed = false;
    jsonw_key_array(out, "measures");
    for (size_t i = 0; i < m->metric_count; i++) {
        Demand d = {0};
        Err ignored = {0};
        if (!demand_find(m, m->metrics[i].name, w.a, &d, &ignored)) continue;
        measure_write(out, d.name, d.label, d.unit, w);
        listed = listed || str_eq(d.name, chosen->name);
    }
    if (!listed) measure_write(out, chosen->name, chosen->label, chosen->unit, w);
    jsonw_end(out);
}

bool api_forecast_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Demand d = {0};
    if (!workspace_snapshot(call->api->options.workspace, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    if (!demand_find(m, (Str){0}, call->a, &d, err)) return false;
    jsonw_object(out);
    jsonw_key(out, S("measure"));
    Words w = words_for(call->a, call->language);
    measure_write(out, d.name, d.label, d.unit, w);
    measures_write(out, m, &d, w);
    jsonw_key_array(out, "levels");
    for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) {
        if (!d.things[level].is_known) continue;
        jsonw_object(out);
        jsonw_key_str(out, "level", str_from(demand_level_name((DemandLevel)level)));
        jsonw_key_str(out, "label", words_name(w, d.things[level].label));
        jsonw_end(out);
    }
    jsonw_end(out);
    jsonw_key_bool(out, "has_stock", d.stock.table >= 0);
    jsonw_key_bool(out, "has_lead_time", d.lead.table >= 0);
    jsonw_end(out);
    return true;
}

// All words of the search stand in the name, the key or the category.
static bool thing_fits(const HistoryThing *t, Str search) {
    for (Str word = str_next_word(&search); word.len > 0; word = str_next_word(&search)) {
        bool has = str_find_nocase(t->name, word) != STR_NONE ||
                   str_find_nocase(t->key, word) != STR_NONE ||
                   str_find_nocase(t->category, word) != STR_NONE;
        if (!has) return false;
    }
    return true;
}

static void things_write(JsonW *out, const HistoryThings *things, Str search, int64_t limit) {
    int64_t total = 0;
    jsonw_key_array(out, "things");
    for (size_t i = 0; i < things->count; i++) {
        const HistoryThing *t = &things->items[i];
        if (!thing_fits(t, search) || total++ >= limit) continue;
        jsonw_object(out);
        jsonw_key_str(out, "key", t->key);
        jsonw_key_str(out, "name", t->name);
        if (t->category.len > 0) jsonw_key_str(out, "category", t->category);
        jsonw_key_float(out, "sold", t->sum);
        jsonw_end(out);
    }
    jsonw_end(out);
    jsonw_key_int(out, "total", total);
}

bool api_forecast_things_get(ApiCall *call, JsonW *out, Err *err) {
    int64_t limit = 0;
    DemandLevel level = DEMAND_SKU;
    Str measure = {0}, search = {0}, name = S("sku");
    const PagingRule rule = {"limit", THINGS_DEFAULT, 1, THINGS_MAX};
    (void)http_request_query(call->req, S("measure"), &measure);
    (void)http_request_query(call->req, S("search"), &search);
    (void)http_request_query(call->req, S("level"), &name);
    if (!paging_number(call->req, &rule, &limit, err) || !forecast_query_level(name, &level, err)) {
        return false;
    }
    CLEANUP(opened_give) Opened o = {0};
    Demand d = {0};
    HistoryThings things = {0};
    if (!opened_take(call, &o, err) || !demand_find(o.door.model, measure, call->a, &d, err) ||
        !history_things(&o.door, &d, level, call->a, &things, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_str(out, "level", str_from(demand_level_name(level)));
    things_write(out, &things, search, limit);
    jsonw_end(out);
    return true;
}
