// chartcue_order: what a question says of the order of a picture: along which axis, or by what that
// was said before, and in which direction. Pure.
//
//     order = ORDER-WORDS axis direction, in any order      "rank the y axis from high to low"
//     tail  = ["," | "and"] verb thing direction, at the end
//         thing = "total number" | "names" | words that were said before
//     "..., and could you list the cities in descending order?"
#pragma once

#include "ask/chartcue.h"
#include "ask/cue_scan.h"

// Takes it out of `s`. In a question that spoke of a chart looser words name an axis. Whether an
// axis was said, so that a picture is wanted.
bool chartcue_order_read(CueScan *s, ChartCue *cue, bool in_chart);
// 1 ascending, -1 descending, 0 not said among these words.
int chartcue_order_direction(const CueScan *s, size_t first, size_t end);
// The next of the words in a name ("Budget_Type code"); "" behind the last.
Str chartcue_order_part(Str *rest);
// Whether a word of a name is `part`, singular or plural.
bool chartcue_order_has(Str words, Str part);
