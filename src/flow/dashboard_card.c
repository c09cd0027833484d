#include "flow/dashboard_card.h"

#include <string.h>

#include "base/date.h"
#include "flow/dashboard_doc.h"

typedef enum MemberType {
    MEMBER_TEXT,
    MEMBER_WHOLE,
    MEMBER_NUMBER,
    MEMBER_OBJECT,
    MEMBER_LIST
} MemberType;

typedef struct Member {
    const char *name;
    MemberType type;
    int least, most;  // of bytes, or of the number
} Member;

static const Member CARD[] = {
    {"id", MEMBER_TEXT, 1, 64},      {"kind", MEMBER_TEXT, 1, 16},
    {"title", MEMBER_TEXT, 0, 300},  {"x", MEMBER_WHOLE, 0, DASHBOARD_COLUMNS - 1},
    {"y", MEMBER_WHOLE, 0, 10000},   {"w", MEMBER_WHOLE, 1, DASHBOARD_COLUMNS},
    {"h", MEMBER_WHOLE, 1, 100},     {"question", MEMBER_TEXT, 0, 4000},
    {"plan", MEMBER_OBJECT, 0, 0},   {"sql", MEMBER_TEXT, 0, 64 * 1024},
    {"text", MEMBER_TEXT, 0, 20000}, {"image", MEMBER_TEXT, 0, DASHBOARD_IMAGE_MAX * 4 / 3 + 64},
    {"chart", MEMBER_TEXT, 0, 40},   {"target", MEMBER_NUMBER, 0, 0},
    {"note", MEMBER_TEXT, 0, 4000},
};

static const Member FILTER[] = {
    {"id", MEMBER_TEXT, 1, 64},
    {"column", MEMBER_TEXT, 0, 300},
    {"label", MEMBER_TEXT, 0, 200},
    {"op", MEMBER_TEXT, 1, 16},
    {"values", MEMBER_LIST, 0, DASHBOARD_VALUES_MAX},
};

// What a card of a kind can't be without (one of them), and how large it is at first.
typedef struct Kind {
    const char *name;
    const char *needs[3];
    int w, h;
} Kind;

static const Kind KINDS[] = {
    {"question", {"question", "plan"}, 6, 4},
    {"sql", {"sql"}, 6, 4},
    {"plan", {"plan"}, 6, 4},
    {"text", {"text"}, 4, 2},
    {"image", {"image"}, 3, 3},
    {"kpi", {"question", "plan", "sql"}, 3, 2},
};

static const char *const OPS[] = {"in", "between", "period"};
static const char *const IMAGES[] = {"data:image/png;base64,", "data:image/jpeg;base64,",
                                     "data:image/webp;base64,", "data:image/gif;base64,"};

static Str text_of(const Json *o, const char *name) {
    const Json *value = json_object_get(o, name);
    if (!json_is_string(value)) return S("");
    return str_of(json_string_value(value), json_string_length(value));
}

Str dashboard_card_name(const Json *card) {
    Str title = text_of(card, "title");
    return title.len > 0 ? title : text_of(card, "kind");
}

static bool id_is_plain(Str id) {
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!word && c != '-' && c != '_') return false;
    }
    return true;
}

static bool size_check(const Member *m, Str id, size_t bytes, Err *err) {
    if (bytes >= (size_t)m->least && bytes <= (size_t)m->most) return true;
    return fail(err, bytes > (size_t)m->most ? ERR_LIMIT : ERR_INVALID,
                "'" STR_F "': '%s' has %zu, it must have %d to %d", STR_A(id), m->name, bytes,
                m->least, m->most);
}

static bool member_check(const Member *m, Str id, const Json *value, Err *err) {
    static const char *const WANTED[] = {ERR_WORD("a text"), ERR_WORD("a whole number"),
                                         ERR_WORD("a number"), ERR_WORD("an object"),
                                         ERR_WORD("a list")};
    const bool fits[] = {json_is_string(value), json_is_integer(value), json_is_number(value),
                         json_is_object(value), json_is_array(value)};
    if (!fits[m->type]) {
        return fail(err, ERR_INVALID, "'" STR_F "': '%s' must be %s", STR_A(id), m->name,
                    WANTED[m->type]);
    }
    if (m->type == MEMBER_TEXT) return size_check(m, id, json_string_length(value), err);
    if (m->type == MEMBER_LIST) return size_check(m, id, json_array_size(value), err);
    json_int_t n = json_integer_value(value);
    if (m->type != MEMBER_WHOLE || (n >= m->least && n <= m->most)) return true;
    return fail(err, ERR_INVALID, "'" STR_F "': '%s' must be %d to %d", STR_A(id), m->name,
                m->least, m->most);
}

static const Member *member_find(const Member *members, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(members[i].name, name) == 0) return &members[i];
    }
    return NULL;
}

static bool members_check(const Json *o, const Member *members, size_t count, Err *err) {
    if (!json_is_object(o)) return fail(err, ERR_INVALID, "a card or filter must be an object");
    Str id = text_of(o, "id");
    if (id.len == 0 || !id_is_plain(id)) {
        return fail(err, ERR_INVALID, "a card or filter needs an 'id' of letters and digits");
    }
    // jansson's iterators want a mutable object, though they change nothing.
    Json *mutable = (Json *)(uintptr_t)o;
    for (void *at = json_object_iter(mutable); at; at = json_object_iter_next(mutable, at)) {
        const Member *m = member_find(members, count, json_object_iter_key(at));
        const Json *value = json_object_iter_value(at);
        if (!m) {
            return fail(err, ERR_INVALID, "'" STR_F "': '%.60s' is not known here", STR_A(id),
                        json_object_iter_key(at));
        }
        if (!json_is_null(value) && !member_check(m, id, value, err)) return false;
    }
    return true;
}

