// result_of: what a request asks the rows of: a plan, a statement or a table.
#pragma once

#include "flow/result_page.h"

// {"plan"} or {"sql"} or {"table"}: exactly one. The statement and what its columns mean go into
// *ret; the rest of it is left alone.
// Fails: ERR_INVALID none or several of them, a plan that is wrong; ERR_NOT_FOUND no such table.
MUST_USE bool result_of_read(const Snapshot *s, const Json *in, Arena *a, ResultPageRequest *ret,
                             Err *err);
