// words_messages: the sentences that reach people as they were made, in English, with slots for
// what differs: forecasts, what is poor in the data. Failures have theirs where they are made, the
// formats of fail(). Private to the room.
#pragma once

#include <stddef.h>

extern const char *const WORDS_MESSAGES[];
extern const size_t WORDS_MESSAGE_COUNT;
// What slots of them hold, besides names, numbers and days.
extern const char *const WORDS_PHRASES[];
extern const size_t WORDS_PHRASE_COUNT;
// Names that are made of a question: "percent of revenue from the 5 highest customers".
extern const char *const WORDS_LABELS[];
extern const size_t WORDS_LABEL_COUNT;
