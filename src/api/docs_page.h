// docs_page: the page that shows the OpenAPI description to people.
#pragma once

#include "base/str.h"

// Its script and style stand in the page itself.
#define DOCS_PAGE_POLICY                                                                           \
    "default-src 'none'; connect-src 'self'; script-src 'unsafe-inline'; "                         \
    "style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

Str docs_page(void);
