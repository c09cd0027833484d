#include "store/store_job.h"

#define COLUMNS                                                                                    \
    "id, workspace, kind, status, progress, detail, input, result, error, created_at, updated_at"

static const char *const STATUS_NAMES[] = {
    [STORE_JOB_QUEUED] = "queued", [STORE_JOB_RUNNING] = "running",     [STORE_JOB_DONE] = "done",
    [STORE_JOB_FAILED] = "failed", [STORE_JOB_CANCELLED] = "cancelled",
};

const char *store_job_status_name(StoreJobStatus status) { return STATUS_NAMES[status]; }

static StoreJobStatus status_from(Str name) {
    for (size_t i = 0; i < COUNT_OF(STATUS_NAMES); i++) {
        if (str_eq(name, str_from(STATUS_NAMES[i]))) return (StoreJobStatus)i;
    }
    return STORE_JOB_FAILED;
}

static Str status_text(const StoreJob *job) { return str_from(STATUS_NAMES[job->status]); }

bool store_job_add(Store *s, const StoreJob *job, Err *err) {
    static const char SQL[] =
        "INSERT INTO jobs(id, workspace, kind, status, input, created_at, updated_at)"
        " VALUES (?1, ?2, ?3, 'queued', ?4, ?5, ?5)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, job->id);
    stmt_bind_text(&q, 2, job->workspace);
    stmt_bind_text(&q, 3, job->kind);
    stmt_bind_text(&q, 4, job->input);
    stmt_bind_int(&q, 5, job->created_at);
    return stmt_run(&q, err);
}

static bool changed_one(Store *s, const StoreJob *job, Err *err) {
    if (store_changes(s) == 1) return true;
    return fail(err, ERR_NOT_FOUND, "there is no job '" STR_F "'", STR_A(job->id));
}

static bool progress_update(Store *s, const StoreJob *job, Err *err) {
    static const char SQL[] =
        "UPDATE jobs SET status = ?, progress = ?, detail = ?, updated_at = ? WHERE id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, status_text(job));
    stmt_bind_float(&q, 2, job->progress);
    stmt_bind_text(&q, 3, job->detail);
    stmt_bind_int(&q, 4, job->updated_at);
    stmt_bind_text(&q, 5, job->id);
    return stmt_run(&q, err) && changed_one(s, job, err);
}

bool store_job_progress(Store *s, const StoreJob *job, Err *err) {
    if (!store_begin(s, STORE_QUICK, err)) return false;
    if (progress_update(s, job, err)) return store_commit(s, err);
    store_rollback(s);
    return false;
}

bool store_job_finish(Store *s, const StoreJob *job, Err *err) {
    static const char SQL[] =
        "UPDATE jobs SET status = ?1, progress = CASE ?1 WHEN 'done' THEN 1 ELSE progress END,"
        " result = ?2, error = ?3, updated_at = ?4 WHERE id = ?5";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, status_text(job));
    stmt_bind_text(&q, 2, job->result);
    stmt_bind_text(&q, 3, job->error);
    stmt_bind_int(&q, 4, job->updated_at);
    stmt_bind_text(&q, 5, job->id);
    return stmt_run(&q, err) && changed_one(s, job, err);
}

static StoreJob row_read(const Stmt *q, Arena *a) {
    return (StoreJob){.id = stmt_text(q, 0, a),
                      .workspace = stmt_text(q, 1, a),
                      .kind = stmt_text(q, 2, a),
                      .status = status_from(stmt_text(q, 3, a)),
                      .progress = stmt_float(q, 4),
                      .detail = stmt_text(q, 5, a),
                      .input = stmt_text(q, 6, a),
                      .result = stmt_text(q, 7, a),
                      .error = stmt_text(q, 8, a),
                      .created_at = stmt_int(q, 9),
                      .updated_at = stmt_int(q, 10)};
}

bool store_job_get(Store *s, Str workspace, Str id, Arena *a, StoreJob *ret, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS " FROM jobs WHERE workspace = ? AND id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return fail(err, ERR_NOT_FOUND, "there is no job '" STR_F "'", STR_A(id));
    *ret = row_read(&q, a);
    return true;
}

bool store_job_list(Store *s, Str workspace, size_t limit, Arena *a, StoreJob **ret,
                    size_t *ret_count, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS
                              " FROM jobs WHERE workspace = ?"
                              " ORDER BY created_at DESC, id LIMIT ?";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreJob *list = arena_new(a, StoreJob, limit);
    size_t count = 0;
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_int(&q, 2, (int64_t)limit);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || count == limit) break;
        list[count++] = row_read(&q, a);
    }
    *ret = list;
    *ret_count = count;
    return true;
}

bool store_job_recover(Store *s, Str error, Moment now, Err *err) {
    static const char SQL[] =
        "UPDATE jobs SET status = 'failed', error = ?, updated_at = ?"
        " WHERE status IN ('queued', 'running')";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, error);
    stmt_bind_int(&q, 2, now);
    return stmt_run(&q, err);
}
