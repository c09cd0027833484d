// sketch_learn: learns the table of weights of the sketch heads from examples.
#pragma once

#include "base/vec.h"
#include "sketch_gold.h"

enum { SKETCH_FOLDS = 5, EXAMPLE_HEADS_MAX = SKETCH_QUESTION_HEADS };

// Heads that look at the same features, each with the class that is right (-1: not asked).
typedef struct SketchExample {
    const uint32_t *features;
    uint16_t feature_count;
    uint8_t first_head, head_count;
    uint8_t fold;
    int8_t classes[EXAMPLE_HEADS_MAX];
    float weight;
} SketchExample;

typedef struct SketchExamples {
    VEC(SketchExample) list;
    Arena *a;
} SketchExamples;

typedef struct SketchLearnOptions {
    int epochs;
    double rate, l2;
} SketchLearnOptions;

void sketch_examples_add(SketchExamples *x, SketchExample example, const SketchFeatures *f);
// Learns from all examples but those of the fold (SKETCH_FOLDS: from all). `ret_cells` has
// SKETCH_ROWS. Deterministic.
void sketch_learn(const SketchLearnOptions *o, const SketchExamples *x, int without,
                  SketchRow *ret_cells);
// How right and how sure the heads are on the fold: one line a head.
void sketch_learn_report(const SketchExamples *x, int fold, SketchRow *cells);
const char *sketch_learn_head_name(int head);
