#include "flow/kept_said.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 12, DIGITS = 15 };

typedef enum Saying { SAY_NOTHING, SAY_SENTENCE, SAY_NAME } Saying;

typedef struct Member {
    const char *key;
    Saying saying;
} Member;

static const Member OUTLOOK[] = {
    {"headline", SAY_SENTENCE}, {"explanation", SAY_SENTENCE},
    {"text", SAY_SENTENCE},     {"notes", SAY_SENTENCE},
    {"name", SAY_NAME},         {"label", SAY_NAME},
    {"measure", SAY_NAME},      {0},
};
static const Member NOTES[] = {
    {"note", SAY_SENTENCE}, {"notes", SAY_SENTENCE}, {"headline", SAY_SENTENCE}, {0}};

typedef struct Sayer {
    const Member *members;
    Words words;
} Sayer;

static Saying saying_of(const Sayer *s, const char *key) {
    for (const Member *m = s->members; m->key; m++) {
        if (strcmp(m->key, key) == 0) return m->saying;
    }
    return SAY_NOTHING;
}

static Json *said(const Sayer *s, const Json *text, Saying saying) {
    Str english = str_of(json_string_value(text), json_string_length(text));
    Str words =
        saying == SAY_NAME ? words_name(s->words, english) : words_message(s->words, english);
    return json_stringn(words.ptr, words.len);
}

static void say_members(const Sayer *s, Json *object, int depth);

static void say_items(const Sayer *s, Json *list, Saying saying, int depth) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        Json *item = json_array_get(list, i);
        if (json_is_string(item) && saying != SAY_NOTHING) {
            json_array_set_new(list, i, said(s, item, saying));
        } else if (json_is_object(item)) {
            say_members(s, item, depth + 1);
        }
    }
}

static void say_members(const Sayer *s, Json *object, int depth) {
    const char *key = NULL;
    Json *value = NULL;
    if (depth > DEPTH_MAX) return;
    json_object_foreach(object, key, value) {
        Saying saying = saying_of(s, key);
        if (json_is_array(value)) say_items(s, value, saying, depth);
        if (json_is_object(value)) say_members(s, value, depth + 1);
        if (json_is_string(value) && saying != SAY_NOTHING) {
            json_object_set_new(object, key, said(s, value, saying));
        }
    }
}

static bool said_write(JsonW *out, Str json, const Sayer *s, Err *err) {
    if (words_are_plain(s->words)) {
        jsonw_raw(out, json);
        return true;
    }
    CLEANUP(json_done) Json *root = NULL;
    if (!json_parse(json, &root, err)) return false;
    say_members(s, root, 0);
    char *text = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    if (!text) return fail(err, ERR_INTERNAL, "what is kept could not be written");
    jsonw_raw(out, str_from(text));
    free(text);
    return true;
}

bool kept_said_outlook(JsonW *out, Str json, Words w, Err *err) {
    return said_write(out, json, &(Sayer){OUTLOOK, w}, err);
}

bool kept_said_notes(JsonW *out, Str json, Words w, Err *err) {
    return said_write(out, json, &(Sayer){NOTES, w}, err);
}
