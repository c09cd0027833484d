// zipentry: opening archives and their entries with limits, against bombs and lying headers.
#pragma once

#include <zip.h>

#include "base/err.h"
#include "base/str.h"

enum {
    ZIPENTRY_COUNT_MAX = 10000,
    ZIPENTRY_RATIO_MAX = 400,                // of an entry, once it is
    ZIPENTRY_RATIO_FROM = 64 * 1024 * 1024,  // so large unpacked
};
#define ZIPENTRY_BYTES_MAX (UINT64_C(16) << 30)

// Fails: ERR_INVALID not an archive, or cut short; ERR_LIMIT too many entries.
MUST_USE bool zipentry_archive(const char *path, zip_t **ret, Err *err);
// Fails: ERR_LIMIT a bomb; ERR_UNSUPPORTED encrypted or an unknown method.
MUST_USE bool zipentry_stat(zip_t *archive, zip_uint64_t index, zip_stat_t *ret, Err *err);
// Fails: ERR_NOT_FOUND, and as zipentry_stat. *ret_bytes is what it says it holds.
MUST_USE bool zipentry_open(zip_t *archive, const char *name, zip_file_t **ret, uint64_t *ret_bytes,
                            Err *err);
// Whether a name stays inside the folder that it is unpacked in.
bool zipentry_name_safe(Str name);
