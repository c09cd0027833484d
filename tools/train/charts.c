#include "charts.h"

#include <stdio.h>
#include <zlib.h>

#include "app/local.h"
#include "base/json.h"
#include "base/vec.h"
#include "flow/answer.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { SET_MAX = 512 << 20, OUTPUT_MAX = 1 << 30, ANSWER_MAX = 64 << 20, ROWS_MAX = 10 };

// The kinds of the set, and what an answer without a chart is.
typedef enum Kind {
    KIND_BAR,
    KIND_PIE,
    KIND_LINE,
    KIND_SCATTER,
    KIND_STACKED,
    KIND_LINES,
    KIND_GROUPS,
    KIND_OTHER,
    KIND_NONE,
    KIND_COUNT,
} Kind;

static const char *const KINDS[KIND_COUNT] = {"Bar",
                                              "Pie",
                                              "Line",
                                              "Scatter",
                                              "Stacked Bar",
                                              "Grouping Line",
                                              "Grouping Scatter",
                                              "another chart",
                                              "nothing"};

// How our types stand to theirs: lying bars are bars; a split makes lines and points a grouping.
typedef struct Like {
    const char *type;
    Kind whole, split;
} Like;

static const Like LIKE[] = {
    {"bar", KIND_BAR, KIND_BAR},
    {"horizontal_bar", KIND_BAR, KIND_BAR},
    {"grouped_bar", KIND_STACKED, KIND_STACKED},
    {"stacked_bar", KIND_STACKED, KIND_STACKED},
    {"line", KIND_LINE, KIND_LINES},
    {"area", KIND_LINE, KIND_LINES},
    {"pie", KIND_PIE, KIND_PIE},
    {"doughnut", KIND_PIE, KIND_PIE},
    {"scatter", KIND_SCATTER, KIND_GROUPS},
    {"number", KIND_NONE, KIND_NONE},
    {"table", KIND_NONE, KIND_NONE},
};

typedef struct Wording {
    Str database, text;
    Kind gold;
    bool names;
} Wording;

typedef struct Wordings {
    Wording *items;
    size_t count, cap;
} Wordings;

typedef struct Score {
    size_t n[2], right[2];                  // by whether a chart is named
    size_t met[2][KIND_COUNT][KIND_COUNT];  // gold, answer
} Score;

// ---- the set ----

static bool unpacked(const char *path, Arena *a, Str *ret, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, SET_MAX);
    gzFile f = gzopen(path, "rb");  // plain text comes through as it is
    if (!f) return fail(err, ERR_NOT_FOUND, "'%s' can not be opened", path);
    char block[1 << 16];
    int n = 0;
    while ((n = gzread(f, block, sizeof block)) > 0) buf_add(&out, str_of(block, (size_t)n));
    gzclose(f);
    if (n < 0) return fail(err, ERR_INVALID, "'%s' is not gzip", path);
    if (!buf_check(&out, "the questions", err)) return false;
    *ret = str_dup(a, buf_str(&out));
    return true;
}

static bool kind_of(Str name, Kind *ret) {
    for (int k = 0; k < KIND_OTHER; k++) {
        if (!str_eq_nocase(name, str_from(KINDS[k]))) continue;
        *ret = (Kind)k;
        return true;
    }
    return false;
}

static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

// A word that is the name of a chart.
static bool names_chart(Str text) {
    static const char *const NAMES[] = {"bar",     "bars",  "pie",     "line",     "lines",
                                        "scatter", "stack", "stacked", "histogram"};
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && is_letter(text.ptr[end])) end++;
        for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
            if (str_eq_nocase(str_slice(text, at, end), str_from(NAMES[i]))) return true;
        }
        at = end > at ? end : at + 1;
    }
    return false;
}

