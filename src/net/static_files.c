#include "net/static_files.h"

#include <assert.h>
#include <openssl/evp.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "net/http_gzip.h"
#include "net/http_head.h"
#include "sys/file.h"

enum { DEPTH_MAX = 8, HASH_BYTES = 12, HASH_LEN_MIN = 8 };

typedef struct Variant {
    Str bytes;  // empty: there is none
    Str etag;
} Variant;

struct StaticFile {
    Str type;
    bool immutable;
    Variant plain;
    Variant brotli;
    Variant gzip;
};

struct StaticFiles {
    Arena *arena;
    Map by_path;  // -> StaticFile
};

static Str type_of(Str path) {
    static const struct {
        Str extension;
        Str type;
    } TYPES[] = {
        {STR("html"), STR("text/html; charset=utf-8")},
        {STR("js"), STR("text/javascript; charset=utf-8")},
        {STR("mjs"), STR("text/javascript; charset=utf-8")},
        {STR("css"), STR("text/css; charset=utf-8")},
        {STR("json"), STR("application/json")},
        {STR("map"), STR("application/json")},
        {STR("webmanifest"), STR("application/manifest+json")},
        {STR("svg"), STR("image/svg+xml")},
        {STR("png"), STR("image/png")},
        {STR("jpg"), STR("image/jpeg")},
        {STR("webp"), STR("image/webp")},
        {STR("ico"), STR("image/x-icon")},
        {STR("woff2"), STR("font/woff2")},
        {STR("wasm"), STR("application/wasm")},
        {STR("txt"), STR("text/plain; charset=utf-8")},
        {STR("csv"), STR("text/csv; charset=utf-8")},
    };
    Str extension = path_extension(path);
    for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
        if (str_eq_nocase(extension, TYPES[i].extension)) return TYPES[i].type;
    }
    return S("application/octet-stream");
}

static bool is_hash_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

// Bundlers put built files into assets/ and, before the extension, a hash of at least eight
// characters: "assets/index-Bd3f9a1c.js". Other names there ("assets/logo.svg") may change.
static bool name_has_hash(Str path) {
    if (!str_contains(path, S("/assets/"))) return false;
    Str stem = path_stem(path);
    size_t at = stem.len;
    while (at > 0 && is_hash_char(stem.ptr[at - 1])) at--;
    Str tail = str_skip(stem, at);  // all of the characters a hash may have, and the name before it
    ptrdiff_t dash = str_find_char(tail, '-');
    if (at > 0 && stem.ptr[at - 1] == '.') return tail.len >= HASH_LEN_MIN;
    return dash > 0 && tail.len - (size_t)dash - 1 >= HASH_LEN_MIN;
}

// Strong: a hash of the very bytes sent, so each variant has its own.
static Str etag_of(Arena *a, Str bytes) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    int ok = EVP_Digest(bytes.ptr, bytes.len, digest, NULL, EVP_sha256(), NULL);
    assert(ok == 1);
    char *text = arena_new(a, char, 2 * HASH_BYTES + 3);
    size_t len = 0;
    text[len++] = '"';
    for (size_t i = 0; i < HASH_BYTES; i++) {
        text[len++] = "0123456789abcdef"[digest[i] >> 4];
        text[len++] = "0123456789abcdef"[digest[i] & 15];
    }
    text[len++] = '"';
    return str_of(text, len);
}

static Variant variant_of(Arena *a, Str bytes) {
    return (Variant){.bytes = bytes, .etag = etag_of(a, bytes)};
}

StaticFiles *static_files_new(Arena *a) {
    StaticFiles *files = arena_new(a, StaticFiles, 1);
    files->arena = a;
    return files;
}

void static_files_add(StaticFiles *files, Str path, Str bytes, Str brotli, Str gzip) {
    assert(str_starts(path, S("/")));
    Arena *a = files->arena;
    StaticFile *file = arena_new(a, StaticFile, 1);
    file->type = type_of(path);
    file->immutable = name_has_hash(path);
    file->plain = variant_of(a, bytes);
    if (brotli.len > 0) file->brotli = variant_of(a, brotli);
    if (gzip.len > 0) file->gzip = variant_of(a, gzip);
    map_set(a, &files->by_path, path, file);
    if (!str_ends(path, S("/index.html"))) return;
    map_set(a, &files->by_path, str_slice(path, 0, path.len - (sizeof "index.html" - 1)), file);
}

