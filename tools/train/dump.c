#include "dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/local.h"
#include "ask/candidates.h"
#include "base/map.h"
#include "gold.h"
#include "query/query.h"
#include "questions.h"
#include "samples.h"
#include "sketch_train.h"
#include "sys/file.h"

enum { OUTPUT_MAX = 1 << 30, RUN_US = 3000000 };

// One database open on both sides. Rows are kept, by the statement that gave them, as long as it
// is open: the sets ask for the same again and again. NULL is kept for what can not be compared.
typedef struct Bench {
    const DumpOptions *o;
    Local *local;
    Source *source;
    Query *query;
    sqlite3 *gold;
    Map gold_rows, own_rows;
    Arena *keep;
    Buf *out;
    SketchWeights sketch;
    size_t asked, right;
} Bench;

// ---- a question ----

static const Rows *gold_of(Bench *b, Str sql) {
    Err ignored = {0};
    if (map_has(&b->gold_rows, sql)) return map_get(&b->gold_rows, sql);
    Rows *rows = arena_new(b->keep, Rows, 1);
    if (!gold_run(b->gold, sql, b->keep, rows, &ignored)) rows = NULL;
    map_set(b->keep, &b->gold_rows, sql, rows);
    return rows;
}

// What a plan came to; `rows` NULL: nothing that can be compared.
typedef struct Own {
    Rows *rows;
    Outcome outcome;
    Str sql;
} Own;

// What stands beside the answer was not asked for.
static Rows rows_asked(const Table *t, Arena *a) {
    size_t *asked = arena_new(a, size_t, t->column_count), count = 0;
    for (size_t c = 0; c < t->column_count; c++) {
        if (!t->columns[c].is_support) asked[count++] = c;
    }
    return rows_of_table(table_with(t, asked, count, a), a);
}

// One statement may be two answers: by what of it was asked for.
static Str own_key(const Plan *p, Str sql, Arena *a) {
    uint64_t asked = 0;
    for (size_t i = 0; i < p->dimension_count; i++) asked = asked << 1 | p->dimensions[i].support;
    for (size_t i = 0; i < p->measure_count; i++) asked = asked << 1 | p->measures[i].support;
    return str_fmt(a, "%llu " STR_F, (unsigned long long)asked, STR_A(sql));
}

static const Own *own_of(Bench *b, const Model *m, Plan *plan, Arena *a) {
    Err ignored = {0};
    Str sql = {0};
    QueryResult *result = NULL;
    QueryDoor door = {.query = b->query, .source = b->source, .model = m};
    if (!sql_write(&SQL_DUCKDB, m, plan, a, &sql, &ignored)) return NULL;
    Str key = own_key(plan, sql, a);
    if (map_has(&b->own_rows, key)) return map_get(&b->own_rows, key);
    Own *own = arena_new(b->keep, Own, 1);
    own->sql = str_dup(b->keep, sql);
    if (query_plan(&door, plan, a, &result, &ignored)) {
        own->outcome = outcome_of(result->table);
        if (!result->table->truncated) {
            own->rows = arena_new(b->keep, Rows, 1);
            *own->rows = rows_asked(result->table, b->keep);
        }
    } else if (ignored.code != ERR_TIMEOUT) {
        own->outcome = outcome_failed();
    }
    map_set(b->keep, &b->own_rows, str_dup(b->keep, key), own);
    return own;
}

// Without what nobody asked to see.
static Rows asked_of(const Rows *own, const Plan *p, Arena *a) {
    bool asked[PLAN_MEASURES_MAX + PLAN_DIMENSIONS_MAX];
    Rows out = {.count = own->count, .ordered = own->ordered};
    size_t width = 0, at = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (!p->dimensions[i].hidden) asked[width++] = !p->dimensions[i].support;
    }
    for (size_t i = 0; i < p->measure_count; i++) asked[width++] = !p->measures[i].support;
    if (width != own->width) return *own;  // a comparison has further columns
    for (size_t i = 0; i < width; i++) out.width += asked[i] ? 1 : 0;
    out.cells = arena_new(a, Str, own->count * out.width + 1);
    for (size_t i = 0; i < own->count * width; i++) {
        if (asked[i % width]) out.cells[at++] = own->cells[i];
    }
    return out;
}

// A question with the rows that are right.
typedef struct Asked {
    const Question *q;
    const Rows *golds[QUESTION_GOLDS_MAX];
    size_t gold_count;
} Asked;

static bool is_right(const Asked *asked, const Rows *own, Arena *a) {
    for (size_t i = 0; i < asked->gold_count; i++) {
        if (rows_match(asked->golds[i], own, asked->q->set->more_columns, a)) return true;
    }
    return false;
}

