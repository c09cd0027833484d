#include "base/jsonw.h"

#include <assert.h>

#include "base/utf8.h"

JsonW jsonw_to(Buf *out) { return (JsonW){.out = out}; }

static void value_begin(JsonW *w) {
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth == 0) return;
    assert(w->closer[w->depth - 1] == ']');  // inside an object a key comes first
    if (w->has_item[w->depth - 1]) buf_add_char(w->out, ',');
    w->has_item[w->depth - 1] = true;
}

static void nest(JsonW *w, char opener, char closer) {
    value_begin(w);
    assert(w->depth < JSONW_DEPTH_MAX);
    buf_add_char(w->out, opener);
    w->has_item[w->depth] = false;
    w->closer[w->depth++] = closer;
}

void jsonw_object(JsonW *w) { nest(w, '{', '}'); }
void jsonw_array(JsonW *w) { nest(w, '[', ']'); }

void jsonw_end(JsonW *w) {
    assert(w->depth > 0 && !w->after_key);
    buf_add_char(w->out, w->closer[--w->depth]);
}

static void escape_write(Buf *out, unsigned char c) {
    switch (c) {
        case '"': buf_add(out, S("\\\"")); break;
        case '\\': buf_add(out, S("\\\\")); break;
        case '\n': buf_add(out, S("\\n")); break;
        case '\r': buf_add(out, S("\\r")); break;
        case '\t': buf_add(out, S("\\t")); break;
        default: buf_add_fmt(out, "\\u%04x", c);
    }
}

static void text_write(Buf *out, Str s) {
    buf_add_char(out, '"');
    size_t from = 0;
    size_t at = 0;
    while (at < s.len) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            at++;
            continue;
        }
        size_t width = c < 0x80 ? 0 : utf8_width(str_skip(s, at));
        if (width > 0) {
            at += width;
            continue;
        }
        buf_add(out, str_slice(s, from, at));
        if (c < 0x80) {
            escape_write(out, c);
        } else {
            buf_add(out, S("\xEF\xBF\xBD"));
        }
        from = ++at;
    }
    buf_add(out, str_slice(s, from, s.len));
    buf_add_char(out, '"');
}

void jsonw_key(JsonW *w, Str key) {
    assert(w->depth > 0 && w->closer[w->depth - 1] == '}' && !w->after_key);
    if (w->has_item[w->depth - 1]) buf_add_char(w->out, ',');
    w->has_item[w->depth - 1] = true;
    text_write(w->out, key);
    buf_add_char(w->out, ':');
    w->after_key = true;
}

void jsonw_str(JsonW *w, Str value) {
    value_begin(w);
    text_write(w->out, value);
}

void jsonw_int(JsonW *w, int64_t value) {
    value_begin(w);
    buf_add_int(w->out, value);
}

void jsonw_float(JsonW *w, double value) {
    value_begin(w);
    buf_add_float(w->out, value);
}

void jsonw_bool(JsonW *w, bool value) {
    value_begin(w);
    buf_add(w->out, value ? S("true") : S("false"));
}

void jsonw_null(JsonW *w) {
    value_begin(w);
    buf_add(w->out, S("null"));
}

void jsonw_raw(JsonW *w, Str json) {
    value_begin(w);
    buf_add(w->out, json);
}

void jsonw_key_str(JsonW *w, const char *key, Str value) {
    jsonw_key(w, str_from(key));
    jsonw_str(w, value);
}

void jsonw_key_int(JsonW *w, const char *key, int64_t value) {
    jsonw_key(w, str_from(key));
    jsonw_int(w, value);
}

void jsonw_key_float(JsonW *w, const char *key, double value) {
    jsonw_key(w, str_from(key));
    jsonw_float(w, value);
}

void jsonw_key_bool(JsonW *w, const char *key, bool value) {
    jsonw_key(w, str_from(key));
    jsonw_bool(w, value);
}

void jsonw_key_moment(JsonW *w, const char *key, Moment value) {
    jsonw_key(w, str_from(key));
    value_begin(w);
    buf_add_char(w->out, '"');
    moment_write(w->out, value);
    buf_add(w->out, S("Z\""));
}

void jsonw_key_object(JsonW *w, const char *key) {
    jsonw_key(w, str_from(key));
    jsonw_object(w);
}

void jsonw_key_array(JsonW *w, const char *key) {
    jsonw_key(w, str_from(key));
    jsonw_array(w);
}
