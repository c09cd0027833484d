#include "api/api_state.h"
#include "api/handlers.h"
#include "api/paging.h"
#include "flow/dashboard_data.h"
#include "flow/dashboard_said.h"
#include "flow/dashboards.h"
#include "flow/settings.h"
#include "store/store_dashboards.h"
#include "sys/clock.h"

enum { ROWS_DEFAULT = 100, ROWS_MAX = 1000 };

static Workspace *workspace_of(const ApiCall *call) { return call->api->options.workspace; }

static DashboardRef ref_of(const ApiCall *call) {
    return (DashboardRef){call->params[0], &call->visitor.person};
}

static bool dashboard_get(ApiCall *call, Dashboard *ret, Err *err) {
    DashboardRef ref = ref_of(call);
    return dashboards_get(workspace_of(call), &ref, call->a, ret, err);
}

// In the reader's language; what the model can not be had for stands as it was made.
static void board_write(ApiCall *call, JsonW *out, Dashboard *d, AccessLevel level) {
    Err none = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (workspace_snapshot(workspace_of(call), &s, &none)) {
        dashboard_said(snapshot_model(s), clock_today(), words_for(call->a, call->language),
                       d->doc);
    }
    dashboard_write(out, d, level);
}

// ---- events ----

static void list_changed(const ApiCall *call, Str board) {
    tell_board(call->api, &(TellBoard){.event = "dashboards", .board = board, .is_of_list = true});
}

static void dashboard_changed(const ApiCall *call, const Dashboard *d) {
    tell_board(call->api, &(TellBoard){"dashboard", d->id, d->version, false});
    list_changed(call, d->id);
}

// ---- the list ----

static void brief_write(JsonW *out, const StoreDashboard *d, AccessLevel level, Words w) {
    jsonw_object(out);
    jsonw_key_str(out, "id", d->id);
    jsonw_key_str(out, "name", dashboard_said_name(w, d->name));
    jsonw_key_int(out, "version", d->version);
    jsonw_key_moment(out, "updated_at", d->updated_at);
    jsonw_key_int(out, "cards", d->cards);
    jsonw_key_bool(out, "favourite", d->favourite);
    if (d->owner_name.len > 0) jsonw_key_str(out, "owner", d->owner_name);
    jsonw_key_bool(out, "may_edit", level >= ACCESS_EDIT);
    jsonw_key_bool(out, "may_share", level >= ACCESS_OWN);
    if (d->deleted_at != 0) jsonw_key_moment(out, "deleted_at", d->deleted_at);
    jsonw_end(out);
}

bool api_dashboards_get(ApiCall *call, JsonW *out, Err *err) {
    Str wish = {0};
    AccessBoards list = {0};
    bool deleted = http_request_query(call->req, S("deleted"), &wish) && str_eq(wish, S("true"));
    if (!access_boards(workspace_of(call), &call->visitor.person, deleted, call->a, &list, err)) {
        return false;
    }
    Words w = words_for(call->a, call->language);
    jsonw_object(out);
    jsonw_key_array(out, "dashboards");
    for (size_t i = 0; i < list.count; i++) brief_write(out, &list.items[i], list.levels[i], w);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

// ---- one ----

bool api_dashboards_post(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!dashboards_create(workspace_of(call), &call->visitor.person, call->in,
                           words_for(call->a, call->language), &d, err)) {
        return false;
    }
    board_write(call, out, &d, ACCESS_OWN);
    list_changed(call, d.id);
    return true;
}

bool api_dashboard_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!dashboard_get(call, &d, err)) return false;
    board_write(call, out, &d, call->access);
    return true;
}

// Who lost is told what there is now.
static void conflict_note(ApiCall *call, const Err *err) {
    Err none = {0};
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (err->code != ERR_CONFLICT) return;
    if (!dashboard_get(call, &d, &none)) return;
    call->problem.version = d.version;
}

bool api_dashboard_patch(ApiCall *call, JsonW *out, Err *err) {
    DashboardRef ref = ref_of(call);
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!dashboards_change(workspace_of(call), &ref, call->in, call->a, &d, err)) {
        conflict_note(call, err);
        return false;
    }
    board_write(call, out, &d, call->access);
    dashboard_changed(call, &d);
    return true;
}

bool api_dashboard_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    if (!dashboards_delete(workspace_of(call), call->params[0], err)) return false;
    list_changed(call, call->params[0]);
    return true;
}

bool api_dashboard_restore_post(ApiCall *call, JsonW *out, Err *err) {
    DashboardRef ref = ref_of(call);
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!dashboards_undelete(workspace_of(call), &ref, call->a, &d, err)) return false;
    board_write(call, out, &d, call->access);
    dashboard_changed(call, &d);
    return true;
}

