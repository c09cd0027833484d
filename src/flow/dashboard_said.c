#include "flow/dashboard_said.h"

#include "base/vec.h"
#include "flow/dashboard_parts.h"
#include "flow/dashboard_template.h"
#include "words/words_language.h"

typedef struct Said {
    Str from, to;
} Said;

typedef struct Sayings {
    Arena *a;
    VEC(Said) all;
} Sayings;

// Where a template's words stand in a board.
static const struct {
    const char *list, *text;
} PLACES[] = {{"cards", "title"}, {"filters", "label"}};

static Str text_of(const Json *o, const char *name) {
    const Json *value = json_object_get(o, name);
    return json_is_string(value) ? str_of(json_string_value(value), json_string_length(value))
                                 : (Str){0};
}

static void said_add(Sayings *s, Str from, Str to) {
    if (from.len == 0 || str_eq(from, to)) return;
    *vec_push(s->a, &s->all) = (Said){str_dup(s->a, from), str_dup(s->a, to)};
}

// The same template in two languages: card by card, where none was left out for its words.
static void docs_pair(Sayings *s, const Json *from, const Json *to) {
    for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
        const Json *theirs = json_object_get(from, PLACES[i].list);
        const Json *ours = json_object_get(to, PLACES[i].list);
        if (json_array_size(theirs) != json_array_size(ours)) continue;
        for (size_t k = 0; k < json_array_size(ours); k++) {
            said_add(s, text_of(json_array_get(theirs, k), PLACES[i].text),
                     text_of(json_array_get(ours, k), PLACES[i].text));
        }
    }
}

typedef struct Templates {
    DashboardTemplate list[DASHBOARD_TEMPLATES_MAX];
    size_t count;
} Templates;

static Templates templates_of(const Model *m, Date today, Words w) {
    Templates t = {0};
    t.count = dashboard_template_list(m, today, w, t.list);
    return t;
}

static void templates_done(Templates *t) {
    for (size_t i = 0; i < t->count; i++) dashboard_template_done(&t->list[i]);
}

static void templates_pair(Sayings *s, const Templates *from, const Templates *to) {
    for (size_t i = 0; i < from->count; i++) {
        for (size_t k = 0; k < to->count; k++) {
            if (!str_eq(from->list[i].id, to->list[k].id)) continue;
            docs_pair(s, from->list[i].doc, to->list[k].doc);
        }
    }
}

static bool has_text(const Json *list, const char *name, Str text) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (str_eq(text_of(json_array_get(list, i), name), text)) return true;
    }
    return false;
}

// One of the templates has all of these words: there is nothing to say otherwise.
static bool is_said(const Templates *ours, const Json *doc) {
    for (size_t t = 0; t < ours->count; t++) {
        bool all = true;
        for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
            const Json *list = json_object_get(doc, PLACES[i].list);
            const Json *known = json_object_get(ours->list[t].doc, PLACES[i].list);
            for (size_t k = 0; k < json_array_size(list) && all; k++) {
                all = has_text(known, PLACES[i].text,
                               text_of(json_array_get(list, k), PLACES[i].text));
            }
        }
        if (all) return true;
    }
    return false;
}

// On one day: false when nothing needs to be said.
static bool sayings_of_day(Sayings *s, const Model *m, Date day, Words w, const Json *doc) {
    const Language *languages[WORDS_LANGUAGES_MAX];
    size_t count = words_language_list(languages);
    Templates ours = templates_of(m, day, w);
    bool done = is_said(&ours, doc);
    for (size_t i = 0; i < count && !done; i++) {
        Templates theirs = templates_of(m, day, words_for(s->a, languages[i]));
        templates_pair(s, &theirs, &ours);
        templates_done(&theirs);
    }
    templates_done(&ours);
    return !done;
}

// A template speaks of "yesterday" while the data has one, and of the past 30 days later.
static void sayings_find(Sayings *s, const Model *m, Date today, Words w, const Json *doc) {
    DashboardParts parts = {0};
    if (!dashboard_parts_find(m, s->a, &parts)) return;
    if (sayings_of_day(s, m, today, w, doc)) {
        (void)sayings_of_day(s, m, parts.days.end, w, doc);
    }
}

// Whoever makes a card by hand gives it another kind of id.
static bool has_template_card(const Json *doc) {
    const Json *cards = json_object_get(doc, "cards");
    for (size_t i = 0; i < json_array_size(cards); i++) {
        if (str_starts(text_of(json_array_get(cards, i), "id"), S("card-"))) return true;
    }
    return false;
}

static void text_say(const Sayings *s, Json *o, const char *name) {
    Str text = text_of(o, name);
    for (size_t i = 0; i < s->all.count; i++) {
        const Said *said = &s->all.items[i];
        if (!str_eq(said->from, text)) continue;
        json_object_set_new(o, name, json_stringn(said->to.ptr, said->to.len));
        return;
    }
}

void dashboard_said(const Model *m, Date today, Words w, Json *doc) {
    Sayings s = {.a = w.a};
    Str name = dashboard_said_name(w, text_of(doc, "name"));
    json_object_set_new(doc, "name", json_stringn(name.ptr, name.len));
    if (!has_template_card(doc)) return;
    sayings_find(&s, m, today, w, doc);
    for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
        Json *list = json_object_get(doc, PLACES[i].list);
        for (size_t k = 0; k < json_array_size(list); k++) {
            text_say(&s, json_array_get(list, k), PLACES[i].text);
        }
    }
}

Str dashboard_said_name(Words w, Str name) {
    const Language *languages[WORDS_LANGUAGES_MAX];
    size_t count = words_language_list(languages);
    for (size_t t = 0; dashboard_template_name(t); t++) {
        const char *own = dashboard_template_name(t);
        for (size_t i = 0; i < count; i++) {
            Str said = words_text(words_for(w.a, languages[i]), own);
            if (str_eq(said, name)) return words_text(w, own);
        }
    }
    return str_dup(w.a, name);
}
