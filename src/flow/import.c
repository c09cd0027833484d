#include "flow/import.h"

#include <string.h>

#include "flow/import_job.h"
#include "flow/import_mark.h"
#include "sys/file.h"
#include "sys/rand.h"

enum { RESULT_MAX = 16 << 20 };

void import_note(ImportJob *job, ImportSource *s, Str note) {
    *vec_push(job->arena, &s->notes) = note;
}

const char *import_staging_path(ImportJob *job, const char *ending) {
    Str id = rand_id(job->arena);
    return path_join(job->arena, job->staging, str_fmt(job->arena, STR_F ".%s", STR_A(id), ending));
}

bool import_step(ImportJob *job, double fraction, const char *doing, Err *err) {
    const ImportProgress *p = job->progress;
    if (p && p->cancel && atomic_load(p->cancel)) {
        return fail(err, ERR_CANCELLED, "the import was cancelled; nothing was changed");
    }
    if (!p || !p->step) return true;
    size_t count = job->sources.count ? job->sources.count : 1;
    double all = ((double)job->source_at + fraction) / (double)count;
    p->step(p->ctx, all < 0.99 ? all : 0.99, str_from(doing));
    return true;
}

static void column_describe(const ImportField *f, ImportColumn *c) {
    *c = (ImportColumn){.name = f->name,
                        .header = f->header,
                        .type = f->format.type,
                        .format = f->format.example,
                        .unit = unit_name(f->format.unit),
                        .guessed = f->format.guessed,
                        .note = f->format.note,
                        .rejects = f->rejects};
}

// A table that had to take another name is linked by that name.
static void links_rename(ImportJob *job) {
    for (size_t i = 0; i < job->links.count; i++) {
        SourceLink *l = &job->links.items[i];
        Str from = l->from_table, to = l->to_table;
        for (size_t k = 0; k < job->sources.count; k++) {
            const ImportSource *s = &job->sources.items[k];
            if (str_eq(s->wanted_table, from)) l->from_table = s->table;
            if (str_eq(s->wanted_table, to)) l->to_table = s->table;
        }
    }
}

static ImportResult *result_make(ImportJob *job, Arena *a) {
    ImportResult *r = arena_new(a, ImportResult, 1);
    r->tables = arena_new(a, ImportTable, job->sources.count + 1);
    r->table_count = job->sources.count;
    links_rename(job);
    r->links = job->links.items;
    r->link_count = job->links.count;
    for (size_t i = 0; i < job->sources.count; i++) {
        ImportSource *s = &job->sources.items[i];
        ImportTable *t = &r->tables[i];
        *t = s->result;
        t->columns = arena_new(a, ImportColumn, s->fields.count + 1);
        t->column_count = s->fields.count;
        for (size_t c = 0; c < s->fields.count; c++) {
            column_describe(&s->fields.items[c], &t->columns[c]);
        }
        t->notes = s->notes.items;
        t->note_count = s->notes.count;
    }
    return r;
}

static bool sources_deliver(ImportJob *job, Err *err) {
    for (size_t i = 0; i < job->sources.count; i++) {
        ImportSource *s = &job->sources.items[i];
        job->source_at = i;
        if (!import_deliver(job, s, err)) return false;
    }
    return true;
}

// Within the transaction of the rows.
static bool mark_put(ImportJob *job, Err *err) {
    if (job->request->mark.len == 0) return true;
    CLEANUP(buf_done) Buf text;
    buf_init(&text, RESULT_MAX);
    JsonW w = jsonw_to(&text);
    import_write(&w, job->result);
    return buf_check(&text, "what was imported", err) &&
           import_mark_put(job->writer, job->request->mark, buf_str(&text), err);
}

static bool delivery_end(ImportJob *job, Err *err) {
    job->result = result_make(job, job->arena);
    return mark_put(job, err) && engine_commit(job->writer, err);
}

// What the fast way could not load is read with care and everything delivered again; once
// per source at most.
static bool delivery_run(ImportJob *job, Err *err) {
    for (;;) {
        job->again = false;
        if (!engine_begin(job->writer, err)) return false;
        if (sources_deliver(job, err)) return delivery_end(job, err);
        engine_rollback(job->writer);
        if (!job->again) return false;
        if (!import_understand_fully(job, &job->sources.items[job->source_at], err)) return false;
        for (size_t i = 0; i < job->sources.count; i++) {
            job->sources.items[i].table = job->sources.items[i].wanted_table;
        }
    }
}

static bool job_run(ImportJob *job, Err *err) {
    if (!import_step(job, 0, ERR_WORD("opening"), err) || !import_open(job, err)) return false;
    for (size_t i = 0; i < job->sources.count; i++) {
        job->source_at = i;
        if (!import_understand(job, &job->sources.items[i], err)) return false;
    }
    return delivery_run(job, err);
}

bool import_run(const ImportPlace *place, const ImportRequest *request,
                const ImportProgress *progress, Arena *a, ImportResult **ret_result, Err *err) {
    ImportJob job = {.arena = a, .place = place, .request = request, .progress = progress};
    if (progress) job.limits.cancel = progress->cancel;
    job.staging = path_join(a, place->staging_dir, str_fmt(a, "import-" STR_F, STR_A(rand_id(a))));
    if (!dir_make(job.staging, err)) return false;
    bool ok = engine_writer_open(place->database, &job.writer, err) && job_run(&job, err);
    if (job.writer) engine_writer_close(job.writer);
    import_close(&job);
    Err ignored;
    if (!dir_remove_all(job.staging, ok ? err : &ignored) && ok) return false;
    if (!ok) return false;
    *ret_result = job.result;
    if (progress && progress->step) progress->step(progress->ctx, 1, S(ERR_WORD("done")));
    return true;
}
