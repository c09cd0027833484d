#include "flow/recipe.h"

#include <string.h>

#include "base/buf.h"
#include "base/defs.h"
#include "base/vec.h"
#include "engine/engine.h"
#include "flow/import_job.h"

#define ROW "\"_munim_row\""  // keeps the order of the rows; not in the result

typedef struct Known {
    Str name;
    const char *sql_type;  // NULL: only the engine knows
} Known;

typedef struct Making {
    Arena *a;
    VEC(Known) columns;
    Str sql;  // the rows up to here
    RecipeStep *step;
} Making;

static Str quoted(const Making *m, Str name) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, RECIPE_SQL_MAX);
    engine_quote_name(&text, name);
    return str_dup(m->a, buf_str(&text));
}

static Str literal(const Making *m, Str value) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, RECIPE_SQL_MAX);
    engine_quote_text(&text, value);
    return str_dup(m->a, buf_str(&text));
}

static Known *column_find(const Making *m, Str name) {
    for (size_t i = 0; i < m->columns.count; i++) {
        if (str_eq_nocase(m->columns.items[i].name, name)) return &m->columns.items[i];
    }
    return NULL;
}

// ---- members of a step

static bool text_get(const Json *o, const char *key, bool required, Str *ret, Err *err) {
    if (!json_get_str(o, key, required, ret, err)) return false;
    if (ret->len <= RECIPE_TEXT_MAX) return true;
    return fail(err, ERR_LIMIT, "'%s' is longer than %d bytes", key, RECIPE_TEXT_MAX);
}

static bool column_known(const Making *m, Str name, Known **ret, Err *err) {
    *ret = column_find(m, name);
    return *ret || fail(err, ERR_NOT_FOUND, "there is no column '" STR_F "'", STR_A(name));
}

static bool column_get(Making *m, const Json *o, Err *err) {
    Str name = {0};
    Known *column = NULL;
    if (!text_get(o, "column", true, &name, err) || !column_known(m, name, &column, err)) {
        return false;
    }
    m->step->column = column->name;
    return true;
}

static bool name_new(Making *m, Str name, Err *err) {
    if (str_trim(name).len == 0) return fail(err, ERR_INVALID, "a new column needs a name");
    if (column_find(m, name)) {
        return fail(err, ERR_CONFLICT, "there is a column '" STR_F "' already", STR_A(name));
    }
    *vec_push(m->a, &m->columns) = (Known){.name = str_dup(m->a, name)};
    return true;
}

// ---- what a step does to the rows

// `expression` in place of the step's column.
static void column_change(Making *m, Str expression) {
    Str name = quoted(m, m->step->column);
    m->step->effect =
        str_fmt(m->a,
                "SELECT count(*) FILTER (WHERE o IS DISTINCT FROM n), count(*) FILTER "
                "(WHERE o IS NOT NULL AND n IS NULL) FROM (SELECT CAST(" STR_F
                " AS VARCHAR) AS o, CAST(" STR_F " AS VARCHAR) AS n FROM (" STR_F "))",
                STR_A(name), STR_A(expression), STR_A(m->sql));
    m->sql = str_fmt(m->a, "SELECT * REPLACE (" STR_F " AS " STR_F ") FROM (" STR_F ")",
                     STR_A(expression), STR_A(name), STR_A(m->sql));
}

// Counts the values that the new column has.
static void column_add(Making *m, Str name, Str expression) {
    m->sql = str_fmt(m->a, "SELECT *, " STR_F " AS " STR_F " FROM (" STR_F ")", STR_A(expression),
                     STR_A(quoted(m, name)), STR_A(m->sql));
    m->step->effect = str_fmt(m->a, "SELECT count(" STR_F "), 0::BIGINT FROM (" STR_F ")",
                              STR_A(quoted(m, name)), STR_A(m->sql));
}

static void rows_keep(Making *m, Str clause) {
    Str kept = str_fmt(m->a, "SELECT * FROM (" STR_F ") " STR_F, STR_A(m->sql), STR_A(clause));
    m->step->effect = str_fmt(m->a,
                              "SELECT (SELECT count(*) FROM (" STR_F
                              ")) - (SELECT count(*) FROM "
                              "(" STR_F ")), 0::BIGINT",
                              STR_A(m->sql), STR_A(kept));
    m->sql = kept;
}

// ---- the steps

static bool trim_make(Making *m, const Json *o, Err *err) {
    if (!column_get(m, o, err)) return false;
    column_change(
        m, str_fmt(m->a,
                   "trim(regexp_replace(CAST(" STR_F " AS VARCHAR), '[\\s\\x{00A0}]+', ' ', 'g'))",
                   STR_A(quoted(m, m->step->column))));
    return true;
}

