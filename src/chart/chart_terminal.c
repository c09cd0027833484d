// Charts in text: bars of block characters, a line of blocks for a time series, aligned numbers.

#include <math.h>

#include "base/utf8.h"
#include "chart/cell_words.h"
#include "chart/chart.h"

enum { WIDTH_MIN = 40, LABEL_SHARE = 3, ROWS_SHOWN = 40, TABLE_COLUMN_MAX = 32, SPARK_ROWS = 60 };

static void spaces_add(Buf *out, size_t count) {
    for (size_t i = 0; i < count; i++) buf_add_char(out, ' ');
}

// `text` cut or filled to `width` characters.
static void padded_add(Buf *out, Str text, size_t width, bool right) {
    size_t len = utf8_count(text);
    if (right && len < width) spaces_add(out, width - len);
    Str rest = text;
    uint32_t c = 0;
    for (size_t i = 0; i < width && utf8_next(&rest, &c); i++) {
        bool cut = i + 1 == width && rest.len > 0;
        utf8_add(out, cut ? 0x2026 : c < 0x20 ? ' ' : c);
    }
    if (!right && len < width) spaces_add(out, width - len);
}

static size_t shown_rows(const Table *t) { return t->rows < ROWS_SHOWN ? t->rows : ROWS_SHOWN; }

static void rest_add(Buf *out, const Table *t, size_t shown) {
    if (t->rows > shown) buf_add_fmt(out, "… %zu more rows\n", t->rows - shown);
}

static size_t widest(const Table *t, int column, size_t max, Arena *a) {
    size_t width = 0;
    for (size_t r = 0; r < shown_rows(t); r++) {
        size_t len = utf8_count(cell_words(t, r, (size_t)column, a));
        if (len > width) width = len;
    }
    return width < max ? width : max;
}

// Eighths of a block, so that short bars still differ.
static void bar_add(Buf *out, double share, size_t width) {
    size_t eighths = (size_t)llround(share * (double)width * 8);
    if (eighths == 0 && share > 0) eighths = 1;
    for (size_t i = 0; i < eighths / 8; i++) utf8_add(out, 0x2588);
    if (eighths % 8) utf8_add(out, 0x2590 - (uint32_t)(eighths % 8));
}

static double largest(const Table *t, int column) {
    double largest = 0;
    for (size_t r = 0; r < shown_rows(t); r++) {
        double value = 0;
        if (table_number(t, r, (size_t)column, &value) && fabs(value) > largest)
            largest = fabs(value);
    }
    return largest;
}

static Str row_label(const Chart *c, const Table *t, size_t row, Arena *a) {
    Str label = cell_words(t, row, (size_t)c->x, a);
    if (c->split < 0) return label;
    return str_fmt(a, STR_F " · " STR_F, STR_A(label),
                   STR_A(cell_words(t, row, (size_t)c->split, a)));
}

static void bars_write(Buf *out, const Chart *c, const Table *t, size_t width, Arena *a) {
    int column = c->series[0];
    size_t names = 0, numbers = widest(t, column, width / LABEL_SHARE, a);
    for (size_t r = 0; r < shown_rows(t); r++) {
        size_t len = utf8_count(row_label(c, t, r, a));
        if (len > names) names = len;
    }
    if (names > width / LABEL_SHARE) names = width / LABEL_SHARE;
    size_t room = width > names + numbers + 4 ? width - names - numbers - 4 : 4;
    double most = largest(t, column);
    for (size_t r = 0; r < shown_rows(t); r++) {
        double value = 0;
        padded_add(out, row_label(c, t, r, a), names, false);
        buf_add_z(out, "  ");
        padded_add(out, cell_words(t, r, (size_t)column, a), numbers, true);
        buf_add_z(out, "  ");
        if (table_number(t, r, (size_t)column, &value) && most > 0) {
            if (value < 0) buf_add_char(out, '-');
            bar_add(out, fabs(value) / most, room);
        }
        buf_add_char(out, '\n');
    }
    rest_add(out, t, shown_rows(t));
}

