#include "flow/outlook_said.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 12, DIGITS = 15 };

typedef enum Saying { SAY_NOTHING, SAY_SENTENCE, SAY_NAME } Saying;

typedef struct Member {
    const char *key;
    Saying saying;
} Member;

static const Member MEMBERS[] = {
    {"headline", SAY_SENTENCE}, {"explanation", SAY_SENTENCE},
    {"text", SAY_SENTENCE},     {"notes", SAY_SENTENCE},
    {"name", SAY_NAME},         {"label", SAY_NAME},
    {"measure", SAY_NAME},
};

static Saying saying_of(const char *key) {
    for (size_t i = 0; i < COUNT_OF(MEMBERS); i++) {
        if (strcmp(MEMBERS[i].key, key) == 0) return MEMBERS[i].saying;
    }
    return SAY_NOTHING;
}

static Json *said(const Json *text, Saying saying, Words w) {
    Str english = str_of(json_string_value(text), json_string_length(text));
    Str words = saying == SAY_NAME ? words_name(w, english) : words_message(w, english);
    return json_stringn(words.ptr, words.len);
}

static void say_members(Json *object, Words w, int depth);

static void say_items(Json *list, Saying saying, Words w, int depth) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        Json *item = json_array_get(list, i);
        if (json_is_string(item) && saying != SAY_NOTHING) {
            json_array_set_new(list, i, said(item, saying, w));
        } else if (json_is_object(item)) {
            say_members(item, w, depth + 1);
        }
    }
}

static void say_members(Json *object, Words w, int depth) {
    const char *key = NULL;
    Json *value = NULL;
    if (depth > DEPTH_MAX) return;
    json_object_foreach(object, key, value) {
        Saying saying = saying_of(key);
        if (json_is_array(value)) say_items(value, saying, w, depth);
        if (json_is_object(value)) say_members(value, w, depth + 1);
        if (json_is_string(value) && saying != SAY_NOTHING) {
            json_object_set_new(object, key, said(value, saying, w));
        }
    }
}

bool outlook_said_write(JsonW *out, Str json, Words w, Err *err) {
    if (words_are_english(w)) {
        jsonw_raw(out, json);
        return true;
    }
    CLEANUP(json_done) Json *root = NULL;
    if (!json_parse(json, &root, err)) return false;
    say_members(root, w, 0);
    char *text = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    if (!text) return fail(err, ERR_INTERNAL, "the forecast could not be written");
    jsonw_raw(out, str_from(text));
    free(text);
    return true;
}