static const Kind *kind_find(Str name) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        if (str_eq(str_from(KINDS[i].name), name)) return &KINDS[i];
    }
    return NULL;
}

static bool kind_check(const Json *card, Err *err) {
    const Json *kind = json_object_get(card, "kind");
    if (!kind || kind_find(text_of(card, "kind"))) return true;
    return fail(err, ERR_INVALID,
                "'" STR_F "': 'kind' must be question, sql, plan, text, image or kpi",
                STR_A(text_of(card, "id")));
}

// Pictures that can't run anything, written as the browser gives them.
static bool image_check(const Json *card, Err *err) {
    Str image = text_of(card, "image");
    bool known = image.len == 0;
    for (size_t i = 0; i < COUNT_OF(IMAGES) && !known; i++) {
        known = str_starts(image, str_from(IMAGES[i]));
    }
    ptrdiff_t comma = str_find_char(image, ',');
    for (size_t i = comma < 0 ? image.len : (size_t)comma + 1; i < image.len && known; i++) {
        char c = image.ptr[i];
        known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                c == '+' || c == '/' || c == '=';
    }
    if (known) return true;
    return fail(err, ERR_INVALID, "'" STR_F "': 'image' must be a PNG, JPEG, WebP or GIF data URL",
                STR_A(text_of(card, "id")));
}

bool dashboard_card_members(const Json *card, Err *err) {
    return members_check(card, CARD, COUNT_OF(CARD), err) && kind_check(card, err) &&
           image_check(card, err);
}

bool dashboard_card_whole(const Json *card, Err *err) {
    Str id = text_of(card, "id");
    const Kind *kind = kind_find(text_of(card, "kind"));
    if (!kind) return fail(err, ERR_INVALID, "'" STR_F "': a new card needs its 'kind'", STR_A(id));
    bool has = false;
    for (size_t i = 0; i < COUNT_OF(kind->needs) && kind->needs[i]; i++) {
        const Json *value = json_object_get(card, kind->needs[i]);
        bool blank = str_eq(text_of(card, "kind"), S("text")) ? !value
                     : json_is_string(value)                  ? json_string_length(value) == 0
                                                              : !value;
        has = has || !blank;
    }
    if (!has) {
        return fail(err, ERR_INVALID, "'" STR_F "': a card of kind %s needs '%s'", STR_A(id),
                    kind->name, kind->needs[0]);
    }
    json_int_t x = json_integer_value(json_object_get(card, "x"));
    json_int_t w = json_integer_value(json_object_get(card, "w"));
    if (x + w <= DASHBOARD_COLUMNS) return true;
    return fail(err, ERR_INVALID, "'" STR_F "': the grid has %d columns, x + w is %d", STR_A(id),
                DASHBOARD_COLUMNS, (int)(x + w));
}

static void fill(Json *card, const char *name, json_t *value) {
    if (json_object_get(card, name)) {
        json_decref(value);
    } else {
        json_object_set_new(card, name, value);
    }
}

void dashboard_card_fill(Json *card, int64_t bottom) {
    const Kind *kind = kind_find(text_of(card, "kind"));
    fill(card, "title", json_string(""));
    fill(card, "x", json_integer(0));
    fill(card, "y", json_integer(bottom));
    fill(card, "w", json_integer(kind ? kind->w : 4));
    fill(card, "h", json_integer(kind ? kind->h : 4));
}

bool dashboard_card_filter_members(const Json *filter, Err *err) {
    return members_check(filter, FILTER, COUNT_OF(FILTER), err);
}

static bool value_check(Str id, const Json *value, Err *err) {
    bool scalar = json_is_string(value) || json_is_number(value) || json_is_boolean(value) ||
                  json_is_null(value);
    if (scalar && json_string_length(value) <= 1000) return true;
    return fail(err, ERR_INVALID, "'" STR_F "': 'values' are texts, numbers, true, false or null",
                STR_A(id));
}

static bool op_check(Str id, Str op, size_t values, Err *err) {
    bool known = false;
    for (size_t i = 0; i < COUNT_OF(OPS); i++) known = known || str_eq(op, str_from(OPS[i]));
    if (!known) {
        return fail(err, ERR_INVALID, "'" STR_F "': 'op' must be in, between or period", STR_A(id));
    }
    if (str_eq(op, S("between")) && values != 0 && values != 2) {
        return fail(err, ERR_INVALID, "'" STR_F "': between takes two values", STR_A(id));
    }
    if (!str_eq(op, S("period")) || values <= 2) return true;
    return fail(err, ERR_INVALID, "'" STR_F "': a period is words, or its first and last day",
                STR_A(id));
}

bool dashboard_card_filter_whole(const Json *filter, Err *err) {
    Str id = text_of(filter, "id");
    Str op = text_of(filter, "op");
    Str column = text_of(filter, "column");
    const Json *values = json_object_get(filter, "values");
    if (!op_check(id, op, json_array_size(values), err)) return false;
    if (str_find_char(column, '.') < 1 && (column.len > 0 || !str_eq(op, S("period")))) {
        return fail(err, ERR_INVALID, "'" STR_F "': 'column' must be written table.column",
                    STR_A(id));
    }
    for (size_t i = 0; i < json_array_size(values); i++) {
        if (!value_check(id, json_array_get(values, i), err)) return false;
    }
    return true;
}
