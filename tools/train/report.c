#include "report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "sys/file.h"

enum { BINS = 10, SETS_MAX = 8, SHAPES_MAX = 40, REPORT_MAX = 1 << 26 };

static const double SURE = 0.8;

typedef struct Figures {
    Str set;
    size_t n, top_untried, top, first3, any, sure, sure_right, untried, untried_right;
} Figures;

static void figures_add(Figures *f, const Foretold *x) {
    f->n++;
    f->top_untried += x->top_untried;
    f->top += x->top;
    f->first3 += x->first3;
    f->any += x->any;
    f->sure += x->confidence >= SURE;
    f->sure_right += x->confidence >= SURE && x->top;
    f->untried += x->confidence_untried >= SURE;
    f->untried_right += x->confidence_untried >= SURE && x->top_untried;
}

static double percent(size_t part, size_t of) {
    return of > 0 ? 100 * (double)part / (double)of : 0;
}

static void figures_print(const Samples *s, const Foretold *foretold) {
    Figures sets[SETS_MAX] = {0};
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        size_t k = 0;
        while (k < count && !str_eq(sets[k].set, s->items[i].set)) k++;
        if (k == SETS_MAX) continue;
        if (k == count) sets[count++].set = s->items[i].set;
        figures_add(&sets[k], &foretold[i]);
    }
    printf("%-10s %6s %7s %7s %7s %7s %9s | %7s %7s %9s\n", "set", "n", "top", "first3", "any",
           "sure", "precision", "untried", "sure", "precision");
    for (size_t k = 0; k < count; k++) {
        const Figures *f = &sets[k];
        printf("%-10.*s %6zu %6.1f%% %6.1f%% %6.1f%% %6.1f%% %8.1f%% | %6.1f%% %6.1f%% %8.1f%%\n",
               STR_A(f->set), f->n, percent(f->top, f->n), percent(f->first3, f->n),
               percent(f->any, f->n), percent(f->sure, f->n), percent(f->sure_right, f->sure),
               percent(f->top_untried, f->n), percent(f->untried, f->n),
               percent(f->untried_right, f->untried));
    }
}

static void reliability_print(const Samples *s, const Foretold *foretold) {
    size_t n[BINS] = {0}, right[BINS] = {0};
    for (size_t i = 0; i < s->count; i++) {
        int bin = (int)(foretold[i].confidence * BINS);
        if (bin >= BINS) bin = BINS - 1;
        n[bin]++;
        right[bin] += foretold[i].top;
    }
    printf("\nconfidence      n    right\n");
    for (int b = 0; b < BINS; b++) {
        printf("%.1f to %.1f %6zu  %6.1f%%\n", b / 10.0, (b + 1) / 10.0, n[b],
               percent(right[b], n[b]));
    }
}

// ---- by the shape of the gold statement ----

typedef struct ShapeFigures {
    Str name;
    size_t n, any, learned, grammar;
} ShapeFigures;

static bool has(Str sql, const char *word) {
    return str_find_nocase(sql, str_from(word)) != STR_NONE;
}

// "joins, groups, limit"
static Str shape_name(Str sql, Arena *a) {
    if (has(sql, " intersect ") || has(sql, " except ") || has(sql, " union ")) {
        return S("set operations");
    }
    if (has(sql, "(select") || has(sql, "( select")) return S("a statement in a statement");
    Str name =
        str_fmt(a, "%s%s%s%s%s", has(sql, " join ") ? ", joins" : "",
                has(sql, " where ") || has(sql, " having ") ? ", conditions" : "",
                has(sql, " group by ") ? ", groups" : "", has(sql, " order by ") ? ", order" : "",
                has(sql, " limit ") ? ", limit" : "");
    return name.len > 0 ? str_skip(name, 2) : S("one table, nothing else");
}

static void shape_add(ShapeFigures *f, const Sample *s) {
    bool learned = false, grammar = false;
    for (size_t i = 0; i < s->count; i++) {
        bool sketch = s->candidates[i].features[FEATURE_LEARNED] > 0;
        learned = learned || (s->candidates[i].right && sketch);
        grammar = grammar || (s->candidates[i].right && !sketch);
    }
    f->n++;
    f->any += learned || grammar;
    f->learned += learned;
    f->grammar += grammar;
}

static int by_n(const void *x, const void *y) {
    const ShapeFigures *a = x, *b = y;
    return (a->n < b->n) - (a->n > b->n);
}

// Of the questions that weigh one, where the samples keep the gold.
static void shapes_print(const Samples *s) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    ShapeFigures shapes[SHAPES_MAX] = {0};
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        const Sample *sample = &s->items[i];
        if (sample->gold.len == 0 || fabs(sample->weight - 1) > 1e-9) continue;
        Str name = shape_name(sample->gold, a);
        size_t k = 0;
        while (k < count && !str_eq(shapes[k].name, name)) k++;
        if (k == SHAPES_MAX) continue;
        if (k == count) shapes[count++].name = name;
        shape_add(&shapes[k], sample);
    }
    qsort(shapes, count, sizeof *shapes, by_n);
    if (count > 0) printf("\n%-36s %5s %7s %8s %8s\n", "gold", "n", "any", "sketches", "grammar");
    for (size_t k = 0; k < count; k++) {
        const ShapeFigures *f = &shapes[k];
        printf("%-36.*s %5zu %6.1f%% %7.1f%% %7.1f%%\n", STR_A(f->name), f->n,
               percent(f->any, f->n), percent(f->learned, f->n), percent(f->grammar, f->n));
    }
}

void report_print(const Samples *s, const Foretold *foretold) {
    figures_print(s, foretold);
    reliability_print(s, foretold);
    shapes_print(s);
}

bool report_write(const char *path, const Samples *s, const Foretold *foretold, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, REPORT_MAX);
    for (size_t i = 0; i < s->count; i++) {
        const Foretold *x = &foretold[i];
        buf_add_fmt(&out, STR_F "\t" STR_F "\t%.4f\t%d%d%d\t", STR_A(s->items[i].set),
                    STR_A(s->items[i].group), x->confidence, x->top, x->first3, x->any);
        for (size_t k = 0; k < s->items[i].count && k < FIT_PLACES; k++) {
            buf_add_fmt(&out, "%s%zu", k > 0 ? "," : "", x->places[k]);
        }
        buf_add_fmt(&out, "\t" STR_F "\n", STR_A(s->items[i].question));
    }
    return buf_check(&out, "what was foretold", err) && file_write_atomic(path, buf_str(&out), err);
}
