#include "sketch_train.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/local.h"
#include "ask/candidates.h"
#include "base/json.h"
#include "base/map.h"
#include "sketch_learn.h"
#include "sys/clock.h"
#include "sys/file.h"

enum {
    SET_MAX = 256 << 20,
    SHAPES_MAX = 600,
    TABLE_MAX = 8 << 20,
    CELL_BYTES = SKETCH_ROWS * sizeof(SketchRow)
};

int sketch_fold_of(Str database) { return (int)(str_hash(database) % SKETCH_FOLDS); }

typedef struct TrainQuestion {
    Str text, gold, database;
    double weight;
} TrainQuestion;

typedef struct ShapeCount {
    uint8_t classes[SKETCH_QUESTION_HEADS];
    double count[SKETCH_FOLDS];
} ShapeCount;

typedef struct Trainer {
    const SketchTrainOptions *o;
    Arena *a;
    VEC(TrainQuestion) questions;
    SketchExamples examples;
    Map shapes;  // classes as bytes -> ShapeCount
    size_t taught, unread;
} Trainer;

static bool questions_read(Trainer *t, int set, Err *err) {
    const SketchTrainOptions *o = t->o;
    Json *all = NULL;
    Str text = {0};
    if (!file_read(o->questions[set], SET_MAX, t->a, &text, err) || !json_parse(text, &all, err)) {
        return false;
    }
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(all); i++) {
        const Json *item = json_array_get(all, i);
        TrainQuestion q = {.weight = o->weights[set]};
        good = json_get_str(item, o->fields[set], true, &q.text, err) &&
               json_get_str(item, "query", true, &q.gold, err) &&
               json_get_str(item, "db_id", true, &q.database, err);
        q.text = str_dup(t->a, q.text);
        q.gold = str_dup(t->a, q.gold);
        q.database = str_dup(t->a, q.database);
        if (good) *vec_push(t->a, &t->questions) = q;
    }
    json_done(&all);
    return good;
}

// ---- the examples of a question ----

static void columns_teach(Trainer *t, const SketchView *v, const GoldQuery *q, SketchExample e) {
    SketchFeatures f;
    e.first_head = HEAD_SELECT;
    e.head_count = 4;
    for (size_t i = 0; i < v->column_count; i++) {
        ColumnRef c = v->columns[i].ref;
        sketch_view_of_column(v, &v->columns[i], &f);
        e.classes[0] = (int8_t)sketch_gold_select(q, c);
        e.classes[1] = sketch_gold_filter(q, c);
        e.classes[2] = sketch_gold_grouped(q, c);
        e.classes[3] = sketch_gold_ordered(q, c);
        sketch_examples_add(&t->examples, e, &f);
    }
}

static void tables_teach(Trainer *t, const SketchView *v, const GoldQuery *q, SketchExample e) {
    SketchFeatures f;
    e.first_head = HEAD_ROOT;
    e.head_count = 2;
    for (size_t i = 0; i < v->m->table_count; i++) {
        sketch_view_of_table(v, (int)i, &f);
        e.classes[0] = sketch_gold_root(q, v->m, (int)i);
        e.classes[1] = sketch_gold_table(q, (int)i);
        sketch_examples_add(&t->examples, e, &f);
    }
}

static void values_teach(Trainer *t, const SketchView *v, const GoldQuery *q, SketchExample e) {
    SketchFeatures f;
    e.first_head = HEAD_VALUE;
    e.head_count = 1;
    for (size_t i = 0; i < v->value_count; i++) {
        const LinkTarget *target = v->values[i].target;
        ColumnRef c = {.table = target->table, .column = target->column};
        sketch_view_of_value(v, &v->values[i], &f);
        e.classes[0] = (int8_t)sketch_gold_value(q, c, target->value);
        sketch_examples_add(&t->examples, e, &f);
    }
}

static void numbers_teach(Trainer *t, const SketchView *v, const GoldQuery *q, SketchExample e) {
    SketchFeatures f;
    e.first_head = HEAD_NUMBER;
    e.head_count = 2;
    for (size_t i = 0; i < v->number_count; i++) {
        int compare = -1;
        sketch_view_of_number(v, i, &f);
        int use = sketch_gold_number(q, v->amounts[i], &compare);
        e.classes[0] = (int8_t)use;
        e.classes[1] = (int8_t)compare;
        sketch_examples_add(&t->examples, e, &f);
    }
}

