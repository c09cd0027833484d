#include "api/web_page.h"

#include "sys/file.h"

enum { TAG_LEN_MAX = 3, LANGUAGES_ASKED_MAX = 8 };

// "hi-IN;q=0.9" -> "hi"; empty when it is no language.
static Str tag_of(Str item) {
    size_t len = 0;
    item = str_trim(item);
    while (len < item.len && item.ptr[len] >= 'a' && item.ptr[len] <= 'z') len++;
    bool ends = len == item.len || item.ptr[len] == '-' || item.ptr[len] == ';';
    return ends && len >= 2 && len <= TAG_LEN_MAX ? str_slice(item, 0, len) : S("");
}

static const StaticFile *page_in(const StaticFiles *web, const HttpRequest *req, Str tag) {
    if (tag.len == 0) return NULL;
    Str path = str_eq(req->path, S("/")) ? S("/index") : req->path;
    Str page = str_fmt(req->arena, "/pages/" STR_F STR_F ".html", STR_A(tag), STR_A(path));
    const StaticFile *file = static_files_find(web, page);
    if (file) return file;
    Str folder = str_slice(path, 0, path.len - path_name(path).len);
    page = str_fmt(req->arena, "/pages/" STR_F STR_F "_.html", STR_A(tag), STR_A(folder));
    return static_files_find(web, page);
}

const StaticFile *web_page_find(const StaticFiles *web, const HttpRequest *req) {
    Str chosen = http_request_cookie(req, S(WEB_PAGE_LANGUAGE_COOKIE));
    const StaticFile *page = page_in(web, req, tag_of(chosen));
    Str asked = http_request_header(req, S("Accept-Language"));
    Str item;
    for (int i = 0; !page && i < LANGUAGES_ASKED_MAX && asked.len > 0; i++) {
        if (!str_next_part(&asked, ',', &item)) break;
        page = page_in(web, req, tag_of(item));
    }
    if (!page) page = page_in(web, req, S("en"));
    return page ? page : static_files_find(web, S("/index.html"));
}
