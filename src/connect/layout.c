#include "connect/layout.h"

#include <ctype.h>
#include <string.h>

#include "base/map.h"
#include "connect/datetext.h"

Record layout_keep(const Record *r, Arena *a) {
    Cell *cells = arena_new(a, Cell, r->count ? r->count : 1);
    for (size_t i = 0; i < r->count; i++) {
        cells[i] = r->cells[i];
        // Enough to judge by; a 16 MB cell is no header.
        cells[i].text = str_dup(a, str_slice(r->cells[i].text, 0, 1024));
    }
    return (Record){.row = r->row, .cells = cells, .count = r->count, .unclosed = r->unclosed};
}

Str layout_header_clean(Str text, Arena *a) {
    char *out = arena_alloc(a, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool space = isspace(c) || c < 0x20;
        if (space && (len == 0 || out[len - 1] == ' ')) continue;
        out[len++] = space ? ' ' : (char)c;
    }
    if (len > HEADER_BYTES_MAX) {
        len = HEADER_BYTES_MAX;
        while (len > 0 && ((unsigned char)out[len] & 0xC0) == 0x80) len--;
    }
    while (len > 0 && out[len - 1] == ' ') len--;
    return str_of(out, len);
}

void layout_headers_unique(Str *headers, size_t count, Arena *a) {
    Map taken = {0};
    for (size_t i = 0; i < count; i++) {
        Str name = headers[i];
        for (int n = 2; map_has(&taken, str_lower(a, name)); n++) {
            name = str_fmt(a, STR_F "_%d", STR_A(headers[i]), n);
        }
        headers[i] = name;
        map_set(a, &taken, str_lower(a, name), headers);
    }
}

// ---- what a row looks like

typedef enum Look { LOOK_EMPTY, LOOK_WORD, LOOK_YEAR, LOOK_VALUE } Look;

static Look cell_look(const Cell *c) {
    NumText n;
    DateText d;
    int64_t value;
    if (c->kind == CELL_EMPTY) return LOOK_EMPTY;
    if (c->kind == CELL_INT || (c->kind == CELL_FLOAT && c->f == (double)(int)c->f)) {
        double year = c->kind == CELL_INT ? (double)c->i : c->f;
        return year >= 1900 && year <= 2100 ? LOOK_YEAR : LOOK_VALUE;
    }
    if (c->kind != CELL_TEXT) return LOOK_VALUE;
    if (numtext_scan(c->text, &n)) {
        bool year = n.plain && numtext_int(&n, NUM_DOT, &value) && value >= 1900 && value <= 2100;
        return year ? LOOK_YEAR : LOOK_VALUE;
    }
    // "Mar-26" heads a column of months as often as it stands in one.
    if (!datetext_scan(c->text, &d)) return LOOK_WORD;
    return d.orders == 1u << ORDER_MONTH ? LOOK_YEAR : LOOK_VALUE;
}

static size_t row_extent(const Record *r) {
    size_t n = r->count;
    while (n > 0 && r->cells[n - 1].kind == CELL_EMPTY) n--;
    return n;
}

static size_t row_count_look(const Record *r, Look look) {
    size_t n = 0;
    for (size_t i = 0; i < r->count; i++) n += cell_look(&r->cells[i]) == look;
    return n;
}

static size_t row_filled(const Record *r) { return r->count - row_count_look(r, LOOK_EMPTY); }

// The most common extent, the larger of two that are as common.
static size_t extent_usual(const Record *records, size_t count, Arena *a) {
    size_t *seen = arena_new(a, size_t, count + 1), *extents = arena_new(a, size_t, count + 1);
    size_t kinds = 0, best = 0, best_seen = 0;
    for (size_t i = 0; i < count; i++) {
        size_t extent = row_extent(&records[i]), k = 0;
        if (extent == 0) continue;
        while (k < kinds && extents[k] != extent) k++;
        if (k == kinds) extents[kinds++] = extent;
        seen[k]++;
    }
    for (size_t k = 0; k < kinds; k++) {
        bool better = seen[k] > best_seen || (seen[k] == best_seen && extents[k] > best);
        if (!better) continue;
        best_seen = seen[k];
        best = extents[k];
    }
    return best;
}

static const Cell *cell_at(const Record *r, size_t column) {
    static const Cell EMPTY = {0};
    return column < r->count ? &r->cells[column] : &EMPTY;
}

static bool cell_same(const Cell *a, const Cell *b) {
    return a->kind == CELL_TEXT && b->kind == CELL_TEXT && str_eq_nocase(a->text, b->text);
}

typedef struct Below {
    size_t filled, values, repeats;
} Below;

static Below column_below(const Record *records, size_t count, size_t at, size_t column) {
    Below b = {0};
    const Cell *head = cell_at(&records[at], column);
    for (size_t i = at + 1; i < count && i < at + 60; i++) {
        const Cell *c = cell_at(&records[i], column);
        Look look = cell_look(c);
        b.filled += look != LOOK_EMPTY;
        b.values += look == LOOK_VALUE || look == LOOK_YEAR;
        b.repeats += cell_same(head, c);
    }
    return b;
}

