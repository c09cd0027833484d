// The headers of an upload that can be resumed, a line each in the order of NAMES: numbers are
// digits alone, pairs of the metadata are of different keys and decode to less than was sent, and a
// method put in another's place is one that uploads have.
#include <stdlib.h>
#include <string.h>

#include "api/tus.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const Str NAMES[] = {STR("Upload-Metadata"), STR("Upload-Length"), STR("Upload-Offset"),
                            STR("Tus-Resumable"), STR("X-HTTP-Method-Override")};

static void must(bool ok) {
    if (!ok) abort();
}

static void number_check(const HttpRequest *req, Str name) {
    Err err = {0};
    int64_t value = -1;
    Str text = http_request_header(req, name);
    if (!tus_number(req, name, &value, &err)) {
        must(value == -1 && err.code == ERR_INVALID);
        return;
    }
    must(value >= 0 && text.len > 0);
    for (size_t i = 0; i < text.len; i++) must(text.ptr[i] >= '0' && text.ptr[i] <= '9');
}

static void metadata_check(Str text, Arena *a) {
    Err err = {0};
    TusMetadata m = {0};
    size_t decoded = 0;
    if (!tus_metadata_read(text, a, &m, &err)) {
        must(err.code == ERR_INVALID || err.code == ERR_LIMIT);
        return;
    }
    must(text.len <= TUS_METADATA_MAX && m.count <= TUS_PAIRS_MAX);
    for (size_t i = 0; i < m.count; i++) {
        Str value = m.pairs[i].value;
        must(m.pairs[i].key.len > 0);
        must(tus_metadata_get(&m, m.pairs[i].key).ptr == value.ptr);
        decoded += value.len;
    }
    must(decoded <= text.len);
}

static void method_check(HttpRequest *req) {
    HttpMethod method = tus_method(req);
    must(method == METHOD_POST || method == METHOD_PATCH || method == METHOD_DELETE ||
         method == METHOD_HEAD);
    (void)tus_is_spoken(req);
    req->path = S("/api/v1/tables");
    must(tus_method(req) == METHOD_POST);
    must(!tus_is_path(req->path));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    HttpHeader headers[COUNT_OF(NAMES)] = {0};
    char *copy = malloc(size + 1);  // so that reading past the end is seen
    must(copy);
    if (size > 0) memcpy(copy, data, size);
    Str rest = str_of(copy, size), line = {0};
    size_t count = 0;
    while (count < COUNT_OF(NAMES) && str_next_part(&rest, '\n', &line)) {
        headers[count] = (HttpHeader){NAMES[count], line};
        count++;
    }
    HttpRequest req = {.method = METHOD_POST,
                       .path = S("/api/v1/uploads/x"),
                       .headers = headers,
                       .header_count = count,
                       .arena = a};
    metadata_check(http_request_header(&req, S("Upload-Metadata")), a);
    number_check(&req, S("Upload-Length"));
    number_check(&req, S("Upload-Offset"));
    method_check(&req);
    free(copy);
    return 0;
}