static bool replace_make(Making *m, const Json *o, Err *err) {
    Str from = {0}, to = {0};
    if (!column_get(m, o, err) || !text_get(o, "from", true, &from, err) ||
        !text_get(o, "to", true, &to, err)) {
        return false;
    }
    Str name = quoted(m, m->step->column);
    Str there = to.len > 0 ? literal(m, to) : S("NULL");
    column_change(m, str_fmt(m->a,
                             "CASE WHEN CAST(" STR_F " AS VARCHAR) = " STR_F " THEN " STR_F
                             " ELSE " STR_F " END",
                             STR_A(name), STR_A(literal(m, from)), STR_A(there), STR_A(name)));
    return true;
}

static Str split_part(const Making *m, Str by, size_t index, bool is_last) {
    Str name = quoted(m, m->step->column), mark = literal(m, by);
    if (!is_last) {
        return str_fmt(m->a,
                       "NULLIF(trim(split_part(CAST(" STR_F " AS VARCHAR), " STR_F ", %zu)), '')",
                       STR_A(name), STR_A(mark), index + 1);
    }
    return str_fmt(m->a,
                   "NULLIF(trim(array_to_string(string_split(CAST(" STR_F " AS VARCHAR), " STR_F
                   ")[%zu:], " STR_F ")), '')",
                   STR_A(name), STR_A(mark), index + 1, STR_A(mark));
}

static bool split_make(Making *m, const Json *o, Err *err) {
    Str by = {0};
    const Json *into = NULL;
    if (!column_get(m, o, err) || !text_get(o, "by", true, &by, err) ||
        !json_get_array(o, "into", true, &into, err)) {
        return false;
    }
    size_t count = json_array_size(into);
    if (by.len == 0) return fail(err, ERR_INVALID, "'by' is empty: say at what to split");
    if (count < 2) return fail(err, ERR_INVALID, "'into' needs the names of two or more columns");
    for (size_t i = 0; i < count; i++) {
        const Json *item = json_array_get(into, i);
        if (!json_is_string(item)) return fail(err, ERR_INVALID, "'into' is a list of names");
        Str name = str_of(json_string_value(item), json_string_length(item));
        if (!name_new(m, name, err)) return false;
        column_add(m, name, split_part(m, by, i, i + 1 == count));
    }
    return true;
}

// How a text becomes a value; %s stands for the text. What cannot be read is empty.
static const struct {
    const char *as, *type, *sql;
} READINGS[] = {
    {"text", "VARCHAR", "%s"},
    {"int", "BIGINT",
     "TRY_CAST(NULLIF(regexp_extract(replace(%s, ',', ''), '[-+]?[0-9]+([.][0-9]+)?'), '')"
     " AS BIGINT)"},
    {"float", "DOUBLE",
     "TRY_CAST(NULLIF(regexp_extract(replace(%s, ',', ''),"
     " '[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)'), '') AS DOUBLE)"},
    {"bool", "BOOLEAN",
     "CASE WHEN lower(trim(%s)) IN ('yes', 'y', 'true', 't', '1') THEN true"
     " WHEN lower(trim(%1$s)) IN ('no', 'n', 'false', 'f', '0') THEN false END"},
    {"date", "DATE", "CAST(try_strptime(trim(%s), %s) AS DATE)"},
    {"timestamp", "TIMESTAMP", "try_strptime(trim(%s), %s)"},
};

static const char DATE_FORMATS[] =
    "['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', '%d %b %Y', "
    "'%d %B %Y', '%d-%b-%Y', '%b %d, %Y', '%B %d, %Y', '%Y/%m/%d', '%Y%m%d', '%d/%m/%y']";

static Str put_in(Arena *a, const char *pattern, Str text, Str format) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, RECIPE_SQL_MAX);
    size_t place = 0;
    for (const char *at = pattern; *at; at++) {
        if (at[0] == '%' && at[1] == 's') {
            buf_add(&out, place++ == 0 ? text : format);
            at++;
        } else if (strncmp(at, "%1$s", 4) == 0) {
            buf_add(&out, text);
            at += 3;
        } else {
            buf_add_char(&out, *at);
        }
    }
    return str_dup(a, buf_str(&out));
}

