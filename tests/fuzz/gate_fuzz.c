// Any bytes as a person's SQL. What the gate lets in is run: it must never reach for a file or
// a setting (which the locked instance would deny), and never change a row.
#include <stdlib.h>

#include "engine/gate.h"
#include "sys/clock.h"

enum { RUN_US = 200 * 1000, ROWS = 10 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Database *database;
static Source *source;

static void must(bool ok) {
    if (!ok) abort();
}

static void open_once(void) {
    if (database) return;
    Engine *engine = NULL;
    Writer *writer = NULL;
    Err err = {0};
    EngineOptions options = {.memory_bytes = 256 << 20, .threads = 1};
    must(engine_new(&options, &engine, &err));
    must(engine_open(engine, ":memory:", &database, &err));
    must(engine_writer_open(database, &writer, &err));
    Str setup =
        S("CREATE TABLE t(a BIGINT, b VARCHAR, d DATE); CREATE TABLE _munim_x(i INTEGER);"
          "INSERT INTO t SELECT i, 'b' || i, DATE '2026-01-01' FROM range(10) r(i)");
    must(engine_exec(writer, setup, NULL, &err));
    engine_writer_close(writer);
    must(engine_source_open(database, &source, &err));
}

static void rows_are_there(Arena *a) {
    Table *table = NULL;
    Err err = {0};
    must(source_query(source, S("SELECT count(*) FROM t"), NULL, a, &table, &err));
    must(table_value(table, 0, 0).i == ROWS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    open_once();
    Err err = {0};
    Str sql = str_of((const char *)data, size);
    if (!gate_check(database, sql, &err)) return 0;
    Arena *a = arena_create(0);
    Table *table = NULL;
    RunLimits limits = {.deadline_us = clock_mono_us() + RUN_US, .row_max = 1000};
    bool ok = source_query(source, sql, &limits, a, &table, &err);
    must(ok || (err.code != ERR_DENIED && err.code != ERR_IO));
    rows_are_there(a);
    arena_free(a);
    return 0;
}
