#include "model/expr_lex.h"

static const Str SIGNS[] = {
    STR("<>"), STR("!="), STR("<="), STR(">="), STR("="), STR("<"), STR(">"), STR("+"),
    STR("-"),  STR("*"),  STR("/"),  STR("("),  STR(")"), STR(","), STR("."),
};

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool quoted_read(Str text, size_t *at, Token *ret_token, Err *err) {
    char quote = text.ptr[*at];
    size_t end = *at + 1;
    for (; end < text.len; end++) {
        if (text.ptr[end] != quote) continue;
        if (end + 1 >= text.len || text.ptr[end + 1] != quote) break;
        end++;
    }
    if (end >= text.len) {
        return fail(err, ERR_INVALID, "character %zu: the quote %c is not closed", *at + 1, quote);
    }
    *ret_token = (Token){.kind = quote == '\'' ? TOKEN_TEXT : TOKEN_QUOTED,
                         .text = str_slice(text, *at + 1, end),
                         .at = *at};
    *at = end + 1;
    return true;
}

static size_t number_end(Str text, size_t at) {
    while (at < text.len && (is_digit(text.ptr[at]) || text.ptr[at] == '.')) at++;
    if (at >= text.len || (text.ptr[at] != 'e' && text.ptr[at] != 'E')) return at;
    size_t end = at + 1;
    if (end < text.len && (text.ptr[end] == '-' || text.ptr[end] == '+')) end++;
    if (end >= text.len || !is_digit(text.ptr[end])) return at;
    while (end < text.len && is_digit(text.ptr[end])) end++;
    return end;
}

static bool sign_read(Str text, size_t *at, Token *ret_token, Err *err) {
    for (size_t i = 0; i < COUNT_OF(SIGNS); i++) {
        if (!str_starts(str_skip(text, *at), SIGNS[i])) continue;
        *ret_token = (Token){.kind = TOKEN_SIGN, .text = SIGNS[i], .at = *at};
        *at += SIGNS[i].len;
        return true;
    }
    return fail(err, ERR_INVALID, "character %zu: '%c' has no meaning here", *at + 1,
                text.ptr[*at]);
}

bool expr_lex_next(Str text, size_t *at, Token *ret_token, Err *err) {
    while (*at < text.len && is_space(text.ptr[*at])) (*at)++;
    if (*at >= text.len) {
        *ret_token = (Token){.kind = TOKEN_END, .at = text.len};
        return true;
    }
    char c = text.ptr[*at];
    if (c == '\'' || c == '"') return quoted_read(text, at, ret_token, err);
    bool is_fraction = c == '.' && *at + 1 < text.len && is_digit(text.ptr[*at + 1]);
    if (!is_digit(c) && !is_fraction && !is_name(c)) return sign_read(text, at, ret_token, err);

    size_t end = *at;
    TokenKind kind = is_digit(c) || is_fraction ? TOKEN_NUMBER : TOKEN_NAME;
    if (kind == TOKEN_NUMBER) end = number_end(text, end);
    while (kind == TOKEN_NAME && end < text.len && is_name(text.ptr[end])) end++;
    *ret_token = (Token){.kind = kind, .text = str_slice(text, *at, end), .at = *at};
    *at = end;
    return true;
}

Str expr_lex_unquote(Arena *a, Str text, char quote) {
    if (str_find_char(text, quote) == STR_NONE) return str_dup(a, text);
    char *out = arena_new(a, char, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        out[len++] = text.ptr[i];
        if (text.ptr[i] == quote) i++;
    }
    return str_of(out, len);
}
