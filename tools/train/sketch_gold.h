// sketch_gold: what the heads of a sketch ought to foresee of a question, from its gold statement.
#pragma once

#include "ask/sketch_model.h"
#include "gold_query.h"

typedef struct SketchGold {
    const SketchView *v;
    const GoldQuery *q;
} SketchGold;

void sketch_gold_shape(const GoldQuery *q, uint8_t classes[SKETCH_QUESTION_HEADS]);
int sketch_gold_select(const GoldQuery *q, ColumnRef c);
bool sketch_gold_filter(const GoldQuery *q, ColumnRef c);
bool sketch_gold_grouped(const GoldQuery *q, ColumnRef c);
bool sketch_gold_ordered(const GoldQuery *q, ColumnRef c);
bool sketch_gold_root(const GoldQuery *q, const Model *m, int table);
bool sketch_gold_table(const GoldQuery *q, int table);
int sketch_gold_value(const GoldQuery *q, ColumnRef c, Str value);
int sketch_gold_number(const GoldQuery *q, double number, int *ret_compare);  // compare: -1 none
