// xlsxfile: Excel workbooks (.xlsx, ECMA-376), read by streaming: a sheet's XML is never whole
// in memory, only the shared strings are.
//
// Readers borrow from the workbook and are closed before it.
#pragma once

#include "connect/record.h"

enum { XLSXFILE_SHEETS_MAX = 256 };
#define XLSXFILE_STRINGS_BYTES_MAX (UINT64_C(1) << 30)

typedef struct XlsxFile XlsxFile;

// Whether the archive is a workbook.
bool xlsxfile_is(const char *path);
// Fails: ERR_INVALID broken, ERR_LIMIT, ERR_UNSUPPORTED encrypted.
MUST_USE bool xlsxfile_open(const char *path, XlsxFile **ret, Err *err);
void xlsxfile_close(XlsxFile *x);

size_t xlsxfile_sheet_count(const XlsxFile *x);
Str xlsxfile_sheet_name(const XlsxFile *x, size_t sheet);
bool xlsxfile_sheet_hidden(const XlsxFile *x, size_t sheet);
MUST_USE bool xlsxfile_reader(XlsxFile *x, size_t sheet, Reader **ret, Err *err);
