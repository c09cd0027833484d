// model_copy: a model of its own memory, so that the one it came from may be freed. Not for other
// rooms.
#pragma once

#include "model/model.h"

// `join_room` and `metric_room`: how many more the copy's arrays have place for.
Model *model_copy(Arena *a, const Model *m, size_t join_room, size_t metric_room);
Profile model_copy_profile(Arena *a, const Profile *p);
