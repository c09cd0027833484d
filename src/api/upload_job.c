#include "api/upload_job.h"

#include "api/api_state.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "sys/rand.h"

enum { ATTEMPTS_MAX = 2 };

// A file whose import waits or runs. Owns its arena.
typedef struct Waiting {
    Api *api;
    Arena *arena;
    StoreUpload record;
    ImportRequest request;
    bool begun;
} Waiting;

Uploads upload_job_uploads(const Api *api) {
    const ApiOptions *o = &api->options;
    return (Uploads){.store = o->store, .workspace = o->workspace_id, .folder = o->upload_dir};
}

bool upload_job_mode(Str mode, ImportMode *ret, Err *err) {
    static const struct {
        Str name;
        ImportMode mode;
    } MODES[] = {
        {STR("create"), IMPORT_CREATE},
        {STR("append"), IMPORT_APPEND},
        {STR("merge"), IMPORT_MERGE},
        {STR("replace"), IMPORT_REPLACE},
    };
    Str name = mode.len > 0 ? mode : MODES[0].name;
    for (size_t i = 0; i < COUNT_OF(MODES); i++) {
        if (!str_eq_nocase(name, MODES[i].name)) continue;
        *ret = MODES[i].mode;
        return true;
    }
    return fail(err, ERR_INVALID, "mode '" STR_F "': it is create, append, merge or replace",
                STR_A(name));
}

static void waiting_done(void *ctx, bool again) {
    Waiting *w = ctx;
    Err err = {0};
    Uploads uploads = upload_job_uploads(w->api);
    bool ok = !again ? uploads_end(&uploads, &w->record, &err)
                     : !w->begun || store_upload_attempt(uploads.store, w->record.id, -1, &err);
    if (!ok) log_warn("upload not put away", "error", err.message, NULL);
    arena_free(w->arena);
}

static void step_tell(void *ctx, double fraction, Str doing) { job_progress(ctx, fraction, doing); }

static bool waiting_import(Waiting *w, Job *job, Buf *result, Err *err) {
    ImportProgress progress = {.ctx = job, .step = step_tell, .cancel = job_cancel_flag(job)};
    ImportResult *imported = NULL;
    if (!workspace_import(w->api->options.workspace, &w->request, &progress, w->arena, &imported,
                          err)) {
        return false;
    }
    JsonW out = jsonw_to(result);
    import_write(&out, imported);
    return true;
}

static bool waiting_run(void *ctx, Job *job, Buf *result, Err *err) {
    Waiting *w = ctx;
    Str before = {0};
    if (!workspace_imported(w->api->options.workspace, w->record.id, w->arena, &before, err) ||
        !store_upload_attempt(w->api->options.store, w->record.id, 1, err)) {
        return false;
    }
    w->begun = true;
    if (!before.ptr) return waiting_import(w, job, result, err);
    buf_add(result, before);  // its rows were in when the program stopped
    return true;
}

static StoreUpload record_dup(const StoreUpload *r, Arena *a) {
    StoreUpload copy = *r;
    copy.id = str_dup(a, r->id);
    copy.name = str_dup(a, r->name);
    copy.mode = str_dup(a, r->mode);
    copy.table = str_dup(a, r->table);
    copy.key = str_dup(a, r->key);
    copy.job = str_dup(a, r->job);
    return copy;
}

static bool waiting_make(Api *api, const StoreUpload *record, Waiting **ret, Err *err) {
    Uploads uploads = upload_job_uploads(api);
    UploadState state = {0};
    Arena *a = arena_create(0);
    Waiting *w = arena_new(a, Waiting, 1);
    *w = (Waiting){.api = api, .arena = a, .record = record_dup(record, a)};
    if (!uploads_get(&uploads, record->id, a, &state, err) ||
        !upload_job_mode(w->record.mode, &w->request.mode, err)) {
        arena_free(a);
        return false;
    }
    w->request.path = state.path;
    w->request.name = w->record.name;
    w->request.table = w->record.table;
    w->request.key = w->record.key;
    w->request.mark = w->record.id;
    w->request.today = clock_today();
    *ret = w;
    return true;
}

static JobWork work_of(Waiting *w) {
    return (JobWork){.kind = IMPORT_KIND,
                     .run = waiting_run,
                     .done = waiting_done,
                     .ctx = w,
                     .id = w->record.job,
                     .resumes = true};
}

bool upload_job_start(Api *api, const StoreUpload *record, Arena *a, JobView *ret_view, Err *err) {
    Waiting *w = NULL;
    Str id = {0};
    if (!waiting_make(api, record, &w, err)) return false;
    JobWork work = work_of(w);
    return jobs_add(api->jobs, record->name, &work, a, &id, err) &&
           jobs_view(api->jobs, id, a, ret_view, err);
}

// ---- the start

// A file that was being read each time that the program went down.
static bool is_poisonous(const Api *api, const StoreUpload *record, Arena *a) {
    Str before = {0};
    Err err = {0};
    if (record->attempts < ATTEMPTS_MAX) return false;
    bool looked = workspace_imported(api->options.workspace, record->id, a, &before, &err);
    return looked && !before.ptr;
}

bool upload_job_resume(void *ctx, const JobView *job, JobWork *ret_work, Err *err) {
    Api *api = ctx;
    Waiting *w = NULL;
    StoreUpload record = {0};
    Err unknown = {0};
    Uploads uploads = upload_job_uploads(api);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!store_upload_of_job(uploads.store, uploads.workspace, job->id, a, &record, &unknown) ||
        record.over) {
        return false;
    }
    if (is_poisonous(api, &record, a)) {
        (void)!uploads_end(&uploads, &record, &unknown);
        return fail(err, ERR_CANCELLED,
                    "the program stopped %d times while it read this file, so it does not try "
                    "again by itself; your tables are as they were",
                    ATTEMPTS_MAX);
    }
    if (!waiting_make(api, &record, &w, err)) return false;
    *ret_work = work_of(w);
    return true;
}

static bool orphan_start(Api *api, UploadState *state, Arena *a, Err *err) {
    Uploads uploads = upload_job_uploads(api);
    JobView view = {0};
    bool taken = false;
    Err none = {0};
    if (state->record.over || !uploads_is_whole(state)) return true;
    if (state->record.job.len > 0) {
        bool known = jobs_view(api->jobs, state->record.job, a, &view, &none);
        // The program stopped between the end of the job and that of its file.
        if (known && job_is_over(view.status)) return uploads_end(&uploads, &state->record, err);
        if (known) return true;
    } else if (!uploads_take(&uploads, rand_id(a), a, state, &taken, err)) {
        return false;
    }
    return upload_job_start(api, &state->record, a, &view, err);
}

bool upload_job_recover(Api *api, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Uploads uploads = upload_job_uploads(api);
    UploadState *states = NULL;
    size_t count = 0;
    if (!uploads_list(&uploads, a, &states, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!orphan_start(api, &states[i], a, err)) return false;
    }
    return true;
}
