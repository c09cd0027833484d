#include "sql/sql_text.h"

#include <math.h>

void sql_text_line(SqlText *t, const char *text) {
    if (t->out->len > 0) buf_add_char(t->out, '\n');
    for (int i = 0; i < t->indent; i++) buf_add_z(t->out, "    ");
    buf_add_z(t->out, text);
}

// NUL cannot stand in a statement that goes through a C interface; no name or value has one.
static void quoted(SqlText *t, Str s, char quote) {
    buf_add_char(t->out, quote);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\0') continue;
        if (s.ptr[i] == quote) buf_add_char(t->out, quote);
        buf_add_char(t->out, s.ptr[i]);
    }
    buf_add_char(t->out, quote);
}

void sql_text_name(SqlText *t, Str name) { quoted(t, name, t->d->quote); }

void sql_text_int(SqlText *t, int64_t value) { buf_add_int(t->out, value); }

void sql_text_id(SqlText *t, const char *letter, size_t index) {
    sql_add(t, "\"");
    sql_add(t, letter);
    sql_text_int(t, (int64_t)index);
    sql_add(t, "\"");
}

static void iso_literal(SqlText *t, const char *form, const Value *v) {
    Buf iso;
    buf_init(&iso, 64);
    if (v->type == TYPE_DATE)
        date_write(&iso, (Date)v->i);
    else
        moment_write(&iso, v->i);
    buf_add_char(&iso, '\0');
    for (const char *c = form; *c; c++) {
        if (c[0] == '%' && c[1] == 's') {
            buf_add_z(t->out, iso.ptr ? iso.ptr : "");
            c++;
        } else {
            buf_add_char(t->out, *c);
        }
    }
    buf_done(&iso);
}

static void time_literal(SqlText *t, int64_t in_day) {
    sql_add(t, "TIME '");
    time_write(t->out, in_day);
    sql_add(t, "'");
}

void sql_text_literal(SqlText *t, const Value *v) {
    if (v->is_null) {
        sql_add(t, "NULL");
        return;
    }
    switch (v->type) {
        case TYPE_BOOL: sql_add(t, v->i ? "TRUE" : "FALSE"); return;
        case TYPE_INT: buf_add_int(t->out, v->i); return;
        case TYPE_FLOAT:
            if (!isfinite(v->f)) {
                sql_add(t, "NULL");
                return;
            }
            buf_add_float(t->out, v->f);
            return;
        case TYPE_TEXT: quoted(t, v->s, '\''); return;
        case TYPE_DATE: iso_literal(t, t->d->date_literal, v); return;
        case TYPE_TIME: time_literal(t, v->i); return;
        case TYPE_TIMESTAMP: iso_literal(t, t->d->moment_literal, v); return;
    }
}

int sql_text_literal_level(const Value *v) {
    bool negative = !v->is_null &&
                    ((v->type == TYPE_INT && v->i < 0) || (v->type == TYPE_FLOAT && signbit(v->f)));
    return negative ? LEVEL_SIGN : LEVEL_ATOM;
}

void sql_text_fail(SqlText *t, ErrCode code, const char *problem) {
    if (t->failed) return;
    t->failed = true;
    (void)fail(&t->err, code, "%s", problem);
}
