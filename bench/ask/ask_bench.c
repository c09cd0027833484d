// ask_bench: the CPU time of reading questions on 40 tables, and the index of a million values.
//
// The tables are made here: each has a key, a name, a city, a status, an amount, a quantity, a day
// and a key of another table. 480 questions of 12 forms are read, each once to warm and once timed.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/local.h"
#include "ask/ask.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { TABLES = 40, ROWS = 300, VALUES = 1000000, FORMS = 12 };

static const double MEDIAN_MS = 10, P99_MS = 60, INDEX_SECONDS = 2;

static const char *const NAMES[TABLES] = {
    "customers",     "suppliers", "products",     "categories", "brands",     "stores",
    "regions",       "employees", "teams",        "shifts",     "orders",     "order_lines",
    "invoices",      "payments",  "refunds",      "deliveries", "carriers",   "vehicles",
    "warehouses",    "shelves",   "stock_levels", "purchases",  "promotions", "coupons",
    "campaigns",     "reviews",   "tickets",      "contracts",  "projects",   "tasks",
    "meetings",      "rooms",     "machines",     "repairs",    "parts",      "surveys",
    "subscriptions", "visits",    "quotations",   "returns",
};

static const char *const QUESTIONS[FORMS] = {
    "how many %s are there",
    "total amount of %s by city",
    "%s with amount more than 100",
    "top 5 %s by amount",
    "average quantity of %s by status in 2025",
    "names of %s whose status is open",
    "show name and city of %s in descending order of amount",
    "which city has the most %s",
    "monthly amount of %s in the last 12 months",
    "%s in Pune or Delhi created after 1 march 2025",
    "share of each status in the amount of %s",
    "what are the names of %s that are not in Mumbai and have quantity above the average",
};

static void must(bool ok, const char *message) {
    if (ok) return;
    fprintf(stderr, "ask_bench: %s\n", message);
    exit(1);
}

static void sql_run(sqlite3 *db, const char *sql) {
    must(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
}

static void tables_make(sqlite3 *db, Arena *a) {
    sql_run(db, "BEGIN");
    for (int t = 0; t < TABLES; t++) {
        const char *other = NAMES[t > 0 ? t / 2 : 1];
        sql_run(db, str_z(a, str_fmt(a,
                                     "CREATE TABLE %s(id INTEGER PRIMARY KEY, name TEXT, city TEXT,"
                                     " status TEXT, amount REAL, quantity INTEGER, created_on DATE,"
                                     " %s_id INTEGER REFERENCES %s(id))",
                                     NAMES[t], other, other)));
        sql_run(db,
                str_z(a, str_fmt(a,
                                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                 " WHERE i < %d) INSERT INTO %s SELECT i, '%s ' || i,"
                                 " CASE i %% 4 WHEN 0 THEN 'Pune' WHEN 1 THEN 'Delhi' WHEN 2 THEN"
                                 " 'Mumbai' ELSE 'Goa' END, CASE i %% 3 WHEN 0 THEN 'open' WHEN 1"
                                 " THEN 'closed' ELSE 'waiting' END, i * 1.5, i %% 17,"
                                 " date('2024-01-01', '+' || (i * 2) || ' days'), i FROM n",
                                 ROWS, NAMES[t], NAMES[t])));
    }
    sql_run(db, "COMMIT");
}

static double cpu_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static Local *file_open(const char *path, void (*make)(sqlite3 *, Arena *), Arena *a, Date today) {
    sqlite3 *db = NULL;
    Local *local = NULL;
    Err err = {0};
    char *source = (char *)path;
    must(sqlite3_open(path, &db) == SQLITE_OK, "no file can be made");
    make(db, a);
    sqlite3_close(db);
    must(local_open(&source, 1, NULL, today, &local, &err), err.message);
    return local;
}

static bool questions_time(const char *path, Arena *a, Date today) {
    CLEANUP(local_closep) Local *local = file_open(path, tables_make, a, today);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Err err = {0};
    static double ms[TABLES * FORMS];
    size_t count = 0, answered = 0;
    must(workspace_snapshot_to_ask(local_workspace(local), &snapshot, &err), err.message);
    for (int f = 0; f < FORMS; f++) {
        for (int t = 0; t < TABLES; t++) {
            CLEANUP(arena_freep) Arena *own = arena_create(0);
            char question[256];
            AskResult *result = NULL;
            snprintf(question, sizeof question, QUESTIONS[f], NAMES[t]);
            AskRequest request = {.question = str_from(question), .today = today};
            for (int round = 0; round < 2; round++) {
                double before = cpu_ms();
                must(ask_read(snapshot_index(snapshot), snapshot_model(snapshot), &request, own,
                              &result, &err),
                     err.message);
                ms[count] = cpu_ms() - before;
            }
            count++;
            answered += result->status == ASK_ANSWERED;
        }
    }
    qsort(ms, count, sizeof *ms, by_size);
    double median = ms[count / 2], p99 = ms[count * 99 / 100];
    printf("40 tables, %zu questions (%zu answered): median %.2f ms, 99 in 100 under %.2f ms\n",
           count, answered, median, p99);
    return median < MEDIAN_MS && p99 < P99_MS;
}

static void values_make(sqlite3 *db, Arena *a) {
    sql_run(db, "CREATE TABLE goods(id INTEGER PRIMARY KEY, name TEXT)");
    sql_run(db, str_z(a, str_fmt(a,
                                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                 "WHERE i < %d) INSERT INTO goods SELECT i, 'article ' || i FROM n",
                                 VALUES)));
}

static bool index_time(const char *path, Arena *a, Date today) {
    CLEANUP(local_closep) Local *local = file_open(path, values_make, a, today);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Source *source = NULL;
    AskIndex *index = NULL;
    Err err = {0};
    must(workspace_snapshot_to_ask(local_workspace(local), &snapshot, &err), err.message);
    must(workspace_source_take(local_workspace(local), &source, &err), err.message);
    int64_t before = clock_mono_us();
    must(ask_index_new(snapshot_model(snapshot), source, NULL, &index, &err), err.message);
    double seconds = (double)(clock_mono_us() - before) / 1e6;
    printf("index of a column with %d values: %.2f s, %zu MB\n", VALUES, seconds,
           ask_index_bytes(index) >> 20);
    ask_index_free(index);
    workspace_source_give(local_workspace(local), source);
    return seconds < INDEX_SECONDS;
}

int main(void) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    char folder[] = "/tmp/ask-bench-XXXXXX";
    Date today = 0;
    must(date_parse_iso(S("2025-10-15"), &today), "no day");
    must(mkdtemp(folder) != NULL, "no folder");
    const char *tables = str_z(a, str_fmt(a, "%s/tables.sqlite", folder));
    const char *values = str_z(a, str_fmt(a, "%s/values.sqlite", folder));
    bool good = questions_time(tables, a, today);
    good = index_time(values, a, today) && good;
    remove(tables);
    remove(values);
    remove(folder);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
