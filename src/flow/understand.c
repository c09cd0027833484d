#include "flow/understand.h"

#include "sys/clock.h"

static const int64_t QUALITY_TIMEOUT_US = 60 * MOMENT_SECOND;

bool understand_run(Workspace *w, const atomic_bool *cancel, Arena *a, Understanding *ret,
                    Err *err) {
    Understanding u = {0};
    if (!workspace_snapshot(w, &u.snapshot, err)) return false;
    Source *source = NULL;
    bool ok = workspace_source_take(w, &source, err);
    if (ok) {
        RunLimits limits = {.deadline_us = clock_mono_us() + QUALITY_TIMEOUT_US, .cancel = cancel};
        ok = model_quality(snapshot_model(u.snapshot), source, &limits, a, &u.quality, err);
        workspace_source_give(w, source);
    }
    if (!ok) {
        understand_done(&u);
        return false;
    }
    *ret = u;
    return true;
}

void understand_done(Understanding *u) {
    snapshot_release(u->snapshot);
    u->snapshot = NULL;
}

void understand_issues_write(JsonW *w, const Understanding *u, Words words) {
    const Model *m = snapshot_model(u->snapshot);
    jsonw_array(w);
    for (size_t i = 0; i < u->quality.count; i++) {
        const QualityIssue *issue = &u->quality.issues[i];
        const ModelTable *t = &m->tables[issue->table];
        jsonw_object(w);
        jsonw_key_str(w, "table", t->name);
        if (issue->column >= 0) jsonw_key_str(w, "column", t->columns[issue->column].name);
        jsonw_key_str(w, "kind", issue->kind);
        jsonw_key_str(w, "severity", issue->severity);
        jsonw_key_int(w, "count", (int64_t)issue->count);
        jsonw_key_float(w, "share", issue->share);
        jsonw_key_str(w, "message", words_message(words, issue->message));
        jsonw_end(w);
    }
    jsonw_end(w);
}
