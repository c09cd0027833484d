// Charts in text: bars of block characters, a line of Braille dots, aligned numbers.

#include <math.h>
#include <stdlib.h>

#include "chart/cell_words.h"
#include "chart/chart.h"
#include "chart/terminal_draw.h"
#include "chart/terminal_table.h"
#include "chart/text_width.h"
#include "data/number_text.h"

enum {
    WIDTH_LEAST = 40,
    LABEL_SHARE = 3,  // names take a third of the width at most
    ROWS_SHOWN = 30,
    POINTS_AS_BARS = 24,
    POINTS_MAX = 20000,
    ROW_TEXT_MAX = 4096,
    BINS_MAX = 12,
    GAP = 2,
};

// What is drawn: one number a row, with its name.
typedef struct Bars {
    Str *names;
    Str *numbers;
    double *values;  // NaN: none
    bool *open;      // the period goes on
    size_t count;
} Bars;

typedef struct Ranked {
    size_t row;
    bool is_null;
    double key;
} Ranked;

// By the key, nulls last, equals in the order of the rows.
static int ranked_cmp(const void *x, const void *y) {
    const Ranked *p = x, *q = y;
    if (p->is_null != q->is_null) return p->is_null ? 1 : -1;
    if (p->key != q->key) return p->key < q->key ? -1 : 1;
    return (p->row > q->row) - (p->row < q->row);
}

static bool rises(const Ranked *rows, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (rows[i].is_null || rows[i].key > rows[i - 1].key) return false;
    }
    return count > 0 && rows[0].key < rows[count - 1].key;
}

// Time from the first to the last; by value the largest first, but the lowest first where they
// were asked for so; else as the rows stand.
static Ranked *rows_ranked(const Chart *c, const Table *t, size_t count, Words w) {
    Ranked *rows = arena_new(w.a, Ranked, count + 1);
    bool is_time = c->x >= 0 && t->columns[c->x].is_bucket;
    for (size_t r = 0; r < count; r++) {
        rows[r] = (Ranked){.row = r};
        double value = 0;
        Value at = c->x >= 0 ? table_value(t, r, (size_t)c->x) : (Value){.is_null = true};
        if (is_time) {
            rows[r].is_null = at.is_null, rows[r].key = (double)at.i;
        } else {
            rows[r].is_null = !table_number(t, r, (size_t)c->series[0], &value);
            rows[r].key = -value;
        }
    }
    bool keeps = !is_time && (!c->sort_by_value || rises(rows, count));
    if (!keeps) qsort(rows, count, sizeof *rows, ranked_cmp);
    return rows;
}

static Bars bars_new(size_t count, Words w) {
    return (Bars){.names = arena_new(w.a, Str, count + 1),
                  .numbers = arena_new(w.a, Str, count + 1),
                  .values = arena_new(w.a, double, count + 1),
                  .open = arena_new(w.a, bool, count + 1),
                  .count = count};
}

static Str name_of(const Chart *c, const Table *t, size_t row, Words w) {
    if (table_value(t, row, (size_t)c->x).is_null) return S("(none)");
    Str name = str_trim(cell_words(t, row, (size_t)c->x, w));
    return name.len > 0 ? name : S("(none)");
}

static Bars bars_of(const Chart *c, const Table *t, Words w) {
    size_t count = t->rows < POINTS_MAX ? t->rows : POINTS_MAX;
    const Ranked *rows = rows_ranked(c, t, count, w);
    Bars b = bars_new(count, w);
    for (size_t i = 0; i < count; i++) {
        size_t row = rows[i].row;
        b.values[i] = NAN;
        (void)table_number(t, row, (size_t)c->series[0], &b.values[i]);
        b.names[i] = name_of(c, t, row, w);
        b.numbers[i] = cell_words(t, row, (size_t)c->series[0], w);
        b.open[i] = c->unfinished_last && i + 1 == count;
    }
    return b;
}

