#include "ask/value_index.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ask/tokens.h"
#include "model/name_words.h"

enum { TEXT_LENGTH_MEAN_MAX = 90, COLUMNS_MAX = 65535, PAIR_VALUES_MAX = 5, NONE = 0 };

// A whole value, or one word of values (then `text` is a row that has it).
typedef struct Row {
    uint32_t key, text;  // offsets into the pool
    uint16_t key_len, text_len;
    uint16_t column;
    bool one_word;
    uint32_t next;  // the next row of the same key, + 1
    uint32_t count;
} Row;

typedef struct Rows {
    Row *items;
    size_t count, cap;
    uint32_t *slots;    // index + 1 of the first row of a key
    size_t slot_count;  // a power of two
} Rows;

typedef struct IndexedColumn {
    int table, column;
    size_t values;
} IndexedColumn;

struct ValueIndex {
    char *pool;
    size_t pool_len, pool_cap;
    Rows values, words;
    uint64_t *masks;  // of values, then of words: which letters the key has
    IndexedColumn *columns;
    size_t column_count;
};

static void *grow(void *items, size_t count, size_t *cap, size_t item_bytes) {
    if (count < *cap) return items;
    *cap = *cap ? *cap * 2 : 256;
    items = realloc(items, *cap * item_bytes);
    if (!items) abort();
    return items;
}

ValueIndex *value_index_new(void) {
    ValueIndex *v = calloc(1, sizeof *v);
    if (!v) abort();
    return v;
}

static void rows_free(Rows *r) {
    free(r->items);
    free(r->slots);
}

void value_index_free(ValueIndex *v) {
    if (!v) return;
    rows_free(&v->values);
    rows_free(&v->words);
    free(v->pool);
    free(v->masks);
    free(v->columns);
    free(v);
}

static size_t rows_bytes(const Rows *r) {
    return r->cap * sizeof *r->items + r->slot_count * sizeof *r->slots;
}

size_t value_index_bytes(const ValueIndex *v) {
    return sizeof *v + v->pool_cap + rows_bytes(&v->values) + rows_bytes(&v->words) +
           (v->values.count + v->words.count) * sizeof *v->masks +
           v->column_count * sizeof *v->columns;
}

static uint32_t pool_add(ValueIndex *v, Str text) {
    while (v->pool_len + text.len > v->pool_cap) {
        v->pool_cap = v->pool_cap ? v->pool_cap * 2 : 4096;
        v->pool = realloc(v->pool, v->pool_cap);
        if (!v->pool) abort();
    }
    if (text.len > 0) memcpy(v->pool + v->pool_len, text.ptr, text.len);
    v->pool_len += text.len;
    return (uint32_t)(v->pool_len - text.len);
}

static Str row_key(const ValueIndex *v, const Row *r) {
    return str_of(v->pool + r->key, r->key_len);
}

static uint64_t letters_of(Str key) {
    uint64_t mask = 0;
    for (size_t i = 0; i < key.len; i++) {
        unsigned char c = (unsigned char)key.ptr[i];
        int bit = 36 + c % 28;
        if (c >= 'a' && c <= 'z') bit = c - 'a';
        if (c >= '0' && c <= '9') bit = 26 + c - '0';
        mask |= UINT64_C(1) << bit;
    }
    return mask;
}

static size_t slot_of(const ValueIndex *v, const Rows *rows, Str key) {
    size_t at = str_hash(key) & (rows->slot_count - 1);
    while (rows->slots[at] != NONE) {
        if (str_eq(row_key(v, &rows->items[rows->slots[at] - 1]), key)) break;
        at = (at + 1) & (rows->slot_count - 1);
    }
    return at;
}

static void slots_resize(const ValueIndex *v, Rows *rows, size_t count) {
    free(rows->slots);
    rows->slot_count = 64;
    while (rows->slot_count < count * 2) rows->slot_count *= 2;
    rows->slots = calloc(rows->slot_count, sizeof *rows->slots);
    if (!rows->slots) abort();
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].next & UINT32_C(0x80000000)) continue;  // reached by a chain
        rows->slots[slot_of(v, rows, row_key(v, &rows->items[i]))] = (uint32_t)i + 1;
    }
}

// The first row of a key keeps its slot; later ones hang on its chain, marked in the top bit.
static Row *row_add(ValueIndex *v, Rows *rows, Str key) {
    if ((rows->count + 1) * 2 > rows->slot_count) slots_resize(v, rows, (rows->count + 1) * 2);
    rows->items = grow(rows->items, rows->count, &rows->cap, sizeof *rows->items);
    Row *row = &rows->items[rows->count++];
    *row = (Row){.key_len = (uint16_t)key.len, .count = 1};
    size_t slot = slot_of(v, rows, key);
    if (rows->slots[slot] == NONE) {
        row->key = pool_add(v, key);
        rows->slots[slot] = (uint32_t)rows->count;
    } else {
        Row *first = &rows->items[rows->slots[slot] - 1];
        row->key = first->key;
        row->next = first->next | UINT32_C(0x80000000);
        first->next = (uint32_t)rows->count;
    }
    return row;
}

