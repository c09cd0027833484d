// A column a line of bytes each: what the column is decided to be must fit nearly all of its
// values, and converting must give valid UTF-8 and days of the calendar.
#include <assert.h>

#include "base/utf8.h"
#include "connect/sense.h"

enum { LINE_MAX_BYTES = 200 };

static bool line_next(Str *rest, Cell *cell) {
    Str line;
    do {
        if (!str_next_part(rest, '\n', &line)) return false;
        line = str_trim(line);
    } while (!utf8_valid(line) || line.len > LINE_MAX_BYTES);
    *cell = (Cell){.kind = line.len ? CELL_TEXT : CELL_EMPTY, .text = line};
    return true;
}

static void values_check(Str text, const ValueFormat *f, uint64_t values) {
    uint64_t misfits = 0;
    Buf scratch;
    Cell cell;
    buf_init(&scratch, 4096);
    while (line_next(&text, &cell)) {
        Value v;
        const char *reason = NULL;
        bool ok = sense_convert(f, &cell, &scratch, &v, &reason);
        assert(ok || (reason && v.is_null));
        misfits += !ok;
        if (v.is_null) continue;
        if (f->type == TYPE_TEXT) assert(utf8_valid(v.s));
        if (f->type == TYPE_DATE) assert(date_parts((Date)v.i).month <= 12);
        if (f->type == TYPE_BOOL) assert(v.i == 0 || v.i == 1);
    }
    assert(misfits * 20 <= values);
    buf_done(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str text = str_of((const char *)data, size), rest = text;
    Arena *a = arena_create(0);
    Sense s = {0};
    SenseHints hints = {.today = date_of(2026, 11, 21)};
    Cell cell, header = {0};
    line_next(&rest, &header);
    text = rest;
    while (line_next(&rest, &cell)) sense_add(&s, &cell, hints.today);
    sense_hint(&s, &hints);
    ValueFormat f = sense_decide(&s, header.text, &hints, a);
    values_check(text, &f, s.values);
    unit_in_header(header.text);
    arena_free(a);
    return 0;
}
