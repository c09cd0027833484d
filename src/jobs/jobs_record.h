// jobs_record: jobs in the metadata store, so that what became of one is known after a restart.
// Private to the room.
#pragma once

#include "jobs/jobs.h"
#include "store/store_job.h"

StoreJob jobs_record_of(const JobView *view);
// Texts are shared with the record.
JobView jobs_record_view(const StoreJob *record);
// What a stopped program left unfinished, as it is told from now on.
StoreJob jobs_record_stopped(Moment now);
