// statement: pieces of the SELECT statements by which the model looks at the rows (DuckDB's
// dialect). Names are always quoted, literals always escaped. Not for other rooms.
#pragma once

#include "base/buf.h"

enum { STATEMENT_MAX = 1024 * 1024 };

void statement_name(Buf *out, Str name);
void statement_text(Buf *out, Str text);
void statement_float(Buf *out, double value);  // as a double, whatever its size
