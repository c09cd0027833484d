// Golden questions: plan, sentence, statement and the rows that the engine gives.
//
// A case in golden/*.txt:
//
//     == what it shows
//     {the plan as JSON}
//     -- sentence
//     total freight by category
//     -- sql
//     SELECT ...
//     -- rows
//     Grain|70
//
// GOLDEN_UPDATE=1 writes sentences and statements anew. Rows are worked out by hand from the shop
// (tests/plan/shop_model.c) and never written by the program.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "sql/sql.h"
#include "sys/file.h"

#include <cmocka.h>

#include "shop_model.h"

enum { GOLDEN_BYTES_MAX = 1 << 20 };

typedef struct World {
    Arena *arena;
    Model *model;
    Engine *engine;
    Database *database;
    Source *source;
} World;

typedef struct Case {
    Str title, plan, sentence, sql, rows;
} Case;

static int open_world(void **state) {
    World *w = calloc(1, sizeof *w);
    Err err = {0};
    Writer *writer = NULL;
    w->arena = arena_create(0);
    w->model = shop_model(w->arena);
    assert_true(engine_new(&(EngineOptions){0}, &w->engine, &err));
    assert_true(engine_open(w->engine, ":memory:", &w->database, &err));
    assert_true(engine_writer_open(w->database, &writer, &err));
    Str rest = str_from(SHOP_ROWS_SQL), statement;
    while (str_next_part(&rest, ';', &statement)) {
        if (str_trim(statement).len == 0) continue;
        if (!engine_exec(writer, statement, NULL, &err)) fail_msg("%s", err.message);
    }
    engine_writer_close(writer);
    assert_true(engine_source_open(w->database, &w->source, &err));
    *state = w;
    return 0;
}

static int close_world(void **state) {
    World *w = *state;
    engine_source_close(w->source);
    engine_release(w->database);
    engine_free(w->engine);
    arena_free(w->arena);
    free(w);
    return 0;
}

static Str upto(Str *rest, Str mark) {
    ptrdiff_t at = str_find(*rest, mark);
    Str part = at < 0 ? *rest : str_slice(*rest, 0, (size_t)at);
    *rest = at < 0 ? (Str){0} : str_skip(*rest, (size_t)at + mark.len);
    return str_trim(part);
}

static Case case_read(Str text) {
    Case c = {0};
    c.title = upto(&text, S("\n"));
    c.plan = upto(&text, S("-- sentence"));
    c.sentence = upto(&text, S("-- sql"));
    c.sql = upto(&text, S("-- rows"));
    c.rows = str_trim(text);
    return c;
}

// Numbers to four places, so that a third can be written down.
static Str cell_text(const Table *t, size_t row, size_t column, Arena *a) {
    double number = 0;
    Value v = table_value(t, row, column);
    if (v.is_null) return S("null");
    if (v.type == TYPE_FLOAT && table_number(t, row, column, &number)) {
        Str text = str_fmt(a, "%.4f", number);
        while (str_ends(text, S("0"))) text.len--;
        return str_cut_suffix_nocase(text, S("."));
    }
    return table_text(t, row, column, a);
}

static Str rows_text(const Table *t, Arena *a) {
    Buf out;
    buf_init(&out, GOLDEN_BYTES_MAX);
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->column_count; c++) {
            if (c > 0) buf_add_char(&out, '|');
            buf_add(&out, cell_text(t, r, c, a));
        }
        buf_add_char(&out, '\n');
    }
    Str text = str_dup(a, str_trim(buf_str(&out)));
    buf_done(&out);
    return text;
}

static Plan *plan_of(const World *w, const Case *c, Arena *a) {
    CLEANUP(json_done) Json *json = NULL;
    Plan *p = NULL;
    Err err = {0};
    if (!json_parse(c->plan, &json, &err) || !plan_read(w->model, json, a, &p, &err) ||
        !plan_join(w->model, a, p, &err)) {
        fail_msg(STR_F ": %s", STR_A(c->title), err.message);
    }
    return p;
}

