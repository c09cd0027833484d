// file: reading, writing and listing files. Every failure names the path and the reason.
//
// Paths are UTF-8 and NUL-terminated. Text and lists are allocated in the caller's arena.
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

// The whole file. Fails: ERR_NOT_FOUND, ERR_IO, ERR_LIMIT larger than `max`.
MUST_USE bool file_read(const char *path, size_t max, Arena *a, Str *ret_text, Err *err);
// Writes beside it, syncs, renames: a reader sees the old or the new, never half.
MUST_USE bool file_write_atomic(const char *path, Str text, Err *err);
bool file_exists(const char *path);
bool dir_exists(const char *path);
MUST_USE bool file_size(const char *path, uint64_t *ret_bytes, Err *err);
MUST_USE bool file_modified(const char *path, int64_t *ret_unix_us, Err *err);
MUST_USE bool file_remove(const char *path, Err *err);  // absent is fine
MUST_USE bool file_rename(const char *from, const char *to, Err *err);

MUST_USE bool file_sync(const char *path, Err *err);  // what was written is on the disk

MUST_USE bool file_space(const char *folder, uint64_t *ret_bytes, Err *err);  // free on its disk
MUST_USE bool dir_make(const char *path, Err *err);        // with its parents; there is fine
MUST_USE bool dir_remove_all(const char *path, Err *err);  // absent is fine; follows no links
// The names in a folder, sorted by bytes, without "." and "..".
MUST_USE bool dir_list(const char *path, Arena *a, Str **ret_names, size_t *ret_count, Err *err);

const char *path_join(Arena *a, const char *folder, Str name);
Str path_name(Str path);       // "a/b.csv" -> "b.csv"
Str path_stem(Str path);       // "a/b.csv.gz" -> "b"; "v1.2 sales.csv" -> "v1.2 sales"
Str path_extension(Str path);  // "a/B.CSV" -> "CSV"; "" when there is none
