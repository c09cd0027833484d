// Messages are made where something fails, on the caller's stack and in English (Err): nothing is
// allocated there and nobody there knows who will read them. Here, at the door, the text of the
// table is found that the message was made of, and said with the same values.
#include "words/words_match.h"
#include "words/words_messages.h"
#include "words/words_table.h"

Str words_message(Words w, Str english) {
    if (!w.language || w.language->text_count == 0) return english;
    for (size_t i = 0; i < WORDS_MESSAGE_COUNT; i++) {
        WordsMatch m;
        if (!words_match(str_from(WORDS_MESSAGES[i]), english, &m)) continue;
        return words_fill(w, WORDS_MESSAGES[i], m.slots);
    }
    return english;
}
