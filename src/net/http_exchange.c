#include "net/http_exchange.h"

#include "net/http_loop.h"

HttpExchange *http_exchange_new(HttpConnection *conn, HttpCore *core, NetLoop *loop) {
    Arena *arena = arena_create(0);
    HttpExchange *exchange = arena_new(arena, HttpExchange, 1);
    exchange->conn = conn;
    exchange->loop = loop;
    exchange->core = core;
    exchange->options = &core->options;
    exchange->draining = &core->draining;
    exchange->arena = arena;
    exchange->req.arena = arena;
    exchange->req.cancelled = &exchange->cancelled;
    http_response_init(&exchange->res, arena, exchange);
    http_stream_init(&exchange->stream, loop, &exchange->wake);
    return exchange;
}

void http_exchange_free(HttpExchange *exchange) {
    if (!exchange) return;
    upload_pump_free(exchange->upload);
    http_stream_done(&exchange->stream);
    buf_done(&exchange->body);
    buf_done(&exchange->res.owned);
    arena_free(exchange->arena);
}

bool http_exchange_keeps_alive(const HttpExchange *exchange) {
    if (!exchange->keep_alive || atomic_load(exchange->draining)) return false;
    for (size_t i = 0; i < exchange->res.headers.count; i++) {
        const HttpHeader *header = &exchange->res.headers.items[i];
        if (!str_eq_nocase(header->name, S("Connection"))) continue;
        if (http_head_has_token(header->value, S("close"))) return false;
    }
    return true;
}
