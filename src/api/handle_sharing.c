// Templates of dashboards, what people say of them, and links to read one.
#include "api/api_state.h"
#include "api/handlers.h"
#include "api/paging.h"
#include "flow/dashboard_data.h"
#include "flow/dashboard_said.h"
#include "flow/dashboard_template.h"
#include "flow/dashboard_values.h"
#include "flow/dashboards.h"
#include "flow/settings.h"
#include "store/store_dashboard_links.h"
#include "store/store_dashboard_notes.h"
#include "sys/clock.h"
#include "sys/rand.h"

enum {
    NOTE_BYTES_MAX = 4000,
    AUTHOR_BYTES_MAX = 100,
    LINK_DAYS_MAX = 3650,
    STATUS_GONE = 410,
};

static Workspace *workspace_of(const ApiCall *call) { return call->api->options.workspace; }
static Store *store_of(const ApiCall *call) { return call->api->options.store; }

// ---- templates ----

bool api_dashboard_templates_get(ApiCall *call, JsonW *out, Err *err) {
    DashboardTemplate list[DASHBOARD_TEMPLATES_MAX] = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(workspace_of(call), &s, err)) return false;
    size_t count = dashboard_template_list(snapshot_model(s), clock_today(),
                                           words_for(call->a, call->language), list);
    jsonw_object(out);
    jsonw_key_array(out, "templates");
    for (size_t i = 0; i < count; i++) {
        jsonw_object(out);
        jsonw_key_str(out, "id", list[i].id);
        jsonw_key_str(out, "name", list[i].name);
        jsonw_key_str(out, "why", list[i].why);
        jsonw_key_int(out, "cards", (int64_t)list[i].cards);
        jsonw_end(out);
        dashboard_template_done(&list[i]);
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

// ---- comments ----

static bool dashboard_get(ApiCall *call, Str id, Dashboard *ret, Err *err) {
    DashboardRef ref = {id, &call->visitor.person};
    return dashboards_get(workspace_of(call), &ref, call->a, ret, err);
}

// The dashboard must be there, and not only have been.
static bool dashboard_check(ApiCall *call, Err *err) {
    CLEANUP(dashboard_done) Dashboard d = {0};
    return dashboard_get(call, call->params[0], &d, err);
}

static void notes_changed(const ApiCall *call) {
    tell_board(call->api, &(TellBoard){.event = "comments", .board = call->params[0]});
}

static void note_write(const ApiCall *call, JsonW *out, const StoreDashboardNote *n) {
    jsonw_object(out);
    jsonw_key_str(out, "id", n->id);
    if (n->card.len > 0) jsonw_key_str(out, "card", n->card);
    if (n->at_date.len > 0) jsonw_key_str(out, "at", n->at_date);
    jsonw_key_str(out, "text", n->text);
    jsonw_key_str(out, "author", n->author);
    jsonw_key_bool(out, "may_delete", access_to_note(&call->visitor.person, call->access, n));
    jsonw_key_moment(out, "made_at", n->made_at);
    jsonw_end(out);
}

bool api_dashboard_comments_get(ApiCall *call, JsonW *out, Err *err) {
    StoreDashboardNotes list = {0};
    if (!dashboard_check(call, err) ||
        !store_dashboard_notes_list(store_of(call), call->params[0], call->a, &list, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_array(out, "comments");
    for (size_t i = 0; i < list.count; i++) note_write(call, out, &list.items[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

static bool note_read(ApiCall *call, StoreDashboardNote *ret, Err *err) {
    StoreDashboardNote n = {.id = rand_id(call->a), .author = S("owner"), .made_at = clock_now()};
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!json_get_str(call->in, "text", true, &n.text, err) ||
        !json_get_str(call->in, "card", false, &n.card, err) ||
        !json_get_str(call->in, "at", false, &n.at_date, err) ||
        !json_get_str(call->in, "author", false, &n.author, err) ||
        !dashboard_get(call, call->params[0], &d, err)) {
        return false;
    }
    if (call->visitor.is_known) {
        n.person = person_id(&call->visitor.person);
        n.author = person_name(&call->visitor.person);
    }
    if (str_trim(n.text).len == 0 || n.text.len > NOTE_BYTES_MAX ||
        n.author.len > AUTHOR_BYTES_MAX) {
        return fail(err, ERR_INVALID, "a comment has 1 to %d bytes, its author %d at most",
                    NOTE_BYTES_MAX, AUTHOR_BYTES_MAX);
    }
    if (n.card.len > 0 && !dashboard_doc_card(d.doc, n.card)) {
        return fail(err, ERR_NOT_FOUND, "there is no card '" STR_F "'", STR_A(n.card));
    }
    *ret = n;
    return true;
}

bool api_dashboard_comments_post(ApiCall *call, JsonW *out, Err *err) {
    StoreDashboardNote note = {0};
    if (!note_read(call, &note, err) ||
        !store_dashboard_notes_add(store_of(call), call->params[0], &note, err)) {
        return false;
    }
    note_write(call, out, &note);
    notes_changed(call);
    return true;
}

static bool note_mark(ApiCall *call, Moment at, Err *err) {
    StoreDashboardNoteKey key = {call->params[0], call->params[1]};
    StoreDashboardNote note = {0};
    if (!dashboard_check(call, err) ||
        !store_dashboard_notes_get(store_of(call), &key, call->a, &note, err)) {
        return false;
    }
    if (!access_to_note(&call->visitor.person, call->access, &note)) {
        return fail(err, ERR_DENIED, "this comment is somebody else's");
    }
    if (!store_dashboard_notes_mark(store_of(call), &key, at, err)) return false;
    notes_changed(call);
    return true;
}

bool api_dashboard_comment_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    return note_mark(call, clock_now(), err);
}

bool api_dashboard_comment_restore_post(ApiCall *call, JsonW *out, Err *err) {
    return note_mark(call, 0, err) && api_dashboard_comments_get(call, out, err);
}

// ---- links ----

static void link_write(JsonW *out, const StoreDashboardLink *l) {
    jsonw_object(out);
    jsonw_key_str(out, "token", l->token);
    jsonw_key_moment(out, "made_at", l->made_at);
    if (l->expires_at != 0) jsonw_key_moment(out, "expires_at", l->expires_at);
    jsonw_end(out);
}

bool api_dashboard_links_get(ApiCall *call, JsonW *out, Err *err) {
    StoreDashboardLinks list = {0};
    if (!dashboard_check(call, err) ||
        !store_dashboard_links_list(store_of(call), call->params[0], call->a, &list, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_array(out, "links");
    for (size_t i = 0; i < list.count; i++) link_write(out, &list.items[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_dashboard_links_post(ApiCall *call, JsonW *out, Err *err) {
    int64_t days = 0;
    StoreDashboardLink link = {
        .token = rand_id(call->a), .dashboard = call->params[0], .made_at = clock_now()};
    if (!dashboard_check(call, err) || !json_get_int(call->in, "days", false, &days, err)) {
        return false;
    }
    if (days < 0 || days > LINK_DAYS_MAX) {
        return fail(err, ERR_INVALID, "'days' must be 1 to %d", LINK_DAYS_MAX);
    }
    if (days > 0) link.expires_at = link.made_at + days * MOMENT_DAY;
    if (!store_dashboard_links_add(store_of(call), &link, err)) return false;
    link_write(out, &link);
    return true;
}

bool api_dashboard_link_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    StoreDashboardLinkKey key = {call->params[0], call->params[1]};
    return dashboard_check(call, err) &&
           store_dashboard_links_withdraw(store_of(call), &key, clock_now(), err);
}

bool api_dashboard_link_restore_post(ApiCall *call, JsonW *out, Err *err) {
    StoreDashboardLinkKey key = {call->params[0], call->params[1]};
    return dashboard_check(call, err) &&
           store_dashboard_links_withdraw(store_of(call), &key, 0, err) &&
           api_dashboard_links_get(call, out, err);
}

// ---- what a link shows ----

static bool gone(ApiCall *call, const char *how, Err *err) {
    call->problem.status = STATUS_GONE;
    return fail(err, ERR_NOT_FOUND, "the link %s; ask whoever sent it for another", how);
}

// The one dashboard that the token in the path opens, and none besides.
static bool shared_open(ApiCall *call, Dashboard *ret, Err *err) {
    StoreDashboardLink link = {0};
    const ApiOptions *o = &call->api->options;
    if (!store_dashboard_links_get(o->store, o->workspace_id, call->params[0], call->a, &link,
                                   err)) {
        return false;
    }
    if (link.withdrawn_at != 0) return gone(call, ERR_WORD("was withdrawn"), err);
    if (link.expires_at != 0 && link.expires_at <= clock_now()) {
        return gone(call, ERR_WORD("has expired"), err);
    }
    if (dashboard_get(call, link.dashboard, ret, err)) return true;
    return err->code == ERR_NOT_FOUND ? gone(call, ERR_WORD("leads to what was deleted"), err)
                                      : false;
}

bool api_shared_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!shared_open(call, &d, err)) return false;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(workspace_of(call), &s, err)) return false;
    dashboard_said(snapshot_model(s), clock_today(), words_for(call->a, call->language), d.doc);
    jsonw_object(out);
    jsonw_key(out, S("dashboard"));
    dashboard_write_shared(out, &d);
    jsonw_end(out);
    return true;
}

// The dashboard's own filters with other values: a reader chooses among what its maker offers.
static bool values_lay(const Json *kept, const Json *given, Json **ret, Err *err) {
    CLEANUP(json_done) Json *filters = json_deep_copy(kept);
    for (size_t i = 0; i < json_array_size(given); i++) {
        const Json *one = json_array_get(given, i);
        Json *own = NULL;
        for (size_t k = 0; k < json_array_size(filters) && !own; k++) {
            Json *filter = json_array_get(filters, k);
            if (json_equal(json_object_get(filter, "id"), json_object_get(one, "id"))) own = filter;
        }
        if (!own) return fail(err, ERR_DENIED, "a shared dashboard takes its own filters only");
        Json *values = json_object_get(one, "values");
        if (values) json_object_set(own, "values", values);
    }
    if (!dashboard_doc_filters_check(filters, err)) return false;
    *ret = json_incref(filters);
    return true;
}

bool api_shared_card_data_post(ApiCall *call, JsonW *out, Err *err) {
    const Json *given = NULL;
    CLEANUP(dashboard_done) Dashboard d = {0};
    CLEANUP(json_done) Json *filters = NULL;
    if (!shared_open(call, &d, err) || !json_get_array(call->in, "filters", false, &given, err) ||
        !values_lay(dashboard_doc_filters(d.doc), given, &filters, err)) {
        return false;
    }
    DashboardDataRequest request = {
        .card = dashboard_doc_card(d.doc, call->params[1]),
        .filters = filters,
        .day = {clock_today(), settings_fiscal_month(workspace_of(call))},
        .language = call->language,
        .is_shared = true,
        .cancel = call->req->cancelled};
    if (!request.card) {
        return fail(err, ERR_NOT_FOUND, "there is no card '" STR_F "'", STR_A(call->params[1]));
    }
    return dashboard_data_write(workspace_of(call), &request, call->a, out, err);
}

// ---- what filters can be set to ----

static bool values_answer(ApiCall *call, JsonW *out, Err *err) {
    static const PagingRule LIMIT = {"limit", 50, 1, DASHBOARD_VALUES_LISTED};
    DashboardValuesRequest request = {.cancel = call->req->cancelled};
    (void)http_request_query(call->req, S("column"), &request.column);
    (void)http_request_query(call->req, S("search"), &request.search);
    return paging_number(call->req, &LIMIT, &request.limit, err) &&
           dashboard_values_write(workspace_of(call), &request, call->a, out, err);
}

bool api_dashboard_values_get(ApiCall *call, JsonW *out, Err *err) {
    return dashboard_check(call, err) && values_answer(call, out, err);
}

// Of a column that the maker of the dashboard offers, and of no other.
bool api_shared_values_get(ApiCall *call, JsonW *out, Err *err) {
    Str column = {0};
    CLEANUP(dashboard_done) Dashboard d = {0};
    if (!shared_open(call, &d, err)) return false;
    (void)http_request_query(call->req, S("column"), &column);
    const Json *filters = dashboard_doc_filters(d.doc);
    for (size_t i = 0; i < json_array_size(filters); i++) {
        const Json *name = json_object_get(json_array_get(filters, i), "column");
        Str own = json_is_string(name) ? str_of(json_string_value(name), json_string_length(name))
                                       : (Str){0};
        if (own.len > 0 && str_eq(own, column)) return values_answer(call, out, err);
    }
    return fail(err, ERR_DENIED, "a shared dashboard shows the values of its own filters only");
}
