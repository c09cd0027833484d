// The first walk over a source: where its table stands, which columns it has, what they mean.
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "connect/rowkind.h"
#include "flow/import_job.h"

enum { STEP_ROWS = 4096 };

// ---- layouts

static bool head_read(ImportJob *job, Reader *r, Record *rows, size_t *ret_count, Err *err) {
    bool end = false;
    *ret_count = 0;
    while (*ret_count < LAYOUT_ROWS) {
        Record record;
        if (!reader_next(r, &record, &end, err)) return false;
        if (end) break;
        if (record.count > COLUMNS_MAX) {
            return fail(err, ERR_LIMIT, "row %llu has %zu columns: at most %d are read",
                        (unsigned long long)record.row, record.count, COLUMNS_MAX);
        }
        rows[(*ret_count)++] = layout_keep(&record, job->arena);
    }
    return reader_rewind(r, err);
}

static Layout layout_of_names(const Reader *r, Arena *a) {
    Layout l = {.first_row = 1, .width = r->name_count};
    l.headers = arena_new(a, Str, l.width + 1);
    l.named = arena_new(a, bool, l.width + 1);
    for (size_t i = 0; i < l.width; i++) {
        l.headers[i] =
            r->exact_names ? str_dup(a, r->names[i]) : layout_header_clean(r->names[i], a);
        l.named[i] = true;
    }
    layout_headers_unique(l.headers, l.width, a);
    return l;
}

bool import_layout(ImportJob *job, ImportPart *p, Err *err) {
    if (p->layout.headers) return true;
    if (p->reader->names) {
        p->layout = layout_of_names(p->reader, job->arena);
        return true;
    }
    Record *rows = arena_new(job->arena, Record, LAYOUT_ROWS);
    size_t count;
    if (!head_read(job, p->reader, rows, &count, err)) return false;
    p->layout = layout_find(rows, count, job->arena);
    return true;
}

// Columns of all parts by name; a part's column that no other has is still a column.
static void fields_gather(ImportJob *job, ImportSource *s) {
    Map by_name = {0};
    for (size_t p = 0; p < s->parts.count; p++) {
        ImportPart *part = &s->parts.items[p];
        part->map = arena_new(job->arena, size_t, part->layout.width + 1);
        for (size_t c = 0; c < part->layout.width; c++) {
            Str key = str_lower(job->arena, part->layout.headers[c]);
            uintptr_t at = (uintptr_t)map_get(&by_name, key);
            if (at == 0) {
                ImportField *f = vec_push(job->arena, &s->fields);
                f->header = f->name = part->layout.headers[c];
                f->named = part->layout.named[c];
                at = s->fields.count;
                map_set(job->arena, &by_name, key, (void *)at);
            }
            part->map[c] = at - 1;
        }
    }
}

// ---- values

static void record_sense(ImportJob *job, ImportSource *s, const ImportPart *p, const Record *r) {
    size_t width = r->count < p->layout.width ? r->count : p->layout.width;
    for (size_t c = 0; c < width; c++) {
        sense_add(&s->fields.items[p->map[c]].sense, &r->cells[c], job->request->today);
    }
}

static bool part_sense(ImportJob *job, ImportSource *s, const ImportPart *p, Err *err) {
    Record r;
    bool end = false;
    for (uint64_t n = 0;; n++) {
        if (!reader_next(p->reader, &r, &end, err)) return false;
        if (end) break;
        if (n % STEP_ROWS == 0 &&
            !import_step(job, reader_fraction(p->reader) * 0.4, ERR_WORD("reading"), err)) {
            return false;
        }
        if (r.row < p->layout.first_row) continue;
        RowKind kind = p->reader->names ? ROW_DATA : rowkind_of(&r, p->layout.width);
        if (kind != ROW_DATA && kind != ROW_TOTAL_MAYBE) continue;
        if (!p->reader->sparse && record_extends(&r, p->layout.width)) continue;
        s->rows_seen++;
        s->rows_short += !p->reader->sparse && r.count < p->layout.width;
        record_sense(job, s, p, &r);
    }
    return reader_rewind(p->reader, err);
}

static const SourceColumn *wanted_find(const SourceColumn *wanted, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq_nocase(wanted[i].name, name)) return &wanted[i];
    }
    return NULL;
}

