#include "net/http_head.h"

bool http_head_has_token(Str value, Str token) {
    while (value.len > 0) {
        ptrdiff_t comma = str_find_char(value, ',');
        size_t len = comma == STR_NONE ? value.len : (size_t)comma;
        if (str_eq_nocase(str_trim(str_slice(value, 0, len)), token)) return true;
        value = str_skip(value, comma == STR_NONE ? len : len + 1);
    }
    return false;
}

// The value of the only header of that name; *ret_count tells how many there are.
static Str header_only(const HttpHead *head, Str name, int *ret_count) {
    Str value = S("");
    *ret_count = 0;
    for (size_t i = 0; i < head->header_count; i++) {
        if (!str_eq_nocase(head->headers[i].name, name)) continue;
        if ((*ret_count)++ == 0) value = head->headers[i].value;
    }
    return value;
}

static bool is_control(char c) { return (unsigned char)c < 0x20 || c == 0x7F; }

static bool values_clean(const HttpHead *head) {
    for (size_t i = 0; i < head->header_count; i++) {
        Str value = head->headers[i].value;
        for (size_t at = 0; at < value.len; at++) {
            if (is_control(value.ptr[at]) && value.ptr[at] != '\t') return false;
        }
    }
    return true;
}

static int version_check(const HttpHead *head, const char **ret_reason) {
    if (head->major == 1 && (head->minor == 0 || head->minor == 1)) return 0;
    *ret_reason = "this server speaks HTTP/1.1";
    return 505;
}

static int method_check(const HttpHead *head, const char **ret_reason) {
    if (head->method != METHOD_OTHER) return 0;
    *ret_reason = "this method is not known here";
    return 501;
}

static int host_check(const HttpHead *head, const char **ret_reason) {
    int hosts = 0;
    header_only(head, S("Host"), &hosts);
    if (hosts == 1 || (hosts == 0 && head->minor == 0)) return 0;
    *ret_reason = "exactly one Host header is needed";
    return 400;
}

static int framing_check(const HttpHead *head, const char **ret_reason) {
    int lengths = 0;
    int codings = 0;
    header_only(head, S("Content-Length"), &lengths);
    Str coding = header_only(head, S("Transfer-Encoding"), &codings);
    *ret_reason = "Content-Length and Transfer-Encoding exclude each other";
    if (lengths > 0 && codings > 0) return 400;
    *ret_reason = "more than one Content-Length or Transfer-Encoding";
    if (lengths > 1 || codings > 1) return 400;
    *ret_reason = "HTTP/1.0 has no Transfer-Encoding";
    if (codings > 0 && head->minor == 0) return 400;
    *ret_reason = "the only Transfer-Encoding taken is chunked";
    if (codings > 0 && (!str_eq_nocase(coding, S("chunked")) || !head->chunked)) return 501;
    *ret_reason = "a header value has a control character";
    if (!values_clean(head)) return 400;
    return 0;
}

// origin-form, absolute-form (what a proxy sends), or "*" for OPTIONS (RFC 9112 3.2).
static int target_check(HttpHead *head, const char **ret_reason) {
    Str url = head->url;
    Str rest = str_cut_prefix_nocase(str_cut_prefix_nocase(url, S("http://")), S("https://"));
    if (rest.len < url.len) {
        ptrdiff_t slash = str_find_char(rest, '/');
        url = slash == STR_NONE ? S("/") : str_skip(rest, (size_t)slash);
    }
    bool starred = head->method == METHOD_OPTIONS && str_eq(url, S("*"));
    bool clean = starred || (str_starts(url, S("/")) && str_find_char(url, '#') == STR_NONE);
    for (size_t i = 0; clean && i < url.len; i++) {
        clean = !is_control(url.ptr[i]) && (unsigned char)url.ptr[i] < 0x80;
    }
    if (!clean) {
        *ret_reason = "the target is not a path; bytes other than ASCII must be percent-encoded";
        return 400;
    }
    ptrdiff_t mark = str_find_char(url, '?');
    head->path = mark == STR_NONE ? url : str_slice(url, 0, (size_t)mark);
    head->query = mark == STR_NONE ? S("") : str_skip(url, (size_t)mark + 1);
    return 0;
}

static int expect_check(HttpHead *head, const char **ret_reason) {
    int count = 0;
    Str expect = header_only(head, S("Expect"), &count);
    if (count == 0) return 0;
    head->expects_continue = str_eq_nocase(expect, S("100-continue")) && head->minor == 1;
    if (head->expects_continue || head->minor == 0) return 0;  // 1.0 must ignore it
    *ret_reason = "the only expectation met is 100-continue";
    return 417;
}

// A nonce is 16 bytes in base64: 22 letters and "==" (RFC 6455 4.2.1).
static bool key_valid(Str key) {
    if (key.len != 24 || !str_ends(key, S("=="))) return false;
    for (size_t i = 0; i < 22; i++) {
        char c = key.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '+' && c != '/') return false;
    }
    return true;
}

static void websocket_find(HttpHead *head) {
    int count = 0;
    Str upgrade = header_only(head, S("Upgrade"), &count);
    if (count != 1 || head->method != METHOD_GET || head->minor != 1) return;
    if (http_head_has_body(head) || !str_eq_nocase(upgrade, S("websocket"))) return;
    if (!http_head_has_token(header_only(head, S("Connection"), &count), S("Upgrade"))) return;
    if (!str_eq(header_only(head, S("Sec-WebSocket-Version"), &count), S("13"))) return;
    head->wants_websocket = key_valid(header_only(head, S("Sec-WebSocket-Key"), &count));
}

int http_head_check(HttpHead *head, const char **ret_reason) {
    int status = version_check(head, ret_reason);
    if (status == 0) status = method_check(head, ret_reason);
    if (status == 0) status = host_check(head, ret_reason);
    if (status == 0) status = framing_check(head, ret_reason);
    if (status == 0) status = target_check(head, ret_reason);
    if (status == 0) status = expect_check(head, ret_reason);
    if (status == 0) websocket_find(head);
    return status;
}
