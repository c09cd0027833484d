#include "base/vec.h"

#include <string.h>

void *vec_reserve(Arena *a, void *items, size_t count, size_t *cap, size_t item_bytes) {
    if (count < *cap) return items;
    size_t grown = *cap ? *cap * 2 : 8;
    void *fresh = arena_alloc_array(a, grown, item_bytes);
    if (count > 0) memcpy(fresh, items, count * item_bytes);
    *cap = grown;
    return fresh;
}
