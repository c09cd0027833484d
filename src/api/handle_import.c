#include <stdlib.h>

#include "api/api_state.h"
#include "api/handlers.h"
#include "api/paging.h"
#include "store/store_import.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"
#include "sys/rand.h"

enum { IMPORTS_DEFAULT = 50, IMPORTS_MAX = 200 };

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

static void record_begin(const Upload *u, Str id) {
    Err err = {0};
    const ApiOptions *o = &u->api->options;
    StoreImport record = {.id = id, .file_name = u->request.name, .started_at = clock_now()};
    if (store_import_start(o->store, o->workspace_id, &record, &err)) return;
    log_warn("import not recorded", "error", err.message, NULL);
}

// `why` is what went wrong, NULL when nothing did.
static void record_end(const Upload *u, Str id, Str result, const Err *why) {
    Err err = {0};
    StoreImport record = {.id = id, .finished_at = clock_now()};
    if (why) {
        record.status = why->code == ERR_CANCELLED ? S("cancelled") : S("failed");
        record.error = str_from(why->message);
    } else {
        record.status = S("done");
        record.result = result;
    }
    if (store_import_finish(u->api->options.store, &record, &err)) return;
    log_warn("import not recorded", "error", err.message, NULL);
}

static bool upload_import(void *ctx, Job *job, Buf *result, Err *err) {
    Upload *u = ctx;
    Str id = job_id(job);
    record_begin(u, id);
    ImportProgress progress = {.ctx = job, .step = step_tell, .cancel = job_cancel_flag(job)};
    ImportResult *imported = NULL;
    bool ok = workspace_import(u->api->options.workspace, &u->request, &progress, u->arena,
                               &imported, err);
    if (ok) {
        JsonW w = jsonw_to(result);
        import_write(&w, imported);
    }
    record_end(u, id, buf_str(result), ok ? NULL : err);
    return ok;
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

static Str field_text(const HttpRequest *req, Str name, Arena *a) {
    const HttpUpload *field = http_request_upload(req, name);
    return field ? str_dup(a, str_trim(field->value)) : (Str){0};
}

// Moves the file out of net's hands into a folder of its own, under the name that it came with.
static bool upload_take(ApiCall *call, const HttpUpload *file, ImportMode mode, Upload **ret,
                        Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Upload *u = arena_new(a, Upload, 1);
    Str name = file->file_name.len > 0 ? file->file_name : S("upload");
    u->api = call->api;
    u->folder = path_join(a, call->api->options.upload_dir, rand_id(a));
    u->request = (ImportRequest){.path = path_join(a, u->folder, name),
                                 .name = str_dup(a, name),
                                 .mode = mode,
                                 .table = field_text(call->req, S("table"), a),
                                 .key = field_text(call->req, S("key"), a),
                                 .today = clock_today()};
    if (!dir_make(u->folder, err) || !file_rename(file->path, u->request.path, err)) return false;
    u->arena = a;
    a = NULL;  // the upload's own now
    *ret = u;
    return true;
}

static bool upload_start(ApiCall *call, const HttpUpload *file, ImportMode mode, Str *ret_id,
                         Err *err) {
    Upload *u = NULL;
    if (!upload_take(call, file, mode, &u, err)) return false;
    JobWork work = {.kind = "import", .run = upload_import, .done = upload_done, .ctx = u};
    return jobs_add(call->api->jobs, file->file_name, &work, call->a, ret_id, err);
}

bool api_imports_post(ApiCall *call, JsonW *out, Err *err) {
    const HttpRequest *req = call->req;
    ImportMode mode = IMPORT_CREATE;
    size_t files = 0;
    for (size_t i = 0; i < req->upload_count; i++) files += req->uploads[i].is_file;
    if (files == 0) return fail(err, ERR_INVALID, "no file was sent: put it in the field 'file'");
    if (!mode_read(req, &mode, err)) return false;
    jsonw_object(out);
    jsonw_key_array(out, "jobs");
    for (size_t i = 0; i < req->upload_count; i++) {
        Str id = {0};
        JobView view = {0};
        if (!req->uploads[i].is_file) continue;
        if (!upload_start(call, &req->uploads[i], mode, &id, err) ||
            !jobs_view(call->api->jobs, id, call->a, &view, err)) {
            return false;
        }
        job_write(out, &view);
    }
    jsonw_end(out);
    jsonw_end(out);
    call->status = 202;
    return true;
}

static void record_write(JsonW *out, const StoreImport *r) {
    jsonw_object(out);
    jsonw_key_str(out, "id", r->id);
    jsonw_key_str(out, "file", r->file_name);
    jsonw_key_str(out, "status", r->status);
    jsonw_key_moment(out, "started_at", r->started_at);
    if (r->finished_at) jsonw_key_moment(out, "finished_at", r->finished_at);
    if (r->result.len > 0) {
        jsonw_key(out, S("result"));
        jsonw_raw(out, r->result);
    }
    if (r->error.len > 0) jsonw_key_str(out, "error", r->error);
    jsonw_end(out);
}

bool api_imports_get(ApiCall *call, JsonW *out, Err *err) {
    int64_t limit = 0;
    StoreImport *imports = NULL;
    size_t count = 0;
    const ApiOptions *o = &call->api->options;
    if (!paging_number(call->req, &(PagingRule){"limit", IMPORTS_DEFAULT, 1, IMPORTS_MAX}, &limit,
                       err) ||
        !store_import_list(o->store, o->workspace_id, (size_t)limit, call->a, &imports, &count,
                           err)) {
        return false;
    }
    jsonw_object(out);
    jsonw_key_array(out, "imports");
    for (size_t i = 0; i < count; i++) record_write(out, &imports[i]);
    jsonw_end(out);
    jsonw_end(out);
    return true;
}
