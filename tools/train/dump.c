#include "dump.h"

#include <stdio.h>
#include <string.h>

#include "app/local.h"
#include "ask/candidates.h"
#include "base/vec.h"
#include "gold.h"
#include "query/query.h"
#include "samples.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { SET_MAX = 256 << 20, OUTPUT_MAX = 1 << 30, RUN_US = 3000000 };

typedef struct Question {
    Str text, database;
    Str golds[8];
    size_t gold_count;
    Date today;
} Question;

typedef VEC(Question) Questions;

// One database open on both sides.
typedef struct Bench {
    const DumpOptions *o;
    Local *local;
    Source *source;
    Query *query;
    sqlite3 *gold;
    Buf *out;
    size_t asked, right;
} Bench;

// ---- the questions ----

static bool golds_read(const Json *o, Question *q, Err *err) {
    const Json *list = NULL;
    Str sql = {0};
    if (!json_get_str(o, "query", false, &sql, err)) return false;
    if (sql.len > 0) q->golds[q->gold_count++] = sql;
    if (!json_get_array(o, "gold", false, &list, err)) return false;
    for (size_t i = 0; list && i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (text && q->gold_count < COUNT_OF(q->golds)) q->golds[q->gold_count++] = str_from(text);
    }
    return true;
}

static bool question_read(const DumpOptions *o, const Json *item, Question *q, Err *err) {
    Str today = {0};
    *q = (Question){.today = clock_today()};
    if (!json_get_str(item, o->field, true, &q->text, err)) return false;
    if (!json_get_str(item, "db_id", false, &q->database, err)) return false;
    if (!json_get_str(item, "db", false, &q->database, err)) return false;
    if (!json_get_str(item, "today", false, &today, err)) return false;
    if (today.len > 0 && !date_parse_iso(today, &q->today)) {
        return fail(err, ERR_INVALID, "not a date: " STR_F, STR_A(today));
    }
    return golds_read(item, q, err);
}

// Turns of a conversation and questions without an answer teach the ranking nothing.
static bool is_alone(const Json *item, const Question *q) {
    return q->gold_count > 0 && json_array_size(json_object_get(item, "context")) == 0;
}

static bool questions_read(const DumpOptions *o, const Json *all, Arena *a, Questions *ret,
                           Err *err) {
    for (size_t i = 0; i < json_array_size(all); i++) {
        const Json *item = json_array_get(all, i);
        Question q = {0};
        if (!question_read(o, item, &q, err)) return false;
        if (is_alone(item, &q)) *vec_push(a, ret) = q;
    }
    return true;
}

// ---- a question ----

static bool is_right(Bench *b, const Rows *golds, size_t count, Plan *plan, Arena *a) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Err err = {0};
    QueryResult *result = NULL;
    if (!workspace_snapshot_to_ask(local_workspace(b->local), &snapshot, &err)) return false;
    QueryDoor door = {.query = b->query, .source = b->source, .model = snapshot_model(snapshot)};
    if (!query_plan(&door, plan, a, &result, &err) || result->table->truncated) return false;
    Rows got = rows_of_table(result->table, a);
    for (size_t i = 0; i < count; i++) {
        if (rows_match(&golds[i], &got, b->o->more_columns, a)) return true;
    }
    return false;
}

static size_t golds_run(Bench *b, const Question *q, Rows *golds, Arena *a) {
    size_t count = 0;
    Err ignored = {0};
    for (size_t i = 0; i < q->gold_count; i++) {
        if (gold_run(b->gold, q->golds[i], a, &golds[count], &ignored)) count++;
    }
    return count;
}

