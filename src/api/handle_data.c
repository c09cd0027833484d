#include "api/api_state.h"
#include "api/handlers.h"
#include "api/paging.h"
#include "data/writer.h"
#include "flow/browse.h"
#include "flow/understand.h"

enum { PAGE_DEFAULT = 50 };

static bool brief_write(ApiCall *call, const Snapshot *s, const ModelTable *t, JsonW *out,
                        Err *err) {
    uint64_t rejects = 0;
    Workspace *w = call->api->options.workspace;
    if (!browse_reject_count(w, s, t->name, call->a, &rejects, err)) return false;
    jsonw_object(out);
    jsonw_key_str(out, "name", t->name);
    jsonw_key_str(out, "label", t->label);
    jsonw_key_int(out, "rows", (int64_t)t->rows);
    jsonw_key_int(out, "columns", (int64_t)t->column_count);
    jsonw_key_str(out, "kind", str_from(model_kind_name(t->kind)));
    jsonw_key_moment(out, "fresh_at", t->fresh_at);
    jsonw_key_int(out, "version", (int64_t)t->version);
    jsonw_key_int(out, "rejects", (int64_t)rejects);
    jsonw_end(out);
    return true;
}

bool api_tables_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(call->api->options.workspace, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    jsonw_object(out);
    jsonw_key_array(out, "tables");
    for (size_t i = 0; i < m->table_count; i++) {
        if (!brief_write(call, snapshot, &m->tables[i], out, err)) return false;
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_table_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(call->api->options.workspace, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    int table = model_table(m, call->params[0]);
    if (table < 0) {
        return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(call->params[0]));
    }
    model_write_table(out, m, table);
    return true;
}

static void deleted_write(JsonW *out, const DeletedTable *t) {
    jsonw_object(out);
    jsonw_key_str(out, "id", t->id);
    jsonw_key_str(out, "table", t->table);
    jsonw_key_int(out, "rows", (int64_t)t->rows);
    jsonw_key_moment(out, "deleted_at", t->deleted_at);
    jsonw_key_moment(out, "kept_until", t->kept_until);
    jsonw_key_bool(out, "exchanged", t->is_exchanged);
    jsonw_end(out);
}

bool api_table_delete(ApiCall *call, JsonW *out, Err *err) {
    DeletedTable deleted = {0};
    if (!workspace_delete(call->api->options.workspace, call->params[0], call->a, &deleted, err)) {
        return false;
    }
    tell_event(call->api, "tables");
    deleted_write(out, &deleted);
    return true;
}

bool api_deleted_tables_get(ApiCall *call, JsonW *out, Err *err) {
    DeletedTable *tables = NULL;
    size_t count = 0;
    if (!workspace_deleted(call->api->options.workspace, call->a, &tables, &count, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_array(out, "tables");
    for (size_t i = 0; i < count; i++) deleted_write(out, &tables[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}

bool api_deleted_table_restore_post(ApiCall *call, JsonW *out, Err *err) {
    Str in_place = {0};
    RestoredTable back = {0};
    (void)http_request_query(call->req, S("in_place"), &in_place);
    if (!workspace_restore(call->api->options.workspace, call->params[0],
                           str_eq(in_place, S("true")), call->a, &back, err)) {
        return false;
    }
    tell_event(call->api, "tables");
    jsonw_object(out);
    jsonw_key_str(out, "table", back.table);
    if (back.put_aside.len > 0) jsonw_key_str(out, "put_aside", back.put_aside);
    jsonw_end(out);
    return true;
}

bool api_deleted_table_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    if (!workspace_purge(call->api->options.workspace, call->params[0], err)) return false;
    tell_event(call->api, "tables");
    return true;
}

typedef bool (*Browse)(Workspace *w, const Snapshot *s, const BrowseRequest *request, Arena *a,
                       BrowsePage *ret, Err *err);

static bool page_get(ApiCall *call, Browse browse, JsonW *out, Err *err) {
    int64_t limit = 0;
    int64_t offset = 0;
    BrowsePage page = {0};
    if (!paging_number(call->req, &(PagingRule){"limit", PAGE_DEFAULT, 1, BROWSE_LIMIT_MAX}, &limit,
                       err) ||
        !paging_number(call->req, &(PagingRule){"offset", 0, 0, INT64_MAX}, &offset, err)) {
        return false;
    }
    BrowseRequest request = {.table = call->params[0],
                             .limit = (uint64_t)limit,
                             .offset = (uint64_t)offset,
                             .cancel = call->req->cancelled};
    Workspace *w = call->api->options.workspace;
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    if (!browse(w, snapshot, &request, call->a, &page, err)) return false;
    jsonw_object(out);
    answer_write_rows(out, page.table, page.table->rows);
    jsonw_key_int(out, "total", (int64_t)page.total);
    jsonw_end(out);
    return true;
}

bool api_table_rows_get(ApiCall *call, JsonW *out, Err *err) {
    return page_get(call, browse_rows, out, err);
}

bool api_table_rejects_get(ApiCall *call, JsonW *out, Err *err) {
    return page_get(call, browse_rejects, out, err);
}

bool api_model_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(call->api->options.workspace, &snapshot, err)) return false;
    model_write(out, snapshot_model(snapshot));
    return true;
}

bool api_model_patch(ApiCall *call, JsonW *out, Err *err) {
    if (!workspace_edit(call->api->options.workspace, call->in, err)) return false;
    tell_event(call->api, "tables");
    return api_model_get(call, out, err);
}

bool api_quality_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(understand_done) Understanding u = {0};
    if (!understand_run(call->api->options.workspace, call->req->cancelled, call->a, &u, err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key(out, S("issues"));
    understand_issues_write(out, &u, words_for(call->a, call->language));
    jsonw_end(out);
    return true;
}

static void issue_counts_write(JsonW *out, const Model *m, const Understanding *u) {
    jsonw_key_array(out, "quality");
    for (size_t t = 0; t < m->table_count; t++) {
        int64_t issues = 0;
        for (size_t i = 0; i < u->quality.count; i++)
            issues += u->quality.issues[i].table == (int)t;
        jsonw_object(out);
        jsonw_key_str(out, "table", m->tables[t].name);
        jsonw_key_int(out, "issues", issues);
        jsonw_end(out);
    }
    jsonw_end(out);
}

bool api_data_health_get(ApiCall *call, JsonW *out, Err *err) {
    CLEANUP(understand_done) Understanding u = {0};
    if (!understand_run(call->api->options.workspace, call->req->cancelled, call->a, &u, err)) {
        return false;
    }
    const Model *m = snapshot_model(u.snapshot);
    uint64_t rows = 0;
    Moment fresh_at = 0;
    for (size_t t = 0; t < m->table_count; t++) {
        rows += m->tables[t].rows;
        if (m->tables[t].fresh_at > fresh_at) fresh_at = m->tables[t].fresh_at;
    }
    jsonw_object(out);
    jsonw_key_str(out, "status", m->table_count > 0 ? S("ok") : S("empty"));
    jsonw_key_int(out, "tables", (int64_t)m->table_count);
    jsonw_key_int(out, "rows", (int64_t)rows);
    if (m->table_count > 0) jsonw_key_moment(out, "fresh_at", fresh_at);
    issue_counts_write(out, m, &u);
    jsonw_end(out);
    return true;
}
