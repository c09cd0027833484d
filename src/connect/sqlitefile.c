#include "connect/sqlitefile.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

struct SqliteFile {
    Arena *arena;
    sqlite3 *db;
    VEC(SqliteTable) tables;
    VEC(SourceLink) links;
};

static bool sqlite_fail(SqliteFile *f, Err *err) {
    int code = f->db ? sqlite3_errcode(f->db) : SQLITE_NOMEM;
    if (code == SQLITE_NOTADB) {
        return fail(err, ERR_INVALID, "the database is damaged or encrypted");
    }
    return fail(err, ERR_INVALID, "the database can't be read (%s)",
                f->db ? sqlite3_errmsg(f->db) : "out of memory");
}

static bool prepare(SqliteFile *f, const char *sql, sqlite3_stmt **ret, Err *err) {
    return sqlite3_prepare_v2(f->db, sql, -1, ret, NULL) == SQLITE_OK || sqlite_fail(f, err);
}

static Str text_at(SqliteFile *f, sqlite3_stmt *s, int column) {
    const char *text = (const char *)sqlite3_column_text(s, column);
    return str_dup(f->arena, str_of(text, text ? (size_t)sqlite3_column_bytes(s, column) : 0));
}

static void quote(Buf *out, Str name) {
    buf_add_char(out, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"') buf_add_char(out, '"');
        buf_add_char(out, name.ptr[i]);
    }
    buf_add_char(out, '"');
}

static const char *with_name(SqliteFile *f, const char *before, Str name, const char *after) {
    Buf sql;
    buf_init(&sql, 1 << 20);
    buf_add_z(&sql, before);
    quote(&sql, name);
    buf_add_z(&sql, after);
    const char *text = str_z(f->arena, buf_str(&sql));
    buf_done(&sql);
    return text;
}

// ---- tables

static bool names_read(SqliteFile *f, Err *err) {
    sqlite3_stmt *s;
    static const char SQL[] =
        "SELECT m.name FROM sqlite_schema m JOIN pragma_table_list t ON t.name = m.name "
        "WHERE t.schema = 'main' AND t.type = 'table' AND m.type = 'table' "
        "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.rowid";
    if (!prepare(f, SQL, &s, err)) return false;
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        vec_push(f->arena, &f->tables)->name = text_at(f, s, 0);
    }
    bool ok = step == SQLITE_DONE || sqlite_fail(f, err);
    sqlite3_finalize(s);
    return ok;
}

// Nothing but binary data stands in it, and something does.
static bool is_binary(SqliteFile *f, Str table, Str column, bool *ret, Err *err) {
    sqlite3_stmt *s;
    Buf sql;
    buf_init(&sql, 1 << 20);
    buf_add_z(&sql, "SELECT min(typeof(");
    quote(&sql, column);
    buf_add_z(&sql, ")), max(typeof(");
    quote(&sql, column);
    buf_add_z(&sql, ")) FROM ");
    quote(&sql, table);
    buf_add_z(&sql, " WHERE ");
    quote(&sql, column);
    buf_add_z(&sql, " IS NOT NULL");
    bool ok = prepare(f, str_z(f->arena, buf_str(&sql)), &s, err);
    buf_done(&sql);
    if (!ok) return false;
    ok = sqlite3_step(s) == SQLITE_ROW || sqlite_fail(f, err);
    *ret = ok && str_eq(text_at(f, s, 0), S("blob")) && str_eq(text_at(f, s, 1), S("blob"));
    sqlite3_finalize(s);
    return ok;
}

static bool columns_read(SqliteFile *f, SqliteTable *t, Err *err) {
    sqlite3_stmt *s;
    VEC(Str) columns = {0}, binary = {0};
    VEC(bool) flags = {0};
    if (!prepare(f, with_name(f, "PRAGMA table_info(", t->name, ")"), &s, err)) return false;
    bool ok = true;
    while (ok && sqlite3_step(s) == SQLITE_ROW) {
        Str name = text_at(f, s, 1), type = text_at(f, s, 2);
        bool blob = false;
        ok = is_binary(f, t->name, name, &blob, err);
        if (blob) {
            *vec_push(f->arena, &binary) = name;
        } else {
            *vec_push(f->arena, &columns) = name;
            *vec_push(f->arena, &flags) = str_starts_nocase(type, S("bool"));
        }
    }
    sqlite3_finalize(s);
    t->columns = columns.items;
    t->column_count = columns.count;
    t->binary = binary.items;
    t->binary_count = binary.count;
    t->flags = flags.items;
    return ok;
}

