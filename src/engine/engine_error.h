// engine_error: DuckDB's words as an Err.
#pragma once

#include "base/err.h"
#include "base/str.h"

// Fails with the code that fits the message's prefix ("Parser Error: ...") and its first
// sentence, without the excerpt of the statement that DuckDB appends.
bool engine_error_fail(const char *duckdb_message, Err *err);
