#include "flow/recipe_table.h"

#include "base/buf.h"
#include "base/defs.h"

enum { SQL_MAX = 2 * RECIPE_SQL_MAX };

Str recipe_table_imported(Str table, Arena *a) {
    return str_fmt(a, STR_F "__imported", STR_A(table));
}

// ---- statements: "{t}" the table, "{i}" its imported rows, both quoted; "{n}" the table's name
// as a text, "{s}" another text

typedef struct Values {
    Str table;
    Str text;
} Values;

static void word_add(Buf *out, char which, const Values *words, Arena *a) {
    switch (which) {
        case 't': engine_quote_name(out, words->table); break;
        case 'i': engine_quote_name(out, recipe_table_imported(words->table, a)); break;
        case 'n': engine_quote_text(out, words->table); break;
        default: engine_quote_text(out, words->text); break;
    }
}

static bool statement_make(const char *pattern, const Values *words, Arena *a, Str *ret, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, SQL_MAX);
    for (const char *at = pattern; *at; at++) {
        if (at[0] == '{' && at[1] && at[2] == '}') {
            word_add(&sql, at[1], words, a);
            at += 2;
        } else {
            buf_add_char(&sql, *at);
        }
    }
    if (!buf_check(&sql, "a statement of the cleaning", err)) return false;
    *ret = str_dup(a, buf_str(&sql));
    return true;
}

static bool run(Writer *w, const char *pattern, const Values *words, Arena *a, Err *err) {
    Str sql = {0};
    return statement_make(pattern, words, a, &sql, err) && engine_exec(w, sql, NULL, err);
}

static bool ask(Source *s, const char *pattern, const Values *words, Arena *a, Table **ret,
                Err *err) {
    Str sql = {0};
    return statement_make(pattern, words, a, &sql, err) && source_query(s, sql, NULL, a, ret, err);
}

// ---- steps

static bool recipes_exist(Source *s, Arena *a, bool *ret, Err *err) {
    Table *found = NULL;
    if (!ask(s, "SELECT count(*) FROM duckdb_tables() WHERE table_name = '_munim_recipes'",
             &(Values){0}, a, &found, err)) {
        return false;
    }
    *ret = table_value(found, 0, 0).i > 0;
    return true;
}

bool recipe_table_steps(Source *s, Str table, Arena *a, Json **ret_steps, Err *err) {
    bool exist = false;
    Table *found = NULL;
    *ret_steps = NULL;
    if (!recipes_exist(s, a, &exist, err)) return false;
    if (!exist) return true;
    if (!ask(s, "SELECT steps FROM _munim_recipes WHERE table_name = {n}",
             &(Values){.table = table}, a, &found, err)) {
        return false;
    }
    return found->rows == 0 || json_parse(table_value(found, 0, 0).s, ret_steps, err);
}

bool recipe_table_keep(Writer *w, Str table, const Json *steps, Arena *a, Err *err) {
    char *text = json_dumps(steps, JSON_COMPACT);
    if (!text) return fail(err, ERR_LIMIT, "out of memory");
    const Values words = {.table = table, .text = str_from(text)};
    bool ok = run(w,
                  "CREATE TABLE IF NOT EXISTS _munim_recipes(table_name VARCHAR PRIMARY KEY,"
                  " steps VARCHAR NOT NULL);"
                  "INSERT OR REPLACE INTO _munim_recipes VALUES ({n}, {s})",
                  &words, a, err);
    free(text);
    return ok;
}

static bool steps_forget(Writer *w, Str table, Arena *a, Err *err) {
    bool exist = false;
    if (!recipes_exist(engine_writer_source(w), a, &exist, err)) return false;
    const Values words = {.table = table};
    return !exist || run(w, "DELETE FROM _munim_recipes WHERE table_name = {n}", &words, a, err);
}

// ---- rows

static bool imported_back(Writer *w, Str table, Arena *a, Err *err) {
    const Values words = {.table = table};
    return run(w, "DROP TABLE {t}; ALTER TABLE {i} RENAME TO {t}", &words, a, err);
}

static bool imported_describe(Writer *w, Str table, Arena *a, RecipeRows *ret, Err *err) {
    SourceColumn *columns = NULL;
    ret->from = recipe_table_imported(table, a);
    if (!source_describe(engine_writer_source(w), ret->from, a, &columns, &ret->column_count,
                         err)) {
        return false;
    }
    ret->columns = columns;
    return true;
}

static bool cleaned_make(Writer *w, Str table, const Recipe *recipe, Arena *a, Err *err) {
    Str create = {0};
    if (!statement_make("CREATE TABLE {t} AS ", &(Values){.table = table}, a, &create, err)) {
        return false;
    }
    Str sql = str_fmt(a, STR_F STR_F, STR_A(create), STR_A(recipe->sql));
    if (engine_exec(w, sql, NULL, err)) return true;
    Err cause = *err;
    return fail(err, cause.code, "the rows could not be cleaned: %s", cause.message);
}

bool recipe_table_open(Writer *w, Str table, Arena *a, Json **ret_steps, Err *err) {
    return recipe_table_steps(engine_writer_source(w), table, a, ret_steps, err) &&
           (!*ret_steps || imported_back(w, table, a, err));
}

bool recipe_table_close(Writer *w, Str table, const Json *steps, Arena *a, Recipe *ret, Err *err) {
    const Values words = {.table = table};
    RecipeRows rows = {0};
    if (!run(w, "ALTER TABLE {t} RENAME TO {i}", &words, a, err) ||
        !imported_describe(w, table, a, &rows, err)) {
        return false;
    }
    recipe_fit(steps, &rows, a, ret);
    return cleaned_make(w, table, ret, a, err);
}

bool recipe_table_set(Writer *w, Str table, const Json *steps, Arena *a, Err *err) {
    CLEANUP(json_done) Json *before = NULL;
    const Values words = {.table = table};
    RecipeRows rows = {0};
    Recipe recipe = {0};
    if (!recipe_table_open(w, table, a, &before, err)) return false;
    if (json_array_size(steps) == 0) return steps_forget(w, table, a, err);
    return run(w, "ALTER TABLE {t} RENAME TO {i}", &words, a, err) &&
           imported_describe(w, table, a, &rows, err) &&
           recipe_compile(steps, &rows, a, &recipe, err) &&
           cleaned_make(w, table, &recipe, a, err) && recipe_table_keep(w, table, steps, a, err);
}

bool recipe_table_rename(Writer *w, Str from, Str to, Arena *a, Err *err) {
    CLEANUP(json_done) Json *steps = NULL;
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, SQL_MAX);
    buf_add_z(&sql, "ALTER TABLE IF EXISTS ");
    engine_quote_name(&sql, recipe_table_imported(from, a));
    buf_add_z(&sql, " RENAME TO ");
    engine_quote_name(&sql, recipe_table_imported(to, a));
    if (!buf_check(&sql, "the table's name", err) ||
        !recipe_table_steps(engine_writer_source(w), from, a, &steps, err) ||
        !engine_exec(w, buf_str(&sql), NULL, err)) {
        return false;
    }
    return !steps || (steps_forget(w, from, a, err) && recipe_table_keep(w, to, steps, a, err));
}

bool recipe_table_drop(Writer *w, Str table, Arena *a, Err *err) {
    const Values words = {.table = table};
    return run(w, "DROP TABLE IF EXISTS {i}", &words, a, err) && steps_forget(w, table, a, err);
}
