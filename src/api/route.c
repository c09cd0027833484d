#include "api/route.h"

#include <assert.h>

#include "api/handlers.h"

const Route ROUTES[] = {
    // clang-format off: one route a line
    {METHOD_POST, "/api/v1/ask", PERM_ASK, ROUTE_JSON, &ASK_IN, &ANSWER, api_ask_post,
     "Answer a question, or run a plan"},
    {METHOD_GET, "/api/v1/questions", PERM_READ, ROUTE_PLAIN, NULL, &QUESTIONS, api_questions_get,
     "Questions asked before, the newest first (limit, cursor, search, favourite)"},
    {METHOD_GET, "/api/v1/questions/suggestions", PERM_READ, ROUTE_PLAIN, NULL, &SUGGESTIONS,
     api_suggestions_get, "Questions that this data can answer"},
    {METHOD_POST, "/api/v1/query", PERM_ASK, ROUTE_JSON, &QUERY_IN, &ROWS_OUT, api_query_post,
     "Run one SELECT"},
    {METHOD_GET, "/api/v1/tables", PERM_READ, ROUTE_PLAIN, NULL, &TABLES, api_tables_get,
     "The tables"},
    {METHOD_GET, "/api/v1/tables/:name", PERM_READ, ROUTE_PLAIN, NULL, &MODEL_TABLE, api_table_get,
     "A table with the profiles of its columns"},
    {METHOD_DELETE, "/api/v1/tables/:name", PERM_WRITE, ROUTE_PLAIN, NULL, &DELETED_TABLE,
     api_table_delete, "Delete a table; it can be restored for 7 days"},
    {METHOD_GET, "/api/v1/deleted-tables", PERM_READ, ROUTE_PLAIN, NULL, &DELETED_TABLES,
     api_deleted_tables_get, "Deleted tables that can be restored, the last deleted first"},
    {METHOD_POST, "/api/v1/deleted-tables/:id/restore", PERM_WRITE, ROUTE_PLAIN, NULL,
     &RESTORED_TABLE, api_deleted_table_restore_post,
     "Bring a deleted table back, under a name of its own when there is another of its name"},
    {METHOD_DELETE, "/api/v1/deleted-tables/:id", PERM_WRITE, ROUTE_PLAIN, NULL, NULL,
     api_deleted_table_delete, "Delete a table for good"},
    {METHOD_GET, "/api/v1/tables/:name/rows", PERM_READ, ROUTE_PLAIN, NULL, &ROWS_OUT,
     api_table_rows_get, "A page of its rows (limit, offset)"},
    {METHOD_GET, "/api/v1/tables/:name/rejects", PERM_READ, ROUTE_PLAIN, NULL, &ROWS_OUT,
     api_table_rejects_get, "What could not be read at import (limit, offset)"},
    {METHOD_GET, "/api/v1/tables/:name/recipe", PERM_READ, ROUTE_PLAIN, NULL, &RECIPE,
     api_recipe_get, "How it is cleaned"},
    {METHOD_PUT, "/api/v1/tables/:name/recipe", PERM_WRITE, ROUTE_JSON, &RECIPE_IN, &RECIPE,
     api_recipe_put, "Clean it by these steps, now and after each import"},
    {METHOD_POST, "/api/v1/tables/:name/recipe/preview", PERM_ASK, ROUTE_JSON, &RECIPE_IN,
     &RECIPE_PREVIEW, api_recipe_preview_post, "What steps would do, without doing it"},
    {METHOD_GET, "/api/v1/model", PERM_READ, ROUTE_PLAIN, NULL, &MODEL, api_model_get,
     "The semantic model"},
    {METHOD_PATCH, "/api/v1/model", PERM_WRITE, ROUTE_JSON, &MODEL_PATCH, &MODEL, api_model_patch,
     "Correct the model"},
    {METHOD_GET, "/api/v1/model/quality", PERM_READ, ROUTE_PLAIN, NULL, &QUALITY, api_quality_get,
     "What is poor in the data"},
    {METHOD_POST, "/api/v1/imports", PERM_WRITE, ROUTE_UPLOAD, &IMPORT_FORM, &JOBS,
     api_imports_post, "Import files"},
    {METHOD_OPTIONS, "/api/v1/uploads", PERM_READ, ROUTE_PLAIN, NULL, NULL, api_uploads_options,
     "What uploads may be (tus 1.0.0)"},
    {METHOD_POST, "/api/v1/uploads", PERM_WRITE, ROUTE_PLAIN, NULL, &UPLOAD, api_uploads_post,
     "Begin an upload that can be resumed (tus 1.0.0: Upload-Length, Upload-Metadata with "
     "filename, mode, table, key, fingerprint)"},
    {METHOD_GET, "/api/v1/uploads", PERM_READ, ROUTE_PLAIN, NULL, &UPLOADS, api_uploads_get,
     "Uploads that are not whole, the newest first"},
    {METHOD_GET, "/api/v1/uploads/:id", PERM_READ, ROUTE_PLAIN, NULL, &UPLOAD, api_upload_get,
     "How much of an upload is here (also HEAD: Upload-Offset)"},
    {METHOD_PATCH, "/api/v1/uploads/:id", PERM_WRITE, ROUTE_APPEND, NULL, NULL, api_upload_patch,
     "Go on with an upload from Upload-Offset; the last byte starts the import, whose job is told "
     "in Munim-Job"},
    {METHOD_DELETE, "/api/v1/uploads/:id", PERM_WRITE, ROUTE_PLAIN, NULL, NULL, api_upload_delete,
     "Give an upload up"},
    {METHOD_GET, "/api/v1/imports", PERM_READ, ROUTE_PLAIN, NULL, &IMPORTS, api_imports_get,
     "Imports of the past, the newest first (limit)"},
    {METHOD_GET, "/api/v1/jobs", PERM_READ, ROUTE_PLAIN, NULL, &JOBS, api_jobs_get,
     "Work in the background, the newest first (limit)"},
    {METHOD_GET, "/api/v1/jobs/:id", PERM_READ, ROUTE_PLAIN, NULL, &JOB, api_job_get, "One job"},
    {METHOD_DELETE, "/api/v1/jobs/:id", PERM_WRITE, ROUTE_PLAIN, NULL, &JOB, api_job_delete,
     "Cancel a job"},
    {METHOD_GET, "/api/v1/jobs/:id/events", PERM_READ, ROUTE_EVENTS, NULL, NULL, api_job_events_get,
     "Follow a job (server-sent events)"},
    {METHOD_GET, "/api/v1/events", PERM_READ, ROUTE_PLAIN, NULL, NULL, api_events_get,
     "Changes as they happen (WebSocket)"},
    {METHOD_GET, "/api/v1/data/health", PERM_READ, ROUTE_PLAIN, NULL, &DATA_HEALTH,
     api_data_health_get, "How the data is"},
    {METHOD_GET, "/api/v1/forecast", PERM_READ, ROUTE_PLAIN, NULL, &FORECASTABLE, api_forecast_get,
     "What can be forecast"},
    {METHOD_GET, "/api/v1/forecast/things", PERM_READ, ROUTE_PLAIN, NULL, &FORECAST_THINGS,
     api_forecast_things_get,
     "Products, categories or stores, the most sold first (level, search, measure, limit)"},
    {METHOD_GET, "/api/v1/forecast/business", PERM_READ, ROUTE_PLAIN, NULL, &OUTLOOK,
     api_forecast_business_get, "Forecast the whole business (parameters as for a product)"},
    {METHOD_GET, "/api/v1/forecast/store", PERM_READ, ROUTE_PLAIN, NULL, &OUTLOOK,
     api_forecast_store_get, "Forecast one store (name), or all and how they add up"},
    {METHOD_GET, "/api/v1/forecast/category", PERM_READ, ROUTE_PLAIN, NULL, &OUTLOOK,
     api_forecast_category_get, "Forecast one category (name), or all and how they add up"},
    {METHOD_GET, "/api/v1/forecast/list", PERM_READ, ROUTE_PLAIN, NULL, &FORECAST_LIST,
     api_forecast_list_get, "What was generated last: all of a level, with what to order (level)"},
    {METHOD_POST, "/api/v1/forecast/generate", PERM_ASK, ROUTE_JSON, &FORECAST_IN, &JOB,
     api_forecast_generate_post, "Forecast everything of a level, as a job"},
    {METHOD_GET, "/api/v1/forecast/calendars", PERM_READ, ROUTE_PLAIN, NULL, &CALENDARS,
     api_calendars_get, "Days of note of one's own, beside the festivals"},
    {METHOD_POST, "/api/v1/forecast/calendars", PERM_WRITE, ROUTE_JSON, &CALENDAR_IN, &CALENDAR,
     api_calendars_post, "Bring in a calendar file (.ics)"},
    {METHOD_DELETE, "/api/v1/forecast/calendars/:id", PERM_WRITE, ROUTE_PLAIN, NULL, &CALENDARS,
     api_calendar_delete, "Remove a calendar; it can be restored for 7 days"},
    {METHOD_POST, "/api/v1/forecast/calendars/:id/restore", PERM_WRITE, ROUTE_PLAIN, NULL,
     &CALENDARS, api_calendar_restore_post, "Bring a removed calendar back"},
    {METHOD_GET, "/api/v1/forecast/:sku", PERM_READ, ROUTE_PLAIN, NULL, &OUTLOOK,
     api_forecast_sku_get,
     "Forecast a product by its code or name (horizon, grain, confidence, measure, model, store, "
     "region, "
     "lead_days, review_days, service_level, "
     "price_change, promotion_from, promotion_to, promotion_lift; history: so many periods of the "
     "past alone)"},
    {METHOD_POST, "/api/v1/model/metrics/check", PERM_READ, ROUTE_JSON, &METRIC_CHECK_IN,
     &METRIC_CHECK, api_metric_check_post, "What a metric would come to"},
    {METHOD_POST, "/api/v1/model/joins/check", PERM_READ, ROUTE_JSON, &JOIN_CHECK_IN, &JOIN_CHECK,
     api_join_check_post, "How two columns would meet"},
    {METHOD_POST, "/api/v1/query/page", PERM_ASK, ROUTE_JSON, &RESULT_PAGE_IN, &ROWS_OUT,
     api_query_page_post, "A page of the rows of a plan, a statement or a table"},
    {METHOD_POST, "/api/v1/export", PERM_ASK, ROUTE_JSON, &EXPORT_IN, NULL, api_export_post,
     "The rows of a plan, a statement or a table as a file (CSV, XLSX)"},
    {METHOD_POST, "/api/v1/query/rows", PERM_ASK, ROUTE_JSON, &PLAN_ROWS_IN, &CARD_ROWS,
     api_query_rows_post, "The rows behind a mark of a plan's chart"},
    {METHOD_GET, "/api/v1/dashboards", PERM_READ, ROUTE_PLAIN, NULL, &DASHBOARDS,
     api_dashboards_get,
     "Dashboards, favourites first, then the last changed (deleted=true: those deleted)"},
    {METHOD_POST, "/api/v1/dashboards", PERM_WRITE, ROUTE_JSON, &DASHBOARD_IN, &DASHBOARD,
     api_dashboards_post, "Make a dashboard"},
    {METHOD_GET, "/api/v1/dashboards/templates", PERM_READ, ROUTE_PLAIN, NULL, &DASHBOARD_TEMPLATES,
     api_dashboard_templates_get, "Dashboards that this data can fill"},
    {METHOD_GET, "/api/v1/dashboards/:id", PERM_BOARD_VIEW, ROUTE_PLAIN, NULL, &DASHBOARD,
     api_dashboard_get, "A dashboard"},
    {METHOD_PATCH, "/api/v1/dashboards/:id", PERM_BOARD_EDIT, ROUTE_JSON, &DASHBOARD_PATCH,
     &DASHBOARD, api_dashboard_patch, "Change a dashboard; changes of several people are merged"},
    {METHOD_DELETE, "/api/v1/dashboards/:id", PERM_BOARD_EDIT, ROUTE_PLAIN, NULL, NULL,
     api_dashboard_delete, "Delete a dashboard; it can be restored for 30 days"},
    {METHOD_POST, "/api/v1/dashboards/:id/restore", PERM_BOARD_EDIT, ROUTE_PLAIN, NULL, &DASHBOARD,
     api_dashboard_restore_post, "Bring a deleted dashboard back"},
    {METHOD_GET, "/api/v1/dashboards/:id/versions", PERM_BOARD_VIEW, ROUTE_PLAIN, NULL,
     &DASHBOARD_VERSIONS, api_dashboard_versions_get, "What was changed, the newest first"},
    {METHOD_POST, "/api/v1/dashboards/:id/versions/:version/restore", PERM_BOARD_EDIT, ROUTE_PLAIN,
     NULL, &DASHBOARD, api_dashboard_version_restore_post, "Go back to an older version"},
    {METHOD_POST, "/api/v1/dashboards/:id/cards/:card/data", PERM_BOARD_VIEW, ROUTE_JSON,
     &CARD_DATA_IN, &CARD_DATA, api_dashboard_card_data_post,
     "What a card shows, under the filters"},
    {METHOD_POST, "/api/v1/dashboards/:id/cards/:card/rows", PERM_BOARD_VIEW, ROUTE_JSON,
     &CARD_ROWS_IN, &CARD_ROWS, api_dashboard_card_rows_post, "The rows behind a mark of a card"},
    {METHOD_GET, "/api/v1/dashboards/:id/values", PERM_BOARD_VIEW, ROUTE_PLAIN, NULL,
     &FILTER_VALUES, api_dashboard_values_get,
     "What a filter can be set to (column, search, limit)"},
    {METHOD_GET, "/api/v1/dashboards/:id/comments", PERM_BOARD_VIEW, ROUTE_PLAIN, NULL,
     &DASHBOARD_NOTES, api_dashboard_comments_get, "Comments and annotations"},
    {METHOD_POST, "/api/v1/dashboards/:id/comments", PERM_BOARD_VIEW, ROUTE_JSON,
     &DASHBOARD_NOTE_IN, &DASHBOARD_NOTE, api_dashboard_comments_post,
     "Comment on a dashboard, a card or a day"},
    {METHOD_DELETE, "/api/v1/dashboards/:id/comments/:comment", PERM_BOARD_VIEW, ROUTE_PLAIN, NULL,
     NULL, api_dashboard_comment_delete, "Delete a comment"},
    {METHOD_POST, "/api/v1/dashboards/:id/comments/:comment/restore", PERM_BOARD_VIEW, ROUTE_PLAIN,
     NULL, &DASHBOARD_NOTES, api_dashboard_comment_restore_post, "Bring a deleted comment back"},
    {METHOD_GET, "/api/v1/dashboards/:id/links", PERM_BOARD_SHARE, ROUTE_PLAIN, NULL,
     &DASHBOARD_LINKS, api_dashboard_links_get, "Links to read it"},
    {METHOD_POST, "/api/v1/dashboards/:id/links", PERM_BOARD_SHARE, ROUTE_JSON, &DASHBOARD_LINK_IN,
     &DASHBOARD_LINK, api_dashboard_links_post, "Make a link to read it"},
    {METHOD_DELETE, "/api/v1/dashboards/:id/links/:token", PERM_BOARD_SHARE, ROUTE_PLAIN, NULL,
     NULL, api_dashboard_link_delete, "Withdraw a link"},
    {METHOD_POST, "/api/v1/dashboards/:id/links/:token/restore", PERM_BOARD_SHARE, ROUTE_PLAIN,
     NULL, &DASHBOARD_LINKS, api_dashboard_link_restore_post, "Let a withdrawn link work again"},
    {METHOD_GET, "/api/v1/shared/:token", PERM_NONE, ROUTE_PLAIN, NULL, &SHARED_DASHBOARD,
     api_shared_get, "The dashboard that a link shows (410: withdrawn or expired)"},
    {METHOD_POST, "/api/v1/shared/:token/cards/:card/data", PERM_NONE, ROUTE_JSON, &CARD_DATA_IN,
     &CARD_DATA, api_shared_card_data_post, "What a card of it shows, under its own filters"},
    {METHOD_GET, "/api/v1/shared/:token/values", PERM_NONE, ROUTE_PLAIN, NULL, &FILTER_VALUES,
     api_shared_values_get, "What one of its filters can be set to (column, search, limit)"},
    {METHOD_PUT, "/api/v1/questions/:id/favourite", PERM_ASK, ROUTE_JSON, &FAVOURITE_IN, NULL,
     api_question_favourite_put, "Make a question of the history a favourite, or not"},
    {METHOD_DELETE, "/api/v1/questions/:id", PERM_ASK, ROUTE_PLAIN, NULL, NULL, api_question_delete,
     "Delete a question of the history"},
    {METHOD_POST, "/api/v1/questions/:id/restore", PERM_ASK, ROUTE_PLAIN, NULL, NULL,
     api_question_restore_post, "Bring a deleted question back"},
    {METHOD_GET, "/api/v1/verified", PERM_READ, ROUTE_PLAIN, NULL, &VERIFIED_LIST, api_verified_get,
     "Questions with approved readings"},
    {METHOD_POST, "/api/v1/verified", PERM_WRITE, ROUTE_JSON, &VERIFIED_IN, &VERIFIED,
     api_verified_post, "Approve the reading of a question"},
    {METHOD_DELETE, "/api/v1/verified/:id", PERM_WRITE, ROUTE_PLAIN, NULL, NULL,
     api_verified_delete, "Withdraw an approval"},
    {METHOD_POST, "/api/v1/verified/:id/restore", PERM_WRITE, ROUTE_PLAIN, NULL, &VERIFIED_LIST,
     api_verified_restore_post, "Bring a withdrawn approval back"},
    {METHOD_GET, "/api/v1/saved", PERM_READ, ROUTE_PLAIN, NULL, &SAVED_LIST, api_saved_get,
     "Saved queries"},
    {METHOD_POST, "/api/v1/saved", PERM_ASK, ROUTE_JSON, &SAVED_IN, &SAVED, api_saved_post,
     "Save a statement or a plan by name"},
    {METHOD_PATCH, "/api/v1/saved/:id", PERM_ASK, ROUTE_JSON, &SAVED_IN, &SAVED, api_saved_patch,
     "Change a saved query"},
    {METHOD_DELETE, "/api/v1/saved/:id", PERM_ASK, ROUTE_PLAIN, NULL, NULL, api_saved_delete,
     "Delete a saved query"},
    {METHOD_POST, "/api/v1/saved/:id/restore", PERM_ASK, ROUTE_PLAIN, NULL, &SAVED,
     api_saved_restore_post, "Bring a deleted query back"},
    {METHOD_GET, "/api/v1/settings", PERM_READ, ROUTE_PLAIN, NULL, &SETTINGS, api_settings_get,
     "What the workspace prefers"},
    {METHOD_PATCH, "/api/v1/settings", PERM_WRITE, ROUTE_JSON, &SETTINGS_IN, &SETTINGS,
     api_settings_patch, "Change what the workspace prefers"},
    {METHOD_PUT, "/api/v1/dashboards/:id/favourite", PERM_BOARD_VIEW, ROUTE_JSON, &FAVOURITE_IN,
     NULL, api_dashboard_favourite_put, "Make a dashboard a favourite of one's own, or not"},
    {METHOD_GET, "/api/v1/dashboards/:id/access", PERM_BOARD_SHARE, ROUTE_PLAIN, NULL,
     &DASHBOARD_ACCESS, api_dashboard_access_get, "Who may see and change a dashboard"},
    {METHOD_PUT, "/api/v1/dashboards/:id/access", PERM_BOARD_SHARE, ROUTE_JSON,
     &DASHBOARD_ACCESS_IN, &DASHBOARD_ACCESS, api_dashboard_access_put,
     "Say who may see and change a dashboard"},
    {METHOD_GET, "/api/v1/session", PERM_NONE, ROUTE_PLAIN, NULL, &SESSION, api_session_get,
     "Who is signed in"},
    {METHOD_POST, "/api/v1/session", PERM_NONE, ROUTE_JSON, &SESSION_IN, &SESSION, api_session_post,
     "Sign in; the session is a cookie, or with bearer a token in the answer"},
    {METHOD_PATCH, "/api/v1/session", PERM_READ, ROUTE_JSON, &SESSION_PATCH, &SESSION,
     api_session_patch, "Change one's own name or password, which ends one's other sessions"},
    {METHOD_DELETE, "/api/v1/session", PERM_NONE, ROUTE_PLAIN, NULL, NULL, api_session_delete,
     "Sign out"},
    {METHOD_GET, "/api/v1/session/devices", PERM_READ, ROUTE_PLAIN, NULL, &SESSION_DEVICES,
     api_session_devices_get, "Where one is signed in, the last used first"},
    {METHOD_DELETE, "/api/v1/session/devices/:id", PERM_READ, ROUTE_PLAIN, NULL, NULL,
     api_session_device_delete, "Sign out there"},
    {METHOD_GET, "/api/v1/people", PERM_READ, ROUTE_PLAIN, NULL, &PEOPLE, api_people_get,
     "Who has an account, by name (deleted=true: those removed)"},
    {METHOD_POST, "/api/v1/people", PERM_PEOPLE, ROUTE_JSON, &PERSON_IN, &PERSON, api_people_post,
     "Make an account; the first is an owner's and is signed in at once"},
    {METHOD_PATCH, "/api/v1/people/:id", PERM_PEOPLE, ROUTE_JSON, &PERSON_PATCH, &PERSON,
     api_person_patch, "Change somebody's name, role or password"},
    {METHOD_DELETE, "/api/v1/people/:id", PERM_PEOPLE, ROUTE_PLAIN, NULL, NULL, api_person_delete,
     "Remove somebody, and end their sessions"},
    {METHOD_POST, "/api/v1/people/:id/restore", PERM_PEOPLE, ROUTE_PLAIN, NULL, &PERSON,
     api_person_restore_post, "Bring somebody who was removed back"},
    {METHOD_GET, "/api/v1/openapi.json", PERM_NONE, ROUTE_PLAIN, NULL, NULL, api_openapi_get,
     "This description"},
    {METHOD_POST, "/api/v1/chat", PERM_ASK, ROUTE_JSON, &CHAT_IN, &ANSWER, api_ask_post,
     "Answer a question (message)"},
    {METHOD_POST, "/api/v1/queries/process", PERM_ASK, ROUTE_JSON, &CHAT_IN, &ANSWER, api_ask_post,
     "Answer a question (question)"},
    {METHOD_GET, "/api/v1/store/profile", PERM_READ, ROUTE_PLAIN, NULL, &MODEL, api_model_get,
     "The semantic model"},
    {METHOD_POST, "/api/v1/store/data", PERM_WRITE, ROUTE_UPLOAD, &IMPORT_FORM, &JOBS,
     api_imports_post, "Import files"},
    {METHOD_GET, "/healthz", PERM_NONE, ROUTE_PLAIN, NULL, &HEALTH, api_healthz_get,
     "Whether the program runs"},
    {METHOD_GET, "/readyz", PERM_NONE, ROUTE_PLAIN, NULL, &HEALTH, api_readyz_get,
     "Whether it can answer"},
    {METHOD_GET, "/docs", PERM_NONE, ROUTE_PLAIN, NULL, NULL, api_docs_get, "The API to browse"},
    // clang-format on
};
const size_t ROUTE_COUNT = COUNT_OF(ROUTES);

