// The fast way. What it may not do is decide anything wrongly: it takes a file only when the
// sample is clean through and through, every conversion is strict, and a guard has looked at
// every line. Otherwise the careful way reads all of it.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "connect/csvguard.h"
#include "connect/rowkind.h"
#include "flow/import_job.h"
#include "sys/file.h"

enum {
    FAST_BYTES_MIN = 4 * 1024 * 1024,
    SAMPLE_BLOCKS = 32,
    SAMPLE_BLOCK_BYTES = 64 * 1024,
    SAMPLE_CELLS = 512,
    WHOLE_DIGITS_MAX = 15,
};

static bool is_fit(const ImportSource *s) {
    const ImportPart *p = &s->parts.items[0];
    if (s->careful || s->parts.count != 1 || !p->delimited) return false;
    if (p->bytes < FAST_BYTES_MIN || p->layout.width > SAMPLE_CELLS) return false;
    bool at_top = p->layout.header_row <= 1 && p->layout.first_row == p->layout.header_row + 1;
    return at_top && p->skip_bytes <= 3 && p->dialect.escape == 0;
}

// ---- the sample

static bool record_add(ImportJob *job, ImportSource *s, Str text, const CsvRecord *r) {
    const ImportPart *p = &s->parts.items[0];
    Cell cells[SAMPLE_CELLS];
    if (r->count != p->layout.width) return false;
    for (size_t i = 0; i < r->count; i++) {
        Str cell = str_trim(str_slice(text, r->spans[i].first, r->spans[i].end));
        cells[i] = (Cell){.kind = cell.len ? CELL_TEXT : CELL_EMPTY, .text = cell};
        sense_add(&s->fields.items[p->map[i]].sense, &cells[i], job->request->today);
    }
    Record record = {.cells = cells, .count = r->count};
    return rowkind_of(&record, p->layout.width) == ROW_DATA;
}

// The whole lines of one block; a block that was entered inside a quoted cell does not parse
// to the table's width, and ends the attempt.
static bool block_add(ImportJob *job, ImportSource *s, Str text, size_t first, bool last) {
    CsvSpan spans[SAMPLE_CELLS];
    CsvRecord r = {.spans = spans, .cap = SAMPLE_CELLS};
    const Dialect *d = &s->parts.items[0].dialect;
    for (size_t at = first; at < text.len; at = r.end) {
        CsvScan found = csvscan_record(text, at, last, false, d, &r);
        if (found == CSV_MORE && !last) return true;
        if (found != CSV_RECORD || !record_add(job, s, text, &r)) return false;
    }
    return true;
}

static bool blocks_add(ImportJob *job, ImportSource *s, int fd, char *block) {
    const ImportPart *p = &s->parts.items[0];
    uint64_t stride = (p->bytes - SAMPLE_BLOCK_BYTES) / (SAMPLE_BLOCKS - 1);
    for (uint64_t i = 0; i < SAMPLE_BLOCKS; i++) {
        uint64_t from = i == 0 ? p->skip_bytes : i * stride;
        bool last = i == SAMPLE_BLOCKS - 1;
        if (last) from = p->bytes - SAMPLE_BLOCK_BYTES;
        ssize_t got = pread(fd, block, SAMPLE_BLOCK_BYTES, (off_t)from);
        if (got <= 0) return false;
        Str text = str_of(block, (size_t)got);
        size_t first = 0;
        for (uint64_t skip = i > 0 ? 1 : p->layout.first_row - 1; skip > 0; skip--) {
            ptrdiff_t end = str_find_char(str_skip(text, first), '\n');
            if (end < 0) return false;
            first += (size_t)end + 1;
        }
        if (!block_add(job, s, text, first, last)) return false;
    }
    return true;
}

// Whether the sampled values fit their format to the last one, and a strict cast reads them.
static bool field_is_clean(const ImportField *f, Arena *a) {
    const Sense *s = &f->sense;
    const ValueFormat *v = &f->format;
    if (s->values == 0 || s->damaged > 0) return false;
    switch (v->type) {
        case TYPE_TEXT:
            return s->is_words || v->note.len > 0 ||
                   (s->numbers[0] + s->layout_seen + s->bools + s->times) * 2 < s->values;
        case TYPE_BOOL: return s->bools == s->values;
        case TYPE_INT:
        case TYPE_FLOAT:
            return s->numbers[NUM_DOT] == s->values && v->is_plain && !v->guessed &&
                   s->soft_nulls == 0;
        case TYPE_DATE:
        case TYPE_TIMESTAMP:
            return v->is_uniform && !v->guessed && s->dates[v->order] == s->values &&
                   (v->layout.time_parts == 0) == (v->type == TYPE_DATE) &&
                   datetext_pattern(&v->layout, v->order, a).len > 0;
        case TYPE_TIME: break;
    }
    return false;
}

