// vec: growable arrays in an arena. VEC(T) is declared in defs.h.
//
//     VEC(Str) words = {0};
//     *vec_push(a, &words) = word;
//     for (size_t i = 0; i < words.count; i++) use(words.items[i]);
//
// Growing copies; what was there before stays in the arena until it is freed.
#pragma once

#include "base/arena.h"

// A zeroed new last item, as a pointer that holds until the next push.
#define vec_push(a, v)                                                                             \
    ((v)->items = vec_reserve((a), (v)->items, (v)->count, &(v)->cap, sizeof *(v)->items),         \
     (v)->items + (v)->count++)

void *vec_reserve(Arena *a, void *items, size_t count, size_t *cap, size_t item_bytes);