static bool parse_make(Making *m, const Json *o, Err *err) {
    Str as = {0}, format = {0};
    if (!column_get(m, o, err) || !text_get(o, "as", true, &as, err) ||
        !text_get(o, "format", false, &format, err)) {
        return false;
    }
    Str formats = format.len > 0 ? literal(m, format) : str_from(DATE_FORMATS);
    Str text = str_fmt(m->a, "CAST(" STR_F " AS VARCHAR)", STR_A(quoted(m, m->step->column)));
    for (size_t i = 0; i < COUNT_OF(READINGS); i++) {
        if (!str_eq(as, str_from(READINGS[i].as))) continue;
        column_change(m, put_in(m->a, READINGS[i].sql, text, formats));
        column_find(m, m->step->column)->sql_type = READINGS[i].type;
        return true;
    }
    return fail(err, ERR_INVALID,
                "'as' is '" STR_F "'; it can be text, int, float, bool, date or timestamp",
                STR_A(as));
}

static const struct {
    const char *how, *sql;
} FILLINGS[] = {
    {"before", "last_value(%s IGNORE NULLS) OVER (ORDER BY " ROW
               " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"},
    {"mean", "avg(%s) OVER ()"},
    {"common", "mode(%s) OVER ()"},
};

// In the column's own type, so that a number stays one.
static Str typed_literal(const Making *m, Str value) {
    const char *type = column_find(m, m->step->column)->sql_type;
    Str text = literal(m, value);
    return type ? str_fmt(m->a, "CAST(" STR_F " AS %s)", STR_A(text), type) : text;
}

static bool fill_make(Making *m, const Json *o, Err *err) {
    Str how = {0}, with = {0}, filling = {0};
    if (!column_get(m, o, err) || !text_get(o, "how", false, &how, err) ||
        !text_get(o, "with", false, &with, err)) {
        return false;
    }
    Str name = quoted(m, m->step->column);
    if (with.len > 0 && how.len == 0) filling = typed_literal(m, with);
    for (size_t i = 0; i < COUNT_OF(FILLINGS) && with.len == 0; i++) {
        if (str_eq(how, str_from(FILLINGS[i].how))) {
            filling = put_in(m->a, FILLINGS[i].sql, name, name);
        }
    }
    if (filling.len == 0) {
        return fail(err, ERR_INVALID,
                    "say what to fill in: either 'with' a value, or 'how': before, mean or common");
    }
    column_change(m, str_fmt(m->a, "coalesce(" STR_F ", " STR_F ")", STR_A(name), STR_A(filling)));
    return true;
}

static bool dedupe_make(Making *m, const Json *o, Err *err) {
    const Json *names = NULL;
    if (!json_get_array(o, "columns", false, &names, err)) return false;
    VEC(Str) by = {0};
    for (size_t i = 0; i < json_array_size(names); i++) {
        const Json *item = json_array_get(names, i);
        if (!json_is_string(item)) return fail(err, ERR_INVALID, "'columns' is a list of names");
        Str name = str_of(json_string_value(item), json_string_length(item));
        Known *column = NULL;
        if (!column_known(m, name, &column, err)) return false;
        *vec_push(m->a, &by) = column->name;
    }
    bool all = by.count == 0;
    Str list = {0};
    for (size_t i = 0; i < (all ? m->columns.count : by.count); i++) {
        Str name = quoted(m, all ? m->columns.items[i].name : by.items[i]);
        list = str_fmt(m->a, STR_F "%s" STR_F, STR_A(list), i > 0 ? ", " : "", STR_A(name));
    }
    rows_keep(
        m, str_fmt(m->a, "QUALIFY row_number() OVER (PARTITION BY " STR_F " ORDER BY " ROW ") = 1",
                   STR_A(list)));
    return true;
}

// The line's end closes a comment at the end of what the person wrote.
static bool expression_get(Making *m, const Json *o, Str *ret, Err *err) {
    if (!text_get(o, "expression", true, &m->step->expression, err)) return false;
    if (str_trim(m->step->expression).len == 0) {
        return fail(err, ERR_INVALID, "the expression is empty");
    }
    *ret = str_fmt(m->a, "TRY((" STR_F "\n))", STR_A(m->step->expression));
    return true;
}

static bool derive_make(Making *m, const Json *o, Err *err) {
    Str expression = {0};
    if (!text_get(o, "column", true, &m->step->column, err) ||
        !expression_get(m, o, &expression, err) || !name_new(m, m->step->column, err)) {
        return false;
    }
    column_add(m, m->step->column, expression);
    return true;
}

