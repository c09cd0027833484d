// figure: numbers for sentences: three telling digits, thousands set apart, "12,300", "4.25",
// "0.08".
#pragma once

#include "base/str.h"

Str figure_of(double x, Arena *a);
// "18 %", "0.4 %"; of a share, 0.18.
Str figure_percent(double share, Arena *a);
