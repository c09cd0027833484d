#include <assert.h>

#include "model/model.h"

typedef struct Out {
    Buf *buf;
    const Model *m;
    int table;  // whose columns are written without it
} Out;

// How tightly a node binds; a looser one inside a tighter one needs parentheses.
enum {
    BIND_OR = 1,
    BIND_AND,
    BIND_NOT,
    BIND_COMPARE,
    BIND_SUM,
    BIND_PRODUCT,
    BIND_UNARY,
    BIND_ATOM
};

static void node_write(Out *o, const Expr *e, int bind_min);

static int call_bind(ExprOp op) {
    switch (op) {
        case OP_OR: return BIND_OR;
        case OP_AND: return BIND_AND;
        case OP_NOT: return BIND_NOT;
        case OP_EQ:
        case OP_NE:
        case OP_LT:
        case OP_LE:
        case OP_GT:
        case OP_GE:
        case OP_BETWEEN:
        case OP_IN:
        case OP_IS_NULL:
        case OP_LIKE: return BIND_COMPARE;
        case OP_ADD:
        case OP_SUB: return BIND_SUM;
        case OP_MUL:
        case OP_DIV: return BIND_PRODUCT;
        case OP_NEG: return BIND_UNARY;
        default: return BIND_ATOM;
    }
}

static bool is_plain_char(char c, bool first) {
    bool is_letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
    return is_letter || (!first && c >= '0' && c <= '9');
}

static bool is_keyword(Str name) {
    static const Str WORDS[] = {
        STR("and"), STR("or"),   STR("not"),   STR("in"),       STR("between"), STR("like"),
        STR("is"),  STR("null"), STR("case"),  STR("when"),     STR("then"),    STR("else"),
        STR("end"), STR("true"), STR("false"), STR("distinct"), STR("date"),
    };
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq_nocase(name, WORDS[i])) return true;
    }
    return false;
}

static void quoted_write(Buf *out, Str text, char quote) {
    buf_add_char(out, quote);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == quote) buf_add_char(out, quote);
        buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, quote);
}

static void name_write(Buf *out, Str name) {
    bool plain = name.len > 0 && !is_keyword(name);
    for (size_t i = 0; i < name.len && plain; i++) plain = is_plain_char(name.ptr[i], i == 0);
    if (plain) {
        buf_add(out, name);
    } else {
        quoted_write(out, name, '"');
    }
}

static void column_write(Out *o, ColumnRef c) {
    if (c.table < 0) {  // an output of a nested plan
        buf_add_fmt(o->buf, "#%d", c.column + 1);
        return;
    }
    const ModelTable *t = &o->m->tables[c.table];
    if (c.table != o->table) {
        name_write(o->buf, t->name);
        buf_add_char(o->buf, '.');
    }
    name_write(o->buf, t->columns[c.column].name);
}

static void rows_write(Out *o, ColumnRef c) {
    if (c.table >= 0 && c.table != o->table) {
        name_write(o->buf, o->m->tables[c.table].name);
        buf_add_char(o->buf, '.');
    }
    buf_add_char(o->buf, '*');
}

// 2.0 as "2.0": it has to read back as a float.
static void float_write(Buf *out, double value) {
    size_t start = out->len;
    buf_add_float(out, value);
    if (out->overflow) return;
    for (size_t i = start; i < out->len; i++) {
        char c = out->ptr[i];
        if (c == '.' || c == 'e' || c == 'n') return;
    }
    buf_add_z(out, ".0");
}

static void literal_write(Out *o, const Value *v) {
    if (v->is_null) {
        buf_add_z(o->buf, "null");
        return;
    }
    switch (v->type) {
        case TYPE_BOOL: buf_add_z(o->buf, v->i ? "true" : "false"); return;
        case TYPE_INT: buf_add_int(o->buf, v->i); return;
        case TYPE_FLOAT: float_write(o->buf, v->f); return;
        case TYPE_TEXT: quoted_write(o->buf, v->s, '\''); return;
        case TYPE_DATE:
            buf_add_z(o->buf, "date '");
            date_write(o->buf, (Date)v->i);
            buf_add_char(o->buf, '\'');
            return;
        case TYPE_TIME: buf_add_int(o->buf, v->i); return;
        case TYPE_TIMESTAMP:
            buf_add_z(o->buf, "date '");
            moment_write(o->buf, v->i);
            buf_add_char(o->buf, '\'');
            return;
    }
}

