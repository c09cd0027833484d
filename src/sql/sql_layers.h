// sql_layers: a plan that one SELECT cannot say, as a chain of WITH steps.
//
//     "now_1", "now_2"   each base grouped by itself             d0 d1 .. a0 a1 ..
//     "now"              joined on the dimensions, nulls equal    d.. m0 m1 .. h0 .. o0 ..
//     "before"           the same of the earlier period
//     "compared"         side by side                             d.. m.. b.. c.. g.. h.. o..
//     "derived"          shares, running totals, ranks            the same columns
//     "ranked"           places within groups, or with ties       .. place
//
// d dimension, a aggregate, m measure, b before, c change, g growth, h having, o order.
#pragma once

#include "sql/sql_text.h"

bool sql_layers_needed(const Plan *p, const PlanBases *bases);
// `names`: of the result; `all`: the hidden dimensions too.
void sql_layers(SqlText *t, const Plan *p, const PlanBases *bases, const Str *names, bool all);
