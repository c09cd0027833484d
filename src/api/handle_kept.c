// Questions that are kept: favourites, approved readings, saved queries; and the settings.
#include <stdlib.h>

#include "api/api_state.h"
#include "api/handlers.h"
#include "flow/settings.h"
#include "flow/verified.h"
#include "store/store_question.h"
#include "store/store_saved.h"
#include "sys/clock.h"
#include "sys/rand.h"

enum { SAVED_NAME_MAX = 300, SAVED_BYTES_MAX = 1 << 20 };

static Workspace *workspace_of(const ApiCall *call) { return call->api->options.workspace; }

// ---- the history ----

static bool question_key(const ApiCall *call, StoreQuestionKey *ret, Err *err) {
    ret->workspace = call->api->options.workspace_id;
    ret->person = person_id(&call->visitor.person);
    if (str_to_int(call->params[0], &ret->id)) return true;
    return fail(err, ERR_NOT_FOUND, "there is no question '" STR_F "'", STR_A(call->params[0]));
}

bool api_question_favourite_put(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    bool favourite = false;
    StoreQuestionKey key = {0};
    return json_get_bool(call->in, "favourite", true, &favourite, err) &&
           question_key(call, &key, err) &&
           store_question_favour(call->api->options.store, &key, favourite, err);
}

static bool question_mark(ApiCall *call, Moment at, Err *err) {
    StoreQuestionKey key = {0};
    return question_key(call, &key, err) &&
           store_question_mark(call->api->options.store, &key, at, err);
}

bool api_question_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    return question_mark(call, clock_now(), err);
}

bool api_question_restore_post(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    return question_mark(call, 0, err);
}

// ---- approved readings ----

static void verified_write(ApiCall *call, const Model *m, const StoreVerified *v, JsonW *out) {
    Err why = {0};
    Plan *plan = NULL;
    PeriodDay day = {clock_today(), settings_fiscal_month(workspace_of(call))};
    bool fits = verified_plan(m, v, day, call->a, &plan, &why);
    jsonw_object(out);
    jsonw_key_str(out, "id", v->id);
    jsonw_key_str(out, "question", v->question);
    jsonw_key_str(out, "reading",
                  fits ? plan_sentence(m, plan, words_for(call->a, call->language)) : S(""));
    jsonw_key(out, S("plan"));
    jsonw_raw(out, v->plan);
    jsonw_key_bool(out, "fits", fits);
    jsonw_key_str(out, "why",
                  words_message(words_for(call->a, call->language), str_from(why.message)));
    jsonw_key_moment(out, "verified_at", v->made_at);
    jsonw_end(out);
}

