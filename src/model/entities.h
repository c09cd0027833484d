// entities: what a row of each table is: labels, display name, time of the event, kind of table.
// Not for other rooms.
#pragma once

#include "model/inference.h"

// Needs roles. Sets labels, name_column, time_column and kind.
void entities_describe(Inference *inf);
