#include "net/connection_gate.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sys/clock.h"

typedef struct Slot {
    PeerKey peer;
    int count;  // 0: free
} Slot;

struct ConnectionGate {
    pthread_mutex_t lock;
    pthread_cond_t empty;
    int max;
    int max_per_peer;
    int count;
    size_t mask;
    Slot *slots;
};

PeerKey peer_key(const struct sockaddr_storage *address) {
    PeerKey key = 0;
    if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
        const uint8_t *bytes = six->sin6_addr.s6_addr;
        // A mapped IPv4 address has an empty /64: count it as the IPv4 address it is.
        memcpy(&key, IN6_IS_ADDR_V4MAPPED(&six->sin6_addr) ? bytes + 8 : bytes, sizeof key);
        return key;
    }
    memcpy(&key, &((const struct sockaddr_in *)address)->sin_addr, sizeof(struct in_addr));
    return key;
}

bool connection_gate_new(int max, int max_per_peer, ConnectionGate **ret_gate, Err *err) {
    assert(max > 0 && max_per_peer > 0);
    size_t slots = 16;
    while (slots < 2 * (size_t)max) slots *= 2;
    ConnectionGate *gate = calloc(1, sizeof *gate);
    if (gate) gate->slots = calloc(slots, sizeof(Slot));
    if (!gate || !gate->slots) {
        free(gate);
        return fail(err, ERR_UNAVAILABLE, "no memory to count %d connections", max);
    }
    gate->mask = slots - 1;
    gate->max = max;
    gate->max_per_peer = max_per_peer;
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->empty, NULL);
    *ret_gate = gate;
    return true;
}

void connection_gate_free(ConnectionGate *gate) {
    if (!gate) return;
    pthread_cond_destroy(&gate->empty);
    pthread_mutex_destroy(&gate->lock);
    free(gate->slots);
    free(gate);
}

static size_t slot_home(const ConnectionGate *gate, PeerKey peer) {
    return (size_t)((peer * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & gate->mask;
}

// Where `peer` is, or the free slot where it would go. There is always a free one.
static size_t slot_find(const ConnectionGate *gate, PeerKey peer) {
    size_t i = slot_home(gate, peer);
    while (gate->slots[i].count > 0 && gate->slots[i].peer != peer) i = (i + 1) & gate->mask;
    return i;
}

GateAnswer connection_gate_enter(ConnectionGate *gate, PeerKey peer) {
    pthread_mutex_lock(&gate->lock);
    Slot *slot = &gate->slots[slot_find(gate, peer)];
    GateAnswer answer = GATE_OPEN;
    if (gate->count >= gate->max)
        answer = GATE_FULL;
    else if (slot->count >= gate->max_per_peer)
        answer = GATE_PEER_FULL;
    if (answer == GATE_OPEN) {
        slot->peer = peer;
        slot->count++;
        gate->count++;
    }
    pthread_mutex_unlock(&gate->lock);
    return answer;
}

// Closes the hole at `hole` by moving back what probing would no longer find (Knuth, 6.4, R).
static void slot_remove(ConnectionGate *gate, size_t hole) {
    for (size_t i = (hole + 1) & gate->mask; gate->slots[i].count > 0; i = (i + 1) & gate->mask) {
        size_t home = slot_home(gate, gate->slots[i].peer);
        if (((i - home) & gate->mask) < ((i - hole) & gate->mask)) continue;
        gate->slots[hole] = gate->slots[i];
        gate->slots[i].count = 0;
        hole = i;
    }
}

void connection_gate_leave(ConnectionGate *gate, PeerKey peer) {
    pthread_mutex_lock(&gate->lock);
    size_t at = slot_find(gate, peer);
    assert(gate->slots[at].count > 0);
    if (--gate->slots[at].count == 0) slot_remove(gate, at);
    if (--gate->count == 0) pthread_cond_broadcast(&gate->empty);
    pthread_mutex_unlock(&gate->lock);
}

int connection_gate_count(ConnectionGate *gate) {
    pthread_mutex_lock(&gate->lock);
    int count = gate->count;
    pthread_mutex_unlock(&gate->lock);
    return count;
}

bool connection_gate_wait_empty(ConnectionGate *gate, int timeout_ms) {
    int64_t until_us = clock_mono_us() + (int64_t)timeout_ms * 1000;
    struct timespec until = {.tv_sec = until_us / 1000000, .tv_nsec = until_us % 1000000 * 1000};
    pthread_mutex_lock(&gate->lock);
    int waited = 0;
    while (gate->count > 0 && waited == 0) {
        waited = pthread_cond_clockwait(&gate->empty, &gate->lock, CLOCK_MONOTONIC, &until);
    }
    bool empty = gate->count == 0;
    pthread_mutex_unlock(&gate->lock);
    return empty;
}
