#include "api/events.h"

#include <pthread.h>
#include <stdlib.h>

struct Events {
    pthread_mutex_t lock;
    WebSocket *listeners[EVENTS_LISTENERS_MAX];
    size_t count;
};

Events *events_new(void) {
    Events *e = calloc(1, sizeof *e);
    if (!e) abort();
    pthread_mutex_init(&e->lock, NULL);
    return e;
}

void events_free(Events *e) {
    if (!e) return;
    for (size_t i = 0; i < e->count; i++) websocket_unref(e->listeners[i]);
    pthread_mutex_destroy(&e->lock);
    free(e);
}

static void opened(WebSocket *ws, void *ctx) {
    Events *e = ctx;
    pthread_mutex_lock(&e->lock);
    bool fits = e->count < EVENTS_LISTENERS_MAX;
    if (fits) e->listeners[e->count++] = websocket_ref(ws);
    pthread_mutex_unlock(&e->lock);
    if (!fits) websocket_close(ws, 1013, S("too many listeners"));
}

static void closed(WebSocket *ws, void *ctx) {
    Events *e = ctx;
    bool found = false;
    pthread_mutex_lock(&e->lock);
    for (size_t i = 0; i < e->count && !found; i++) {
        found = e->listeners[i] == ws;
        if (found) e->listeners[i] = e->listeners[--e->count];
    }
    pthread_mutex_unlock(&e->lock);
    if (found) websocket_unref(ws);
}

// Nothing is expected from a browser here.
static void spoken(WebSocket *ws, void *ctx, Str message, bool is_text) {
    (void)ctx;
    (void)message;
    (void)is_text;
    websocket_close(ws, 1008, S("this socket only tells"));
}

const WebSocketCalls *events_calls(void) {
    static const WebSocketCalls CALLS = {
        .on_open = opened, .on_message = spoken, .on_close = closed};
    return &CALLS;
}

void events_send(Events *e, Str message) {
    pthread_mutex_lock(&e->lock);
    for (size_t i = 0; i < e->count; i++) (void)websocket_send(e->listeners[i], message);
    pthread_mutex_unlock(&e->lock);
}
