// sketch_plan: makes a plan of a filled shape.
#pragma once

#include "ask/sketch_fill.h"

// NULL when the parts do not make one. With `each_match` a list has a row for every partner.
Plan *sketch_plan_make(const SketchView *v, const Fill *fill, bool each_match);
