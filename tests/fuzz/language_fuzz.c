// Any bytes as the header Accept-Language, as a tag of `language`, and as a message to be said:
// what is found is a language that there is, is found again by its own tag, and was not refused; a
// message comes out whole in every language, and untouched in English.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "words/words_language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MESSAGE_MAX = 512 };  // ERR_MESSAGE_MAX

static void must(bool ok) {
    if (!ok) abort();
}

static void language_check(const Language *found) {
    const Language *all[WORDS_LANGUAGES_MAX];
    size_t count = words_language_list(all), same = 0;
    if (!found) return;
    for (size_t i = 0; i < count; i++) same += all[i] == found;
    must(same == 1);
    must(words_language(words_language_tag(found)) == found);
}

static void tag_check(Str tag) {
    const Language *found = words_language(tag);
    language_check(found);
    if (found) must(str_starts_nocase(tag, words_language_tag(found)));
}

// What is wanted most stays so when nothing else is asked for.
static void header_check(Str header, Arena *a) {
    const Language *found = words_language_accepted(header);
    language_check(found);
    if (!found) return;
    Str alone = str_fmt(a, STR_F ";q=1", STR_A(words_language_tag(found)));
    must(words_language_accepted(alone) == found);
}

static void message_check(Str message, Arena *a) {
    const Language *all[WORDS_LANGUAGES_MAX];
    size_t count = words_language_list(all);
    message = str_slice(message, 0, MESSAGE_MAX);
    for (size_t i = 0; i < count; i++) {
        Words w = words_for(a, all[i]);
        Str said = words_message(w, message);
        must(!words_are_english(w) || said.ptr == message.ptr);
        must(!utf8_valid(message) || utf8_valid(said));
        must((said.len > 0) == (message.len > 0));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    char *copy = malloc(size + 1);  // so that reading past the end is seen
    must(copy);
    if (size > 0) memcpy(copy, data, size);
    Str text = str_of(copy, size);
    tag_check(text);
    header_check(text, a);
    message_check(text, a);
    free(copy);
    return 0;
}
