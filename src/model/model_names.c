#include "model/model_names.h"

#include "model/name_words.h"

static bool missing(const char *what, Str name, Nearest near, Err *err) {
    if (near.name.len == 0) {
        return fail(err, ERR_NOT_FOUND, "no %s `" STR_F "`", what, STR_A(name));
    }
    return fail(err, ERR_NOT_FOUND, "no %s `" STR_F "`; is `" STR_F "` meant?", what, STR_A(name),
                STR_A(near.name));
}

bool model_names_table(const Model *m, Str name, int *ret_table, Err *err) {
    int table = model_table(m, name);
    Nearest near = name_words_nearest(name);
    for (size_t i = 0; table < 0 && i < m->table_count; i++) {
        name_words_try(&near, m->tables[i].name);
    }
    if (table < 0) return missing(ERR_WORD("table"), name, near, err);
    *ret_table = table;
    return true;
}

bool model_names_column(const Model *m, int table, Str name, int *ret_column, Err *err) {
    const ModelTable *t = &m->tables[table];
    int column = model_column(t, name);
    Nearest near = name_words_nearest(name);
    for (size_t i = 0; column < 0 && i < t->column_count; i++) {
        name_words_try(&near, t->columns[i].name);
    }
    if (column < 0) {
        (void)missing(ERR_WORD("column"), name, near, err);
        Err cause = *err;
        return fail(err, ERR_NOT_FOUND, "table `" STR_F "`: %s", STR_A(t->name), cause.message);
    }
    *ret_column = column;
    return true;
}

bool model_names_reference(const Model *m, Str text, ColumnRef *ret, Err *err) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '.') continue;
        int table = model_table(m, str_slice(text, 0, i));
        int column = table < 0 ? -1 : model_column(&m->tables[table], str_skip(text, i + 1));
        if (column < 0) continue;
        *ret = (ColumnRef){.table = table, .column = column};
        return true;
    }
    ptrdiff_t dot = str_find_char(text, '.');
    int table = -1, column = -1;
    if (dot < 0) {
        return fail(err, ERR_INVALID, "`" STR_F "` is not of the form table.column", STR_A(text));
    }
    return model_names_table(m, str_slice(text, 0, (size_t)dot), &table, err) &&
           model_names_column(m, table, str_skip(text, (size_t)dot + 1), &column, err);
}

bool model_names_list(const Json *o, const char *key, Arena *a, StrList *ret, Err *err) {
    const Json *array = NULL;
    if (!json_get_array(o, key, false, &array, err)) return false;
    if (!array) return true;
    size_t count = json_array_size(array);
    Str *items = arena_new(a, Str, count);
    for (size_t i = 0; i < count; i++) {
        const Json *item = json_array_get(array, i);
        if (!json_is_string(item)) {
            return fail(err, ERR_INVALID, "field '%s' must be a list of texts", key);
        }
        items[i] = str_dup(a, str_of(json_string_value(item), json_string_length(item)));
    }
    *ret = (StrList){.items = items, .count = count};
    return true;
}

bool model_names_meanings(const Json *o, const char *key, Arena *a, ModelColumn *c, Err *err) {
    const Json *object = NULL;
    if (!json_get_object(o, key, false, &object, err)) return false;
    if (!object) return true;
    ValueMeaning *meanings = arena_new(a, ValueMeaning, json_object_size(object));
    size_t count = 0;
    const char *value = NULL;
    Json *meaning = NULL;
    json_object_foreach((Json *)object, value, meaning) {
        if (!json_is_string(meaning)) {
            return fail(err, ERR_INVALID, "field '%s': the meaning of '%s' must be a text", key,
                        value);
        }
        Str text = str_of(json_string_value(meaning), json_string_length(meaning));
        meanings[count++] =
            (ValueMeaning){.value = str_dup(a, str_from(value)), .meaning = str_dup(a, text)};
    }
    c->meanings = meanings;
    c->meaning_count = count;
    return true;
}

bool model_names_text(const Json *o, const char *key, bool required, Arena *a, Str *ret, Err *err) {
    Str text = {0};
    if (!json_get_str(o, key, required, &text, err)) return false;
    if (text.ptr) *ret = str_dup(a, text);
    return true;
}
