#include "api/tell.h"

#include "api/api_state.h"
#include "base/jsonw.h"
#include "flow/access.h"

enum { MESSAGE_MAX = 4096 };

// Of one message: who may hear it.
typedef struct Hearing {
    Api *api;
    bool is_of_board;
    StoreAccess board;
} Hearing;

static EventsVerdict verdict(void *ctx, Str session) {
    const Hearing *h = ctx;
    Person who = auth_session_person(h->api->auth, session);
    if (who.role == ROLE_NONE) return EVENTS_END;
    bool hears = !h->is_of_board || access_level(&who, &h->board) >= ACCESS_VIEW;
    return hears ? EVENTS_TELL : EVENTS_SKIP;
}

void tell_all(Api *api, Str message) {
    Hearing h = {.api = api};
    events_send(api->events, message, &(EventsRule){verdict, &h});
}

static void event_write(JsonW *w, const TellBoard *what) {
    jsonw_object(w);
    jsonw_key_str(w, "event", str_from(what->event));
    if (what->board.len > 0 && !what->is_of_list) jsonw_key_str(w, "id", what->board);
    if (what->version > 0) jsonw_key_int(w, "version", what->version);
    jsonw_end(w);
}

void tell_event(Api *api, const char *name) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, MESSAGE_MAX);
    JsonW w = jsonw_to(&text);
    event_write(&w, &(TellBoard){.event = name});
    tell_all(api, buf_str(&text));
}

void tell_board(Api *api, const TellBoard *what) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf text;
    Hearing h = {.api = api, .is_of_board = true};
    Err none = {0};
    buf_init(&text, MESSAGE_MAX);
    JsonW w = jsonw_to(&text);
    event_write(&w, what);
    // Of a board that can't be found nothing is told.
    if (text.overflow || !access_get(api->options.workspace, what->board, a, &h.board, &none)) {
        return;
    }
    events_send(api->events, buf_str(&text), &(EventsRule){verdict, &h});
}
