// route: the table that is the API. The router, the check of bodies, the OpenAPI page and the
// test that every route is tested all read it.
#pragma once

#include "api/problem.h"
#include "api/shapes.h"
#include "auth/auth.h"
#include "flow/access.h"
#include "net/http_server.h"

typedef struct Api Api;

// What a route needs a person to be allowed: a role, and of a dashboard (the path's first
// parameter) what they may do with that one. Checked before its handler runs, written into the
// OpenAPI page. Everybody who reaches a server without accounts (loopback only) may do all of it.
typedef enum Permission {
    PERM_NONE,         // nobody need be signed in
    PERM_READ,         // a viewer
    PERM_ASK,          // a viewer
    PERM_WRITE,        // an editor
    PERM_PEOPLE,       // an owner
    PERM_BOARD_VIEW,   // who may see the dashboard
    PERM_BOARD_EDIT,   // who may change it, also a viewer to whom that was granted
    PERM_BOARD_SHARE,  // who made it, or an owner
} Permission;

// What comes in, and how long the answer takes.
typedef enum RouteKind {
    ROUTE_PLAIN,   // no body
    ROUTE_JSON,    // a body of the shape `in`
    ROUTE_UPLOAD,  // files, streamed to disk
    ROUTE_APPEND,  // bytes, streamed to the end of an upload (tus.h)
    ROUTE_EVENTS,  // no body; server-sent events for as long as the client stays
} RouteKind;

enum { ROUTE_PARAMS_MAX = 2 };

// One request on its way through a handler.
typedef struct ApiCall {
    Api *api;
    HttpRequest *req;
    HttpResponse *res;
    const struct Route *route;
    Str params[ROUTE_PARAMS_MAX];  // decoded values of ":name" in the path, in order
    const Json *in;                // the body, checked against the route's shape; NULL without one
    Arena *a;                      // the request's
    const Language *language;      // of what is said to a person; NULL: English
    AuthVisitor visitor;           // who sends it
    AccessLevel access;            // what they may do with the dashboard of a PERM_BOARD_*
    int status;                    // of a good answer: 200 unless the handler says otherwise
    ProblemMore problem;           // of a failure, besides its Err; `language` is set for it
    bool is_sent;                  // the handler has answered by itself (a stream, a page)
} ApiCall;

// Writes one JSON value, or answers by itself and sets is_sent. A failure becomes a problem
// object with the status that fits the error's code.
typedef bool (*RouteHandler)(ApiCall *call, JsonW *out, Err *err);

typedef struct Route {
    HttpMethod method;
    const char *path;
    Permission permission;
    RouteKind kind;
    const Shape *in;
    const Shape *out;  // NULL: not JSON, or no content
    RouteHandler handle;
    const char *summary;
} Route;

extern const Route ROUTES[];
extern const size_t ROUTE_COUNT;

// The row for a method and path; NULL, with *ret_path_known when only the method does not fit.
// `params` are still encoded.
const Route *route_find(HttpMethod method, Str path, Str params[static ROUTE_PARAMS_MAX],
                        bool *ret_path_known);
// What a path takes, as the header Allow has it: "GET, HEAD, DELETE".
Str route_methods(Str path, Arena *a);
const char *route_permission_name(Permission permission);
Role route_permission_role(Permission permission);
AccessLevel route_permission_access(Permission permission);  // ACCESS_NONE: no dashboard's