// ---- links

static const SqliteTable *table_find(const SqliteFile *f, Str name) {
    for (size_t i = 0; i < f->tables.count; i++) {
        if (str_eq_nocase(f->tables.items[i].name, name)) return &f->tables.items[i];
    }
    return NULL;
}

static Str column_find(const SqliteTable *t, Str name) {
    for (size_t i = 0; i < t->column_count; i++) {
        if (str_eq_nocase(t->columns[i], name)) return t->columns[i];
    }
    return S("");
}

// "REFERENCES customers" without a column means its primary key.
static Str primary_key(SqliteFile *f, Str table, int at) {
    sqlite3_stmt *s;
    Err ignored;
    Str found = S("");
    if (!prepare(f, with_name(f, "PRAGMA table_info(", table, ")"), &s, &ignored)) return found;
    while (sqlite3_step(s) == SQLITE_ROW) {
        if (sqlite3_column_int(s, 5) == at + 1) found = text_at(f, s, 1);
    }
    sqlite3_finalize(s);
    return found;
}

static bool links_read(SqliteFile *f, const SqliteTable *t, Err *err) {
    sqlite3_stmt *s;
    if (!prepare(f, with_name(f, "PRAGMA foreign_key_list(", t->name, ")"), &s, err)) return false;
    while (sqlite3_step(s) == SQLITE_ROW) {
        const SqliteTable *to = table_find(f, text_at(f, s, 2));
        if (!to) continue;
        Str column = sqlite3_column_type(s, 4) == SQLITE_NULL
                         ? primary_key(f, to->name, sqlite3_column_int(s, 1))
                         : text_at(f, s, 4);
        SourceLink link = {t->name, column_find(t, text_at(f, s, 3)), to->name,
                           column_find(to, column)};
        if (link.from_column.len == 0 || link.to_column.len == 0) continue;
        *vec_push(f->arena, &f->links) = link;
    }
    sqlite3_finalize(s);
    return true;
}

// ---- the file

static bool schema_read(SqliteFile *f, Err *err) {
    if (!names_read(f, err)) return false;
    for (size_t i = 0; i < f->tables.count; i++) {
        if (!columns_read(f, &f->tables.items[i], err)) return false;
    }
    for (size_t i = 0; i < f->tables.count; i++) {
        if (!links_read(f, &f->tables.items[i], err)) return false;
    }
    return true;
}

// Characters that mean something in a URI are escaped.
static const char *uri_of(Arena *a, const char *path, bool immutable) {
    Buf uri;
    buf_init(&uri, 1 << 16);
    buf_add_z(&uri, "file:");
    for (const char *p = path; *p; p++) {
        if (strchr("?#%", *p))
            buf_add_fmt(&uri, "%%%02X", (unsigned char)*p);
        else
            buf_add_char(&uri, *p);
    }
    buf_add_z(&uri, immutable ? "?mode=ro&immutable=1" : "?mode=ro");
    const char *text = str_z(a, buf_str(&uri));
    buf_done(&uri);
    return text;
}

