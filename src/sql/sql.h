// sql: a checked and joined plan as one SELECT statement of a dialect.
//
// Pure. Names are always quoted, literals always escaped; what differs between dialects is one
// row of functions and templates in the dialect's table.
//
// Sums never multiply: a measure whose rows would be repeated by a join to a many side is
// computed over distinct rows of its own table first (fan-out, "chasm trap").
#pragma once

#include "plan/plan.h"

typedef struct Dialect Dialect;
extern const Dialect SQL_DUCKDB;

enum { SQL_TEXT_MAX = 256 * 1024 };

// Fails: ERR_LIMIT the statement is too long; ERR_UNSUPPORTED the dialect lacks something.
MUST_USE bool sql_write(const Dialect *d, const Model *m, const Plan *p, Arena *a, Str *ret_sql,
                        Err *err);
