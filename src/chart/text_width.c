#include "chart/text_width.h"

#include "base/utf8.h"

typedef struct WidthRange {
    uint32_t first, last;
    int width;
} WidthRange;

// In rising order; what is in no range is one column wide.
static const WidthRange RANGES[] = {
    {0x0300, 0x036F, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05BD, 0},   {0x0610, 0x061A, 0},
    {0x064B, 0x065F, 0},   {0x0900, 0x0902, 0},   {0x093A, 0x093A, 0},   {0x093C, 0x093C, 0},
    {0x0941, 0x0948, 0},   {0x094D, 0x094D, 0},   {0x0951, 0x0957, 0},   {0x0962, 0x0963, 0},
    {0x0981, 0x0981, 0},   {0x09BC, 0x09BC, 0},   {0x09C1, 0x09C4, 0},   {0x09CD, 0x09CD, 0},
    {0x0A01, 0x0A02, 0},   {0x0A3C, 0x0A3C, 0},   {0x0A41, 0x0A4D, 0},   {0x0A81, 0x0A82, 0},
    {0x0ABC, 0x0ABC, 0},   {0x0AC1, 0x0AC8, 0},   {0x0ACD, 0x0ACD, 0},   {0x0BC0, 0x0BC0, 0},
    {0x0BCD, 0x0BCD, 0},   {0x0C3E, 0x0C40, 0},   {0x0C46, 0x0C4D, 0},   {0x0CBC, 0x0CBC, 0},
    {0x0CCC, 0x0CCD, 0},   {0x0D41, 0x0D44, 0},   {0x0D4D, 0x0D4D, 0},   {0x0E31, 0x0E31, 0},
    {0x0E34, 0x0E3A, 0},   {0x0E47, 0x0E4E, 0},   {0x1100, 0x115F, 2},   {0x1AB0, 0x1AFF, 0},
    {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200F, 0},   {0x202A, 0x202E, 0},   {0x2060, 0x2064, 0},
    {0x20D0, 0x20F0, 0},   {0x231A, 0x231B, 2},   {0x23E9, 0x23EC, 2},   {0x2614, 0x2615, 2},
    {0x26BD, 0x26BE, 2},   {0x2705, 0x2705, 2},   {0x274C, 0x274C, 2},   {0x2E80, 0x303E, 2},
    {0x3041, 0x33FF, 2},   {0x3400, 0x4DBF, 2},   {0x4E00, 0x9FFF, 2},   {0xA000, 0xA4CF, 2},
    {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},   {0xFE00, 0xFE0F, 0},   {0xFE20, 0xFE2F, 0},
    {0xFE30, 0xFE6F, 2},   {0xFEFF, 0xFEFF, 0},   {0xFF00, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
    {0x1F1E6, 0x1F1FF, 1}, {0x1F300, 0x1F3FA, 2}, {0x1F3FB, 0x1F3FF, 0}, {0x1F400, 0x1F64F, 2},
    {0x1F680, 0x1F6FF, 2}, {0x1F900, 0x1F9FF, 2}, {0x1FA70, 0x1FAFF, 2}, {0x20000, 0x3FFFD, 2},
    {0xE0100, 0xE01EF, 0},
};

enum { ELLIPSIS = 0x2026, JOINER = 0x200D };

static size_t width_of(uint32_t c) {
    size_t low = 0, high = COUNT_OF(RANGES);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (RANGES[middle].last < c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < COUNT_OF(RANGES) && c >= RANGES[low].first ? (size_t)RANGES[low].width : 1;
}

static bool is_control(uint32_t c) {
    bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || turns;
}

static uint32_t printable(uint32_t c) { return is_control(c) ? ' ' : c; }

size_t text_width(Str text) {
    size_t width = 0;
    uint32_t c = 0, before = 0;
    while (utf8_next(&text, &c)) {
        // What is joined to an emoji is drawn into it.
        if (before != JOINER) width += width_of(printable(c));
        before = c;
    }
    return width;
}

void text_width_fill(Buf *out, size_t count) {
    for (size_t i = 0; i < count; i++) buf_add_char(out, ' ');
}

// As many characters as fit in `room` columns; returns the columns taken.
static size_t cut_add(Buf *out, Str text, size_t room) {
    size_t used = 0;
    uint32_t c = 0, before = 0;
    while (utf8_next(&text, &c)) {
        c = printable(c);
        size_t width = before == JOINER ? 0 : width_of(c);
        if (used + width > room) break;
        utf8_add(out, c);
        used += width;
        before = c;
    }
    return used;
}

void text_width_add(Buf *out, Str text, size_t width, TextSide side) {
    size_t needed = text_width(text);
    if (side == TEXT_RIGHT && needed < width) text_width_fill(out, width - needed);
    size_t used = needed;
    if (needed <= width) {
        (void)cut_add(out, text, width);
    } else if (width > 0) {
        used = cut_add(out, text, width - 1) + 1;
        utf8_add(out, ELLIPSIS);
    }
    bool behind = side == TEXT_LEFT || needed > width;
    if (behind && used < width) text_width_fill(out, width - used);
}