static bool entry_read(const Json *entry, bool unnamed_only, Arena *a, Wordings *ret, Err *err) {
    Wording w = {0};
    Str chart = {0};
    const Json *texts = NULL;
    if (!json_get_str(entry, "db_id", true, &w.database, err) ||
        !json_get_str(entry, "chart", true, &chart, err) ||
        !json_get_array(entry, "questions", true, &texts, err)) {
        return false;
    }
    if (!kind_of(chart, &w.gold)) {
        return fail(err, ERR_INVALID, "'" STR_F "' is no chart of the set", STR_A(chart));
    }
    for (size_t i = 0; i < json_array_size(texts); i++) {
        const Json *text = json_array_get(texts, i);
        if (!json_is_string(text)) return fail(err, ERR_INVALID, "a wording is no text");
        w.text = str_of(json_string_value(text), json_string_length(text));
        w.names = names_chart(w.text);
        if (!w.names || !unnamed_only) *vec_push(a, ret) = w;
    }
    return true;
}

// ---- an answer ----

static Kind kind_of_answer(const Json *answer, Str *ret_type) {
    Err ignored = {0};
    const Json *chart = NULL, *split = NULL;
    if (!json_get_object(answer, "chart", false, &chart, &ignored) || !chart) return KIND_NONE;
    if (!json_get_str(chart, "type", true, ret_type, &ignored)) return KIND_NONE;
    bool is_split = json_get_object(chart, "split", false, &split, &ignored) && split;
    for (size_t i = 0; i < COUNT_OF(LIKE); i++) {
        if (str_eq(*ret_type, str_from(LIKE[i].type))) {
            return is_split ? LIKE[i].split : LIKE[i].whole;
        }
    }
    return KIND_OTHER;
}

// "TEXT:category, INT:measure": what the answer shows.
static void columns_write(JsonW *w, const Json *answer) {
    const Json *columns = NULL;
    Err ignored = {0};
    jsonw_key_array(w, "columns");
    bool shown = json_get_array(answer, "columns", false, &columns, &ignored) && columns;
    for (size_t i = 0; shown && i < json_array_size(columns); i++) {
        const Json *column = json_array_get(columns, i);
        Str type = {0}, role = {0};
        bool known = json_get_str(column, "type", true, &type, &ignored) &&
                     json_get_str(column, "role", true, &role, &ignored);
        if (known) jsonw_str(w, type), jsonw_str(w, role);
    }
    jsonw_end(w);
}

static void dump_write(const Wording *q, const Json *answer, Str type, Kind got, Buf *out) {
    Err ignored = {0};
    Str status = {0}, reading = {0}, message = {0};
    if (!json_get_str(answer, "status", false, &status, &ignored)) return;
    if (!json_get_str(answer, "message", false, &message, &ignored)) return;
    if (!json_get_str(answer, "reading", false, &reading, &ignored)) return;
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    jsonw_key_str(&w, "db", q->database);
    jsonw_key_str(&w, "question", q->text);
    jsonw_key_str(&w, "gold", str_from(KINDS[q->gold]));
    jsonw_key_str(&w, "got", str_from(KINDS[got]));
    jsonw_key_str(&w, "type", type);
    jsonw_key_bool(&w, "names", q->names);
    jsonw_key_bool(&w, "right", got == q->gold);
    jsonw_key_str(&w, "status", status);
    jsonw_key_str(&w, "message", message);
    jsonw_key_str(&w, "reading", reading);
    columns_write(&w, answer);
    int64_t rows = 0;
    if (json_get_int(answer, "row_count", false, &rows, &ignored)) jsonw_key_int(&w, "rows", rows);
    jsonw_end(&w);
    buf_add_char(out, '\n');
}

// As `munim ask --jsonl` writes it.
static bool answer_json(Local *local, Str question, Arena *a, Json **ret, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    CLEANUP(buf_done) Buf out;
    Err failed = {0};
    Answer *answer = NULL;
    AnswerRequest request = {.question = question, .today = clock_today()};
    buf_init(&out, ANSWER_MAX);
    if (!workspace_snapshot_to_ask(local_workspace(local), &snapshot, err)) return false;
    if (!workspace_answer(local_workspace(local), snapshot, &request, a, &answer, &failed)) {
        *ret = json_object();
        return true;
    }
    JsonW w = jsonw_to(&out);
    answer_write_asked(&w, snapshot_model(snapshot), answer, ROWS_MAX);
    return buf_check(&out, "the answer", err) && json_parse(buf_str(&out), ret, err);
}

