#include "api/api_state.h"
#include "api/handlers.h"
#include "api/upload_job.h"
#include "sys/rand.h"

static Str upload_name(const HttpUpload *file) {
    return file->file_name.len > 0 ? file->file_name : S("upload");
}

static Str field_text(const HttpRequest *req, Str name) {
    const HttpUpload *field = http_request_upload(req, name);
    return field ? str_trim(field->value) : (Str){0};
}

// Moves the file out of net's hands into a folder of its own. The name that it came with is told
// to the import, never to the file system.
static bool upload_start(ApiCall *call, const HttpUpload *file, const StoreUpload *order,
                         JobView *ret_view, Err *err) {
    Uploads uploads = upload_job_uploads(call->api);
    UploadState state = {0};
    StoreUpload wanted = *order;
    wanted.name = upload_name(file);
    wanted.length = (int64_t)file->bytes;
    wanted.job = rand_id(call->a);
    return uploads_adopt(&uploads, &wanted, file->path, call->a, &state, err) &&
           upload_job_start(call->api, &state.record, call->a, ret_view, err);
}

// All files of the request or none: who is told of a failure would send them all again.
static bool uploads_start(ApiCall *call, const StoreUpload *order, JobView *views,
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
    // What the files of one request have in common.
    StoreUpload order = {.mode = field_text(call->req, S("mode")),
                         .table = field_text(call->req, S("table")),
                         .key = field_text(call->req, S("key"))};
    JobView *views = arena_new(call->a, JobView, call->req->upload_count);
    ImportMode mode;
    size_t count = 0;
    if (!upload_job_mode(order.mode, &mode, err) ||
        !uploads_start(call, &order, views, &count, err)) {
        return false;
    }
    if (count == 0) return fail(err, ERR_INVALID, "no file was sent: put it in the field 'file'");
    jsonw_object(out);
    jsonw_key_array(out, "jobs");
    for (size_t i = 0; i < count; i++)
        job_write(out, &views[i], words_for(call->a, call->language));
    jsonw_end(out);
    jsonw_end(out);
    call->status = 202;
    return true;
}
