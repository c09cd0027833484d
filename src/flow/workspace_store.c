#include "flow/workspace_store.h"

#include <assert.h>
#include <stdlib.h>

#include "flow/edits.h"
#include "store/store_model.h"
#include "store/store_setting.h"
#include "store/store_workspace.h"
#include "sys/clock.h"

enum { STATE_BYTES_MAX = 512 << 20 };

#define KEY_FACTS S("facts")
#define KEY_MODEL S("model")
#define KEY_CHANGING S("changing")
#define AUTHOR_OWNER S("owner")

static bool known_make(Store *store, Str workspace, Arena *a, Err *err) {
    StoreWorkspace found = {0};
    if (store_workspace_get(store, workspace, a, &found, err)) return true;
    if (err->code != ERR_NOT_FOUND) return false;
    StoreWorkspace fresh = {.id = workspace, .name = workspace, .created_at = clock_now()};
    return store_workspace_add(store, &fresh, err);
}

static bool document_put(Store *store, Str workspace, Str key, const Buf *text, Err *err) {
    if (!buf_check(text, ERR_WORD("what is known of the workspace"), err)) return false;
    return store_setting_put(store, workspace, key, buf_str(text), err);
}

// *ret_json stays NULL when there is no such document, or what is there is no JSON: both are
// documents that can be made anew from the rows.
static bool document_get(Store *store, Str workspace, Str key, Json **ret_json, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(STATE_BYTES_MAX);
    Str text = {0};
    if (!store_setting_get(store, workspace, key, a, &text, err)) return false;
    Err unread = {0};
    if (text.ptr && !json_parse(text, ret_json, &unread)) *ret_json = NULL;
    return true;
}

// The newest corrections with their version; none is version 0.
static bool edits_get(Store *store, Str workspace, int64_t *ret_version, Json **ret_edits,
                      Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(STATE_BYTES_MAX);
    StoreModel kept = {0};
    if (!store_model_get(store, workspace, 0, a, &kept, err)) {
        if (err->code != ERR_NOT_FOUND) return false;
        *ret_version = 0;
        *ret_edits = edits_none();
        return true;
    }
    *ret_version = kept.version;
    return json_parse(kept.json, ret_edits, err);
}

static bool edits_put(Store *store, Str workspace, const Json *edits, Err *err) {
    CLEANUP(json_done) Json *kept = NULL;
    int64_t version = 0;
    if (!edits_get(store, workspace, &version, &kept, err)) return false;
    if (json_equal(kept, edits)) return true;
    char *text = json_dumps(edits, JSON_COMPACT);
    if (!text) return fail(err, ERR_LIMIT, "out of memory");
    StoreModel fresh = {.json = str_from(text), .author = AUTHOR_OWNER, .created_at = clock_now()};
    bool ok = store_model_add(store, workspace, version, &fresh, &version, err);
    free(text);
    return ok;
}

static bool facts_put(Store *store, Str workspace, const Facts *facts, Err *err) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, STATE_BYTES_MAX);
    JsonW w = jsonw_to(&text);
    facts_write(&w, facts);
    return document_put(store, workspace, KEY_FACTS, &text, err);
}

static bool model_put(Store *store, Str workspace, const Model *model, Err *err) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, STATE_BYTES_MAX);
    JsonW w = jsonw_to(&text);
    model_write(&w, model);
    return document_put(store, workspace, KEY_MODEL, &text, err);
}

bool workspace_store_save(Store *store, Str workspace, const WorkspaceState *state, Err *err) {
    assert(state->facts && state->edits && state->model);
    if (!store_begin(store, STORE_DURABLE, err)) return false;
    bool ok = facts_put(store, workspace, state->facts, err) &&
              edits_put(store, workspace, state->edits, err) &&
              model_put(store, workspace, state->model, err) &&
              store_setting_remove(store, workspace, KEY_CHANGING, err);
    if (ok) return store_commit(store, err);
    store_rollback(store);
    return false;
}

static bool facts_get(Store *store, Str workspace, Facts **ret, Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    Err unread = {0};
    if (!document_get(store, workspace, KEY_FACTS, &json, err)) return false;
    if (!json || !facts_read(json, ret, &unread)) *ret = facts_new();
    return true;
}

bool workspace_store_changing(Store *store, Str workspace, bool changing, Err *err) {
    if (changing) return store_setting_put(store, workspace, KEY_CHANGING, S("1"), err);
    return store_setting_remove(store, workspace, KEY_CHANGING, err);
}

static bool changing_get(Store *store, Str workspace, bool *ret, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str text = {0};
    if (!store_setting_get(store, workspace, KEY_CHANGING, a, &text, err)) return false;
    *ret = text.ptr != NULL;
    return true;
}

static bool model_get(Store *store, Str workspace, Arena *a, const Model **ret, Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    Model *model = NULL;
    Err unread = {0};
    if (!document_get(store, workspace, KEY_MODEL, &json, err)) return false;
    if (json && model_read(json, a, &model, &unread)) *ret = model;
    return true;
}

bool workspace_store_load(Store *store, Str workspace, Arena *a, WorkspaceState *ret_state,
                          Err *err) {
    WorkspaceState state = {0};
    int64_t version = 0;
    bool ok = known_make(store, workspace, a, err) &&
              changing_get(store, workspace, &state.was_changing, err) &&
              facts_get(store, workspace, &state.facts, err) &&
              edits_get(store, workspace, &version, &state.edits, err) &&
              model_get(store, workspace, a, &state.model, err);
    if (!ok) {
        facts_free(state.facts);
        json_decref(state.edits);
        return false;
    }
    *ret_state = state;
    return true;
}
