#include "query/table_copy.h"

#include <string.h>

static size_t valid_bytes(size_t rows) { return (rows + 63) / 64 * sizeof(uint64_t); }

static size_t text_bytes(const Str *texts, size_t rows) {
    size_t bytes = 0;
    for (size_t r = 0; r < rows; r++) bytes += texts[r].len;
    return bytes;
}

// The texts' bytes stand one after the other in one block.
static bool texts_copy(Vector *to, const Str *texts, size_t rows, Arena *a) {
    Str *copies = arena_try(a, rows * sizeof *copies + 1);
    char *block = arena_try(a, text_bytes(texts, rows) + 1);
    if (!copies || !block) return false;
    for (size_t r = 0; r < rows; r++) {
        copies[r] = str_of(block, texts[r].len);
        if (texts[r].len > 0) memcpy(block, texts[r].ptr, texts[r].len);
        block += texts[r].len;
    }
    to->texts = copies;
    return true;
}

static bool vector_copy(Vector *to, const Vector *from, ColumnType type, size_t rows, Arena *a) {
    if (from->valid) {
        uint64_t *valid = arena_try(a, valid_bytes(rows));
        if (!valid) return false;
        memcpy(valid, from->valid, valid_bytes(rows));
        to->valid = valid;
    }
    if (type == TYPE_TEXT) return texts_copy(to, from->texts, rows, a);
    int64_t *values = arena_try(a, rows * sizeof *values + 1);
    if (!values) return false;
    // Integers and doubles alike are eight bytes.
    if (rows > 0) memcpy(values, from->ints, rows * sizeof *values);
    to->ints = values;
    return true;
}

static bool chunk_copy(Chunk *to, const Chunk *from, const Table *t, Arena *a) {
    Vector *vectors = arena_try(a, t->column_count * sizeof *vectors + 1);
    if (!vectors) return false;
    for (size_t k = 0; k < t->column_count; k++) {
        vectors[k] = (Vector){0};
        const Vector *v = &from->vectors[k];
        if (!vector_copy(&vectors[k], v, t->columns[k].type, from->rows, a)) return false;
    }
    *to = (Chunk){.rows = from->rows, .vectors = vectors};
    return true;
}

Table *table_copy(const Table *t, Arena *a) {
    Table *copy = arena_new(a, Table, 1);
    Column *columns = arena_new(a, Column, t->column_count);
    Chunk *chunks = arena_try(a, t->chunk_count * sizeof *chunks + 1);
    if (!chunks) return NULL;
    for (size_t k = 0; k < t->column_count; k++) {
        columns[k] = t->columns[k];
        columns[k].name = str_dup(a, t->columns[k].name);
        columns[k].label = str_dup(a, t->columns[k].label);
        columns[k].unit = str_dup(a, t->columns[k].unit);
    }
    for (size_t i = 0; i < t->chunk_count; i++) {
        if (!chunk_copy(&chunks[i], &t->chunks[i], t, a)) return NULL;
    }
    *copy = *t;
    copy->columns = columns;
    copy->chunks = chunks;
    return copy;
}

size_t table_copy_bytes(const Table *t) {
    size_t bytes = sizeof *t + t->column_count * (sizeof(Column) + 64);
    for (size_t i = 0; i < t->chunk_count; i++) {
        const Chunk *c = &t->chunks[i];
        bytes += sizeof *c;
        for (size_t k = 0; k < t->column_count; k++) {
            const Vector *v = &c->vectors[k];
            bytes += sizeof *v + (v->valid ? valid_bytes(c->rows) : 0);
            if (t->columns[k].type != TYPE_TEXT)
                bytes += c->rows * sizeof(int64_t);
            else
                bytes += c->rows * sizeof(Str) + text_bytes(v->texts, c->rows);
        }
    }
    return bytes;
}
