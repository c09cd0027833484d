// Append and merge: the rows of a file into a table that is there already. They are loaded
// beside it first, so that columns and keys can be compared with the engine's own speed.
#include <assert.h>
#include <string.h>

#include "data/number_text.h"
#include "flow/import_job.h"

enum { KEY_COLUMNS_MAX = 3, KEY_CANDIDATES_MAX = 8 };

typedef struct Join {
    ImportJob *job;
    ImportSource *source;
    SourceColumn *columns;  // of the table
    size_t column_count;
    Str stage;
    Buf sql;
    const Str *keys;
    size_t key_count;
    bool all_columns;  // no key: a row is its own
} Join;

// ---- statements

static void sql_begin(Join *j, const char *text) {
    buf_clear(&j->sql);
    buf_add_z(&j->sql, text);
}

static bool sql_run(Join *j, Err *err) {
    return buf_check(&j->sql, "a statement of the import", err) &&
           engine_exec(j->job->writer, buf_str(&j->sql), &j->job->limits, err);
}

static bool sql_count(Join *j, uint64_t *ret, Err *err) {
    Table *t;
    if (!buf_check(&j->sql, "a statement of the import", err)) return false;
    if (!source_query(engine_writer_source(j->job->writer), buf_str(&j->sql), &j->job->limits,
                      j->job->arena, &t, err)) {
        return false;
    }
    assert(t->rows == 1);
    *ret = (uint64_t)table_value(t, 0, 0).i;
    return true;
}

static void add_name(Join *j, const char *before, Str name) {
    buf_add_z(&j->sql, before);
    engine_quote_name(&j->sql, name);
}

static void add_list(Join *j, const Str *names, size_t count) {
    for (size_t i = 0; i < count; i++) add_name(j, i ? ", " : "", names[i]);
}

static void add_keys_equal(Join *j) {
    for (size_t i = 0; i < j->key_count; i++) {
        add_name(j, i ? " AND t." : "t.", j->keys[i]);
        add_name(j, " IS NOT DISTINCT FROM s.", j->keys[i]);
    }
}

// ---- columns

static SourceColumn *column_find(Join *j, Str name) {
    for (size_t i = 0; i < j->column_count; i++) {
        if (str_eq_nocase(j->columns[i].name, name)) return &j->columns[i];
    }
    return NULL;
}

// The type that holds both without loss.
static ColumnType type_join(ColumnType a, ColumnType b) {
    if (a == b) return a;
    bool number_a = a == TYPE_INT || a == TYPE_FLOAT, number_b = b == TYPE_INT || b == TYPE_FLOAT;
    if (number_a && number_b) return TYPE_FLOAT;
    bool day_a = a == TYPE_DATE || a == TYPE_TIMESTAMP,
         day_b = b == TYPE_DATE || b == TYPE_TIMESTAMP;
    return day_a && day_b ? TYPE_TIMESTAMP : TYPE_TEXT;
}

static bool column_add(Join *j, const ImportField *f, Err *err) {
    sql_begin(j, "ALTER TABLE ");
    add_name(j, "", j->source->table);
    add_name(j, " ADD COLUMN ", f->name);
    buf_add_char(&j->sql, ' ');
    buf_add_z(&j->sql, import_sql_type(f->format.type));
    import_note(j->job, j->source,
                str_fmt(j->job->arena, ERR_WORD("a new column: " STR_F), STR_A(f->name)));
    return sql_run(j, err);
}

static bool column_widen(Join *j, SourceColumn *c, ColumnType type, Err *err) {
    sql_begin(j, "ALTER TABLE ");
    add_name(j, "", j->source->table);
    add_name(j, " ALTER COLUMN ", c->name);
    buf_add_z(&j->sql, " SET DATA TYPE ");
    buf_add_z(&j->sql, import_sql_type(type));
    import_note(j->job, j->source,
                str_fmt(j->job->arena, ERR_WORD("column " STR_F " is now %s; it was %s"),
                        STR_A(c->name), column_type_name(type), column_type_name(c->type)));
    return sql_run(j, err);
}

