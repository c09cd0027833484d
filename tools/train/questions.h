// questions: the sets of questions with gold statements that the trainer asks (dump.h).
#pragma once

#include "base/date.h"
#include "base/json.h"
#include "base/vec.h"

enum { QUESTION_GOLDS_MAX = 8 };

typedef struct QuestionSet {
    Str name;
    Str questions, databases, field;
    double weight;      // of each of its questions in the learning of the ranking
    double sureness;    // ... of the confidence
    bool more_columns;  // a right answer may show further columns
} QuestionSet;

typedef struct Question {
    const QuestionSet *set;
    Str text, database;
    Str golds[QUESTION_GOLDS_MAX];
    size_t gold_count;
    Date today;
} Question;

typedef struct Questions {
    Question *items;
    size_t count, cap;
} Questions;

// All questions of all sets that `path` names. `ret_keep` holds the JSON that they point into.
// Turns of a conversation and questions without an answer are left out: they teach nothing.
MUST_USE bool questions_read(const char *path, const char *data, Arena *a, Questions *ret,
                             Json **ret_keep, Err *err);
