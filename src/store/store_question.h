// store_question: what was asked and how it was answered: the history, and what learning uses.
#pragma once

#include "store/store.h"

typedef struct StoreQuestion {
    int64_t id;  // grows with time; what pages are counted by
    Str question;
    Str status;   // "answered", "clarify", "refused"
    Str reading;  // how it was understood, as a sentence
    Str sql;
    double confidence;
    int64_t elapsed_us;
    Moment asked_at;
    bool favourite;
    Str person;  // who asked; "" where there are no accounts; written only
} StoreQuestion;

// Quick, not durable: an answer does not wait for the disk.
MUST_USE bool store_question_add(Store *s, Str workspace, const StoreQuestion *question,
                                 int64_t *ret_id, Err *err);
typedef struct StoreQuestionPage {
    Str workspace, person;
    int64_t before;  // only ids below this one; 0: from the newest
    size_t limit;
    Str search;       // that the question contains, in any case (of ASCII letters); "" all
    bool favourites;  // these alone
} StoreQuestionPage;

// A person's own, the newest first.
MUST_USE bool store_question_list(Store *s, const StoreQuestionPage *page, Arena *a,
                                  StoreQuestion **ret, size_t *ret_count, Err *err);

// Fails: ERR_NOT_FOUND, also when it is another person's.
typedef struct StoreQuestionKey {
    Str workspace, person;
    int64_t id;
} StoreQuestionKey;
MUST_USE bool store_question_favour(Store *s, const StoreQuestionKey *key, bool favourite,
                                    Err *err);
// `at` 0 brings it back. Fails: ERR_NOT_FOUND.
MUST_USE bool store_question_mark(Store *s, const StoreQuestionKey *key, Moment at, Err *err);
