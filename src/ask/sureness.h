// sureness: how sure a reading may be called, after what ranking has learned of questions at
// large: what is known of readings that those sets hardly have. Pure.
#pragma once

#include "ask/tokens.h"
#include "plan/plan.h"

// `learned`: ranking's confidence, 0 to 1. The result, too.
double sureness_of(const Model *m, const Tokens *question, const Plan *plan, double learned);
