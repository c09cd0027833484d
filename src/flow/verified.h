// verified: questions whose reading a person approved: asked again, they are answered by it.
//
// The question is normalised (case, spaces, full stops and question marks do not count; words,
// numbers and signs of comparison do). What was approved is kept as a plan; a plan that no longer
// fits the model falls away, and the answer says so.
#pragma once

#include "flow/period_renew.h"
#include "flow/workspace.h"
#include "store/store_verified.h"

enum { VERIFIED_QUESTION_MAX = 1000 };  // bytes

// What a question is looked up by; "" when nothing is left of it.
Str verified_key(Str question, Arena *a);

// Fails: ERR_INVALID no question, or a plan that does not fit the model.
typedef struct VerifiedNew {
    Str question;
    const Json *plan;
} VerifiedNew;
MUST_USE bool verified_add(Workspace *w, const Snapshot *s, const VerifiedNew *wanted, Arena *a,
                           StoreVerified *ret, Err *err);

// The plan of a kept one over this model, its periods counted from today.
// Fails: ERR_INVALID, ERR_NOT_FOUND it does not fit any more, and why.
MUST_USE bool verified_plan(const Model *m, const StoreVerified *v, PeriodDay day, Arena *a,
                            Plan **ret, Err *err);

// As workspace_answer, by the approved reading where there is one.
MUST_USE bool verified_answer(Workspace *w, const Snapshot *s, const AnswerRequest *request,
                              Arena *a, Answer **ret_answer, Err *err);
