// writer: a Table, or a stream of chunks, as JSON rows, NDJSON or CSV (RFC 4180).
//
// Numbers are written shortest-exact, dates as ISO 8601, nulls as null (JSON) or nothing (CSV).
#pragma once

#include "base/buf.h"
#include "base/jsonw.h"
#include "data/table.h"

typedef enum WriterFormat { WRITER_JSON_ROWS, WRITER_NDJSON, WRITER_CSV } WriterFormat;

// One cell as a JSON value.
void writer_cell(JsonW *w, const Vector *v, ColumnType type, size_t row);
// [{"name","label","type","role","unit","grain","support"}, ...] as a JSON array value; the last
// two only where they hold.
void writer_columns(JsonW *w, const Column *columns, size_t count);
// [[...], ...] of rows first..first+count as a JSON array value.
void writer_rows(JsonW *w, const Table *t, size_t first, size_t count);
// One chunk in a line-based format; `header` writes the CSV header line first.
void writer_chunk(Buf *out, WriterFormat format, const Column *columns, size_t column_count,
                  const Chunk *chunk, bool header);
