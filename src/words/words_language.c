#include "words/words_language.h"

#include <string.h>

#include "words/words_table.h"

enum { RANGES_MAX = 32, TAG_MAX = 35 };  // more of a header is not read; RFC 5646, 4.4.1

static const struct Language ENGLISH = {.tag = "en"};

typedef struct Range {
    Str tag;
    int quality;  // thousandths
} Range;

static const Language *by_tag(Str tag) {
    if (str_eq_nocase(tag, S("en"))) return &ENGLISH;
    for (size_t i = 0; i < WORDS_LANGUAGE_COUNT; i++) {
        if (str_eq_nocase(tag, str_from(WORDS_LANGUAGES[i].tag))) return &WORDS_LANGUAGES[i];
    }
    return NULL;
}

// "zh-Hant-TW" is "zh-Hant", and that is "zh".
const Language *words_language(Str tag) {
    if (tag.len > TAG_MAX) return NULL;
    for (size_t len = tag.len; len > 0; len--) {
        bool is_end = len == tag.len || tag.ptr[len] == '-' || tag.ptr[len] == '_';
        const Language *found = is_end ? by_tag(str_slice(tag, 0, len)) : NULL;
        if (found) return found;
    }
    return NULL;
}

// ";q=0.8" in thousandths; what is not understood counts as 0, so that it is not preferred.
static int quality_of(Str parameters) {
    Str text = str_trim(parameters);
    if (text.len == 0) return 1000;
    double value = 0;
    text = str_cut_prefix_nocase(text, S("q="));
    if (!str_to_float(text, &value) || !(value >= 0 && value <= 1)) return 0;
    return (int)(value * 1000 + 0.5);
}

static size_t ranges_read(Str header, Range ranges[static RANGES_MAX]) {
    size_t count = 0;
    Str rest = header, part = {0};
    while (count < RANGES_MAX && str_next_part(&rest, ',', &part)) {
        ptrdiff_t at = str_find_char(part, ';');
        Str tag = str_trim(at == STR_NONE ? part : str_slice(part, 0, (size_t)at));
        int quality = at == STR_NONE ? 1000 : quality_of(str_skip(part, (size_t)at + 1));
        if (tag.len > 0) ranges[count++] = (Range){tag, quality};
    }
    return count;
}

// "en;q=0": anything but English.
static bool is_refused(const Range *ranges, size_t count, const Language *language) {
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].quality == 0 && by_tag(ranges[i].tag) == language) return true;
    }
    return false;
}

static const Language *any_of(const Range *ranges, size_t count) {
    const Language *all[WORDS_LANGUAGES_MAX];
    size_t known = words_language_list(all);
    for (size_t i = 0; i < known; i++) {
        if (!is_refused(ranges, count, all[i])) return all[i];
    }
    return NULL;
}

const Language *words_language_accepted(Str header) {
    Range ranges[RANGES_MAX];
    size_t count = ranges_read(header, ranges);
    const Language *best = NULL;
    int best_quality = 0;
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].quality <= best_quality) continue;
        bool any = str_eq(ranges[i].tag, S("*"));
        const Language *found = any ? any_of(ranges, count) : words_language(ranges[i].tag);
        if (!found || is_refused(ranges, count, found)) continue;
        best = found, best_quality = ranges[i].quality;
    }
    return best;
}

Str words_language_tag(const Language *language) {
    return str_from(language ? language->tag : "en");
}

size_t words_language_list(const Language *ret[static WORDS_LANGUAGES_MAX]) {
    size_t count = 0;
    ret[count++] = &ENGLISH;
    for (size_t i = 0; i < WORDS_LANGUAGE_COUNT && count < WORDS_LANGUAGES_MAX; i++) {
        ret[count++] = &WORDS_LANGUAGES[i];
    }
    return count;
}

WordsNumbers words_language_numbers(Str name) {
    static const struct {
        Str name;
        WordsNumbers numbers;
    } NAMES[] = {{STR("lakh"), WORDS_NUMBERS_LAKH},
                 {STR("indian"), WORDS_NUMBERS_INDIAN},
                 {STR("international"), WORDS_NUMBERS_INTERNATIONAL},
                 {STR("european"), WORDS_NUMBERS_EUROPEAN}};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        if (str_eq_nocase(name, NAMES[i].name)) return NAMES[i].numbers;
    }
    return WORDS_NUMBERS_OWN;
}

const Language *words_language_with(const Language *language, WordsNumbers numbers, Arena *a) {
    if (numbers == WORDS_NUMBERS_OWN) return language;
    Language *copy = arena_new(a, Language, 1);
    bool is_european = numbers == WORDS_NUMBERS_EUROPEAN;
    *copy = language ? *language : ENGLISH;
    copy->point = is_european ? "," : ".";
    copy->group = is_european ? "." : ",";
    copy->is_indian = numbers == WORDS_NUMBERS_INDIAN || numbers == WORDS_NUMBERS_LAKH;
    copy->is_fixed = numbers != WORDS_NUMBERS_LAKH;
    return copy;
}
