// understand: what a workspace's data is, as a report: tables, roles, keys, joins, quality.
#pragma once

#include "flow/workspace.h"

typedef struct Understanding {
    Snapshot *snapshot;  // held; released with understand_done
    QualityReport quality;
} Understanding;

MUST_USE bool understand_run(Workspace *w, const atomic_bool *cancel, Arena *a, Understanding *ret,
                             Err *err);
void understand_done(Understanding *u);

// [{"table","column","kind","severity","count","share","message"}, ...]
void understand_issues_write(JsonW *w, const Understanding *u, Words words);
