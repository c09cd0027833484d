#include "api/tus.h"

// The value of a letter of base64 (RFC 4648), or -1.
static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool base64_read(Str text, Arena *a, Str *ret) {
    size_t len = text.len;
    while (len > 0 && text.len - len < 2 && text.ptr[len - 1] == '=') len--;
    bool is_padded = text.len % 4 == 0;
    if ((!is_padded && len != text.len) || len % 4 == 1) return false;
    char *out = arena_alloc(a, len + 1);
    size_t count = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < len; i++) {
        int value = sextet(text.ptr[i]);
        if (value < 0) return false;
        bits = bits << 6 | (unsigned)value;
        if (i % 4 > 0) out[count++] = (char)(bits >> (6 - 2 * (i % 4)) & 0xff);
    }
    *ret = str_of(out, count);
    return true;
}

static bool pair_read(Str text, Arena *a, TusMetadata *m, Err *err) {
    Str rest = text, value = {0};
    Str key = str_next_word(&rest);
    if (key.len == 0) return true;
    if (tus_metadata_get(m, key).ptr) {
        return fail(err, ERR_INVALID, "Upload-Metadata: '" STR_F "' comes twice", STR_A(key));
    }
    if (m->count == TUS_PAIRS_MAX) {
        return fail(err, ERR_LIMIT, "Upload-Metadata: more than %d pairs", TUS_PAIRS_MAX);
    }
    if (!base64_read(str_trim(rest), a, &value)) {
        return fail(err, ERR_INVALID, "Upload-Metadata: '" STR_F "' is no base64", STR_A(key));
    }
    m->pairs[m->count].key = key;
    m->pairs[m->count++].value = value;
    return true;
}

bool tus_metadata_read(Str text, Arena *a, TusMetadata *ret, Err *err) {
    Str part = {0};
    ret->count = 0;
    if (text.len > TUS_METADATA_MAX) {
        return fail(err, ERR_LIMIT, "Upload-Metadata: more than %d bytes", TUS_METADATA_MAX);
    }
    while (str_next_part(&text, ',', &part)) {
        if (!pair_read(part, a, ret, err)) return false;
    }
    return true;
}

Str tus_metadata_get(const TusMetadata *m, Str key) {
    for (size_t i = 0; i < m->count; i++) {
        if (str_eq(m->pairs[i].key, key)) return m->pairs[i].value;
    }
    return (Str){0};
}

bool tus_number(const HttpRequest *req, Str name, int64_t *ret, Err *err) {
    Str text = http_request_header(req, name);
    bool digits = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        digits = digits && text.ptr[i] >= '0' && text.ptr[i] <= '9';
    if (digits && str_to_int(text, ret)) return true;
    return fail(err, ERR_INVALID, STR_F ": '" STR_F "' is not a number of bytes", STR_A(name),
                STR_A(text));
}

HttpMethod tus_method(const HttpRequest *req) {
    static const HttpMethod METHODS[] = {METHOD_PATCH, METHOD_DELETE, METHOD_HEAD};
    Str wanted = http_request_header(req, S("X-HTTP-Method-Override"));
    if (req->method != METHOD_POST || !tus_is_path(req->path)) return req->method;
    for (size_t i = 0; i < COUNT_OF(METHODS); i++) {
        if (str_eq(wanted, str_from(http_method_name(METHODS[i])))) return METHODS[i];
    }
    return req->method;
}

bool tus_is_spoken(const HttpRequest *req) {
    Str version = http_request_header(req, S("Tus-Resumable"));
    return version.len == 0 || str_eq(version, S(TUS_VERSION));
}

bool tus_is_path(Str path) {
    return str_eq(path, S("/api/v1/uploads")) || str_starts(path, S("/api/v1/uploads/"));
}
