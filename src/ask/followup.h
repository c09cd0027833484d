// followup: a turn of a conversation as a change of the plan before: "only the top 3", "by month
// instead", "and for France?", "what about 2023".
#pragma once

#include "ask/draft.h"

// Whether the draft alone asks for something, or only makes sense after another question.
typedef enum Turn { TURN_NEW, TURN_EITHER, TURN_CHANGE } Turn;
Turn followup_turn(const Draft *d);

// The plan before with what the draft says changed. False when it changes nothing.
bool followup_plan(Draft *d, const Plan *before, Plan **ret_plan);