// One line.
static Str sql_flat(Str sql, Arena *a) {
    Str out = str_dup(a, sql);
    char *text = (char *)out.ptr;
    for (size_t i = 0; i < out.len; i++) text[i] = text[i] == '\n' ? ' ' : text[i];
    return out;
}

// The reading as one line.
static Str candidate_dump(Bench *b, const Model *m, const Asked *asked, const Candidate *c,
                          SampleCandidate *out, Arena *a) {
    const Own *own = own_of(b, m, c->plan, a);
    for (int f = 0; f < FEATURE_COUNT; f++) out->features[f] = (float)c->features[f];
    out->outcome = own ? own->outcome : outcome_failed();
    if (!own) return S("");
    Rows rows = own->rows ? asked_of(own->rows, c->plan, a) : (Rows){0};
    out->right = own->rows && is_right(asked, &rows, a);
    return sql_flat(own->sql, a);
}

static bool question_dump(Bench *b, const Question *q, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Asked asked = {.q = q};
    size_t count = 0;
    for (size_t i = 0; i < q->gold_count; i++) {
        const Rows *rows = gold_of(b, q->golds[i]);
        if (rows) asked.golds[asked.gold_count++] = rows;
    }
    if (asked.gold_count == 0) return true;
    if (!workspace_snapshot_to_ask(local_workspace(b->local), &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    AskRequest request = {
        .question = q->text, .today = q->today, .sketch = b->o->folds ? &b->sketch : NULL};
    Candidate *c = ask_candidates(snapshot_index(snapshot), m, &request, a, &count);
    if (count > (size_t)b->o->candidates) count = (size_t)b->o->candidates;
    Str *readings = arena_new(a, Str, count + 1);
    Sample s = {.set = q->set->name,
                .group = q->database,
                .question = q->text,
                .weight = q->set->weight,
                .sureness = q->set->sureness,
                .gold = b->o->readings ? sql_flat(q->golds[0], a) : S(""),
                .readings = b->o->readings ? readings : NULL,
                .count = count};
    s.candidates = arena_new(a, SampleCandidate, count + 1);
    for (size_t i = 0; i < count; i++) {
        readings[i] = candidate_dump(b, m, &asked, &c[i], &s.candidates[i], a);
    }
    b->asked++;
    b->right += count > 0 && s.candidates[0].right ? 1 : 0;
    sample_write(b->out, &s);
    return true;
}

// ---- a database ----

// A set's questions of one database, all or evenly spread.
static bool set_ask(Bench *b, const Questions *all, const Question *of, Err *err) {
    size_t total = 0, seen = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Question *q = &all->items[i];
        total += q->set == of->set && str_eq(q->database, of->database) ? 1 : 0;
    }
    size_t wanted = b->o->per_database > 0 ? (size_t)b->o->per_database : total;
    size_t step = total > wanted ? total / wanted : 1;
    for (size_t i = 0, taken = 0; i < all->count && taken < wanted; i++) {
        const Question *q = &all->items[i];
        if (q->set != of->set || !str_eq(q->database, of->database)) continue;
        if (seen++ % step != 0) continue;
        taken++;
        if (!question_dump(b, q, err)) return false;
    }
    return true;
}

static bool is_same_database(const Question *x, const Question *y) {
    return str_eq(x->set->databases, y->set->databases) && str_eq(x->database, y->database);
}

static bool bench_ask(Bench *b, const Questions *all, size_t first, Err *err) {
    const QuestionSet *before = NULL;
    for (size_t i = first; i < all->count; i++) {
        const Question *q = &all->items[i];
        if (q->set == before || !is_same_database(q, &all->items[first])) continue;
        before = q->set;
        if (!set_ask(b, all, q, err)) return false;
    }
    return true;
}

static bool database_dump(Bench *b, const Questions *all, size_t first, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(SIZE_MAX);
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(gold_closep) sqlite3 *gold = NULL;
    const Question *q = &all->items[first];
    const char *stem =
        str_z(a, str_fmt(a, STR_F "/" STR_F, STR_A(q->set->databases), STR_A(q->database)));
    const char *file = str_z(a, str_fmt(a, "%s.sqlite", stem));
    const char *csv = str_z(a, str_fmt(a, "%s.csv", stem));
    char *path = (char *)(file_exists(csv) ? csv : file);
    if (!local_open(&path, 1, NULL, q->today, &local, err)) return false;
    if (!gold_open(file, &gold, err)) return false;
    int fold = sketch_fold_of(q->database);
    if (b->o->folds && !sketch_fold_read(b->o->folds, fold, a, &b->sketch, err)) return false;
    b->keep = a;
    b->gold_rows = b->own_rows = (Map){0};
    b->local = local;
    b->gold = gold;
    b->query = query_new(&(QueryOptions){.timeout_us = RUN_US, .cache_bytes = 1});
    bool good = workspace_source_take(local_workspace(local), &b->source, err);
    if (good) {
        good = bench_ask(b, all, first, err);
        workspace_source_give(local_workspace(local), b->source);
    }
    query_free(b->query);
    return good;
}

// ---- the jobs ----

// Where each database stands first, and how many questions it has.
typedef struct Load {
    size_t first, questions;
    size_t job;
} Load;

static Load *loads_find(const Questions *all, Arena *a, size_t *ret_count) {
    Load *loads = arena_new(a, Load, all->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        size_t k = 0;
        while (k < count && !is_same_database(&all->items[loads[k].first], &all->items[i])) k++;
        if (k == count) loads[count++].first = i;
        loads[k].questions++;
    }
    *ret_count = count;
    return loads;
}

static int by_questions(const void *x, const void *y) {
    const Load *a = x, *b = y;
    if (a->questions != b->questions) return a->questions < b->questions ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

// The largest first, each to the job that has least.
static void loads_deal(Load *loads, size_t count, size_t jobs) {
    size_t sum[DUMP_JOBS_MAX] = {0};
    qsort(loads, count, sizeof *loads, by_questions);
    for (size_t i = 0; i < count; i++) {
        size_t least = 0;
        for (size_t k = 1; k < jobs; k++) least = sum[k] < sum[least] ? k : least;
        loads[i].job = least;
        sum[least] += loads[i].questions + 20;  // opening costs too
    }
}

static const char *part_path(const DumpOptions *o, size_t job, Arena *a) {
    return str_z(a, str_fmt(a, "%s.%zu", o->out, job));
}

static bool job_run(const DumpOptions *o, const Questions *all, const Load *loads, size_t count,
                    size_t job) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf out;
    Err err = {0};
    buf_init(&out, OUTPUT_MAX);
    Bench b = {.o = o, .out = &out};
    for (size_t i = 0; i < count; i++) {
        if (loads[i].job != job || database_dump(&b, all, loads[i].first, &err)) continue;
        const Question *q = &all->items[loads[i].first];
        fprintf(stderr, STR_F ": %s\n", STR_A(q->database), err.message);
        err = (Err){0};
    }
    printf("%zu questions, the first candidate right in %zu\n", b.asked, b.right);
    fflush(stdout);
    bool good = buf_check(&out, "the samples", &err) &&
                file_write_atomic(part_path(o, job, a), buf_str(&out), &err);
    if (!good) fprintf(stderr, "train: %s\n", err.message);
    return good;
}

// Processes, not threads: each has its engine, and the order of the samples stays the same.
static bool jobs_run(const DumpOptions *o, const Questions *all, const Load *loads, size_t count,
                     Err *err) {
    pid_t children[DUMP_JOBS_MAX];
    bool good = true;
    fflush(NULL);
    for (size_t k = 0; k < (size_t)o->jobs; k++) {
        children[k] = fork();
        if (children[k] < 0) return fail(err, ERR_IO, "no process for job %zu", k);
        if (children[k] == 0) _exit(job_run(o, all, loads, count, k) ? 0 : 1);
    }
    for (size_t k = 0; k < (size_t)o->jobs; k++) {
        int status = 0;
        good = waitpid(children[k], &status, 0) == children[k] && status == 0 && good;
    }
    return good || fail(err, ERR_INTERNAL, "a job of the dump ended early");
}

static bool parts_join(const DumpOptions *o, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, OUTPUT_MAX);
    samples_write_head(&out);
    for (size_t k = 0; k < (size_t)o->jobs; k++) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        const char *path = part_path(o, k, a);
        Str text = {0};
        if (!file_read(path, OUTPUT_MAX, a, &text, err) || !file_remove(path, err)) return false;
        buf_add(&out, text);
    }
    return buf_check(&out, "the samples", err) && file_write_atomic(o->out, buf_str(&out), err);
}

bool dump_run(const DumpOptions *o, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *keep = NULL;
    Questions all = {0};
    size_t count = 0;
    if (!questions_read(o->sets, o->data, a, &all, &keep, err)) return false;
    Load *loads = loads_find(&all, a, &count);
    loads_deal(loads, count, (size_t)o->jobs);
    return jobs_run(o, &all, loads, count, err) && parts_join(o, err);
}
