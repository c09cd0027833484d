// Who has an account: made, changed, removed by owners.
#include "api/api_state.h"
#include "api/handlers.h"

static Auth *auth_of(const ApiCall *call) { return call->api->auth; }

// When somebody was here concerns owners alone.
static void record_write(const ApiCall *call, JsonW *out, const AuthRecord *r) {
    bool is_owner = call->visitor.person.role >= ROLE_OWNER;
    jsonw_object(out);
    jsonw_key_str(out, "id", person_id(&r->person));
    jsonw_key_str(out, "name", person_name(&r->person));
    jsonw_key_str(out, "role", str_from(role_name(r->person.role)));
    if (is_owner) jsonw_key_moment(out, "made_at", r->made_at);
    if (is_owner && r->seen_at != 0) jsonw_key_moment(out, "seen_at", r->seen_at);
    if (r->removed_at != 0) jsonw_key_moment(out, "deleted_at", r->removed_at);
    jsonw_end(out);
}

bool api_people_get(ApiCall *call, JsonW *out, Err *err) {
    (void)err;
    Str wish = {0};
    bool deleted = http_request_query(call->req, S("deleted"), &wish) && str_eq(wish, S("true"));
    AuthRecords list = auth_people(auth_of(call), deleted, call->a);
    jsonw_object(out);
    jsonw_key_array(out, "people");
    for (size_t i = 0; i < list.count; i++) record_write(call, out, &list.items[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

// What is sent of a person; absent members stay unset.
static bool person_read(const ApiCall *call, AuthPersonIn *ret, Err *err) {
    Str role = {0};
    AuthPersonIn in = {0};
    if (!json_get_str(call->in, "name", false, &in.name, err) ||
        !json_get_str(call->in, "password", false, &in.password, err) ||
        !json_get_str(call->in, "role", false, &role, err)) {
        return false;
    }
    if (role.ptr && !role_from(role, &in.role)) {
        return fail(err, ERR_INVALID, "there is no role '" STR_F "': viewer, editor or owner",
                    STR_A(role));
    }
    *ret = in;
    return true;
}

// Whoever makes the first account goes on as that person.
bool api_people_post(ApiCall *call, JsonW *out, Err *err) {
    AuthPersonIn in = {0};
    Person made = {0};
    bool is_first = !auth_has_people(auth_of(call));
    if (!person_read(call, &in, err) ||
        !auth_person_add(auth_of(call), &call->visitor.person, &in, &made, err)) {
        return false;
    }
    if (is_first && !api_session_first(call, &in, err)) return false;
    person_write(out, &made);
    tell_event(call->api, "people");
    return true;
}

bool api_person_patch(ApiCall *call, JsonW *out, Err *err) {
    AuthPersonIn in = {0};
    Person changed = {0};
    AuthPersonKey key = {.id = call->params[0]};
    if (!person_read(call, &in, err)) return false;
    if (in.password.ptr && str_eq(key.id, person_id(&call->visitor.person))) {
        return fail(err, ERR_DENIED,
                    "your own password is changed with the one of now (PATCH /session)");
    }
    if (!auth_person_change(auth_of(call), &key, &in, &changed, err)) return false;
    person_write(out, &changed);
    tell_event(call->api, "people");
    return true;
}

bool api_person_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    if (!auth_person_remove(auth_of(call), call->params[0], err)) return false;
    tell_event(call->api, "people");
    return true;
}

bool api_person_restore_post(ApiCall *call, JsonW *out, Err *err) {
    Person back = {0};
    if (!auth_person_restore(auth_of(call), call->params[0], &back, err)) return false;
    person_write(out, &back);
    tell_event(call->api, "people");
    return true;
}