static const struct {
    const char *name;
    Role role;
    AccessLevel access;
} PERMISSIONS[] = {
    [PERM_NONE] = {"none", ROLE_NONE, ACCESS_NONE},
    [PERM_READ] = {"read", ROLE_VIEWER, ACCESS_NONE},
    [PERM_ASK] = {"ask", ROLE_VIEWER, ACCESS_NONE},
    [PERM_WRITE] = {"write", ROLE_EDITOR, ACCESS_NONE},
    [PERM_PEOPLE] = {"people", ROLE_OWNER, ACCESS_NONE},
    [PERM_BOARD_VIEW] = {"board-view", ROLE_VIEWER, ACCESS_VIEW},
    [PERM_BOARD_EDIT] = {"board-edit", ROLE_VIEWER, ACCESS_EDIT},
    [PERM_BOARD_SHARE] = {"board-share", ROLE_VIEWER, ACCESS_OWN},
};

const char *route_permission_name(Permission permission) { return PERMISSIONS[permission].name; }
Role route_permission_role(Permission permission) { return PERMISSIONS[permission].role; }
AccessLevel route_permission_access(Permission permission) {
    return PERMISSIONS[permission].access;
}

// Whether `path` is of the form of `pattern`, part by part; ":name" takes any part but an empty
// one.
static bool path_matches(Str pattern, Str path, Str params[static ROUTE_PARAMS_MAX]) {
    Str wanted = {0};
    Str got = {0};
    int count = 0;
    while (str_next_part(&pattern, '/', &wanted)) {
        if (!str_next_part(&path, '/', &got)) return false;
        if (!str_starts(wanted, S(":"))) {
            if (!str_eq(wanted, got)) return false;
        } else {
            if (got.len == 0) return false;
            assert(count < ROUTE_PARAMS_MAX);
            params[count++] = got;
        }
    }
    return path.ptr == NULL;
}

const Route *route_find(HttpMethod method, Str path, Str params[static ROUTE_PARAMS_MAX],
                        bool *ret_path_known) {
    HttpMethod wanted = method == METHOD_HEAD ? METHOD_GET : method;
    *ret_path_known = false;
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        if (!path_matches(str_from(ROUTES[i].path), path, params)) continue;
        *ret_path_known = true;
        if (ROUTES[i].method == wanted) return &ROUTES[i];
    }
    return NULL;
}

Str route_methods(Str path, Arena *a) {
    Str params[ROUTE_PARAMS_MAX] = {0};
    Str list = {0};
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        if (!path_matches(str_from(ROUTES[i].path), path, params)) continue;
        bool reads = ROUTES[i].method == METHOD_GET;
        list = str_fmt(a, STR_F "%s%s%s", STR_A(list), list.len > 0 ? ", " : "",
                       http_method_name(ROUTES[i].method), reads ? ", HEAD" : "");
    }
    return list;
}
