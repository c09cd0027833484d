// metrics: the figures a business is run by, made from its columns: revenue, quantity, cost,
// profit, margin, orders, average order. Not for other rooms.
#pragma once

#include "model/inference.h"

// Needs roles and entities. Sets the model's metrics and its default metric.
MUST_USE bool metrics_make(Inference *inf, Err *err);
// Parses the metric's texts over the model's metrics before it, and checks that it is an aggregate.
// Fails: ERR_INVALID, ERR_NOT_FOUND naming the metric and the place.
MUST_USE bool metrics_compile(const Model *m, Arena *a, Metric *metric, Err *err);
