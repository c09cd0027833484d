// handlers: the functions that the route table names, one file a subject (handle_*.c).
#pragma once

#include "api/route.h"

bool api_ask_post(ApiCall *call, JsonW *out, Err *err);
bool api_questions_get(ApiCall *call, JsonW *out, Err *err);
bool api_suggestions_get(ApiCall *call, JsonW *out, Err *err);
bool api_query_post(ApiCall *call, JsonW *out, Err *err);

bool api_tables_get(ApiCall *call, JsonW *out, Err *err);
bool api_table_get(ApiCall *call, JsonW *out, Err *err);
bool api_table_delete(ApiCall *call, JsonW *out, Err *err);
bool api_deleted_tables_get(ApiCall *call, JsonW *out, Err *err);
bool api_deleted_table_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_deleted_table_delete(ApiCall *call, JsonW *out, Err *err);
bool api_table_rows_get(ApiCall *call, JsonW *out, Err *err);
bool api_table_rejects_get(ApiCall *call, JsonW *out, Err *err);
bool api_recipe_get(ApiCall *call, JsonW *out, Err *err);
bool api_recipe_put(ApiCall *call, JsonW *out, Err *err);
bool api_recipe_preview_post(ApiCall *call, JsonW *out, Err *err);
bool api_data_health_get(ApiCall *call, JsonW *out, Err *err);

bool api_model_get(ApiCall *call, JsonW *out, Err *err);
bool api_model_patch(ApiCall *call, JsonW *out, Err *err);
bool api_metric_check_post(ApiCall *call, JsonW *out, Err *err);
bool api_join_check_post(ApiCall *call, JsonW *out, Err *err);
bool api_quality_get(ApiCall *call, JsonW *out, Err *err);

bool api_dashboards_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboards_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_patch(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_delete(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_versions_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_version_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_card_data_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_card_rows_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_templates_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_comments_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_comments_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_comment_delete(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_comment_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_links_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_links_post(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_link_delete(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_link_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_shared_get(ApiCall *call, JsonW *out, Err *err);
bool api_shared_card_data_post(ApiCall *call, JsonW *out, Err *err);
bool api_shared_values_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_values_get(ApiCall *call, JsonW *out, Err *err);
bool api_question_favourite_put(ApiCall *call, JsonW *out, Err *err);
bool api_question_delete(ApiCall *call, JsonW *out, Err *err);
bool api_question_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_verified_get(ApiCall *call, JsonW *out, Err *err);
bool api_verified_post(ApiCall *call, JsonW *out, Err *err);
bool api_verified_delete(ApiCall *call, JsonW *out, Err *err);
bool api_verified_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_saved_get(ApiCall *call, JsonW *out, Err *err);
bool api_saved_post(ApiCall *call, JsonW *out, Err *err);
bool api_saved_patch(ApiCall *call, JsonW *out, Err *err);
bool api_saved_delete(ApiCall *call, JsonW *out, Err *err);
bool api_saved_restore_post(ApiCall *call, JsonW *out, Err *err);
bool api_settings_get(ApiCall *call, JsonW *out, Err *err);
bool api_settings_patch(ApiCall *call, JsonW *out, Err *err);

bool api_query_page_post(ApiCall *call, JsonW *out, Err *err);
bool api_export_post(ApiCall *call, JsonW *out, Err *err);
bool api_query_rows_post(ApiCall *call, JsonW *out, Err *err);

bool api_forecast_get(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_things_get(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_business_get(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_store_get(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_category_get(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_list_get(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_generate_post(ApiCall *call, JsonW *out, Err *err);
bool api_forecast_sku_get(ApiCall *call, JsonW *out, Err *err);
bool api_calendars_get(ApiCall *call, JsonW *out, Err *err);
bool api_calendars_post(ApiCall *call, JsonW *out, Err *err);
bool api_calendar_delete(ApiCall *call, JsonW *out, Err *err);
bool api_calendar_restore_post(ApiCall *call, JsonW *out, Err *err);

bool api_dashboard_favourite_put(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_access_get(ApiCall *call, JsonW *out, Err *err);
bool api_dashboard_access_put(ApiCall *call, JsonW *out, Err *err);

bool api_session_get(ApiCall *call, JsonW *out, Err *err);
bool api_session_post(ApiCall *call, JsonW *out, Err *err);
bool api_session_patch(ApiCall *call, JsonW *out, Err *err);
bool api_session_delete(ApiCall *call, JsonW *out, Err *err);
bool api_session_devices_get(ApiCall *call, JsonW *out, Err *err);
bool api_session_device_delete(ApiCall *call, JsonW *out, Err *err);
// Signs in who has just made the first account.
bool api_session_first(ApiCall *call, const AuthPersonIn *person, Err *err);
bool api_people_get(ApiCall *call, JsonW *out, Err *err);
bool api_people_post(ApiCall *call, JsonW *out, Err *err);
bool api_person_patch(ApiCall *call, JsonW *out, Err *err);
bool api_person_delete(ApiCall *call, JsonW *out, Err *err);
bool api_person_restore_post(ApiCall *call, JsonW *out, Err *err);

bool api_imports_post(ApiCall *call, JsonW *out, Err *err);
bool api_uploads_get(ApiCall *call, JsonW *out, Err *err);
bool api_uploads_post(ApiCall *call, JsonW *out, Err *err);
bool api_uploads_options(ApiCall *call, JsonW *out, Err *err);
bool api_upload_get(ApiCall *call, JsonW *out, Err *err);
bool api_upload_patch(ApiCall *call, JsonW *out, Err *err);
bool api_upload_delete(ApiCall *call, JsonW *out, Err *err);
// Of a PATCH, before its body is taken; ctx is the Api.
bool api_upload_place(const HttpRequest *req, void *ctx, HttpAppend *ret, Err *err);
bool api_imports_get(ApiCall *call, JsonW *out, Err *err);
bool api_jobs_get(ApiCall *call, JsonW *out, Err *err);
bool api_job_get(ApiCall *call, JsonW *out, Err *err);
bool api_job_delete(ApiCall *call, JsonW *out, Err *err);
bool api_job_events_get(ApiCall *call, JsonW *out, Err *err);
bool api_events_get(ApiCall *call, JsonW *out, Err *err);

bool api_openapi_get(ApiCall *call, JsonW *out, Err *err);
bool api_docs_get(ApiCall *call, JsonW *out, Err *err);
bool api_healthz_get(ApiCall *call, JsonW *out, Err *err);
bool api_readyz_get(ApiCall *call, JsonW *out, Err *err);
