// gate: lets a person's SQL through only as exactly one SELECT that touches nothing but the
// workspace's own tables.
//
// The text is parsed by DuckDB itself (json_serialize_sql); every node of the tree must be
// of a kind on the allow-list, every function on the list of functions, every table a base
// table of the workspace or a CTE of the statement. What is not known is refused.
#pragma once

#include "engine/engine.h"

enum { GATE_SQL_MAX = 64 * 1024 };

// Fails: ERR_INVALID not one SELECT, with the parser's words; ERR_DENIED naming the function,
// table or clause; ERR_LIMIT longer than GATE_SQL_MAX or nested too deep.
MUST_USE bool gate_check(Database *d, Str sql, Err *err);
