// train: learns the weights by which ask ranks its readings and knows how sure it is.
//
//     train dump --sets FILE.json --data FOLDER --out SAMPLES [--per-database N]
//                [--candidates 64] [--jobs 2] [--folds FOLDER] [--readings]
//     train fit [--weights FILE.c] [--foretold FILE.tsv] [--linear-only] [--trees 150] [--leaves
//     16] SAMPLES train links --questions FILE.json --databases FOLDER --out LINKS.jsonl [--field
//     question] train sketch --databases FOLDER --questions FILE.json [--synonyms FILE.json]
//                  [--out FILE.c] [--folds FOLDER]
//     train charts --questions FILE.json[.gz] --data FOLDER [--limit N] [--database NAME]
//                  [--unnamed] [--dump FILE.jsonl]
//
// `dump` asks every question, runs the candidates and adds them to SAMPLES, marked right where
// their rows are those of the gold statement. `fit` prints what learning is worth on databases
// not seen, and writes the C table. `links` writes what the words of each question may mean.
// `charts` counts how often the chart of an answer is of the right type.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/options.h"
#include "base/buf.h"
#include "charts.h"
#include "dump.h"
#include "fit.h"
#include "links.h"
#include "report.h"
#include "sketch_train.h"
#include "sys/file.h"

enum { SAMPLES_MAX = 1 << 30, TABLE_MAX = 1 << 20, TABLE_WIDTH = 50 };

static int failed(const Err *err) {
    fprintf(stderr, "train: %s\n", err->message);
    return EXIT_FAILURE;
}

static int dump_command(int argc, char **argv) {
    Err err = {0};
    DumpOptions o = {.candidates = RANK_CANDIDATES_MAX, .jobs = 2};
    const Option options[] = {
        {"--sets", OPTION_TEXT, &o.sets},
        {"--data", OPTION_TEXT, &o.data},
        {"--out", OPTION_TEXT, &o.out},
        {"--per-database", OPTION_INT, &o.per_database},
        {"--candidates", OPTION_INT, &o.candidates},
        {"--jobs", OPTION_INT, &o.jobs},
        {"--folds", OPTION_TEXT, &o.folds},
        {"--readings", OPTION_FLAG, &o.readings},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) return failed(&err);
    bool possible = o.jobs > 0 && o.jobs <= DUMP_JOBS_MAX && o.candidates > 0;
    if (!o.sets || !o.data || !o.out || count > 0 || !possible) {
        fprintf(stderr, "train: dump needs --sets, --data and --out; --jobs 1 to %d\n",
                DUMP_JOBS_MAX);
        return EXIT_FAILURE;
    }
    return dump_run(&o, &err) ? EXIT_SUCCESS : failed(&err);
}

static int links_command(int argc, char **argv) {
    Err err = {0};
    LinksOptions o = {.field = "question"};
    const Option options[] = {
        {"--questions", OPTION_TEXT, &o.questions},
        {"--field", OPTION_TEXT, &o.field},
        {"--databases", OPTION_TEXT, &o.databases},
        {"--out", OPTION_TEXT, &o.out},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) return failed(&err);
    if (!o.questions || !o.databases || !o.out || count > 0) {
        fprintf(stderr, "train: links needs --questions, --databases and --out\n");
        return EXIT_FAILURE;
    }
    return links_run(&o, &err) ? EXIT_SUCCESS : failed(&err);
}

// ---- the table ----

static void forest_write(Buf *out, const char *name, const RankForest *f) {
    buf_add_fmt(out, "static const RankNode %s_NODES[] = {", name);
    for (size_t t = 0; t < f->tree_count; t++) {
        // A tree's nodes end where no child is left.
        size_t last = 0, line = out->len;
        for (size_t i = 0; i <= last; i++) {
            const RankNode *n = &f->nodes[f->roots[t] + i];
            if (n->child > 0 && n->child + (size_t)1 > last) last = n->child + (size_t)1;
            bool full = out->len - line > TABLE_WIDTH;
            buf_add_z(out, i == 0 || full ? "\n" : "");
            if (full) line = out->len;
            if (n->child == 0) {
                buf_add_fmt(out, "L(%.4f)", (double)n->value);
            } else if (n->input < FEATURE_COUNT) {
                buf_add_fmt(out, "N(%s,%d,%.7g)", RANK_FEATURE_NAMES[n->input], n->child,
                            (double)n->value);
            } else {
                buf_add_fmt(out, "M(%d,%d,%.7g)", n->input - FEATURE_COUNT, n->child,
                            (double)n->value);
            }
        }
    }
    buf_add_fmt(out, "\n};\nstatic const uint16_t %s_ROOTS[] = {", name);
    for (size_t t = 0; t < f->tree_count; t++) {
        buf_add_fmt(out, "%s%d,", t % 20 == 0 ? "\n" : "", f->roots[t]);
    }
    buf_add_z(out, "\n};\n");
}

static void linear_write(Buf *out, const char *name, const double *weights) {
    buf_add_fmt(out, "static const double %s[FEATURE_LINEAR_COUNT] = {\n", name);
    for (int f = 0; f < FEATURE_LINEAR_COUNT; f++) {
        buf_add_fmt(out, "    [FEATURE_%s] = %.4f,\n", RANK_FEATURE_NAMES[f], weights[f]);
    }
    buf_add_z(out, "};\n\n");
}

