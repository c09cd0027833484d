// web_page: which page of the application answers an address.
//
// The build draws the first paint of each page in each language (web/scripts/shells.ts):
//     /pages/LANGUAGE/index.html   "/"
//     /pages/LANGUAGE/ask.html     "/ask"
//     /pages/LANGUAGE/boards/_.html  "/boards/ANY-NAME"
// The language is the one chosen last in this browser (a cookie), else the first that it asks for
// and there is, else English. Any other address gets /index.html, which has the frame alone.
#pragma once

#include "net/http_request.h"
#include "net/static_files.h"

#define WEB_PAGE_LANGUAGE_COOKIE "munim.language"

// NULL only when there is no application.
const StaticFile *web_page_find(const StaticFiles *web, const HttpRequest *req);
