// spool: records kept in a file of ours, for formats that can only be read once or in another
// process. Native byte order: it never leaves the machine.
#pragma once

#include <stdio.h>

#include "base/buf.h"
#include "connect/record.h"

// Fails: ERR_IO.
MUST_USE bool spool_write(FILE *out, const Record *record, Err *err);
// Reads from `offset` to the mark of spool_end, and checks every length.
MUST_USE bool spool_open(const char *path, uint64_t offset, Reader **ret, Err *err);
MUST_USE bool spool_end(FILE *out, Err *err);
