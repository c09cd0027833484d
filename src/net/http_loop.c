#include "net/http_loop.h"

#include <stdio.h>
#include <stdlib.h>

#include "net/http_connection.h"
#include "sys/clock.h"
#include "sys/rand.h"

enum { TIMER_STEP_US = 10000 };  // nothing needs to be cut off more exactly

static void timer_set(HttpLoop *home, int64_t at_us, int64_t now_us) {
    int64_t wait_us = at_us - now_us;
    if (wait_us < TIMER_STEP_US) wait_us = TIMER_STEP_US;
    struct timeval wait = {.tv_sec = wait_us / 1000000, .tv_usec = wait_us % 1000000};
    event_add(home->timer, &wait);
    home->timer_at_us = at_us;
}

static void on_timer(evutil_socket_t fd, short what, void *context) {
    (void)fd;
    (void)what;
    HttpLoop *home = context;
    int64_t now_us = clock_mono_us();
    int64_t next_us = INT64_MAX;
    home->timer_at_us = INT64_MAX;
    for (int i = 0; i < PHASE_COUNT; i++) {
        Deadline *d = NULL;
        while ((d = deadline_take_due(&home->queues[i], now_us))) {
            http_connection_timeout(http_connection_of(d));
        }
    }
    for (int i = 0; i < PHASE_COUNT; i++) {
        int64_t at_us = deadline_next_us(&home->queues[i]);
        if (at_us < next_us) next_us = at_us;
    }
    if (next_us < home->timer_at_us) timer_set(home, next_us, now_us);
}

void http_loop_deadline(HttpLoop *home, HttpPhase phase, Deadline *d) {
    deadline_clear(d);
    if (phase == PHASE_NONE) return;
    int64_t now_us = clock_mono_us();
    deadline_set(&home->queues[phase], d, now_us);
    if (d->at_us < home->timer_at_us) timer_set(home, d->at_us, now_us);
}

static void queues_init(HttpLoop *home) {
    const HttpLimits *limits = &home->core->options.limits;
    const int allowed_ms[PHASE_COUNT] = {
        [PHASE_HEAD] = limits->header_timeout_ms,
        [PHASE_IDLE] = limits->idle_timeout_ms,
        [PHASE_FAREWELL] = HTTP_FAREWELL_MS,
        [PHASE_BODY] = limits->body_timeout_ms,
        [PHASE_WRITE] = limits->write_timeout_ms,
        [PHASE_LINGER] = HTTP_LINGER_MS,
        [PHASE_PING] = HTTP_PING_MS,
    };
    for (int i = 0; i < PHASE_COUNT; i++) {
        deadline_queue_init(&home->queues[i], (int64_t)allowed_ms[i] * 1000);
    }
}

bool http_loop_init(HttpLoop *home, HttpCore *core, Err *err) {
    *home = (HttpLoop){.core = core, .timer_at_us = INT64_MAX};
    uint32_t prefix = 0;
    rand_bytes(&prefix, sizeof prefix);
    snprintf(home->id_prefix, sizeof home->id_prefix, "%08x", prefix);
    queues_init(home);
    home->read_buffer = malloc(HTTP_READ_MAX);
    if (!home->read_buffer) return fail(err, ERR_UNAVAILABLE, "no memory for an event loop");
    if (!net_loop_new(&home->loop, err)) return false;
    home->timer = evtimer_new(net_loop_base(home->loop), on_timer, home);
    return home->timer ? true : fail(err, ERR_UNAVAILABLE, "no memory for an event loop");
}

void http_loop_done(HttpLoop *home) {
    net_loop_end(home->loop);
    if (home->timer) event_free(home->timer);
    net_loop_free(home->loop);
    free(home->read_buffer);
    *home = (HttpLoop){0};
}
