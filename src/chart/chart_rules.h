// chart_rules: which chart suits a shape. Pure: a table, read from the top; the first row that fits
// wins. What a chart that was asked for needs is in chart_needs.h.
#pragma once

#include "chart/chart.h"
#include "chart/chart_shape.h"

typedef struct ChartRule {
    const char *name;  // for tests
    bool (*fits)(const ChartShape *s);
    ChartType type;
    const char *reason;  // told to the person
} ChartRule;

const ChartRule *chart_rules_find(const ChartShape *s);
// A type that the result calls for, and that is offered first where another one is drawn.
bool chart_rules_offers(ChartType type, const ChartShape *s);
// Two groupings: whether the second goes along the axis and the first makes the series.
bool chart_rules_swapped(const ChartShape *s);