static bool variant_read(StaticFiles *files, const char *path, const char *suffix, Str *ret,
                         Err *err) {
    const char *name = str_fmt(files->arena, "%s%s", path, suffix).ptr;
    *ret = S("");
    if (!file_exists(name)) return true;
    return file_read(name, STATIC_FILE_BYTES_MAX, files->arena, ret, err);
}

static bool file_load(StaticFiles *files, const char *path, Str url, Err *err) {
    Str plain;
    Str brotli;
    Str gzip;
    if (!file_read(path, STATIC_FILE_BYTES_MAX, files->arena, &plain, err)) return false;
    if (!variant_read(files, path, ".br", &brotli, err)) return false;
    if (!variant_read(files, path, ".gz", &gzip, err)) return false;
    static_files_add(files, url, plain, brotli, gzip);
    return true;
}

static bool folder_load(StaticFiles *files, const char *folder, Str url, int depth, Err *err) {
    if (depth > DEPTH_MAX) return fail(err, ERR_LIMIT, "%s: folders too deep", folder);
    Str *names = NULL;
    size_t count = 0;
    if (!dir_list(folder, files->arena, &names, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        const char *path = path_join(files->arena, folder, names[i]);
        Str at = str_fmt(files->arena, STR_F "/" STR_F, STR_A(url), STR_A(names[i]));
        Str extension = path_extension(names[i]);
        bool variant = str_eq(extension, S("br")) || str_eq(extension, S("gz"));
        if (variant || str_starts(names[i], S("."))) continue;
        bool ok = dir_exists(path) ? folder_load(files, path, at, depth + 1, err)
                                   : file_load(files, path, at, err);
        if (!ok) return false;
    }
    return true;
}

bool static_files_load(StaticFiles *files, const char *folder, Err *err) {
    return folder_load(files, folder, S(""), 0, err);
}

const StaticFile *static_files_find(const StaticFiles *files, Str path) {
    return map_get(&files->by_path, path);
}

size_t static_files_count(const StaticFiles *files) { return files->by_path.count; }

static const Variant *variant_choose(const StaticFile *file, const HttpRequest *req,
                                     Str *ret_coding) {
    Str accept = http_request_header(req, S("Accept-Encoding"));
    *ret_coding = S("br");
    if (file->brotli.bytes.len > 0 && http_gzip_accepts(accept, *ret_coding)) return &file->brotli;
    *ret_coding = S("gzip");
    if (file->gzip.bytes.len > 0 && http_gzip_accepts(accept, *ret_coding)) return &file->gzip;
    *ret_coding = S("");
    return &file->plain;
}

// If-None-Match compares weakly: W/"x" and "x" are the same (RFC 9110 13.1.2).
static bool etag_listed(Str list, Str etag) {
    Str item;
    while (list.len > 0 && str_next_part(&list, ',', &item)) {
        item = str_trim(item);
        if (str_eq(item, S("*"))) return true;
        if (str_eq(str_cut_prefix_nocase(item, S("W/")), etag)) return true;
    }
    return false;
}

void static_file_send(const StaticFile *file, const HttpRequest *req, HttpResponse *res) {
    Str coding;
    const Variant *variant = variant_choose(file, req, &coding);
    http_response_header(res, S("ETag"), variant->etag);
    http_response_header(
        res, S("Cache-Control"),
        file->immutable ? S("public, max-age=31536000, immutable") : S("no-cache"));
    if (file->brotli.bytes.len > 0 || file->gzip.bytes.len > 0) {
        http_response_header(res, S("Vary"), S("Accept-Encoding"));
    }
    if (etag_listed(http_request_header(req, S("If-None-Match")), variant->etag)) {
        http_response_status(res, 304);
        return;
    }
    if (coding.len > 0) http_response_header(res, S("Content-Encoding"), coding);
    http_response_body(res, file->type, variant->bytes);
}
