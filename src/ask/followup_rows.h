// followup_rows: "show the orders behind this": the rows that an answer was made of.
#pragma once

#include "ask/draft.h"

// `p` as the list of the rows of the thing named, else of the table that its measure adds up, under
// the same conditions and period. False when `p` is a list already or has no such rows.
bool followup_rows(Draft *d, Plan *p, Plan **ret_plan);
// "list them", "who are they": the things that `p` counted. False when it counted none.
bool followup_listed(Draft *d, const Plan *p, Plan **ret_plan);
