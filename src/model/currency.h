// currency: in which money a business counts. Not for other rooms.
#pragma once

#include "model/inference.h"

// Gives every column of money that has no unit of its own the currency of the business: the one
// that the input names, else the one that is seen in the data where it is the only one. Needs
// roles, and comes before metrics.
void currency_spread(Inference *inf);
