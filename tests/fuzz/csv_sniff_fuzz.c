// Any bytes: whatever encoding, separator and header are guessed, every byte of the text must
// come back in some record, and what is mended must be UTF-8.
#include <assert.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "connect/csvguard.h"
#include "connect/encoding.h"
#include "connect/filekind.h"
#include "connect/layout.h"
#include "connect/rowkind.h"

enum { CELLS = 64, RECORDS = 200 };

static void cells_make(Str text, const CsvRecord *r, Cell *cells) {
    for (size_t i = 0; i < r->count; i++) {
        assert(r->spans[i].first <= r->spans[i].end && r->spans[i].end <= text.len);
        Str cell = str_trim(str_slice(text, r->spans[i].first, r->spans[i].end));
        cells[i] = (Cell){.kind = cell.len ? CELL_TEXT : CELL_EMPTY, .text = cell};
    }
}

static void records_walk(Str text, const Dialect *d, Arena *a) {
    CsvSpan spans[CELLS];
    Cell cells[CELLS];
    CsvRecord r = {.spans = spans, .cap = CELLS};
    VEC(Record) kept = {0};
    for (size_t at = 0; at < text.len; at = r.end) {
        CsvScan found = csvscan_record(text, at, true, false, d, &r);
        if (found == CSV_UNCLOSED) found = csvscan_record(text, at, true, true, d, &r);
        assert(found == CSV_RECORD || found == CSV_WIDE);
        if (found == CSV_WIDE) break;
        assert(r.end > at);
        cells_make(text, &r, cells);
        Record record = {.row = kept.count + 1, .cells = cells, .count = r.count};
        rowkind_of(&record, r.count);
        if (kept.count < RECORDS) *vec_push(a, &kept) = layout_keep(&record, a);
    }
    Layout l = layout_find(kept.items, kept.count, a);
    assert(l.first_row >= 1 && l.width <= CELLS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str text = str_of((const char *)data, size);
    Arena *a = arena_create(0);
    Buf mended;
    size_t mark;
    buf_init(&mended, size * 3 + 16);
    filekind_of(str_slice(text, 0, FILEKIND_HEAD));
    encoding_guess(text, true, &mark);
    assert(mark <= size);
    encoding_mend(&mended, text);
    assert(utf8_valid(buf_str(&mended)) && !mended.overflow);
    Dialect d = csvscan_guess(text, true);
    csvguard_text(text, &d, 3);
    records_walk(text, &d, a);
    buf_done(&mended);
    arena_free(a);
    return 0;
}
