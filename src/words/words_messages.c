#include "words/words_messages.h"

#include "base/defs.h"
#include "words/words.h"

// A row is the format of a failure with a slot for each value. The more special first.
const char *const WORDS_MESSAGES[] = {
    WORD("field 'question' is missing: ask something"),
};
const size_t WORDS_MESSAGE_COUNT = COUNT_OF(WORDS_MESSAGES);
