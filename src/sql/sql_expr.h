// sql_expr: expressions in a dialect.
#pragma once

#include "sql/sql_scope.h"

// `level`: in parentheses when the expression binds no tighter than this; 0 never.
void sql_expr(SqlScope *s, const Expr *e, int level);
// The operation's template around its arguments, without looking at what it is.
void sql_expr_call(SqlScope *s, const Expr *e);
// A date so many days, or else months, later.
void sql_expr_shifted(SqlScope *s, Expr *e, int days, int months);
