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
// How numbers are written besides: as the language does; where nothing else is said in lakh; or
// all of them one way.
typedef enum WordsNumbers {
    WORDS_NUMBERS_OWN,
    WORDS_NUMBERS_LAKH,
    WORDS_NUMBERS_INDIAN,
    WORDS_NUMBERS_INTERNATIONAL,
    WORDS_NUMBERS_EUROPEAN,
} WordsNumbers;

// "lakh", "indian", "international", "european"; WORDS_NUMBERS_OWN for any other name.
WordsNumbers words_language_numbers(Str name);
// The language with its numbers written so; a new one in the arena unless they are its own.
const Language *words_language_with(const Language *language, WordsNumbers numbers, Arena *a);
// All, English first, the others by their tag.
size_t words_language_list(const Language *ret[static WORDS_LANGUAGES_MAX]);
