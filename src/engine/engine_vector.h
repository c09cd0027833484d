// engine_vector: DuckDB's vectors as ours. Where the layouts agree nothing is copied; what a
// Vector points to holds until the chunk is destroyed or the scratch arena is reset.
//
//     bool, integers up to int64, decimals of scale 0 up to 18 digits -> ints
//     float, double, other decimals, hugeint, uhugeint, ubigint       -> floats
//     date, time, timestamps of every unit (with a zone: in UTC)      -> ints
//     varchar, enum, and the rest as DuckDB would print it            -> texts
//
// Infinite dates and timestamps have no place in a calendar: they arrive as null.
#pragma once

#include <duckdb.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/table.h"

typedef struct EngineColumnPlan {
    duckdb_logical_type logical;  // owned
    duckdb_type type;
    duckdb_type inside;     // of a decimal or enum: the integer it is kept in
    double scale;           // of a decimal: what to divide by
    const Str *dictionary;  // of an enum
    const struct EngineKind *kind;
} EngineColumnPlan;

// Takes `logical` over in any case.
// Fails: ERR_UNSUPPORTED a type that is not read (variant, geometry ...).
MUST_USE bool engine_vector_plan(duckdb_logical_type logical, Arena *a, EngineColumnPlan *ret_plan,
                                 Err *err);
void engine_vector_plan_done(EngineColumnPlan *plan);
ColumnType engine_vector_type(const EngineColumnPlan *plan);

// Fails: ERR_LIMIT texts of nested values too large.
MUST_USE bool engine_vector_read(const EngineColumnPlan *plan, duckdb_vector source, size_t rows,
                                 Arena *scratch, Vector *ret_vector, Err *err);

// The bytes of a DuckDB string, where they lie.
Str engine_vector_text(const duckdb_string_t *s);
