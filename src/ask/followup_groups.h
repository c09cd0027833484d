// followup_groups: turns that keep the groups of the answer before.
#pragma once

#include "ask/draft.h"

// "only those above 20000": a condition on the groups of `p`. False when nothing such was said, or
// `p` has no groups.
bool followup_having(Draft *d, Plan *p);
// "how many songs on each": the rows that `p` lists become groups of what is measured now.
bool followup_each(Draft *d, Plan *p);
