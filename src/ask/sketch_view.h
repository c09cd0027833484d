// sketch_view: a question as the learned part of ask sees it: units, mentions, and their features.
//
// A unit is a word, or a span of words that the likeliest parse reads as a table, column, value or
// number, which then stands for its kind: what is learned on one schema holds on another. Features
// are hashes; nothing here knows weights or plans.
#pragma once

#include "ask/parse.h"

enum { SKETCH_FEATURES_MAX = 400 };

typedef struct SketchFeatures {
    uint32_t items[SKETCH_FEATURES_MAX];
    size_t count;  // what is beyond the maximum is left out
} SketchFeatures;

typedef enum UnitKind { UNIT_WORD, UNIT_TABLE, UNIT_COLUMN, UNIT_VALUE, UNIT_NUMBER } UnitKind;

typedef struct Unit {
    UnitKind kind;
    size_t first, end;  // tokens
    uint32_t id;        // hash of the stem, or of the kind
} Unit;

// Where a question names a column or a table, the surest place.
typedef struct SketchMention {
    bool is_set;
    size_t first, end;  // tokens
    double score;
    bool is_read;  // the likeliest parse reads it so
    int rivals;    // others that the same words name as well or better
    int places;    // how many spans name it
} SketchMention;

typedef struct SketchColumn {
    ColumnRef ref;
    SketchMention mention;
    double value;         // best score of a value of it that the question names
    bool has_value_read;  // the likeliest parse reads one
} SketchColumn;

typedef struct SketchTable {
    SketchMention mention;
    bool is_near;  // it, a column or a value of it is named
} SketchTable;

// A value that the question may name.
typedef struct SketchValue {
    const Link *link;
    const LinkTarget *target;
    bool is_read;
    size_t rank;  // among the targets of its link
} SketchValue;

typedef struct SketchView {
    const AskIndex *index;
    const Model *m;
    const Tokens *t;
    Arena *a;
    Unit *units;
    size_t unit_count;
    size_t *unit_of;        // by token
    SketchColumn *columns;  // those that the question may mean
    size_t column_count;
    SketchTable *tables;  // by table
    SketchValue *values;
    size_t value_count;
    size_t *numbers;  // tokens
    double *amounts;  // what they are, by number
    size_t number_count;
    const Links *links;
    int first_table;  // the first that is named; -1
} SketchView;

SketchView *sketch_view_new(const AskIndex *index, const Model *m, const Tokens *t,
                            const Links *links, const Parses *parses, Arena *a);
// NULL when the question can not mean the column.
const SketchColumn *sketch_view_column(const SketchView *v, ColumnRef c);

static inline bool sketch_view_same(ColumnRef x, ColumnRef y) {
    return x.table == y.table && x.column == y.column;
}

static inline bool sketch_view_is_number(const ModelColumn *c) {
    return c->type == TYPE_INT || c->type == TYPE_FLOAT;
}

static inline bool sketch_view_is_time(const ModelColumn *c) {
    return c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP;
}

// The column that a metric is the plain aggregate of; -1 when it is more than that.
int sketch_view_metric_column(const Model *m, int metric);

void sketch_view_question(const SketchView *v, SketchFeatures *out);
void sketch_view_of_column(const SketchView *v, const SketchColumn *c, SketchFeatures *out);
void sketch_view_of_table(const SketchView *v, int table, SketchFeatures *out);
void sketch_view_of_value(const SketchView *v, const SketchValue *value, SketchFeatures *out);
void sketch_view_of_number(const SketchView *v, size_t number, SketchFeatures *out);
