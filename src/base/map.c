#include "base/map.h"

#include <assert.h>

#include "base/vec.h"

enum { SLOTS_FIRST = 16 };

// The slot that holds `key`, or the free one where it would go (open addressing).
static uint32_t *slot_find(const Map *m, Str key, uint64_t hash) {
    size_t at = hash & (m->slot_count - 1);
    while (m->slots[at] != 0) {
        const MapEntry *entry = &m->entries[m->slots[at] - 1];
        if (entry->hash == hash && str_eq(entry->key, key)) break;
        at = (at + 1) & (m->slot_count - 1);
    }
    return &m->slots[at];
}

static const MapEntry *entry_find(const Map *m, Str key) {
    if (m->count == 0) return NULL;
    uint32_t slot = *slot_find(m, key, str_hash(key));
    return slot ? &m->entries[slot - 1] : NULL;
}

void *map_get(const Map *m, Str key) {
    const MapEntry *entry = entry_find(m, key);
    return entry ? entry->value : NULL;
}

bool map_has(const Map *m, Str key) { return entry_find(m, key) != NULL; }

static void slots_grow(Arena *a, Map *m) {
    m->slot_count = m->slot_count ? m->slot_count * 2 : SLOTS_FIRST;
    m->slots = arena_new(a, uint32_t, m->slot_count);
    for (size_t i = 0; i < m->count; i++) {
        *slot_find(m, m->entries[i].key, m->entries[i].hash) = (uint32_t)i + 1;
    }
}

void map_set(Arena *a, Map *m, Str key, void *value) {
    assert(m->count < UINT32_MAX - 1);
    if (m->count * 2 >= m->slot_count) slots_grow(a, m);
    uint64_t hash = str_hash(key);
    uint32_t *slot = slot_find(m, key, hash);
    if (*slot) {
        m->entries[*slot - 1].value = value;
        return;
    }
    m->entries = vec_reserve(a, m->entries, m->count, &m->cap, sizeof *m->entries);
    m->entries[m->count++] = (MapEntry){.key = key, .value = value, .hash = hash};
    *slot = (uint32_t)m->count;
}
