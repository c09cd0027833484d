// Any bytes as a word looked up in the English: found or not, and what is near it comes to an end.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "ask/english.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NEAR_LIMIT = 10000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    English e = {0};
    EnglishNear near = {0};
    int count = 0;
    if (!english_find(str_of((const char *)data, size), &e)) return 0;
    assert(e.word.len > 0 && e.word.len <= ENGLISH_WORD_MAX);
    while (english_next(&e, &near)) {
        assert(near.word.len > 0);
        assert(++count < NEAR_LIMIT);
    }
    return 0;
}