void import_decide(ImportJob *job, ImportSource *s, const SourceColumn *wanted, size_t count) {
    SenseHints hints = {.today = job->request->today};
    for (size_t p = 0; p < s->parts.count; p++) {
        if (s->parts.items[p].reader) hints.serial_dates |= s->parts.items[p].reader->serial_dates;
    }
    for (size_t i = 0; i < s->fields.count; i++) sense_hint(&s->fields.items[i].sense, &hints);
    for (size_t i = 0; i < s->fields.count; i++) {
        ImportField *f = &s->fields.items[i];
        const SourceColumn *there = wanted_find(wanted, count, f->name);
        hints.has_wanted = there != NULL;
        hints.wanted = there ? there->type : TYPE_TEXT;
        f->format = sense_decide(&f->sense, f->header, &hints, job->arena);
    }
}

// Columns without a name and without a value were never columns.
static void fields_drop_empty(ImportJob *job, ImportSource *s) {
    size_t *moved = arena_new(job->arena, size_t, s->fields.count + 1), kept = 0;
    for (size_t i = 0; i < s->fields.count; i++) {
        ImportField *f = &s->fields.items[i];
        bool drop = !f->named && f->sense.values == 0;
        moved[i] = drop ? SIZE_MAX : kept;
        if (!drop) s->fields.items[kept++] = *f;
    }
    s->fields.count = kept;
    for (size_t p = 0; p < s->parts.count; p++) {
        ImportPart *part = &s->parts.items[p];
        for (size_t c = 0; c < part->layout.width; c++) part->map[c] = moved[part->map[c]];
    }
}

static void file_field_add(ImportJob *job, ImportSource *s) {
    if (s->parts.count < 2) return;
    Str name = S("Source File");
    for (size_t i = 0; i < s->fields.count; i++) {
        if (str_eq_nocase(s->fields.items[i].name, name)) return;
    }
    s->file_field = (ptrdiff_t)s->fields.count;
    ImportField *f = vec_push(job->arena, &s->fields);
    f->name = name;
    f->format = (ValueFormat){.type = TYPE_TEXT};
}

static void result_describe(ImportSource *s) {
    const ImportPart *first = &s->parts.items[0];
    s->result.header_row = first->layout.header_row;
    s->result.encoding = first->reader->encoding;
    s->result.delimiter = first->reader->delimiter;
}

static void fields_forget(ImportSource *s) {
    for (size_t i = 0; i < s->fields.count; i++) s->fields.items[i].sense = (Sense){0};
    s->rows_seen = s->rows_short = 0;
}

static bool parts_sense(ImportJob *job, ImportSource *s, Err *err) {
    bool clean = false;
    if (!import_fast_sense(job, s, &clean, err)) return false;
    if (clean) return true;
    fields_forget(s);
    for (size_t p = 0; p < s->parts.count; p++) {
        if (!part_sense(job, s, &s->parts.items[p], err)) return false;
    }
    s->sensed = true;
    return true;
}

bool import_understand_fully(ImportJob *job, ImportSource *s, Err *err) {
    s->careful = true;
    if (s->sensed) return true;
    if (!parts_sense(job, s, err)) return false;
    import_decide(job, s, NULL, 0);
    return true;
}

bool import_understand(ImportJob *job, ImportSource *s, Err *err) {
    s->file_field = -1;
    if (s->parquet) return true;  // says itself what it is
    for (size_t p = 0; p < s->parts.count; p++) {
        if (!import_layout(job, &s->parts.items[p], err)) return false;
    }
    fields_gather(job, s);
    if (!parts_sense(job, s, err)) return false;
    fields_drop_empty(job, s);
    if (s->fields.count == 0) {
        return fail(err, ERR_INVALID, STR_F " has no columns", STR_A(s->result.origin));
    }
    if (s->fields.count > COLUMNS_MAX) {
        return fail(err, ERR_LIMIT, STR_F " has %zu columns: at most %d are read",
                    STR_A(s->result.origin), s->fields.count, COLUMNS_MAX);
    }
    file_field_add(job, s);
    import_decide(job, s, NULL, 0);
    result_describe(s);
    return true;
}
