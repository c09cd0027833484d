// map: text to pointer, in an arena; keeps the order of insertion when walked.
//
//     Map seen = {0};
//     map_set(a, &seen, name, column);
//     Column *c = map_get(&seen, name);          // NULL when absent
//     for (size_t i = 0; i < seen.count; i++) use(seen.entries[i].key, seen.entries[i].value);
//
// Keys are borrowed. Nothing is ever removed.
#pragma once

#include "base/arena.h"
#include "base/str.h"

typedef struct MapEntry {
    Str key;
    void *value;
    uint64_t hash;
} MapEntry;

typedef struct Map {
    MapEntry *entries;
    size_t count;
    size_t cap;
    uint32_t *slots;  // index + 1 into entries; 0 is free
    size_t slot_count;
} Map;

void *map_get(const Map *m, Str key);
bool map_has(const Map *m, Str key);
void map_set(Arena *a, Map *m, Str key, void *value);
