#include "questions.h"

#include "sys/clock.h"
#include "sys/file.h"

enum { SET_MAX = 256 << 20 };

static bool golds_read(const Json *o, Question *q, Err *err) {
    const Json *list = NULL;
    Str sql = {0};
    if (!json_get_str(o, "query", false, &sql, err)) return false;
    if (sql.len > 0) q->golds[q->gold_count++] = sql;
    if (!json_get_array(o, "gold", false, &list, err)) return false;
    for (size_t i = 0; list && i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (text && q->gold_count < COUNT_OF(q->golds)) q->golds[q->gold_count++] = str_from(text);
    }
    return true;
}

static bool question_read(const QuestionSet *set, const char *field, const Json *item, Question *q,
                          Err *err) {
    Str today = {0};
    *q = (Question){.set = set, .today = clock_today()};
    if (!json_get_str(item, field, true, &q->text, err)) return false;
    if (!json_get_str(item, "db_id", false, &q->database, err)) return false;
    if (!json_get_str(item, "db", false, &q->database, err)) return false;
    if (!json_get_str(item, "today", false, &today, err)) return false;
    if (today.len > 0 && !date_parse_iso(today, &q->today)) {
        return fail(err, ERR_INVALID, "not a date: " STR_F, STR_A(today));
    }
    return golds_read(item, q, err);
}

static bool is_alone(const Json *item, const Question *q) {
    return q->gold_count > 0 && json_array_size(json_object_get(item, "context")) == 0;
}

static bool set_read(const Json *item, QuestionSet *set, Err *err) {
    set->field = S("question");
    set->weight = set->sureness = 1;
    return json_get_str(item, "name", true, &set->name, err) &&
           json_get_str(item, "questions", true, &set->questions, err) &&
           json_get_str(item, "databases", true, &set->databases, err) &&
           json_get_str(item, "field", false, &set->field, err) &&
           json_get_float(item, "weight", false, &set->weight, err) &&
           json_get_float(item, "sureness", false, &set->sureness, err) &&
           json_get_bool(item, "more_columns", false, &set->more_columns, err);
}

// Keeps the parsed file in `keep`, so that the questions may point into it.
static bool set_load(QuestionSet *set, const char *data, Json *keep, Arena *a, Questions *ret,
                     Err *err) {
    CLEANUP(arena_freep) Arena *text_arena = arena_create(0);
    Str text = {0};
    Json *all = NULL;
    const char *path = path_join(a, data, set->questions);
    set->databases = str_from(path_join(a, data, set->databases));
    if (!file_read(path, SET_MAX, text_arena, &text, err) || !json_parse(text, &all, err)) {
        return false;
    }
    json_array_append_new(keep, all);
    const char *field = str_z(a, set->field);
    for (size_t i = 0; i < json_array_size(all); i++) {
        const Json *item = json_array_get(all, i);
        Question q = {0};
        if (!question_read(set, field, item, &q, err)) return false;
        if (is_alone(item, &q)) *vec_push(a, ret) = q;
    }
    return true;
}

bool questions_read(const char *path, const char *data, Arena *a, Questions *ret, Json **ret_keep,
                    Err *err) {
    Json *sets = NULL;
    Str text = {0};
    if (!file_read(path, SET_MAX, a, &text, err) || !json_parse(text, &sets, err)) return false;
    *ret_keep = json_array();
    json_array_append_new(*ret_keep, sets);
    for (size_t i = 0; i < json_array_size(sets); i++) {
        QuestionSet *set = arena_new(a, QuestionSet, 1);
        if (!set_read(json_array_get(sets, i), set, err) ||
            !set_load(set, data, *ret_keep, a, ret, err)) {
            return false;
        }
    }
    return true;
}