static bool open_as(SqliteFile *f, const char *path, bool immutable, Err *err) {
    sqlite3_close(f->db);
    f->db = NULL;
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(uri_of(f->arena, path, immutable), &f->db, flags, NULL) != SQLITE_OK) {
        return sqlite_fail(f, err);
    }
    sqlite3_db_config(f->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(f->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_limit(f->db, SQLITE_LIMIT_LENGTH, 256 << 20);
    f->tables.count = f->links.count = 0;
    return schema_read(f, err);
}

bool sqlitefile_open(const char *path, SqliteFile **ret, Err *err) {
    SqliteFile *f = calloc(1, sizeof *f);
    if (!f) abort();
    f->arena = arena_create(0);
    // A database in WAL mode can't be opened in a folder that is read-only; as it stands, it can.
    if (!open_as(f, path, false, err) && !open_as(f, path, true, err)) {
        sqlitefile_close(f);
        return false;
    }
    *ret = f;
    return true;
}

void sqlitefile_close(SqliteFile *f) {
    if (!f) return;
    sqlite3_close(f->db);
    arena_free(f->arena);
    free(f);
}

const SqliteTable *sqlitefile_tables(const SqliteFile *f, size_t *ret_count) {
    *ret_count = f->tables.count;
    return f->tables.items;
}

const SourceLink *sqlitefile_links(const SqliteFile *f, size_t *ret_count) {
    *ret_count = f->links.count;
    return f->links.items;
}

// ---- rows

typedef struct SqliteReader {
    Reader reader;
    SqliteFile *file;
    const SqliteTable *table;
    sqlite3_stmt *stmt;
    Cell *cells;
    uint64_t row, rows;
} SqliteReader;

static Cell cell_of(sqlite3_stmt *s, int column, bool flag) {
    Str text;
    int64_t i;
    switch (sqlite3_column_type(s, column)) {
        case SQLITE_INTEGER:
            i = sqlite3_column_int64(s, column);
            if (flag && (i == 0 || i == 1)) return (Cell){.kind = CELL_BOOL, .i = i};
            return (Cell){.kind = CELL_INT, .i = i, .f = (double)i};
        case SQLITE_FLOAT: return (Cell){.kind = CELL_FLOAT, .f = sqlite3_column_double(s, column)};
        case SQLITE_TEXT:
            text.ptr = (const char *)sqlite3_column_text(s, column);
            text.len = (size_t)sqlite3_column_bytes(s, column);
            text = str_trim(text);
            return (Cell){.kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text};
        default: return (Cell){0};
    }
}

static bool rows_next(Reader *reader, Record *ret, bool *ret_end, Err *err) {
    SqliteReader *r = (SqliteReader *)reader;
    int step = sqlite3_step(r->stmt);
    *ret_end = step == SQLITE_DONE;
    if (*ret_end) return true;
    if (step != SQLITE_ROW) return sqlite_fail(r->file, err);
    r->row++;
    for (size_t i = 0; i < r->table->column_count; i++) {
        r->cells[i] = cell_of(r->stmt, (int)i, r->table->flags[i]);
        if (r->cells[i].text.len > CELL_BYTES_MAX) {
            return fail(err, ERR_LIMIT, "row %llu of " STR_F ": a cell is larger than %d MB",
                        (unsigned long long)r->row, STR_A(r->table->name), CELL_BYTES_MAX >> 20);
        }
    }
    *ret = (Record){.row = r->row, .cells = r->cells, .count = r->table->column_count};
    return true;
}

static bool rows_rewind(Reader *reader, Err *err) {
    SqliteReader *r = (SqliteReader *)reader;
    (void)err;
    sqlite3_reset(r->stmt);  // repeats the last step's failure, which has been told
    r->row = 0;
    return true;
}

static double rows_fraction(const Reader *reader) {
    const SqliteReader *r = (const SqliteReader *)reader;
    return r->rows ? (double)r->row / (double)r->rows : 1;
}

static void rows_close(Reader *reader) {
    SqliteReader *r = (SqliteReader *)reader;
    sqlite3_finalize(r->stmt);
    free(r->cells);
    free(r);
}

static const ReaderOps ROWS_OPS = {rows_next, rows_rewind, rows_fraction, rows_close};

static bool statements_open(SqliteReader *r, Err *err) {
    SqliteFile *f = r->file;
    sqlite3_stmt *count;
    Buf sql;
    buf_init(&sql, 4 << 20);
    buf_add_z(&sql, "SELECT ");
    for (size_t i = 0; i < r->table->column_count; i++) {
        if (i) buf_add_z(&sql, ", ");
        quote(&sql, r->table->columns[i]);
    }
    buf_add_z(&sql, " FROM ");
    quote(&sql, r->table->name);
    bool ok = prepare(f, str_z(f->arena, buf_str(&sql)), &r->stmt, err);
    buf_done(&sql);
    if (!ok) return false;
    if (!prepare(f, with_name(f, "SELECT count(*) FROM ", r->table->name, ""), &count, err)) {
        return false;
    }
    if (sqlite3_step(count) == SQLITE_ROW) r->rows = (uint64_t)sqlite3_column_int64(count, 0);
    sqlite3_finalize(count);
    return true;
}

bool sqlitefile_reader(SqliteFile *f, size_t table, Reader **ret, Err *err) {
    SqliteReader *r = calloc(1, sizeof *r);
    if (!r) abort();
    r->file = f;
    r->table = &f->tables.items[table];
    r->reader = (Reader){.ops = &ROWS_OPS,
                         .names = r->table->columns,
                         .exact_names = true,
                         .name_count = r->table->column_count,
                         .sparse = true};
    r->cells = calloc(r->table->column_count + 1, sizeof *r->cells);
    if (!r->cells) abort();
    if (!statements_open(r, err)) {
        rows_close(&r->reader);
        return false;
    }
    *ret = &r->reader;
    return true;
}
