// workspace: one business's data with all that is known of it, open and ready to be asked.
//
// Thread-safe: any number of threads may ask while one imports. Changes (imports, edits, drops)
// run one at a time; each ends by putting a new snapshot in place, which questions that start
// afterwards see.
#pragma once

#include "engine/engine.h"
#include "flow/answer.h"
#include "flow/import.h"
#include "flow/snapshot.h"
#include "store/store.h"

typedef struct Workspace Workspace;

typedef struct WorkspaceOptions {
    Engine *engine;
    Store *store;  // where facts, corrections and the model are kept
    Str id;
    const char *database_path;  // ":memory:" for one that is gone when closed
    const char *staging_dir;    // readable by the engine; for unpacked files
    QueryOptions query;
} WorkspaceOptions;

// Options are copied; texts in them are borrowed until it is closed.
MUST_USE bool workspace_open(const WorkspaceOptions *options, Workspace **ret, Err *err);
void workspace_close(Workspace *w);  // NULL is fine; nobody may be using it

// The current snapshot; released by the caller with snapshot_release. What is answered with it may
// borrow from its model: hold it until the answer is written. Never waits for an import.
// Fails only when rows changed and what they mean could not be worked out; each call tries again.
MUST_USE bool workspace_snapshot(Workspace *w, Snapshot **ret, Err *err);
// The same with the index of words, which the first call makes.
MUST_USE bool workspace_snapshot_to_ask(Workspace *w, Snapshot **ret, Err *err);
// A connection of the pool, for one thread, given back soon.
MUST_USE bool workspace_source_take(Workspace *w, Source **ret, Err *err);
void workspace_source_give(Workspace *w, Source *s);

// `s` comes from workspace_snapshot_to_ask; for a request with a plan any will do.
MUST_USE bool workspace_answer(Workspace *w, const Snapshot *s, const AnswerRequest *request,
                               Arena *a, Answer **ret_answer, Err *err);
// The door to the rows, for a use case of its own; given back soon.
MUST_USE bool workspace_door_take(Workspace *w, const Snapshot *s, const atomic_bool *cancel,
                                  QueryDoor *ret, Err *err);
void workspace_door_give(Workspace *w, QueryDoor *door);
// Where forecasts and the like are kept, and under whose name.
Store *workspace_store(Workspace *w);
Str workspace_id(const Workspace *w);
// A person's SQL: through the gate, then the door.
typedef struct SqlRequest {
    Str sql;
    bool is_own;       // a statement of the house: not through the gate, not from the cache
    uint64_t row_max;  // 0: the workspace's own limit
    const atomic_bool *cancel;
} SqlRequest;
MUST_USE bool workspace_sql(Workspace *w, const Snapshot *s, const SqlRequest *request, Arena *a,
                            QueryResult **ret, Err *err);
// Reads files in, then understands the workspace anew. When only the second fails the rows are in:
// the message says so.
MUST_USE bool workspace_import(Workspace *w, const ImportRequest *request,
                               const ImportProgress *progress, Arena *a, ImportResult **ret,
                               Err *err);
// What came of the import with that mark, as import_write writes it; ret_result->ptr is NULL when
// its rows are not in.
MUST_USE bool workspace_imported(Workspace *w, Str mark, Arena *a, Str *ret_result, Err *err);
// Lays corrections over the model (edits.h). Nothing changes unless all of it is right.
MUST_USE bool workspace_edit(Workspace *w, const Json *patch, Err *err);
// Makes the model anew, after something besides rows and corrections has changed what it says.
MUST_USE bool workspace_model_renew(Workspace *w, Err *err);
// Cleans a table by these steps from now on, also after each import (recipe.h); none: as imported.
// Fails: ERR_NOT_FOUND the table or a column; ERR_INVALID; ERR_DENIED an expression of a step.
MUST_USE bool workspace_clean(Workspace *w, Str table, const Json *steps, Err *err);
// A person's expression over the columns of one table: one that reads nothing else.
MUST_USE bool workspace_expression(Workspace *w, Str table, Str expression, Err *err);

// A table that was deleted, or whose rows were exchanged, is kept for so long, with all that was
// known of it; until then it can be brought back, and nothing sees it. Of the rows that were
// exchanged, the last few of each table are kept.
enum { WORKSPACE_BIN_DAYS = 7, WORKSPACE_EXCHANGED_MAX = 3 };

typedef struct DeletedTable {
    Str id;     // of this deletion: tables of one name may be deleted again and again
    Str table;  // its name
    uint64_t rows;
    Moment deleted_at, kept_until;
    bool is_exchanged;  // not deleted by a person: others took the place of its rows
} DeletedTable;

typedef struct RestoredTable {
    Str table;      // its name
    Str put_aside;  // of what it took the place of, as DeletedTable.id; "" nothing
} RestoredTable;

// Fails: ERR_NOT_FOUND.
MUST_USE bool workspace_delete(Workspace *w, Str table, Arena *a, DeletedTable *ret, Err *err);
// The last deleted first.
MUST_USE bool workspace_deleted(Workspace *w, Arena *a, DeletedTable **ret, size_t *ret_count,
                                Err *err);
// With its rows, recipe, corrections and declared keys. When a table of its own name is there
// again, it takes a number, or, `in_place`, that one goes into the bin. Fails: ERR_NOT_FOUND.
MUST_USE bool workspace_restore(Workspace *w, Str id, bool in_place, Arena *a, RestoredTable *ret,
                                Err *err);
// For good. Fails: ERR_NOT_FOUND.
MUST_USE bool workspace_purge(Workspace *w, Str id, Err *err);
// All whose time has passed; done when it is opened, too.
MUST_USE bool workspace_bin_empty(Workspace *w, Err *err);
