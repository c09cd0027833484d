#include "flow/dashboard_doc.h"

#include <assert.h>

#include "flow/dashboard_card.h"

enum { REMOVED_KEPT = 200, NAME_BYTES_MAX = 300, REFRESH_MAX_S = 86400, REFRESH_MIN_S = 5 };

// Cards and filters are lists of things with an id, changed alike.
typedef struct Things {
    const char *list, *one;
    size_t most;
    bool (*members)(const Json *thing, Err *err);
    bool (*whole)(const Json *thing, Err *err);
} Things;

static const Things CARDS = {ERR_WORD("cards"), ERR_WORD("card"), DASHBOARD_CARDS_MAX,
                             dashboard_card_members, dashboard_card_whole};
static const Things FILTERS = {ERR_WORD("filters"), ERR_WORD("filter"), DASHBOARD_FILTERS_MAX,
                               dashboard_card_filter_members, dashboard_card_filter_whole};

// One change on its way into the document.
typedef struct Changing {
    Json *doc;  // a copy of its own
    const DashboardChanges *all;
    const Json *change;
    Buf *what;
    Err *err;
} Changing;

static Str text_of(const Json *o, const char *name) {
    const Json *value = json_object_get(o, name);
    if (!json_is_string(value)) return S("");
    return str_of(json_string_value(value), json_string_length(value));
}

static size_t find(const Json *list, Str id) {
    size_t at = 0;
    while (at < json_array_size(list) && !str_eq(text_of(json_array_get(list, at), "id"), id)) at++;
    return at;
}

static const Json *found(const Json *doc, const char *name, Str id) {
    const Json *list = json_object_get(doc, name);
    return json_array_get(list, find(list, id));
}

const Json *dashboard_doc_card(const Json *doc, Str id) { return found(doc, "cards", id); }
const Json *dashboard_doc_filters(const Json *doc) { return json_object_get(doc, "filters"); }

// ---- what was done, in words ----

// "moved cards; renamed it", each once.
static void said(Buf *what, const char *verb, Str name) {
    CLEANUP(buf_done) Buf phrase;
    if (what->len + name.len + 40 > DASHBOARD_WHAT_MAX) return;  // enough was said
    buf_init(&phrase, DASHBOARD_WHAT_MAX);
    buf_add_z(&phrase, verb);
    if (name.len > 0) buf_add_fmt(&phrase, " '" STR_F "'", STR_A(name));
    if (str_contains(buf_str(what), buf_str(&phrase))) return;
    if (what->len > 0) buf_add(what, S("; "));
    buf_add(what, buf_str(&phrase));
}

// ---- merging ----

static void merge(Json *into, const Json *from) {
    // jansson's iterators want a mutable object, though they change nothing.
    Json *mutable = (Json *)(uintptr_t)from;
    for (void *at = json_object_iter(mutable); at; at = json_object_iter_next(mutable, at)) {
        const char *key = json_object_iter_key(at);
        Json *value = json_object_iter_value(at);
        if (json_is_null(value)) {
            json_object_del(into, key);
        } else {
            json_object_set_new(into, key, json_deep_copy(value));
        }
    }
}

static int64_t bottom_of(const Json *cards) {
    int64_t bottom = 0;
    for (size_t i = 0; i < json_array_size(cards); i++) {
        const Json *card = json_array_get(cards, i);
        int64_t end = json_integer_value(json_object_get(card, "y")) +
                      json_integer_value(json_object_get(card, "h"));
        if (end > bottom) bottom = end;
    }
    return bottom;
}

static void filter_fill(Json *filter) {
    static const char *const TEXTS[] = {"column", "label"};
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        if (!json_object_get(filter, TEXTS[i])) {
            json_object_set_new(filter, TEXTS[i], json_string(""));
        }
    }
    if (!json_object_get(filter, "values")) json_object_set_new(filter, "values", json_array());
}

static void thing_fill(const Things *kind, Json *thing, const Json *list) {
    if (kind == &CARDS) {
        dashboard_card_fill(thing, bottom_of(list));
    } else {
        filter_fill(thing);
    }
}

// A changed question without a plan of its own is read anew: the old plan answers another one.
static void plan_forget(const Things *kind, Json *thing, const Json *patch) {
    bool reworded =
        kind == &CARDS && json_object_get(patch, "question") && !json_object_get(patch, "plan") &&
        !json_equal(json_object_get(patch, "question"), json_object_get(thing, "question"));
    if (reworded) json_object_del(thing, "plan");
}

static bool thing_add(const Things *kind, Json *list, const Json *patch, Err *err) {
    if (json_array_size(list) >= kind->most) {
        return fail(err, ERR_LIMIT, "a dashboard takes %zu %s at most", kind->most, kind->list);
    }
    Json *fresh = json_object();
    merge(fresh, patch);
    thing_fill(kind, fresh, list);
    bool ok = kind->whole(fresh, err);
    json_array_append_new(list, fresh);
    return ok;
}

static bool thing_change(const Things *kind, Json *thing, const Json *patch, Err *err) {
    plan_forget(kind, thing, patch);
    merge(thing, patch);
    thing_fill(kind, thing, NULL);
    return kind->whole(thing, err);
}

