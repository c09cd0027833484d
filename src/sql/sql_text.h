// sql_text: the text of a statement as it grows: names, literals, lines; the first error sticks.
#pragma once

#include "plan/plan_base.h"
#include "sql/sql_dialect.h"

typedef struct SqlText {
    const Dialect *d;
    const Model *m;
    Arena *arena;
    Buf *out;
    int indent;  // of a new line, in steps
    int depth;   // of nested statements
    bool failed;
    Err err;
} SqlText;

static inline void sql_add(SqlText *t, const char *text) { buf_add_z(t->out, text); }
void sql_text_line(SqlText *t, const char *text);  // starts a line, indented
void sql_text_name(SqlText *t, Str name);
void sql_text_literal(SqlText *t, const Value *v);
int sql_text_literal_level(const Value *v);
void sql_text_int(SqlText *t, int64_t value);
void sql_text_id(SqlText *t, const char *letter, size_t index);  // the column "d0" of a step
void sql_text_fail(SqlText *t, ErrCode code, const char *problem);