static void shape_count(Trainer *t, const uint8_t *classes, int fold, double weight) {
    Str key = str_of((const char *)classes, SKETCH_QUESTION_HEADS);
    ShapeCount *s = map_get(&t->shapes, key);
    if (!s) {
        s = arena_new(t->a, ShapeCount, 1);
        memcpy(s->classes, classes, sizeof s->classes);
        map_set(t->a, &t->shapes, str_of((const char *)s->classes, sizeof s->classes), s);
    }
    s->count[fold] += weight;
}

static bool question_teach(Trainer *t, const Snapshot *snapshot, const TrainQuestion *question,
                           Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    GoldQuery *q = NULL;
    SketchFeatures f;
    uint8_t shape[SKETCH_QUESTION_HEADS];
    const Model *m = snapshot_model(snapshot);
    if (!gold_query_read(m, question->gold, a, &q, err)) return false;
    AskRequest request = {.question = question->text, .today = clock_today()};
    const SketchView *v = ask_view(snapshot_index(snapshot), m, &request, a);
    SketchExample e = {.fold = (uint8_t)sketch_fold_of(question->database),
                       .weight = (float)question->weight,
                       .head_count = SKETCH_QUESTION_HEADS};
    sketch_gold_shape(q, shape);
    shape_count(t, shape, e.fold, question->weight);
    for (int i = 0; i < SKETCH_QUESTION_HEADS; i++) e.classes[i] = (int8_t)shape[i];
    sketch_view_question(v, &f);
    sketch_examples_add(&t->examples, e, &f);
    columns_teach(t, v, q, e);
    tables_teach(t, v, q, e);
    values_teach(t, v, q, e);
    numbers_teach(t, v, q, e);
    return true;
}

static bool database_teach(Trainer *t, size_t first, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    Str database = t->questions.items[first].database;
    Str file = str_fmt(a, "%s/" STR_F ".sqlite", t->o->databases, STR_A(database));
    char *path = (char *)str_z(a, file);
    if (!local_open(&path, 1, NULL, clock_today(), &local, err)) return false;
    if (!workspace_snapshot_to_ask(local_workspace(local), &snapshot, err)) return false;
    for (size_t i = first; i < t->questions.count; i++) {
        if (!str_eq(t->questions.items[i].database, database)) continue;
        Err unread = {0};
        if (question_teach(t, snapshot, &t->questions.items[i], &unread)) {
            t->taught++;
        } else {
            t->unread++;
        }
    }
    return true;
}

static bool all_teach(Trainer *t, Err *err) {
    Map seen = {0};
    for (size_t i = 0; i < t->questions.count; i++) {
        Str database = t->questions.items[i].database;
        if (map_has(&seen, database)) continue;
        map_set(t->a, &seen, database, t);
        if (database_teach(t, i, err)) continue;
        fprintf(stderr, STR_F ": %s\n", STR_A(database), err->message);
        *err = (Err){0};
    }
    printf("%zu questions learned from, %zu whose statement was not understood\n", t->taught,
           t->unread);
    return true;
}

// ---- the tables ----

static int by_share(const void *x, const void *y) {
    double a = ((const SketchShape *)x)->log_share, b = ((const SketchShape *)y)->log_share;
    return (a < b) - (a > b);
}

// The commonest shapes of all folds but one.
static size_t shapes_list(Trainer *t, int without, SketchShape *out) {
    double total = 0;
    size_t count = 0;
    SketchShape *all = arena_new(t->a, SketchShape, t->shapes.count + 1);
    for (size_t i = 0; i < t->shapes.count; i++) {
        const ShapeCount *s = t->shapes.entries[i].value;
        double sum = 0;
        for (int k = 0; k < SKETCH_FOLDS; k++) sum += k == without ? 0 : s->count[k];
        if (sum <= 0) continue;
        memcpy(all[count].classes, s->classes, sizeof s->classes);
        all[count++].log_share = log(sum);
        total += sum;
    }
    if (count > 0) qsort(all, count, sizeof *all, by_share);
    if (count > SHAPES_MAX) count = SHAPES_MAX;
    for (size_t i = 0; i < count; i++) {
        out[i] = all[i];
        out[i].log_share -= log(total);
    }
    return count;
}

