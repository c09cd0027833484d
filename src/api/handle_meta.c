#include "api/api_state.h"
#include "api/docs_page.h"
#include "api/handlers.h"

bool api_openapi_get(ApiCall *call, JsonW *out, Err *err) {
    (void)err;
    jsonw_raw(out, buf_str(&call->api->openapi));
    return true;
}

bool api_docs_get(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    (void)err;
    call->is_sent = true;
    http_response_header(call->res, S("Content-Security-Policy"), S(DOCS_PAGE_POLICY));
    http_response_body(call->res, S("text/html; charset=utf-8"), docs_page());
    return true;
}

static void health_write(JsonW *out, Str status) {
    jsonw_object(out);
    jsonw_key_str(out, "status", status);
    jsonw_end(out);
}

bool api_healthz_get(ApiCall *call, JsonW *out, Err *err) {
    (void)call;
    (void)err;
    health_write(out, S("ok"));
    return true;
}

bool api_readyz_get(ApiCall *call, JsonW *out, Err *err) {
    (void)err;
    bool draining = atomic_load(&call->api->draining);
    call->status = draining ? 503 : 200;
    health_write(out, draining ? S("stopping") : S("ok"));
    return true;
}
