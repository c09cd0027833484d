// Any bytes as the JSON body of a request: checked against the route's shape, handled by the
// route's own handler over a small shop, and the answer is of the shape that the route promises.
// The first line names the route ("PATCH /api/v1/model"); one that names none chooses some route.
#include <stdlib.h>
#include <string.h>

#include "api/api_state.h"
#include "api/problem.h"
#include "api/route.h"
#include "flow/dashboards.h"
#include "store/store_dashboard_links.h"
#include "sys/file.h"
#include "sys/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PATCHES_MAX = 100, ANSWER_MAX = 64 << 20, STATEMENT_US = 500000, JSON_ROUTES_MAX = 64 };

static const char SALES[] =
    "id,sold_on,city,item,qty,amount\n"
    "1,2026-01-05,Pune,Rice,2,120.50\n"
    "2,2026-01-06,Mumbai,Dal,1,80.00\n"
    "3,2026-02-07,Pune,Oil,4,400.00\n"
    "4,2026-02-08,Nagpur,Rice,3,180.75\n";
static const char CITIES[] = "city,state\nPune,MH\nMumbai,MH\nNagpur,MH\nDelhi,DL\n";

static struct {
    Arena *forever;
    char folder[32];
    Engine *engine;
    Store *store;
    Workspace *workspace;
    Api api;
    const Route *routes[JSON_ROUTES_MAX];
    size_t route_count;
    int patches;
    Str dashboard, token;
} shop;

static void must(bool ok) {
    if (!ok) abort();
}

static void import(const char *name, const char *text) {
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    ImportRequest request = {.path = path_join(a, shop.folder, str_from(name)),
                             .today = date_of(2026, 3, 1)};
    ImportResult *result = NULL;
    must(file_write_atomic(request.path, str_from(text), &err));
    must(workspace_import(shop.workspace, &request, NULL, a, &result, &err));
}

static const char BOARD[] =
    "{\"name\":\"Board\",\"filters\":[{\"id\":\"f\",\"column\":\"cities.state\",\"op\":\"in\"}],"
    "\"cards\":[{\"id\":\"card\",\"kind\":\"kpi\",\"question\":\"total amount\"},"
    "{\"id\":\"other\",\"kind\":\"sql\",\"sql\":\"SELECT city FROM sales\"}]}";

// What the routes of one dashboard speak of.
static void dashboard_make(void) {
    Err err = {0};
    CLEANUP(json_done) Json *in = NULL;
    CLEANUP(dashboard_done) Dashboard d = {0};
    must(json_parse(str_from(BOARD), &in, &err));
    static const Person ANYBODY = {.role = ROLE_OWNER};
    must(dashboards_create(shop.workspace, &ANYBODY, in, words_english(shop.forever), &d, &err));
    shop.dashboard = d.id;
    shop.token = S("token");
    StoreDashboardLink link = {.token = shop.token, .dashboard = d.id};
    must(store_dashboard_links_add(shop.store, &link, &err));
}

static void workspace_make(void) {
    Err err = {0};
    WorkspaceOptions options = {.engine = shop.engine,
                                .id = S("main"),
                                .database_path = ":memory:",
                                .staging_dir = shop.folder,
                                .query = {.timeout_us = STATEMENT_US, .row_max = 1000}};
    must(store_open(":memory:", &shop.store, &err));
    options.store = shop.store;
    must(workspace_open(&options, &shop.workspace, &err));
    import("sales.csv", SALES);
    import("cities.csv", CITIES);
    dashboard_make();
    shop.patches = 0;
    shop.api.options =
        (ApiOptions){.workspace = shop.workspace, .store = shop.store, .workspace_id = S("main")};
    AuthOptions auth = {.store = shop.store, .workspace = S("main")};
    must(auth_open(&auth, &shop.api.auth, &err));
}

static void folder_remove(void) {
    Err err = {0};
    (void)!dir_remove_all(shop.folder, &err);
}

static void shop_open(void) {
    Err err = {0};
    log_level_set(LOG_OFF);
    shop.forever = arena_create(0);
    memcpy(shop.folder, "/tmp/munim-fuzz-XXXXXX", sizeof "/tmp/munim-fuzz-XXXXXX");
    must(mkdtemp(shop.folder) != NULL);
    (void)atexit(folder_remove);
    const char **readable = arena_new(shop.forever, const char *, 2);
    readable[0] = shop.folder;
    must(engine_new(&(EngineOptions){.readable_dirs = readable, .threads = 1}, &shop.engine, &err));
    shop.api.events = events_new();
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        // What answers with a file or a cookie needs a connection.
        bool signs = ROUTES[i].out == &SESSION || ROUTES[i].out == &PERSON;
        if (ROUTES[i].kind != ROUTE_JSON || !ROUTES[i].out || signs) continue;
        must(shop.route_count < JSON_ROUTES_MAX);
        shop.routes[shop.route_count++] = &ROUTES[i];
    }
    workspace_make();
}

// A model that was patched a hundred times is thrown away.
static void patches_count(const Route *route) {
    if (route->method != METHOD_PATCH || ++shop.patches < PATCHES_MAX) return;
    auth_close(shop.api.auth);
    workspace_close(shop.workspace);
    store_close(shop.store);
    workspace_make();
}

static void answer_check(const Route *route, const Buf *out) {
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    if (out->overflow) return;
    must(json_parse(buf_str(out), &json, &err));
    must(schema_check(route->out, json, &err));
}

static void body_handle(const Route *route, const Json *in) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf out;
    Err err = {0};
    bool shared = str_starts(str_from(route->path), S("/api/v1/shared"));
    HttpRequest req = {.method = route->method, .arena = a};
    ApiCall call = {.api = &shop.api, .req = &req, .route = route, .in = in, .a = a};
    call.params[0] = shared ? shop.token : shop.dashboard;
    call.params[1] = S("card");
    call.visitor.person = person_anybody();
    call.access = ACCESS_OWN;
    buf_init(&out, ANSWER_MAX);
    JsonW w = jsonw_to(&out);
    if (route->handle(&call, &w, &err)) {
        answer_check(route, &out);
        patches_count(route);
    } else {
        must(err.code != ERR_NONE && err.code != ERR_INTERNAL && err.message[0]);
    }
}

static const Route *route_choose(Str line) {
    Str path = line;
    Str method = str_next_word(&path);
    path = str_trim(path);
    for (size_t i = 0; i < shop.route_count; i++) {
        const Route *route = shop.routes[i];
        bool named = str_eq(method, str_from(http_method_name(route->method))) &&
                     str_eq(path, str_from(route->path));
        if (named) return route;
    }
    return shop.routes[str_hash(line) % shop.route_count];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!shop.forever) shop_open();
    Err err = {0};
    Str rest = str_of((const char *)data, size);
    Str line = {0};
    CLEANUP(json_done) Json *in = NULL;
    if (!str_next_part(&rest, '\n', &line) || !rest.ptr) return 0;
    const Route *route = route_choose(line);
    if (!json_parse(rest, &in, &err)) return 0;
    if (schema_check(route->in, in, &err)) body_handle(route, in);
    return 0;
}
