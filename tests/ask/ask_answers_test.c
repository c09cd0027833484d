// Questions of every kind, and whether their answers are right: their rows against those of a
// statement written by hand.
//
// A file of questions/*.txt:
//
//     # share                     the kind of the questions that follow
//     ? share of sales by town    a question; "+" continues the conversation before
//     = SELECT ...                the statement, over the tables and over `l` and `o` of ask_mart;
//                                 several: any of them will do; "> refused": no answer is right
//     ~                           known not to be read right: it only must not look sure
//
// An answer is right when each column of the statement stands in it, in any place and order of
// rows.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "ask_mart.h"
#include "base/buf.h"
#include "base/vec.h"
#include "sql/sql.h"
#include "sys/file.h"

#include <cmocka.h>

enum { FILE_MAX = 1 << 20, GOLDS_MAX = 6, COLUMNS_MAX = 48, KINDS_MAX = 64 };
#define SURE 0.9

// A line a file: so that two who add one do not meet.
// clang-format off
static const char *const FILES[] = {
    "numbers",
    "rows",
    "time",
    "people",
    "turns",
    "frames",
    "ranks",
    "habits", "sides",
    "shop",
    "speech",
};
// clang-format on

typedef struct Case {
    Str question, golds[GOLDS_MAX];
    size_t gold_count;
    bool follows, refuses, known_miss;
} Case;

typedef struct Kind {
    Str name;
    size_t count, right, misses;
} Kind;

typedef struct Run {
    const AskShop *mart;
    Arena *a;
    Kind kinds[KINDS_MAX];
    size_t kind_count;
    const Plan *before;
    size_t failures;
} Run;

// ---- comparing ----

// Numbers in one form, so that 5 is 5.0; the rest as it is.
static Str cell_text(const Table *t, size_t row, size_t column, Arena *a) {
    double number = 0;
    if (table_number(t, row, column, &number)) return str_fmt(a, "%.6g", number + 0.0);
    return table_text(t, row, column, a);
}

static int by_text(const void *x, const void *y) {
    const Str *a = x, *b = y;
    size_t len = a->len < b->len ? a->len : b->len;
    int order = len > 0 ? memcmp(a->ptr, b->ptr, len) : 0;
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

// The rows as sorted lines of the chosen columns.
static Str *lines_of(const Table *t, const size_t *columns, size_t count, Arena *a) {
    Str *lines = arena_new(a, Str, t->rows + 1);
    for (size_t r = 0; r < t->rows; r++) {
        CLEANUP(buf_done) Buf line;
        buf_init(&line, 1 << 16);
        for (size_t c = 0; c < count; c++) {
            buf_add(&line, cell_text(t, r, columns[c], a));
            buf_add_char(&line, '\t');
        }
        lines[r] = str_dup(a, buf_str(&line));
    }
    qsort(lines, t->rows, sizeof *lines, by_text);
    return lines;
}

static bool lines_equal(const Str *x, const Str *y, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(x[i], y[i])) return false;
    }
    return true;
}

// Gold column `at` and those behind it in columns of the answer that are free.
static bool columns_fit(const Table *gold, const Table *answer, size_t *chosen, size_t at,
                        Arena *a) {
    size_t all[COLUMNS_MAX];
    for (size_t c = 0; c <= at && c < COLUMNS_MAX; c++) all[c] = c;
    if (at > 0 &&
        !lines_equal(lines_of(gold, all, at, a), lines_of(answer, chosen, at, a), gold->rows))
        return false;
    if (at == gold->column_count) return true;
    for (size_t c = 0; c < answer->column_count; c++) {
        bool taken = false;
        for (size_t k = 0; k < at; k++) taken = taken || chosen[k] == c;
        chosen[at] = c;
        if (!taken && columns_fit(gold, answer, chosen, at + 1, a)) return true;
    }
    return false;
}

static Table *query(const Run *r, Str sql) {
    Table *t = NULL;
    Err err = {0};
    RunLimits limits = {0};
    if (!source_query(r->mart->source, sql, &limits, r->a, &t, &err))
        fail_msg("%s\n" STR_F, err.message, STR_A(sql));
    return t;
}

