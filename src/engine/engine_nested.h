// engine_nested: one value of any DuckDB type as text, as DuckDB prints it: [1, 2],
// {'a': 1}, {k=v}, 1 year 2 days, 00:10:00, uuids, \x00 for bytes that do not print.
//
// The C face has no cast of a vector to text, and casting in SQL would need the statement
// wrapped, which loses its order.
#pragma once

#include <duckdb.h>

#include "base/buf.h"

// False for types that this file has no text for, or that hold such types.
bool engine_nested_supported(duckdb_logical_type type);
void engine_nested_write(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row);
