// words_table: what tools/catalog makes of the files of this folder. Private to the room.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// Sorted by the bytes of `text`. A plural form has its category behind WORDS_FORM in the key.
typedef struct WordsEntry {
    const char *text, *said;
} WordsEntry;

#define WORDS_FORM "\001"

struct Language {
    const char *tag;
    const WordsEntry *texts, *terms;
    const WordsEntry *messages;  // of fail(): those with more words of their own first
    size_t text_count, term_count, message_count;
    const char *months[12], *months_short[12];    // with a day before them
    const char *weekdays[7], *weekdays_short[7];  // Monday first
    const char *point, *group;
    bool is_indian, is_fixed;
};

extern const struct Language WORDS_LANGUAGES[];  // without English, by tag
extern const size_t WORDS_LANGUAGE_COUNT;
