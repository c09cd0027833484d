// report: what learning is worth, for people: of databases that it has not seen.
#pragma once

#include "fit.h"

// Figures by set, with and without running candidates; how often each confidence was right; and
// where the samples keep gold statements (train dump --readings), what is possible by their shape.
void report_print(const Samples *s, const Foretold *foretold);
// A line a question: set, database, confidence, whether the first, one of the first three, any is
// right (0 or 1 each), the candidates in order, the question.
MUST_USE bool report_write(const char *path, const Samples *s, const Foretold *foretold, Err *err);
