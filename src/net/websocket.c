#include "net/websocket.h"

#include <assert.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "net/websocket_frames.h"
#include "net/websocket_link.h"

enum {
    INBOX_BYTES_MAX = 2 * WEBSOCKET_MESSAGE_MAX,
    INBOX_COUNT_MAX = 256,
    BATCH = 16,  // messages handled before another job gets the worker
};

typedef enum ItemKind { ITEM_OPEN, ITEM_TEXT, ITEM_BINARY, ITEM_CLOSE } ItemKind;

typedef struct Item Item;
struct Item {
    Item *next;
    ItemKind kind;
    size_t len;
    char bytes[];
};

typedef struct Box {
    Item *first;
    Item *last;
    size_t bytes;
    size_t count;
} Box;

struct WebSocket {
    atomic_int refs;
    const WebSocketCalls *calls;
    void *ctx;
    WebSocketHome home;
    WebSocketFrames *frames;  // the loop's
    bool heard;               // the loop's: something came since the last ping
    pthread_mutex_t lock;     // of what follows
    Box inbox;                // for the handler
    Box outbox;               // for the loop
    bool scheduled;           // a worker has, or will have, the inbox
    bool posted;
    bool closed;     // nothing more is taken from senders
    bool detached;   // the connection has gone
    int close_code;  // asked for by a sender, 0 when none
    char close_reason[124];
    WorkerJob job;
    NetTask task;
};

static Item *item_new(ItemKind kind, Str bytes) {
    Item *item = malloc(sizeof *item + bytes.len);
    if (!item) abort();
    *item = (Item){.kind = kind, .len = bytes.len};
    if (bytes.len) memcpy(item->bytes, bytes.ptr, bytes.len);
    return item;
}

static void box_put(Box *box, Item *item) {
    if (box->last)
        box->last->next = item;
    else
        box->first = item;
    box->last = item;
    box->bytes += item->len;
    box->count++;
}

static Item *box_take(Box *box) {
    Item *item = box->first;
    if (!item) return NULL;
    box->first = item->next;
    if (!box->first) box->last = NULL;
    box->bytes -= item->len;
    box->count--;
    return item;
}

static void box_empty(Box *box) {
    Item *item = NULL;
    while ((item = box_take(box))) free(item);
}

static Str item_str(const Item *item) { return str_of(item->bytes, item->len); }

static bool inbox_full(const WebSocket *ws) {
    return ws->inbox.bytes >= INBOX_BYTES_MAX || ws->inbox.count >= INBOX_COUNT_MAX;
}

WebSocket *websocket_ref(WebSocket *ws) {
    atomic_fetch_add(&ws->refs, 1);
    return ws;
}

void websocket_unref(WebSocket *ws) {
    if (!ws || atomic_fetch_sub(&ws->refs, 1) > 1) return;
    box_empty(&ws->inbox);
    box_empty(&ws->outbox);
    pthread_mutex_destroy(&ws->lock);
    free(ws);
}

// Under the lock: brings the loop to look at it. The task keeps a reference.
static void loop_call(WebSocket *ws) {
    if (ws->posted || ws->detached) return;
    ws->posted = true;
    websocket_ref(ws);
    net_loop_post(ws->home.loop, &ws->task);
}

static void on_task(NetTask *task) {
    WebSocket *ws = (WebSocket *)(void *)((char *)task - offsetof(WebSocket, task));
    pthread_mutex_lock(&ws->lock);
    ws->posted = false;
    bool detached = ws->detached;
    pthread_mutex_unlock(&ws->lock);
    if (!detached) ws->home.changed(ws->home.ctx);
    websocket_unref(ws);
}

// ---- the handler's side ----

static void item_handle(WebSocket *ws, const Item *item) {
    const WebSocketCalls *calls = ws->calls;
    Str bytes = item_str(item);
    switch (item->kind) {
        case ITEM_OPEN:
            if (calls->on_open) calls->on_open(ws, ws->ctx);
            break;
        case ITEM_TEXT: calls->on_message(ws, ws->ctx, bytes, true); break;
        case ITEM_BINARY: calls->on_message(ws, ws->ctx, bytes, false); break;
        case ITEM_CLOSE:
            if (calls->on_close) calls->on_close(ws, ws->ctx);
            break;
    }
}

static Item *inbox_take(WebSocket *ws) {
    pthread_mutex_lock(&ws->lock);
    bool was_full = inbox_full(ws);
    Item *item = box_take(&ws->inbox);
    if (was_full && !inbox_full(ws)) loop_call(ws);  // it may read on
    pthread_mutex_unlock(&ws->lock);
    return item;
}

static void on_worker(WorkerJob *job) {
    WebSocket *ws = (WebSocket *)(void *)((char *)job - offsetof(WebSocket, job));
    Item *item = NULL;
    for (int i = 0; i < BATCH && (item = inbox_take(ws)); i++) {
        item_handle(ws, item);
        free(item);
    }
    pthread_mutex_lock(&ws->lock);
    bool more = ws->inbox.count > 0;
    ws->scheduled = more;
    if (more) worker_pool_submit_always(ws->home.workers, &ws->job);
    pthread_mutex_unlock(&ws->lock);
    if (!more) websocket_unref(ws);
}

static void inbox_put(WebSocket *ws, ItemKind kind, Str bytes) {
    Item *item = item_new(kind, bytes);
    pthread_mutex_lock(&ws->lock);
    box_put(&ws->inbox, item);
    if (!ws->scheduled) {
        ws->scheduled = true;
        websocket_ref(ws);
        worker_pool_submit_always(ws->home.workers, &ws->job);
    }
    pthread_mutex_unlock(&ws->lock);
}

