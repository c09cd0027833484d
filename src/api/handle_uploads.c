// Uploads that go on where they stood (tus.h). The last byte starts the import.
#include "api/api_state.h"
#include "api/handlers.h"
#include "api/tus.h"
#include "api/upload_job.h"
#include "net/http_date.h"
#include "sys/file.h"
#include "sys/rand.h"

enum { STATUS_STORAGE_FULL = 507, STATUS_TOO_LARGE = 413, STATUS_BAD = 400 };

static void header_number(ApiCall *call, Str name, uint64_t value) {
    http_response_header(call->res, name, str_fmt(call->a, "%llu", (unsigned long long)value));
}

// What a client wants to know of an upload, in headers.
static void headers_put(ApiCall *call, const UploadState *s) {
    char date[HTTP_DATE_LEN];
    header_number(call, S("Upload-Offset"), s->offset);
    header_number(call, S("Upload-Length"), (uint64_t)s->record.length);
    http_date_write(date, s->expires_at);
    http_response_header(call->res, S("Upload-Expires"), str_of(date, HTTP_DATE_LEN));
    if (s->record.job.len > 0) http_response_header(call->res, S("Munim-Job"), s->record.job);
}

static void upload_write(JsonW *out, const UploadState *s) {
    jsonw_object(out);
    jsonw_key_str(out, "id", s->record.id);
    jsonw_key_str(out, "name", s->record.name);
    jsonw_key_int(out, "length", s->record.length);
    jsonw_key_int(out, "offset", (int64_t)s->offset);
    jsonw_key_str(out, "fingerprint", s->record.fingerprint);
    jsonw_key_moment(out, "expires_at", s->expires_at);
    if (s->record.job.len > 0) jsonw_key_str(out, "job", s->record.job);
    jsonw_end(out);
}

// A whole file goes to its import; whoever sees first that it is whole starts it.
static bool settle(ApiCall *call, UploadState *s, Err *err) {
    Uploads uploads = upload_job_uploads(call->api);
    JobView view = {0};
    bool taken = false;
    return uploads_take(&uploads, rand_id(call->a), call->a, s, &taken, err) &&
           (!taken || upload_job_start(call->api, &s->record, call->a, &view, err));
}

static bool state_get(ApiCall *call, UploadState *ret, Err *err) {
    Uploads uploads = upload_job_uploads(call->api);
    return uploads_get(&uploads, call->params[0], call->a, ret, err) && settle(call, ret, err);
}

// ---- creation

static bool wanted_read(ApiCall *call, StoreUpload *ret, Err *err) {
    TusMetadata m = {0};
    ImportMode mode;
    Str text = http_request_header(call->req, S("Upload-Metadata"));
    call->problem.status = STATUS_BAD;
    if (!tus_number(call->req, S("Upload-Length"), &ret->length, err) ||
        !tus_metadata_read(text, call->a, &m, err)) {
        return false;
    }
    call->problem.status = 0;
    ret->name = tus_metadata_get(&m, S("filename"));
    if (ret->name.len == 0) ret->name = S("upload");
    ret->fingerprint = tus_metadata_get(&m, S("fingerprint"));
    ret->mode = tus_metadata_get(&m, S("mode"));
    ret->table = tus_metadata_get(&m, S("table"));
    ret->key = tus_metadata_get(&m, S("key"));
    return upload_job_mode(ret->mode, &mode, err);
}

bool api_uploads_post(ApiCall *call, JsonW *out, Err *err) {
    Uploads uploads = upload_job_uploads(call->api);
    StoreUpload wanted = {0};
    UploadState state = {0};
    if (!wanted_read(call, &wanted, err)) return false;
    if (!uploads_add(&uploads, &wanted, call->a, &state, err)) {
        if (err->code == ERR_UNAVAILABLE) call->problem.status = STATUS_STORAGE_FULL;
        if (wanted.length > UPLOADS_BYTES_MAX) call->problem.status = STATUS_TOO_LARGE;
        return false;
    }
    if (!settle(call, &state, err)) return false;  // an empty file is whole at once
    Str location = str_fmt(call->a, "/api/v1/uploads/" STR_F, STR_A(state.record.id));
    http_response_header(call->res, S("Location"), location);
    headers_put(call, &state);
    upload_write(out, &state);
    call->status = 201;
    return true;
}

bool api_uploads_options(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    (void)err;
    http_response_header(call->res, S("Tus-Version"), S(TUS_VERSION));
    http_response_header(call->res, S("Tus-Extension"), S(TUS_EXTENSIONS));
    header_number(call, S("Tus-Max-Size"), (uint64_t)UPLOADS_BYTES_MAX);
    return true;
}

// ---- one upload

bool api_upload_get(ApiCall *call, JsonW *out, Err *err) {
    UploadState state = {0};
    if (!state_get(call, &state, err)) return false;
    headers_put(call, &state);
    upload_write(out, &state);
    return true;
}

// Where the body of a PATCH goes on; on the disk pool.
bool api_upload_place(const HttpRequest *req, void *ctx, HttpAppend *ret, Err *err) {
    const Api *api = ctx;
    Uploads uploads = upload_job_uploads(api);
    UploadState state = {0};
    int64_t at = 0;
    Str id = path_name(req->path);
    if (!tus_number(req, S("Upload-Offset"), &at, err) ||
        !uploads_get(&uploads, id, req->arena, &state, err)) {
        return false;
    }
    if ((uint64_t)at != state.offset) {
        return fail(err, ERR_CONFLICT, "%llu bytes are here, not %lld: ask how many, then go on",
                    (unsigned long long)state.offset, (long long)at);
    }
    *ret = (HttpAppend){.path = state.path,
                        .at = state.offset,
                        .most = (uint64_t)state.record.length - state.offset};
    return true;
}

bool api_upload_patch(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    UploadState state = {0};
    if (!state_get(call, &state, err)) return false;
    headers_put(call, &state);
    return true;
}

bool api_upload_delete(ApiCall *call, JsonW *out, Err *err) {
    (void)out;
    Uploads uploads = upload_job_uploads(call->api);
    UploadState state = {0};
    if (!uploads_get(&uploads, call->params[0], call->a, &state, err)) return false;
    if (state.record.job.len > 0 && !state.record.over) {
        return fail(err, ERR_CONFLICT, "the file is here and is being read: cancel job '" STR_F "'",
                    STR_A(state.record.job));
    }
    return uploads_remove(&uploads, state.record.id, err);
}

bool api_uploads_get(ApiCall *call, JsonW *out, Err *err) {
    Uploads uploads = upload_job_uploads(call->api);
    UploadState *states = NULL;
    size_t count = 0;
    if (!uploads_list(&uploads, call->a, &states, &count, err)) return false;
    jsonw_object(out);
    jsonw_key_array(out, "uploads");
    for (size_t i = count; i-- > 0;) {
        if (states[i].record.job.len == 0) upload_write(out, &states[i]);
    }
    jsonw_end(out);
    jsonw_end(out);
    return true;
}
