// Phrases that a whole question hangs on: of two numbers one, a month of every year, a chief.

#include "ask/lexicon.h"

#include "base/date.h"

// clang-format off
const Cue LEXICON_FRAMES[] = {
    // two numbers, told apart by what joins them behind the phrase
    {STR("difference between"), CUE_PAIR, PAIR_DIFFERENCE, 1.2},
    {STR("difference in"), CUE_PAIR, PAIR_DIFFERENCE, 1},
    {STR("difference of"), CUE_PAIR, PAIR_DIFFERENCE, 1},
    {STR("differences between"), CUE_PAIR, PAIR_DIFFERENCE, 1.2},
    {STR("difference"), CUE_PAIR, PAIR_DIFFERENCE, 0.9},
    {STR("gap between"), CUE_PAIR, PAIR_DIFFERENCE, 1.2},
    {STR("gap in"), CUE_PAIR, PAIR_DIFFERENCE, 0.9},
    {STR("how much more"), CUE_PAIR, PAIR_MORE, 1.3},
    {STR("how many more"), CUE_PAIR, PAIR_MORE_OF, 1.3},
    {STR("how much higher"), CUE_PAIR, PAIR_MORE, 1.3},
    {STR("how much less"), CUE_PAIR, PAIR_LESS, 1.3},
    {STR("how many fewer"), CUE_PAIR, PAIR_LESS_OF, 1.3},
    {STR("how much lower"), CUE_PAIR, PAIR_LESS, 1.3},
    {STR("ratio of"), CUE_PAIR, PAIR_RATIO, 1.2},
    {STR("ratio between"), CUE_PAIR, PAIR_RATIO, 1.2},
    {STR("by how much"), CUE_PAIR, PAIR_DIFFERENCE, 1.3},
    // two numbers, joined by the phrase
    {STR("minus"), CUE_PAIR, PAIR_MINUS, 1},
    {STR("divided by"), CUE_PAIR, PAIR_DIVIDED, 1.2},
    {STR("as a percentage of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as a percent of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as percentage of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as percent of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as a % of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as % of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as a share of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as share of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    {STR("as a fraction of"), CUE_PAIR, PAIR_DIVIDED, 1.1},
    {STR("as a proportion of"), CUE_PAIR, PAIR_PERCENT, 1.1},
    // the part that satisfies
    {STR("what fraction of"), CUE_SHARE, 1, 1},
    {STR("what proportion of"), CUE_SHARE, 1, 1},
    {STR("fraction of"), CUE_SHARE, 1, 0.9},
    {STR("what part of"), CUE_SHARE, 1, 1},
    {STR("spending"), CUE_VERB_SELL, 0, 0.8},
    {{0}, CUE_OF, 0, 0},
};
// clang-format on