// One row of blocks, each as high as its period.
static void spark_write(Buf *out, const Chart *c, const Table *t, Arena *a) {
    double low = INFINITY, high = -INFINITY;
    size_t first = t->rows > SPARK_ROWS ? t->rows - SPARK_ROWS : 0;
    for (size_t r = first; r < t->rows; r++) {
        double value = 0;
        if (!table_number(t, r, (size_t)c->series[0], &value)) continue;
        low = fmin(low, value);
        high = fmax(high, value);
    }
    if (low > high) return;
    if (low > 0) low = 0;  // heights from zero: half as much is half as high
    for (size_t r = first; r < t->rows; r++) {
        double value = 0;
        bool known = table_number(t, r, (size_t)c->series[0], &value);
        int step = high > low ? (int)lround(7 * (value - low) / (high - low)) : 4;
        utf8_add(out, known ? 0x2581 + (uint32_t)step : ' ');
    }
    buf_add_fmt(out, "  " STR_F " to " STR_F "\n\n", STR_A(cell_words(t, first, (size_t)c->x, a)),
                STR_A(cell_words(t, t->rows - 1, (size_t)c->x, a)));
}

static bool is_right(const Column *c) { return c->type == TYPE_INT || c->type == TYPE_FLOAT; }

static size_t columns_fit(const Table *t, size_t width, size_t *widths, size_t max, Arena *a) {
    size_t used = 0, count = 0;
    for (; count < t->column_count && count < max; count++) {
        size_t column = widest(t, (int)count, TABLE_COLUMN_MAX, a);
        size_t head = utf8_count(t->columns[count].label);
        if (head > TABLE_COLUMN_MAX) head = TABLE_COLUMN_MAX;
        widths[count] = column > head ? column : head;
        if (count > 0 && used + widths[count] + 2 > width) break;
        used += widths[count] + 2;
    }
    return count;
}

static void table_write(Buf *out, const Table *t, size_t width, Arena *a) {
    size_t widths[64];
    size_t count = columns_fit(t, width, widths, COUNT_OF(widths), a);
    for (size_t c = 0; c < count; c++) {
        padded_add(out, t->columns[c].label, widths[c], is_right(&t->columns[c]));
        buf_add_z(out, c + 1 < count ? "  " : "\n");
    }
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < widths[c]; i++) utf8_add(out, 0x2500);
        buf_add_z(out, c + 1 < count ? "  " : "\n");
    }
    for (size_t r = 0; r < shown_rows(t); r++) {
        for (size_t c = 0; c < count; c++) {
            padded_add(out, cell_words(t, r, c, a), widths[c], is_right(&t->columns[c]));
            buf_add_z(out, c + 1 < count ? "  " : "\n");
        }
    }
    if (count < t->column_count) buf_add_fmt(out, "… %zu more columns\n", t->column_count - count);
    rest_add(out, t, shown_rows(t));
}

static void number_write(Buf *out, const Chart *c, const Table *t, Arena *a) {
    for (size_t i = 0; i < c->series_count; i++) {
        int column = c->series[i];
        buf_add_fmt(out, "  " STR_F "  " STR_F "\n", STR_A(cell_words(t, 0, (size_t)column, a)),
                    STR_A(t->columns[column].label));
    }
}

void chart_terminal(Buf *out, const Chart *c, const Table *t, int width) {
    Arena *a = arena_create(0);
    size_t columns = width < WIDTH_MIN ? WIDTH_MIN : (size_t)width;
    bool bars = c->series_count > 0 && c->x >= 0;
    switch (c->type) {
        case CHART_NUMBER: number_write(out, c, t, a); break;
        case CHART_TABLE:
        case CHART_SCATTER:
        case CHART_HISTOGRAM: table_write(out, t, columns, a); break;
        case CHART_LINE:
        case CHART_AREA:
            if (bars && c->split < 0) spark_write(out, c, t, a);
            if (bars) bars_write(out, c, t, columns, a);
            break;
        default:
            if (bars) bars_write(out, c, t, columns, a);
            break;
    }
    arena_free(a);
}
