// static_files: files served from memory, with compressed variants, strong ETags and 304.
//
// Filled at start-up, read-only afterwards: any thread may look up and send.
//
//     static_files_load(files, "web/dist", err)   // index.html, index.html.br,
//     assets/x-Bd3f9a1c.js const StaticFile *f = static_files_find(files, req->path); if (f)
//     static_file_send(f, req, res);
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "net/http_request.h"
#include "net/http_response.h"

typedef struct StaticFiles StaticFiles;
typedef struct StaticFile StaticFile;

enum { STATIC_FILE_BYTES_MAX = 32 << 20 };

// All memory comes from `a` and lives as long as it does.
StaticFiles *static_files_new(Arena *a);
// Every file under `folder`, its path relative to it. "x.br" and "x.gz" beside "x" are its
// compressed variants. Fails: ERR_NOT_FOUND, ERR_IO, ERR_LIMIT.
MUST_USE bool static_files_load(StaticFiles *files, const char *folder, Err *err);
// One file from memory (borrowed); `brotli` and `gzip` may be empty. A path begins with '/'.
void static_files_add(StaticFiles *files, Str path, Str bytes, Str brotli, Str gzip);

// By path of the URL, still encoded; "/x/" finds "/x/index.html". NULL when there is none.
const StaticFile *static_files_find(const StaticFiles *files, Str path);
size_t static_files_count(const StaticFiles *files);
// 200 or 304 with ETag, Vary and Cache-Control: `immutable` for a year when the name carries a
// hash ("assets/index-Bd3f9a1c.js"), otherwise no-cache (ask each time, by ETag).
void static_file_send(const StaticFile *file, const HttpRequest *req, HttpResponse *res);