static bool is_right(const Run *r, const Case *c, const AskResult *result) {
    if (c->refuses) return result->status != ASK_ANSWERED;
    if (result->status != ASK_ANSWERED) return false;
    Str sql = {0};
    Err err = {0};
    size_t chosen[COLUMNS_MAX] = {0};
    if (!sql_write(&SQL_DUCKDB, r->mart->model, result->readings[0].plan, r->a, &sql, &err))
        fail_msg("%s", err.message);
    Table *answer = query(r, sql);
    for (size_t i = 0; i < c->gold_count; i++) {
        Table *gold = query(r, str_fmt(r->a, "%s" STR_F, ASK_MART_WITH, STR_A(c->golds[i])));
        bool fits = gold->rows == answer->rows && gold->column_count <= answer->column_count &&
                    answer->column_count <= COLUMNS_MAX;
        if (fits && columns_fit(gold, answer, chosen, 0, r->a)) return true;
    }
    return false;
}

// ---- a case ----

static void miss_tell(Run *r, const Case *c, const AskResult *result, const char *what) {
    bool read = result->reading_count > 0;
    print_error(
        "%s: " STR_F "\n    %.2f " STR_F "\n", what, STR_A(c->question),
        read ? result->readings[0].confidence : 0,
        STR_A(result->status == ASK_ANSWERED ? result->readings[0].sentence : result->message));
    r->failures++;
}

static void case_run(Run *r, Kind *kind, const Case *c) {
    if (c->question.len == 0) return;
    AskResult *result = ask_shop_read(r->mart, c->question, c->follows ? r->before : NULL, r->a);
    bool right = is_right(r, c, result);
    bool answered = result->status == ASK_ANSWERED;
    kind->count++;
    kind->right += right;
    kind->misses += c->known_miss;
    if (answered) r->before = result->readings[0].plan;
    if (!right && !c->known_miss) miss_tell(r, c, result, "wrong");
    if (right && c->known_miss) miss_tell(r, c, result, "right now: take its ~ away");
    bool sure = answered && result->readings[0].confidence >= SURE;
    if (!right && sure && c->known_miss) miss_tell(r, c, result, "wrong and sure");
}

static Kind *kind_of(Run *r, Str name) {
    for (size_t i = 0; i < r->kind_count; i++) {
        if (str_eq(r->kinds[i].name, name)) return &r->kinds[i];
    }
    assert_true(r->kind_count < KINDS_MAX);
    r->kinds[r->kind_count] = (Kind){.name = name};
    return &r->kinds[r->kind_count++];
}

static void file_run(Run *r, const char *name) {
    Str path = str_fmt(r->a, "%s/%s.txt", QUESTIONS_DIR, name), text = {0}, line;
    Err err = {0};
    if (!file_read(path.ptr, FILE_MAX, r->a, &text, &err)) fail_msg("%s", err.message);
    Kind *kind = kind_of(r, S("other"));
    Case c = {0};
    while (str_next_part(&text, '\n', &line)) {
        Str rest = str_trim(str_skip(line, 1));
        bool asks = str_starts(line, S("? ")) || str_starts(line, S("+ "));
        if (asks || str_starts(line, S("# "))) {
            case_run(r, kind, &c);
            c = (Case){.follows = str_starts(line, S("+ "))};
        }
        if (asks) c.question = rest;
        if (str_starts(line, S("# "))) kind = kind_of(r, rest);
        if (str_starts(line, S("= ")) && c.gold_count < GOLDS_MAX) c.golds[c.gold_count++] = rest;
        c.refuses = c.refuses || str_starts(line, S("> "));
        c.known_miss = c.known_miss || str_starts(line, S("~"));
    }
    case_run(r, kind, &c);
}

static void answers_are_right(void **state) {
    Run r = {.mart = *state, .a = arena_create(0)};
    size_t count = 0, right = 0;
    for (size_t i = 0; i < COUNT_OF(FILES); i++) file_run(&r, FILES[i]);
    for (size_t i = 0; i < r.kind_count; i++) {
        if (r.kinds[i].count == 0) continue;
        print_message("%-24.*s %3zu of %3zu\n", (int)r.kinds[i].name.len, r.kinds[i].name.ptr,
                      r.kinds[i].right, r.kinds[i].count);
        count += r.kinds[i].count;
        right += r.kinds[i].right;
    }
    print_message("all %zu of %zu\n", right, count);
    size_t failures = r.failures;
    arena_free(r.a);
    assert_int_equal(failures, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(answers_are_right)};
    return cmocka_run_group_tests(tests, ask_mart_open, ask_shop_close);
}
