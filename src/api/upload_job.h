// upload_job: the import of a file that was sent, as a job. The file and what is to be done with it
// are on the disk before anybody is told (uploads.h), so a job that a stop of the program cut off
// is done again at the next start: once, for a file that brings the program down would do so for
// ever. What was committed is never done twice (import_mark.h).
#pragma once

#include "api/api.h"
#include "flow/uploads.h"
#include "jobs/jobs.h"

Uploads upload_job_uploads(const Api *api);

// `mode` is a word: "" is create. Fails: ERR_INVALID.
MUST_USE bool upload_job_mode(Str mode, ImportMode *ret, Err *err);
// The record has its job's id. Fails: as jobs_add; then the upload is over.
MUST_USE bool upload_job_start(Api *api, const StoreUpload *record, Arena *a, JobView *ret_view,
                               Err *err);
// JobsOptions.resume; ctx is the Api.
bool upload_job_resume(void *ctx, const JobView *job, JobWork *ret_work, Err *err);
// At the start, when jobs run: files that are whole and of which no job knows.
MUST_USE bool upload_job_recover(Api *api, Err *err);
