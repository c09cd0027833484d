#include "store/store_job.h"

#include "base/vec.h"

#define COLUMNS "id, kind, title, status, result, error_code, error, created_at, updated_at"

bool store_job_add(Store *s, Str workspace, const StoreJob *job, Err *err) {
    static const char SQL[] =
        "INSERT INTO jobs(id, workspace, kind, title, status, created_at, updated_at)"
        " VALUES (?1, ?2, ?3, ?4, 'queued', ?5, ?5)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, job->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, job->kind);
    stmt_bind_text(&q, 4, job->title);
    stmt_bind_int(&q, 5, job->created_at);
    return stmt_run(&q, err);
}

// What it ended as, in the order of the parameters 1 to 5.
static void end_bind(Stmt *q, const StoreJob *job) {
    stmt_bind_text(q, 1, job->status);
    stmt_bind_text(q, 2, job->result);
    stmt_bind_text(q, 3, job->error_code);
    stmt_bind_text(q, 4, job->error);
    stmt_bind_int(q, 5, job->updated_at);
}

bool store_job_finish(Store *s, const StoreJob *job, Err *err) {
    static const char SQL[] =
        "UPDATE jobs SET status = ?, result = ?, error_code = ?, error = ?, updated_at = ?"
        " WHERE id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    end_bind(&q, job);
    stmt_bind_text(&q, 6, job->id);
    if (!stmt_run(&q, err)) return false;
    if (store_changes(s) == 1) return true;
    return fail(err, ERR_NOT_FOUND, "there is no job '" STR_F "'", STR_A(job->id));
}

static StoreJob row_read(const Stmt *q, Arena *a) {
    return (StoreJob){.id = stmt_text(q, 0, a),
                      .kind = stmt_text(q, 1, a),
                      .title = stmt_text(q, 2, a),
                      .status = stmt_text(q, 3, a),
                      .result = stmt_text(q, 4, a),
                      .error_code = stmt_text(q, 5, a),
                      .error = stmt_text(q, 6, a),
                      .created_at = stmt_int(q, 7),
                      .updated_at = stmt_int(q, 8)};
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

bool store_job_list(Store *s, const StoreJobPage *page, Arena *a, StoreJob **ret, size_t *ret_count,
                    Err *err) {
    // rowid settles what was added within one microsecond.
    static const char SQL[] = "SELECT " COLUMNS
                              " FROM jobs WHERE workspace = ?1 AND (?2 = '' OR kind = ?2)"
                              " ORDER BY created_at DESC, rowid DESC LIMIT ?3";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreJob *list = arena_new(a, StoreJob, page->limit);
    size_t count = 0;
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, page->workspace);
    stmt_bind_text(&q, 2, page->kind);
    stmt_bind_int(&q, 3, (int64_t)page->limit);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || count == page->limit) break;
        list[count++] = row_read(&q, a);
    }
    *ret = list;
    *ret_count = count;
    return true;
}

bool store_job_unfinished(Store *s, Str workspace, Arena *a, StoreJob **ret, size_t *ret_count,
                          Err *err) {
    static const char SQL[] = "SELECT " COLUMNS
                              " FROM jobs WHERE workspace = ? AND status = 'queued'"
                              " ORDER BY created_at, rowid";
    CLEANUP(stmt_done) Stmt q = {0};
    VEC(StoreJob) list = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = row_read(&q, a);
    }
    *ret = list.items;
    *ret_count = list.count;
    return true;
}
