#include "connect/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// Of a record, then `count` cells; count UINT32_MAX ends the sheet.
typedef struct SpoolRecord {
    uint64_t row;
    uint32_t count;
} SpoolRecord;

typedef struct SpoolCell {
    int64_t i;
    double f;
    uint32_t text_len;
    uint8_t kind, unit;
} SpoolCell;

static bool put(FILE *out, const void *bytes, size_t len, Err *err) {
    if (len == 0 || fwrite(bytes, 1, len, out) == len) return true;
    return fail(err, ERR_IO, "writing a temporary file: %s", strerror(errno));
}

bool spool_write(FILE *out, const Record *record, Err *err) {
    SpoolRecord head = {.row = record->row, .count = (uint32_t)record->count};
    if (!put(out, &head, sizeof head, err)) return false;
    for (size_t k = 0; k < record->count; k++) {
        const Cell *c = &record->cells[k];
        SpoolCell cell = {c->i, c->f, (uint32_t)c->text.len, (uint8_t)c->kind, (uint8_t)c->unit};
        if (!put(out, &cell, sizeof cell, err)) return false;
        if (!put(out, c->text.ptr, c->text.len, err)) return false;
    }
    return true;
}

bool spool_end(FILE *out, Err *err) {
    SpoolRecord head = {.count = UINT32_MAX};
    return put(out, &head, sizeof head, err);
}

typedef struct Spool {
    Reader reader;
    FILE *in;
    uint64_t offset, size;
    Cell *cells;
    size_t *text_first;
    size_t cap;
    Buf text;
} Spool;

static bool get(Spool *s, void *bytes, size_t len, Err *err) {
    if (fread(bytes, 1, len, s->in) == len) return true;
    return fail(err, ERR_INVALID, "the file could not be read to its end");
}

static void cells_reach(Spool *s, size_t count) {
    if (count <= s->cap) return;
    s->cap = count * 2;
    s->cells = realloc(s->cells, s->cap * sizeof *s->cells);
    s->text_first = realloc(s->text_first, s->cap * sizeof *s->text_first);
    if (!s->cells || !s->text_first) abort();
}

static bool cell_get(Spool *s, size_t k, Err *err) {
    SpoolCell cell;
    if (!get(s, &cell, sizeof cell, err)) return false;
    if (cell.text_len > CELL_BYTES_MAX || cell.kind > CELL_ERROR || cell.unit >= UNIT_COUNT) {
        return fail(err, ERR_LIMIT, "a cell is larger than %d MB", CELL_BYTES_MAX >> 20);
    }
    s->text_first[k] = s->text.len;
    s->cells[k] = (Cell){.kind = (CellKind)cell.kind,
                         .unit = (Unit)cell.unit,
                         .i = cell.i,
                         .f = cell.f,
                         .text.len = cell.text_len};
    if (cell.text_len == 0) return true;
    char *text = buf_extend(&s->text, cell.text_len);
    return text ? get(s, text, cell.text_len, err) : buf_check(&s->text, ERR_WORD("a row"), err);
}

static bool next(Reader *r, Record *ret, bool *ret_end, Err *err) {
    Spool *s = (Spool *)r;
    SpoolRecord head;
    if (!get(s, &head, sizeof head, err)) return false;
    *ret_end = head.count == UINT32_MAX;
    if (*ret_end) return true;
    if (head.count > COLUMNS_MAX) return fail(err, ERR_LIMIT, "more than %d columns", COLUMNS_MAX);
    cells_reach(s, head.count);
    buf_clear(&s->text);
    for (size_t k = 0; k < head.count; k++) {
        if (!cell_get(s, k, err)) return false;
    }
    for (size_t k = 0; k < head.count; k++) {
        if (s->cells[k].text.len == 0) continue;
        s->cells[k].text.ptr = s->text.ptr + s->text_first[k];
    }
    *ret = (Record){.row = head.row, .cells = s->cells, .count = head.count};
    return true;
}

static bool rewind_to_start(Reader *r, Err *err) {
    Spool *s = (Spool *)r;
    if (fseeko(s->in, (off_t)s->offset, SEEK_SET) == 0) return true;
    return fail(err, ERR_IO, "reading a temporary file again: %s", strerror(errno));
}

static double fraction(const Reader *r) {
    const Spool *s = (const Spool *)r;
    return s->size > s->offset
               ? (double)((uint64_t)ftello(s->in) - s->offset) / (double)(s->size - s->offset)
               : 1;
}

static void close_spool(Reader *r) {
    Spool *s = (Spool *)r;
    if (s->in) fclose(s->in);
    free(s->cells);
    free(s->text_first);
    buf_done(&s->text);
    free(s);
}

static const ReaderOps SPOOL_OPS = {next, rewind_to_start, fraction, close_spool};

bool spool_open(const char *path, uint64_t offset, Reader **ret, Err *err) {
    Spool *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->reader.ops = &SPOOL_OPS;
    s->offset = offset;
    buf_init(&s->text, (size_t)CELL_BYTES_MAX * 4);
    s->in = fopen(path, "rbe");
    bool ok = s->in || fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (ok && fseeko(s->in, 0, SEEK_END) == 0) s->size = (uint64_t)ftello(s->in);
    if (!ok || !rewind_to_start(&s->reader, err)) {
        close_spool(&s->reader);
        return false;
    }
    *ret = &s->reader;
    return true;
}
