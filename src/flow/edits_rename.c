#include "flow/edits_rename.h"

#include <ctype.h>

#include "base/buf.h"

enum { EXPRESSION_MAX = 1 << 20 };

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static size_t spaces_skip(Str text, size_t at) {
    while (at < text.len && isspace((unsigned char)text.ptr[at])) at++;
    return at;
}

// Where the quoted piece that begins at `at` ends; a doubled quote is part of it.
static size_t quoted_end(Str text, size_t at) {
    char quote = text.ptr[at++];
    for (; at < text.len; at++) {
        if (text.ptr[at] != quote) continue;
        if (at + 1 == text.len || text.ptr[at + 1] != quote) return at + 1;
        at++;
    }
    return at;
}

static size_t word_end(Str text, size_t at) {
    while (at < text.len && is_word(text.ptr[at])) at++;
    return at;
}

static void name_add(Buf *out, Str name) {
    bool plain =
        name.len > 0 && !isdigit((unsigned char)name.ptr[0]) && word_end(name, 0) == name.len;
    if (!plain) buf_add_char(out, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"') buf_add_char(out, '"');
        buf_add_char(out, name.ptr[i]);
    }
    if (!plain) buf_add_char(out, '"');
}

// The end of the name, text or single sign at `at`; *ret_name is its name, "" when it is none.
static size_t piece_end(Str text, size_t at, Str *ret_name) {
    char c = text.ptr[at];
    *ret_name = (Str){0};
    if (c == '\'' || c == '"') {
        size_t end = quoted_end(text, at);
        if (c != '\'' && end - at >= 2) *ret_name = str_slice(text, at + 1, end - 1);
        return end;
    }
    if (!is_word(c)) return at + 1;
    size_t end = word_end(text, at);
    *ret_name = str_slice(text, at, end);
    return end;
}

Str edits_rename_expression(Str text, Str from, Str to, Arena *a) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, EXPRESSION_MAX);
    bool after_dot = false;
    for (size_t at = 0; at < text.len;) {
        Str name = {0};
        size_t end = piece_end(text, at, &name);
        size_t next = spaces_skip(text, end);
        bool qualifies = next < text.len && text.ptr[next] == '.';
        if (name.len > 0 && qualifies && !after_dot && str_eq_nocase(name, from)) {
            name_add(&out, to);
        } else {
            buf_add(&out, str_slice(text, at, end));
        }
        after_dot = text.ptr[at] == '.';
        at = end;
    }
    return out.overflow ? text : str_dup(a, buf_str(&out));
}

static void member_set(Json *item, const char *key, Str value) {
    json_object_set_new(item, key, json_stringn(value.ptr, value.len));
}

void edits_rename_item(Json *item, Str from, Str to) {
    static const char *const EXPRESSIONS[] = {"expression", "filter"};
    if (str_eq(from, to)) return;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (json_is_string(json_object_get(item, "table"))) member_set(item, "table", to);
    for (size_t i = 0; i < COUNT_OF(EXPRESSIONS); i++) {
        Str text = str_from(json_string_value(json_object_get(item, EXPRESSIONS[i])));
        if (text.ptr) member_set(item, EXPRESSIONS[i], edits_rename_expression(text, from, to, a));
    }
}

void edits_rename_pair(Json *pair, Str from, Str to) {
    if (str_eq(from, to)) return;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; i < json_array_size(pair); i++) {
        Str end = str_from(json_string_value(json_array_get(pair, i)));
        bool is_its = str_starts(end, from) && end.len > from.len && end.ptr[from.len] == '.';
        if (!is_its) continue;
        Str named = str_fmt(a, STR_F STR_F, STR_A(to), STR_A(str_skip(end, from.len)));
        json_array_set_new(pair, i, json_stringn(named.ptr, named.len));
    }
}
