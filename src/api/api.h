// api: the HTTP face of a workspace: the route table served by net, and the web application.
//
// Until there are accounts it serves loopback addresses only. It refuses requests that a foreign
// page sends (Host and Origin are checked: DNS rebinding, cross-site requests).
#pragma once

#include "flow/workspace.h"
#include "net/http_server.h"
#include "net/static_files.h"

typedef struct Api Api;

typedef struct ApiOptions {
    Workspace *workspace;
    Store *store;
    Str workspace_id;
    // Bodies are streamed here; on the disk of the data folder. A folder of its own: what belongs
    // to no upload is removed at the start.
    const char *upload_dir;
    const StaticFiles *web;     // the application; NULL or empty: none in this build
    const char *host;           // "127.0.0.1", "::1"; with accounts any address of the machine
    int port;                   // 0: any free one
    const char *tls_cert_path;  // NULL: plain
    const char *tls_key_path;
} ApiOptions;

// Listens when it returns. Texts are borrowed.
// Fails: ERR_DENIED an address that is not loopback, while there are no accounts; ERR_CONFLICT in
// use; ERR_IO.
MUST_USE bool api_start(const ApiOptions *options, Api **ret_api, Err *err);
int api_port(const Api *api);
// No new requests; what runs, jobs too, is finished within `timeout_ms`. True when nothing was cut
// off.
bool api_drain(Api *api, int timeout_ms);
void api_free(Api *api);  // NULL is fine
