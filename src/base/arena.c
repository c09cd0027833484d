#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_FIRST = 4096, BLOCK_LARGEST = 1 << 20 };

typedef struct Block Block;
struct Block {
    Block *next;
    size_t cap;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct Arena {
    Block *blocks;  // the newest first
    size_t used;    // over all blocks
    size_t max;
    size_t next_cap;
};

static void out_of_memory(size_t bytes) {
    fprintf(stderr, "munim: out of memory asking for %zu bytes\n", bytes);
    abort();
}

Arena *arena_create(size_t max_bytes) {
    Arena *a = calloc(1, sizeof *a);
    if (!a) out_of_memory(sizeof *a);
    a->max = max_bytes ? max_bytes : ARENA_MAX_DEFAULT;
    a->next_cap = BLOCK_FIRST;
    return a;
}

static void blocks_free(Block *block) {
    while (block) {
        Block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(Arena *a) {
    if (!a) return;
    blocks_free(a->blocks);
    free(a);
}

void arena_freep(Arena **a) {
    arena_free(*a);
    *a = NULL;
}

void arena_reset(Arena *a) {
    if (!a->blocks) return;
    blocks_free(a->blocks->next);
    a->blocks->next = NULL;
    a->blocks->used = 0;
    a->used = 0;
}

size_t arena_used(const Arena *a) { return a->used; }

static Block *block_add(Arena *a, size_t bytes) {
    size_t cap = bytes > a->next_cap ? bytes : a->next_cap;
    if (cap > SIZE_MAX - sizeof(Block)) return NULL;
    Block *block = malloc(sizeof *block + cap);
    if (!block) return NULL;
    *block = (Block){.next = a->blocks, .cap = cap};
    a->blocks = block;
    if (a->next_cap < BLOCK_LARGEST) a->next_cap *= 2;
    return block;
}

static void *bytes_take(Arena *a, size_t bytes) {
    const size_t align = alignof(max_align_t);
    if (bytes > SIZE_MAX - align) return NULL;
    size_t rounded = (bytes + align - 1) & ~(align - 1);
    Block *block = a->blocks;
    if (!block || block->cap - block->used < rounded) block = block_add(a, rounded);
    if (!block) return NULL;
    void *p = block->bytes + block->used;
    block->used += rounded;
    a->used += rounded;
    memset(p, 0, rounded);
    return p;
}

void *arena_alloc(Arena *a, size_t bytes) {
    assert(a);
    void *p = bytes_take(a, bytes);
    if (!p) out_of_memory(bytes);
    return p;
}

void *arena_try(Arena *a, size_t bytes) {
    assert(a);
    if (bytes > a->max || a->used > a->max - bytes) return NULL;
    return bytes_take(a, bytes);
}

void *arena_alloc_array(Arena *a, size_t count, size_t item_bytes) {
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, item_bytes, &bytes)) out_of_memory(SIZE_MAX);
    return arena_alloc(a, bytes);
}
