// http_bench: the server of bench/http/run: a JSON answer of 200 bytes, from the loop and from a
// worker, without anything behind it. Usage: http_bench PORT LOOPS
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "net/http_server.h"

static void json_get(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)req;
    (void)ctx;
    http_response_body(res, S("application/json"),
                       S("{\"question\": \"What sold last week?\", \"status\": \"answered\", "
                         "\"confidence\": 0.93, "
                         "\"reading\": \"total revenue by product, last week, ten highest\", "
                         "\"rows\": [[\"Basmati "
                         "rice, 5 kg\", 81234.50]], \"ms\": 3.14159}"));
}

static void not_found(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)req;
    (void)ctx;
    http_response_problem(res, 404, S("/json or /worker"));
}

static void decide(HttpRequest *req, HttpRoute *ret_route, void *ctx) {
    (void)ctx;
    bool inline_path = str_eq(req->path, S("/json"));
    bool known = inline_path || str_eq(req->path, S("/worker"));
    *ret_route =
        (HttpRoute){.handler = known ? json_get : not_found, .run_inline = inline_path || !known};
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s PORT LOOPS\n", argv[0]);
        return 2;
    }
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    HttpServerOptions options = http_server_defaults();
    options.port = (int)strtol(argv[1], NULL, 10);
    options.loops = (int)strtol(argv[2], NULL, 10);
    options.workers = 4;
    options.queue_max = 4096;
    options.decide = decide;
    options.limits.connections = 20000;
    options.limits.connections_per_peer = 20000;
    options.limits.header_timeout_ms = 120000;  // the idle connections of the benchmark say nothing
    HttpServer *server = NULL;
    Err err;
    if (!http_server_start(&options, &server, &err)) {
        fprintf(stderr, "http_bench: %s\n", err.message);
        return 1;
    }
    int got = 0;
    sigwait(&ends, &got);
    http_server_drain(server, 5000);
    http_server_free(server);
    return 0;
}
