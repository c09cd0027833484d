// Any text as an expression over a small model: it is refused with a message, or written back as
// text that reads as the same expression.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ModelColumn lines[] = {
    {.name = STR("order_id"), .type = TYPE_INT}, {.name = STR("qty"), .type = TYPE_INT},
    {.name = STR("rate"), .type = TYPE_FLOAT},   {.name = STR("Sub-Category"), .type = TYPE_TEXT},
    {.name = STR("billed"), .type = TYPE_DATE},  {.name = STR("paid"), .type = TYPE_BOOL},
};
static ModelColumn orders[] = {
    {.name = STR("id"), .type = TYPE_INT},
    {.name = STR("city"), .type = TYPE_TEXT},
    {.name = STR("placed"), .type = TYPE_TIMESTAMP},
};
static ModelTable tables[] = {
    {.name = STR("lines"), .columns = lines, .column_count = COUNT_OF(lines)},
    {.name = STR("orders"), .columns = orders, .column_count = COUNT_OF(orders)},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_create(0);
    Model m = {.tables = tables, .table_count = COUNT_OF(tables)};
    Expr *e = NULL, *again = NULL;
    Err err = {0};
    if (expr_parse(&m, 0, str_of((const char *)data, size), arena, &e, &err)) {
        Buf out;
        buf_init(&out, 1 << 20);
        expr_write_in(&out, &m, 0, e);
        // Writing may put in parentheses, and so pass the limits of reading.
        bool good = expr_parse(&m, 0, buf_str(&out), arena, &again, &err);
        assert(good || err.code == ERR_LIMIT);
        assert(!good || expr_equal(e, again));
        buf_done(&out);
    } else {
        assert(err.code != ERR_NONE && err.message[0] != 0);
    }
    arena_free(arena);
    return 0;
}
