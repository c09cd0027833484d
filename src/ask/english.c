#include "ask/english.h"

#include <string.h>

static Str text_all(void) { return str_of(ENGLISH_TEXT, ENGLISH_TEXT_LEN); }

static int word_order(Str x, Str y) {
    size_t len = x.len < y.len ? x.len : y.len;
    int order = memcmp(x.ptr, y.ptr, len);
    return order != 0 ? order : (x.len > y.len) - (x.len < y.len);
}

// The line around byte `at`.
static Str line_around(Str text, size_t at) {
    size_t first = at, end = at;
    while (first > 0 && text.ptr[first - 1] != '\n') first--;
    while (end < text.len && text.ptr[end] != '\n') end++;
    return str_slice(text, first, end);
}

static bool line_find(Str word, Str *ret_line) {
    Str text = text_all();
    size_t low = 0, high = text.len;
    while (low < high) {
        Str line = line_around(text, low + (high - low) / 2), rest = line;
        Str here = str_next_word(&rest);
        int order = word_order(word, here);
        if (order == 0) {
            *ret_line = line;
            return true;
        }
        size_t first = (size_t)(line.ptr - text.ptr);
        if (order < 0) high = first;
        if (order > 0) low = first + line.len + 1;
    }
    return false;
}

static bool word_find(Str word, English *ret) {
    Str line = {0}, rest, part;
    if (word.len == 0 || word.len > ENGLISH_WORD_MAX || !line_find(word, &line)) return false;
    rest = line;
    *ret = (English){.word = str_next_word(&rest)};
    part = str_next_word(&rest);
    ret->part = part.len > 0 ? part.ptr[0] : 'n';
    ret->rest = rest;
    // An irregular form leads to its base.
    if (!str_starts(str_trim(rest), S(">"))) return true;
    Str base = str_skip(str_next_word(&rest), 1);
    return line_find(base, &line) && word_find(base, ret);
}

static const struct {
    const char *ending, *instead;
} ENDINGS[] = {{"s", ""},   {"es", ""},  {"ies", "y"}, {"ied", "y"}, {"ed", ""},
               {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"er", ""},   {"est", ""}};

static bool is_double(Str word) {
    return word.len > 3 && word.ptr[word.len - 1] == word.ptr[word.len - 2];
}

bool english_find(Str word, English *ret) {
    bool found = word_find(word, ret);
    // "hired" is an adjective that is near to nothing: better the verb that it is a form of.
    bool poor = found && ret->part == 'a' && str_trim(ret->rest).len == 0;
    if (found && !poor) return true;
    char base[ENGLISH_WORD_MAX];
    for (size_t i = 0; i < COUNT_OF(ENDINGS) && word.len < sizeof base; i++) {
        Str ending = str_from(ENDINGS[i].ending), instead = str_from(ENDINGS[i].instead);
        if (!str_ends(word, ending) || word.len < ending.len + 3) continue;
        size_t len = word.len - ending.len;
        memcpy(base, word.ptr, len);
        memcpy(base + len, instead.ptr, instead.len);
        if (word_find(str_of(base, len + instead.len), ret)) return true;
        // "stopped", "planning"
        bool twice = is_double(str_of(base, len)) && instead.len == 0;
        if (twice && word_find(str_of(base, len - 1), ret)) return true;
    }
    return found;
}

bool english_next(English *e, EnglishNear *ret) {
    Str word = str_next_word(&e->rest);
    if (word.len < 2) return false;
    *ret = (EnglishNear){.mark = (EnglishMark)word.ptr[0], .word = str_skip(word, 1)};
    return true;
}
