// chart_needs: what a chart needs of a result to be drawn, and to be drawn without misleading.
// Pure: one table.
#pragma once

#include "chart/chart_shape.h"

// What stands against a chart of this shape: NULL nothing, else why, as a sentence. `ret_can`: it
// can be drawn all the same, and misleads.
const char *chart_needs_lack(ChartType type, const ChartShape *s, bool *ret_can);
