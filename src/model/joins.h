// joins: which columns refer to which, by name and by inclusion of values. Not for other rooms.
#pragma once

#include "model/inference.h"

// Fills the model's joins: what the source declares, then what is inferred, many to one.
MUST_USE bool joins_find(Inference *inf, Err *err);
