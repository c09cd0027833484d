#include "query/query_cache.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "query/table_copy.h"

enum { BUCKETS = 4096, SHARE_MAX = 8 };

typedef struct Entry Entry;
struct Entry {
    Entry *chain;          // in the bucket
    Entry *newer, *older;  // by use
    Arena *arena;          // holds the key and the table
    Str key;
    uint64_t hash;
    const Table *table;
    size_t bytes;
    int readers;   // copying it just now, outside of the lock
    bool dropped;  // taken out meanwhile; the last reader frees
};

struct QueryCache {
    pthread_mutex_t lock;
    Entry *buckets[BUCKETS];
    Entry *newest, *oldest;
    size_t bytes, max_bytes;
};

QueryCache *query_cache_new(size_t max_bytes) {
    QueryCache *c = calloc(1, sizeof *c);
    if (!c) abort();
    c->max_bytes = max_bytes;
    pthread_mutex_init(&c->lock, NULL);
    return c;
}

static void entry_free(Entry *e) {
    arena_free(e->arena);
    free(e);
}

static void list_remove(QueryCache *c, Entry *e) {
    if (e->newer)
        e->newer->older = e->older;
    else
        c->newest = e->older;
    if (e->older)
        e->older->newer = e->newer;
    else
        c->oldest = e->newer;
    e->newer = e->older = NULL;
}

static void list_add(QueryCache *c, Entry *e) {
    e->older = c->newest;
    e->newer = NULL;
    if (c->newest)
        c->newest->newer = e;
    else
        c->oldest = e;
    c->newest = e;
}

static Entry **slot_of(QueryCache *c, Str key, uint64_t hash) {
    Entry **slot = &c->buckets[hash % BUCKETS];
    while (*slot && ((*slot)->hash != hash || !str_eq((*slot)->key, key))) slot = &(*slot)->chain;
    return slot;
}

// With the lock held. What is being read is freed by its last reader.
static void entry_drop(QueryCache *c, Entry **slot) {
    Entry *e = *slot;
    *slot = e->chain;
    list_remove(c, e);
    c->bytes -= e->bytes;
    e->dropped = true;
    if (e->readers == 0) entry_free(e);
}

void query_cache_free(QueryCache *c) {
    if (!c) return;
    while (c->oldest) entry_drop(c, slot_of(c, c->oldest->key, c->oldest->hash));
    pthread_mutex_destroy(&c->lock);
    free(c);
}

const Table *query_cache_get(QueryCache *c, Str key, Arena *a) {
    uint64_t hash = str_hash(key);
    pthread_mutex_lock(&c->lock);
    Entry *e = *slot_of(c, key, hash);
    if (e) {
        list_remove(c, e);
        list_add(c, e);
        e->readers++;
    }
    pthread_mutex_unlock(&c->lock);
    if (!e) return NULL;
    // Large copies must not hold up the other threads.
    const Table *copy = table_copy(e->table, a);
    pthread_mutex_lock(&c->lock);
    bool last = --e->readers == 0 && e->dropped;
    pthread_mutex_unlock(&c->lock);
    if (last) entry_free(e);
    return copy;
}

void query_cache_put(QueryCache *c, Str key, const Table *t) {
    size_t bytes = table_copy_bytes(t) + key.len + sizeof(Entry);
    if (bytes > c->max_bytes / SHARE_MAX) return;
    Entry *e = calloc(1, sizeof *e);
    if (!e) return;  // a cache may forget
    e->arena = arena_create(0);
    e->key = str_dup(e->arena, key);
    e->hash = str_hash(key);
    e->table = table_copy(t, e->arena);
    // The arena grows by doubling; what it took is what counts.
    size_t used = arena_used(e->arena) + sizeof *e;
    e->bytes = used > bytes ? used : bytes;
    if (!e->table) {
        entry_free(e);
        return;
    }
    pthread_mutex_lock(&c->lock);
    Entry **slot = slot_of(c, e->key, e->hash);
    if (*slot) entry_drop(c, slot);
    while (c->oldest && c->bytes + e->bytes > c->max_bytes) {
        entry_drop(c, slot_of(c, c->oldest->key, c->oldest->hash));
    }
    e->chain = c->buckets[e->hash % BUCKETS];
    c->buckets[e->hash % BUCKETS] = e;
    list_add(c, e);
    c->bytes += e->bytes;
    pthread_mutex_unlock(&c->lock);
}

size_t query_cache_bytes(QueryCache *c) {
    pthread_mutex_lock(&c->lock);
    size_t bytes = c->bytes;
    pthread_mutex_unlock(&c->lock);
    return bytes;
}