static bool keep_make(Making *m, const Json *o, Err *err) {
    Str expression = {0};
    if (!expression_get(m, o, &expression, err)) return false;
    rows_keep(m, str_fmt(m->a, "WHERE " STR_F, STR_A(expression)));
    return true;
}

typedef bool (*StepMake)(Making *m, const Json *o, Err *err);

// A new kind of step is a new row.
static const struct {
    const char *op;
    StepMake make;
    const char *members[6];
} STEPS[] = {
    {"trim", trim_make, {"op", "column"}},
    {"replace", replace_make, {"op", "column", "from", "to"}},
    {"split", split_make, {"op", "column", "by", "into"}},
    {"parse", parse_make, {"op", "column", "as", "format"}},
    {"fill", fill_make, {"op", "column", "with", "how"}},
    {"dedupe", dedupe_make, {"op", "columns"}},
    {"derive", derive_make, {"op", "column", "expression"}},
    {"keep", keep_make, {"op", "expression"}},
};

static bool step_make(Making *m, const Json *o, Err *err) {
    Str op = {0};
    if (!json_is_object(o)) return fail(err, ERR_INVALID, "it is not an object");
    if (!json_get_str(o, "op", true, &op, err)) return false;
    for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
        if (!str_eq(op, str_from(STEPS[i].op))) continue;
        m->step->op = STEPS[i].op;
        return json_only(o, STEPS[i].members, err) && STEPS[i].make(m, o, err);
    }
    return fail(err, ERR_INVALID,
                "there is no step '" STR_F
                "'; there are trim, replace, split, parse, fill, dedupe, derive and keep",
                STR_A(op));
}

// ---- all of them

// Keeps what came before when the step fails.
static bool step_try(Making *m, const Json *o, size_t index, RecipeStep *step, Err *err) {
    Making before = *m;
    *step = (RecipeStep){.op = "?"};
    m->step = step;
    if (step_make(m, o, err)) {
        if (m->sql.len <= RECIPE_SQL_MAX) return true;
        (void)!fail(err, ERR_LIMIT, "the recipe is too long");
    }
    Err cause = *err;
    *m = before;
    return fail(err, cause.code, "step %zu (%s): %s", index + 1, step->op, cause.message);
}

static void recipe_begin(Making *m, const Json *steps, const RecipeRows *rows, Recipe *recipe) {
    *recipe = (Recipe){.steps = arena_new(m->a, RecipeStep, json_array_size(steps) + 1),
                       .left_out = arena_new(m->a, Str, json_array_size(steps) + 1)};
    for (size_t i = 0; i < rows->column_count; i++) {
        const SourceColumn *c = &rows->columns[i];
        *vec_push(m->a, &m->columns) = (Known){c->name, import_sql_type(c->type)};
    }
    m->sql = str_fmt(m->a, "SELECT *, rowid AS " ROW " FROM " STR_F, STR_A(quoted(m, rows->from)));
}

static Str recipe_end(const Making *m) {
    return str_fmt(m->a, "SELECT * EXCLUDE (" ROW ") FROM (" STR_F ") ORDER BY " ROW,
                   STR_A(m->sql));
}

bool recipe_compile(const Json *steps, const RecipeRows *rows, Arena *a, Recipe *ret, Err *err) {
    Making m = {.a = a};
    Recipe recipe;
    if (!json_is_array(steps)) return fail(err, ERR_INVALID, "a recipe is a list of steps");
    if (json_array_size(steps) > RECIPE_STEPS_MAX) {
        return fail(err, ERR_LIMIT, "a recipe has at most %d steps", RECIPE_STEPS_MAX);
    }
    recipe_begin(&m, steps, rows, &recipe);
    for (; recipe.count < json_array_size(steps); recipe.count++) {
        const Json *step = json_array_get(steps, recipe.count);
        if (!step_try(&m, step, recipe.count, &recipe.steps[recipe.count], err)) return false;
    }
    recipe.sql = recipe_end(&m);
    *ret = recipe;
    return true;
}

void recipe_fit(const Json *steps, const RecipeRows *rows, Arena *a, Recipe *ret) {
    Making m = {.a = a};
    recipe_begin(&m, steps, rows, ret);
    for (size_t i = 0; i < json_array_size(steps) && i < RECIPE_STEPS_MAX; i++) {
        Err err = {0};
        if (step_try(&m, json_array_get(steps, i), i, &ret->steps[ret->count], &err)) {
            ret->count++;
        } else {
            ret->left_out[ret->left_out_count++] =
                str_fmt(a, ERR_WORD("cleaning left a step out: %s"), err.message);
        }
    }
    ret->sql = recipe_end(&m);
}
