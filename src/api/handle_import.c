#include "api/api_state.h"
#include "api/handlers.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"
#include "sys/rand.h"

// One uploaded file on its way in. Owns its arena and the folder that the file stands in.
typedef struct Upload {
    Api *api;
    Arena *arena;
    const char *folder;
    ImportRequest request;
} Upload;

static void upload_done(void *ctx) {
    Upload *u = ctx;
    Err err = {0};
    if (!dir_remove_all(u->folder, &err))
        log_warn("upload not removed", "error", err.message, NULL);
    arena_free(u->arena);
}

static void step_tell(void *ctx, double fraction, Str doing) { job_progress(ctx, fraction, doing); }

static bool upload_import(void *ctx, Job *job, Buf *result, Err *err) {
    Upload *u = ctx;
    ImportProgress progress = {.ctx = job, .step = step_tell, .cancel = job_cancel_flag(job)};
    ImportResult *imported = NULL;
    if (!workspace_import(u->api->options.workspace, &u->request, &progress, u->arena, &imported,
                          err)) {
        return false;
    }
    JsonW w = jsonw_to(result);
    import_write(&w, imported);
    return true;
}

static bool mode_read(const HttpRequest *req, ImportMode *ret, Err *err) {
    static const struct {
        Str name;
        ImportMode mode;
    } MODES[] = {
        {STR("create"), IMPORT_CREATE},
        {STR("append"), IMPORT_APPEND},
        {STR("merge"), IMPORT_MERGE},
        {STR("replace"), IMPORT_REPLACE},
    };
    const HttpUpload *field = http_request_upload(req, S("mode"));
    Str name = field ? str_trim(field->value) : MODES[0].name;
    for (size_t i = 0; i < COUNT_OF(MODES); i++) {
        if (!str_eq_nocase(name, MODES[i].name)) continue;
        *ret = MODES[i].mode;
        return true;
    }
    return fail(err, ERR_INVALID, "mode '" STR_F "': it is create, append, merge or replace",
                STR_A(name));
}

static Str upload_name(const HttpUpload *file) {
    return file->file_name.len > 0 ? file->file_name : S("upload");
}

static Str field_text(const HttpRequest *req, Str name, Arena *a) {
    const HttpUpload *field = http_request_upload(req, name);
    return field ? str_dup(a, str_trim(field->value)) : (Str){0};
}

// What the uploads of one request have in common.
typedef struct ImportOrder {
    ImportMode mode;
    Str table, key;
} ImportOrder;

static bool order_read(ApiCall *call, ImportOrder *ret, Err *err) {
    ImportOrder order = {.table = field_text(call->req, S("table"), call->a),
                         .key = field_text(call->req, S("key"), call->a)};
    if (!mode_read(call->req, &order.mode, err)) return false;
    *ret = order;
    return true;
}

// Moves the file out of net's hands into a folder of its own. The name that it came with is told
// to the import, never to the file system.
static bool upload_take(ApiCall *call, const HttpUpload *file, const ImportOrder *order,
                        Upload **ret, Err *err) {
    Arena *a = arena_create(0);
    Upload *u = arena_new(a, Upload, 1);
    u->api = call->api;
    u->arena = a;
    u->folder = path_join(a, call->api->options.upload_dir, rand_id(a));
    u->request = (ImportRequest){.path = path_join(a, u->folder, S("upload")),
                                 .name = str_dup(a, upload_name(file)),
                                 .mode = order->mode,
                                 .table = str_dup(a, order->table),
                                 .key = str_dup(a, order->key),
                                 .today = clock_today()};
    if (dir_make(u->folder, err) && file_rename(file->path, u->request.path, err)) {
        *ret = u;
        return true;
    }
    upload_done(u);
    return false;
}

static bool upload_start(ApiCall *call, const HttpUpload *file, const ImportOrder *order,
                         JobView *ret_view, Err *err) {
    Upload *u = NULL;
    Str id = {0};
    if (!upload_take(call, file, order, &u, err)) return false;
    JobWork work = {.kind = IMPORT_KIND, .run = upload_import, .done = upload_done, .ctx = u};
    return jobs_add(call->api->jobs, upload_name(file), &work, call->a, &id, err) &&
           jobs_view(call->api->jobs, id, call->a, ret_view, err);
}

// All files of the request or none: who is told of a failure would send them all again.
static bool uploads_start(ApiCall *call, const ImportOrder *order, JobView *views,
                          size_t *ret_count, Err *err) {
    size_t count = 0;
    for (size_t i = 0; i < call->req->upload_count; i++) {
        const HttpUpload *file = &call->req->uploads[i];
        if (!file->is_file) continue;
        if (upload_start(call, file, order, &views[count], err)) {
            count++;
            continue;
        }
        Err ignored = {0};
        while (count > 0) (void)!jobs_cancel(call->api->jobs, views[--count].id, &ignored);
        return false;
    }
    *ret_count = count;
    return true;
}

bool api_imports_post(ApiCall *call, JsonW *out, Err *err) {
    ImportOrder order = {0};
    JobView *views = arena_new(call->a, JobView, call->req->upload_count);
    size_t count = 0;
    if (!order_read(call, &order, err) || !uploads_start(call, &order, views, &count, err)) {
        return false;
    }
    if (count == 0) return fail(err, ERR_INVALID, "no file was sent: put it in the field 'file'");
    jsonw_object(out);
    jsonw_key_array(out, "jobs");
    for (size_t i = 0; i < count; i++) job_write(out, &views[i]);
    jsonw_end(out);
    jsonw_end(out);
    call->status = 202;
    return true;
}
