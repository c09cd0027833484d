#include <assert.h>

#include "sql/sql_select.h"

bool sql_write(const Dialect *d, const Model *m, const Plan *p, Arena *a, Str *ret_sql, Err *err) {
    assert(d && m && p && a && ret_sql && err);
    Buf out;
    buf_init(&out, SQL_TEXT_MAX);
    SqlText t = {.d = d, .m = m, .arena = a, .out = &out};
    sql_select(&t, p);
    bool ok = !t.failed && buf_check(&out, "the statement", err);
    if (t.failed) *err = t.err;
    if (ok) *ret_sql = str_dup(a, buf_str(&out));
    buf_done(&out);
    return ok;
}
