// words_messages: the messages of failures that people meet, in English, with slots for what
// differs. Private to the room.
#pragma once

#include <stddef.h>

extern const char *const WORDS_MESSAGES[];
extern const size_t WORDS_MESSAGE_COUNT;
