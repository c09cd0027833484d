#include "words/words_match.h"

#include <assert.h>
#include <string.h>

// Takes "{name}" off the front of *rest.
static Str slot_name(Str *rest) {
    ptrdiff_t close = str_find_char(*rest, '}');
    assert(close != STR_NONE && close <= WORDS_SLOT_BYTES);
    Str name = str_slice(*rest, 1, (size_t)close);
    *rest = str_skip(*rest, (size_t)close + 1);
    return name;
}

static void slot_set(WordsMatch *m, Str name, Str value) {
    assert(m->count < WORDS_SLOTS_MAX);
    char *copy = m->names[m->count];
    memcpy(copy, name.ptr, name.len);
    copy[name.len] = '\0';
    m->slots[m->count++] = (WordsSlot){copy, value};
}

bool words_match(Str text, Str said, WordsMatch *ret) {
    *ret = (WordsMatch){0};
    Str rest = text, left = said;
    while (rest.len > 0) {
        ptrdiff_t open = str_find_char(rest, '{');
        Str plain = str_slice(rest, 0, open == STR_NONE ? rest.len : (size_t)open);
        if (!str_starts(left, plain)) return false;
        left = str_skip(left, plain.len);
        rest = str_skip(rest, plain.len);
        if (rest.len == 0) break;
        Str name = slot_name(&rest);
        ptrdiff_t next = str_find_char(rest, '{');
        Str after = str_slice(rest, 0, next == STR_NONE ? rest.len : (size_t)next);
        bool is_last = next == STR_NONE;
        if (is_last && (left.len < after.len || !str_ends(left, after))) return false;
        ptrdiff_t end = is_last ? (ptrdiff_t)(left.len - after.len) : str_find(left, after);
        if (end == STR_NONE) return false;
        slot_set(ret, name, str_slice(left, 0, (size_t)end));
        left = str_skip(left, (size_t)end);
    }
    return left.len == 0;
}
