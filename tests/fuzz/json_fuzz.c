// What parses must write out again as valid UTF-8 that parses to the same value, and typed
// reading of any member must not break.
#include "base/json.h"

#include <assert.h>
#include <stdlib.h>

#include "base/jsonw.h"
#include "base/utf8.h"

enum { OUT_MAX = 1 << 24 };

static void value_write(JsonW *w, const Json *value);

static void object_write(JsonW *w, const Json *object) {
    jsonw_object(w);
    for (void *at = json_object_iter((Json *)object); at;
         at = json_object_iter_next((Json *)object, at)) {
        jsonw_key(w, str_from(json_object_iter_key(at)));
        value_write(w, json_object_iter_value(at));
    }
    jsonw_end(w);
}

static void array_write(JsonW *w, const Json *array) {
    jsonw_array(w);
    for (size_t i = 0; i < json_array_size(array); i++) value_write(w, json_array_get(array, i));
    jsonw_end(w);
}

static void value_write(JsonW *w, const Json *value) {
    switch (json_typeof(value)) {
        case JSON_OBJECT: object_write(w, value); break;
        case JSON_ARRAY: array_write(w, value); break;
        case JSON_STRING:
            jsonw_str(w, str_of(json_string_value(value), json_string_length(value)));
            break;
        case JSON_INTEGER: jsonw_int(w, json_integer_value(value)); break;
        case JSON_REAL: jsonw_float(w, json_real_value(value)); break;
        case JSON_TRUE: jsonw_bool(w, true); break;
        case JSON_FALSE: jsonw_bool(w, false); break;
        case JSON_NULL: jsonw_null(w); break;
    }
}

// A whole real number is written without its point, so 1.0 comes back as the integer 1:
// what is compared is the text after a second turn.
static void write_twice(const Json *json) {
    CLEANUP(buf_done) Buf first;
    CLEANUP(buf_done) Buf second;
    CLEANUP(json_done) Json *again = NULL;
    Err err;
    buf_init(&first, OUT_MAX);
    buf_init(&second, OUT_MAX);
    JsonW w = jsonw_to(&first);
    value_write(&w, json);
    assert(utf8_valid(buf_str(&first)));
    if (!json_parse(buf_str(&first), &again, &err)) abort();
    w = jsonw_to(&second);
    value_write(&w, again);
    assert(str_eq(buf_str(&first), buf_str(&second)));
}

static void members_read(const Json *json) {
    Err err;
    Str text = {0};
    int64_t whole = 0;
    double number = 0;
    bool flag = false;
    const Json *inner = NULL;
    static const char *const NAMES[] = {"a", "b", NULL};
    bool read = json_get_str(json, "a", true, &text, &err);
    read |= json_get_int(json, "a", true, &whole, &err);
    read |= json_get_float(json, "a", false, &number, &err);
    read |= json_get_bool(json, "a", false, &flag, &err);
    read |= json_get_array(json, "a", false, &inner, &err);
    read |= json_get_object(json, "b", true, &inner, &err);
    read |= json_only(json, NAMES, &err);
    (void)read;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(json_done) Json *json = NULL;
    Err err;
    if (!json_parse(str_of((const char *)data, size), &json, &err)) return 0;
    members_read(json);
    write_twice(json);
    return 0;
}
