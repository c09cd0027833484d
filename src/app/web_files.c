#include "app/web_files.h"

static Str between(const char *from, const char *end) { return str_of(from, (size_t)(end - from)); }

StaticFiles *web_files_load(Arena *a) {
    StaticFiles *files = static_files_new(a);
    for (const WebFile *f = WEB_FILES; f->path; f++) {
        static_files_add(files, str_from(f->path), between(f->bytes, f->bytes_end),
                         between(f->brotli, f->brotli_end), between(f->gzip, f->gzip_end));
    }
    return files;
}
