// sketch_model: what the learned part of ask foresees of a question, and how surely.
//
// Heads are small multinomial logistic models over the hashed features of sketch_view: some of the
// whole question (its shape), some of a column, a table, a value or a number (its part in it). All
// weights stand in one table by hash (Weinberger et al., "Feature hashing", 2009), an eighth of a
// bit finer than they need; tools/train learns them (docs/ask.md).
#pragma once

#include "ask/sketch_view.h"

typedef enum SketchHead {
    // of the question
    HEAD_PLAIN,      // plain columns shown: 0 to 4, 5 all of them
    HEAD_ROWS,       // rows are counted and shown
    HEAD_AGGREGATE,  // other aggregates shown: 0 to 2
    HEAD_DISTINCT,
    HEAD_WHERE,  // conditions: 0 to 3
    HEAD_OR,
    HEAD_GROUP,
    HEAD_HAVING,  // SketchHaving
    HEAD_ORDER,   // SketchOrder
    HEAD_LIMIT,   // 0 none, 1 one, 2 a number
    HEAD_NESTED,  // SketchNested
    HEAD_SET,     // SetOp
    // of a column
    HEAD_SELECT,   // SketchSelect
    HEAD_FILTER,   // in a condition
    HEAD_GROUPED,  // grouped by
    HEAD_ORDERED,
    // of a table
    HEAD_ROOT,   // its rows are the ones spoken of
    HEAD_TABLE,  // it is needed
    // of a value, of a number
    HEAD_VALUE,    // SketchValueUse
    HEAD_NUMBER,   // SketchNumberUse
    HEAD_COMPARE,  // SketchCompare, of a number that is compared with
    HEAD_COUNT,
} SketchHead;

enum {
    SKETCH_QUESTION_HEADS = HEAD_SELECT,
    SKETCH_CLASSES_MAX = 8,
    SKETCH_CELLS = 1 << 18,
    SKETCH_ROW = 64,  // cells a row of the table
    SKETCH_ROWS = SKETCH_CELLS / SKETCH_ROW,
    SKETCH_CELL_MOST = 45,
    SKETCH_UNIT = 14,  // a cell of so much is one
};

// A cell is a printable character, so that the table is text that compilers read fast: '#' is the
// least, the backslash is left out, the question mark is an exclamation mark.
typedef char SketchRow[SKETCH_ROW + 1];

enum { PLAIN_ALL = 5 };
typedef enum SketchHaving { HAVING_NONE, HAVING_ROWS, HAVING_AGGREGATE } SketchHaving;
typedef enum SketchOrder {
    SORT_NONE,
    SORT_COLUMN,
    SORT_COLUMN_DOWN,
    SORT_ROWS,
    SORT_ROWS_DOWN,
    SORT_AGGREGATE,
    SORT_AGGREGATE_DOWN,
} SketchOrder;
typedef enum SketchNested {
    NESTED_NONE,
    NESTED_NOT_IN,
    NESTED_IN,
    NESTED_AVERAGE,
    NESTED_MAX,
    NESTED_MIN,
    NESTED_OTHER,
} SketchNested;
typedef enum SketchSelect {
    SELECT_NO,
    SELECT_PLAIN,
    SELECT_MAX,
    SELECT_MIN,
    SELECT_AVG,
    SELECT_SUM,
    SELECT_COUNT,
} SketchSelect;
typedef enum SketchValueUse { VALUE_UNUSED, VALUE_IS, VALUE_IS_NOT, VALUE_LIKE } SketchValueUse;
typedef enum SketchNumberUse {
    NUMBER_UNUSED,
    NUMBER_LIMIT,
    NUMBER_HAVING,
    NUMBER_WHERE,
} SketchNumberUse;
typedef enum SketchCompare {
    COMPARE_IS,
    COMPARE_MORE,
    COMPARE_LESS,
    COMPARE_AT_LEAST,
    COMPARE_AT_MOST,
    COMPARE_IS_NOT,
    COMPARE_BETWEEN,
} SketchCompare;

// A shape that questions have: a class of each head of the question.
typedef struct SketchShape {
    uint8_t classes[SKETCH_QUESTION_HEADS];
    double log_share;  // of the questions that it was learned from
} SketchShape;

struct SketchWeights {
    const SketchRow *cells;  // SKETCH_ROWS
    const SketchShape *shapes;
    size_t shape_count;
};

extern const SketchWeights SKETCH_WEIGHTS;  // sketch_weights.c, made by tools/train

int sketch_model_classes(SketchHead head);
// The place of a weight in the table, and what may stand there.
size_t sketch_model_cell(SketchHead head, int class, uint32_t feature);
char sketch_model_write(int value);  // at most SKETCH_CELL_MOST, either sign
// Logarithms of the probabilities of the head's classes; they add up to one.
void sketch_model_foresee(const SketchWeights *w, SketchHead head, const SketchFeatures *f,
                          double log_p[SKETCH_CLASSES_MAX]);
