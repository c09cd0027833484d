#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "api/api.h"
#include "app/app.h"
#include "app/commands.h"
#include "app/data_folder.h"
#include "app/options.h"
#include "app/web_files.h"
#include "demo/demo.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"

enum { DRAIN_MS = 30000, SUGGESTIONS_SHOWN = 3, PORT_MAX = 65535 };

const char CMD_SERVE_USAGE[] =
    "serve [--data DIR] [--listen ADDR:PORT] [--demo] [--tls-cert FILE --tls-key FILE]";

typedef struct ServeOptions {
    const char *data_dir;
    const char *listen;
    const char *tls_cert_path;
    const char *tls_key_path;
    bool demo;
    const char *host;  // out of `listen`
    int port;
} ServeOptions;

// All that stands while the server runs; parts are NULL until they are open.
typedef struct Serving {
    Arena *arena;
    DataFolder folder;
    Api *api;
} Serving;

// "127.0.0.1:8080", "[::1]:8080"
static bool listen_read(ServeOptions *o, Arena *a, Err *err) {
    Str text = str_from(o->listen);
    const char *colon = strrchr(o->listen, ':');
    int64_t port = 0;
    if (!colon || !str_to_int(str_from(colon + 1), &port) || port < 0 || port > PORT_MAX) {
        return fail(err, ERR_INVALID, "--listen: '%s' is not ADDRESS:PORT, as 127.0.0.1:8080",
                    o->listen);
    }
    Str host = str_slice(text, 0, (size_t)(colon - o->listen));
    if (str_starts(host, S("[")) && str_ends(host, S("]"))) host = str_slice(host, 1, host.len - 1);
    // The one name that people say; sockets want an address.
    o->host = str_eq_nocase(host, S("localhost")) ? "127.0.0.1" : str_z(a, host);
    o->port = (int)port;
    return true;
}

static bool args_read(int argc, char **argv, Arena *a, ServeOptions *o, Err *err) {
    const Option options[] = {
        {"--data", OPTION_TEXT, &o->data_dir},
        {"--listen", OPTION_TEXT, &o->listen},
        {"--demo", OPTION_FLAG, &o->demo},
        {"--tls-cert", OPTION_TEXT, &o->tls_cert_path},
        {"--tls-key", OPTION_TEXT, &o->tls_key_path},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, err)) return false;
    if (count > 0) return fail(err, ERR_INVALID, "'%s' is not an option", argv[0]);
    if (!o->tls_cert_path != !o->tls_key_path) {
        return fail(err, ERR_INVALID, "--tls-cert and --tls-key go together");
    }
    return listen_read(o, a, err);
}

static bool has_tables(Workspace *w, bool *ret_has, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    *ret_has = snapshot_model(snapshot)->table_count > 0;
    return true;
}

// Into a workspace without any table; a person's own data is never mixed with the example.
static bool demo_load(Serving *s, Err *err) {
    bool has = false;
    if (!has_tables(s->folder.workspace, &has, err)) return false;
    if (has) return true;
    const char *folder = path_join(s->arena, s->folder.staging_dir, S("demo"));
    ImportRequest request = {.path = folder, .mode = IMPORT_CREATE, .today = clock_today()};
    ImportResult *result = NULL;
    return demo_write(folder, clock_today(), err) &&
           workspace_import(s->folder.workspace, &request, NULL, s->arena, &result, err) &&
           dir_remove_all(folder, err);
}

static bool serving_open(Serving *s, const ServeOptions *o, Err *err) {
    if (!data_folder_open(o->data_dir, s->arena, &s->folder, err)) return false;
    if (o->demo && !demo_load(s, err)) return false;
    ApiOptions api = {.workspace = s->folder.workspace,
                      .store = s->folder.store,
                      .workspace_id = DATA_FOLDER_WORKSPACE,
                      .upload_dir = s->folder.upload_dir,
                      .web = web_files_load(s->arena),
                      .host = o->host,
                      .port = o->port,
                      .tls_cert_path = o->tls_cert_path,
                      .tls_key_path = o->tls_key_path};
    return api_start(&api, &s->api, err);
}

static void serving_close(Serving *s) {
    api_free(s->api);
    data_folder_close(&s->folder);
    arena_free(s->arena);
}

static void welcome_print(const Serving *s, const ServeOptions *o) {
    Err err = {0};
    bool is_ipv6 = strchr(o->host, ':') != NULL;
    printf("Munim is at %s://%s%s%s:%d\n", o->tls_cert_path ? "https" : "http", is_ipv6 ? "[" : "",
           o->host, is_ipv6 ? "]" : "", api_port(s->api));
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (workspace_snapshot(s->folder.workspace, &snapshot, &err)) {
        StrList list =
            ask_suggestions(snapshot_model(snapshot), clock_today(), words_english(s->arena));
        if (list.count > 0) printf("Ask, for instance:\n");
        for (size_t i = 0; i < list.count && i < SUGGESTIONS_SHOWN; i++) {
            printf("  " STR_F "\n", STR_A(list.items[i]));
        }
    }
    fflush(stdout);
}

static sigset_t stop_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

int cmd_serve_run(int argc, char **argv) {
    Err err = {0};
    Serving s = {.arena = arena_create(0)};
    ServeOptions o = {.data_dir = "munim-data", .listen = "127.0.0.1:8080"};
    if (!args_read(argc, argv, s.arena, &o, &err)) {
        serving_close(&s);
        return app_misused(CMD_SERVE_USAGE, &err);
    }
    // Before any thread is made, so that all of them leave the signals to this one.
    sigset_t stop = stop_signals();
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    umask(S_IRWXG | S_IRWXO);  // a business's numbers are nobody else's on this machine

    bool ok = serving_open(&s, &o, &err);
    if (ok) {
        int signal_number = 0;
        welcome_print(&s, &o);
        sigwait(&stop, &signal_number);
        log_info("stopping", "signal", signal_number == SIGTERM ? "TERM" : "INT", NULL);
        if (!api_drain(s.api, DRAIN_MS)) log_warn("some requests were cut off", NULL);
    }
    serving_close(&s);
    return ok ? EXIT_ANSWERED : app_failed(&err);
}
