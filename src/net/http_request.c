#include "net/http_request.h"

#include "net/url.h"

Str http_request_header(const HttpRequest *req, Str name) {
    for (size_t i = 0; i < req->header_count; i++) {
        if (str_eq_nocase(req->headers[i].name, name)) return req->headers[i].value;
    }
    return S("");
}

bool http_request_query(const HttpRequest *req, Str name, Str *ret_value) {
    Str rest = req->query;
    Str key;
    Str value;
    bool ok = true;
    while (url_query_next(req->arena, &rest, &key, &value, &ok)) {
        if (!str_eq(key, name)) continue;
        *ret_value = value;
        return true;
    }
    return false;
}

Str http_request_cookie(const HttpRequest *req, Str name) {
    Str rest = http_request_header(req, S("Cookie"));
    Str pair;
    while (rest.len > 0 && str_next_part(&rest, ';', &pair)) {
        pair = str_trim(pair);
        ptrdiff_t equals = str_find_char(pair, '=');
        if (equals == STR_NONE || !str_eq(str_slice(pair, 0, (size_t)equals), name)) continue;
        return str_skip(pair, (size_t)equals + 1);
    }
    return S("");
}

const HttpUpload *http_request_upload(const HttpRequest *req, Str name) {
    for (size_t i = 0; i < req->upload_count; i++) {
        if (str_eq(req->uploads[i].name, name)) return &req->uploads[i];
    }
    return NULL;
}

bool http_request_is_cancelled(const HttpRequest *req) {
    return atomic_load_explicit(req->cancelled, memory_order_relaxed);
}

const char *http_method_name(HttpMethod method) {
    static const char *const NAMES[] = {
        [METHOD_GET] = "GET",         [METHOD_HEAD] = "HEAD",   [METHOD_POST] = "POST",
        [METHOD_PUT] = "PUT",         [METHOD_PATCH] = "PATCH", [METHOD_DELETE] = "DELETE",
        [METHOD_OPTIONS] = "OPTIONS", [METHOD_OTHER] = "OTHER",
    };
    return NAMES[method];
}