static bool columns_join(Join *j, Err *err) {
    for (size_t i = 0; i < j->source->fields.count; i++) {
        ImportField *f = &j->source->fields.items[i];
        SourceColumn *c = column_find(j, f->name);
        if (!c) {
            if (!column_add(j, f, err)) return false;
            continue;
        }
        f->name = c->name;
        ColumnType type = type_join(c->type, f->format.type);
        if (type != c->type && !column_widen(j, c, type, err)) return false;
    }
    return true;
}

// ---- append

static bool rows_insert(Join *j, Err *err) {
    sql_begin(j, "INSERT INTO ");
    add_name(j, "", j->source->table);
    buf_add_z(&j->sql, " (");
    for (size_t i = 0; i < j->source->fields.count; i++) {
        add_name(j, i ? ", " : "", j->source->fields.items[i].name);
    }
    buf_add_z(&j->sql, ") SELECT * FROM ");
    add_name(j, "", j->stage);
    if (j->key_count > 0) {
        buf_add_z(&j->sql, " s WHERE NOT EXISTS (SELECT 1 FROM ");
        add_name(j, "", j->source->table);
        buf_add_z(&j->sql, " t WHERE ");
        add_keys_equal(j);
        buf_add_char(&j->sql, ')');
    }
    return sql_run(j, err);
}

// ---- keys

static bool key_word(Str name) {
    static const Str WORDS[] = {STR("id"),   STR("code"), STR("no"),      STR("number"),
                                STR("key"),  STR("sku"),  STR("invoice"), STR("bill"),
                                STR("gtin"), STR("ref"),  STR("line"),    STR("order")};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_ends_nocase(name, WORDS[i]) || str_starts_nocase(name, WORDS[i])) return true;
    }
    return false;
}

static bool unique_in(Join *j, Str table, const Str *names, size_t count, bool *ret, Err *err) {
    uint64_t repeats;
    sql_begin(j, "SELECT count(*) - count(DISTINCT (");
    add_list(j, names, count);
    add_name(j, ")) FROM ", table);
    if (!sql_count(j, &repeats, err)) return false;
    *ret = repeats == 0;
    return true;
}

static bool key_try(Join *j, const Str *names, size_t count, bool *ret_fits, Err *err) {
    if (!unique_in(j, j->stage, names, count, ret_fits, err)) return false;
    return !*ret_fits || unique_in(j, j->source->table, names, count, ret_fits, err);
}

// Columns that could be part of a key: named like one, or words and days that place the row.
static size_t candidates_find(Join *j, Str *out) {
    size_t count = 0;
    for (int named = 1; named >= 0; named--) {
        for (size_t i = 0; i < j->source->fields.count && count < KEY_CANDIDATES_MAX; i++) {
            const ImportField *f = &j->source->fields.items[i];
            ColumnType type = f->format.type;
            bool places = type == TYPE_TEXT || type == TYPE_DATE || type == TYPE_TIMESTAMP;
            bool is_named = key_word(f->name) && type != TYPE_FLOAT && type != TYPE_BOOL;
            if (!column_find(j, f->name) || is_named != (named == 1)) continue;
            if (is_named || places) out[count++] = f->name;
        }
    }
    return count;
}

typedef struct KeySearch {
    Str candidates[KEY_CANDIDATES_MAX];
    size_t count, size;  // size: of the sets that are tried
    Str *set;
    bool found;
} KeySearch;

// Tries all sets of k->size candidates in their order.
static bool key_search(Join *j, KeySearch *k, size_t first, size_t taken, Err *err) {
    if (taken == k->size) return key_try(j, k->set, k->size, &k->found, err);
    for (size_t i = first; i < k->count && !k->found; i++) {
        k->set[taken] = k->candidates[i];
        if (k->size == 1 && !key_word(k->set[0])) continue;  // a name that is unique by chance
        if (!key_search(j, k, i + 1, taken + 1, err)) return false;
    }
    return true;
}

