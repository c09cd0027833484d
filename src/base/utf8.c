#include "base/utf8.h"

static bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

// Bytes that a lead byte announces, 0 for one that cannot lead.
static size_t announced(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

size_t utf8_width(Str s) {
    if (s.len == 0) return 0;
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t width = announced(p[0]);
    if (width == 0 || width > s.len) return 0;
    for (size_t i = 1; i < width; i++) {
        if (!is_tail(p[i])) return 0;
    }
    // Overlong forms, surrogates, and beyond U+10FFFF.
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F)) return 0;
    if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F)) return 0;
    return width;
}

bool utf8_valid(Str s) {
    size_t at = 0;
    while (at < s.len) {
        if ((unsigned char)s.ptr[at] < 0x80) {
            at++;
            continue;
        }
        size_t width = utf8_width(str_skip(s, at));
        if (width == 0) return false;
        at += width;
    }
    return true;
}

bool utf8_next(Str *rest, uint32_t *ret_codepoint) {
    static const unsigned char LEAD_MASK[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    if (rest->len == 0) return false;
    const unsigned char *p = (const unsigned char *)rest->ptr;
    size_t width = utf8_width(*rest);
    if (width == 0) {
        *ret_codepoint = UTF8_REPLACEMENT;
        *rest = str_skip(*rest, 1);
        return true;
    }
    uint32_t codepoint = p[0] & LEAD_MASK[width];
    for (size_t i = 1; i < width; i++) codepoint = codepoint << 6 | (p[i] & 0x3F);
    *ret_codepoint = codepoint;
    *rest = str_skip(*rest, width);
    return true;
}

void utf8_add(Buf *out, uint32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = UTF8_REPLACEMENT;
    if (c < 0x80) {
        buf_add_char(out, (char)c);
        return;
    }
    int tails = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char LEADS[] = {0, 0xC0, 0xE0, 0xF0};
    buf_add_char(out, (char)(LEADS[tails] | c >> (6 * tails)));
    for (int i = tails - 1; i >= 0; i--) buf_add_char(out, (char)(0x80 | (c >> (6 * i) & 0x3F)));
}

size_t utf8_count(Str s) {
    size_t count = 0;
    uint32_t codepoint = 0;
    while (utf8_next(&s, &codepoint)) count++;
    return count;
}
