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

bool api_guard_allows(const HttpRequest *req) {
    Str host = http_request_header(req, S("Host"));
    if (!is_loopback(host_name(host))) return false;
    bool only_reads =
        (req->method == METHOD_GET || req->method == METHOD_HEAD) && !req->wants_websocket;
    Str origin = http_request_header(req, S("Origin"));
    return only_reads || origin.len == 0 || str_eq_nocase(origin_host(origin), host);
}
