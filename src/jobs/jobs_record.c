#include "jobs/jobs_record.h"

static ErrCode code_from(Str name) {
    for (ErrCode code = ERR_INVALID; code <= ERR_INTERNAL; code++) {
        if (str_eq(name, str_from(err_code_name(code)))) return code;
    }
    return ERR_INTERNAL;
}

static JobStatus status_from(Str name) {
    for (JobStatus status = JOB_QUEUED; status <= JOB_CANCELLED; status++) {
        if (str_eq(name, str_from(job_status_name(status)))) return status;
    }
    return JOB_FAILED;
}

StoreJob jobs_record_of(const JobView *v) {
    bool went_wrong = v->error.code != ERR_NONE;
    return (StoreJob){.id = v->id,
                      .kind = v->kind,
                      .title = v->title,
                      .status = str_from(job_status_name(v->status)),
                      .result = v->result,
                      .error_code = went_wrong ? str_from(err_code_name(v->error.code)) : (Str){0},
                      .error = str_from(v->error.message),
                      .created_at = v->created_at,
                      .updated_at = v->updated_at};
}

JobView jobs_record_view(const StoreJob *r) {
    JobView v = {.id = r->id,
                 .kind = r->kind,
                 .title = r->title,
                 .status = status_from(r->status),
                 .result = r->result,
                 .created_at = r->created_at,
                 .updated_at = r->updated_at};
    v.progress = v.status == JOB_DONE ? 1 : 0;
    if (r->error_code.len > 0) {
        (void)fail(&v.error, code_from(r->error_code), STR_F, STR_A(r->error));
    }
    return v;
}

StoreJob jobs_record_stopped(Moment now) {
    return (StoreJob){
        .status = str_from(job_status_name(JOB_FAILED)),
        .error_code = str_from(err_code_name(ERR_CANCELLED)),
        .error = S(ERR_WORD("the program stopped before this was known to be done; see "
                            "whether its rows are there, and do it again if not")),
        .updated_at = now};
}
