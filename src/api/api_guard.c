#include "api/api_guard.h"

// "127.0.0.1:8080" as "127.0.0.1", "[::1]:8080" as "::1".
static Str host_name(Str host) {
    if (str_starts(host, S("["))) {
        ptrdiff_t end = str_find_char(host, ']');
        if (end == STR_NONE) return host;
        Str after = str_skip(host, (size_t)end + 1);
        bool is_whole = after.len == 0 || after.ptr[0] == ':';
        return is_whole ? str_slice(host, 1, (size_t)end) : host;
    }
    ptrdiff_t colon = str_find_char(host, ':');
    // More than one colon: a bare IPv6 address.
    if (colon == STR_NONE || str_find_char(str_skip(host, (size_t)colon + 1), ':') != STR_NONE) {
        return host;
    }
    return str_slice(host, 0, (size_t)colon);
}

static bool is_ipv4_loopback(Str name) {
    Str part = {0};
    int parts = 0;
    bool all_digits = true;
    Str rest = name;
    while (str_next_part(&rest, '.', &part)) {
        int64_t number = -1;
        all_digits = all_digits && str_to_int(part, &number) && number >= 0 && number <= 255;
        parts++;
    }
    return parts == 4 && all_digits && str_starts(name, S("127."));
}

static bool is_loopback(Str name) {
    return is_ipv4_loopback(name) || str_eq(name, S("::1")) || str_eq_nocase(name, S("localhost"));
}

bool api_guard_is_loopback(const char *host) { return is_loopback(str_from(host)); }

static Str origin_host(Str origin) {
    Str rest = str_cut_prefix_nocase(str_cut_prefix_nocase(origin, S("http://")), S("https://"));
    return rest;
}

bool api_guard_allows(const HttpRequest *req, bool has_people) {
    Str host = http_request_header(req, S("Host"));
    if (!has_people && !is_loopback(host_name(host))) return false;
    bool only_reads =
        (req->method == METHOD_GET || req->method == METHOD_HEAD) && !req->wants_websocket;
    Str origin = http_request_header(req, S("Origin"));
    return only_reads || origin.len == 0 || str_eq_nocase(origin_host(origin), host);
}

AuthVisitor api_guard_visitor(Auth *auth, const HttpRequest *req) {
    Str token = auth_token_of_head(http_request_header(req, S("Authorization")),
                                   http_request_header(req, S("Cookie")));
    return auth_visitor(auth, token);
}

bool api_guard_permits(const Route *route, const AuthVisitor *visitor, ProblemMore *more,
                       Err *err) {
    Role needed = route_permission_role(route->permission);
    if (visitor->person.role >= needed) return true;
    if (visitor->person.role == ROLE_NONE) {
        more->status = 401;
        more->type = "signed-out";
        return fail(err, ERR_DENIED, "nobody is signed in: sign in and try again");
    }
    more->type = "role";
    more->role = role_name(needed);
    return fail(err, ERR_DENIED, "this needs the role %s, and yours is %s", role_name(needed),
                role_name(visitor->person.role));
}

static bool is_proxied(const HttpRequest *req) { return is_loopback(req->peer); }

bool api_guard_is_secure(const HttpRequest *req) {
    Str proto = http_request_header(req, S("X-Forwarded-Proto"));
    return req->secure || (is_proxied(req) && str_eq_nocase(str_trim(proto), S("https")));
}

// The nearest proxy writes itself last; what stands before, anybody may have sent.
Str api_guard_address(const HttpRequest *req) {
    Str rest = http_request_header(req, S("X-Forwarded-For"));
    Str part = {0};
    Str last = {0};
    if (!is_proxied(req)) return req->peer;
    while (rest.len > 0 && str_next_part(&rest, ',', &part)) last = str_trim(part);
    return last.len > 0 && last.len <= AUTH_ADDRESS_MAX ? last : req->peer;
}
