// xlsfile: old Excel workbooks (.xls, BIFF) by FreeXL.
//
// FreeXL is old and its input is anybody's: it runs in a process of its own, with limits on time
// and memory, and hands the cells over in a file. A crash of it is a broken file, not of us.
#pragma once

#include "connect/record.h"

enum { XLSFILE_SHEETS_MAX = 256, XLSFILE_SECONDS_MAX = 120 };

typedef struct XlsSheet {
    Str name;
    uint64_t offset;  // in the spool
} XlsSheet;

// Writes the sheets to the file `spool`; open them with xlsfile_reader.
// Fails: ERR_INVALID broken, ERR_UNSUPPORTED protected or no workbook, ERR_LIMIT.
MUST_USE bool xlsfile_unpack(const char *path, const char *spool, Arena *a, XlsSheet **ret,
                             size_t *ret_count, Err *err);
MUST_USE bool xlsfile_reader(const char *spool, const XlsSheet *sheet, Reader **ret, Err *err);
// What the process does; alone for the fuzzer.
MUST_USE bool xlsfile_unpack_here(const char *path, const char *spool, Err *err);