bool api_verified_get(ApiCall *call, JsonW *out, Err *err) {
    StoreVerifiedList list = {0};
    const ApiOptions *o = &call->api->options;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(workspace_of(call), &s, err) ||
        !store_verified_list(o->store, o->workspace_id, call->a, &list, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_array(out, "verified");
    for (size_t i = 0; i < list.count; i++) {
        verified_write(call, snapshot_model(s), &list.items[i], out);
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_verified_post(ApiCall *call, JsonW *out, Err *err) {
    VerifiedNew wanted = {0};
    StoreVerified made = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!json_get_str(call->in, "question", true, &wanted.question, err) ||
        !json_get_object(call->in, "plan", true, &wanted.plan, err) ||
        !workspace_snapshot(workspace_of(call), &s, err) ||
        !verified_add(workspace_of(call), s, &wanted, call->a, &made, err)) {
        return false;
    }
    verified_write(call, snapshot_model(s), &made, out);
    return true;
}

bool api_verified_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    const ApiOptions *o = &call->api->options;
    return store_verified_mark(o->store, o->workspace_id, call->params[0], clock_now(), err);
}

bool api_verified_restore_post(ApiCall *call, JsonW *out, Err *err) {
    const ApiOptions *o = &call->api->options;
    return store_verified_mark(o->store, o->workspace_id, call->params[0], 0, err) &&
           api_verified_get(call, out, err);
}

// ---- saved queries ----

static StoreSavedKey saved_key(const ApiCall *call) {
    return (StoreSavedKey){.workspace = call->api->options.workspace_id,
                           .person = person_id(&call->visitor.person),
                           .id = call->params[0]};
}

static bool saved_write(const ApiCall *call, const StoreSaved *q, JsonW *out, Err *err) {
    static const char *const MEMBERS[] = {"sql", "plan", "chart"};
    CLEANUP(json_done) Json *body = NULL;
    if (!json_parse(q->json, &body, err)) return false;
    jsonw_object(out);
    jsonw_key_str(out, "id", q->id);
    jsonw_key_str(out, "name", q->name);
    for (size_t i = 0; i < COUNT_OF(MEMBERS); i++) {
        const Json *value = json_object_get(body, MEMBERS[i]);
        if (!value) continue;
        char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        jsonw_key(out, str_from(MEMBERS[i]));
        jsonw_raw(out, text ? str_from(text) : S("null"));
        free(text);
    }
    jsonw_key_bool(out, "shared", q->shared);
    if (q->person_name.len > 0) jsonw_key_str(out, "author", q->person_name);
    jsonw_key_bool(out, "may_edit", access_to_saved(&call->visitor.person, q));
    jsonw_key_moment(out, "made_at", q->made_at);
    jsonw_key_moment(out, "updated_at", q->updated_at);
    jsonw_end(out);
    return true;
}

bool api_saved_get(ApiCall *call, JsonW *out, Err *err) {
    StoreSavedList list = {0};
    StoreSavedKey key = saved_key(call);
    if (!store_saved_list(call->api->options.store, &key, call->a, &list, err)) return false;
    jsonw_object(out);
    jsonw_key_array(out, "saved");
    for (size_t i = 0; i < list.count; i++) {
        if (!saved_write(call, &list.items[i], out, err)) return false;
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

// A statement or a plan that is right now: people's SQL passes the gate when it is run.
static bool saved_check(ApiCall *call, const Json *body, Err *err) {
    const Json *plan = NULL;
    Str sql = {0};
    Plan *read = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!json_get_object(body, "plan", false, &plan, err) ||
        !json_get_str(body, "sql", false, &sql, err)) {
        return false;
    }
    if (!plan == (sql.len == 0)) {
        return fail(err, ERR_INVALID, "a saved query has either 'sql' or 'plan'");
    }
    if (!plan) return true;
    return workspace_snapshot(workspace_of(call), &s, err) &&
           plan_read(snapshot_model(s), plan, call->a, &read, err);
}

// What is kept with what is sent laid over it.
static bool saved_merge(ApiCall *call, StoreSaved *q, Err *err) {
    CLEANUP(json_done) Json *body = NULL;
    if (!json_parse(q->json.len > 0 ? q->json : S("{}"), &body, err)) return false;
    if (!json_get_str(call->in, "name", false, &q->name, err) ||
        !json_get_bool(call->in, "shared", false, &q->shared, err)) {
        return false;
    }
    if (json_object_get(call->in, "sql")) json_object_del(body, "plan");
    if (json_object_get(call->in, "plan")) json_object_del(body, "sql");
    (void)json_object_update(body, (Json *)(uintptr_t)call->in);
    json_object_del(body, "name");
    json_object_del(body, "shared");
    if (str_trim(q->name).len == 0 || q->name.len > SAVED_NAME_MAX) {
        return fail(err, ERR_INVALID, "'name' must have 1 to %d bytes", SAVED_NAME_MAX);
    }
    if (!saved_check(call, body, err)) return false;
    char *text = json_dumps(body, JSON_COMPACT);
    if (!text) return fail(err, ERR_LIMIT, "out of memory");
    q->json = str_dup(call->a, str_from(text));
    free(text);
    if (q->json.len <= SAVED_BYTES_MAX) return true;
    return fail(err, ERR_LIMIT, "a saved query may have %d bytes", SAVED_BYTES_MAX);
}

static bool saved_put(ApiCall *call, StoreSaved *q, JsonW *out, Err *err) {
    const ApiOptions *o = &call->api->options;
    q->updated_at = clock_now();
    return saved_merge(call, q, err) && store_saved_put(o->store, o->workspace_id, q, err) &&
           saved_write(call, q, out, err);
}

// The one of the path, that they may change.
static bool saved_own(ApiCall *call, bool deleted, StoreSaved *ret, Err *err) {
    StoreSavedKey key = saved_key(call);
    key.deleted = deleted;
    if (!store_saved_get(call->api->options.store, &key, call->a, ret, err)) return false;
    return access_to_saved(&call->visitor.person, ret) ||
           fail(err, ERR_DENIED, "this query is somebody else's: save a copy of it");
}

bool api_saved_post(ApiCall *call, JsonW *out, Err *err) {
    StoreSaved q = {.id = rand_id(call->a),
                    .made_at = clock_now(),
                    .person = person_id(&call->visitor.person),
                    .person_name = person_name(&call->visitor.person),
                    .shared = true};
    return saved_put(call, &q, out, err);
}

bool api_saved_patch(ApiCall *call, JsonW *out, Err *err) {
    StoreSaved q = {0};
    return saved_own(call, false, &q, err) && saved_put(call, &q, out, err);
}

bool api_saved_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    StoreSaved q = {0};
    const ApiOptions *o = &call->api->options;
    return saved_own(call, false, &q, err) &&
           store_saved_mark(o->store, o->workspace_id, q.id, clock_now(), err);
}

bool api_saved_restore_post(ApiCall *call, JsonW *out, Err *err) {
    StoreSaved q = {0};
    const ApiOptions *o = &call->api->options;
    return saved_own(call, true, &q, err) &&
           store_saved_mark(o->store, o->workspace_id, q.id, 0, err) &&
           saved_write(call, &q, out, err);
}

// ---- settings ----

bool api_settings_get(ApiCall *call, JsonW *out, Err *err) {
    Settings s = {0};
    if (!settings_get(workspace_of(call), call->a, &s, err)) return false;
    settings_write(out, &s);
    return true;
}

bool api_settings_patch(ApiCall *call, JsonW *out, Err *err) {
    Settings s = {0};
    if (!settings_change(workspace_of(call), call->in, call->a, &s, err)) return false;
    settings_write(out, &s);
    tell_event(call->api, "settings");
    return true;
}
