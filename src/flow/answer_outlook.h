// answer_outlook: a question about what will be, answered by a forecast. Not for other rooms.
#pragma once

#include "flow/answer.h"

// What is not possible is an answer too: refused, with why. Fails as answer_run does.
MUST_USE bool answer_outlook(const QueryDoor *door, const AskTask *task,
                             const AnswerRequest *request, Arena *a, Answer *answer, Err *err);