bool api_dashboard_favourite_put(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    bool favourite = false;
    DashboardRef ref = ref_of(call);
    return json_get_bool(call->in, "favourite", true, &favourite, err) &&
           dashboards_favour(workspace_of(call), &ref, favourite, err);
}

// ---- versions ----

bool api_dashboard_versions_get(ApiCall *call, JsonW *out, Err *err) {
    StoreDashboardVersions list = {0};
    const ApiOptions *o = &call->api->options;
    if (!store_dashboards_versions(o->store, o->workspace_id, call->params[0], call->a, &list,
                                   err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_array(out, "versions");
    for (size_t i = 0; i < list.count; i++) {
        jsonw_object(out);
        jsonw_key_int(out, "version", list.items[i].version);
        jsonw_key_moment(out, "at", list.items[i].at);
        jsonw_key_str(out, "what", list.items[i].what);
        if (list.items[i].author.len > 0) jsonw_key_str(out, "author", list.items[i].author);
        jsonw_end(out);
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_dashboard_version_restore_post(ApiCall *call, JsonW *out, Err *err) {
    int64_t version = 0;
    DashboardRef ref = ref_of(call);
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!str_to_int(call->params[1], &version)) {
        return fail(err, ERR_INVALID, "a version is a whole number");
    }
    if (!dashboards_revert(workspace_of(call), &ref, version, call->a, &d, err)) {
        return false;
    }
    board_write(call, out, &d, call->access);
    dashboard_changed(call, &d);
    return true;
}

// ---- what the cards show ----

static bool day_read(ApiCall *call, PeriodDay *ret, Err *err) {
    Str text = {0};
    *ret = (PeriodDay){clock_today(), settings_fiscal_month(workspace_of(call))};
    if (!json_get_str(call->in, "today", false, &text, err)) return false;
    if (text.len == 0 || date_parse_iso(text, &ret->today)) return true;
    return fail(err, ERR_INVALID, "field 'today' must be a date like 2026-11-21");
}

// The filters of the request stand in the place of those that are kept.
static bool data_request_read(ApiCall *call, const Dashboard *d, DashboardDataRequest *ret,
                              Err *err) {
    DashboardDataRequest r = {.card = dashboard_doc_card(d->doc, call->params[1]),
                              .filters = dashboard_doc_filters(d->doc),
                              .language = call->language,
                              .cancel = call->req->cancelled};
    const Json *filters = NULL;
    if (!r.card) {
        return fail(err, ERR_NOT_FOUND, "there is no card '" STR_F "'", STR_A(call->params[1]));
    }
    if (!day_read(call, &r.day, err) || !json_get_str(call->in, "chart", false, &r.chart, err) ||
        !json_get_array(call->in, "filters", false, &filters, err)) {
        return false;
    }
    if (filters) {
        if (!dashboard_doc_filters_check(filters, err)) return false;
        r.filters = filters;
    }
    *ret = r;
    return true;
}

bool api_dashboard_card_data_post(ApiCall *call, JsonW *out, Err *err) {
    DashboardDataRequest request = {0};
    CLEANUP(dashboard_done) Dashboard d = {0};
    return dashboard_get(call, &d, err) && data_request_read(call, &d, &request, err) &&
           dashboard_data_write(workspace_of(call), &request, call->a, out, err);
}

static bool rows_request_read(ApiCall *call, DashboardRowsRequest *ret, Err *err) {
    int64_t limit = ROWS_DEFAULT;
    int64_t offset = 0;
    DashboardRowsRequest r = {.language = call->language, .cancel = call->req->cancelled};
    if (!json_get_array(call->in, "where", false, &r.where, err) ||
        !json_get_int(call->in, "limit", false, &limit, err) ||
        !json_get_int(call->in, "offset", false, &offset, err)) {
        return false;
    }
    if (limit < 1 || limit > ROWS_MAX || offset < 0) {
        return fail(err, ERR_INVALID, "'limit' must be 1 to %d, and 'offset' not negative",
                    ROWS_MAX);
    }
    r.limit = (uint64_t)limit;
    r.offset = (uint64_t)offset;
    *ret = r;
    return true;
}

bool api_dashboard_card_rows_post(ApiCall *call, JsonW *out, Err *err) {
    DashboardDataRequest request = {0};
    DashboardRowsRequest rows = {0};
    CLEANUP(dashboard_done) Dashboard d = {0};
    return dashboard_get(call, &d, err) && data_request_read(call, &d, &request, err) &&
           rows_request_read(call, &rows, err) &&
           dashboard_data_rows(workspace_of(call), &request, &rows, call->a, out, err);
}

bool api_query_rows_post(ApiCall *call, JsonW *out, Err *err) {
    DashboardRowsRequest rows = {0};
    const Json *plan = NULL;
    return json_get_object(call->in, "plan", true, &plan, err) &&
           rows_request_read(call, &rows, err) &&
           dashboard_data_plan_rows(workspace_of(call), plan, &rows, call->a, out, err);
}
