#include "data/writer.h"

#include <assert.h>
#include <string.h>

void writer_cell(JsonW *w, const Vector *v, ColumnType type, size_t row) {
    if (vector_is_null(v, row)) {
        jsonw_null(w);
        return;
    }
    switch (type) {
        case TYPE_BOOL: jsonw_bool(w, v->ints[row] != 0); break;
        case TYPE_INT: jsonw_int(w, v->ints[row]); break;
        case TYPE_FLOAT: jsonw_float(w, v->floats[row]); break;
        case TYPE_TEXT: jsonw_str(w, v->texts[row]); break;
        case TYPE_DATE:
        case TYPE_TIME:
        case TYPE_TIMESTAMP:  // never need escapes
            jsonw_raw(w, S("\""));
            vector_write(w->out, v, type, row);
            buf_add_char(w->out, '"');
    }
}

void writer_columns(JsonW *w, const Column *columns, size_t count) {
    jsonw_array(w);
    for (size_t i = 0; i < count; i++) {
        const Column *c = &columns[i];
        jsonw_object(w);
        jsonw_key_str(w, "name", c->name);
        jsonw_key_str(w, "label", c->label.len > 0 ? c->label : c->name);
        jsonw_key_str(w, "type", str_from(column_type_name(c->type)));
        jsonw_key_str(w, "role", str_from(column_role_name(c->role)));
        jsonw_key_str(w, "unit", c->unit);
        if (c->is_bucket) jsonw_key_str(w, "grain", str_from(date_unit_name(c->grain)));
        if (c->is_support) jsonw_key_bool(w, "support", true);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void row_write(JsonW *w, const Column *columns, size_t column_count, const Chunk *chunk,
                      size_t row) {
    jsonw_array(w);
    for (size_t c = 0; c < column_count; c++) {
        writer_cell(w, &chunk->vectors[c], columns[c].type, row);
    }
    jsonw_end(w);
}

void writer_rows(JsonW *w, const Table *t, size_t first, size_t count) {
    size_t end = count < t->rows && first <= t->rows - count ? first + count : t->rows;
    size_t chunk_first = 0;
    jsonw_array(w);
    for (size_t i = 0; i < t->chunk_count && chunk_first < end; i++) {
        const Chunk *chunk = &t->chunks[i];
        size_t from = first > chunk_first ? first - chunk_first : 0;
        size_t to = end - chunk_first < chunk->rows ? end - chunk_first : chunk->rows;
        for (size_t r = from; r < to; r++) row_write(w, t->columns, t->column_count, chunk, r);
        chunk_first += chunk->rows;
    }
    jsonw_end(w);
}

static bool needs_quotes(Str s) {
    if (s.len == 0) return true;  // an empty text is "", a null is nothing
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '"' || c == ',' || c == '\n' || c == '\r') return true;
    }
    return s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ';
}

static void csv_text(Buf *out, Str s) {
    if (!needs_quotes(s)) {
        buf_add(out, s);
        return;
    }
    buf_add_char(out, '"');
    Str rest = s;
    for (ptrdiff_t at = str_find_char(rest, '"'); at != STR_NONE; at = str_find_char(rest, '"')) {
        buf_add(out, str_slice(rest, 0, (size_t)at + 1));
        buf_add_char(out, '"');
        rest = str_skip(rest, (size_t)at + 1);
    }
    buf_add(out, rest);
    buf_add_char(out, '"');
}

static void csv_header(Buf *out, const Column *columns, size_t column_count) {
    for (size_t c = 0; c < column_count; c++) {
        if (c > 0) buf_add_char(out, ',');
        csv_text(out, columns[c].name);
    }
    buf_add(out, S("\r\n"));
}

static void csv_row(Buf *out, const Column *columns, size_t column_count, const Chunk *chunk,
                    size_t row) {
    for (size_t c = 0; c < column_count; c++) {
        const Vector *v = &chunk->vectors[c];
        if (c > 0) buf_add_char(out, ',');
        if (columns[c].type == TYPE_TEXT && !vector_is_null(v, row)) {
            csv_text(out, v->texts[row]);
        } else {
            vector_write(out, v, columns[c].type, row);
        }
    }
    buf_add(out, S("\r\n"));
}

static void ndjson_row(Buf *out, const Column *columns, size_t column_count, const Chunk *chunk,
                       size_t row) {
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    for (size_t c = 0; c < column_count; c++) {
        jsonw_key(&w, columns[c].name);
        writer_cell(&w, &chunk->vectors[c], columns[c].type, row);
    }
    jsonw_end(&w);
    buf_add_char(out, '\n');
}

static void json_row(Buf *out, const Column *columns, size_t column_count, const Chunk *chunk,
                     size_t row) {
    JsonW w = jsonw_to(out);
    row_write(&w, columns, column_count, chunk, row);
    buf_add_char(out, '\n');
}

typedef void (*RowWrite)(Buf *, const Column *, size_t, const Chunk *, size_t);

static const RowWrite ROW_WRITERS[] = {
    [WRITER_JSON_ROWS] = json_row, [WRITER_NDJSON] = ndjson_row, [WRITER_CSV] = csv_row};

void writer_chunk(Buf *out, WriterFormat format, const Column *columns, size_t column_count,
                  const Chunk *chunk, bool header) {
    assert((size_t)format < COUNT_OF(ROW_WRITERS));
    if (header && format == WRITER_CSV) csv_header(out, columns, column_count);
    for (size_t r = 0; r < chunk->rows; r++) {
        ROW_WRITERS[format](out, columns, column_count, chunk, r);
    }
}
