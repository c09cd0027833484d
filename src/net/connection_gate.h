// connection_gate: how many connections are open, in all and from each address.
//
// A fixed open-addressing table made once, so that a flood of addresses cannot make it grow: it has
// two slots for each connection that may be open. Thread-safe.
#pragma once

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/err.h"

typedef struct ConnectionGate ConnectionGate;

// An address as it is counted: IPv4 whole, IPv6 by its /64, which is what one customer gets.
typedef uint64_t PeerKey;
PeerKey peer_key(const struct sockaddr_storage *address);

typedef enum GateAnswer { GATE_OPEN, GATE_FULL, GATE_PEER_FULL } GateAnswer;

// Fails: ERR_UNAVAILABLE no memory.
MUST_USE bool connection_gate_new(int max, int max_per_peer, ConnectionGate **ret_gate, Err *err);
void connection_gate_free(ConnectionGate *gate);
GateAnswer connection_gate_enter(ConnectionGate *gate, PeerKey peer);
void connection_gate_leave(ConnectionGate *gate, PeerKey peer);
int connection_gate_count(ConnectionGate *gate);
// Waits until nobody is inside. False when `timeout_ms` passed first.
bool connection_gate_wait_empty(ConnectionGate *gate, int timeout_ms);