// Names above numbers speak for a header; numbers above numbers, or a word that comes again
// below itself, against.
static bool is_header(const Record *records, size_t count, size_t at) {
    const Record *r = &records[at];
    int speaks_for = 0, against = 0;
    if (row_count_look(r, LOOK_WORD) == 0) return false;
    for (size_t c = 0; c < r->count; c++) {
        Look look = cell_look(&r->cells[c]);
        Below b = column_below(records, count, at, c);
        bool values_below = b.filled > 0 && b.values * 5 >= b.filled * 4;
        if (look == LOOK_WORD && values_below) speaks_for++;
        if (look == LOOK_VALUE && values_below) against++;
        if (look == LOOK_VALUE && !values_below) against++;
        if (b.repeats > 0 && b.filled > 1) against++;
        if (look == LOOK_WORD && r->cells[c].text.len > 80) against++;
    }
    return speaks_for > against || (speaks_for == 0 && against == 0);
}

static bool is_full(const Record *r, size_t usual) {
    size_t filled = row_filled(r);
    return filled > 0 && filled * 5 >= usual * 3;
}

// A line of words under a line of words, both above numbers: a header of two lines.
static bool second_line(const Record *records, size_t count, size_t at) {
    if (at + 2 >= count || records[at + 1].row != records[at].row + 1) return false;
    const Record *upper = &records[at], *lower = &records[at + 1];
    if (row_count_look(lower, LOOK_VALUE) > 0 || row_count_look(lower, LOOK_WORD) < 2) return false;
    size_t gaps = 0, typed = 0;
    for (size_t c = 0; c < lower->count; c++) {
        bool below = lower->cells[c].kind != CELL_EMPTY;
        gaps += below && cell_at(upper, c)->kind == CELL_EMPTY;
        Below b = column_below(records, count, at + 1, c);
        typed += below && b.filled > 0 && b.values * 5 >= b.filled * 4;
    }
    return gaps > 0 && typed > 0 && is_header(records, count, at + 1);
}

static bool has_doubles(const Record *r) {
    for (size_t i = 0; i < r->count; i++) {
        for (size_t k = i + 1; k < r->count && k < i + 64; k++) {
            if (cell_same(&r->cells[i], &r->cells[k])) return true;
        }
    }
    return false;
}

static Str cell_words(const Cell *c, Arena *a) {
    if (c->kind == CELL_EMPTY) return S("");
    if (c->kind == CELL_TEXT) return layout_header_clean(c->text, a);
    if (c->kind == CELL_INT) return str_fmt(a, "%lld", (long long)c->i);
    if (c->kind == CELL_FLOAT) return str_fmt(a, "%.15g", c->f);
    if (c->kind == CELL_DATE) return date_str(a, (Date)c->i);
    if (c->kind == CELL_TIMESTAMP) return date_str(a, (Date)(c->i / MOMENT_DAY));
    return S("");
}

// `groups` may be NULL; its cells reach to the right until the next one begins.
static void headers_make(Layout *l, const Record *groups, const Record *names, Arena *a) {
    Str group = S("");
    l->headers = arena_new(a, Str, l->width + 1);
    l->named = arena_new(a, bool, l->width + 1);
    for (size_t c = 0; c < l->width; c++) {
        Str name = names ? cell_words(cell_at(names, c), a) : S("");
        Str above = groups ? cell_words(cell_at(groups, c), a) : S("");
        if (above.len > 0) group = above;
        if (name.len == 0)
            name = above;
        else if (group.len > 0)
            name = str_fmt(a, STR_F " " STR_F, STR_A(group), STR_A(name));
        l->named[c] = name.len > 0;
        l->headers[c] = name.len ? layout_header_clean(name, a) : str_fmt(a, "Column %zu", c + 1);
    }
    layout_headers_unique(l->headers, l->width, a);
}

static size_t blanks_skip(const Record *records, size_t count, size_t at) {
    while (at < count && record_blank(&records[at])) at++;
    return at;
}

Layout layout_find(const Record *records, size_t count, Arena *a) {
    Layout l = {.first_row = 1};
    size_t usual = extent_usual(records, count, a), at = 0;
    while (at < count && !is_full(&records[at], usual)) {
        l.has_titles |= !record_blank(&records[at]);
        at++;
    }
    l.width = usual;
    if (at == count) {
        headers_make(&l, NULL, NULL, a);
        return l;
    }
    l.first_row = records[at].row;
    if (!is_header(records, count, at)) {
        headers_make(&l, NULL, NULL, a);
        return l;
    }
    const Record *groups = NULL;
    if (second_line(records, count, at)) {
        groups = &records[at++];
    } else if (at > 0 && row_filled(&records[at - 1]) >= 2 && has_doubles(&records[at])) {
        groups = &records[at - 1];
    }
    const Record *names = &records[at];
    size_t extent = row_extent(names);
    if (extent > l.width) l.width = extent;
    l.header_row = names->row;
    size_t data = blanks_skip(records, count, at + 1);
    l.first_row = data < count ? records[data].row : names->row + 1;
    headers_make(&l, groups, names, a);
    return l;
}
