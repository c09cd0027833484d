// answer_bench: what a question over HTTP costs beside its own SQL on raw DuckDB.
// Usage: answer_bench ROWS
//
// A table of sales of that many rows; different questions, so that the result cache never helps.
// Each is asked over HTTP on one connection, and its SQL is run straight on a DuckDB
// connection of the same database, in turn which goes first. Prints medians in milliseconds.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "base/json.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"

enum { MONTHS = 18, REPLY_MAX = 64 << 20, QUESTIONS_MAX = 200 };

static const char *const FORMS[] = {
    "total amount by category in %s",
    "total quantity by store in %s",
    "average price by category in %s",
    "top 5 products by amount in %s",
    "daily amount in %s",
};

static const char *const MONTH_NAMES[MONTHS] = {
    "january 2025",  "february 2025", "march 2025",   "april 2025",     "may 2025",
    "june 2025",     "july 2025",     "august 2025",  "september 2025", "october 2025",
    "november 2025", "december 2025", "january 2026", "february 2026",  "march 2026",
    "april 2026",    "may 2026",      "june 2026",
};

static void must(bool ok, const Err *err) {
    if (ok) return;
    fprintf(stderr, "answer_bench: %s\n", err->message);
    exit(1);
}

typedef struct Bench {
    Arena *arena;
    char folder[32];
    Engine *engine;
    Store *store;
    Workspace *workspace;
    Api *api;
    Source *raw;
    CURL *curl;
    Buf reply;
} Bench;

static void rows_make(Bench *b, const char *path, long long rows) {
    Err err = {0};
    Database *d = NULL;
    Writer *w = NULL;
    Str sql = str_fmt(
        b->arena,
        "CREATE TABLE sales AS SELECT i AS sale_id, DATE '2025-01-01' + CAST(i %% 546 AS INTEGER) "
        "AS "
        "sale_date, 'Store ' || (i * 7 %% 4 + 1) AS store, 'Product ' || (i * 31 %% 200 + 1) AS "
        "product, 'Category ' || (i * 31 %% 200 %% 10 + 1) AS category, 1 + i %% 5 AS quantity, "
        "round(20 + i * 13 %% 1000 / 7.0, 2) AS price, round((1 + i %% 5) * (20 + i * 13 %% 1000 / "
        "7.0), 2) AS amount FROM range(%lld) t(i)",
        rows);
    must(engine_open(b->engine, path, &d, &err), &err);
    must(engine_writer_open(d, &w, &err), &err);
    must(engine_begin(w, &err) && engine_exec(w, sql, NULL, &err) && engine_commit(w, &err), &err);
    engine_writer_close(w);
    engine_release(d);
}

static size_t keep(char *bytes, size_t size, size_t count, void *ctx) {
    buf_add((Buf *)ctx, str_of(bytes, size * count));
    return size * count;
}

