// Large results: pages that the engine narrows and orders, and whole files.
#include "api/api_state.h"
#include "api/handlers.h"
#include "flow/export.h"
#include "flow/result_of.h"
#include "sys/file.h"
#include "sys/rand.h"

enum { PAGE_DEFAULT = 200 };
static const size_t SHEET_BYTES_MAX = (size_t)768 << 20;

static Workspace *workspace_of(const ApiCall *call) { return call->api->options.workspace; }

static bool request_read(ApiCall *call, const Snapshot *s, ResultPageRequest *ret, Err *err) {
    ResultPageRequest r = {.cancel = call->req->cancelled};
    if (!result_of_read(s, call->in, call->a, &r, err) ||
        !json_get_array(call->in, "where", false, &r.where, err) ||
        !json_get_array(call->in, "sort", false, &r.sort, err)) {
        return false;
    }
    *ret = r;
    return true;
}

static bool bounds_read(ApiCall *call, ResultPageRequest *r, Err *err) {
    int64_t limit = PAGE_DEFAULT;
    int64_t offset = 0;
    if (!json_get_int(call->in, "limit", false, &limit, err) ||
        !json_get_int(call->in, "offset", false, &offset, err)) {
        return false;
    }
    if (limit < 1 || limit > RESULT_PAGE_LIMIT_MAX || offset < 0) {
        return fail(err, ERR_INVALID, "'limit' must be 1 to %d, and 'offset' not negative",
                    RESULT_PAGE_LIMIT_MAX);
    }
    r->limit = (uint64_t)limit;
    r->offset = (uint64_t)offset;
    r->counted = true;
    return true;
}

bool api_query_page_post(ApiCall *call, JsonW *out, Err *err) {
    ResultPageRequest request = {0};
    ResultPage page = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(workspace_of(call), &s, err) || !request_read(call, s, &request, err) ||
        !bounds_read(call, &request, err) ||
        !result_page_run(workspace_of(call), s, &request, call->a, &page, err)) {
        return false;
    }
    jsonw_object(out);
    answer_write_rows(out, page.result->table, page.result->table->rows);
    jsonw_key_int(out, "total", (int64_t)page.total);
    answer_write_sources(out, page.result);
    jsonw_key_float(out, "elapsed_ms", (double)page.result->elapsed_us / 1000);
    jsonw_end(out);
    return true;
}

// ---- files ----

// What the file is called: the wish, of plain letters alone.
static Str file_name(ApiCall *call, const char *extension) {
    Str wish = {0};
    Err none = {0};
    if (!json_get_str(call->in, "name", false, &wish, &none)) wish = (Str){0};
    CLEANUP(buf_done) Buf name;
    buf_init(&name, 256);
    for (size_t i = 0; i < wish.len && name.len < 80; i++) {
        char c = wish.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_';
        if (plain) buf_add_char(&name, c);
        if (c == ' ') buf_add_char(&name, '-');
    }
    if (name.len == 0) buf_add(&name, S("munim"));
    return str_fmt(call->a, "attachment; filename=\"" STR_F ".%s\"", STR_A(buf_str(&name)),
                   extension);
}

static void head_set(ApiCall *call, const char *extension) {
    http_response_header(call->res, S("Content-Disposition"), file_name(call, extension));
    http_response_header(call->res, S("Cache-Control"), S("no-store"));
}

typedef struct CsvSend {
    ApiCall *call;
    bool begun;
} CsvSend;

// The head goes out with the first bytes, so that what fails before is a problem object.
static bool csv_put(void *ctx, Str bytes) {
    CsvSend *send = ctx;
    if (!send->begun) {
        send->begun = true;
        send->call->is_sent = true;
        head_set(send->call, "csv");
        http_response_begin(send->call->res, S("text/csv; charset=utf-8"));
    }
    return http_response_write(send->call->res, bytes);
}

static bool csv_send(ApiCall *call, const Snapshot *s, const ExportPlan *plan, Err *err) {
    CsvSend send = {.call = call};
    ExportOut out = {.ctx = &send, .put = csv_put, .cancel = call->req->cancelled};
    if (export_csv(workspace_of(call), s, plan, &out, err)) return true;
    if (send.begun) http_response_abort(call->res);
    return false;
}

static bool xlsx_send(ApiCall *call, const Snapshot *s, const ExportPlan *plan, Err *err) {
    Str name = str_fmt(call->a, "export-" STR_F ".xlsx", STR_A(rand_id(call->a)));
    const char *path = path_join(call->a, call->api->options.upload_dir, name);
    Str bytes = {0};
    Err none = {0};
    bool ok = export_xlsx(workspace_of(call), s, plan, path, call->req->cancelled, err) &&
              file_read(path, SHEET_BYTES_MAX, call->a, &bytes, err);
    (void)!file_remove(path, &none);
    if (!ok) return false;
    call->is_sent = true;
    head_set(call, "xlsx");
    http_response_body(
        call->res, S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), bytes);
    return true;
}

bool api_export_post(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    Str format = {0};
    ResultPageRequest request = {0};
    ExportPlan plan = {.language = call->language};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!json_get_str(call->in, "format", true, &format, err)) return false;
    if (!export_format_from(format, &plan.format)) {
        return fail(err, ERR_INVALID, "'format' must be csv or xlsx");
    }
    if (!workspace_snapshot(workspace_of(call), &s, err) || !request_read(call, s, &request, err) ||
        !export_plan(workspace_of(call), s, &request, call->a, &plan, err)) {
        return false;
    }
    return plan.format == EXPORT_CSV ? csv_send(call, s, &plan, err)
                                     : xlsx_send(call, s, &plan, err);
}
