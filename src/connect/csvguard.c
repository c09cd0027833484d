#include "connect/csvguard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "connect/rowkind.h"

enum { BLOCK = 1 << 20, LANES = 16, LINE_CELLS = 512 };

typedef unsigned char Bytes __attribute__((vector_size(LANES)));
typedef char Mask __attribute__((vector_size(LANES)));

static Bytes bytes_at(const char *p) {
    Bytes b;
    memcpy(&b, p, LANES);
    return b;
}

typedef struct Lanes {
    Mask suspect;  // something begins here that wants a second look
    Mask spaces, nulls, zeros, times;
} Lanes;

static Bytes all_of(unsigned char c) { return (Bytes){0} + c; }

static Mask digits_in(Bytes b) { return (Mask)((b - all_of('0')) <= 9); }

// Suspects: "otal" in any case, the middle of कुल and योग, a line that begins with its end or a
// separator, an odd space.
static Mask suspects(Bytes a, Bytes b, Bytes c, Bytes d, Bytes delimiter) {
    Bytes lower = all_of(0x20);
    Mask total = (Mask)(((a | lower) == 'o') & ((b | lower) == 't') & ((c | lower) == 'a') &
                        ((d | lower) == 'l'));
    Mask hindi = (Mask)((b == 0xE0) & (c == 0xA5) &
                        (((a == 0x95) & (d == 0x81)) | ((a == 0xAF) & (d == 0x8B))));
    Mask line = (Mask)((a == '\n') & ((b == '\n') | (b == '\r') | (b == delimiter)));
    Mask space = (Mask)(((a == 0xC2) & (b == 0xA0)) | ((a == '\t') & (a != delimiter)));
    return total | hindi | line | space;
}

static Lanes lanes_at(const char *p, unsigned char delimiter_byte) {
    Bytes a = bytes_at(p), b = bytes_at(p + 1), c = bytes_at(p + 2), d = bytes_at(p + 3);
    Bytes delimiter = all_of(delimiter_byte), lower = all_of(0x20);
    Mask edge_a = (Mask)((a == delimiter) | (a == '\n') | (a == '"'));
    Mask edge_b = (Mask)((b == delimiter) | (b == '\n') | (b == '\r') | (b == '"'));
    Mask edge_d = (Mask)((d == delimiter) | (d == '\n') | (d == '\r') | (d == '"'));
    Mask slash_n = (Mask)(((b | lower) == 'n') & (((c | lower) == 'u') | (c == '/')));
    Mask mark_n = (Mask)(((b == '#') | (b == '(') | (b == '<')) & ((c | lower) == 'n'));
    return (Lanes){
        .suspect = suspects(a, b, c, d, delimiter),
        .spaces = (edge_a & (Mask)(b == ' ')) | ((Mask)(a == ' ') & edge_b),
        .nulls = edge_a & (slash_n | mark_n),
        .zeros = edge_a & (Mask)(b == '0') & digits_in(c) & (digits_in(d) | edge_d),
        .times = digits_in(a) & (Mask)((b == ' ') | (b == 'T')) & digits_in(c) &
                 (digits_in(d) | (Mask)(d == ':')),
    };
}

static bool any(Mask m) {
    uint64_t halves[2];
    memcpy(halves, &m, sizeof m);
    return (halves[0] | halves[1]) != 0;
}

// The line that holds byte `at` as a record, when it is one on its own.
static bool line_is_data(Str text, size_t at, const Dialect *d, size_t width) {
    size_t first = at;
    while (first > 0 && text.ptr[first - 1] != '\n') first--;
    CsvSpan spans[LINE_CELLS];
    Cell cells[LINE_CELLS];
    CsvRecord r = {.spans = spans, .cap = LINE_CELLS};
    if (csvscan_record(text, first, true, false, d, &r) != CSV_RECORD) return false;
    if (r.count != width) return false;
    for (size_t i = 0; i < r.count; i++) {
        Str cell = str_trim(str_slice(text, spans[i].first, spans[i].end));
        cells[i] = (Cell){.kind = cell.len ? CELL_TEXT : CELL_EMPTY, .text = cell};
    }
    Record record = {.cells = cells, .count = r.count};
    return rowkind_of(&record, width) == ROW_DATA;
}

