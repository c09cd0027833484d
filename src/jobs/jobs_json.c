#include "jobs/jobs.h"

void job_outcome_write(JsonW *w, const JobView *v) {
    jsonw_key(w, S("result"));
    if (v->result.len > 0) {
        jsonw_raw(w, v->result);
    } else {
        jsonw_null(w);
    }
    jsonw_key(w, S("error"));
    if (v->error.code == ERR_NONE) {
        jsonw_null(w);
    } else {
        jsonw_object(w);
        jsonw_key_str(w, "code", str_from(err_code_name(v->error.code)));
        jsonw_key_str(w, "detail", str_from(v->error.message));
        jsonw_end(w);
    }
}

void job_write(JsonW *w, const JobView *v) {
    jsonw_object(w);
    jsonw_key_str(w, "id", v->id);
    jsonw_key_str(w, "kind", v->kind);
    jsonw_key_str(w, "title", v->title);
    jsonw_key_str(w, "status", str_from(job_status_name(v->status)));
    jsonw_key_float(w, "progress", v->progress);
    jsonw_key_str(w, "doing", v->doing);
    jsonw_key_moment(w, "created_at", v->created_at);
    jsonw_key_moment(w, "updated_at", v->updated_at);
    job_outcome_write(w, v);
    jsonw_end(w);
}
