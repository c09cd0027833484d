// The second walk over a source: every cell turned into its column's type and appended; what
// does not fit is put aside in the rejects.
#include <math.h>
#include <string.h>

#include "connect/rowkind.h"
#include "flow/import_job.h"

enum { STEP_ROWS = 4096, VALUE_KEPT_MAX = 1000 };

typedef struct Load {
    ImportJob *job;
    ImportSource *source;
    const ImportPart *part;
    Str rejects_table;
    Appender *rows, *rejects;
    Value *values;              // of the row under way, one a field
    Buf *scratch;               // one a field: text made of numbers
    double *sums, *sums_since;  // of the numbers in each field, in all and since the last total
    bool short_rejected;        // short rows are an exception in this file
} Load;

const char *import_sql_type(ColumnType type) {
    static const char *const NAMES[] = {
        [TYPE_BOOL] = "BOOLEAN",       [TYPE_INT] = "BIGINT", [TYPE_FLOAT] = "DOUBLE",
        [TYPE_TEXT] = "VARCHAR",       [TYPE_DATE] = "DATE",  [TYPE_TIME] = "TIME",
        [TYPE_TIMESTAMP] = "TIMESTAMP"};
    return NAMES[type];
}

static bool table_create(ImportJob *job, const ImportSource *s, Str table, Err *err) {
    Buf sql;
    buf_init(&sql, 1 << 20);
    buf_add_z(&sql, "CREATE TABLE ");
    engine_quote_name(&sql, table);
    for (size_t i = 0; i < s->fields.count; i++) {
        buf_add_z(&sql, i == 0 ? " (" : ", ");
        engine_quote_name(&sql, s->fields.items[i].name);
        buf_add_char(&sql, ' ');
        buf_add_z(&sql, import_sql_type(s->fields.items[i].format.type));
    }
    buf_add_char(&sql, ')');
    bool ok = buf_check(&sql, "the list of columns", err) &&
              engine_exec(job->writer, buf_str(&sql), &job->limits, err);
    buf_done(&sql);
    return ok;
}

// ---- rejects

static bool rejects_open(Load *l, Err *err) {
    if (l->rejects) return true;
    Buf sql;
    buf_init(&sql, 4096);
    buf_add_z(&sql, "CREATE TABLE IF NOT EXISTS ");
    engine_quote_name(&sql, l->rejects_table);
    buf_add_z(&sql, " (row_number BIGINT, column_name VARCHAR, value VARCHAR, reason VARCHAR)");
    bool ok = buf_check(&sql, "a table's name", err) &&
              engine_exec(l->job->writer, buf_str(&sql), &l->job->limits, err);
    buf_done(&sql);
    return ok && engine_append_open(l->job->writer, l->rejects_table, &l->rejects, err);
}

static Str value_cut(Str s) {
    if (s.len <= VALUE_KEPT_MAX) return s;
    s.len = VALUE_KEPT_MAX;
    while (s.len > 0 && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80) s.len--;
    return s;
}

static bool reject(Load *l, uint64_t row, Str column, Str value, const char *reason, Err *err) {
    if (!rejects_open(l, err)) return false;
    l->source->result.rejects++;
    engine_append_int(l->rejects, (int64_t)row);
    engine_append_text(l->rejects, column);
    engine_append_text(l->rejects, value_cut(value));
    if (l->source->parts.count == 1) {
        engine_append_text(l->rejects, str_from(reason));
    } else {
        engine_append_text(
            l->rejects, str_fmt(l->job->arena, "%s (in " STR_F ")", reason, STR_A(l->part->label)));
    }
    return engine_append_row(l->rejects, err);
}

// A whole line put aside, its cells set apart as in the file.
static bool reject_row(Load *l, const Record *r, const char *reason, Err *err) {
    Buf line, scratch;
    buf_init(&line, 1 << 16);
    buf_init(&scratch, 1 << 16);
    for (size_t i = 0; i < r->count && line.len < VALUE_KEPT_MAX; i++) {
        if (i > 0) buf_add_z(&line, " | ");
        buf_add(&line, value_cut(cell_text(&r->cells[i], &scratch)));
    }
    bool ok = reject(l, r->row, S(""), buf_str(&line), reason, err);
    buf_done(&scratch);
    buf_done(&line);
    return ok;
}

// ---- totals

static bool near(double a, double b) { return fabs(a - b) <= fmax(0.01, fabs(b) * 0.001); }

static double value_number(const Value *v) {
    if (v->is_null) return NAN;
    return v->type == TYPE_INT ? (double)v->i : v->type == TYPE_FLOAT ? v->f : NAN;
}