static bool suspect_is_fine(Str text, size_t at, const Dialect *d, size_t width) {
    unsigned char c = (unsigned char)text.ptr[at];
    if (c == '\t' || c == 0xC2) return false;
    if (c == '\n') return text.ptr[at + 1] == d->delimiter && line_is_data(text, at + 1, d, width);
    return line_is_data(text, at, d, width);
}

// Every suspect in the 16 bytes at `at`.
static bool lanes_check(Str text, size_t at, Mask m, const Dialect *d, size_t width) {
    for (size_t i = 0; i < LANES; i++) {
        if (m[i] && !suspect_is_fine(text, at + i, d, width)) return false;
    }
    return true;
}

static void lanes_add(Lanes *all, const Lanes *l) {
    all->spaces |= l->spaces;
    all->nulls |= l->nulls;
    all->zeros |= l->zeros;
    all->times |= l->times;
}

static unsigned soft_bits(const Lanes *l) {
    return (any(l->spaces) ? (unsigned)GUARD_SPACES : 0) |
           (any(l->nulls) ? (unsigned)GUARD_NULLS : 0) |
           (any(l->zeros) ? (unsigned)GUARD_ZEROS : 0) |
           (any(l->times) ? (unsigned)GUARD_TIMES : 0);
}

// The last bytes, with line ends behind them.
static unsigned tail_check(Str text, size_t at, const Dialect *d, size_t width) {
    char tail[3 * LANES];
    size_t rest = text.len - at;
    unsigned found = 0;
    memset(tail, '\n', sizeof tail);
    if (rest > 0) memcpy(tail, text.ptr + at, rest);
    for (size_t i = 0; i < rest; i += LANES) {
        Lanes l = lanes_at(tail + i, (unsigned char)d->delimiter);
        found |= soft_bits(&l);
        for (size_t k = 0; k < LANES && at + i + k + 1 < text.len; k++) {
            if (l.suspect[k] && !suspect_is_fine(text, at + i + k, d, width)) {
                return found | GUARD_NOT_ROWS;
            }
        }
    }
    return found;
}

unsigned csvguard_text(Str text, const Dialect *d, size_t width) {
    size_t at = 0;
    unsigned char delimiter = (unsigned char)d->delimiter;
    Lanes all = {0};
    for (; at + LANES + 3 <= text.len; at += LANES) {
        Lanes l = lanes_at(text.ptr + at, delimiter);
        lanes_add(&all, &l);
        if (any(l.suspect) && !lanes_check(text, at, l.suspect, d, width)) return GUARD_NOT_ROWS;
    }
    return soft_bits(&all) | tail_check(text, at, d, width);
}

static bool blocks_check(int fd, char *block, const Dialect *d, size_t width, unsigned *ret_found,
                         Err *err) {
    size_t kept = 0;
    *ret_found = 0;
    for (;;) {
        ssize_t got = read(fd, block + kept, BLOCK - kept);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(err, ERR_IO, "reading the file: %s", strerror(errno));
        size_t len = kept + (size_t)got;
        char *end = got > 0 ? memrchr(block, '\n', len) : NULL;
        // The last line end stays, for what the next line begins with.
        size_t whole = end ? (size_t)(end - block) : 0;
        if (got == 0)
            *ret_found |= csvguard_text(str_of(block, len), d, width);
        else if (whole > 0)
            *ret_found |= csvguard_text(str_of(block, whole + 1), d, width);
        else if (len == BLOCK)
            *ret_found |= GUARD_NOT_ROWS;
        if (got == 0 || *ret_found & GUARD_NOT_ROWS) return true;
        memmove(block, block + whole, len - whole);
        kept = len - whole;
    }
}

bool csvguard_file(const char *path, const Dialect *d, size_t width, unsigned *ret_found,
                   Err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    char *block = malloc(BLOCK);
    bool ok = block ? blocks_check(fd, block, d, width, ret_found, err)
                    : fail(err, ERR_LIMIT, "out of memory");
    free(block);
    close(fd);
    return ok;
}
