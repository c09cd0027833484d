// table_bin: tables that were deleted, kept in the engine so that they can be brought back.
//
// A deleted table, what an import kept aside of it and its rows before they were cleaned change
// their names to "_munim_deleted_ID...", which engine_is_internal hides from everybody; a row of
// "_munim_deleted" says what it was. No row is copied, so that deleting and bringing back take the
// same few milliseconds for any table. Each function does its work within the writer's
// transaction: a kill at any moment leaves the table either there or in the bin.
#pragma once

#include "base/date.h"
#include "engine/engine.h"

typedef struct BinItem {
    Str id;
    Str table;  // the name that it had
    uint64_t rows;
    Moment deleted_at;
    Str known;        // JSON: what the workspace knew of it, for the day it comes back
    Str restored_as;  // "" while it is in the bin; else its rows are back and `known` is not yet
} BinItem;

// What is in the bin, and what was brought back and not yet forgotten; the newest first.
MUST_USE bool table_bin_list(Source *s, Arena *a, BinItem **ret, size_t *ret_count, Err *err);
// Fails: ERR_NOT_FOUND nothing of that id is in the bin.
MUST_USE bool table_bin_find(Source *s, Str id, Arena *a, BinItem *ret, Err *err);

// Takes item->table away.
MUST_USE bool table_bin_put(Writer *w, const BinItem *item, Arena *a, Err *err);
// Brings it back under the name item->restored_as, which must be free.
MUST_USE bool table_bin_restore(Writer *w, const BinItem *item, Arena *a, Err *err);
// Once what was known of it is known again.
MUST_USE bool table_bin_forget(Writer *w, const BinItem *item, Arena *a, Err *err);
// Its rows are gone for good.
MUST_USE bool table_bin_drop(Writer *w, const BinItem *item, Arena *a, Err *err);