// "North total" is a total when a number of it is the sum of those above.
static bool sums_match(const Load *l) {
    size_t numbers = 0, matches = 0;
    for (size_t i = 0; i < l->source->fields.count; i++) {
        double x = value_number(&l->values[i]);
        if (isnan(x) || x == 0) continue;
        numbers++;
        matches += near(x, l->sums[i]) || near(x, l->sums_since[i]);
    }
    return numbers > 0 && matches * 2 >= numbers;
}

static void sums_add(Load *l) {
    for (size_t i = 0; i < l->source->fields.count; i++) {
        double x = value_number(&l->values[i]);
        if (isnan(x)) continue;
        l->sums[i] += x;
        l->sums_since[i] += x;
    }
}

static bool total_row(Load *l, const Record *r, Err *err) {
    l->source->result.totals_rows++;
    memset(l->sums_since, 0, l->source->fields.count * sizeof *l->sums_since);
    return reject_row(l, r, "a line of totals: left out", err);
}

// ---- rows

typedef struct Misfit {
    size_t column;  // of the part
    const char *reason;
} Misfit;

typedef VEC(Misfit) Misfits;

static size_t cells_convert(Load *l, const Record *r, Misfit *misfits) {
    const ImportPart *p = l->part;
    size_t width = r->count < p->layout.width ? r->count : p->layout.width, count = 0;
    for (size_t i = 0; i < l->source->fields.count; i++) {
        l->values[i] = (Value){.is_null = true, .type = l->source->fields.items[i].format.type};
    }
    for (size_t c = 0; c < width; c++) {
        size_t i = p->map[c];
        if (i == SIZE_MAX) continue;
        const char *reason = NULL;
        const ValueFormat *format = &l->source->fields.items[i].format;
        bool ok = sense_convert(format, &r->cells[c], &l->scratch[i], &l->values[i], &reason);
        if (!ok) misfits[count++] = (Misfit){c, reason};
        if (ok && r->cells[c].damaged) misfits[count++] = (Misfit){c, NULL};
    }
    if (l->source->file_field >= 0) {
        l->values[l->source->file_field] = (Value){.type = TYPE_TEXT, .s = p->label};
    }
    return count;
}

static bool misfits_reject(Load *l, const Record *r, const Misfit *misfits, size_t count,
                           Err *err) {
    Buf scratch;
    buf_init(&scratch, 4096);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        const Misfit *m = &misfits[i];
        ImportField *f = &l->source->fields.items[l->part->map[m->column]];
        const char *reason = m->reason ? m->reason : "broken bytes, read as Windows-1252";
        f->rejects++;
        ok = reject(l, r->row, f->name, cell_text(&r->cells[m->column], &scratch), reason, err);
    }
    buf_done(&scratch);
    return ok;
}

static bool values_append(Load *l, Err *err) {
    for (size_t i = 0; i < l->source->fields.count; i++) {
        const Value *v = &l->values[i];
        if (v->is_null)
            engine_append_null(l->rows);
        else if (v->type == TYPE_TEXT)
            engine_append_text(l->rows, v->s);
        else if (v->type == TYPE_FLOAT)
            engine_append_float(l->rows, v->f);
        else
            engine_append_int(l->rows, v->i);
    }
    l->source->result.rows_loaded++;
    return engine_append_row(l->rows, err);
}

static bool extras_reject(Load *l, const Record *r, Err *err) {
    Buf scratch;
    buf_init(&scratch, 4096);
    bool ok = true;
    for (size_t c = l->part->layout.width; ok && c < r->count; c++) {
        if (r->cells[c].kind == CELL_EMPTY) continue;
        ok = reject(l, r->row, S(""), cell_text(&r->cells[c], &scratch), "beside the table", err);
    }
    buf_done(&scratch);
    return ok;
}

static bool header_again(const Load *l, const Record *r) {
    size_t same = 0, filled = 0;
    if (l->part->layout.header_row == 0 || l->part->reader->names) return false;
    for (size_t c = 0; c < r->count; c++) {
        if (r->cells[c].kind == CELL_EMPTY) continue;
        if (r->cells[c].kind != CELL_TEXT || c >= l->part->layout.width) return false;
        if (!str_starts(l->part->layout.headers[c], str_slice(r->cells[c].text, 0, 40)))
            return false;
        filled++;
        same++;
    }
    return filled >= 2 && same == filled;
}