static Str plan_text(const World *w, const Plan *p, Arena *a) {
    Buf out;
    buf_init(&out, GOLDEN_BYTES_MAX);
    JsonW json = jsonw_to(&out);
    plan_write(&json, w->model, p);
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

// Written, read and written again, the plan must be the same; and joining twice changes nothing.
static void round_trip(const World *w, const Case *c, Plan *p, Arena *a) {
    Case again = *c;
    again.plan = plan_text(w, p, a);
    Plan *copy = plan_copy(a, plan_of(w, &again, a));
    Str text = plan_text(w, copy, a);
    if (!str_eq(text, again.plan)) {
        print_error(STR_F "\n" STR_F "\n" STR_F "\n", STR_A(c->title), STR_A(again.plan),
                    STR_A(text));
        fail();
    }
}

static bool same(const Case *c, const char *what, Str want, Str got) {
    if (str_eq(want, got)) return true;
    print_error("%s of '" STR_F "'\n--- wanted\n" STR_F "\n--- got\n" STR_F "\n", what,
                STR_A(c->title), STR_A(want), STR_A(got));
    return false;
}

// Whether the result has the columns that plan_columns promised.
static bool columns_fit(const World *w, const Case *c, const Plan *p, const Table *t, Arena *a) {
    Column *columns = NULL;
    size_t count = 0;
    plan_columns(w->model, p, words_english(a), &columns, &count);
    bool ok = count == t->column_count;
    for (size_t i = 0; i < count && ok; i++) ok = str_eq(columns[i].name, t->columns[i].name);
    if (!ok) print_error(STR_F ": other columns than promised\n", STR_A(c->title));
    return ok;
}

static bool case_run(const World *w, Case *c, bool update, Arena *a) {
    Plan *p = plan_of(w, c, a);
    Str sql, sentence = plan_sentence(w->model, p, words_english(a));
    Err err = {0};
    Table *t = NULL;
    round_trip(w, c, p, a);
    if (!sql_write(&SQL_DUCKDB, w->model, p, a, &sql, &err)) {
        fail_msg(STR_F ": %s", STR_A(c->title), err.message);
    }
    if (!source_query(w->source, sql, NULL, a, &t, &err)) {
        fail_msg(STR_F ": %s\n" STR_F, STR_A(c->title), err.message, STR_A(sql));
    }
    bool ok = same(c, "rows", c->rows, rows_text(t, a)) && columns_fit(w, c, p, t, a);
    if (update) {
        c->sentence = sentence;
        c->sql = sql;
        return ok;
    }
    return same(c, "sentence", c->sentence, sentence) && same(c, "sql", c->sql, sql) && ok;
}

static bool file_run(const World *w, const char *path) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str text;
    Err err = {0};
    bool update = getenv("GOLDEN_UPDATE") != NULL, ok = true;
    Buf out;
    buf_init(&out, GOLDEN_BYTES_MAX);
    if (!file_read(path, GOLDEN_BYTES_MAX, a, &text, &err)) fail_msg("%s", err.message);
    (void)upto(&text, S("== "));
    while (text.len > 0) {
        Case c = case_read(upto(&text, S("\n== ")));
        ok = case_run(w, &c, update, a) && ok;
        if (out.len > 0) buf_add(&out, S("\n"));
        buf_add_fmt(&out, "== " STR_F "\n" STR_F "\n-- sentence\n" STR_F "\n", STR_A(c.title),
                    STR_A(c.plan), STR_A(c.sentence));
        buf_add_fmt(&out, "-- sql\n" STR_F "\n-- rows\n" STR_F "\n", STR_A(c.sql), STR_A(c.rows));
    }
    if (update) assert_true(file_write_atomic(path, buf_str(&out), &err));
    buf_done(&out);
    return ok;
}

static void golden_questions(void **state) {
    World *w = *state;
    Str *names = NULL;
    size_t count = 0;
    Err err = {0};
    assert_true(dir_list(GOLDEN_DIR, w->arena, &names, &count, &err));
    assert_true(count > 0);
    bool ok = true;
    for (size_t i = 0; i < count; i++) {
        ok = file_run(w, path_join(w->arena, GOLDEN_DIR, names[i])) && ok;
    }
    assert_true(ok);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(golden_questions)};
    return cmocka_run_group_tests(tests, open_world, close_world);
}
