// import_bench: our import against raw DuckDB on one file: import_bench ROWS [FOLDER].
//
// Both write a database file, with the same number of threads, from a cold database and a warm
// file; each runs RUNS times in turn and the fastest of each counts. Exits 1 past RATIO_MAX.
#include <duckdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/rng.h"
#include "flow/import.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { RUNS = 3, PRODUCTS = 200, CUSTOMERS = 5000, DAYS = 700 };
#define RATIO_MAX 1.3

static void die(const char *what, const char *why) {
    fprintf(stderr, "import_bench: %s: %s\n", what, why);
    exit(2);
}

static void must(bool ok, const Err *err) {
    if (!ok) die(err_code_name(err->code), err->message);
}

static void row_write(FILE *out, Rng *rng, int64_t row, int64_t rows) {
    static const char *const STORES[] = {"Andheri", "Bandra", "Pune Camp", "Thane"};
    static const char *const CATEGORIES[] = {"Rice & Grains", "Dairy",  "Snacks",
                                             "Oil",           "Spices", "Personal Care"};
    DateParts day = date_parts(date_of(2024, 1, 1) + (Date)(row * DAYS / rows));
    int product = (int)rng_between(rng, 0, PRODUCTS - 1);
    fprintf(out, "%04d-%02d-%02d,%s,Product %03d of brand %d,%s,%d,%.2f,%.2f,Customer %d\n",
            day.year, day.month, day.day, STORES[rng_between(rng, 0, 3)], product, product % 17,
            CATEGORIES[product % 6], (int)rng_between(rng, 1, 20), 10 + product * 1.7,
            (double)rng_between(rng, 0, 29) / 100, (int)rng_between(rng, 0, CUSTOMERS - 1));
}

static void file_generate(const char *path, int64_t rows) {
    FILE *out = fopen(path, "w");
    Rng rng = rng_seeded(7);
    if (!out) die(path, "can't be written");
    setvbuf(out, NULL, _IOFBF, 1 << 20);
    fputs("Date,Store,Product,Category,Qty,Price,Discount,Customer\n", out);
    for (int64_t i = 0; i < rows; i++) row_write(out, &rng, i, rows);
    if (fclose(out) != 0) die(path, "can't be written");
}

// The fastest of several runs.
typedef struct Cost {
    double seconds, cpu_seconds;
} Cost;

static void cost_least(Cost *least, int64_t start_us, int64_t start_cpu_us) {
    double seconds = (double)(clock_mono_us() - start_us) / 1e6;
    double cpu = (double)(clock_cpu_us() - start_cpu_us) / 1e6;
    if (least->seconds == 0 || seconds < least->seconds) least->seconds = seconds;
    if (least->cpu_seconds == 0 || cpu < least->cpu_seconds) least->cpu_seconds = cpu;
}

static void raw_run(const char *csv, const char *path, Cost *least) {
    duckdb_database db;
    duckdb_connection con;
    duckdb_result result;
    char sql[1024];
    unlink(path);
    int64_t start = clock_mono_us(), cpu = clock_cpu_us();
    if (duckdb_open(path, &db) != DuckDBSuccess) die(path, "can't be opened");
    if (duckdb_connect(db, &con) != DuckDBSuccess) die(path, "can't be connected to");
    snprintf(sql, sizeof sql, "CREATE TABLE t AS FROM read_csv('%s')", csv);
    if (duckdb_query(con, sql, &result) != DuckDBSuccess) die("raw", duckdb_result_error(&result));
    duckdb_destroy_result(&result);
    cost_least(least, start, cpu);
    duckdb_disconnect(&con);
    duckdb_close(&db);
}

static void import_once(const char *csv, const char *path, const char *folder, int64_t rows,
                        Cost *least) {
    Arena *a = arena_create(0);
    Engine *engine;
    Database *database;
    ImportResult *result;
    Err err = {0};
    const char *dirs[] = {folder, NULL};
    EngineOptions options = {.readable_dirs = dirs};
    ImportRequest q = {.path = csv, .today = clock_today()};
    unlink(path);
    int64_t start = clock_mono_us(), cpu = clock_cpu_us();
    must(engine_new(&options, &engine, &err), &err);
    must(engine_open(engine, path, &database, &err), &err);
    must(import_run(&(ImportPlace){database, folder}, &q, NULL, a, &result, &err), &err);
    cost_least(least, start, cpu);
    bool right = result->table_count == 1 && result->tables[0].rejects == 0 &&
                 result->tables[0].rows_loaded == (uint64_t)rows;
    if (!right) die("import", "not all rows were loaded");
    engine_release(database);
    engine_free(engine);
    arena_free(a);
}

int main(int argc, char **argv) {
    int64_t rows = 1000000;
    if (argc > 1 && !str_to_int(str_from(argv[1]), &rows)) die(argv[1], "not a number of rows");
    char folder[256], csv[300], raw_path[300], our_path[300];
    Err err;
    snprintf(folder, sizeof folder, "%s/munim-bench-XXXXXX", argc > 2 ? argv[2] : "/tmp");
    if (!mkdtemp(folder)) die(folder, "can't be made");
    snprintf(csv, sizeof csv, "%s/sales.csv", folder);
    snprintf(raw_path, sizeof raw_path, "%s/raw.duckdb", folder);
    snprintf(our_path, sizeof our_path, "%s/munim.duckdb", folder);
    file_generate(csv, rows);
    Cost raw = {0}, ours = {0};
    for (int i = 0; i < RUNS; i++) {
        raw_run(csv, raw_path, &raw);
        import_once(csv, our_path, folder, rows, &ours);
    }
    must(dir_remove_all(folder, &err), &err);
    double ratio = ours.seconds / raw.seconds;
    printf(
        "import, %lld rows: munim %.2f s (CPU %.2f), raw read_csv %.2f s (CPU %.2f), "
        "ratio %.2f (at most %.1f)\n",
        (long long)rows, ours.seconds, ours.cpu_seconds, raw.seconds, raw.cpu_seconds, ratio,
        RATIO_MAX);
    return ratio <= RATIO_MAX ? 0 : 1;
}