static void list_write(Out *o, const Expr *e, size_t first) {
    for (size_t i = first; i < e->arg_count; i++) {
        if (i > first) buf_add_z(o->buf, ", ");
        node_write(o, e->args[i], BIND_OR);
    }
}

// The right side binds one tighter, so that "a - (b - c)" keeps its parentheses.
static void infix_write(Out *o, const Expr *e, int bind) {
    int side = bind == BIND_COMPARE ? BIND_SUM : bind;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (i > 0) buf_add_fmt(o->buf, " %s ", expr_op(e->op)->name);
        node_write(o, e->args[i], i == 0 ? side : side + (bind != BIND_COMPARE));
    }
}

static void case_write(Out *o, const Expr *e) {
    buf_add_z(o->buf, "case");
    for (size_t i = 0; i + 1 < e->arg_count; i += 2) {
        buf_add_z(o->buf, " when ");
        node_write(o, e->args[i], BIND_OR);
        buf_add_z(o->buf, " then ");
        node_write(o, e->args[i + 1], BIND_OR);
    }
    if (e->arg_count % 2 == 1) {
        buf_add_z(o->buf, " else ");
        node_write(o, e->args[e->arg_count - 1], BIND_OR);
    }
    buf_add_z(o->buf, " end");
}

static void function_write(Out *o, const Expr *e) {
    bool is_distinct = e->op == OP_COUNT_DISTINCT;
    buf_add_z(o->buf, is_distinct ? "count(distinct " : expr_op(e->op)->name);
    if (!is_distinct) buf_add_char(o->buf, '(');
    if (e->op == OP_BUCKET || e->op == OP_DIFF) {
        buf_add_fmt(o->buf, "'%s', ", date_unit_name(e->unit));
    }
    if (e->op == OP_PART) buf_add_fmt(o->buf, "'%s', ", expr_part_name(e->part));
    list_write(o, e, 0);
    buf_add_char(o->buf, ')');
}

static void in_write(Out *o, const Expr *e) {
    node_write(o, e->args[0], BIND_SUM);
    buf_add_z(o->buf, " in (");
    list_write(o, e, 1);
    buf_add_char(o->buf, ')');
}

static void between_write(Out *o, const Expr *e) {
    node_write(o, e->args[0], BIND_SUM);
    buf_add_z(o->buf, " between ");
    node_write(o, e->args[1], BIND_SUM);
    buf_add_z(o->buf, " and ");
    node_write(o, e->args[2], BIND_SUM);
}

static void call_write(Out *o, const Expr *e) {
    int bind = call_bind(e->op);
    switch (e->op) {
        case OP_IN: in_write(o, e); return;
        case OP_BETWEEN: between_write(o, e); return;
        case OP_CASE: case_write(o, e); return;
        case OP_IS_NULL:
            node_write(o, e->args[0], BIND_SUM);
            buf_add_z(o->buf, " is null");
            return;
        case OP_NOT:
            buf_add_z(o->buf, "not ");
            node_write(o, e->args[0], BIND_NOT);
            return;
        case OP_NEG:
            buf_add_char(o->buf, '-');
            node_write(o, e->args[0], BIND_ATOM);
            return;
        default: break;
    }
    if (bind < BIND_UNARY) {
        infix_write(o, e, bind);
    } else {
        function_write(o, e);
    }
}

static void node_write(Out *o, const Expr *e, int bind_min) {
    switch (e->kind) {
        case EXPR_COLUMN: column_write(o, e->column); return;
        case EXPR_ROWS: rows_write(o, e->column); return;
        case EXPR_LITERAL: literal_write(o, &e->literal); return;
        case EXPR_METRIC: name_write(o->buf, o->m->metrics[e->metric].name); return;
        case EXPR_PLAN: buf_add_z(o->buf, "(plan)"); return;
        case EXPR_CALL: break;
    }
    bool wrap = call_bind(e->op) < bind_min;
    if (wrap) buf_add_char(o->buf, '(');
    call_write(o, e);
    if (wrap) buf_add_char(o->buf, ')');
}

void expr_write_in(Buf *out, const Model *m, int table, const Expr *e) {
    assert(e);
    Out o = {.buf = out, .m = m, .table = table};
    node_write(&o, e, BIND_OR);
}

void expr_write(Buf *out, const Model *m, const Expr *e) { expr_write_in(out, m, -1, e); }