// The version at which it was removed; 0 it was not.
static int64_t removed_at(const Json *doc, Str id) {
    return json_integer_value(json_object_get(found(doc, "removed", id), "version"));
}

static void removed_forget(Json *doc, Str id) {
    Json *list = json_object_get(doc, "removed");
    size_t at = find(list, id);
    if (at < json_array_size(list)) json_array_remove(list, at);
}

static void removed_note(Json *doc, Str id, int64_t version) {
    Json *list = json_object_get(doc, "removed");
    removed_forget(doc, id);
    if (json_array_size(list) >= REMOVED_KEPT) json_array_remove(list, 0);
    Json *mark = json_object();
    json_object_set_new(mark, "id", json_stringn(id.ptr, id.len));
    json_object_set_new(mark, "version", json_integer(version));
    json_array_append_new(list, mark);
}

// ---- the operations ----

static bool thing_put(Changing *c, const Things *kind) {
    const Json *patch = json_object_get(c->change, kind->one);
    if (!patch) return fail(c->err, ERR_INVALID, "the change has no '%s'", kind->one);
    if (!kind->members(patch, c->err)) return false;
    Str id = text_of(patch, "id");
    Json *list = json_object_get(c->doc, kind->list);
    size_t at = find(list, id);
    if (at < json_array_size(list)) {
        Json *thing = json_array_get(list, at);
        if (!thing_change(kind, thing, patch, c->err)) return false;
        said(c->what, kind == &CARDS ? "changed" : "changed the filter",
             kind == &CARDS ? dashboard_card_name(thing) : text_of(thing, "label"));
        return true;
    }
    // A whole one is put back, which is how a removal is undone; a change of a part is late.
    if (removed_at(c->doc, id) > c->all->base && !json_object_get(patch, "kind")) {
        return fail(c->err, ERR_CONFLICT,
                    "the %s '" STR_F
                    "' was removed by somebody else meanwhile; load the dashboard "
                    "again",
                    kind->one, STR_A(id));
    }
    if (!thing_add(kind, list, patch, c->err)) return false;
    removed_forget(c->doc, id);
    const Json *thing = json_array_get(list, json_array_size(list) - 1);
    said(c->what, kind == &CARDS ? "added" : "added the filter",
         kind == &CARDS ? dashboard_card_name(thing) : text_of(thing, "label"));
    return true;
}

// What is gone already is gone as wished.
static bool thing_remove(Changing *c, const Things *kind) {
    Str id = {0};
    if (!json_get_str(c->change, "id", true, &id, c->err)) return false;
    Json *list = json_object_get(c->doc, kind->list);
    size_t at = find(list, id);
    if (at == json_array_size(list)) return true;
    const Json *thing = json_array_get(list, at);
    said(c->what, kind == &CARDS ? "removed" : "removed the filter",
         kind == &CARDS ? dashboard_card_name(thing) : text_of(thing, "label"));
    // `id` may live in the list's item.
    removed_note(c->doc, id, c->all->version);
    json_array_remove(list, at);
    return true;
}

static bool card_put(Changing *c) { return thing_put(c, &CARDS); }
static bool card_remove(Changing *c) { return thing_remove(c, &CARDS); }
static bool filter_put(Changing *c) { return thing_put(c, &FILTERS); }
static bool filter_remove(Changing *c) { return thing_remove(c, &FILTERS); }

static bool name_check(const Json *name, Err *err) {
    size_t bytes = json_string_length(name);
    bool blank = str_trim(str_of(json_string_value(name), bytes)).len == 0;
    if (json_is_string(name) && !blank && bytes <= NAME_BYTES_MAX) return true;
    return fail(err, ERR_INVALID, "a dashboard needs a name of %d bytes at most", NAME_BYTES_MAX);
}

static bool refresh_check(const Json *seconds, Err *err) {
    json_int_t s = json_integer_value(seconds);
    bool ok = json_is_integer(seconds) && (s == 0 || (s >= REFRESH_MIN_S && s <= REFRESH_MAX_S));
    if (ok) return true;
    return fail(err, ERR_INVALID, "'refresh_seconds' must be 0 or %d to %d", REFRESH_MIN_S,
                REFRESH_MAX_S);
}

static bool fields_set(Changing *c) {
    static const char *const NAMES[] = {"name", "refresh_seconds", "favourite", NULL};
    const Json *fields = NULL;
    if (!json_get_object(c->change, "fields", true, &fields, c->err)) return false;
    if (!json_only(fields, NAMES, c->err)) return false;
    Json *name = json_object_get(fields, "name");
    Json *seconds = json_object_get(fields, "refresh_seconds");
    if (name) {
        if (!name_check(name, c->err)) return false;
        if (!json_equal(name, json_object_get(c->doc, "name"))) {
            said(c->what, "renamed to", text_of(fields, "name"));
        }
        json_object_set(c->doc, "name", name);
    }
    if (!seconds) return true;
    if (!refresh_check(seconds, c->err)) return false;
    if (!json_equal(seconds, json_object_get(c->doc, "refresh_seconds"))) {
        said(c->what, "set how often it refreshes", (Str){0});
    }
    json_object_set(c->doc, "refresh_seconds", seconds);
    return true;
}