static const Row *row_find(const ValueIndex *v, const Rows *rows, Str key) {
    if (rows->slot_count == 0 || key.len == 0) return NULL;
    uint32_t at = rows->slots[slot_of(v, rows, key)];
    return at == NONE ? NULL : &rows->items[at - 1];
}

static const Row *row_next(const Rows *rows, const Row *r) {
    uint32_t next = r->next & UINT32_C(0x7fffffff);
    return next == NONE ? NULL : &rows->items[next - 1];
}

static void word_add(ValueIndex *v, Str word, uint16_t column, const Row *value) {
    for (const Row *r = row_find(v, &v->words, word); r; r = row_next(&v->words, r)) {
        if (r->column != column) continue;
        v->words.items[r - v->words.items].count++;
        return;
    }
    Row *row = row_add(v, &v->words, word);
    row->column = column;
    row->text = value->text;
    row->text_len = value->text_len;
    row->one_word = true;
}

static void words_add(ValueIndex *v, Str key, uint16_t column, size_t value_at) {
    Str rest = key, word = {0};
    while (str_next_part(&rest, ' ', &word)) {
        Row value = v->values.items[value_at];
        if (word.len >= 3) word_add(v, word, column, &value);
    }
}

static void value_add_as(ValueIndex *v, Str value, Str shown_as, bool by_word) {
    char out[VALUE_KEY_MAX];
    Str key = str_of(out, tokens_value_key(shown_as, out, sizeof out));
    if (key.len == 0 || value.len > UINT16_MAX || v->values.count >= VALUES_MAX) return;
    uint16_t column = (uint16_t)(v->column_count - 1);
    Row *row = row_add(v, &v->values, key);
    row->column = column;
    row->text = str_eq(key, value) ? row->key : pool_add(v, value);
    row->text_len = (uint16_t)value.len;
    row->one_word = str_find_char(key, ' ') == STR_NONE;
    v->columns[column].values++;
    if (by_word && !row->one_word) words_add(v, key, column, v->values.count - 1);
}

typedef struct Loader {
    ValueIndex *v;
    bool by_word;
} Loader;

static bool loader_columns(void *ctx, const Column *columns, size_t count, Err *err) {
    (void)ctx;
    if (count == 1 && columns[0].type == TYPE_TEXT) return true;
    return fail(err, ERR_INTERNAL, "the values of a column did not come as one text column");
}

static bool loader_chunk(void *ctx, const Chunk *chunk, Err *err) {
    (void)err;
    Loader *l = ctx;
    for (size_t r = 0; r < chunk->rows; r++) {
        if (vector_is_null(&chunk->vectors[0], r)) continue;
        Str value = chunk->vectors[0].texts[r];
        value_add_as(l->v, value, value, l->by_word);
    }
    return true;
}

static void quoted_add(Buf *sql, Str name) {
    buf_add_char(sql, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"') buf_add_char(sql, '"');
        buf_add_char(sql, name.ptr[i]);
    }
    buf_add_char(sql, '"');
}

static bool column_read(Loader *l, const ModelTable *t, const ModelColumn *c, Source *source,
                        const RunLimits *limits, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, 4096);
    buf_add_z(&sql, "SELECT DISTINCT ");
    quoted_add(&sql, c->name);
    buf_add_z(&sql, " FROM ");
    quoted_add(&sql, t->name);
    buf_add_fmt(&sql, " LIMIT %d", VALUES_COLUMN_MAX);
    bool truncated = false;
    Sink sink = {.ctx = l, .columns = loader_columns, .chunk = loader_chunk};
    return buf_check(&sql, ERR_WORD("the statement for values"), err) &&
           source_run(source, buf_str(&sql), limits, sink, &truncated, err);
}

static bool is_indexed(const ModelColumn *c) {
    if (c->type != TYPE_TEXT) return false;
    return c->profile.text_length_mean <= TEXT_LENGTH_MEAN_MAX;
}

// What a letter or a word stands for in a column that has both of a pair.
typedef struct PairMeaning {
    Str values[2];
    const char *words[2];
} PairMeaning;

static const PairMeaning PAIRS[] = {
    {{STR("f"), STR("m")}, {"female woman women girl lady", "male man men boy gentleman"}},
    {{STR("female"), STR("male")}, {"woman women girl lady", "man men boy gentleman"}},
    {{STR("w"), STR("m")}, {"female woman women girl lady", "male man men boy gentleman"}},
    {{STR("y"), STR("n")}, {"yes", "no"}},
};

static const TopValue *top_find(const Profile *p, Str value) {
    for (size_t i = 0; i < p->top_count; i++) {
        if (str_eq_nocase(p->top[i].text, value)) return &p->top[i];
    }
    return NULL;
}