static bool key_detect(Join *j, Err *err) {
    KeySearch k = {.set = arena_new(j->job->arena, Str, KEY_COLUMNS_MAX)};
    k.count = candidates_find(j, k.candidates);
    for (size_t size = 1; size <= KEY_COLUMNS_MAX && !k.found; size++) {
        k.size = size;
        if (!key_search(j, &k, 0, 0, err)) return false;
    }
    j->keys = k.set;
    j->key_count = k.found ? k.size : 0;
    j->all_columns = !k.found;
    return true;
}

static bool key_named(Join *j, Str text, Err *err) {
    Str part;
    VEC(Str) keys = {0};
    while (str_next_part(&text, ',', &part)) {
        SourceColumn *c = column_find(j, str_trim(part));
        if (!c) {
            return fail(err, ERR_NOT_FOUND, "the key '" STR_F "' is no column of " STR_F,
                        STR_A(part), STR_A(j->source->table));
        }
        *vec_push(j->job->arena, &keys) = c->name;
    }
    j->keys = keys.items;
    j->key_count = keys.count;
    return true;
}

static void key_note(Join *j) {
    Buf text;
    buf_init(&text, 4096);
    buf_add_z(&text,
              j->all_columns ? ERR_WORD("no key was found: whole rows are compared") : "key: ");
    for (size_t i = 0; i < j->key_count; i++) {
        buf_add_z(&text, i ? ", " : "");
        buf_add(&text, j->keys[i]);
    }
    import_note(j->job, j->source, str_dup(j->job->arena, buf_str(&text)));
    buf_done(&text);
}

// ---- merge

// Of rows with the same key in the file the last counts.
static bool doubles_drop(Join *j, Err *err) {
    uint64_t before, after;
    sql_begin(j, "SELECT count(*) FROM ");
    add_name(j, "", j->stage);
    if (!sql_count(j, &before, err)) return false;
    sql_begin(j, "SELECT count(DISTINCT (");
    add_list(j, j->keys, j->key_count);
    add_name(j, ")) FROM ", j->stage);
    if (!sql_count(j, &after, err)) return false;
    if (after == before) return true;
    import_note(j->job, j->source,
                str_fmt(j->job->arena, ERR_WORD(STR_F " of the file %s the key of a later one"),
                        STR_A(number_text((double)(before - after), S(ERR_WORD("rows")),
                                          words_english(j->job->arena))),
                        before - after == 1 ? ERR_WORD("has") : ERR_WORD("have")));
    sql_begin(j, "DELETE FROM ");
    add_name(j, "", j->stage);
    add_name(j, " WHERE rowid NOT IN (SELECT max(rowid) FROM ", j->stage);
    buf_add_z(&j->sql, " GROUP BY ");
    add_list(j, j->keys, j->key_count);
    buf_add_char(&j->sql, ')');
    return sql_run(j, err);
}

static bool is_key(const Join *j, Str name) {
    for (size_t i = 0; i < j->key_count; i++) {
        if (str_eq(j->keys[i], name)) return true;
    }
    return false;
}

// "c IS DISTINCT FROM" for each column that is not of the key; "false" when there is none.
static void add_differs(Join *j) {
    buf_add_z(&j->sql, "(false");
    for (size_t i = 0; i < j->source->fields.count; i++) {
        Str name = j->source->fields.items[i].name;
        if (is_key(j, name)) continue;
        add_name(j, " OR t.", name);
        add_name(j, " IS DISTINCT FROM s.", name);
    }
    buf_add_char(&j->sql, ')');
}

static bool matches_count(Join *j, bool differing, uint64_t *ret, Err *err) {
    sql_begin(j, "SELECT count(*) FROM ");
    add_name(j, "", j->stage);
    add_name(j, " s, ", j->source->table);
    buf_add_z(&j->sql, " t WHERE ");
    add_keys_equal(j);
    buf_add_z(&j->sql, differing ? " AND " : " AND NOT ");
    add_differs(j);
    return sql_count(j, ret, err);
}