// Cells to the right of the table: in text the row was torn by a separator that was not meant
// as one, and nothing in it can be trusted; in a sheet they are notes in the margin.
static bool data_row(Load *l, const Record *r, bool maybe_total, Misfit *misfits, Err *err) {
    bool extra = record_extends(r, l->part->layout.width);
    l->source->result.rows_read++;
    if (extra && !l->part->reader->sparse) {
        return reject_row(l, r, "more cells than columns: the row was not loaded", err);
    }
    if (extra && !extras_reject(l, r, err)) return false;
    size_t count = cells_convert(l, r, misfits);
    if (maybe_total && sums_match(l)) {
        l->source->result.rows_read--;
        return total_row(l, r, err);
    }
    if (r->unclosed && !reject_row(l, r, "a quote that is never closed; read as it stands", err)) {
        return false;
    }
    if (r->count < l->part->layout.width && !l->part->reader->sparse) {
        const char *reason = "fewer cells than columns: the rest is empty";
        if (l->short_rejected && !reject_row(l, r, reason, err)) return false;
    }
    sums_add(l);
    return misfits_reject(l, r, misfits, count, err) && values_append(l, err);
}

static bool record_load(Load *l, const Record *r, Misfit *misfits, Err *err) {
    if (r->row < l->part->layout.first_row) return true;
    RowKind kind = l->part->reader->names ? ROW_DATA : rowkind_of(r, l->part->layout.width);
    if (kind == ROW_DATA && header_again(l, r)) {
        return reject_row(l, r, "the header again: left out", err);
    }
    switch (kind) {
        case ROW_BLANK: l->source->result.blank_lines++; return true;
        case ROW_TOTAL: return total_row(l, r, err);
        case ROW_REMARK: return reject_row(l, r, "a remark, not a row: left out", err);
        case ROW_DATA: return data_row(l, r, false, misfits, err);
        case ROW_TOTAL_MAYBE: return data_row(l, r, true, misfits, err);
    }
    return true;
}

static bool part_load(Load *l, Misfit *misfits, Err *err) {
    Record r;
    bool end = false;
    Reader *reader = l->part->reader;
    for (uint64_t n = 0;; n++) {
        if (!reader_next(reader, &r, &end, err)) return false;
        if (end) break;
        if (n % STEP_ROWS == 0 &&
            !import_step(l->job, 0.4 + reader_fraction(reader) * 0.6, ERR_WORD("loading"), err)) {
            return false;
        }
        if (!record_load(l, &r, misfits, err)) return false;
    }
    return reader_rewind(reader, err);
}

static bool parts_load(Load *l, Err *err) {
    const ImportSource *s = l->source;
    for (size_t p = 0; p < s->parts.count; p++) {
        l->part = &s->parts.items[p];
        Misfit *misfits = arena_new(l->job->arena, Misfit, l->part->layout.width + 1);
        if (!part_load(l, misfits, err)) return false;
    }
    return true;
}

static bool appenders_close(Load *l, bool ok, Err *err) {
    Err ignored;
    if (l->rows) ok = engine_append_close(l->rows, ok ? err : &ignored) && ok;
    if (l->rejects) ok = engine_append_close(l->rejects, ok ? err : &ignored) && ok;
    return ok;
}

static void counts_reset(ImportSource *s) {
    ImportTable *t = &s->result;
    t->rows_read = t->rows_loaded = t->blank_lines = t->totals_rows = t->rejects = 0;
    for (size_t i = 0; i < s->fields.count; i++) s->fields.items[i].rejects = 0;
}

bool import_load(ImportJob *job, ImportSource *s, Str table, Str rejects, Err *err) {
    if (s->parquet) return import_parquet_load(job, s, table, err);
    size_t n = s->fields.count;
    Load l = {.job = job, .source = s, .rejects_table = rejects};
    l.short_rejected = s->rows_short * 2 <= s->rows_seen;
    l.values = arena_new(job->arena, Value, n);
    l.scratch = arena_new(job->arena, Buf, n);
    l.sums = arena_new(job->arena, double, n);
    l.sums_since = arena_new(job->arena, double, n);
    counts_reset(s);
    if (!s->sensed) return import_fast_load(job, s, table, err);
    if (!table_create(job, s, table, err)) return false;
    if (!engine_append_open(job->writer, table, &l.rows, err)) return false;
    for (size_t i = 0; i < n; i++) buf_init(&l.scratch[i], 4096);
    bool ok = appenders_close(&l, parts_load(&l, err), err);
    for (size_t i = 0; i < n; i++) buf_done(&l.scratch[i]);
    return ok;
}
