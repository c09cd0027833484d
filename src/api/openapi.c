#include "api/openapi.h"

#include "api/route.h"

// "/tables/:name/rows" as "/tables/{name}/rows".
static Str path_template(const char *path, Buf *room) {
    buf_clear(room);
    Str rest = str_from(path);
    Str part = {0};
    bool first = true;
    while (str_next_part(&rest, '/', &part)) {
        if (!first) buf_add_char(room, '/');
        first = false;
        if (str_starts(part, S(":"))) {
            buf_add_fmt(room, "{" STR_F "}", STR_A(str_skip(part, 1)));
        } else {
            buf_add(room, part);
        }
    }
    return buf_str(room);
}

static void params_write(JsonW *w, const char *path) {
    Str rest = str_from(path);
    Str part = {0};
    jsonw_key_array(w, "parameters");
    while (str_next_part(&rest, '/', &part)) {
        if (!str_starts(part, S(":"))) continue;
        jsonw_object(w);
        jsonw_key_str(w, "name", str_skip(part, 1));
        jsonw_key_str(w, "in", S("path"));
        jsonw_key_bool(w, "required", true);
        jsonw_key_object(w, "schema");
        jsonw_key_str(w, "type", S("string"));
        jsonw_end(w);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void content_write(JsonW *w, const char *media_type, const Shape *shape) {
    jsonw_key_object(w, "content");
    jsonw_key_object(w, media_type);
    jsonw_key(w, S("schema"));
    schema_write_ref(w, shape);
    jsonw_end(w);
    jsonw_end(w);
}

static void responses_write(JsonW *w, const Route *route) {
    jsonw_key_object(w, "responses");
    jsonw_key_object(w, route->kind == ROUTE_UPLOAD ? "202" : route->out ? "200" : "2XX");
    jsonw_key_str(w, "description", S("Done."));
    if (route->out) content_write(w, "application/json", route->out);
    jsonw_end(w);
    jsonw_key_object(w, "default");
    jsonw_key_str(w, "description", S("What went wrong."));
    content_write(w, "application/problem+json", &PROBLEM);
    jsonw_end(w);
    jsonw_end(w);
}

// A unique name for generated clients: the method and the path's words.
static void operation_id_write(JsonW *w, const Route *route, Buf *room) {
    buf_clear(room);
    for (const char *c = http_method_name(route->method); *c; c++) {
        buf_add_char(room, (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c));
    }
    for (const char *c = route->path; *c; c++) {
        bool is_word = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        buf_add_char(room, is_word ? *c : '_');
    }
    jsonw_key_str(w, "operationId", buf_str(room));
}

static void operation_write(JsonW *w, const Route *route, Buf *room) {
    CLEANUP(buf_done) Buf method;
    buf_init(&method, 16);
    for (const char *c = http_method_name(route->method); *c; c++) {
        buf_add_char(&method, (char)(*c + 32));
    }
    jsonw_key(w, buf_str(&method));
    jsonw_object(w);
    jsonw_key_str(w, "summary", str_from(route->summary));
    operation_id_write(w, route, room);
    jsonw_key_str(w, "x-permission", str_from(route_permission_name(route->permission)));
    Role role = route_permission_role(route->permission);
    if (role == ROLE_NONE) {
        jsonw_key_array(w, "security");
        jsonw_end(w);
    } else {
        jsonw_key_str(w, "x-role", str_from(role_name(role)));
    }
    params_write(w, route->path);
    if (route->kind == ROUTE_APPEND) {
        jsonw_key_object(w, "requestBody");
        jsonw_key_object(w, "content");
        jsonw_key_object(w, "application/offset+octet-stream");
        jsonw_end(w);
        jsonw_end(w);
        jsonw_end(w);
    }
    if (route->in) {
        jsonw_key_object(w, "requestBody");
        jsonw_key_bool(w, "required", true);
        content_write(w, route->kind == ROUTE_UPLOAD ? "multipart/form-data" : "application/json",
                      route->in);
        jsonw_end(w);
    }
    responses_write(w, route);
    jsonw_end(w);
}

// Routes of one path stand together; the first of them opens it.
static bool is_first_of_path(size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (str_eq(str_from(ROUTES[i].path), str_from(ROUTES[at].path))) return false;
    }
    return true;
}

static void paths_write(JsonW *w) {
    CLEANUP(buf_done) Buf room;
    buf_init(&room, 1024);
    jsonw_key_object(w, "paths");
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        if (!is_first_of_path(i)) continue;
        jsonw_key(w, path_template(ROUTES[i].path, &room));
        jsonw_object(w);
        for (size_t k = i; k < ROUTE_COUNT; k++) {
            if (!str_eq(str_from(ROUTES[k].path), str_from(ROUTES[i].path))) continue;
            operation_write(w, &ROUTES[k], &room);
        }
        jsonw_end(w);
    }
    jsonw_end(w);
}

typedef struct Scheme {
    const char *name;
    struct {
        const char *key, *value;
    } members[4];  // ended by one without a key
} Scheme;

static const Scheme SCHEMES[] = {
    {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", AUTH_TOKEN_COOKIE}, {0}}},
    {"bearer", {{"type", "http"}, {"scheme", "bearer"}, {0}}},
};

static void schemes_write(JsonW *w) {
    jsonw_key_object(w, "securitySchemes");
    for (size_t i = 0; i < COUNT_OF(SCHEMES); i++) {
        jsonw_key_object(w, SCHEMES[i].name);
        for (size_t k = 0; SCHEMES[i].members[k].key; k++) {
            jsonw_key_str(w, SCHEMES[i].members[k].key, str_from(SCHEMES[i].members[k].value));
        }
        jsonw_end(w);
    }
    jsonw_end(w);
}

// One of them; or none, where there are no accounts.
static void security_write(JsonW *w) {
    jsonw_key_array(w, "security");
    jsonw_object(w);
    jsonw_end(w);
    for (size_t i = 0; i < COUNT_OF(SCHEMES); i++) {
        jsonw_object(w);
        jsonw_key_array(w, SCHEMES[i].name);
        jsonw_end(w);
        jsonw_end(w);
    }
    jsonw_end(w);
}

void openapi_write(Buf *out) {
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    jsonw_key_str(&w, "openapi", S("3.1.0"));
    jsonw_key_object(&w, "info");
    jsonw_key_str(&w, "title", S("Munim"));
    jsonw_key_str(&w, "version", S("1"));
    jsonw_key_str(&w, "description",
                  S("Questions about a business, answered from its own data. Errors are problem "
                    "objects (RFC 9457)."));
    jsonw_end(&w);
    security_write(&w);
    paths_write(&w);
    jsonw_key_object(&w, "components");
    schemes_write(&w);
    jsonw_key_object(&w, "schemas");
    for (size_t i = 0; SHAPES[i]; i++) {
        jsonw_key(&w, str_from(SHAPES[i]->name));
        schema_write(&w, SHAPES[i]);
    }
    jsonw_end(&w);
    jsonw_end(&w);
    jsonw_end(&w);
}