// Where a card stands; one that another removed is passed over.
static bool place_set(Changing *c, const Json *place, size_t *moved) {
    static const char *const NAMES[] = {"id", "x", "y", "w", "h", NULL};
    if (!json_is_object(place)) return fail(c->err, ERR_INVALID, "a place must be an object");
    if (!json_only(place, NAMES, c->err) || !dashboard_card_members(place, c->err)) return false;
    Json *list = json_object_get(c->doc, "cards");
    Json *card = json_array_get(list, find(list, text_of(place, "id")));
    if (!card) return true;
    CLEANUP(json_done) Json *before = json_copy(card);
    merge(card, place);
    dashboard_card_fill(card, 0);
    *moved += !json_equal(before, card);
    return dashboard_card_whole(card, c->err);
}

static bool layout_set(Changing *c) {
    const Json *places = NULL;
    size_t moved = 0;
    if (!json_get_array(c->change, "cards", true, &places, c->err)) return false;
    for (size_t i = 0; i < json_array_size(places); i++) {
        if (!place_set(c, json_array_get(places, i), &moved)) return false;
    }
    if (moved > 0) said(c->what, moved == 1 ? "moved a card" : "moved cards", (Str){0});
    return true;
}

static const struct {
    const char *name;
    bool (*apply)(Changing *c);
} OPS[] = {
    {"set", fields_set},    {"card", card_put},     {"remove_card", card_remove},
    {"layout", layout_set}, {"filter", filter_put}, {"remove_filter", filter_remove},
};

static bool change_apply(Changing *c) {
    static const char *const NAMES[] = {"op", "fields", "card", "id", "cards", "filter", NULL};
    Str op = {0};
    if (!json_is_object(c->change)) return fail(c->err, ERR_INVALID, "a change must be an object");
    if (!json_get_str(c->change, "op", true, &op, c->err)) return false;
    if (!json_only(c->change, NAMES, c->err)) return false;
    for (size_t i = 0; i < COUNT_OF(OPS); i++) {
        if (str_eq(op, str_from(OPS[i].name))) return OPS[i].apply(c);
    }
    return fail(c->err, ERR_INVALID, "'" STR_F "' is no change of a dashboard", STR_A(op));
}

bool dashboard_doc_change(const Json *doc, const DashboardChanges *changes, Buf *what,
                          Json **ret_doc, Err *err) {
    assert(doc && changes && ret_doc);
    size_t count = json_array_size(changes->list);
    if (count > DASHBOARD_CHANGES_MAX) {
        return fail(err, ERR_LIMIT, "%zu changes at once: at most %d", count,
                    DASHBOARD_CHANGES_MAX);
    }
    CLEANUP(json_done) Json *copy = json_deep_copy(doc);
    for (size_t i = 0; i < count; i++) {
        Changing c = {copy, changes, json_array_get(changes->list, i), what, err};
        if (!change_apply(&c)) return false;
    }
    *ret_doc = json_incref(copy);
    return true;
}

// ---- a new one ----

static bool list_fill(Json *doc, const Things *kind, const Json *in, Err *err) {
    const Json *list = NULL;
    Json *into = json_object_get(doc, kind->list);
    if (!json_get_array(in, kind->list, false, &list, err)) return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const Json *thing = json_array_get(list, i);
        if (!kind->members(thing, err)) return false;
        if (find(into, text_of(thing, "id")) < json_array_size(into)) {
            return fail(err, ERR_INVALID, "two %s have the id '" STR_F "'", kind->list,
                        STR_A(text_of(thing, "id")));
        }
        if (!thing_add(kind, into, thing, err)) return false;
    }
    return true;
}

bool dashboard_doc_new(const Json *in, Json **ret_doc, Err *err) {
    Json *name = json_object_get(in, "name");
    Json *seconds = json_object_get(in, "refresh_seconds");
    if (!name_check(name, err) || (seconds && !refresh_check(seconds, err))) return false;
    CLEANUP(json_done) Json *doc = json_object();
    json_object_set(doc, "name", name);
    json_object_set_new(doc, "refresh_seconds", seconds ? json_incref(seconds) : json_integer(0));
    json_object_set_new(doc, "filters", json_array());
    json_object_set_new(doc, "cards", json_array());
    json_object_set_new(doc, "removed", json_array());
    if (!list_fill(doc, &FILTERS, in, err) || !list_fill(doc, &CARDS, in, err)) return false;
    *ret_doc = json_incref(doc);
    return true;
}

bool dashboard_doc_filters_check(const Json *filters, Err *err) {
    CLEANUP(json_done) Json *doc = json_object();
    CLEANUP(json_done) Json *in = json_object();
    json_object_set_new(doc, "filters", json_array());
    json_object_set(in, "filters", (Json *)(uintptr_t)filters);
    return list_fill(doc, &FILTERS, in, err);
}
