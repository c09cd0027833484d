#include "gold.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"

enum {
    ROWS_MAX = 20000,
    WIDTH_MAX = 64,
    TRIES_MAX = 2000,
    STEPS = 1000,
    STEPS_MAX = 300000,  // of a thousand operations of the engine: some ten seconds
};

bool gold_open(const char *path, sqlite3 **ret_db, Err *err) {
    if (sqlite3_open_v2(path, ret_db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) return true;
    fail(err, ERR_IO, "%s: %s", path, sqlite3_errmsg(*ret_db));
    gold_closep(ret_db);
    return false;
}

void gold_closep(sqlite3 **db) {
    sqlite3_close(*db);
    *db = NULL;
}

static Str cell_canonical(Str text, Arena *a) {
    double number = 0;
    Str s = str_trim(text);
    if (str_to_float(s, &number)) {
        if (fabs(number) < 1e-9) return S("0");
        return str_fmt(a, "%.10g", round(number * 1e6) / 1e6);
    }
    return str_dup(a, str_cut_suffix_nocase(s, S(" 00:00:00")));
}

static Str cell_null(void) { return S("\x01null"); }

static int count_steps(void *ctx) {
    int *left = ctx;
    return --*left < 0;
}

static bool is_ordered(Str sql) { return str_find_nocase(sql, S("order by")) != STR_NONE; }

bool gold_run(sqlite3 *db, Str sql, Arena *a, Rows *ret, Err *err) {
    sqlite3_stmt *st = NULL;
    int left = STEPS_MAX;
    if (sqlite3_prepare_v2(db, sql.ptr, (int)sql.len, &st, NULL) != SQLITE_OK) {
        return fail(err, ERR_INVALID, "%s", sqlite3_errmsg(db));
    }
    sqlite3_progress_handler(db, STEPS, count_steps, &left);
    VEC(Str) cells = {0};
    size_t width = (size_t)sqlite3_column_count(st), count = 0;
    int rc = sqlite3_step(st);
    for (; rc == SQLITE_ROW && count < ROWS_MAX; rc = sqlite3_step(st), count++) {
        for (int i = 0; i < (int)width; i++) {
            const char *text = (const char *)sqlite3_column_text(st, i);
            *vec_push(a, &cells) = text ? cell_canonical(str_from(text), a) : cell_null();
        }
    }
    sqlite3_finalize(st);
    sqlite3_progress_handler(db, 0, NULL, NULL);
    if (rc == SQLITE_ROW) return fail(err, ERR_LIMIT, "more than %d rows", ROWS_MAX);
    if (rc != SQLITE_DONE) return fail(err, ERR_INVALID, "%s", sqlite3_errmsg(db));
    *ret = (Rows){.cells = cells.items, .count = count, .width = width, .ordered = is_ordered(sql)};
    return true;
}

static Str table_cell(const Table *t, size_t row, size_t column, Arena *a) {
    Value v = table_value(t, row, column);
    if (v.is_null) return cell_null();
    if (v.type == TYPE_BOOL) return v.i ? S("1") : S("0");
    return cell_canonical(table_text(t, row, column, a), a);
}

Rows rows_of_table(const Table *t, Arena *a) {
    Rows out = {.count = t->rows, .width = t->column_count};
    out.cells = arena_new(a, Str, t->rows * t->column_count + 1);
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->column_count; c++) {
            out.cells[r * t->column_count + c] = table_cell(t, r, c, a);
        }
    }
    return out;
}

// ---- comparing ----

static int cell_order(const void *x, const void *y) {
    return str_cmp(*(const Str *)x, *(const Str *)y);
}

static Str *column_sorted(const Rows *rows, size_t column, Arena *a) {
    Str *out = arena_new(a, Str, rows->count + 1);
    for (size_t r = 0; r < rows->count; r++) out[r] = rows->cells[r * rows->width + column];
    qsort(out, rows->count, sizeof *out, cell_order);
    return out;
}

static bool cells_equal(const Str *x, const Str *y, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(x[i], y[i])) return false;
    }
    return true;
}

// A row as one text, its cells in the order of `pick`.
static Str *rows_joined(const Rows *rows, const size_t *pick, size_t width, Arena *a) {
    Str *out = arena_new(a, Str, rows->count + 1);
    CLEANUP(buf_done) Buf text;
    buf_init(&text, 1 << 24);
    for (size_t r = 0; r < rows->count; r++) {
        buf_clear(&text);
        for (size_t i = 0; i < width; i++) {
            buf_add(&text, rows->cells[r * rows->width + pick[i]]);
            buf_add_char(&text, '\x02');
        }
        out[r] = str_dup(a, buf_str(&text));
    }
    return out;
}

typedef struct Matching {
    const Rows *gold, *got;
    Str *wanted;  // the gold's rows
    bool fits[WIDTH_MAX][WIDTH_MAX];
    size_t pick[WIDTH_MAX];
    bool taken[WIDTH_MAX];
    int tries;
    Arena *a;
} Matching;

static bool pick_matches(Matching *k) {
    const Rows *gold = k->gold;
    Str *have = rows_joined(k->got, k->pick, gold->width, k->a);
    if (!gold->ordered) qsort(have, gold->count, sizeof *have, cell_order);
    return cells_equal(k->wanted, have, gold->count);
}

static bool column_pick(Matching *k, size_t at) {
    if (at == k->gold->width) return ++k->tries <= TRIES_MAX && pick_matches(k);
    for (size_t i = 0; i < k->got->width && k->tries <= TRIES_MAX; i++) {
        if (!k->fits[at][i] || k->taken[i]) continue;
        k->taken[i] = true;
        k->pick[at] = i;
        bool found = column_pick(k, at + 1);
        k->taken[i] = false;
        if (found) return true;
    }
    return false;
}

static void fits_find(Matching *k) {
    Str *of_got[WIDTH_MAX];
    for (size_t i = 0; i < k->got->width; i++) of_got[i] = column_sorted(k->got, i, k->a);
    for (size_t g = 0; g < k->gold->width; g++) {
        Str *of_gold = column_sorted(k->gold, g, k->a);
        for (size_t i = 0; i < k->got->width; i++) {
            k->fits[g][i] = cells_equal(of_gold, of_got[i], k->gold->count);
        }
    }
}

bool rows_match(const Rows *gold, const Rows *got, bool more, Arena *a) {
    if (gold->count != got->count) return false;
    if (gold->count == 0) return true;
    if (got->width < gold->width || (got->width > gold->width && !more)) return false;
    if (got->width > WIDTH_MAX) return false;
    Matching *k = arena_new(a, Matching, 1);
    *k = (Matching){.gold = gold, .got = got, .a = a};
    size_t same[WIDTH_MAX];
    for (size_t i = 0; i < gold->width; i++) same[i] = i;
    k->wanted = rows_joined(gold, same, gold->width, a);
    if (!gold->ordered) qsort(k->wanted, gold->count, sizeof *k->wanted, cell_order);
    fits_find(k);
    return column_pick(k, 0);
}
