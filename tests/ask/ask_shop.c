#include "ask_shop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shop_model.h"

static void rows_load(AskShop *shop) {
    Err err = {0};
    Writer *writer = NULL;
    assert_true(engine_writer_open(shop->database, &writer, &err));
    Str rest = str_from(SHOP_ROWS_SQL), statement;
    while (str_next_part(&rest, ';', &statement)) {
        if (str_trim(statement).len == 0) continue;
        if (!engine_exec(writer, statement, NULL, &err)) fail_msg("%s", err.message);
    }
    engine_writer_close(writer);
}

int ask_shop_open(void **state) {
    AskShop *shop = calloc(1, sizeof *shop);
    Err err = {0};
    RunLimits limits = {0};
    shop->arena = arena_create(0);
    shop->model = shop_model(shop->arena);
    assert_true(engine_new(&(EngineOptions){0}, &shop->engine, &err));
    assert_true(engine_open(shop->engine, ":memory:", &shop->database, &err));
    rows_load(shop);
    assert_true(engine_source_open(shop->database, &shop->source, &err));
    if (!ask_index_new(shop->model, shop->source, &limits, &shop->index, &err)) {
        fail_msg("%s", err.message);
    }
    *state = shop;
    return 0;
}

int ask_shop_close(void **state) {
    AskShop *shop = *state;
    ask_index_free(shop->index);
    engine_source_close(shop->source);
    engine_release(shop->database);
    engine_free(shop->engine);
    arena_free(shop->arena);
    free(shop);
    return 0;
}

Date ask_shop_today(void) { return date_of(2026, 11, 21); }

AskResult *ask_shop_read(const AskShop *shop, Str question, const Plan *before, Arena *a) {
    AskRequest request = {.question = question, .today = ask_shop_today(), .before = before};
    AskResult *result = NULL;
    Err err = {0};
    if (!ask_read(shop->index, shop->model, &request, a, &result, &err))
        fail_msg("%s", err.message);
    return result;
}
