// answer_bench: what a question over HTTP costs beside its own SQL on raw DuckDB.
// Usage: answer_bench ROWS
//
// A table of sales of that many rows; different questions, so that the result cache never helps.
// Each is asked over HTTP on one connection, and its SQL is run straight on a DuckDB
// connection of the same database, in turn which goes first. Prints medians in milliseconds.
#include <stdio.h>
#include <stdlib.h>

#include "../served.h"
#include "base/json.h"
#include "sys/clock.h"
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

typedef struct Bench {
    Served served;
    Arena *arena;  // that of `served`
    Source *raw;
    CURL *curl;
    Buf reply;
} Bench;

static Str rows_sql(Arena *a, long long rows) {
    return str_fmt(
        a,
        "CREATE TABLE sales AS SELECT i AS sale_id, DATE '2025-01-01' + CAST(i %% 546 AS INTEGER) "
        "AS "
        "sale_date, 'Store ' || (i * 7 %% 4 + 1) AS store, 'Product ' || (i * 31 %% 200 + 1) AS "
        "product, 'Category ' || (i * 31 %% 200 %% 10 + 1) AS category, 1 + i %% 5 AS quantity, "
        "round(20 + i * 13 %% 1000 / 7.0, 2) AS price, round((1 + i %% 5) * (20 + i * 13 %% 1000 / "
        "7.0), 2) AS amount FROM range(%lld) t(i)",
        rows);
}

static void bench_open(Bench *b, long long rows) {
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    served_open(&b->served, rows_sql(a, rows));
    b->arena = b->served.arena;
    printf("  understanding %lld rows: %.0f ms\n", rows, (double)b->served.understood_us / 1000);
    served_must(workspace_source_take(b->served.workspace, &b->raw, &err), &err);
    buf_init(&b->reply, REPLY_MAX);
    b->curl = served_curl(&b->served, &b->reply);
    curl_easy_setopt(b->curl, CURLOPT_URL, served_url(&b->served, "/ask"));
}

static void bench_close(Bench *b) {
    curl_easy_cleanup(b->curl);
    workspace_source_give(b->served.workspace, b->raw);
    buf_done(&b->reply);
    served_close(&b->served);
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
    served_must(json_parse(buf_str(&b->reply), &json, &err), &err);
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
    served_must(source_query(b->raw, sql, NULL, a, &t, &err), &err);
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