static size_t widest(const Str *texts, size_t count, size_t max) {
    size_t width = 0;
    for (size_t i = 0; i < count; i++) {
        size_t own = text_width(texts[i]);
        if (own > width) width = own;
    }
    return width < max ? width : max;
}

static void line_end(Buf *out) {
    while (out->len > 0 && out->ptr[out->len - 1] == ' ') out->len--;
    buf_add_char(out, '\n');
}

static void bars_draw(Buf *out, const Bars *b, size_t shown, size_t width) {
    size_t names = widest(b->names, shown, width / LABEL_SHARE);
    size_t numbers = widest(b->numbers, shown, width / LABEL_SHARE);
    BarScale scale = terminal_draw_scale(b->values, shown, width - names - numbers - 2 * GAP);
    for (size_t i = 0; i < shown; i++) {
        text_width_add(out, b->names[i], names, TEXT_LEFT);
        text_width_fill(out, GAP);
        text_width_add(out, b->numbers[i], numbers, TEXT_RIGHT);
        text_width_fill(out, GAP);
        terminal_draw_bar(out, scale, b->values[i], b->open[i]);
        line_end(out);
    }
}

static void bars_write(Buf *out, const Chart *c, const Table *t, size_t width, Words w) {
    Bars b = bars_of(c, t, w);
    size_t shown = b.count < ROWS_SHOWN ? b.count : ROWS_SHOWN;
    bars_draw(out, &b, shown, width);
    terminal_table_rest(out, t, shown, w);
    if (shown > 0 && b.open[shown - 1]) buf_add_z(out, "The last period is not finished.\n");
}

// ---- many points ----

typedef struct Ends {
    size_t low, high;
    bool known;
} Ends;

static Ends ends_of(const Bars *b) {
    Ends e = {0};
    for (size_t i = 0; i < b->count; i++) {
        if (!isfinite(b->values[i])) continue;
        if (!e.known || b->values[i] < b->values[e.low]) e.low = i;
        if (!e.known || b->values[i] > b->values[e.high]) e.high = i;
        e.known = true;
    }
    return e;
}

static void end_write(Buf *out, const char *what, const Bars *b, size_t i) {
    buf_add_fmt(out, "%s " STR_F " (" STR_F ")", what, STR_A(b->numbers[i]), STR_A(b->names[i]));
}

static void line_write(Buf *out, const Chart *c, const Table *t, size_t width, Words w) {
    Bars b = bars_of(c, t, w);
    Ends e = ends_of(&b);
    if (!e.known) return;
    Buf rows[TERMINAL_LINE_ROWS];
    for (size_t r = 0; r < TERMINAL_LINE_ROWS; r++) buf_init(&rows[r], ROW_TEXT_MAX);
    terminal_draw_line(rows, b.values, b.count, width);
    for (size_t r = 0; r < TERMINAL_LINE_ROWS; r++) {
        buf_add(out, buf_str(&rows[r]));
        line_end(out);
        buf_done(&rows[r]);
    }
    end_write(out, "first", &b, 0);
    end_write(out, ", last", &b, b.count - 1);
    buf_add_char(out, '\n');
    end_write(out, "lowest", &b, e.low);
    end_write(out, ", highest", &b, e.high);
    buf_add_char(out, '\n');
    if (b.open[b.count - 1]) buf_add_z(out, "The last period is not finished.\n");
}

// ---- histogram ----

// 1, 2 or 5 times a power of ten, so that the span takes BINS_MAX bins at most.
static double bin_width(double span) {
    static const double STEPS[] = {1, 2, 5, 10};
    double power = pow(10, floor(log10(span / BINS_MAX)));
    for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
        if (span / (STEPS[i] * power) <= BINS_MAX - 1) return STEPS[i] * power;
    }
    return 20 * power;
}

