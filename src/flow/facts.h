// facts: what a workspace knows of its tables besides their rows: version, freshness, declared
// keys, units seen at import. Kept as one JSON document beside the data. Pure.
#pragma once

#include "base/json.h"
#include "base/jsonw.h"
#include "base/vec.h"
#include "model/model.h"

typedef struct FactsTable {
    Str name;
    Str label;         // what the file or sheet was called; "" unknown
    uint64_t version;  // never given twice in a workspace, not even to a table of the same name
    uint64_t rows;     // when the version was made; another count means a change not recorded
    Moment fresh_at;
} FactsTable;

typedef struct Facts {
    Arena *arena;
    uint64_t last_version;
    VEC(FactsTable) tables;
    VEC(SourceLink) links;
    VEC(ColumnUnit) units;
} Facts;

Facts *facts_new(void);
void facts_free(Facts *f);  // NULL is fine

// The table's rows changed (or it is new). Texts are copied.
void facts_table_changed(Facts *f, Str name, Str label, uint64_t rows, Moment at);
// Forgets the table with its links and units.
void facts_table_dropped(Facts *f, Str name);
void facts_link_add(Facts *f, SourceLink link);                  // once
void facts_unit_set(Facts *f, Str table, Str column, Str unit);  // "" forgets it
FactsTable *facts_table(Facts *f, Str name);                     // NULL when unknown

// Makes the tables those that are really there: unknown ones get a first version, gone ones are
// dropped, a changed row count is a new version. True when anything had to change.
bool facts_reconcile(Facts *f, const SourceTable *tables, size_t count, Moment now);
// Every table may have changed, in ways that its row count does not show.
void facts_doubt(Facts *f, Moment now);

// What is known of one table, for the day it comes back: {"label", "fresh_at", "links", "units"}.
void facts_table_write(JsonW *w, const Facts *f, Str name);
// It is back with `rows` rows, as `as`; `json` as above, of the table `name`.
MUST_USE bool facts_table_return(Facts *f, const Json *json, Str name, const SourceTable *as,
                                 Err *err);

void facts_write(JsonW *w, const Facts *f);
MUST_USE bool facts_read(const Json *json, Facts **ret_facts, Err *err);
