#include "ask/outcome.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t h) {
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
    return h ^ (h >> 31);
}

// 3 and 3.0 are one value.
static uint64_t cell_print(const Value *v) {
    if (v->is_null) return 1;
    if (v->type == TYPE_TEXT) return mix(str_hash(v->s) + 2);
    if (v->type != TYPE_INT && v->type != TYPE_FLOAT) return mix((uint64_t)v->i + 3);
    double number = v->f + 0.0;  // no -0
    uint64_t bits = 0;
    memcpy(&bits, &number, sizeof bits);
    return mix(bits + 5);
}

static bool is_zero(const Value *v) {
    return v->is_null || ((v->type == TYPE_INT || v->type == TYPE_FLOAT) && v->f == 0);
}

typedef struct Reader {
    const Table *t;
    size_t cells, nulls, others;  // others: neither null nor 0
} Reader;

// The cells of a row add up, so that their order is nothing.
static uint64_t row_print(Reader *r, size_t row) {
    uint64_t sum = 0;
    for (size_t c = 0; c < r->t->column_count; c++) {
        if (r->t->columns[c].is_support) continue;
        Value v = table_value(r->t, row, c);
        r->cells++;
        r->nulls += v.is_null ? 1 : 0;
        r->others += is_zero(&v) ? 0 : 1;
        sum += cell_print(&v);
    }
    return mix(sum);
}

static int by_print(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static size_t repeats_count(uint64_t *prints, size_t count) {
    size_t repeats = 0;
    qsort(prints, count, sizeof *prints, by_print);
    for (size_t i = 1; i < count; i++) repeats += prints[i] == prints[i - 1] ? 1 : 0;
    return repeats;
}

Outcome outcome_of(const Table *t) {
    uint64_t prints[OUTCOME_ROWS_MAX];
    Reader r = {.t = t};
    size_t read = t->rows < OUTCOME_ROWS_MAX ? t->rows : OUTCOME_ROWS_MAX;
    Outcome out = {.ran = true, .rows = t->rows, .print = mix(t->rows)};
    for (size_t i = 0; i < read; i++) {
        prints[i] = row_print(&r, i);
        out.print += prints[i];
    }
    out.nulls = r.cells > 0 ? (double)r.nulls / (double)r.cells : 0;
    out.zero = t->rows == 1 && r.others == 0;
    if (read > 0) out.repeats = (double)repeats_count(prints, read) / (double)read;
    return out;
}

Outcome outcome_failed(void) { return (Outcome){.ran = true, .failed = true}; }
