// Signing in and out, one's own account, and where one is signed in.
#include "api/api_guard.h"
#include "api/api_state.h"
#include "api/handlers.h"
#include "sys/log.h"

enum { STATUS_UNAUTHORIZED = 401, STATUS_TOO_MANY = 429 };

static Auth *auth_of(const ApiCall *call) { return call->api->auth; }

// ---- what is told ----

static void session_write(const ApiCall *call, JsonW *out, const AuthVisitor *v, Str token) {
    jsonw_object(out);
    jsonw_key_bool(out, "accounts", auth_has_people(auth_of(call)));
    jsonw_key(out, S("person"));
    if (v->is_known) {
        person_write(out, &v->person);
        jsonw_key_moment(out, "expires_at", v->expires_at);
    } else {
        jsonw_null(out);
    }
    if (token.len > 0) jsonw_key_str(out, "token", token);
    jsonw_end(out);
}

// An empty token takes the cookie back. Pages of other sites never send it (SameSite), scripts
// never see it (HttpOnly).
static void cookie_set(const ApiCall *call, Str token) {
    const char *secure = api_guard_is_secure(call->req) ? "; Secure" : "";
    long long seconds = token.len > 0 ? AUTH_LIFE_US / MOMENT_SECOND : 0;
    http_response_header(
        call->res, S("Set-Cookie"),
        str_fmt(call->a,
                AUTH_TOKEN_COOKIE "=" STR_F "; Path=/; Max-Age=%lld; HttpOnly; SameSite=Strict%s",
                STR_A(token), seconds, secure));
}

// For whoever watches the log for guessing. Not the name: people type their password there.
static void guess_log(const ApiCall *call, const char *message) {
    log_warn(message, "address", str_z(call->a, api_guard_address(call->req)), "request_id",
             str_z(call->a, call->req->id), NULL);
}

// What went wrong with a password, as HTTP has it.
static bool password_failed(ApiCall *call, int64_t wait_s, const Err *err) {
    if (err->code == ERR_DENIED) {
        guess_log(call, "a wrong password");
        call->problem.status = STATUS_UNAUTHORIZED;
        call->problem.type = "password";
    } else if (err->code == ERR_LIMIT && wait_s > 0) {
        guess_log(call, "wrong passwords too often");
        call->problem.status = STATUS_TOO_MANY;
        call->problem.type = "wait";
        call->problem.wait_s = wait_s;
    } else if (err->code == ERR_UNAVAILABLE) {
        call->problem.wait_s = 1;
    }
    return false;
}

// ---- signing in and out ----

bool api_session_get(ApiCall *call, JsonW *out, Err *err) {
    (void)err;
    session_write(call, out, &call->visitor, (Str){0});
    return true;
}

// Whoever was signed in here before is not any more; that it fails keeps nobody out.
static void session_leave(const ApiCall *call) {
    Err none = {0};
    const AuthVisitor *v = &call->visitor;
    if (!v->is_known) return;
    (void)!auth_sign_out(auth_of(call), &v->person, str_from(v->session), &none);
}

static bool session_begin(ApiCall *call, const AuthSignIn *in, AuthSignedIn *ret, Err *err) {
    AuthSignIn all = *in;
    all.device =
        (AuthDevice){http_request_header(call->req, S("User-Agent")), api_guard_address(call->req)};
    if (!auth_sign_in(auth_of(call), &all, ret, err)) {
        return password_failed(call, ret->wait_s, err);
    }
    session_leave(call);
    return true;
}

bool api_session_first(ApiCall *call, const AuthPersonIn *person, Err *err) {
    AuthSignedIn signed_in = {0};
    AuthSignIn in = {.name = person->name, .password = person->password};
    if (!session_begin(call, &in, &signed_in, err)) return false;
    cookie_set(call, str_from(signed_in.token));
    return true;
}

bool api_session_post(ApiCall *call, JsonW *out, Err *err) {
    AuthSignIn in = {0};
    AuthSignedIn signed_in = {0};
    bool bearer = false;
    if (!json_get_str(call->in, "name", true, &in.name, err) ||
        !json_get_str(call->in, "password", true, &in.password, err) ||
        !json_get_bool(call->in, "bearer", false, &bearer, err)) {
        return false;
    }
    if (!auth_has_people(auth_of(call))) {
        return fail(err, ERR_CONFLICT, "there are no accounts yet: nobody needs to sign in");
    }
    if (!session_begin(call, &in, &signed_in, err)) return false;
    Str token = str_from(signed_in.token);
    if (!bearer) cookie_set(call, token);
    session_write(call, out, &signed_in.visitor, bearer ? token : (Str){0});
    return true;
}

bool api_session_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    const AuthVisitor *v = &call->visitor;
    cookie_set(call, (Str){0});
    return !v->is_known || auth_sign_out(auth_of(call), &v->person, str_from(v->session), err);
}

// ---- one's own account ----

static bool account_needed(const ApiCall *call, Err *err) {
    return call->visitor.is_known || fail(err, ERR_CONFLICT, "there are no accounts yet");
}

bool api_session_patch(ApiCall *call, JsonW *out, Err *err) {
    const AuthVisitor *v = &call->visitor;
    AuthPersonIn in = {0};
    Str old = {0};
    int64_t wait_s = 0;
    Person changed = {0};
    if (!account_needed(call, err) || !json_get_str(call->in, "old_password", true, &old, err) ||
        !json_get_str(call->in, "name", false, &in.name, err) ||
        !json_get_str(call->in, "password", false, &in.password, err)) {
        return false;
    }
    if (!auth_password_prove(auth_of(call), &v->person, old, &wait_s, err)) {
        return password_failed(call, wait_s, err);
    }
    AuthPersonKey key = {person_id(&v->person), str_from(v->session)};
    if (!auth_person_change(auth_of(call), &key, &in, &changed, err)) return false;
    AuthVisitor now = *v;
    now.person = changed;
    session_write(call, out, &now, (Str){0});
    tell_event(call->api, "people");
    return true;
}

bool api_session_devices_get(ApiCall *call, JsonW *out, Err *err) {
    (void)err;
    const AuthVisitor *v = &call->visitor;
    AuthSessions list = {0};
    if (v->is_known) list = auth_devices(auth_of(call), person_id(&v->person), call->a);
    jsonw_object(out);
    jsonw_key_array(out, "devices");
    for (size_t i = 0; i < list.count; i++) {
        const AuthSession *s = &list.items[i];
        jsonw_object(out);
        jsonw_key_str(out, "id", s->id);
        jsonw_key_moment(out, "made_at", s->made_at);
        jsonw_key_moment(out, "seen_at", s->seen_at);
        jsonw_key_str(out, "agent", s->agent);
        jsonw_key_str(out, "address", s->address);
        jsonw_key_bool(out, "current", str_eq(s->id, str_from(v->session)));
        jsonw_end(out);
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_session_device_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    return account_needed(call, err) &&
           auth_sign_out(auth_of(call), &call->visitor.person, call->params[0], err);
}
