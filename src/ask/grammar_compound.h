// grammar_compound: "category sales by quarter": two nouns side by side, the first of which parts
// the second.
#pragma once

#include "ask/draft.h"

// Adds the first as a dimension, where it is a table of a few things that the metric's rows are of.
void grammar_compound_read(Draft *d);
