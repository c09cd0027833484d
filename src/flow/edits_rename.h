// edits_rename: a person's corrections (edits.h) of a table that has another name now. Pure.
#pragma once

#include "base/arena.h"
#include "base/json.h"

// The table that an item of "tables", "columns" or "metrics" names, also in its expressions.
void edits_rename_item(Json *item, Str from, Str to);
// ["bills.sku", "products.sku"]
void edits_rename_pair(Json *pair, Str from, Str to);

// An expression in which "from.column" becomes "to.column", whether the name is quoted or not.
// What stands in texts ('...') and columns of that name stay as they are.
Str edits_rename_expression(Str expression, Str from, Str to, Arena *a);
