#include "model/model.h"

#include <assert.h>

int model_table(const Model *m, Str name) {
    int folded = -1;
    for (size_t i = 0; i < m->table_count; i++) {
        if (str_eq(m->tables[i].name, name)) return (int)i;
        if (folded < 0 && str_eq_nocase(m->tables[i].name, name)) folded = (int)i;
    }
    return folded;
}

int model_column(const ModelTable *t, Str name) {
    int folded = -1;
    for (size_t i = 0; i < t->column_count; i++) {
        if (str_eq(t->columns[i].name, name)) return (int)i;
        if (folded < 0 && str_eq_nocase(t->columns[i].name, name)) folded = (int)i;
    }
    return folded;
}

int model_metric(const Model *m, Str name) {
    int folded = -1;
    for (size_t i = 0; i < m->metric_count; i++) {
        if (str_eq(m->metrics[i].name, name)) return (int)i;
        if (folded < 0 && str_eq_nocase(m->metrics[i].name, name)) folded = (int)i;
    }
    return folded;
}

bool model_join_as_text(const Model *m, const ModelJoin *j) {
    ColumnType from = m->tables[j->from_table].columns[j->from_column].type;
    ColumnType to = m->tables[j->to_table].columns[j->to_column].type;
    return from != to && (from == TYPE_TEXT || to == TYPE_TEXT);
}

const char *model_origin_name(Origin origin) {
    static const char *const NAMES[] = {
        [ORIGIN_INFERRED] = "inferred",
        [ORIGIN_DECLARED] = "declared",
        [ORIGIN_EDITED] = "edited",
    };
    assert((size_t)origin < COUNT_OF(NAMES));
    return NAMES[origin];
}

const char *model_kind_name(TableKind kind) {
    static const char *const NAMES[] = {
        [TABLE_OTHER] = ERR_WORD("other"),
        [TABLE_FACT] = ERR_WORD("fact"),
        [TABLE_DIMENSION] = ERR_WORD("dimension"),
        [TABLE_BRIDGE] = ERR_WORD("bridge"),
    };
    assert((size_t)kind < COUNT_OF(NAMES));
    return NAMES[kind];
}
