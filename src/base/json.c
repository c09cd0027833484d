#include "base/json.h"

#include <assert.h>

// How deep the brackets of `text` go, whether it is JSON or not.
static int depth_of(Str text) {
    int depth = 0;
    int deepest = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"') in_string = !in_string;
        if (in_string && c == '\\') i++;
        if (in_string) continue;
        if (c == '{' || c == '[') depth++;
        if (c == '}' || c == ']') depth--;
        if (depth > deepest) deepest = depth;
    }
    return deepest;
}

bool json_parse(Str text, Json **ret_json, Err *err) {
    // jansson allows 2048 levels; what recurses over the value, and JsonW, must not break.
    if (depth_of(text) > JSON_DEPTH_MAX) {
        return fail(err, ERR_INVALID, "JSON nested deeper than %d levels", JSON_DEPTH_MAX);
    }
    json_error_t problem;
    Json *json = json_loadb(text.ptr ? text.ptr : "", text.len,
                            JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (!json) {
        return fail(err, ERR_INVALID, "not valid JSON at line %d, column %d: %s", problem.line,
                    problem.column, problem.text);
    }
    *ret_json = json;
    return true;
}

void json_done(Json **json) {
    json_decref(*json);
    *json = NULL;
}

// A type of member, and its name in an error.
typedef struct Form {
    bool (*is)(const Json *);
    const char *name;
} Form;

static bool is_string(const Json *j) { return json_is_string(j); }
static bool is_integer(const Json *j) { return json_is_integer(j); }
static bool is_number(const Json *j) { return json_is_number(j); }
static bool is_boolean(const Json *j) { return json_is_boolean(j); }
static bool is_array(const Json *j) { return json_is_array(j); }
static bool is_object(const Json *j) { return json_is_object(j); }

static const Form FORM_STRING = {is_string, ERR_WORD("a text")};
static const Form FORM_INTEGER = {is_integer, ERR_WORD("a whole number")};
static const Form FORM_NUMBER = {is_number, ERR_WORD("a number")};
static const Form FORM_BOOLEAN = {is_boolean, ERR_WORD("true or false")};
static const Form FORM_ARRAY = {is_array, ERR_WORD("an array")};
static const Form FORM_OBJECT = {is_object, ERR_WORD("an object")};

// The member, NULL when absent or null; checks that it is there and of the form wanted.
static bool member_find(const Json *o, const char *key, bool required, const Form *form,
                        const Json **ret, Err *err) {
    *ret = NULL;
    if (!json_is_object(o)) return fail(err, ERR_INVALID, "a JSON object was expected");
    const Json *member = json_object_get(o, key);
    if (!member || json_is_null(member)) {
        return required ? fail(err, ERR_INVALID, "field '%s' is missing", key) : true;
    }
    if (!form->is(member)) return fail(err, ERR_INVALID, "field '%s' must be %s", key, form->name);
    *ret = member;
    return true;
}

bool json_get_str(const Json *o, const char *key, bool required, Str *ret, Err *err) {
    const Json *m = NULL;
    if (!member_find(o, key, required, &FORM_STRING, &m, err)) return false;
    if (m) *ret = str_of(json_string_value(m), json_string_length(m));
    return true;
}

bool json_get_int(const Json *o, const char *key, bool required, int64_t *ret, Err *err) {
    const Json *m = NULL;
    if (!member_find(o, key, required, &FORM_INTEGER, &m, err)) return false;
    if (m) *ret = json_integer_value(m);
    return true;
}

bool json_get_float(const Json *o, const char *key, bool required, double *ret, Err *err) {
    const Json *m = NULL;
    if (!member_find(o, key, required, &FORM_NUMBER, &m, err)) return false;
    if (m) *ret = json_number_value(m);
    return true;
}

bool json_get_bool(const Json *o, const char *key, bool required, bool *ret, Err *err) {
    const Json *m = NULL;
    if (!member_find(o, key, required, &FORM_BOOLEAN, &m, err)) return false;
    if (m) *ret = json_is_true(m);
    return true;
}

bool json_get_array(const Json *o, const char *key, bool required, const Json **ret, Err *err) {
    return member_find(o, key, required, &FORM_ARRAY, ret, err);
}

bool json_get_object(const Json *o, const char *key, bool required, const Json **ret, Err *err) {
    return member_find(o, key, required, &FORM_OBJECT, ret, err);
}

bool json_only(const Json *o, const char *const *names, Err *err) {
    if (!json_is_object(o)) return fail(err, ERR_INVALID, "a JSON object was expected");
    // jansson's iterators want a mutable object, though they change nothing.
    for (void *at = json_object_iter((Json *)o); at; at = json_object_iter_next((Json *)o, at)) {
        Str key = str_from(json_object_iter_key(at));
        size_t i = 0;
        while (names[i] && !str_eq(key, str_from(names[i]))) i++;
        if (!names[i]) {
            return fail(err, ERR_INVALID, "field '" STR_F "' is not known here", STR_A(key));
        }
    }
    return true;
}
