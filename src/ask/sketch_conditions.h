// sketch_conditions: every condition that a question may set, from its values, numbers and
// quotations.
#pragma once

#include "ask/sketch.h"

enum { SKETCH_CONDITIONS_MAX = 32 };

typedef struct FillCondition {
    ColumnRef column;
    SketchCompare compare;  // of a number
    bool is_number, is_text;
    bool negated;
    const SketchValue *value;  // of a value
    size_t number, number_to;  // into the view's numbers; `number_to` of a range
    Str text;                  // is_text: what the column contains or is
    ExprOp text_op;
    size_t first, end;  // the tokens it was made of
    double score;
} FillCondition;

typedef struct SketchConditions {
    FillCondition items[SKETCH_CONDITIONS_MAX];  // the likeliest first
    size_t count;
} SketchConditions;

void sketch_conditions_collect(const SketchParts *parts, SketchConditions *out);
// The likeliest way in which a number is compared with.
SketchCompare sketch_conditions_compare(const double log_p[SKETCH_CLASSES_MAX]);
