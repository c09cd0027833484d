#include "chart/terminal_table.h"

#include "base/utf8.h"
#include "chart/cell_words.h"
#include "chart/text_width.h"
#include "data/number_text.h"

enum { COLUMN_MAX = 32, COLUMNS_MAX = 64, GAP = 2, RULE = 0x2500 };

static TextSide side_of(const Column *c) {
    bool is_number = c->type == TYPE_INT || c->type == TYPE_FLOAT;
    return is_number && !cell_words_is_part(c) ? TEXT_RIGHT : TEXT_LEFT;
}

static size_t larger(size_t x, size_t y) { return x > y ? x : y; }

// In brackets: what was not asked for.
static Str heading(const Column *c, Words w) {
    return c->is_support ? str_fmt(w.a, "(" STR_F ")", STR_A(c->label)) : c->label;
}

static size_t column_width(const Table *t, size_t column, size_t rows, Words w) {
    size_t width = text_width(heading(&t->columns[column], w));
    for (size_t r = 0; r < rows; r++) {
        width = larger(width, text_width(cell_words(t, r, column, w)));
    }
    return width < COLUMN_MAX ? width : COLUMN_MAX;
}

static size_t columns_fit(const Table *t, size_t width, size_t rows, size_t *widths, Words w) {
    size_t used = 0, count = 0;
    for (; count < t->column_count && count < COLUMNS_MAX; count++) {
        widths[count] = column_width(t, count, rows, w);
        size_t gap = count > 0 ? GAP : 0;
        if (count > 0 && used + gap + widths[count] > width) break;
        if (widths[count] > width) widths[count] = width;
        used += gap + widths[count];
    }
    return count;
}

static void line_end(Buf *out) {
    while (out->len > 0 && out->ptr[out->len - 1] == ' ') out->len--;
    buf_add_char(out, '\n');
}

void terminal_table_rest(Buf *out, const Table *t, size_t shown, Words w) {
    if (t->rows <= shown) return;
    size_t rest = t->rows - shown;
    Str text = words_counted(w, (int64_t)rest, "… and {n} more row", "… and {n} more rows");
    buf_add_fmt(out, STR_F "\n", STR_A(text));
}

void terminal_table_write(Buf *out, const Table *t, size_t width, size_t row_max, Words w) {
    size_t widths[COLUMNS_MAX], rows = t->rows < row_max ? t->rows : row_max;
    size_t count = columns_fit(t, width, rows, widths, w);
    for (size_t c = 0; c < count; c++) {
        text_width_fill(out, c > 0 ? GAP : 0);
        text_width_add(out, heading(&t->columns[c], w), widths[c], side_of(&t->columns[c]));
    }
    line_end(out);
    for (size_t c = 0; c < count; c++) {
        text_width_fill(out, c > 0 ? GAP : 0);
        for (size_t i = 0; i < widths[c]; i++) utf8_add(out, RULE);
    }
    line_end(out);
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < count; c++) {
            text_width_fill(out, c > 0 ? GAP : 0);
            text_width_add(out, cell_words(t, r, c, w), widths[c], side_of(&t->columns[c]));
        }
        line_end(out);
    }
    size_t hidden = t->column_count - count;
    if (hidden > 0) {
        Str text =
            words_counted(w, (int64_t)hidden, "… and {n} more column", "… and {n} more columns");
        buf_add_fmt(out, STR_F "\n", STR_A(text));
    }
    terminal_table_rest(out, t, rows, w);
}
