// inference: what the steps of model_infer share. Not for other rooms.
#pragma once

#include "model/model.h"

typedef struct Inference {
    const ModelInput *in;
    Arena *arena;
    Model *m;
    StrList *table_words;    // a table: its words, singular, without "tbl", "dim" and the like
    StrList **column_words;  // a table's columns: full words, singular
    bool **is_home;          // a table's columns: named after the table and after no other
    Str currency;            // what money is in; "" not known
    bool *reused;            // a table: its profile is the one of `before`
} Inference;

static inline StrList inference_words(const Inference *inf, ColumnRef c) {
    return inf->column_words[c.table][c.column];
}
