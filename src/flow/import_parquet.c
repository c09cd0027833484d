// Parquet goes straight through the engine; only its types are brought to the house's own.
#include "flow/import_job.h"
#include "sys/file.h"

typedef struct ParquetType {
    Str begins;        // with this, the engine's name of the type
    const char *cast;  // "" leaves it, NULL leaves the column out
    ColumnType type;
} ParquetType;

// In this order: longer names before those they begin with.
static const ParquetType TYPES[] = {
    {STR("BOOLEAN"), "", TYPE_BOOL},
    {STR("BIGINT"), "", TYPE_INT},
    {STR("TINYINT"), "BIGINT", TYPE_INT},
    {STR("SMALLINT"), "BIGINT", TYPE_INT},
    {STR("INTEGER"), "BIGINT", TYPE_INT},
    {STR("UTINYINT"), "BIGINT", TYPE_INT},
    {STR("USMALLINT"), "BIGINT", TYPE_INT},
    {STR("UINTEGER"), "BIGINT", TYPE_INT},
    {STR("DOUBLE"), "", TYPE_FLOAT},
    {STR("FLOAT"), "DOUBLE", TYPE_FLOAT},
    {STR("DECIMAL"), "DOUBLE", TYPE_FLOAT},
    {STR("HUGEINT"), "DOUBLE", TYPE_FLOAT},
    {STR("UHUGEINT"), "DOUBLE", TYPE_FLOAT},
    {STR("UBIGINT"), "DOUBLE", TYPE_FLOAT},
    {STR("DATE"), "", TYPE_DATE},
    {STR("TIMESTAMP"), "TIMESTAMP", TYPE_TIMESTAMP},
    {STR("TIME"), "TIME", TYPE_TIME},
    {STR("VARCHAR"), "", TYPE_TEXT},
    {STR("BLOB"), NULL, TYPE_TEXT},
    {STR("GEOMETRY"), NULL, TYPE_TEXT},
};
static const ParquetType OTHER = {STR(""), "VARCHAR", TYPE_TEXT};

static const ParquetType *type_find(Str name) {
    // "INTEGER[]" is a list, whatever it is a list of.
    if (str_ends(name, S("]"))) return &OTHER;
    for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
        if (str_starts(name, TYPES[i].begins)) return &TYPES[i];
    }
    return &OTHER;
}

static bool describe(ImportJob *job, ImportSource *s, Table **ret, Err *err) {
    Buf sql;
    buf_init(&sql, 1 << 16);
    buf_add_z(&sql, "DESCRIBE SELECT * FROM read_parquet(");
    engine_quote_text(&sql, str_from(s->parquet));
    buf_add_char(&sql, ')');
    bool ok = source_query(engine_writer_source(job->writer), buf_str(&sql), &job->limits,
                           job->arena, ret, err);
    buf_done(&sql);
    if (!ok && err->code != ERR_CANCELLED) err->code = ERR_INVALID;
    return ok;
}

static void select_build(ImportJob *job, ImportSource *s, const Table *columns, Buf *sql) {
    s->fields.count = 0;
    for (size_t i = 0; i < columns->rows; i++) {
        Str name = table_text(columns, i, 0, job->arena);
        const ParquetType *type = type_find(table_text(columns, i, 1, job->arena));
        if (!type->cast) {
            import_note(
                job, s,
                str_fmt(job->arena, ERR_WORD("column " STR_F " holds binary data: left out"),
                        STR_A(name)));
            continue;
        }
        ImportField *f = vec_push(job->arena, &s->fields);
        *f = (ImportField){.header = name, .name = name, .format = {.type = type->type}};
        buf_add_z(sql, s->fields.count > 1 ? ", " : "");
        if (type->cast[0]) buf_add_z(sql, "CAST(");
        engine_quote_name(sql, name);
        if (type->cast[0]) buf_add_fmt(sql, " AS %s) AS ", type->cast);
        if (type->cast[0]) engine_quote_name(sql, name);
    }
}

static bool rows_count(ImportJob *job, ImportSource *s, Str table, Err *err) {
    Buf sql;
    Table *t;
    buf_init(&sql, 4096);
    buf_add_z(&sql, "SELECT count(*) FROM ");
    engine_quote_name(&sql, table);
    bool ok = source_query(engine_writer_source(job->writer), buf_str(&sql), &job->limits,
                           job->arena, &t, err);
    buf_done(&sql);
    if (ok) s->result.rows_read = s->result.rows_loaded = (uint64_t)table_value(t, 0, 0).i;
    return ok;
}

bool import_parquet_load(ImportJob *job, ImportSource *s, Str table, Err *err) {
    Table *columns;
    Buf sql;
    if (!import_step(job, 0.1, ERR_WORD("loading"), err) || !describe(job, s, &columns, err))
        return false;
    buf_init(&sql, 4 << 20);
    buf_add_z(&sql, "CREATE TABLE ");
    engine_quote_name(&sql, table);
    buf_add_z(&sql, " AS SELECT ");
    select_build(job, s, columns, &sql);
    buf_add_z(&sql, " FROM read_parquet(");
    engine_quote_text(&sql, str_from(s->parquet));
    buf_add_char(&sql, ')');
    bool ok = s->fields.count > 0 ||
              fail(err, ERR_INVALID, STR_F " has no columns", STR_A(s->result.origin));
    ok = ok && buf_check(&sql, "the list of columns", err) &&
         engine_exec(job->writer, buf_str(&sql), &job->limits, err);
    buf_done(&sql);
    return ok && rows_count(job, s, table, err);
}

bool import_open_parquet(ImportJob *job, ImportFile file, Err *err) {
    const char *path;
    if (!import_staged(job, file.path, "parquet", &path, err)) return false;
    ImportSource *s = import_source_new(job, path_stem(file.name), file.name);
    s->parquet = path;
    return true;
}
