// Files that hold several tables: workbooks, JSON, databases. One source a table.
#include "connect/jsonfile.h"
#include "connect/sqlitefile.h"
#include "connect/xlsfile.h"
#include "connect/xlsxfile.h"
#include "flow/import_job.h"
#include "sys/file.h"

static void book_keep(ImportJob *job, void *handle, void (*close)(void *)) {
    *vec_push(job->arena, &job->books) = (ImportBook){handle, close};
}

static void xlsx_close(void *handle) { xlsxfile_close(handle); }
static void json_close(void *handle) { jsonfile_close(handle); }
static void sqlite_close(void *handle) { sqlitefile_close(handle); }

// "Sheet1" says nothing; "Sales" does.
static bool is_generic(Str sheet) {
    Str rest = str_cut_prefix_nocase(str_cut_prefix_nocase(sheet, S("sheet")), S("table"));
    int64_t number;
    return rest.len == 0 || str_to_int(str_trim(rest), &number);
}

static ImportSource *sheet_source(ImportJob *job, ImportFile file, Str sheet, bool alone) {
    Str stem = path_stem(file.name), name = sheet;
    if (alone || sheet.len == 0)
        name = stem;
    else if (is_generic(sheet))
        name = str_fmt(job->arena, STR_F " " STR_F, STR_A(stem), STR_A(sheet));
    Str origin = sheet.len
                     ? str_fmt(job->arena, STR_F ", sheet " STR_F, STR_A(file.name), STR_A(sheet))
                     : file.name;
    return import_source_new(job, name, origin);
}

static void part_add(ImportJob *job, ImportSource *s, Reader *reader, Str label) {
    ImportPart *p = vec_push(job->arena, &s->parts);
    p->reader = reader;
    p->label = label;
}

// A sheet without a filled cell is no table, and nobody misses it.
static bool reader_is_empty(Reader *r, bool *ret, Err *err) {
    Record record;
    bool end = false;
    *ret = true;
    while (*ret) {
        if (!reader_next(r, &record, &end, err)) return false;
        if (end) break;
        *ret = record_blank(&record);
    }
    return reader_rewind(r, err);
}

static bool sheet_add(ImportJob *job, ImportFile file, Str sheet, bool alone, Reader *reader,
                      Err *err) {
    bool empty;
    if (!reader_is_empty(reader, &empty, err)) {
        reader_close(&reader);
        return false;
    }
    if (empty) {
        reader_close(&reader);
        return true;
    }
    part_add(job, sheet_source(job, file, sheet, alone), reader, sheet);
    return true;
}

static size_t sheets_visible(const XlsxFile *x) {
    size_t count = 0;
    for (size_t i = 0; i < xlsxfile_sheet_count(x); i++) count += !xlsxfile_sheet_hidden(x, i);
    return count;
}

bool import_open_xlsx(ImportJob *job, ImportFile file, Err *err) {
    XlsxFile *x;
    if (!xlsxfile_open(file.path, &x, err)) return false;
    book_keep(job, x, xlsx_close);
    size_t visible = sheets_visible(x), first = job->sources.count;
    for (size_t i = 0; i < xlsxfile_sheet_count(x); i++) {
        Reader *reader;
        if (xlsxfile_sheet_hidden(x, i) && visible > 0) continue;
        if (!xlsxfile_reader(x, i, &reader, err)) return false;
        if (!sheet_add(job, file, xlsxfile_sheet_name(x, i), visible == 1, reader, err)) {
            return false;
        }
    }
    if (visible < xlsxfile_sheet_count(x) && job->sources.count > first) {
        import_note(job, &job->sources.items[first], S(ERR_WORD("hidden sheets were not read")));
    }
    return true;
}

bool import_open_xls(ImportJob *job, ImportFile file, Err *err) {
    XlsSheet *sheets;
    size_t count;
    const char *spool = import_staging_path(job, "spool");
    if (!xlsfile_unpack(file.path, spool, job->arena, &sheets, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        Reader *reader;
        if (!xlsfile_reader(spool, &sheets[i], &reader, err)) return false;
        if (!sheet_add(job, file, sheets[i].name, count == 1, reader, err)) return false;
    }
    return true;
}

bool import_open_json(ImportJob *job, ImportFile file, Err *err) {
    JsonFile *f;
    if (!jsonfile_open(file.path, &f, err)) return false;
    book_keep(job, f, json_close);
    size_t count = jsonfile_table_count(f);
    for (size_t i = 0; i < count; i++) {
        Reader *reader;
        Str name = jsonfile_table_name(f, i);
        if (!jsonfile_reader(f, i, &reader, err)) return false;
        Str table = count == 1 ? path_stem(file.name) : name;
        part_add(job, import_source_new(job, table, file.name), reader, name);
    }
    return true;
}

static void binary_note(ImportJob *job, ImportSource *s, const SqliteTable *t) {
    for (size_t i = 0; i < t->binary_count; i++) {
        import_note(job, s,
                    str_fmt(job->arena, ERR_WORD("column " STR_F " holds binary data: left out"),
                            STR_A(t->binary[i])));
    }
}

bool import_open_sqlite(ImportJob *job, ImportFile file, Err *err) {
    SqliteFile *f;
    size_t tables, links;
    if (!sqlitefile_open(file.path, &f, err)) return false;
    book_keep(job, f, sqlite_close);
    const SqliteTable *table = sqlitefile_tables(f, &tables);
    const SourceLink *link = sqlitefile_links(f, &links);
    for (size_t i = 0; i < tables; i++) {
        Reader *reader;
        if (table[i].column_count == 0) continue;
        if (!sqlitefile_reader(f, i, &reader, err)) return false;
        Str origin =
            str_fmt(job->arena, STR_F ", table " STR_F, STR_A(file.name), STR_A(table[i].name));
        ImportSource *s = import_source_new(job, table[i].name, origin);
        s->table = s->wanted_table = str_dup(job->arena, table[i].name);
        part_add(job, s, reader, s->table);
        binary_note(job, s, &table[i]);
    }
    for (size_t i = 0; i < links; i++) {
        *vec_push(job->arena, &job->links) = (SourceLink){
            str_dup(job->arena, link[i].from_table), str_dup(job->arena, link[i].from_column),
            str_dup(job->arena, link[i].to_table), str_dup(job->arena, link[i].to_column)};
    }
    return true;
}
