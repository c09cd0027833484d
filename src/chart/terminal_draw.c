#include "chart/terminal_draw.h"

#include <math.h>
#include <stdint.h>

#include "base/utf8.h"
#include "chart/text_width.h"

enum {
    FULL_BLOCK = 0x2588,
    EIGHTH_BASE = 0x2590,  // less n: n eighths from the left
    RIGHT_HALF = 0x2590,
    HATCHED = 0x2592,
    BRAILLE = 0x2800,
    LINE_COLUMNS_MAX = 256,
    LEVELS = TERMINAL_LINE_ROWS * 4,
};

BarScale terminal_draw_scale(const double *values, size_t count, size_t room) {
    BarScale s = {.room = room};
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i])) continue;
        s.low = fmin(s.low, values[i]);
        s.high = fmax(s.high, values[i]);
    }
    return s;
}

static void blocks_add(Buf *out, size_t eighths, bool open) {
    for (size_t i = 0; i < eighths / 8; i++) utf8_add(out, open ? HATCHED : FULL_BLOCK);
    if (eighths % 8 == 0) return;
    utf8_add(out, open ? HATCHED : EIGHTH_BASE - (uint32_t)(eighths % 8));
}

// What is below zero, right-aligned in `room`.
static void below_add(Buf *out, double share, size_t room, bool open) {
    size_t halves = (size_t)llround(share * (double)room * 2);
    if (halves == 0) halves = 1;
    text_width_fill(out, room - (halves + 1) / 2);
    if (halves % 2) utf8_add(out, open ? HATCHED : RIGHT_HALF);
    for (size_t i = 0; i < halves / 2; i++) utf8_add(out, open ? HATCHED : FULL_BLOCK);
}

void terminal_draw_bar(Buf *out, BarScale s, double value, bool open) {
    double span = s.high - s.low;
    if (!isfinite(value) || !isfinite(span) || span <= 0 || s.room == 0) return;
    size_t left = (size_t)llround((double)s.room * -s.low / span);
    if (s.low < 0 && left == 0) left = 1;
    if (s.high > 0 && left == s.room) left = s.room - 1;
    if (value < 0 && left > 0) {
        below_add(out, value / s.low, left, open);
        return;
    }
    size_t right = s.room - left;
    if (value <= 0 || right == 0) return;
    text_width_fill(out, left);
    size_t eighths = (size_t)llround(value / s.high * (double)right * 8);
    blocks_add(out, eighths == 0 ? 1 : eighths, open);
}

// ---- lines ----

typedef struct Dots {
    uint8_t cells[TERMINAL_LINE_ROWS][LINE_COLUMNS_MAX];
} Dots;

// The bits of a Braille cell by column and row of dots (Unicode 15, block U+2800).
static const uint8_t BITS[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

static void dot_set(Dots *d, size_t x, int level) {
    size_t from_top = (size_t)(LEVELS - 1 - level);
    d->cells[from_top / 4][x / 2] |= BITS[x % 2][from_top % 4];
}

// The mean of the points that fall on dot column `x` of `wide`.
static double mean_at(const double *values, size_t count, size_t x, size_t wide) {
    size_t first = x * count / wide, end = (x + 1) * count / wide;
    double sum = 0;
    size_t known = 0;
    if (end == first) end = first + 1;
    for (size_t i = first; i < end && i < count; i++) {
        if (!isfinite(values[i])) continue;
        sum += values[i];
        known++;
    }
    return known > 0 ? sum / (double)known : NAN;
}

static int level_of(double value, double low, double high) {
    if (high <= low) return LEVELS / 2;
    return (int)lround((value - low) / (high - low) * (LEVELS - 1));
}

// Dots between two neighbours, so that a steep line is still a line.
static void column_set(Dots *d, size_t x, int before, int level) {
    int step = before < level ? 1 : -1;
    for (int at = before + (before == level ? 0 : step); at != level; at += step) dot_set(d, x, at);
    dot_set(d, x, level);
}

static void dots_fill(Dots *d, const double *means, size_t wide) {
    double low = INFINITY, high = -INFINITY;
    for (size_t x = 0; x < wide; x++) {
        if (!isfinite(means[x])) continue;
        low = fmin(low, means[x]);
        high = fmax(high, means[x]);
    }
    bool has_before = false;
    int before = 0;
    for (size_t x = 0; x < wide; x++) {
        if (!isfinite(means[x])) {
            has_before = false;
            continue;
        }
        int level = level_of(means[x], low, high);
        column_set(d, x, has_before ? before : level, level);
        before = level;
        has_before = true;
    }
}

void terminal_draw_line(Buf rows[TERMINAL_LINE_ROWS], const double *values, size_t count,
                        size_t room) {
    if (room > LINE_COLUMNS_MAX) room = LINE_COLUMNS_MAX;
    if (room > (count + 1) / 2) room = (count + 1) / 2;
    size_t wide = room * 2 < count ? room * 2 : count;
    double means[LINE_COLUMNS_MAX * 2];
    for (size_t x = 0; x < wide; x++) means[x] = mean_at(values, count, x, wide);
    Dots d = {0};
    dots_fill(&d, means, wide);
    for (size_t r = 0; r < TERMINAL_LINE_ROWS; r++) {
        for (size_t x = 0; x < room; x++) utf8_add(&rows[r], BRAILLE + d.cells[r][x]);
    }
}
