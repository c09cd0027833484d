// csvfile: a reader of delimited text in UTF-8 (encoding.h brings other encodings to it).
//
// Keeps one window of the file in memory, as large as its longest record. Row numbers count
// records, as a spreadsheet shows them, blank lines too.
#pragma once

#include "connect/csvscan.h"
#include "connect/record.h"

enum { CSVFILE_RECORD_MAX = 2 * CELL_BYTES_MAX };

// `skip` bytes at the start are not part of it (a mark, a "sep=" line).
MUST_USE bool csvfile_open(const char *path, const Dialect *dialect, size_t skip, Reader **ret,
                           Err *err);