static bool wording_ask(const Wording *q, Local *local, Score *score, Buf *dump, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *answer = NULL;
    Str type = {0};
    if (!answer_json(local, q->text, a, &answer, err)) return false;
    Kind got = kind_of_answer(answer, &type);
    score->n[q->names]++;
    score->right[q->names] += got == q->gold;
    score->met[q->names][q->gold][got]++;
    dump_write(q, answer, type, got, dump);
    return true;
}

// ---- all of them ----

static bool database_ask(const ChartsOptions *o, const Wordings *all, Str database, Score *score,
                         Buf *dump, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(local_closep) Local *local = NULL;
    char *path = (char *)str_z(a, str_fmt(a, "%s/" STR_F ".sqlite", o->databases, STR_A(database)));
    if (!local_open(&path, 1, NULL, clock_today(), &local, err)) return false;
    size_t total = 0, seen = 0, taken = 0;
    for (size_t i = 0; i < all->count; i++) total += str_eq(all->items[i].database, database);
    size_t wanted = o->limit > 0 && (size_t)o->limit < total ? (size_t)o->limit : total;
    for (size_t i = 0; i < all->count; i++) {
        if (!str_eq(all->items[i].database, database)) continue;
        if (seen++ * wanted / total < taken) continue;  // not yet the next of those wanted
        taken++;
        if (!wording_ask(&all->items[i], local, score, dump, err)) return false;
    }
    return true;
}

static double percent(size_t part, size_t of) {
    return of > 0 ? 100 * (double)part / (double)of : 0;
}

static void score_print(const Score *s) {
    static const char *const HEADS[] = {"no chart named", "a chart named"};
    for (int named = 1; named >= 0; named--) {
        printf("%s: %zu questions, %.1f%% right\n%-18s", HEADS[named], s->n[named],
               percent(s->right[named], s->n[named]), "  asked for");
        for (int k = 0; k < KIND_COUNT; k++) printf(" %9.9s", KINDS[k]);
        printf("\n");
        for (int gold = 0; gold < KIND_OTHER; gold++) {
            printf("  %-16s", KINDS[gold]);
            for (int k = 0; k < KIND_COUNT; k++) printf(" %9zu", s->met[named][gold][k]);
            printf("\n");
        }
    }
}

static bool databases_ask(const ChartsOptions *o, const Wordings *all, Score *score, Buf *dump,
                          Err *err) {
    for (size_t i = 0; i < all->count; i++) {
        Str database = all->items[i].database;
        bool known = o->only && !str_eq(database, str_from(o->only));
        for (size_t k = 0; k < i && !known; k++) known = str_eq(all->items[k].database, database);
        if (known || database_ask(o, all, database, score, dump, err)) continue;
        fprintf(stderr, STR_F ": %s\n", STR_A(database), err->message);
        *err = (Err){0};
    }
    return score->n[0] + score->n[1] > 0 || fail(err, ERR_INVALID, "no question could be asked");
}

bool charts_run(const ChartsOptions *o, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(SIZE_MAX);
    CLEANUP(json_done) Json *set = NULL;
    CLEANUP(buf_done) Buf dump;
    Str text = {0};
    Wordings all = {0};
    Score score = {0};
    buf_init(&dump, OUTPUT_MAX);
    if (!unpacked(o->questions, a, &text, err) || !json_parse(text, &set, err)) return false;
    for (size_t i = 0; i < json_array_size(set); i++) {
        if (!entry_read(json_array_get(set, i), o->unnamed_only, a, &all, err)) return false;
    }
    if (!databases_ask(o, &all, &score, &dump, err)) return false;
    score_print(&score);
    return !o->dump || (buf_check(&dump, "the answers", err) &&
                        file_write_atomic(o->dump, buf_str(&dump), err));
}
