// The objects of how tables are cleaned.
#include "api/shapes.h"

static const Field RECIPE_STEP_FIELDS[] = {
    {"op", FIELD_TEXT, true, "trim, replace, split, parse, fill, dedupe, derive or keep.", NULL},
    {"column", FIELD_TEXT, false, "Of all but dedupe and keep.", NULL},
    {"from", FIELD_TEXT, false, "replace: the whole value.", NULL},
    {"to", FIELD_TEXT, false, "replace: \"\" leaves it empty.", NULL},
    {"by", FIELD_TEXT, false, "split: at what.", NULL},
    {"into", FIELD_LIST, false, "split: new columns; the last takes the rest.", NULL},
    {"as", FIELD_TEXT, false, "parse: text, int, float, bool, date or timestamp.", NULL},
    {"format", FIELD_TEXT, false, "parse: strptime's, as %d/%m/%Y; the usual ones when absent.",
     NULL},
    {"with", FIELD_TEXT, false, "fill: a value.", NULL},
    {"how", FIELD_TEXT, false, "fill: before, mean or common.", NULL},
    {"columns", FIELD_LIST, false, "dedupe: by these; whole rows when absent.", NULL},
    {"expression", FIELD_TEXT, false, "derive, keep: SQL over the columns of the row.", NULL},
    {0},
};
const Shape RECIPE_STEP = {"RecipeStep", "One step of cleaning.", RECIPE_STEP_FIELDS};

static const Field RECIPE_IN_FIELDS[] = {
    {"steps", FIELD_LIST, true, "In order; none: the rows as they were imported.", &RECIPE_STEP},
    {0},
};
const Shape RECIPE_IN = {"RecipeIn", "Steps of cleaning.", RECIPE_IN_FIELDS};

static const Field RECIPE_FIELDS[] = {
    {"table", FIELD_TEXT, true, "", NULL},
    {"steps", FIELD_LIST, true, "", &RECIPE_STEP},
    {"columns", FIELD_LIST, true, "As they were imported.", NULL},
    {0},
};
const Shape RECIPE = {"Recipe", "How a table is cleaned, now and after each import.",
                      RECIPE_FIELDS};

static const Field RECIPE_EFFECT_FIELDS[] = {
    {"op", FIELD_TEXT, true, "", NULL},
    {"column", FIELD_TEXT, true, "\"\" of dedupe and keep.", NULL},
    {"changed", FIELD_INTEGER, true,
     "Values that are another now or that a new column has; rows that are left out.", NULL},
    {"lost", FIELD_INTEGER, true, "Values that are empty now and were not.", NULL},
    {0},
};
const Shape RECIPE_EFFECT = {"RecipeEffect", "What one step does.", RECIPE_EFFECT_FIELDS};

static const Field RECIPE_PREVIEW_FIELDS[] = {
    {"effects", FIELD_LIST, true, "A step each.", &RECIPE_EFFECT},
    {"rows_before", FIELD_INTEGER, true, "", NULL},
    {"rows_after", FIELD_INTEGER, true, "", NULL},
    {"columns", FIELD_LIST, true, "", &COLUMN},
    {"rows", FIELD_ROWS, true, "The first of them, cleaned.", NULL},
    {"row_count", FIELD_INTEGER, false, "", NULL},
    {"truncated", FIELD_FLAG, false, "", NULL},
    {0},
};
const Shape RECIPE_PREVIEW = {"RecipePreview", "What steps would do.", RECIPE_PREVIEW_FIELDS};
