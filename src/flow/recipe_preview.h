// recipe_preview: what steps would do to a table, without doing it.
#pragma once

#include "flow/recipe.h"
#include "flow/workspace.h"

enum { RECIPE_PREVIEW_ROWS = 50 };

typedef struct RecipePreviewRequest {
    Str table;
    const Json *steps;
    const atomic_bool *cancel;
} RecipePreviewRequest;

typedef struct RecipeEffect {
    const char *op;
    Str column;
    uint64_t changed;  // values that are another now, that a new column has, or rows left out
    uint64_t lost;     // values that are empty now and were not
} RecipeEffect;

typedef struct RecipePreview {
    RecipeEffect *effects;  // a step each
    size_t count;
    const Table *rows;  // the first RECIPE_PREVIEW_ROWS, cleaned
    uint64_t rows_before, rows_after;
} RecipePreview;

// Fails: as recipe_compile; ERR_DENIED an expression; ERR_INVALID one that the engine does not
// understand; ERR_TIMEOUT; ERR_CANCELLED.
MUST_USE bool recipe_preview(Workspace *w, const Snapshot *s, const RecipePreviewRequest *request,
                             Arena *a, RecipePreview *ret, Err *err);

// How the table is cleaned now.
typedef struct RecipeState {
    Json *steps;      // NULL when it is not; released with json_decref
    RecipeRows rows;  // as they were imported
} RecipeState;
MUST_USE bool recipe_preview_state(Workspace *w, Str table, Arena *a, RecipeState *ret, Err *err);