static void bins_name(Bars *bins, double first, double step, Str unit, Words w) {
    for (size_t i = 0; i < bins->count; i++) {
        Str low = number_text_bare(first + (double)i * step, unit, w);
        Str high = number_text_bare(first + (double)(i + 1) * step, unit, w);
        bins->names[i] = str_fmt(w.a, STR_F " to " STR_F, STR_A(low), STR_A(high));
        bins->numbers[i] = number_text(bins->values[i], (Str){0}, w);
    }
}

static void histogram_write(Buf *out, const Chart *c, const Table *t, size_t width, Words w) {
    Bars b = bars_of(c, t, w);
    Ends e = ends_of(&b);
    double span = e.known ? b.values[e.high] - b.values[e.low] : 0;
    if (!isfinite(span) || span <= 0) {
        terminal_table_write(out, t, width, ROWS_SHOWN, w);
        return;
    }
    double step = bin_width(span), first = floor(b.values[e.low] / step) * step;
    Bars bins = bars_new((size_t)floor((b.values[e.high] - first) / step) + 1, w);
    for (size_t i = 0; i < b.count; i++) {
        if (!isfinite(b.values[i])) continue;
        size_t at = (size_t)((b.values[i] - first) / step);
        bins.values[at < bins.count ? at : bins.count - 1]++;
    }
    bins_name(&bins, first, step, t->columns[c->series[0]].unit, w);
    bars_draw(out, &bins, bins.count, width);
}

// ---- the choice ----

static void number_write(Buf *out, const Chart *c, const Table *t, Words w) {
    if (c->x >= 0) buf_add_fmt(out, "  " STR_F "\n", STR_A(name_of(c, t, 0, w)));
    for (size_t i = 0; i < c->series_count; i++) {
        size_t column = (size_t)c->series[i];
        buf_add_fmt(out, "  " STR_F "  " STR_F "\n", STR_A(cell_words(t, 0, column, w)),
                    STR_A(t->columns[column].label));
    }
}

static void one_series_write(Buf *out, const Chart *c, const Table *t, size_t width, Words w) {
    switch (c->drawn) {
        case CHART_LINE:
        case CHART_STEP:
        case CHART_AREA:
        case CHART_STACKED_AREA:
        case CHART_FORECAST:
        case CHART_CALENDAR_HEATMAP:
            if (t->rows > POINTS_AS_BARS) {
                line_write(out, c, t, width, w);
                return;
            }
            bars_write(out, c, t, width, w);
            return;
        case CHART_BAR:
        case CHART_HORIZONTAL_BAR:
        case CHART_GROUPED_BAR:
        case CHART_STACKED_BAR:
        case CHART_PERCENT_BAR:
        case CHART_PIE:
        case CHART_DOUGHNUT:
        case CHART_TREEMAP:
        case CHART_SUNBURST:
        case CHART_FUNNEL:
        case CHART_WATERFALL:
        case CHART_RADAR:
        case CHART_PARETO:
        case CHART_MAP_POINTS:
        case CHART_MAP_REGIONS: bars_write(out, c, t, width, w); return;
        case CHART_HISTOGRAM: histogram_write(out, c, t, width, w); return;
        default: terminal_table_write(out, t, width, ROWS_SHOWN, w); return;
    }
}

void chart_terminal(Buf *out, const Chart *c, const Table *t, int width, const Language *language) {
    if (t->rows == 0 || t->column_count == 0) {
        buf_add(out, words_text(words_for(NULL, language), "(no rows)"));
        buf_add_char(out, '\n');
        return;
    }
    Arena *a = arena_create(0);
    Words w = words_for(a, language);
    size_t columns = width < WIDTH_LEAST ? WIDTH_LEAST : (size_t)width;
    bool one_series = c->series_count == 1 && c->x >= 0 && c->split < 0;
    bool one_number = c->drawn == CHART_NUMBER || c->drawn == CHART_GAUGE;
    if (one_number && c->series_count > 0) {
        number_write(out, c, t, w);
    } else if (one_series) {
        one_series_write(out, c, t, columns, w);
    } else {
        terminal_table_write(out, t, columns, ROWS_SHOWN, w);
    }
    arena_free(a);
}
