#include "model/statement.h"

static void quoted_add(Buf *out, Str text, char quote) {
    buf_add_char(out, quote);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == quote) buf_add_char(out, quote);
        buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, quote);
}

void statement_name(Buf *out, Str name) { quoted_add(out, name, '"'); }

void statement_text(Buf *out, Str text) { quoted_add(out, text, '\''); }

void statement_float(Buf *out, double value) {
    buf_add_z(out, "CAST(");
    buf_add_float(out, value);
    buf_add_z(out, " AS DOUBLE)");
}
