#include "api/schema.h"

#include <assert.h>

typedef struct TypeInfo {
    const char *json;    // JSON Schema's type
    const char *format;  // NULL none
    const char *wanted;  // in an error
} TypeInfo;

static const TypeInfo TYPES[] = {
    [FIELD_TEXT] = {"string", NULL, ERR_WORD("a text")},
    [FIELD_INTEGER] = {"integer", NULL, ERR_WORD("a whole number")},
    [FIELD_NUMBER] = {"number", NULL, ERR_WORD("a number")},
    [FIELD_FLAG] = {"boolean", NULL, ERR_WORD("true or false")},
    [FIELD_DATE] = {"string", "date", ERR_WORD("a date like 2026-11-21")},
    [FIELD_MOMENT] = {"string", "date-time", ERR_WORD("a date and time like 2026-11-21T08:05:00Z")},
    [FIELD_OBJECT] = {"object", NULL, ERR_WORD("an object")},
    [FIELD_LIST] = {"array", NULL, ERR_WORD("a list")},
    [FIELD_ROWS] = {"array", NULL, ERR_WORD("a list of rows")},
    [FIELD_ANY] = {NULL, NULL, ERR_WORD("a value")},
};

// A browser takes a time without "Z" for one of its own zone.
static bool is_moment(const char *text) {
    Str all = str_from(text);
    Date date = 0;
    return all.len > 11 && all.ptr[10] == 'T' && str_ends(all, S("Z")) &&
           date_parse_iso(str_slice(all, 0, 10), &date);
}

static bool type_fits(FieldType type, const Json *json) {
    Date date = 0;
    switch (type) {
        case FIELD_TEXT: return json_is_string(json);
        case FIELD_MOMENT: return json_is_string(json) && is_moment(json_string_value(json));
        case FIELD_INTEGER: return json_is_integer(json);
        case FIELD_NUMBER: return json_is_number(json);
        case FIELD_FLAG: return json_is_boolean(json);
        case FIELD_DATE:
            return json_is_string(json) && date_parse_iso(str_from(json_string_value(json)), &date);
        case FIELD_OBJECT: return json_is_object(json);
        case FIELD_LIST:
        case FIELD_ROWS: return json_is_array(json);
        case FIELD_ANY: return true;
    }
    assert(false);
    return false;
}

static const Field *field_find(const Shape *shape, const char *name) {
    for (const Field *f = shape->fields; f->name; f++) {
        if (str_eq(str_from(f->name), str_from(name))) return f;
    }
    return NULL;
}

static bool list_check(const Field *f, const Json *list, Err *err) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const Json *item = json_array_get(list, i);
        if (f->shape && !schema_check(f->shape, item, err)) return false;
        if (!f->shape && !json_is_string(item)) {
            return fail(err, ERR_INVALID, "item %zu of '%s' must be a text", i + 1, f->name);
        }
    }
    return true;
}

static bool field_check(const Field *f, const Json *json, Err *err) {
    if (!type_fits(f->type, json)) {
        return fail(err, ERR_INVALID, "field '%s' must be %s", f->name, TYPES[f->type].wanted);
    }
    if (f->type == FIELD_OBJECT && f->shape) return schema_check(f->shape, json, err);
    if (f->type == FIELD_LIST) return list_check(f, json, err);
    return true;
}

bool schema_check(const Shape *shape, const Json *json, Err *err) {
    if (!json_is_object(json)) {
        return fail(err, ERR_INVALID, "a JSON object is expected (%s)", shape->name);
    }
    for (const Field *f = shape->fields; f->name; f++) {
        const Json *member = json_object_get(json, f->name);
        bool absent = !member || json_is_null(member);
        if (absent && f->required) return fail(err, ERR_INVALID, "field '%s' is missing", f->name);
        if (!absent && !field_check(f, member, err)) return false;
    }
    // jansson's iterators want a mutable object, though they change nothing.
    for (void *at = json_object_iter((Json *)json); at;
         at = json_object_iter_next((Json *)json, at)) {
        const char *name = json_object_iter_key(at);
        if (field_find(shape, name)) continue;
        return fail(err, ERR_INVALID, "field '%.100s' is not known here", name);
    }
    return true;
}

void schema_write_ref(JsonW *w, const Shape *shape) {
    char room[128];
    Buf text = {.ptr = room, .cap = sizeof room, .max = sizeof room};
    buf_add_fmt(&text, "#/components/schemas/%s", shape->name);
    jsonw_object(w);
    jsonw_key_str(w, "$ref", buf_str(&text));
    jsonw_end(w);
}

static void items_write(JsonW *w, const Field *f) {
    jsonw_key(w, S("items"));
    if (f->shape) {
        schema_write_ref(w, f->shape);
        return;
    }
    jsonw_object(w);
    jsonw_key_str(w, "type", f->type == FIELD_ROWS ? S("array") : S("string"));
    jsonw_end(w);
}

static void field_write(JsonW *w, const Field *f) {
    jsonw_key(w, str_from(f->name));
    if (f->type == FIELD_OBJECT && f->shape) {
        schema_write_ref(w, f->shape);
        return;
    }
    const TypeInfo *info = &TYPES[f->type];
    jsonw_object(w);
    if (info->json) jsonw_key_str(w, "type", str_from(info->json));
    if (info->format) jsonw_key_str(w, "format", str_from(info->format));
    if (*f->about) jsonw_key_str(w, "description", str_from(f->about));
    if (f->type == FIELD_LIST || f->type == FIELD_ROWS) items_write(w, f);
    jsonw_end(w);
}

void schema_write(JsonW *w, const Shape *shape) {
    jsonw_object(w);
    jsonw_key_str(w, "type", S("object"));
    jsonw_key_str(w, "description", str_from(shape->about));
    jsonw_key_object(w, "properties");
    for (const Field *f = shape->fields; f->name; f++) field_write(w, f);
    jsonw_end(w);
    jsonw_key_array(w, "required");
    for (const Field *f = shape->fields; f->name; f++) {
        if (f->required) jsonw_str(w, str_from(f->name));
    }
    jsonw_end(w);
    jsonw_end(w);
}
