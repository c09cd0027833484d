#include "net/url.h"

#include <string.h>

#include "base/utf8.h"

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// One escape at the front of `text`: its byte, or -1. NUL never passes: it would end a path early.
static int escape_read(Str text) {
    if (text.len < 3) return -1;
    int high = hex_value(text.ptr[1]);
    int low = hex_value(text.ptr[2]);
    if (high < 0 || low < 0 || high + low == 0) return -1;
    return high * 16 + low;
}

static bool decode(Arena *a, Str text, bool plus_is_space, Str *ret_text) {
    if (str_find_char(text, '%') == STR_NONE &&
        (!plus_is_space || str_find_char(text, '+') == STR_NONE)) {
        if (!utf8_valid(text)) return false;
        *ret_text = text;
        return true;
    }
    char *out = arena_new(a, char, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '%') {
            int byte = escape_read(str_skip(text, i));
            if (byte < 0) return false;
            c = (char)byte;
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        out[len++] = c;
    }
    if (!utf8_valid(str_of(out, len))) return false;
    *ret_text = str_of(out, len);
    return true;
}

bool url_decode(Arena *a, Str text, Str *ret_text) { return decode(a, text, false, ret_text); }

bool url_decode_form(Arena *a, Str text, Str *ret_text) { return decode(a, text, true, ret_text); }

bool url_query_next(Arena *a, Str *query, Str *ret_name, Str *ret_value, bool *ret_ok) {
    *ret_ok = true;
    while (query->len > 0) {
        ptrdiff_t end = str_find_char(*query, '&');
        size_t len = end == STR_NONE ? query->len : (size_t)end;
        Str pair = str_slice(*query, 0, len);
        *query = str_skip(*query, end == STR_NONE ? len : len + 1);
        if (pair.len == 0) continue;  // "a=1&&b=2"
        ptrdiff_t equals = str_find_char(pair, '=');
        size_t name_len = equals == STR_NONE ? pair.len : (size_t)equals;
        Str value = equals == STR_NONE ? S("") : str_skip(pair, name_len + 1);
        *ret_ok = url_decode_form(a, str_slice(pair, 0, name_len), ret_name) &&
                  url_decode_form(a, value, ret_value);
        return *ret_ok;
    }
    return false;
}
