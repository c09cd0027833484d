#include "api/events.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SESSION_ID_MAX = 31 };

// Kept until the end of the program, for a handshake may be under way: a sign-in makes one at most.
struct EventsSession {
    Events *events;
    EventsSession *next;
    char id[SESSION_ID_MAX + 1];
    bool is_over;
};

typedef struct Listener {
    WebSocket *ws;
    EventsSession *session;
} Listener;

struct Events {
    pthread_mutex_t lock;
    EventsSession *sessions;
    Listener listeners[EVENTS_LISTENERS_MAX];
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
    for (size_t i = 0; i < e->count; i++) websocket_unref(e->listeners[i].ws);
    while (e->sessions) {
        EventsSession *next = e->sessions->next;
        free(e->sessions);
        e->sessions = next;
    }
    pthread_mutex_destroy(&e->lock);
    free(e);
}

EventsSession *events_session(Events *e, Str session) {
    assert(session.len <= SESSION_ID_MAX);
    pthread_mutex_lock(&e->lock);
    EventsSession *s = e->sessions;
    while (s && !str_eq(str_from(s->id), session)) s = s->next;
    if (!s) {
        s = calloc(1, sizeof *s);
        if (!s) abort();
        if (session.len > 0) memcpy(s->id, session.ptr, session.len);
        s->events = e;
        s->next = e->sessions;
        e->sessions = s;
    }
    pthread_mutex_unlock(&e->lock);
    return s;
}

static void opened(WebSocket *ws, void *ctx) {
    EventsSession *s = ctx;
    Events *e = s->events;
    pthread_mutex_lock(&e->lock);
    bool over = s->is_over;
    bool fits = !over && e->count < EVENTS_LISTENERS_MAX;
    if (fits) e->listeners[e->count++] = (Listener){websocket_ref(ws), s};
    pthread_mutex_unlock(&e->lock);
    if (over) websocket_close(ws, 1008, S("the session has ended"));
    if (!over && !fits) websocket_close(ws, 1013, S("too many listeners"));
}

static void closed(WebSocket *ws, void *ctx) {
    Events *e = ((EventsSession *)ctx)->events;
    bool found = false;
    pthread_mutex_lock(&e->lock);
    for (size_t i = 0; i < e->count && !found; i++) {
        found = e->listeners[i].ws == ws;
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

// A listener that is closed stays in the list until `closed` has run.
static void session_close(const Listener *l) {
    websocket_close(l->ws, 1008, S("the session has ended"));
}

void events_send(Events *e, Str message, const EventsRule *rule) {
    pthread_mutex_lock(&e->lock);
    for (size_t i = 0; i < e->count; i++) {
        const Listener *l = &e->listeners[i];
        EventsVerdict verdict = rule->verdict(rule->ctx, str_from(l->session->id));
        if (verdict == EVENTS_TELL) (void)websocket_send(l->ws, message);
        if (verdict == EVENTS_END) session_close(l);
    }
    pthread_mutex_unlock(&e->lock);
}

void events_end(Events *e, Str session) {
    pthread_mutex_lock(&e->lock);
    for (EventsSession *s = e->sessions; s; s = s->next) {
        if (str_eq(str_from(s->id), session)) s->is_over = true;
    }
    for (size_t i = 0; i < e->count; i++) {
        if (str_eq(str_from(e->listeners[i].session->id), session)) session_close(&e->listeners[i]);
    }
    pthread_mutex_unlock(&e->lock);
}
