// kill -9 in the middle of imports: what was acknowledged is there, what was not is there whole
// or not at all.
//
// A child imports file after file and tells each one that import_run acknowledged through a
// pipe; the parent kills it at a random moment, opens the database and looks.
#include <signal.h>
#include <sys/wait.h>

#include "base/rng.h"
#include "import_case.h"
#include "sys/clock.h"

enum { ROUNDS = 50, ROWS = 400, SHEETS = 2 };

typedef struct Told {
    uint32_t serial;
} Told;

static void batch_write(ImportCase *c, uint32_t serial, char *path, size_t size) {
    Buf b;
    Err err = {0};
    snprintf(path, size, "%s/batch.json", c->folder);
    buf_init(&b, 4 << 20);
    // Two tables in one file: both or neither.
    for (int sheet = 0; sheet < SHEETS; sheet++) {
        buf_add_z(&b, sheet ? "], \"items\": [" : "{\"bills\": [");
        for (int i = 0; i < ROWS; i++) {
            buf_add_fmt(&b, "%s{\"serial\": %u, \"line\": %d, \"note\": \"row %d of batch %u\"}",
                        i ? "," : "", serial, i, i, serial);
        }
    }
    buf_add_z(&b, "]}");
    must(file_write_atomic(path, buf_str(&b), &err), &err);
    buf_done(&b);
}

// Never returns: imports until it is killed.
static void child_run(const char *folder, uint32_t first, int pipe_end) {
    ImportCase c = {.arena = arena_create(0), .folder = folder};
    Err err = {0};
    c.staging = case_path(&c, "staging");
    const char *dirs[] = {c.staging, NULL};
    EngineOptions options = {.readable_dirs = dirs, .memory_bytes = UINT64_C(1) << 30};
    bool ok = dir_make(c.staging, &err) && engine_new(&options, &c.engine, &err) &&
              engine_open(c.engine, case_path(&c, "rows.duckdb"), &c.database, &err);
    for (uint32_t serial = first; ok; serial++) {
        char path[256];
        ImportResult *r;
        Arena *a = arena_create(0);
        batch_write(&c, serial, path, sizeof path);
        ImportRequest q = {.path = path, .mode = IMPORT_APPEND, .today = 20000};
        ok = import_run(&(ImportPlace){.database = c.database, .staging_dir = c.staging}, &q, NULL,
                        a, &r, &err);
        arena_free(a);
        Told told = {serial};
        ok = ok && write(pipe_end, &told, sizeof told) == sizeof told;
    }
    fprintf(stderr, "the child failed: %s\n", err.message);
    _exit(1);
}

static int64_t one_number(ImportCase *c, const char *sql) {
    return table_value(case_query(c, sql), 0, 0).i;
}

static bool has_table(ImportCase *c, const char *name) {
    Str sql =
        str_fmt(c->arena, "SELECT count(*) FROM duckdb_tables() WHERE table_name = '%s'", name);
    return one_number(c, str_z(c->arena, sql)) == 1;
}

// Returns the highest serial that is there.
static uint32_t check(const char *folder, uint32_t acknowledged) {
    ImportCase c = {.arena = arena_create(0), .folder = folder};
    Err err = {0};
    EngineOptions options = {.memory_bytes = UINT64_C(1) << 30};
    must(engine_new(&options, &c.engine, &err), &err);
    must(engine_open(c.engine, case_path(&c, "rows.duckdb"), &c.database, &err), &err);
    uint32_t highest = 0;
    if (acknowledged > 0 || has_table(&c, "bills")) {
        highest = (uint32_t)one_number(&c, "SELECT coalesce(max(serial), 0) FROM bills");
        assert_true(highest >= acknowledged);
        assert_int_equal(one_number(&c, "SELECT count(*) FROM bills"), (int64_t)highest * ROWS);
        assert_int_equal(one_number(&c, "SELECT count(*) FROM items"), (int64_t)highest * ROWS);
        assert_int_equal(one_number(&c, "SELECT count(*) FROM duckdb_tables()"), SHEETS);
    }
    engine_release(c.database);
    engine_free(c.engine);
    arena_free(c.arena);
    return highest;
}

// `import_us`: how long a child takes to its first acknowledged import.
static uint32_t round_run(const char *folder, uint32_t done, int64_t import_us, Rng *rng) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) child_run(folder, done + 1, ends[1]);
    close(ends[1]);
    usleep((useconds_t)rng_between(rng, import_us / 4, import_us * 3));
    kill(child, SIGKILL);
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    Told told;
    uint32_t acknowledged = done;
    while (read(ends[0], &told, sizeof told) == sizeof told) acknowledged = told.serial;
    close(ends[0]);
    return check(folder, acknowledged);
}

// The first child is killed after it has told of an import; gives the time that took.
static uint32_t first_round_run(const char *folder, int64_t *ret_import_us) {
    int ends[2];
    Told told = {0};
    assert_int_equal(pipe(ends), 0);
    int64_t start = clock_mono_us();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) child_run(folder, 1, ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &told, sizeof told), sizeof told);
    *ret_import_us = clock_mono_us() - start;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(ends[0]);
    return check(folder, told.serial);
}

static void nothing_acknowledged_is_lost(void **state) {
    (void)state;
    Err err = {0};
    char folder[] = "/tmp/munim-kill-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Rng rng = rng_seeded(20261121);
    int64_t import_us;
    uint32_t done = first_round_run(folder, &import_us);
    for (int i = 1; i < ROUNDS; i++) done = round_run(folder, done, import_us, &rng);
    print_message("%u imports over %d kills, none lost, none half\n", done, ROUNDS);
    // That some get through shows that the kills fall into imports; how many is the machine's.
    assert_true(done >= ROUNDS / 8);
    must(dir_remove_all(folder, &err), &err);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_acknowledged_is_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
