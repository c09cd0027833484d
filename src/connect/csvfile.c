#include "connect/csvfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "connect/encoding.h"

// After so many quotes that never end, quotes mean nothing in this file.
enum { WINDOW_FIRST = 256 * 1024, SPANS_FIRST = 64, UNCLOSED_MAX = 100 };

typedef struct CsvFile {
    Reader reader;
    int fd;
    Dialect dialect;
    size_t skip;
    uint64_t size, offset;  // offset: of the window's end
    char *window;
    size_t cap, len, at;  // at: where the next record starts
    bool ended;
    uint64_t row;
    int unclosed;
    CsvRecord record;
    Cell *cells;
    Buf mended;
} CsvFile;

static bool window_grow(CsvFile *f, Err *err) {
    if (f->at > 0) {
        memmove(f->window, f->window + f->at, f->len - f->at);
        f->len -= f->at;
        f->at = 0;
    }
    if (f->len < f->cap) return true;
    if (f->cap >= CSVFILE_RECORD_MAX) {
        return fail(err, ERR_LIMIT, "row %llu: longer than %d MB", (unsigned long long)f->row + 1,
                    CSVFILE_RECORD_MAX >> 20);
    }
    char *larger = realloc(f->window, f->cap * 2);
    if (!larger) return fail(err, ERR_LIMIT, "out of memory for a row of %zu bytes", f->cap);
    f->window = larger;
    f->cap *= 2;
    return true;
}

static bool window_fill(CsvFile *f, Err *err) {
    if (!window_grow(f, err)) return false;
    while (f->len < f->cap && !f->ended) {
        ssize_t got = read(f->fd, f->window + f->len, f->cap - f->len);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(err, ERR_IO, "reading the file: %s", strerror(errno));
        f->ended = got == 0;
        f->len += (size_t)got;
        f->offset += (uint64_t)got;
    }
    return true;
}

static bool spans_grow(CsvFile *f, Err *err) {
    size_t cap = f->record.cap * 2;
    if (cap > COLUMNS_MAX * 2) {
        return fail(err, ERR_LIMIT, "row %llu: more than %d columns",
                    (unsigned long long)f->row + 1, COLUMNS_MAX);
    }
    f->record.spans = realloc(f->record.spans, cap * sizeof *f->record.spans);
    f->cells = realloc(f->cells, cap * sizeof *f->cells);
    if (!f->record.spans || !f->cells) abort();
    f->record.cap = cap;
    return true;
}

// Doubled quotes become one, in place: the record has been scanned for good.
static Str unescape(CsvFile *f, const CsvSpan *span) {
    char *out = f->window + span->first;
    size_t len = 0;
    for (size_t i = span->first; i < span->end; i++) {
        char c = f->window[i];
        bool pair = i + 1 < span->end &&
                    (c == f->dialect.quote ? f->window[i + 1] == c : c == f->dialect.escape && c);
        if (pair) c = f->window[++i];
        out[len++] = c;
    }
    return str_of(out, len);
}

static Str nbsp_trim(Str s) {
    for (;;) {
        Str t = str_trim(s);
        if (str_starts(t, S("\xC2\xA0"))) t = str_skip(t, 2);
        if (str_ends(t, S("\xC2\xA0"))) t.len -= 2;
        if (t.len == s.len) return t;
        s = t;
    }
}

// The mended text stays in f->mended, born large enough for one record: it never moves.
static void cell_mend(CsvFile *f, Cell *cell) {
    size_t first = f->mended.len;
    encoding_mend(&f->mended, cell->text);
    cell->text = str_skip(buf_str(&f->mended), first);
    cell->damaged = true;
}

static void cell_make(CsvFile *f, size_t i) {
    const CsvSpan *span = &f->record.spans[i];
    Str text = span->escaped ? unescape(f, span)
                             : str_of(f->window + span->first, span->end - span->first);
    text = str_trim(text);
    if (f->record.high) text = nbsp_trim(text);
    f->cells[i] = (Cell){.kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text};
}

static bool cells_check(CsvFile *f, Err *err) {
    size_t broken = 0;
    for (size_t i = 0; i < f->record.count; i++) {
        if (f->cells[i].text.len > CELL_BYTES_MAX) {
            return fail(err, ERR_LIMIT, "row %llu, cell %zu: larger than %d MB",
                        (unsigned long long)f->row, i + 1, CELL_BYTES_MAX >> 20);
        }
        if (f->record.high && !utf8_valid(f->cells[i].text)) broken += f->cells[i].text.len;
    }
    if (broken == 0) return true;
    buf_done(&f->mended);
    buf_init(&f->mended, broken * 3 + 64);
    if (!buf_extend(&f->mended, broken * 3 + 1))
        return buf_check(&f->mended, ERR_WORD("a row"), err);
    f->mended.len = 0;
    for (size_t i = 0; i < f->record.count; i++) {
        if (!utf8_valid(f->cells[i].text)) cell_mend(f, &f->cells[i]);
    }
    return true;
}

