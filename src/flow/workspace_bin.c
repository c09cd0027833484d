// Tables that were deleted: taken away with what is known of them, and brought back.
//
// The rows and what was known of the table stand in the engine's own transaction (table_bin.h);
// what is known now stands in the store. workspace_store_changing is on the disk before either, so
// a start after a kill between the two makes the second follow the first.
#include <stdlib.h>

#include "flow/edits.h"
#include "flow/table_bin.h"
#include "flow/workspace_inside.h"
#include "sys/clock.h"
#include "sys/rand.h"

enum { KNOWN_MAX = 8 << 20 };
static const int64_t KEPT_US = WORKSPACE_BIN_DAYS * MOMENT_DAY;

// ---- what is known of a table: {"facts": ..., "edits": ..., "exchanged": true}

static bool known_write(const Workspace *w, Str table, bool is_exchanged, Arena *a, Str *ret,
                        Err *err) {
    CLEANUP(buf_done) Buf text;
    CLEANUP(json_done) Json *edits = edits_of_table(w->edits, table);
    buf_init(&text, KNOWN_MAX);
    JsonW out = jsonw_to(&text);
    char *edits_text = json_dumps(edits, JSON_COMPACT);
    if (!edits_text) return fail(err, ERR_LIMIT, "out of memory");
    jsonw_object(&out);
    jsonw_key(&out, S("facts"));
    facts_table_write(&out, w->facts, table);
    jsonw_key(&out, S("edits"));
    jsonw_raw(&out, str_from(edits_text));
    jsonw_key_bool(&out, "exchanged", is_exchanged);
    jsonw_end(&out);
    free(edits_text);
    if (!buf_check(&text, ERR_WORD("what is known of the table"), err)) return false;
    *ret = str_dup(a, buf_str(&text));
    return true;
}

// Knows again what was known of a table that is back with `rows` rows.
static bool known_return(Workspace *w, const BinItem *item, uint64_t rows, Err *err) {
    CLEANUP(json_done) Json *known = NULL;
    SourceTable as = {.name = item->restored_as, .rows = rows};
    if (!json_parse(item->known, &known, err)) return false;
    EditsReturn edits = {json_object_get(known, "edits"), item->table, item->restored_as};
    workspace_edits_put(w, edits_with_returned(w->edits, &edits));
    return facts_table_return(w->facts, json_object_get(known, "facts"), item->table, &as, err);
}

static void known_forget(Workspace *w, Str table) {
    facts_table_dropped(w->facts, table);
    workspace_edits_put(w, edits_without_table(w->edits, table));
}

// ---- deleting

static bool is_exchanged(const BinItem *item) {
    Err ignored = {0};
    CLEANUP(json_done) Json *known = NULL;
    return json_parse(item->known, &known, &ignored) &&
           json_is_true(json_object_get(known, "exchanged"));
}

static DeletedTable deleted_of(const BinItem *item) {
    return (DeletedTable){.id = item->id,
                          .is_exchanged = is_exchanged(item),
                          .table = item->table,
                          .rows = item->rows,
                          .deleted_at = item->deleted_at,
                          .kept_until = item->deleted_at + KEPT_US};
}

static bool item_make(const Workspace *w, Str table, bool exchanged, Arena *a, BinItem *ret,
                      Err *err) {
    *ret = (BinItem){.table = table, .id = rand_id(a), .deleted_at = clock_now()};
    if (!workspace_table_known(w, table, err) ||
        !known_write(w, table, exchanged, a, &ret->known, err)) {
        return false;
    }
    ret->rows = facts_table(w->facts, table)->rows;
    return true;
}

static bool delete_begin(Workspace *w, void *what, Arena *a, Err *err) {
    BinItem *item = what;
    return item_make(w, item->table, false, a, item, err);
}

static bool delete_run(void *what, Writer *writer, Arena *a, Err *err) {
    return table_bin_put(writer, what, a, err);
}

static bool delete_follow(Workspace *w, void *what, Arena *a, Err *err) {
    (void)a;
    known_forget(w, ((BinItem *)what)->table);
    return workspace_follow(w, err);
}

bool workspace_delete(Workspace *w, Str table, Arena *a, DeletedTable *ret, Err *err) {
    BinItem item = {.table = table};
    const Change change = {
        .what = &item, .begin = delete_begin, .run = delete_run, .follow = delete_follow};
    if (!workspace_change(w, &change, a, err)) return false;
    *ret = deleted_of(&item);
    return true;
}

// ---- exchanging

// A table that is exchanged every night would fill the disk with its nights.
static bool exchanged_thin(Writer *writer, Str table, Arena *a, Err *err) {
    BinItem *items = NULL;
    size_t count = 0;
    size_t kept = 0;
    if (!table_bin_list(engine_writer_source(writer), a, &items, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        const BinItem *item = &items[i];
        bool is_one = item->restored_as.len == 0 && str_eq(item->table, table);
        if (!is_one || !is_exchanged(item) || ++kept <= WORKSPACE_EXCHANGED_MAX) continue;
        if (!table_bin_drop(writer, item, a, err)) return false;
    }
    return true;
}

bool workspace_bin_put_aside(void *workspace, Writer *writer, Str table, Arena *a, Str *ret_id,
                             Err *err) {
    BinItem item = {0};
    if (!item_make(workspace, table, true, a, &item, err) ||
        !table_bin_put(writer, &item, a, err) || !exchanged_thin(writer, table, a, err)) {
        return false;
    }
    *ret_id = item.id;
    return true;
}

// ---- looking

static bool items_list(Workspace *w, Arena *a, BinItem **ret, size_t *ret_count, Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = table_bin_list(source, a, ret, ret_count, err);
    workspace_source_give(w, source);
    return ok;
}

static bool item_find(Workspace *w, Str id, Arena *a, BinItem *ret, Err *err) {
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = table_bin_find(source, id, a, ret, err);
    workspace_source_give(w, source);
    return ok;
}

bool workspace_deleted(Workspace *w, Arena *a, DeletedTable **ret, size_t *ret_count, Err *err) {
    BinItem *items = NULL;
    size_t count = 0;
    if (!items_list(w, a, &items, &count, err)) return false;
    DeletedTable *tables = arena_new(a, DeletedTable, count);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i].restored_as.len == 0) tables[(*ret_count)++] = deleted_of(&items[i]);
    }
    *ret = tables;
    return true;
}