static void shapes_write(Trainer *t, Buf *out) {
    SketchShape *list = arena_new(t->a, SketchShape, SHAPES_MAX);
    size_t count = shapes_list(t, SKETCH_FOLDS, list);
    buf_add_z(out, "static const SketchShape SHAPES[] = {\n");
    for (size_t i = 0; i < count; i++) {
        buf_add_z(out, "    {{");
        for (int h = 0; h < SKETCH_QUESTION_HEADS; h++) {
            buf_add_fmt(out, "%s%d", h > 0 ? "," : "", list[i].classes[h]);
        }
        buf_add_fmt(out, "}, %.3f},\n", list[i].log_share);
    }
    buf_add_z(out, "};\n\n");
}

static bool table_write(Trainer *t, SketchRow *cells, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, TABLE_MAX);
    buf_add_z(&out,
              "// Learned by tools/train, not written by hand; the commands that remake it are in\n"
              "// docs/ask.md under \"Learning the weights anew\".\n"
              "#include \"ask/sketch_model.h\"\n\n"
              "// clang-format off\n");
    shapes_write(t, &out);
    buf_add_z(&out, "static const SketchRow CELLS[SKETCH_ROWS] = {\n");
    for (size_t i = 0; i < SKETCH_ROWS; i++) buf_add_fmt(&out, "    \"%s\",\n", cells[i]);
    buf_add_z(&out,
              "};\n\nconst SketchWeights SKETCH_WEIGHTS = {CELLS, SHAPES, "
              "sizeof SHAPES / sizeof *SHAPES};\n// clang-format on\n");
    return buf_check(&out, "the table", err) && file_write_atomic(t->o->out, buf_str(&out), err);
}

// A fold's file: its cells, then its shapes, as they lie in memory.
static bool fold_write(Trainer *t, int fold, SketchRow *cells, Err *err) {
    CLEANUP(buf_done) Buf out;
    SketchShape *list = arena_new(t->a, SketchShape, SHAPES_MAX);
    size_t count = shapes_list(t, fold, list);
    buf_init(&out, TABLE_MAX);
    buf_add(&out, str_of((const char *)cells, CELL_BYTES));
    buf_add(&out, str_of((const char *)list, count * sizeof *list));
    Str path = str_fmt(t->a, "%s/%d.sketch", t->o->folds, fold);
    return file_write_atomic(str_z(t->a, path), buf_str(&out), err);
}

bool sketch_fold_read(const char *folder, int fold, Arena *a, SketchWeights *ret, Err *err) {
    Str text = {0};
    Str path = str_fmt(a, "%s/%d.sketch", folder, fold);
    if (!file_read(str_z(a, path), TABLE_MAX, a, &text, err)) return false;
    if (text.len < CELL_BYTES || (text.len - CELL_BYTES) % sizeof(SketchShape) != 0) {
        return fail(err, ERR_INVALID, STR_F ": not the sketches of a fold", STR_A(path));
    }
    size_t count = (text.len - CELL_BYTES) / sizeof(SketchShape);
    SketchShape *shapes = arena_new(a, SketchShape, count + 1);
    memcpy(shapes, text.ptr + CELL_BYTES, count * sizeof *shapes);
    *ret = (SketchWeights){
        .cells = (const SketchRow *)text.ptr, .shapes = shapes, .shape_count = count};
    return true;
}

static bool folds_learn(Trainer *t, const SketchLearnOptions *learn, SketchRow *cells, Err *err) {
    for (int fold = 0; fold < SKETCH_FOLDS; fold++) {
        sketch_learn(learn, &t->examples, fold, cells);
        if (fold == 0) sketch_learn_report(&t->examples, fold, cells);
        fflush(stdout);
        if (!fold_write(t, fold, cells, err)) return false;
    }
    return true;
}

bool sketch_train_run(const SketchTrainOptions *o, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create((size_t)8 << 30);
    Trainer t = {.o = o, .a = a, .examples = {.a = a}};
    SketchLearnOptions learn = {.epochs = o->epochs, .rate = o->rate, .l2 = o->l2};
    for (int i = 0; i < o->set_count; i++) {
        if (!questions_read(&t, i, err)) return false;
    }
    SketchRow *cells = arena_new(a, SketchRow, SKETCH_ROWS);
    if (!all_teach(&t, err)) return false;
    if (o->folds && !folds_learn(&t, &learn, cells, err)) return false;
    if (!o->out) return true;
    sketch_learn(&learn, &t.examples, SKETCH_FOLDS, cells);
    return table_write(&t, cells, err);
}
