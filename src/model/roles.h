// roles: what each column is for, how its values add up, and in which unit. Not for other rooms.
#pragma once

#include "model/inference.h"

// Needs keys and joins. Sets role, additivity and unit of every column.
void roles_decide(Inference *inf);