static bool fields_are_clean(ImportJob *job, const ImportSource *s) {
    for (size_t i = 0; i < s->fields.count; i++) {
        if (!field_is_clean(&s->fields.items[i], job->arena)) return false;
    }
    return true;
}

bool import_fast_sense(ImportJob *job, ImportSource *s, bool *ret_clean, Err *err) {
    *ret_clean = false;
    if (!is_fit(s)) return true;
    const ImportPart *p = &s->parts.items[0];
    int fd = open(p->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(err, ERR_IO, "%s: %s", p->path, strerror(errno));
    char *block = malloc(SAMPLE_BLOCK_BYTES);
    if (!block) abort();
    bool clean = blocks_add(job, s, fd, block);
    free(block);
    close(fd);
    if (!clean) return true;
    import_decide(job, s, NULL, 0);
    if (!fields_are_clean(job, s)) return true;
    if (!csvguard_file(p->path, &p->dialect, p->layout.width, &s->guard, err)) return false;
    *ret_clean = !(s->guard & GUARD_NOT_ROWS);
    return true;
}

// ---- the statement

// Whole numbers are read as doubles, which costs least and rounds nothing up to 15 digits; a
// cast of text would quietly round "2.5". Where zeros lead, the text has to be seen.
static bool is_by_double(const ImportSource *s, const ValueFormat *v) {
    return v->type == TYPE_FLOAT || (v->type == TYPE_INT && !(s->guard & GUARD_ZEROS));
}

// A cast to a day would cut a time of day off without a word: only where there is none.
static bool is_by_date(const ImportSource *s, const ValueFormat *v) {
    return v->type == TYPE_DATE && v->order == ORDER_YMD && v->layout.sep == '-' &&
           v->layout.month_name == 0 && !(s->guard & GUARD_TIMES);
}

static const char *type_read(const ImportSource *s, const ImportPart *p, size_t column) {
    if (p->map[column] == SIZE_MAX) return "VARCHAR";
    const ValueFormat *v = &s->fields.items[p->map[column]].format;
    return is_by_double(s, v) ? "DOUBLE" : is_by_date(s, v) ? "DATE" : "VARCHAR";
}

static void options_add(Buf *sql, const ImportSource *s) {
    const ImportPart *p = &s->parts.items[0];
    char delimiter[2] = {p->dialect.delimiter, 0};
    buf_add_z(sql, "read_csv(");
    engine_quote_text(sql, str_from(p->path));
    buf_add_z(sql, ", auto_detect=false, header=false, delim=");
    engine_quote_text(sql, str_from(delimiter));
    buf_add_z(sql, ", quote='\"', escape='\"', strict_mode=true, skip=");
    buf_add_int(sql, (int64_t)p->layout.first_row - 1);
    if (s->guard & GUARD_NULLS) {
        buf_add_z(sql,
                  ", nullstr=['', 'null', 'NULL', 'Null', 'N/A', 'n/a', 'N/a', '#N/A', "
                  "'#n/a', '(null)', '(NULL)', '<NA>', '<na>']");
    }
    buf_add_z(sql, ", columns={");
    for (size_t i = 0; i < p->layout.width; i++) {
        buf_add_fmt(sql, "%s'c%zu': '%s'", i ? ", " : "", i, type_read(s, p, i));
    }
    buf_add_z(sql, "})");
}

static void day_add(Buf *sql, const ValueFormat *v, size_t column, Arena *a) {
    const char *type = v->type == TYPE_DATE ? "DATE" : "TIMESTAMP";
    bool iso = v->order == ORDER_YMD && v->layout.sep == '-' && !v->layout.meridiem;
    // The lengths keep out what a cast would quietly take: a time cut off, a zone, "infinity".
    int least = 10, most = 10;
    if (v->type == TYPE_TIMESTAMP)
        least = 15, most = 30;
    else if (!iso)
        least = 8, most = 20;
    buf_add_fmt(sql, "CASE WHEN length(c%zu) NOT BETWEEN %d AND %d THEN error('not a date') ",
                column, least, most);
    if (iso) {
        buf_add_fmt(sql, "ELSE CAST(c%zu AS %s) END", column, type);
        return;
    }
    buf_add_fmt(sql, "ELSE CAST(strptime(c%zu, ", column);
    engine_quote_text(sql, datetext_pattern(&v->layout, v->order, a));
    buf_add_fmt(sql, ") AS %s) END", type);
}

static void whole_add(Buf *sql, const ImportSource *s, size_t c) {
    if (s->guard & GUARD_ZEROS) {
        buf_add_fmt(sql,
                    "CASE WHEN (c%zu[1] = '0' AND length(c%zu) > 1) OR length(c%zu) > %d OR "
                    "contains(c%zu, '.') OR contains(lower(c%zu), 'e') "
                    "THEN error('not a plain number') ELSE CAST(c%zu AS BIGINT) END",
                    c, c, c, WHOLE_DIGITS_MAX, c, c, c);
    } else {
        buf_add_fmt(sql,
                    "CASE WHEN c%zu <> floor(c%zu) OR abs(c%zu) >= 1e%d "
                    "THEN error('not a plain number') ELSE CAST(c%zu AS BIGINT) END",
                    c, c, c, WHOLE_DIGITS_MAX, c);
    }
}

static void expression_add(Buf *sql, const ImportSource *s, const ValueFormat *v, size_t column,
                           Arena *a) {
    switch (v->type) {
        case TYPE_INT: whole_add(sql, s, column); break;
        case TYPE_FLOAT: buf_add_fmt(sql, "c%zu", column); break;
        case TYPE_BOOL:
            buf_add_fmt(sql,
                        "CASE WHEN c%zu IS NULL THEN NULL "
                        "WHEN lower(trim(c%zu)) IN ('true', 'yes', 'y', 't') THEN true "
                        "WHEN lower(trim(c%zu)) IN ('false', 'no', 'n', 'f') THEN false "
                        "ELSE error('not yes or no') END",
                        column, column, column);
            break;
        case TYPE_DATE:
        case TYPE_TIMESTAMP:
            if (is_by_date(s, v))
                buf_add_fmt(sql, "c%zu", column);
            else
                day_add(sql, v, column, a);
            break;
        case TYPE_TEXT:
        case TYPE_TIME:
            buf_add_fmt(sql, s->guard & GUARD_SPACES ? "nullif(trim(c%zu), '')" : "c%zu", column);
            break;
    }
}

static void statement_build(ImportJob *job, const ImportSource *s, Str table, Buf *sql) {
    const ImportPart *p = &s->parts.items[0];
    buf_add_z(sql, "CREATE TABLE ");
    engine_quote_name(sql, table);
    buf_add_z(sql, " AS SELECT ");
    for (size_t i = 0, written = 0; i < p->layout.width; i++) {
        if (p->map[i] == SIZE_MAX) continue;
        const ImportField *f = &s->fields.items[p->map[i]];
        if (written++) buf_add_z(sql, ", ");
        expression_add(sql, s, &f->format, i, job->arena);
        buf_add_z(sql, " AS ");
        engine_quote_name(sql, f->name);
    }
    buf_add_z(sql, " FROM ");
    options_add(sql, s);
}

// Counts, and looks for what casts let through: "nan" (the greatest of all to DuckDB), "inf",
// "infinity" as a day.
static bool rows_check(ImportJob *job, ImportSource *s, Str table, Err *err) {
    Table *t;
    Buf sql;
    buf_init(&sql, 4 << 20);
    buf_add_z(&sql, "SELECT count(*), true");
    for (size_t i = 0; i < s->fields.count; i++) {
        ColumnType type = s->fields.items[i].format.type;
        if (type != TYPE_FLOAT && type != TYPE_DATE) continue;
        buf_add_z(&sql, " AND coalesce(isfinite(max(");
        engine_quote_name(&sql, s->fields.items[i].name);
        buf_add_z(&sql, ")) AND isfinite(min(");
        engine_quote_name(&sql, s->fields.items[i].name);
        buf_add_z(&sql, ")), true)");
    }
    buf_add_z(&sql, " FROM ");
    engine_quote_name(&sql, table);
    bool ok = buf_check(&sql, "the list of columns", err) &&
              source_query(engine_writer_source(job->writer), buf_str(&sql), &job->limits,
                           job->arena, &t, err);
    buf_done(&sql);
    if (!ok) return false;
    s->result.rows_read = s->result.rows_loaded = (uint64_t)table_value(t, 0, 0).i;
    return table_value(t, 0, 1).i == 1 || fail(err, ERR_INVALID, "not a number or a day");
}

bool import_fast_load(ImportJob *job, ImportSource *s, Str table, Err *err) {
    Buf sql;
    if (!import_step(job, 0.1, ERR_WORD("loading"), err)) return false;
    buf_init(&sql, 4 << 20);
    statement_build(job, s, table, &sql);
    bool ok = buf_check(&sql, ERR_WORD("the statement of the import"), err) &&
              engine_exec(job->writer, buf_str(&sql), &job->limits, err);
    buf_done(&sql);
    ok = ok && rows_check(job, s, table, err);
    // Whatever it was, the careful way says it better, or reads it.
    if (!ok) job->again = err->code != ERR_CANCELLED && err->code != ERR_TIMEOUT;
    return ok;
}
