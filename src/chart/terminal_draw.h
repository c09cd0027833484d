// terminal_draw: bars and lines of characters. Pure.
#pragma once

#include "base/buf.h"
#include "base/str.h"

// A bar from zero, of eighths of a block. Where values below zero stand beside, zero is inside
// the room and what is below it goes to the left (in halves: there are no other left-hand blocks).
typedef struct BarScale {
    double low, high;  // low <= 0 <= high
    size_t room;       // columns
} BarScale;

BarScale terminal_draw_scale(const double *values, size_t count, size_t room);
// `open`: the period is not finished: the bar is hatched. Nothing for a value that is NaN.
void terminal_draw_bar(Buf *out, BarScale scale, double value, bool open);

enum { TERMINAL_LINE_ROWS = 6 };
// A line over many points, `room` columns wide and TERMINAL_LINE_ROWS high, of Braille dots: two
// points a column and four levels a row. Each row is written to its own buffer. NaN leaves a gap.
void terminal_draw_line(Buf rows[TERMINAL_LINE_ROWS], const double *values, size_t count,
                        size_t room);
