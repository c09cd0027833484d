// recipe_table: a table that is cleaned, in the engine. Its rows as they were imported are in
// "NAME__imported", its steps in "_munim_recipes"; the table of that name holds the cleaned rows
// and is made anew whenever either changes. All within the writer's transaction, so that a kill
// at any moment leaves rows and recipe of one piece.
#pragma once

#include "engine/engine.h"
#include "flow/recipe.h"

// The rows of `table` as they came. Internal to the house: engine_is_internal.
Str recipe_table_imported(Str table, Arena *a);

// The steps of `table`; NULL when it is not cleaned. Released with json_decref.
MUST_USE bool recipe_table_steps(Source *s, Str table, Arena *a, Json **ret_steps, Err *err);

// Before rows are imported into a table that is cleaned: the imported rows take its name, so that
// the import finds the table that it knows. *ret_steps as above; when NULL nothing was done.
MUST_USE bool recipe_table_open(Writer *w, Str table, Arena *a, Json **ret_steps, Err *err);
// After it: puts the rows aside again and cleans them. What the new rows do not allow is left
// out and said in ret->left_out.
MUST_USE bool recipe_table_close(Writer *w, Str table, const Json *steps, Arena *a, Recipe *ret,
                                 Err *err);

// Only notes that these are the steps of `table`; its rows are cleaned by recipe_table_close.
MUST_USE bool recipe_table_keep(Writer *w, Str table, const Json *steps, Arena *a, Err *err);

// Cleans `table` by these steps from now on; none: it holds the rows as they came again.
MUST_USE bool recipe_table_set(Writer *w, Str table, const Json *steps, Arena *a, Err *err);

// The rows as they came and the steps follow the table to another name; the table itself is not
// touched.
MUST_USE bool recipe_table_rename(Writer *w, Str from, Str to, Arena *a, Err *err);
// The rows as they came and the steps are forgotten with the table.
MUST_USE bool recipe_table_drop(Writer *w, Str table, Arena *a, Err *err);