// ---- bringing back

typedef struct Restore {
    BinItem item;
    BinItem instead;  // of its name, which goes into the bin for it; no id: nothing
    bool in_place;
} Restore;

// DuckDB tells names apart by their letters in any case.
static const FactsTable *namesake(const Workspace *w, Str name) {
    for (size_t i = 0; i < w->facts->tables.count; i++) {
        const FactsTable *t = &w->facts->tables.items[i];
        if (str_eq_nocase(t->name, name)) return t;
    }
    return NULL;
}

static Str name_free(const Workspace *w, Str wanted, Arena *a) {
    Str name = wanted;
    for (int n = 2; namesake(w, name); n++) name = str_fmt(a, STR_F "_%d", STR_A(wanted), n);
    return name;
}

static bool restore_begin(Workspace *w, void *what, Arena *a, Err *err) {
    Restore *r = what;
    if (!item_find(w, r->item.id, a, &r->item, err)) return false;
    const FactsTable *there = r->in_place ? namesake(w, r->item.table) : NULL;
    if (!there) {
        r->item.restored_as = name_free(w, r->item.table, a);
        return true;
    }
    r->item.restored_as = r->item.table;
    return item_make(w, str_dup(a, there->name), true, a, &r->instead, err);
}

static bool restore_run(void *what, Writer *writer, Arena *a, Err *err) {
    const Restore *r = what;
    if (r->instead.id.len > 0 && !table_bin_put(writer, &r->instead, a, err)) return false;
    return table_bin_restore(writer, &r->item, a, err);
}

static bool in_transaction(Workspace *w, const BinItem *item,
                           bool (*run)(Writer *, const BinItem *, Arena *, Err *), Err *err) {
    Writer *writer = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!engine_writer_open(w->database, &writer, err)) return false;
    bool ok = engine_begin(writer, err) && run(writer, item, a, err) && engine_commit(writer, err);
    engine_writer_close(writer);
    return ok;
}

static bool restore_follow(Workspace *w, void *what, Arena *a, Err *err) {
    (void)a;
    const Restore *r = what;
    if (r->instead.id.len > 0) known_forget(w, r->instead.table);
    return known_return(w, &r->item, r->item.rows, err) && workspace_follow(w, err) &&
           in_transaction(w, &r->item, table_bin_forget, err);
}

bool workspace_restore(Workspace *w, Str id, bool in_place, Arena *a, RestoredTable *ret,
                       Err *err) {
    Restore restore = {.item = {.id = id}, .in_place = in_place};
    const Change change = {
        .what = &restore, .begin = restore_begin, .run = restore_run, .follow = restore_follow};
    if (!workspace_change(w, &change, a, err)) return false;
    *ret = (RestoredTable){restore.item.restored_as, restore.instead.id};
    return true;
}

// ---- emptying: what is known does not change, so there is nothing to follow

static bool item_drop(Workspace *w, const BinItem *item, Err *err) {
    return in_transaction(w, item, table_bin_drop, err);
}

bool workspace_purge(Workspace *w, Str id, Err *err) {
    BinItem item = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    pthread_mutex_lock(&w->change);
    bool ok = item_find(w, id, a, &item, err) && item_drop(w, &item, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

static bool bin_empty(Workspace *w, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    BinItem *items = NULL;
    size_t count = 0;
    bool ok = items_list(w, a, &items, &count, err);
    for (size_t i = 0; i < count && ok; i++) {
        bool is_past = items[i].deleted_at + KEPT_US <= clock_now();
        if (is_past && items[i].restored_as.len == 0) ok = item_drop(w, &items[i], err);
    }
    return ok;
}

bool workspace_bin_empty(Workspace *w, Err *err) {
    pthread_mutex_lock(&w->change);
    bool ok = bin_empty(w, err);
    pthread_mutex_unlock(&w->change);
    return ok;
}

// ---- the start

static bool item_settle(Workspace *w, const BinItem *item, Err *err) {
    Str name = item->restored_as.len > 0 ? item->restored_as : item->table;
    const FactsTable *there = facts_table(w->facts, name);
    if (item->restored_as.len > 0) return !there || known_return(w, item, there->rows, err);
    if (!there) known_forget(w, name);
    return true;
}

bool workspace_bin_settle(Workspace *w, bool was_changing, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    BinItem *items = NULL;
    size_t count = 0;
    if (!was_changing) return true;
    if (!items_list(w, a, &items, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!item_settle(w, &items[i], err)) return false;
    }
    return true;
}

bool workspace_bin_settled(Workspace *w, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    BinItem *items = NULL;
    size_t count = 0;
    if (!items_list(w, a, &items, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        if (items[i].restored_as.len == 0) continue;
        if (!in_transaction(w, &items[i], table_bin_forget, err)) return false;
    }
    return bin_empty(w, err);
}
