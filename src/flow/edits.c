#include "flow/edits.h"

#include <assert.h>

#include "flow/edits_rename.h"

// One list of the document, and the members that tell its items apart.
typedef struct EditList {
    const char *name;
    const char *ids[2];
} EditList;

static const EditList LISTS[] = {
    {"tables", {"table", NULL}},
    {"columns", {"table", "column"}},
    {"metrics", {"name", NULL}},
};

// Pairs of columns. What is said of a pair in one list takes back what the other said.
static const char *const PAIRS[] = {"relationships", "not_relationships"};

static const char DEFAULT_METRIC[] = "default_metric";

Json *edits_none(void) { return json_object(); }

static bool is_same(const EditList *list, const Json *x, const Json *y) {
    for (size_t i = 0; i < COUNT_OF(list->ids) && list->ids[i]; i++) {
        if (!json_equal(json_object_get(x, list->ids[i]), json_object_get(y, list->ids[i]))) {
            return false;
        }
    }
    return true;
}

static bool item_check(const EditList *list, const Json *item, size_t at, Err *err) {
    for (size_t i = 0; i < COUNT_OF(list->ids) && list->ids[i]; i++) {
        if (json_is_string(json_object_get(item, list->ids[i]))) continue;
        return fail(err, ERR_INVALID, "item %zu of '%s' has no '%s'", at + 1, list->name,
                    list->ids[i]);
    }
    return true;
}

// Members of `patch` replace those of `item`; null removes.
static void item_merge(Json *item, Json *patch) {
    const char *key = NULL;
    Json *value = NULL;
    json_object_foreach(patch, key, value) {
        if (json_is_null(value)) {
            json_object_del(item, key);
        } else {
            json_object_set(item, key, value);
        }
    }
}

// The list of that name in `edits`, made when it is not there.
static Json *list_of(Json *edits, const char *name) {
    Json *list = json_object_get(edits, name);
    if (list) return list;
    list = json_array();
    json_object_set_new(edits, name, list);
    return list;
}

static size_t id_count(const EditList *list) { return list->ids[1] ? 2 : 1; }

static bool list_merge(Json *edits, const EditList *kind, const Json *patch, Err *err) {
    const Json *news = NULL;
    if (!json_get_array(patch, kind->name, false, &news, err)) return false;
    for (size_t i = 0; i < json_array_size(news); i++) {
        Json *item = json_array_get(news, i);
        if (!item_check(kind, item, i, err)) return false;
        Json *list = list_of(edits, kind->name);
        size_t at = 0;
        while (at < json_array_size(list) && !is_same(kind, json_array_get(list, at), item)) at++;
        if (at == json_array_size(list)) json_array_append_new(list, json_object());
        item_merge(json_array_get(list, at), item);
        bool says_nothing = json_object_size(json_array_get(list, at)) == id_count(kind);
        if (says_nothing) json_array_remove(list, at);
    }
    return true;
}

static size_t item_find(const Json *list, const Json *item) {
    size_t at = 0;
    while (at < json_array_size(list) && !json_equal(json_array_get(list, at), item)) at++;
    return at;
}

static bool pairs_merge(Json *edits, size_t which, const Json *patch, Err *err) {
    const Json *news = NULL;
    if (!json_get_array(patch, PAIRS[which], false, &news, err)) return false;
    for (size_t i = 0; i < json_array_size(news); i++) {
        Json *item = json_array_get(news, i);
        Json *list = list_of(edits, PAIRS[which]);
        if (item_find(list, item) == json_array_size(list)) json_array_append(list, item);
        Json *other = json_object_get(edits, PAIRS[1 - which]);
        size_t at = item_find(other, item);
        if (at < json_array_size(other)) json_array_remove(other, at);
    }
    return true;
}

static bool default_merge(Json *edits, const Json *patch, Err *err) {
    Json *name = json_object_get(patch, DEFAULT_METRIC);
    if (!name) return true;
    if (json_is_null(name)) {
        json_object_del(edits, DEFAULT_METRIC);
        return true;
    }
    if (!json_is_string(name)) return fail(err, ERR_INVALID, "'%s' must be a text", DEFAULT_METRIC);
    json_object_set(edits, DEFAULT_METRIC, name);
    return true;
}

