// Where the rows go: a new table, or one that is there already, in the way the request says.
// All of it within the job's transaction.
#include <string.h>

#include "flow/import_job.h"
#include "flow/recipe_table.h"

static bool run(ImportJob *job, const Buf *sql, Err *err) {
    return buf_check(sql, "a statement of the import", err) &&
           engine_exec(job->writer, buf_str(sql), &job->limits, err);
}

static bool table_drop(ImportJob *job, Str table, Err *err) {
    Buf sql;
    buf_init(&sql, 4096);
    buf_add_z(&sql, "DROP TABLE IF EXISTS ");
    engine_quote_name(&sql, table);
    bool ok = run(job, &sql, err);
    buf_done(&sql);
    return ok;
}

static bool table_find(ImportJob *job, Str name, Str *ret_name, bool *ret_there, Err *err) {
    SourceTable *tables;
    size_t count;
    Source *source = engine_writer_source(job->writer);
    if (!source_tables(source, job->arena, &tables, &count, err)) return false;
    *ret_there = false;
    for (size_t i = 0; i < count; i++) {
        if (!str_eq_nocase(tables[i].name, name)) continue;
        *ret_there = true;
        *ret_name = tables[i].name;
    }
    return true;
}

static bool name_free(ImportJob *job, Str wanted, Str *ret, Err *err) {
    Str name = wanted, found;
    for (int n = 2;; n++) {
        bool table, rejects;
        Str kept = import_rejects_name(name, job->arena);
        if (!table_find(job, name, &found, &table, err)) return false;
        if (!table_find(job, kept, &found, &rejects, err)) return false;
        if (!table && !rejects) break;
        name = str_fmt(job->arena, STR_F "_%d", STR_A(wanted), n);
    }
    *ret = name;
    return true;
}

static bool create(ImportJob *job, ImportSource *s, Err *err) {
    return import_load(job, s, s->table, import_rejects_name(s->table, job->arena), err);
}

static bool replace(ImportJob *job, ImportSource *s, Err *err) {
    return table_drop(job, s->table, err) &&
           table_drop(job, import_rejects_name(s->table, job->arena), err) && create(job, s, err);
}

static bool rows_deliver(ImportJob *job, ImportSource *s, Err *err) {
    if (job->request->mode == IMPORT_REPLACE) return replace(job, s, err);
    return import_join(job, s, job->request->mode == IMPORT_MERGE, err);
}

// The rows before go where they can be brought back from; the steps stay with the table's name.
static bool exchange(ImportJob *job, ImportSource *s, Json **ret_steps, Err *err) {
    const ImportPlace *place = job->place;
    Writer *w = job->writer;
    return recipe_table_steps(engine_writer_source(w), s->table, job->arena, ret_steps, err) &&
           place->put_aside(place->ctx, w, s->table, job->arena, &s->result.put_aside, err) &&
           (!*ret_steps || recipe_table_keep(w, s->table, *ret_steps, job->arena, err)) &&
           create(job, s, err);
}

// Into a table that is there, by way of its recipe when it is cleaned.
static bool there_deliver(ImportJob *job, ImportSource *s, Err *err) {
    CLEANUP(json_done) Json *steps = NULL;
    Recipe recipe = {0};
    if (job->request->mode == IMPORT_REPLACE && job->place->put_aside) {
        if (!exchange(job, s, &steps, err)) return false;
    } else if (!recipe_table_open(job->writer, s->table, job->arena, &steps, err) ||
               !rows_deliver(job, s, err)) {
        return false;
    }
    if (!steps) return true;
    if (!recipe_table_close(job->writer, s->table, steps, job->arena, &recipe, err)) return false;
    for (size_t i = 0; i < recipe.left_out_count; i++) import_note(job, s, recipe.left_out[i]);
    import_note(job, s, str_fmt(job->arena, ERR_WORD("cleaned by %zu steps"), recipe.count));
    return true;
}

bool import_deliver(ImportJob *job, ImportSource *s, Err *err) {
    bool there;
    Str wanted = s->table;
    if (!table_find(job, wanted, &s->table, &there, err)) return false;
    bool ok;
    if (job->request->mode == IMPORT_CREATE)
        ok = name_free(job, wanted, &s->table, err) && create(job, s, err);
    else
        ok = there ? there_deliver(job, s, err) : create(job, s, err);
    s->result.table = s->table;
    return ok;
}
