#include "flow/kept_said.h"
#include "jobs/jobs.h"

static void result_write(JsonW *w, const JobView *v, Words words) {
    Err ignored = {0};
    if (v->result.len == 0) {
        jsonw_null(w);
    } else if (!kept_said_notes(w, v->result, words, &ignored)) {
        jsonw_raw(w, v->result);
    }
}

void job_outcome_write(JsonW *w, const JobView *v, Words words) {
    jsonw_key(w, S("result"));
    result_write(w, v, words);
    jsonw_key(w, S("error"));
    if (v->error.code == ERR_NONE) {
        jsonw_null(w);
    } else {
        jsonw_object(w);
        jsonw_key_str(w, "code", str_from(err_code_name(v->error.code)));
        jsonw_key_str(w, "detail", words_message(words, str_from(v->error.message)));
        jsonw_end(w);
    }
}

void job_write(JsonW *w, const JobView *v, Words words) {
    jsonw_object(w);
    jsonw_key_str(w, "id", v->id);
    jsonw_key_str(w, "kind", v->kind);
    bool is_file = str_eq(v->kind, S("import"));  // then the title is its name
    jsonw_key_str(w, "title", is_file ? v->title : words_message(words, v->title));
    jsonw_key_str(w, "status", str_from(job_status_name(v->status)));
    jsonw_key_float(w, "progress", v->progress);
    jsonw_key_str(w, "doing", words_message(words, v->doing));
    jsonw_key_moment(w, "created_at", v->created_at);
    jsonw_key_moment(w, "updated_at", v->updated_at);
    job_outcome_write(w, v, words);
    jsonw_end(w);
}