static void bench_open(Bench *b, long long rows) {
    Err err = {0};
    b->arena = arena_create(0);
    memcpy(b->folder, "/tmp/munim-bench-XXXXXX", sizeof "/tmp/munim-bench-XXXXXX");
    if (!mkdtemp(b->folder)) exit(1);
    const char **readable = arena_new(b->arena, const char *, 2);
    readable[0] = b->folder;
    must(engine_new(&(EngineOptions){.readable_dirs = readable}, &b->engine, &err), &err);
    must(store_open(":memory:", &b->store, &err), &err);
    WorkspaceOptions o = {.engine = b->engine,
                          .store = b->store,
                          .id = S("main"),
                          .database_path = path_join(b->arena, b->folder, S("main.duckdb")),
                          .staging_dir = b->folder};
    rows_make(b, o.database_path, rows);
    int64_t from = clock_mono_us();
    must(workspace_open(&o, &b->workspace, &err), &err);
    printf("  understanding %lld rows: %.0f ms\n", rows, (double)(clock_mono_us() - from) / 1000);
    ApiOptions api = {.workspace = b->workspace,
                      .store = b->store,
                      .workspace_id = S("main"),
                      .upload_dir = b->folder,
                      .host = "127.0.0.1"};
    must(api_start(&api, &b->api, &err), &err);
    must(workspace_source_take(b->workspace, &b->raw, &err), &err);
    buf_init(&b->reply, REPLY_MAX);
    b->curl = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    curl_easy_setopt(b->curl, CURLOPT_URL,
                     str_fmt(b->arena, "http://127.0.0.1:%d/api/v1/ask", api_port(b->api)).ptr);
    curl_easy_setopt(b->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(b->curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(b->curl, CURLOPT_WRITEDATA, &b->reply);
}

static void bench_close(Bench *b) {
    Err err = {0};
    curl_easy_cleanup(b->curl);
    api_free(b->api);
    workspace_source_give(b->workspace, b->raw);
    workspace_close(b->workspace);
    store_close(b->store);
    engine_free(b->engine);
    (void)!dir_remove_all(b->folder, &err);
    buf_done(&b->reply);
    arena_free(b->arena);
}

// Milliseconds of one question over HTTP; *ret_sql is the statement it ran.
static double ask(Bench *b, const char *question, Str *ret_sql) {
    Err err = {0};
    buf_clear(&b->reply);
    Str body = str_fmt(b->arena, "{\"question\":\"%s\",\"today\":\"2026-07-01\"}", question);
    curl_easy_setopt(b->curl, CURLOPT_POSTFIELDS, body.ptr);
    int64_t from = clock_mono_us();
    if (curl_easy_perform(b->curl) != CURLE_OK) exit(1);
    double ms = (double)(clock_mono_us() - from) / 1000;
    CLEANUP(json_done) Json *json = NULL;
    must(json_parse(buf_str(&b->reply), &json, &err), &err);
    const char *sql = json_string_value(json_object_get(json, "sql"));
    if (!sql) {
        fprintf(stderr, "answer_bench: '%s' was not answered: %.400s\n", question, b->reply.ptr);
        exit(1);
    }
    *ret_sql = str_dup(b->arena, str_from(sql));
    return ms;
}

static double raw(Bench *b, Str sql) {
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = NULL;
    int64_t from = clock_mono_us();
    must(source_query(b->raw, sql, NULL, a, &t, &err), &err);
    return (double)(clock_mono_us() - from) / 1000;
}

static int by_value(const void *x, const void *y) {
    double a = *(const double *)x;
    double b = *(const double *)y;
    return (a > b) - (a < b);
}

static double median(double *values, size_t count) {
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

int main(int argc, char **argv) {
    int64_t rows = 0;
    if (argc != 2 || !str_to_int(str_from(argv[1]), &rows)) {
        fprintf(stderr, "usage: %s ROWS\n", argv[0]);
        return 2;
    }
    log_level_set(LOG_OFF);
    Bench b = {0};
    bench_open(&b, rows);
    double http[QUESTIONS_MAX], straight[QUESTIONS_MAX], over[QUESTIONS_MAX];
    size_t count = 0;
    Str sql = {0};
    (void)ask(&b, "total amount", &sql);  // builds the index of words
    for (size_t f = 0; f < COUNT_OF(FORMS); f++) {
        for (size_t m = 0; m < MONTHS; m++) {
            char question[128];
            snprintf(question, sizeof question, FORMS[f], MONTH_NAMES[m]);
            http[count] = ask(&b, question, &sql);
            (void)raw(&b, sql);  // the pages are warm for both
            straight[count] = raw(&b, sql);
            over[count] = http[count] - straight[count];
            count++;
        }
    }
    double answer_ms = median(http, count);
    double raw_ms = median(straight, count);
    double over_ms = median(over, count);
    double allowed_ms = 1.1 * raw_ms + 3;
    printf(
        "  %zu questions on %s rows: answer %.2f ms, raw SQL %.2f ms, over it %.2f ms; allowed "
        "%.2f ms: %s\n",
        count, argv[1], answer_ms, raw_ms, over_ms, allowed_ms,
        answer_ms <= allowed_ms ? "kept" : "MISSED");
    bench_close(&b);
    return answer_ms <= allowed_ms ? 0 : 1;
}