static void table_write(Buf *out, const RankWeights *w) {
    buf_add_z(out,
              "// Learned by tools/train, not written by hand; the commands that remake it are in "
              "docs/ask.md\n// under \"Learning the weights anew\".\n#include \"ask/rank.h\"\n\n"
              "// clang-format off\n"
              "// A decision over a feature (N) or a sign (M), a leaf (L).\n"
              "#define N(feature, child, value) {FEATURE_##feature, child, (float)(value)},\n"
              "#define M(sign, child, value) {FEATURE_COUNT + (sign), child, (float)(value)},\n"
              "#define L(value) {0, 0, (float)(value)},\n");
    linear_write(out, "LINEAR", w->linear);
    linear_write(out, "BEYOND", w->beyond);
    forest_write(out, "SCORE", &w->score);
    forest_write(out, "TRIAL", &w->trial);
    forest_write(out, "SURE", &w->confidence);
    buf_add_z(out, "static const RankPoint CURVE[] = {\n");
    for (size_t i = 0; i < w->curve_count; i++) {
        buf_add_fmt(out, "    {(float)%.4f, (float)%.4f},\n", (double)w->curve[i].sum,
                    (double)w->curve[i].share);
    }
    buf_add_fmt(out,
                "};\n\nconst RankWeights RANK_WEIGHTS = {\n"
                "    .linear = LINEAR,\n    .beyond = BEYOND,\n"
                "    .score = {SCORE_NODES, SCORE_ROOTS, %zu},\n"
                "    .trial = {TRIAL_NODES, TRIAL_ROOTS, %zu},\n"
                "    .confidence = {SURE_NODES, SURE_ROOTS, %zu},\n"
                "    .bias = %.4f,\n"
                "    .curve = CURVE,\n"
                "    .curve_count = %zu,\n};\n// clang-format on\n",
                w->score.tree_count, w->trial.tree_count, w->confidence.tree_count, w->bias,
                w->curve_count);
}

static int fit_command(int argc, char **argv) {
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf table;
    const char *path = NULL, *foretold_path = NULL;
    FitOptions o = FIT_DEFAULTS;
    int64_t trees = (int64_t)o.score.trees, leaves = (int64_t)o.score.leaves;
    const Option options[] = {{"--weights", OPTION_TEXT, &path},
                              {"--foretold", OPTION_TEXT, &foretold_path},
                              {"--linear-only", OPTION_FLAG, &o.linear_only},
                              {"--trees", OPTION_INT, &trees},
                              {"--leaves", OPTION_INT, &leaves}};
    int count = 0;
    Str text = {0};
    Samples samples = {0};
    RankWeights weights;
    buf_init(&table, TABLE_MAX);
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) return failed(&err);
    bool possible = trees > 0 && leaves > 1 && leaves <= FOREST_LEAVES_MAX;
    if (count != 1 || !possible) {
        fprintf(stderr, "train: fit needs the file of samples\n");
        return EXIT_FAILURE;
    }
    if (!file_read(argv[0], SAMPLES_MAX, a, &text, &err) ||
        !samples_read(text, a, &samples, &err)) {
        return failed(&err);
    }
    o.score.trees = (size_t)trees;
    o.score.leaves = (size_t)leaves;
    Foretold *foretold = arena_new(a, Foretold, samples.count + 1);
    fit_weights(&o, &samples, a, &weights, foretold);
    report_print(&samples, foretold);
    if (foretold_path && !report_write(foretold_path, &samples, foretold, &err))
        return failed(&err);
    table_write(&table, &weights);
    if (path && !file_write_atomic(path, buf_str(&table), &err)) return failed(&err);
    return EXIT_SUCCESS;
}

static int sketch_command(int argc, char **argv) {
    Err err = {0};
    const char *rate = "0.1", *l2 = "0.0001";
    int64_t epochs = 5;
    SketchTrainOptions o = {.fields = {"question", "SpiderSynQuestion"}, .weights = {1, 0.5}};
    const Option options[] = {
        {"--databases", OPTION_TEXT, &o.databases},
        {"--questions", OPTION_TEXT, &o.questions[0]},
        {"--synonyms", OPTION_TEXT, &o.questions[1]},
        {"--out", OPTION_TEXT, &o.out},
        {"--folds", OPTION_TEXT, &o.folds},
        {"--rate", OPTION_TEXT, &rate},
        {"--l2", OPTION_TEXT, &l2},
        {"--epochs", OPTION_INT, &epochs},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) return failed(&err);
    bool complete = o.databases && o.questions[0] && count == 0;
    if (!complete || !str_to_float(str_from(rate), &o.rate) || !str_to_float(str_from(l2), &o.l2)) {
        fprintf(stderr, "train: sketch needs --databases and --questions\n");
        return EXIT_FAILURE;
    }
    o.epochs = (int)epochs;
    o.set_count = o.questions[1] ? 2 : 1;
    return sketch_train_run(&o, &err) ? EXIT_SUCCESS : failed(&err);
}

static int charts_command(int argc, char **argv) {
    Err err = {0};
    ChartsOptions o = {0};
    const Option options[] = {
        {"--questions", OPTION_TEXT, &o.questions}, {"--data", OPTION_TEXT, &o.databases},
        {"--limit", OPTION_INT, &o.limit},          {"--database", OPTION_TEXT, &o.only},
        {"--dump", OPTION_TEXT, &o.dump},           {"--unnamed", OPTION_FLAG, &o.unnamed_only},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) return failed(&err);
    if (!o.questions || !o.databases || count > 0 || o.limit < 0) {
        fprintf(stderr, "train: charts needs --questions and --data\n");
        return EXIT_FAILURE;
    }
    return charts_run(&o, &err) ? EXIT_SUCCESS : failed(&err);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "dump") == 0) return dump_command(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "fit") == 0) return fit_command(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "links") == 0) return links_command(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "sketch") == 0) return sketch_command(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "charts") == 0) return charts_command(argc - 2, argv + 2);
    fprintf(stderr, "train dump|fit|links|sketch|charts: see the head of tools/train/train.c\n");
    return EXIT_FAILURE;
}
