// arena: memory that is freed all at once: one a request, job or start-up.
//
// Not thread-safe: an arena belongs to one thread at a time. Blocks grow by doubling.
// Small allocations abort when memory is out; sizes that come from data use arena_try,
// which respects the arena's maximum and lets the caller fail with ERR_LIMIT.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/defs.h"

typedef struct Arena Arena;

enum { ARENA_MAX_DEFAULT = 1 << 30 };

// `max_bytes` bounds what arena_try hands out in all; 0 means ARENA_MAX_DEFAULT.
Arena *arena_create(size_t max_bytes);
void arena_free(Arena *a);    // NULL is fine
void arena_freep(Arena **a);  // for CLEANUP(arena_freep)
void arena_reset(Arena *a);   // forgets all, keeps one block
size_t arena_used(const Arena *a);

// Zeroed, aligned for any type, never NULL.
void *arena_alloc(Arena *a, size_t bytes);
// The same, or NULL when it would pass the maximum or memory is out.
MUST_USE void *arena_try(Arena *a, size_t bytes);

// n zeroed items of type T; aborts when n * sizeof(T) overflows.
#define arena_new(a, T, n) ((T *)arena_alloc_array(a, (n), sizeof(T)))
void *arena_alloc_array(Arena *a, size_t count, size_t item_bytes);
