#include "net/connection_gate.h"
#include "base/rng.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct sockaddr_storage address_of(const char *text) {
    struct sockaddr_storage address = {0};
    struct sockaddr_in *four = (struct sockaddr_in *)&address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address;
    if (inet_pton(AF_INET, text, &four->sin_addr) == 1)
        four->sin_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1)
        six->sin6_family = AF_INET6;
    return address;
}

static PeerKey key_of(const char *text) {
    struct sockaddr_storage address = address_of(text);
    return peer_key(&address);
}

static void keys_tell_customers_apart(void **state) {
    (void)state;
    assert_true(key_of("10.0.0.1") != key_of("10.0.0.2"));
    assert_true(key_of("2001:db8::1") == key_of("2001:db8::ffff:1"));
    assert_true(key_of("2001:db8::1") != key_of("2001:db8:0:1::1"));
    assert_true(key_of("::ffff:10.0.0.1") != key_of("::ffff:10.0.0.2"));
}

static void counts(void **state) {
    (void)state;
    ConnectionGate *gate = NULL;
    Err err;
    assert_true(connection_gate_new(4, 2, &gate, &err));
    assert_int_equal(connection_gate_enter(gate, 1), GATE_OPEN);
    assert_int_equal(connection_gate_enter(gate, 1), GATE_OPEN);
    assert_int_equal(connection_gate_enter(gate, 1), GATE_PEER_FULL);
    assert_int_equal(connection_gate_enter(gate, 2), GATE_OPEN);
    assert_int_equal(connection_gate_enter(gate, 3), GATE_OPEN);
    assert_int_equal(connection_gate_enter(gate, 4), GATE_FULL);
    assert_false(connection_gate_wait_empty(gate, 10));
    connection_gate_leave(gate, 1);
    assert_int_equal(connection_gate_enter(gate, 4), GATE_OPEN);
    connection_gate_leave(gate, 1);
    connection_gate_leave(gate, 2);
    connection_gate_leave(gate, 3);
    connection_gate_leave(gate, 4);
    assert_true(connection_gate_wait_empty(gate, 10));
    connection_gate_free(gate);
}

// Against a plain array: entering and leaving at random, with a table that is nearly full.
static void finds_everybody_after_removals(void **state) {
    (void)state;
    enum { PEERS = 64, MAX = 40, STEPS = 20000 };
    int inside[PEERS] = {0};
    int total = 0;
    Rng rng = rng_seeded(7);
    ConnectionGate *gate = NULL;
    Err err;
    assert_true(connection_gate_new(MAX, 3, &gate, &err));
    for (int i = 0; i < STEPS; i++) {
        int peer = (int)rng_between(&rng, 0, PEERS - 1);
        PeerKey key = (PeerKey)peer * 0x10001;
        if (inside[peer] > 0 && rng_unit(&rng) < 0.5) {
            connection_gate_leave(gate, key);
            inside[peer]--;
            total--;
            continue;
        }
        GateAnswer wanted = total == MAX        ? GATE_FULL
                            : inside[peer] == 3 ? GATE_PEER_FULL
                                                : GATE_OPEN;
        assert_int_equal(connection_gate_enter(gate, key), wanted);
        if (wanted == GATE_OPEN) {
            inside[peer]++;
            total++;
        }
        assert_int_equal(connection_gate_count(gate), total);
    }
    connection_gate_free(gate);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys_tell_customers_apart),
                                       cmocka_unit_test(counts),
                                       cmocka_unit_test(finds_everybody_after_removals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
