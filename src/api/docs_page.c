#include "api/docs_page.h"

// docs_page.html, pulled in by the assembler (docs_page.S.in).
extern const char docs_page_html[], docs_page_html_end[];

Str docs_page(void) {
    return str_of(docs_page_html, (size_t)(docs_page_html_end - docs_page_html));
}
