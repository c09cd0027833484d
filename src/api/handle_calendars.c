// Days of note that people bring in as calendar files.
#include "api/api_state.h"
#include "api/handlers.h"
#include "flow/calendars.h"

static bool calendars_answer(const ApiCall *call, JsonW *out, Err *err) {
    const ApiOptions *o = &call->api->options;
    return calendars_write(o->store, o->workspace_id, out, err);
}

bool api_calendars_get(ApiCall *call, JsonW *out, Err *err) {
    return calendars_answer(call, out, err);
}

bool api_calendars_post(ApiCall *call, JsonW *out, Err *err) {
    const ApiOptions *o = &call->api->options;
    CalendarNew calendar = {0};
    if (!json_get_str(call->in, "name", true, &calendar.name, err) ||
        !json_get_str(call->in, "text", true, &calendar.ics, err) ||
        !calendars_add(o->store, o->workspace_id, &calendar, out, err)) {
        return false;
    }
    call->status = 201;
    return true;
}

bool api_calendar_delete(ApiCall *call, JsonW *out, Err *err) {
    const ApiOptions *o = &call->api->options;
    return calendars_remove(o->store, o->workspace_id, call->params[0], err) &&
           calendars_answer(call, out, err);
}

bool api_calendar_restore_post(ApiCall *call, JsonW *out, Err *err) {
    const ApiOptions *o = &call->api->options;
    return calendars_restore(o->store, o->workspace_id, call->params[0], err) &&
           calendars_answer(call, out, err);
}