static bool rows_update(Join *j, Err *err) {
    size_t set = 0;
    sql_begin(j, "UPDATE ");
    add_name(j, "", j->source->table);
    buf_add_z(&j->sql, " t SET ");
    for (size_t i = 0; i < j->source->fields.count; i++) {
        Str name = j->source->fields.items[i].name;
        if (is_key(j, name)) continue;
        add_name(j, set++ ? ", " : "", name);
        add_name(j, " = s.", name);
    }
    if (set == 0) return true;
    add_name(j, " FROM ", j->stage);
    buf_add_z(&j->sql, " s WHERE ");
    add_keys_equal(j);
    buf_add_z(&j->sql, " AND ");
    add_differs(j);
    return sql_run(j, err);
}

static bool merge_by_key(Join *j, Err *err) {
    ImportTable *t = &j->source->result;
    if (!doubles_drop(j, err)) return false;
    if (!matches_count(j, false, &t->rows_same, err)) return false;
    if (!matches_count(j, true, &t->rows_replaced, err)) return false;
    if (t->rows_replaced > 0 && !rows_update(j, err)) return false;
    return rows_insert(j, err);
}

// Without a key, a row is there as often as in the fuller of file and table.
static bool merge_whole_rows(Join *j, Err *err) {
    sql_begin(j, "INSERT INTO ");
    add_name(j, "", j->source->table);
    Buf names;
    buf_init(&names, 1 << 20);
    for (size_t i = 0; i < j->source->fields.count; i++) {
        if (i) buf_add_z(&names, ", ");
        engine_quote_name(&names, j->source->fields.items[i].name);
    }
    buf_add_fmt(&j->sql, " (" STR_F ") (SELECT * FROM ", STR_A(buf_str(&names)));
    add_name(j, "", j->stage);
    buf_add_fmt(&j->sql, " EXCEPT ALL SELECT " STR_F " FROM ", STR_A(buf_str(&names)));
    add_name(j, "", j->source->table);
    buf_add_char(&j->sql, ')');
    bool ok = buf_check(&names, "the list of columns", err);
    buf_done(&names);
    return ok && sql_run(j, err);
}

static bool table_count(Join *j, uint64_t *ret, Err *err) {
    sql_begin(j, "SELECT count(*) FROM ");
    add_name(j, "", j->source->table);
    return sql_count(j, ret, err);
}

static bool merge(Join *j, Err *err) {
    ImportTable *t = &j->source->result;
    uint64_t before, after;
    Str named = j->job->request->key;
    if (!(named.len ? key_named(j, named, err) : key_detect(j, err))) return false;
    key_note(j);
    if (!table_count(j, &before, err)) return false;
    if (!(j->all_columns ? merge_whole_rows(j, err) : merge_by_key(j, err))) return false;
    if (!table_count(j, &after, err)) return false;
    if (j->all_columns) t->rows_same = t->rows_loaded - (after - before);
    t->rows_loaded = after - before;
    return true;
}

static bool join_run(Join *j, bool merging, Err *err) {
    ImportSource *s = j->source;
    Str rejects = import_rejects_name(s->table, j->job->arena);
    if (!import_load(j->job, s, j->stage, rejects, err)) return false;
    if (!columns_join(j, err)) return false;
    if (!(merging ? merge(j, err) : rows_insert(j, err))) return false;
    sql_begin(j, "DROP TABLE ");
    add_name(j, "", j->stage);
    return sql_run(j, err);
}

bool import_join(ImportJob *job, ImportSource *s, bool merging, Err *err) {
    Join j = {.job = job, .source = s};
    Source *source = engine_writer_source(job->writer);
    if (!source_describe(source, s->table, job->arena, &j.columns, &j.column_count, err)) {
        return false;
    }
    j.stage = str_fmt(job->arena, STR_F "__incoming", STR_A(s->table));
    import_decide(job, s, j.columns, j.column_count);
    buf_init(&j.sql, 4 << 20);
    bool ok = join_run(&j, merging, err);
    buf_done(&j.sql);
    return ok;
}
