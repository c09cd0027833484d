// request_language: the language in which a request wants what is said to a person.
//
// The query's `language` goes before the header Accept-Language (RFC 9110, 12.5.4), and that before
// what the workspace prefers. Without any of them it is English. Numbers are written as the header
// Number-Format ("indian", "international", "european") names, else as the workspace has them, else
// in lakh where that is what it names or the currency is counted so.
#pragma once

#include "flow/workspace.h"
#include "net/http_server.h"
#include "words/words_language.h"

// `w` NULL: what no workspace is asked for.
const Language *request_language(const HttpRequest *req, Workspace *w);
// The same for a language that the body names; NULL: English.
const Language *request_language_of(const HttpRequest *req, Workspace *w, const Language *named);
// Says which language it is, and that a copy of it serves no other.
void request_language_tell(HttpResponse *res, const Language *language);