// ---- the sender's side ----

static void close_ask(WebSocket *ws, int code, Str reason) {
    ws->closed = true;
    ws->close_code = code;
    Str cut = str_slice(reason, 0, sizeof ws->close_reason - 1);
    if (cut.len) memcpy(ws->close_reason, cut.ptr, cut.len);
    ws->close_reason[cut.len] = 0;
    loop_call(ws);
}

static bool send_item(WebSocket *ws, ItemKind kind, Str bytes) {
    pthread_mutex_lock(&ws->lock);
    bool taken = !ws->closed;
    if (taken && ws->outbox.bytes + bytes.len > WEBSOCKET_QUEUE_MAX) {
        taken = false;
        close_ask(ws, 1008, S("too slow"));
    }
    if (taken) {
        box_put(&ws->outbox, item_new(kind, bytes));
        loop_call(ws);
    }
    pthread_mutex_unlock(&ws->lock);
    return taken;
}

bool websocket_send(WebSocket *ws, Str text) { return send_item(ws, ITEM_TEXT, text); }

bool websocket_send_binary(WebSocket *ws, Str bytes) { return send_item(ws, ITEM_BINARY, bytes); }

void websocket_close(WebSocket *ws, int code, Str reason) {
    pthread_mutex_lock(&ws->lock);
    if (!ws->closed) close_ask(ws, code, reason);
    pthread_mutex_unlock(&ws->lock);
}

// ---- the loop's side ----

void websocket_accept_key(Str key, char *out) {
    static const char GUID[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    char text[24 + sizeof GUID];
    assert(key.len == 24);
    memcpy(text, key.ptr, key.len);
    memcpy(text + key.len, GUID, sizeof GUID - 1);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int digest_len = 0;
    int ok = EVP_Digest(text, key.len + sizeof GUID - 1, digest, &digest_len, EVP_sha1(), NULL);
    assert(ok == 1 && digest_len == 20);
    char base64[WEBSOCKET_ACCEPT_LEN + 1];
    EVP_EncodeBlock((unsigned char *)base64, digest, (int)digest_len);
    memcpy(out, base64, WEBSOCKET_ACCEPT_LEN);
}

static void on_message(void *ctx, bool is_text, Str bytes) {
    inbox_put(ctx, is_text ? ITEM_TEXT : ITEM_BINARY, bytes);
}

WebSocketLink *websocket_link_new(const WebSocketHome *home, const WebSocketCalls *calls,
                                  void *ctx) {
    WebSocket *ws = calloc(1, sizeof *ws);
    if (!ws) abort();
    atomic_init(&ws->refs, 1);
    ws->calls = calls;
    ws->ctx = ctx;
    ws->home = *home;
    ws->heard = true;
    ws->job.run = on_worker;
    ws->task.run = on_task;
    pthread_mutex_init(&ws->lock, NULL);
    ws->frames = websocket_frames_new(on_message, ws);
    inbox_put(ws, ITEM_OPEN, S(""));
    return ws;
}

void websocket_link_input(WebSocketLink *ws, Str bytes) {
    ws->heard = true;
    websocket_frames_input(ws->frames, bytes);
}

static Item *outbox_take(WebSocket *ws) {
    pthread_mutex_lock(&ws->lock);
    Item *item = box_take(&ws->outbox);
    // Only behind everything that was sent before.
    if (!item && ws->close_code) {
        websocket_frames_close(ws->frames, ws->close_code, str_from(ws->close_reason));
        ws->close_code = 0;
    }
    if (websocket_frames_is_closing(ws->frames)) ws->closed = true;
    pthread_mutex_unlock(&ws->lock);
    return item;
}

bool websocket_link_output(WebSocketLink *ws, struct evbuffer *out, size_t max) {
    size_t before = evbuffer_get_length(out);
    while (evbuffer_get_length(out) < max) {
        Item *item = outbox_take(ws);
        if (item) websocket_frames_send(ws->frames, item->kind == ITEM_TEXT, item_str(item));
        free(item);
        websocket_frames_output(ws->frames, out, max);
        if (!item) break;
    }
    return evbuffer_get_length(out) > before;
}

bool websocket_link_wants_input(WebSocketLink *ws) {
    pthread_mutex_lock(&ws->lock);
    bool full = inbox_full(ws);
    pthread_mutex_unlock(&ws->lock);
    return !full && websocket_frames_wants_input(ws->frames);
}

bool websocket_link_is_closing(const WebSocketLink *ws) {
    return websocket_frames_is_closing(ws->frames);
}

bool websocket_link_is_over(const WebSocketLink *ws) {
    return websocket_frames_is_over(ws->frames);
}

bool websocket_link_ping(WebSocketLink *ws) {
    if (!ws->heard) return false;
    ws->heard = false;
    websocket_frames_ping(ws->frames);
    return true;
}

void websocket_link_detach(WebSocketLink *ws) {
    pthread_mutex_lock(&ws->lock);
    ws->closed = true;
    ws->detached = true;
    box_empty(&ws->outbox);
    pthread_mutex_unlock(&ws->lock);
    websocket_frames_free(ws->frames);
    ws->frames = NULL;
    inbox_put(ws, ITEM_CLOSE, S(""));
    websocket_unref(ws);
}
