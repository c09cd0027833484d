// Any JSON as a model, and as an overlay on a small one: refused with a message, or a model that
// can be written.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ModelColumn lines[] = {
    {.name = STR("order_id"), .type = TYPE_INT, .role = ROLE_LINK},
    {.name = STR("qty"), .type = TYPE_INT, .role = ROLE_MEASURE, .additivity = ADD_SUM},
    {.name = STR("billed"), .type = TYPE_DATE, .role = ROLE_TIME},
};
static ModelColumn orders[] = {
    {.name = STR("id"), .type = TYPE_INT, .role = ROLE_KEY},
    {.name = STR("city"), .type = TYPE_TEXT, .role = ROLE_PLACE},
};
static ModelTable tables[] = {
    {.name = STR("lines"),
     .columns = lines,
     .column_count = COUNT_OF(lines),
     .name_column = -1,
     .name_more = -1,
     .time_column = 2},
    {.name = STR("orders"),
     .columns = orders,
     .column_count = COUNT_OF(orders),
     .name_column = -1,
     .name_more = -1,
     .time_column = -1},
};
static ModelJoin joins[] = {{.from_table = 0, .to_table = 1, .coverage = 1}};

static void write_out(const Model *m) {
    Buf out;
    buf_init(&out, 4 << 20);
    JsonW w = jsonw_to(&out);
    model_write(&w, m);
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_create(0);
    CLEANUP(json_done) Json *json = NULL;
    Model base = {.tables = tables,
                  .table_count = COUNT_OF(tables),
                  .joins = joins,
                  .join_count = COUNT_OF(joins),
                  .default_metric = -1};
    Model *m = NULL;
    Err err = {0};
    if (json_parse(str_of((const char *)data, size), &json, &err)) {
        if (model_overlay(&base, json, arena, &m, &err)) write_out(m);
        if (model_read(json, arena, &m, &err)) write_out(m);
    }
    arena_free(arena);
    return 0;
}
