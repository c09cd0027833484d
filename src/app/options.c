#include "app/options.h"

#include <assert.h>

typedef struct OptionTable {
    const Option *options;
    size_t count;
} OptionTable;

static const Option *option_find(const OptionTable *t, Str name) {
    for (size_t i = 0; i < t->count; i++) {
        if (str_eq(str_from(t->options[i].name), name)) return &t->options[i];
    }
    return NULL;
}

static bool value_set(const Option *o, const char *value, Err *err) {
    switch (o->kind) {
        case OPTION_FLAG: return fail(err, ERR_INVALID, "%s takes no value", o->name);
        case OPTION_TEXT: *(const char **)o->target = value; return true;
        case OPTION_DATE:
            if (date_parse_iso(str_from(value), o->target)) return true;
            return fail(err, ERR_INVALID, "%s: '%s' is not a date like 2026-11-21", o->name, value);
        case OPTION_INT:
            if (str_to_int(str_from(value), o->target)) return true;
            return fail(err, ERR_INVALID, "%s: '%s' is not a whole number", o->name, value);
    }
    assert(false);
    return false;
}

// The option at the front of argv (of `left` arguments); *ret_used is how many it took.
static bool option_take(const OptionTable *t, char **argv, int left, int *ret_used, Err *err) {
    Str text = str_from(argv[0]);
    ptrdiff_t equals = str_find_char(text, '=');
    Str name = equals == STR_NONE ? text : str_slice(text, 0, (size_t)equals);
    const Option *o = option_find(t, name);
    if (!o) return fail(err, ERR_INVALID, "unknown option " STR_F, STR_A(name));
    *ret_used = 1;
    if (equals != STR_NONE) return value_set(o, argv[0] + equals + 1, err);
    if (o->kind == OPTION_FLAG) {
        *(bool *)o->target = true;
        return true;
    }
    if (left < 2) return fail(err, ERR_INVALID, "%s needs a value", o->name);
    *ret_used = 2;
    return value_set(o, argv[1], err);
}

bool options_read(int argc, char **argv, const Option *options, size_t option_count, int *ret_count,
                  Err *err) {
    const OptionTable table = {options, option_count};
    int kept = 0;
    bool only_positional = false;
    for (int at = 0; at < argc;) {
        Str text = str_from(argv[at]);
        if (!only_positional && str_eq(text, S("--"))) {
            only_positional = true;
            at++;
        } else if (!only_positional && str_starts(text, S("--"))) {
            int used = 0;
            if (!option_take(&table, argv + at, argc - at, &used, err)) return false;
            at += used;
        } else {
            argv[kept++] = argv[at++];
        }
    }
    *ret_count = kept;
    return true;
}
