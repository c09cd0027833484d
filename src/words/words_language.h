// words_language: which languages there are, and which of them a person wants.
#pragma once

#include "words/words.h"

enum { WORDS_LANGUAGES_MAX = 64 };

// "hi", "de-AT", "EN_us": the language of the tag or the nearest that it is a kind of (RFC 4647,
// lookup). NULL: not there. English is one of them.
const Language *words_language(Str tag);
// The most wanted of a header Accept-Language (RFC 9110, 12.5.4); NULL when it names none.
const Language *words_language_accepted(Str header);
Str words_language_tag(const Language *language);  // NULL: "en"
// All, English first, the others by their tag.
size_t words_language_list(const Language *ret[static WORDS_LANGUAGES_MAX]);
