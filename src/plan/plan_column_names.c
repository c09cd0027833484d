// Names of result columns.
#include "plan/plan_words.h"

static Str slug(Str label, Arena *a) {
    char *text = arena_alloc(a, label.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < label.len; i++) {
        unsigned char c = (unsigned char)label.ptr[i];
        bool is_word =
            c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_word)
            text[len++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        else if (len > 0 && text[len - 1] != '_')
            text[len++] = '_';
    }
    while (len > 0 && text[len - 1] == '_') len--;
    return len > 0 ? str_of(text, len) : S("value");
}

static bool taken(const Str *names, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq_nocase(names[i], name)) return true;
    }
    return false;
}

Str *plan_words_names(const Model *m, const Plan *p, Arena *a) {
    size_t count = p->dimension_count + p->measure_count;
    Str *names = arena_new(a, Str, count);
    for (size_t i = 0; i < count; i++) {
        bool is_dimension = i < p->dimension_count;
        Str label = is_dimension
                        ? plan_words_dimension(m, p, i, words_english(a))
                        : plan_words_measure(m, p, i - p->dimension_count, words_english(a));
        Str name = slug(label, a);
        Str unique = name;
        for (int k = 2; taken(names, i, unique); k++) {
            unique = str_fmt(a, STR_F "_%d", STR_A(name), k);
        }
        names[i] = unique;
    }
    return names;
}

Str plan_words_compare_name(Str measure_name, ComparePart part, Arena *a) {
    static const char *const SUFFIXES[] = {
        [PART_BEFORE] = "before", [PART_CHANGE] = "change", [PART_CHANGE_RATE] = "growth"};
    return str_fmt(a, STR_F "_%s", STR_A(measure_name), SUFFIXES[part]);
}
