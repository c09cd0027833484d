// import_mark: which import was committed last, said in the transaction of its rows. A program that
// was killed before it could write down anywhere else that an import was done knows by this that
// it is not to be done again.
#pragma once

#include "engine/engine.h"

// Takes the place of earlier marks: imports follow one another.
MUST_USE bool import_mark_put(Writer *w, Str id, Str result, Err *err);
// What came of the import; ret_result->ptr is NULL when it was not committed.
MUST_USE bool import_mark_get(Source *s, Str id, Arena *a, Str *ret_result, Err *err);
