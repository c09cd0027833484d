#include "data/table.h"

#include <assert.h>
#include <math.h>

#include "base/err.h"

static const Str TYPE_NAMES[] = {
    [TYPE_BOOL] = STR(ERR_WORD("bool")),           [TYPE_INT] = STR(ERR_WORD("int")),
    [TYPE_FLOAT] = STR(ERR_WORD("float")),         [TYPE_TEXT] = STR(ERR_WORD("text")),
    [TYPE_DATE] = STR(ERR_WORD("date")),           [TYPE_TIME] = STR(ERR_WORD("time")),
    [TYPE_TIMESTAMP] = STR(ERR_WORD("timestamp")),
};

static const Str ROLE_NAMES[] = {
    [ROLE_UNKNOWN] = STR(ERR_WORD("unknown")), [ROLE_KEY] = STR(ERR_WORD("key")),
    [ROLE_LINK] = STR(ERR_WORD("link")),       [ROLE_NAME] = STR(ERR_WORD("name")),
    [ROLE_MEASURE] = STR(ERR_WORD("measure")), [ROLE_CATEGORY] = STR(ERR_WORD("category")),
    [ROLE_TIME] = STR(ERR_WORD("time")),       [ROLE_PLACE] = STR(ERR_WORD("place")),
    [ROLE_CODE] = STR(ERR_WORD("code")),       [ROLE_TEXT] = STR(ERR_WORD("text")),
    [ROLE_FLAG] = STR(ERR_WORD("flag")),
};

static const Str ADDITIVITY_NAMES[] = {
    [ADD_NONE] = STR("none"),
    [ADD_SUM] = STR("sum"),
    [ADD_AVERAGE] = STR("average"),
    [ADD_LAST] = STR("last"),
};

static ptrdiff_t name_find(const Str *names, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(names[i], name)) return (ptrdiff_t)i;
    }
    return STR_NONE;
}

const char *column_type_name(ColumnType type) {
    assert((size_t)type < COUNT_OF(TYPE_NAMES));
    return TYPE_NAMES[type].ptr;
}

const char *column_role_name(ColumnRole role) {
    assert((size_t)role < COUNT_OF(ROLE_NAMES));
    return ROLE_NAMES[role].ptr;
}

const char *additivity_name(Additivity additivity) {
    assert((size_t)additivity < COUNT_OF(ADDITIVITY_NAMES));
    return ADDITIVITY_NAMES[additivity].ptr;
}

bool column_type_from(Str name, ColumnType *ret_type) {
    ptrdiff_t at = name_find(TYPE_NAMES, COUNT_OF(TYPE_NAMES), name);
    if (at != STR_NONE) *ret_type = (ColumnType)at;
    return at != STR_NONE;
}

bool column_role_from(Str name, ColumnRole *ret_role) {
    ptrdiff_t at = name_find(ROLE_NAMES, COUNT_OF(ROLE_NAMES), name);
    if (at != STR_NONE) *ret_role = (ColumnRole)at;
    return at != STR_NONE;
}

bool additivity_from(Str name, Additivity *ret_additivity) {
    ptrdiff_t at = name_find(ADDITIVITY_NAMES, COUNT_OF(ADDITIVITY_NAMES), name);
    if (at != STR_NONE) *ret_additivity = (Additivity)at;
    return at != STR_NONE;
}

// The vector that holds the cell; *row becomes the row within its chunk.
static const Vector *vector_find(const Table *t, size_t *row, size_t column) {
    assert(*row < t->rows && column < t->column_count);
    const Chunk *chunk = t->chunks;
    while (*row >= chunk->rows) *row -= chunk++->rows;
    return &chunk->vectors[column];
}

Value table_value(const Table *t, size_t row, size_t column) {
    const Vector *v = vector_find(t, &row, column);
    Value value = {.type = t->columns[column].type, .is_null = vector_is_null(v, row)};
    if (value.is_null) return value;
    switch (value.type) {
        case TYPE_FLOAT: value.f = v->floats[row]; break;
        case TYPE_TEXT: value.s = v->texts[row]; break;
        default:
            value.i = v->ints[row];
            if (value.type == TYPE_INT) value.f = (double)value.i;
    }
    return value;
}

bool table_number(const Table *t, size_t row, size_t column, double *ret_number) {
    Value value = table_value(t, row, column);
    if (value.is_null) return false;
    switch (value.type) {
        case TYPE_BOOL:
        case TYPE_INT: *ret_number = (double)value.i; return true;
        case TYPE_FLOAT: *ret_number = value.f; return true;
        default: return false;
    }
}

void vector_write(Buf *out, const Vector *v, ColumnType type, size_t row) {
    if (vector_is_null(v, row)) return;
    switch (type) {
        case TYPE_BOOL: buf_add(out, v->ints[row] ? S("true") : S("false")); break;
        case TYPE_INT: buf_add_int(out, v->ints[row]); break;
        case TYPE_FLOAT:
            if (isfinite(v->floats[row])) buf_add_float(out, v->floats[row]);
            break;
        case TYPE_TEXT: buf_add(out, v->texts[row]); break;
        case TYPE_DATE: date_write(out, (Date)v->ints[row]); break;
        case TYPE_TIME: time_write(out, v->ints[row]); break;
        case TYPE_TIMESTAMP: moment_write_spaced(out, v->ints[row]); break;
    }
}

Str table_text(const Table *t, size_t row, size_t column, Arena *a) {
    enum { CELL_MAX = 64 };  // what is not text is shorter
    ColumnType type = t->columns[column].type;
    const Vector *v = vector_find(t, &row, column);
    if (type == TYPE_TEXT) return vector_is_null(v, row) ? (Str){0} : v->texts[row];
    CLEANUP(buf_done) Buf text;
    buf_init(&text, CELL_MAX);
    vector_write(&text, v, type, row);
    return str_dup(a, buf_str(&text));
}

ptrdiff_t table_column(const Table *t, Str name) {
    for (size_t i = 0; i < t->column_count; i++) {
        if (str_eq(t->columns[i].name, name)) return (ptrdiff_t)i;
    }
    return STR_NONE;
}

Table *table_with(const Table *t, const size_t *columns, size_t count, Arena *a) {
    Table *with = arena_new(a, Table, 1);
    Column *named = arena_new(a, Column, count);
    Chunk *chunks = arena_new(a, Chunk, t->chunk_count);
    for (size_t c = 0; c < count; c++) {
        assert(columns[c] < t->column_count);
        named[c] = t->columns[columns[c]];
    }
    for (size_t i = 0; i < t->chunk_count; i++) {
        Vector *vectors = arena_new(a, Vector, count);
        for (size_t c = 0; c < count; c++) vectors[c] = t->chunks[i].vectors[columns[c]];
        chunks[i] = (Chunk){.rows = t->chunks[i].rows, .vectors = vectors};
    }
    *with = *t;
    with->columns = named;
    with->column_count = count;
    with->chunks = chunks;
    return with;
}
