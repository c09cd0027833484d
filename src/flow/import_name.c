#include <ctype.h>

#include "flow/import_job.h"

enum { TABLE_NAME_MAX = 60 };

// "Sales Report (2024).csv" -> sales_report_2024. Letters of other scripts stay as they are.
Str import_table_name(Str text, Arena *a) {
    char *out = arena_alloc(a, text.len + 3);
    size_t len = 0;
    if (text.len > 0 && isdigit((unsigned char)text.ptr[0])) {
        out[len++] = 't';
        out[len++] = '_';
    }
    for (size_t i = 0; i < text.len && len < TABLE_NAME_MAX; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool keep = isalnum(c) || c >= 0x80;
        if (keep)
            out[len++] = (char)tolower(c);
        else if (len > 0 && out[len - 1] != '_')
            out[len++] = '_';
    }
    while (len > 0 && (unsigned char)out[len - 1] >= 0x80 && len >= TABLE_NAME_MAX) len--;
    while (len > 0 && out[len - 1] == '_') len--;
    return len > 0 ? str_of(out, len) : S("data");
}

Str import_rejects_name(Str table, Arena *a) { return str_fmt(a, STR_F "__rejects", STR_A(table)); }
