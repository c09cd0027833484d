// Corrections of the model that are tried before they are made.
#include "api/api_state.h"
#include "api/handlers.h"
#include "flow/model_try.h"

bool api_metric_check_post(ApiCall *call, JsonW *out, Err *err) {
    return model_try_metric(call->api->options.workspace, call->in, call->req->cancelled,
                            words_for(call->a, call->language), out, err);
}

bool api_join_check_post(ApiCall *call, JsonW *out, Err *err) {
    ModelTryJoin join = {0};
    return json_get_str(call->in, "from", true, &join.from, err) &&
           json_get_str(call->in, "to", true, &join.to, err) &&
           model_try_join(call->api->options.workspace, &join, call->req->cancelled,
                          words_for(call->a, call->language), out, err);
}