static bool question_dump(Bench *b, const Question *q, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Rows golds[COUNT_OF(q->golds)];
    size_t gold_count = golds_run(b, q, golds, a), count = 0;
    if (gold_count == 0) return true;
    if (!workspace_snapshot_to_ask(local_workspace(b->local), &snapshot, err)) return false;
    AskRequest request = {.question = q->text, .today = q->today};
    Candidate *c =
        ask_candidates(snapshot_index(snapshot), snapshot_model(snapshot), &request, a, &count);
    if (count > (size_t)b->o->candidates) count = (size_t)b->o->candidates;
    Sample s = {.set = str_from(b->o->set),
                .group = q->database,
                .question = q->text,
                .weight = b->o->weight,
                .count = count};
    s.candidates = arena_new(a, SampleCandidate, count + 1);
    for (size_t i = 0; i < count; i++) {
        memcpy(s.candidates[i].features, c[i].features, sizeof c[i].features);
        s.candidates[i].right = is_right(b, golds, gold_count, c[i].plan, a);
    }
    b->asked++;
    b->right += count > 0 && s.candidates[0].right ? 1 : 0;
    sample_write(b->out, &s);
    return true;
}

// ---- a database ----

static const char *source_path(const DumpOptions *o, Str database, Arena *a) {
    const char *csv = str_z(a, str_fmt(a, "%s/" STR_F ".csv", o->databases, STR_A(database)));
    if (file_exists(csv)) return csv;
    return str_z(a, str_fmt(a, "%s/" STR_F ".sqlite", o->databases, STR_A(database)));
}

static bool bench_ask(Bench *b, const Questions *all, Str database, Err *err) {
    size_t total = 0, seen = 0;
    for (size_t i = 0; i < all->count; i++) total += str_eq(all->items[i].database, database);
    size_t wanted = b->o->per_database > 0 ? (size_t)b->o->per_database : total;
    size_t step = total > wanted ? total / wanted : 1;
    for (size_t i = 0, taken = 0; i < all->count && taken < wanted; i++) {
        if (!str_eq(all->items[i].database, database) || seen++ % step != 0) continue;
        taken++;
        if (!question_dump(b, &all->items[i], err)) return false;
    }
    return true;
}

static bool database_dump(Bench *b, const Questions *all, const Question *first, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(gold_closep) sqlite3 *gold = NULL;
    char *path = (char *)source_path(b->o, first->database, a);
    Str file = str_fmt(a, "%s/" STR_F ".sqlite", b->o->databases, STR_A(first->database));
    if (!local_open(&path, 1, NULL, first->today, &local, err)) return false;
    if (!gold_open(str_z(a, file), &gold, err)) return false;
    b->local = local;
    b->gold = gold;
    b->query = query_new(&(QueryOptions){.timeout_us = RUN_US});
    bool good = workspace_source_take(local_workspace(local), &b->source, err);
    if (good) {
        good = bench_ask(b, all, first->database, err);
        workspace_source_give(local_workspace(local), b->source);
    }
    query_free(b->query);
    return good;
}

static bool all_dump(Bench *b, const Questions *all, Err *err) {
    for (size_t i = 0; i < all->count; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++) {
            seen = str_eq(all->items[k].database, all->items[i].database);
        }
        if (seen) continue;
        if (!database_dump(b, all, &all->items[i], err)) {
            fprintf(stderr, STR_F ": %s\n", STR_A(all->items[i].database), err->message);
            *err = (Err){0};
        }
    }
    return true;
}

bool dump_run(const DumpOptions *o, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *set = NULL;
    CLEANUP(buf_done) Buf out;
    Questions questions = {0};
    Str text = {0};
    buf_init(&out, OUTPUT_MAX);
    if (file_exists(o->out)) {
        if (!file_read(o->out, OUTPUT_MAX, a, &text, err)) return false;
        buf_add(&out, text);
    } else {
        samples_write_head(&out);
    }
    if (!file_read(o->questions, SET_MAX, a, &text, err) || !json_parse(text, &set, err) ||
        !questions_read(o, set, a, &questions, err)) {
        return false;
    }
    Bench b = {.o = o, .out = &out};
    if (!all_dump(&b, &questions, err)) return false;
    printf("%zu questions, the first candidate right in %zu\n", b.asked, b.right);
    return buf_check(&out, "the samples", err) && file_write_atomic(o->out, buf_str(&out), err);
}