static void pairs_add(ValueIndex *v, const Profile *p) {
    if (p->distinct > PAIR_VALUES_MAX) return;
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        const TopValue *sides[] = {top_find(p, PAIRS[i].values[0]),
                                   top_find(p, PAIRS[i].values[1])};
        for (size_t side = 0; side < 2 && sides[0] && sides[1]; side++) {
            Str rest = str_from(PAIRS[i].words[side]), word = str_next_word(&rest);
            for (; word.len > 0; word = str_next_word(&rest)) {
                value_add_as(v, sides[side]->text, word, false);
            }
        }
    }
}

static bool column_load(ValueIndex *v, const ModelTable *t, const ModelColumn *c, Source *source,
                        const RunLimits *limits, Err *err) {
    const Profile *p = &c->profile;
    Loader l = {.v = v, .by_word = p->distinct <= VALUE_WORDS_COLUMN_MAX};
    for (size_t i = 0; i < c->meaning_count; i++) {
        value_add_as(v, c->meanings[i].value, c->meanings[i].meaning, false);
    }
    pairs_add(v, p);
    bool profile_has_all = p->top_count > 0 && p->top_count >= p->distinct && !p->is_sampled;
    if (source && !profile_has_all) return column_read(&l, t, c, source, limits, err);
    for (size_t i = 0; i < p->top_count; i++) {
        value_add_as(v, p->top[i].text, p->top[i].text, l.by_word);
    }
    return true;
}

static void masks_make(ValueIndex *v) {
    v->masks = calloc(v->values.count + v->words.count + 1, sizeof *v->masks);
    if (!v->masks) abort();
    for (size_t i = 0; i < v->values.count; i++) {
        v->masks[i] = letters_of(row_key(v, &v->values.items[i]));
    }
    for (size_t i = 0; i < v->words.count; i++) {
        v->masks[v->values.count + i] = letters_of(row_key(v, &v->words.items[i]));
    }
}

bool value_index_load(ValueIndex *v, const Model *m, Source *source, const RunLimits *limits,
                      Err *err) {
    size_t cap = 0;
    for (size_t t = 0; t < m->table_count; t++) {
        const ModelTable *table = &m->tables[t];
        for (size_t c = 0; c < table->column_count && !table->hidden; c++) {
            const ModelColumn *column = &table->columns[c];
            if (column->hidden || !is_indexed(column) || v->column_count >= COLUMNS_MAX) continue;
            v->columns = grow(v->columns, v->column_count, &cap, sizeof *v->columns);
            v->columns[v->column_count++] = (IndexedColumn){.table = (int)t, .column = (int)c};
            if (!column_load(v, table, column, source, limits, err)) return false;
        }
    }
    masks_make(v);
    return true;
}

static size_t hits_write(const ValueIndex *v, const Rows *rows, Str key, ValueHit *out,
                         size_t max) {
    size_t count = 0;
    for (const Row *r = row_find(v, rows, key); r && count < max; r = row_next(rows, r)) {
        const IndexedColumn *c = &v->columns[r->column];
        out[count++] = (ValueHit){.table = c->table,
                                  .column = c->column,
                                  .count = r->count,
                                  .value = str_of(v->pool + r->text, r->text_len)};
    }
    return count;
}

size_t value_index_find(const ValueIndex *v, Str key, ValueHit *out, size_t max) {
    return hits_write(v, &v->values, key, out, max);
}

size_t value_index_find_word(const ValueIndex *v, Str word, ValueHit *out, size_t max) {
    return hits_write(v, &v->words, word, out, max);
}

typedef struct Scan {
    Str word;
    uint64_t mask;
    size_t best;
    Str key;
} Scan;

static void scan_rows(const ValueIndex *v, const Rows *rows, const uint64_t *masks, Scan *s) {
    for (size_t i = 0; i < rows->count; i++) {
        const Row *r = &rows->items[i];
        size_t apart =
            r->key_len > s->word.len ? r->key_len - s->word.len : s->word.len - r->key_len;
        // A change of one letter changes at most two bits of the mask.
        bool far = !r->one_word || apart >= s->best ||
                   (size_t)__builtin_popcountll(masks[i] ^ s->mask) > 2 * (s->best - 1);
        if (far) continue;
        Str key = row_key(v, r);
        size_t distance = name_words_distance(s->word, key, s->best - 1);
        if (distance >= s->best) continue;
        s->best = distance;
        s->key = key;
    }
}

Str value_index_nearest(const ValueIndex *v, Str word, size_t distance_max, size_t *ret_distance) {
    Scan s = {.word = word, .mask = letters_of(word), .best = distance_max + 1};
    if (v->masks) {
        scan_rows(v, &v->values, v->masks, &s);
        scan_rows(v, &v->words, v->masks + v->values.count, &s);
    }
    *ret_distance = s.best;
    return s.key;
}