bool edits_merge(const Json *edits, const Json *patch, Json **ret_edits, Err *err) {
    assert(edits && ret_edits);
    static const char *const MEMBERS[] = {
        "tables",         "columns", "metrics", "relationships", "not_relationships",
        "default_metric", NULL};
    if (!json_only(patch, MEMBERS, err)) return false;
    CLEANUP(json_done) Json *merged = json_deep_copy(edits);
    for (size_t i = 0; i < COUNT_OF(LISTS); i++) {
        if (!list_merge(merged, &LISTS[i], patch, err)) return false;
    }
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        if (!pairs_merge(merged, i, patch, err)) return false;
    }
    if (!default_merge(merged, patch, err)) return false;
    *ret_edits = json_incref(merged);
    return true;
}

static bool speaks_of(const Json *item, Str table) {
    Str named = str_from(json_string_value(json_object_get(item, "table")));
    return named.ptr && str_eq(named, table);
}

// ["a.x", "b.y"] touches a and b.
static bool relates(const Json *pair, Str table) {
    for (size_t i = 0; i < json_array_size(pair); i++) {
        Str end = str_from(json_string_value(json_array_get(pair, i)));
        if (str_starts(end, table) && end.len > table.len && end.ptr[table.len] == '.') return true;
    }
    return false;
}

// Keeps the items that are about the table, or the others.
static Json *edits_part(const Json *edits, Str table, bool about) {
    Json *part = json_deep_copy(edits);
    for (size_t i = 0; i < COUNT_OF(LISTS); i++) {
        Json *list = json_object_get(part, LISTS[i].name);
        for (size_t k = json_array_size(list); k-- > 0;) {
            if (speaks_of(json_array_get(list, k), table) != about) json_array_remove(list, k);
        }
    }
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        Json *pairs = json_object_get(part, PAIRS[i]);
        for (size_t k = json_array_size(pairs); k-- > 0;) {
            if (relates(json_array_get(pairs, k), table) != about) json_array_remove(pairs, k);
        }
    }
    return part;
}

Json *edits_without_table(const Json *edits, Str table) { return edits_part(edits, table, false); }

Json *edits_of_table(const Json *edits, Str table) {
    Json *about = edits_part(edits, table, true);
    json_object_del(about, DEFAULT_METRIC);
    return about;
}

static void list_return(Json *edits, const EditList *kind, const EditsReturn *r) {
    Json *kept = json_object_get(r->kept, kind->name);
    for (size_t i = 0; i < json_array_size(kept); i++) {
        CLEANUP(json_done) Json *item = json_deep_copy(json_array_get(kept, i));
        edits_rename_item(item, r->table, r->as);
        Json *list = list_of(edits, kind->name);
        size_t at = 0;
        while (at < json_array_size(list) && !is_same(kind, json_array_get(list, at), item)) at++;
        if (at == json_array_size(list)) json_array_append(list, item);
    }
}

static void pairs_return(Json *edits, size_t which, const EditsReturn *r) {
    Json *kept = json_object_get(r->kept, PAIRS[which]);
    for (size_t i = 0; i < json_array_size(kept); i++) {
        CLEANUP(json_done) Json *pair = json_deep_copy(json_array_get(kept, i));
        edits_rename_pair(pair, r->table, r->as);
        Json *list = list_of(edits, PAIRS[which]);
        Json *other = json_object_get(edits, PAIRS[1 - which]);
        bool is_new = item_find(list, pair) == json_array_size(list) &&
                      item_find(other, pair) == json_array_size(other);
        if (is_new) json_array_append(list, pair);
    }
}

Json *edits_with_returned(const Json *edits, const EditsReturn *r) {
    Json *all = json_deep_copy(edits);
    for (size_t i = 0; i < COUNT_OF(LISTS); i++) list_return(all, &LISTS[i], r);
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) pairs_return(all, i, r);
    return all;
}
