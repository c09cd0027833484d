// Any bytes as a plan from a browser. What is read can be said, changed, joined and written as
// SQL without falling over, and comes back the same from its own JSON.
#include <stdlib.h>

#include "sql/sql.h"

// The shop that the tests ask about, compiled in.
#include "../plan/shop_model.c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Arena *forever;
static Model *model;

static void must(bool ok) {
    if (!ok) abort();
}

static Str json_of(const Plan *p, Arena *a) {
    Buf out;
    buf_init(&out, 1 << 24);
    JsonW w = jsonw_to(&out);
    plan_write(&w, model, p);
    must(!out.overflow);
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void comes_back(const Plan *p, Arena *a) {
    CLEANUP(json_done) Json *json = NULL;
    Plan *again = NULL;
    Err err;
    Str text = json_of(p, a);
    must(json_parse(text, &json, &err));
    must(plan_read(model, json, a, &again, &err));
    must(str_eq(json_of(again, a), text));
}

static void use(Plan *p, Arena *a) {
    Chip *chips = NULL;
    Column *columns = NULL;
    size_t count = 0;
    Str sql;
    Err err;
    plan_chips(model, p, date_of(2026, 11, 21), words_english(a), &chips, &count);
    (void)plan_sentence(model, p, words_english(a));
    if (!plan_join(model, a, p, &err)) return;
    plan_columns(model, p, words_english(a), &columns, &count);
    (void)plan_sentence(model, p, words_english(a));
    if (sql_write(&SQL_DUCKDB, model, p, a, &sql, &err)) return;
    // A joined plan that passed the check fails for its length alone.
    must(err.code == ERR_LIMIT || err.code == ERR_UNSUPPORTED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!model) model = shop_model(forever = arena_create(0));
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *json = NULL;
    Plan *p = NULL;
    Err err;
    if (!json_parse(str_of((const char *)data, size), &json, &err)) return 0;
    if (!plan_read(model, json, a, &p, &err)) return 0;
    comes_back(p, a);
    use(p, a);
    return 0;
}
