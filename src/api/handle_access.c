// Who may see and change a dashboard.
#include "api/api_state.h"
#include "api/handlers.h"

static Workspace *workspace_of(const ApiCall *call) { return call->api->options.workspace; }

static void named_write(JsonW *out, Str id, Str name) {
    jsonw_object(out);
    jsonw_key_str(out, "id", id);
    jsonw_key_str(out, "name", name);
    jsonw_end(out);
}

static void grant_write(JsonW *out, const StoreGrant *g) {
    jsonw_object(out);
    if (g->role.len > 0) {
        jsonw_key_str(out, "role", g->role);
    } else {
        jsonw_key(out, S("person"));
        named_write(out, g->person, g->person_name);
    }
    jsonw_key_str(out, "level", g->level);
    jsonw_end(out);
}

bool api_dashboard_access_get(ApiCall *call, JsonW *out, Err *err) {
    StoreAccess access = {0};
    if (!access_get(workspace_of(call), call->params[0], call->a, &access, err)) return false;
    jsonw_object(out);
    jsonw_key(out, S("owner"));
    if (access.owner.len > 0) {
        named_write(out, access.owner, access.owner_name);
    } else {
        jsonw_null(out);
    }
    jsonw_key_str(out, "everyone", access.everyone);
    jsonw_key_array(out, "grants");
    for (size_t i = 0; i < access.grants.count; i++) grant_write(out, &access.grants.items[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

static bool person_check(const ApiCall *call, Str id, Err *err) {
    if (auth_person_get(call->api->auth, id).role != ROLE_NONE) return true;
    return fail(err, ERR_NOT_FOUND, "there is no person '" STR_F "'", STR_A(id));
}

static bool grant_read(const ApiCall *call, const Json *in, StoreGrant *ret, Err *err) {
    StoreGrant g = {0};
    if (!json_get_str(in, "person", false, &g.person, err) ||
        !json_get_str(in, "role", false, &g.role, err) ||
        !json_get_str(in, "level", true, &g.level, err) ||
        (g.person.len > 0 && !person_check(call, g.person, err))) {
        return false;
    }
    *ret = g;
    return true;
}

// Laid over what is kept.
static bool access_read(const ApiCall *call, StoreAccess *access, Err *err) {
    const Json *list = NULL;
    Str owner = {0};
    if (!json_get_str(call->in, "owner", false, &owner, err) ||
        !json_get_str(call->in, "everyone", true, &access->everyone, err) ||
        !json_get_array(call->in, "grants", true, &list, err) ||
        (owner.len > 0 && !person_check(call, owner, err))) {
        return false;
    }
    if (owner.len > 0) access->owner = owner;
    size_t count = json_array_size(list);
    if (count > STORE_GRANTS_MAX) count = STORE_GRANTS_MAX + 1;  // refused below
    access->grants = (StoreGrants){arena_new(call->a, StoreGrant, count + 1), count};
    for (size_t i = 0; i < count; i++) {
        if (!grant_read(call, json_array_get(list, i), &access->grants.items[i], err)) return false;
    }
    return true;
}

// Who can't see it any more hears so, too: their list of dashboards is not what it was.
bool api_dashboard_access_put(ApiCall *call, JsonW *out, Err *err) {
    StoreAccess access = {0};
    if (!access_get(workspace_of(call), call->params[0], call->a, &access, err) ||
        !access_read(call, &access, err) ||
        !access_put(workspace_of(call), call->params[0], &access, err)) {
        return false;
    }
    tell_event(call->api, "dashboards");
    tell_board(call->api, &(TellBoard){.event = "access", .board = call->params[0]});
    return api_dashboard_access_get(call, out, err);
}
