#include "data/source.h"

#include <assert.h>
#include <string.h>

#include "base/vec.h"

bool source_tables(Source *s, Arena *a, SourceTable **ret, size_t *ret_count, Err *err) {
    return s->ops->tables(s, a, ret, ret_count, err);
}

bool source_describe(Source *s, Str table, Arena *a, SourceColumn **ret, size_t *ret_count,
                     Err *err) {
    return s->ops->describe(s, table, a, ret, ret_count, err);
}

bool source_run(Source *s, Str sql, const RunLimits *limits, Sink sink, bool *ret_truncated,
                Err *err) {
    static const RunLimits NONE = {0};
    return s->ops->run(s, sql, limits ? limits : &NONE, sink, ret_truncated, err);
}

// What source_query gathers. Everything in it lives in the arena.
typedef struct Gathering {
    Arena *arena;
    Column *columns;
    size_t column_count;
    VEC(Chunk) chunks;
    size_t rows;
} Gathering;

static bool fail_full(Err *err, const Gathering *g) {
    return fail(err, ERR_LIMIT, "the result does not fit in memory after %zu rows: ask for less",
                g->rows);
}

// arena_try multiplied; NULL when it does not fit.
static void *items_try(Arena *a, size_t count, size_t item_bytes) {
    size_t bytes = 0;
    return __builtin_mul_overflow(count, item_bytes, &bytes) ? NULL : arena_try(a, bytes);
}

static bool text_keep(Arena *a, Str from, Str *ret) {
    char *copy = arena_try(a, from.len + 1);
    if (!copy) return false;
    if (from.len > 0) memcpy(copy, from.ptr, from.len);
    *ret = str_of(copy, from.len);
    return true;
}

static bool columns_gather(void *ctx, const Column *columns, size_t count, Err *err) {
    Gathering *g = ctx;
    g->columns = items_try(g->arena, count, sizeof *g->columns);
    if (!g->columns) return fail_full(err, g);
    for (size_t i = 0; i < count; i++) {
        Column *c = &g->columns[i];
        *c = columns[i];
        if (!text_keep(g->arena, columns[i].name, &c->name) ||
            !text_keep(g->arena, columns[i].label, &c->label) ||
            !text_keep(g->arena, columns[i].unit, &c->unit)) {
            return fail_full(err, g);
        }
    }
    g->column_count = count;
    return true;
}

// All texts of a vector in one block: fewer, larger pieces for the arena.
static bool texts_keep(Arena *a, const Vector *from, size_t rows, Vector *ret) {
    size_t bytes = 0;
    for (size_t r = 0; r < rows; r++) {
        if (!vector_is_null(from, r)) bytes += from->texts[r].len;
    }
    Str *texts = items_try(a, rows, sizeof *texts);
    char *block = arena_try(a, bytes + 1);
    if (!texts || !block) return false;
    for (size_t r = 0; r < rows; r++) {
        if (vector_is_null(from, r)) continue;
        Str text = from->texts[r];
        if (text.len > 0) memcpy(block, text.ptr, text.len);
        texts[r] = str_of(block, text.len);
        block += text.len;
    }
    ret->texts = texts;
    return true;
}

static bool numbers_keep(Arena *a, const Vector *from, size_t rows, Vector *ret) {
    static_assert(sizeof *from->ints == sizeof *from->floats, "copied alike");
    int64_t *copy = items_try(a, rows, sizeof *copy);
    if (!copy) return false;
    memcpy(copy, from->ints, rows * sizeof *copy);
    ret->ints = copy;
    return true;
}

static bool vector_keep(Arena *a, const Vector *from, ColumnType type, size_t rows, Vector *ret) {
    size_t words = (rows + 63) / 64;
    if (from->valid) {
        uint64_t *valid = items_try(a, words, sizeof *valid);
        if (!valid) return false;
        memcpy(valid, from->valid, words * sizeof *valid);
        ret->valid = valid;
    }
    return type == TYPE_TEXT ? texts_keep(a, from, rows, ret) : numbers_keep(a, from, rows, ret);
}

static bool chunk_gather(void *ctx, const Chunk *chunk, Err *err) {
    Gathering *g = ctx;
    if (chunk->rows == 0) return true;
    Vector *vectors = items_try(g->arena, g->column_count, sizeof *vectors);
    if (!vectors) return fail_full(err, g);
    for (size_t c = 0; c < g->column_count; c++) {
        if (!vector_keep(g->arena, &chunk->vectors[c], g->columns[c].type, chunk->rows,
                         &vectors[c])) {
            return fail_full(err, g);
        }
    }
    *vec_push(g->arena, &g->chunks) = (Chunk){.rows = chunk->rows, .vectors = vectors};
    g->rows += chunk->rows;
    return true;
}

bool source_query(Source *s, Str sql, const RunLimits *limits, Arena *a, Table **ret, Err *err) {
    Gathering g = {.arena = a};
    Sink sink = {.ctx = &g, .columns = columns_gather, .chunk = chunk_gather};
    bool truncated = false;
    if (!source_run(s, sql, limits, sink, &truncated, err)) return false;
    Table *t = arena_new(a, Table, 1);
    *t = (Table){.columns = g.columns,
                 .column_count = g.column_count,
                 .chunks = g.chunks.items,
                 .chunk_count = g.chunks.count,
                 .rows = g.rows,
                 .truncated = truncated};
    *ret = t;
    return true;
}
