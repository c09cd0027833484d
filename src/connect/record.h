// record: the one face of everything that gives records: delimited text, JSON, workbooks,
// databases. A reader is walked from the start, as often as wanted, by one thread.
//
//     while (true) {
//         if (!reader_next(r, &record, &end, err)) return false;
//         if (end) break;
//         use(record.cells, record.count);     // borrowed until the next call
//     }
#pragma once

#include "base/err.h"
#include "connect/cell.h"

enum {
    CELL_BYTES_MAX = 16 * 1024 * 1024,
    COLUMNS_MAX = 4096,
};

typedef struct Reader Reader;
typedef struct ReaderOps {
    bool (*next)(Reader *r, Record *ret_record, bool *ret_end, Err *err);
    bool (*rewind)(Reader *r, Err *err);
    double (*fraction)(const Reader *r);  // how far, 0 to 1
    void (*close)(Reader *r);
} ReaderOps;

struct Reader {
    const ReaderOps *ops;
    // Known beforehand in JSON and databases; NULL where a header row has to be found.
    const Str *names;
    size_t name_count;
    bool exact_names;   // a database's: kept to the letter
    bool serial_dates;  // a workbook: days may stand as bare numbers
    bool sparse;        // short records are normal: empty cells are not written
    Str encoding, delimiter;
};

// Fails: ERR_INVALID broken file, ERR_LIMIT a cell or record too large, ERR_IO.
MUST_USE static inline bool reader_next(Reader *r, Record *ret, bool *ret_end, Err *err) {
    return r->ops->next(r, ret, ret_end, err);
}
MUST_USE static inline bool reader_rewind(Reader *r, Err *err) { return r->ops->rewind(r, err); }
static inline double reader_fraction(const Reader *r) { return r->ops->fraction(r); }
static inline void reader_close(Reader **r) {
    if (*r) (*r)->ops->close(*r);
    *r = NULL;
}
