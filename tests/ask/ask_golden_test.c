// Golden questions: what is read, the statement that is made of it, the rows that come of it.
//
// A case in golden/*.txt; cases are parted by empty lines:
//
//     ? total revenue by category          a question; "+" continues the conversation before
//     > revenue by category, ...           the reading; "clarify: ..." or "refused: ..." else
//     = SELECT ...                         the statement, on one line
//     | Grain, 450, (3)                    the first rows; in brackets what stands beside
//
// GOLDEN_UPDATE=1 writes all but the questions anew: look at the difference before you commit it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include "ask_shop.h"
#include "base/buf.h"
#include "sql/sql.h"
#include "sys/file.h"

#include <cmocka.h>

enum { GOLDEN_BYTES_MAX = 1 << 20, ROWS_SHOWN = 4 };

static const char *const FILES[] = {"aggregates", "filters", "time",     "tops",  "lists",
                                    "conditions", "turns",   "refusals", "charts"};

static void flat_add(Buf *out, Str text) {
    bool space = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_space = c == ' ' || c == '\n';
        if (!is_space || !space) buf_add_char(out, is_space ? ' ' : c);
        space = is_space;
    }
}

static void rows_add(Buf *out, const AskShop *shop, const Plan *plan, Str sql, Arena *a) {
    Table *t = NULL;
    Err err = {0};
    RunLimits limits = {0};
    Column *columns = NULL;
    size_t count = 0;
    plan_columns(shop->model, plan, words_english(a), &columns, &count);
    if (!source_query(shop->source, sql, &limits, a, &t, &err)) fail_msg("%s", err.message);
    for (size_t r = 0; r < t->rows && r < ROWS_SHOWN; r++) {
        buf_add_z(out, "| ");
        for (size_t c = 0; c < t->column_count; c++) {
            if (c > 0) buf_add_z(out, ", ");
            assert_int_equal(t->column_count, count);
            const char *form = columns[c].is_support ? "(" STR_F ")" : STR_F;
            buf_add(out, str_fmt(a, form, STR_A(table_text(t, r, c, a))));
        }
        buf_add_char(out, '\n');
    }
}

static void answer_add(Buf *out, const AskShop *shop, const AskResult *result, Arena *a) {
    if (result->status != ASK_ANSWERED) {
        const char *status = result->status == ASK_CLARIFY ? "clarify" : "refused";
        buf_add_fmt(out, "> %s: " STR_F "\n", status, STR_A(result->message));
        return;
    }
    Str sql = {0};
    Err err = {0};
    buf_add_fmt(out, "> " STR_F "\n= ", STR_A(result->readings[0].sentence));
    if (!sql_write(&SQL_DUCKDB, shop->model, result->readings[0].plan, a, &sql, &err)) {
        fail_msg("%s", err.message);
    }
    flat_add(out, str_trim(sql));
    buf_add_char(out, '\n');
    rows_add(out, shop, result->readings[0].plan, sql, a);
}

// The file as the program would write it, from its questions.
static void file_answer(const AskShop *shop, Str text, Arena *a, Buf *out) {
    const Plan *before = NULL;
    Str rest = text, line;
    while (str_next_part(&rest, '\n', &line)) {
        bool first = str_starts(line, S("? ")), next = str_starts(line, S("+ "));
        if (!first && !next) continue;
        AskResult *result = ask_shop_read(shop, str_skip(line, 2), next ? before : NULL, a);
        if (out->len > 0) buf_add_char(out, '\n');
        buf_add_fmt(out, STR_F "\n", STR_A(line));
        answer_add(out, shop, result, a);
        if (result->status == ASK_ANSWERED) before = result->readings[0].plan;
    }
}

static void file_check(const AskShop *shop, const char *name) {
    Arena *a = arena_create(0);
    Str path = str_fmt(a, "%s/%s.txt", GOLDEN_DIR, name), text = {0};
    Err err = {0};
    Buf out;
    buf_init(&out, GOLDEN_BYTES_MAX);
    if (!file_read(path.ptr, GOLDEN_BYTES_MAX, a, &text, &err)) fail_msg("%s", err.message);
    file_answer(shop, text, a, &out);
    if (getenv("GOLDEN_UPDATE")) {
        if (!file_write_atomic(path.ptr, buf_str(&out), &err)) fail_msg("%s", err.message);
    } else if (!str_eq(str_trim(text), str_trim(buf_str(&out)))) {
        print_error("%s.txt differs; now it is:\n" STR_F "\n", name, STR_A(buf_str(&out)));
        fail();
    }
    buf_done(&out);
    arena_free(a);
}

static void questions_read_as_written(void **state) {
    for (size_t i = 0; i < COUNT_OF(FILES); i++) file_check(*state, FILES[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(questions_read_as_written)};
    return cmocka_run_group_tests(tests, ask_shop_open, ask_shop_close);
}
