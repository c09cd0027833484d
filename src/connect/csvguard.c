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

// Where, in the 16 bytes at p, something begins that wants a second look: "otal" in any case,
// the middle of कुल and योग, a line that begins with its end or a separator, an odd space.
static Mask suspects(const char *p, unsigned char delimiter) {
    Bytes a = bytes_at(p), b = bytes_at(p + 1), c = bytes_at(p + 2), d = bytes_at(p + 3);
    Bytes lower = {0};
    lower |= 0x20;
    Mask total = (Mask)(((a | lower) == 'o') & ((b | lower) == 't') & ((c | lower) == 'a') &
                        ((d | lower) == 'l'));
    Mask hindi = (Mask)((b == 0xE0) & (c == 0xA5) &
                        (((a == 0x95) & (d == 0x81)) | ((a == 0xAF) & (d == 0x8B))));
    Mask line = (Mask)((a == '\n') & ((b == '\n') | (b == '\r') | (b == delimiter)));
    Mask space = (Mask)(((a == 0xC2) & (b == 0xA0)) | ((a == '\t') & (a != delimiter)));
    return total | hindi | line | space;
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

bool csvguard_text(Str text, const Dialect *d, size_t width) {
    size_t at = 0;
    unsigned char delimiter = (unsigned char)d->delimiter;
    for (; at + LANES + 3 <= text.len; at += LANES) {
        Mask m = suspects(text.ptr + at, delimiter);
        if (any(m) && !lanes_check(text, at, m, d, width)) return false;
    }
    char tail[2 * LANES + 4] = {0};
    size_t rest = text.len - at;
    if (rest > 0) memcpy(tail, text.ptr + at, rest);
    for (size_t i = 0; i < rest; i += LANES) {
        Mask m = suspects(tail + i, delimiter);
        for (size_t k = 0; k < LANES; k++) {
            if (!m[k] || i + k >= rest) continue;
            if (at + i + k + 1 == text.len) continue;
            if (!suspect_is_fine(text, at + i + k, d, width)) return false;
        }
    }
    return true;
}

static bool blocks_check(int fd, char *block, const Dialect *d, size_t width, bool *ret_clean,
                         Err *err) {
    size_t kept = 0;
    *ret_clean = true;
    for (;;) {
        ssize_t got = read(fd, block + kept, BLOCK - kept);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(err, ERR_IO, "reading the file: %s", strerror(errno));
        size_t len = kept + (size_t)got;
        if (got == 0) {
            *ret_clean = csvguard_text(str_of(block, len), d, width);
            return true;
        }
        char *end = memrchr(block, '\n', len);
        if (!end && len == BLOCK) return (void)(*ret_clean = false), true;
        // The last line end stays, for what the next line begins with.
        size_t whole = end ? (size_t)(end - block) : 0;
        if (whole > 0 && !csvguard_text(str_of(block, whole + 1), d, width)) {
            return (void)(*ret_clean = false), true;
        }
        memmove(block, block + whole, len - whole);
        kept = len - whole;
    }
}

bool csvguard_file(const char *path, const Dialect *d, size_t width, bool *ret_clean, Err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    char *block = malloc(BLOCK);
    bool ok = block ? blocks_check(fd, block, d, width, ret_clean, err)
                    : fail(err, ERR_LIMIT, "out of memory");
    free(block);
    close(fd);
    return ok;
}