static bool record_scan(CsvFile *f, bool *ret_unclosed, Err *err) {
    bool literal = f->unclosed >= UNCLOSED_MAX;
    *ret_unclosed = false;
    for (;;) {
        Str text = str_of(f->window, f->len);
        switch (csvscan_record(text, f->at, f->ended, literal, &f->dialect, &f->record)) {
            case CSV_RECORD: return true;
            case CSV_WIDE:
                if (!spans_grow(f, err)) return false;
                break;
            case CSV_UNCLOSED: *ret_unclosed = literal = true; break;
            case CSV_MORE:
                // A quote that swallows so much was not meant as one.
                if (!literal && f->len - f->at > CELL_BYTES_MAX)
                    *ret_unclosed = literal = true;
                else if (!window_fill(f, err))
                    return false;
                break;
        }
    }
}

static bool csv_next(Reader *r, Record *ret, bool *ret_end, Err *err) {
    CsvFile *f = (CsvFile *)r;
    if (f->at == f->len && !f->ended && !window_fill(f, err)) return false;
    *ret_end = f->at == f->len;
    if (*ret_end) return true;
    bool unclosed;
    if (!record_scan(f, &unclosed, err)) return false;
    f->row++;
    f->unclosed += unclosed;
    for (size_t i = 0; i < f->record.count; i++) cell_make(f, i);
    if (!cells_check(f, err)) return false;
    f->at = f->record.end;
    *ret =
        (Record){.row = f->row, .cells = f->cells, .count = f->record.count, .unclosed = unclosed};
    return true;
}

static bool csv_rewind(Reader *r, Err *err) {
    CsvFile *f = (CsvFile *)r;
    if (lseek(f->fd, (off_t)f->skip, SEEK_SET) < 0) {
        return fail(err, ERR_IO, "reading the file again: %s", strerror(errno));
    }
    f->offset = f->skip;
    f->len = f->at = 0;
    f->row = 0;
    f->unclosed = 0;
    f->ended = false;
    return true;
}

static double csv_fraction(const Reader *r) {
    const CsvFile *f = (const CsvFile *)r;
    return f->size ? (double)(f->offset - (f->len - f->at)) / (double)f->size : 1;
}

static void csv_close(Reader *r) {
    CsvFile *f = (CsvFile *)r;
    if (f->fd >= 0) close(f->fd);
    free(f->window);
    free(f->record.spans);
    free(f->cells);
    buf_done(&f->mended);
    free(f);
}

static const ReaderOps CSV_OPS = {csv_next, csv_rewind, csv_fraction, csv_close};

static Str delimiter_name(char c) {
    static const Str NAMES[] = {STR(","), STR(";"), STR("|"), STR("^"), STR("~"), STR(":")};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        if (NAMES[i].ptr[0] == c) return NAMES[i];
    }
    return c == '\t' ? S("tab") : S("other");
}

bool csvfile_open(const char *path, const Dialect *dialect, size_t skip, Reader **ret, Err *err) {
    CsvFile *f = calloc(1, sizeof *f);
    if (!f) abort();
    f->reader.ops = &CSV_OPS;
    f->reader.encoding = S("UTF-8");
    f->reader.delimiter = delimiter_name(dialect->delimiter);
    f->dialect = *dialect;
    f->skip = skip;
    f->cap = WINDOW_FIRST;
    f->window = malloc(f->cap);
    f->record.cap = SPANS_FIRST;
    f->record.spans = malloc(SPANS_FIRST * sizeof *f->record.spans);
    f->cells = malloc(SPANS_FIRST * sizeof *f->cells);
    buf_init(&f->mended, 64);
    if (!f->window || !f->record.spans || !f->cells) abort();
    f->fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st = {0};
    bool ok = f->fd >= 0 && fstat(f->fd, &st) == 0;
    if (!ok) fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    f->size = (uint64_t)st.st_size;
    if (!ok || !csv_rewind(&f->reader, err)) {
        csv_close(&f->reader);
        return false;
    }
    *ret = &f->reader;
    return true;
}
