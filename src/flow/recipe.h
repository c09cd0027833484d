// recipe: how a table is cleaned after every import: steps in order, as JSON, compiled to one
// SELECT. Pure.
//
//     [{"op": "trim",    "column": "city"},
//      {"op": "replace", "column": "city", "from": "Bombay", "to": "Mumbai"},      to "": empty
//      {"op": "split",   "column": "name", "by": " ", "into": ["first", "last"]},  the last takes
//      the rest
//      {"op": "parse",   "column": "paid", "as": "float"},        text int float date timestamp
//      bool
//      {"op": "parse",   "column": "day", "as": "date", "format": "%d/%m/%Y"},     strptime's
//      letters
//      {"op": "fill",    "column": "city", "with": "unknown"},    or "how": before, mean, common
//      {"op": "dedupe",  "columns": ["bill", "line"]},            the first stays; []: whole rows
//      {"op": "derive",  "column": "amount", "expression": "qty * rate"},
//      {"op": "keep",    "expression": "qty > 0"}]                other rows are left out
//
// What an expression cannot compute is empty, not an error. The rows as they were imported stay
// in a table of their own (recipe_table.h): nothing that a step takes away is lost.
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "data/source.h"

enum { RECIPE_STEPS_MAX = 50, RECIPE_TEXT_MAX = 2000, RECIPE_SQL_MAX = 1 << 20 };

typedef struct RecipeStep {
    const char *op;
    Str column;      // that it changes or makes; "" for dedupe and keep
    Str expression;  // that a person wrote, to be let through the gate; or ""
    Str effect;      // a SELECT of two counts: values changed or rows left out; values lost
} RecipeStep;

// What is cleaned: the table with the rows as they came.
typedef struct RecipeRows {
    Str from;
    const SourceColumn *columns;
    size_t column_count;
} RecipeRows;

typedef struct Recipe {
    RecipeStep *steps;
    size_t count;
    Str sql;        // the cleaned rows, in the order of the rows of `from`
    Str *left_out;  // sentences: steps that these columns do not allow (recipe_fit)
    size_t left_out_count;
} Recipe;

// Compiles `steps`, an array.
// Fails: ERR_INVALID, ERR_NOT_FOUND "step 2 (split): there is no column 'x'", ERR_CONFLICT,
// ERR_LIMIT more than RECIPE_STEPS_MAX, or statements too long.
MUST_USE bool recipe_compile(const Json *steps, const RecipeRows *rows, Arena *a, Recipe *ret,
                             Err *err);
// For rows of a new file: what cannot be done is left out, and said.
void recipe_fit(const Json *steps, const RecipeRows *rows, Arena *a, Recipe *ret);
