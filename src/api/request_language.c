#include "api/request_language.h"

#include "flow/settings.h"

const Language *request_language(const HttpRequest *req, Workspace *w) {
    Str tag = {0};
    const Language *wanted = NULL;
    if (http_request_query(req, S("language"), &tag)) wanted = words_language(tag);
    if (!wanted) wanted = words_language_accepted(http_request_header(req, S("Accept-Language")));
    if (!w) return wanted;
    return settings_language(w, wanted, http_request_header(req, S("Number-Format")), req->arena);
}

const Language *request_language_of(const HttpRequest *req, Workspace *w, const Language *named) {
    const Language *wanted = named ? named : words_language(S("en"));
    return settings_language(w, wanted, http_request_header(req, S("Number-Format")), req->arena);
}

void request_language_tell(HttpResponse *res, const Language *language) {
    http_response_header(res, S("Content-Language"), words_language_tag(language));
    http_response_header(res, S("Vary"), S("Accept-Language, Number-Format"));
}
