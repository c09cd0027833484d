#include "engine/gate_tree.h"

#include <string.h>

#include "engine/gate_names.h"

// The names of common table expressions that can be seen from here, innermost first. A name
// is looked up as DuckDB does: `WITH x AS (SELECT * FROM x)` reads the table x.
typedef struct Scope {
    Str name;
    const struct Scope *outer;
} Scope;

typedef struct Walk {
    const Map *tables;
    Arena *a;
    Err *err;
    uint64_t growth;
} Walk;

static bool walk(Walk *w, const Json *value, const Scope *scope, int depth);

static Str text_of(const Json *o, const char *key) {
    const Json *member = json_object_get(o, key);
    return str_of(json_string_value(member), json_string_length(member));
}

static bool walk_members(Walk *w, const Json *o, const char *but, const Scope *scope, int depth) {
    const char *key;
    Json *member;
    json_object_foreach((Json *)(uintptr_t)o, key, member) {
        if (but && strcmp(key, but) == 0) continue;
        if (!walk(w, member, scope, depth)) return false;
    }
    return true;
}

static bool is_set(const Json *o, const char *key) {
    const Json *member = json_object_get(o, key);
    return member && !json_is_null(member) && !json_is_false(member);
}

// A literal, or NULL.
static const Json *literal(const Json *expression) {
    if (!str_eq(text_of(expression, "class"), S("CONSTANT"))) return NULL;
    return json_object_get(json_object_get(expression, "value"), "value");
}

static const Json *argument(const Json *function, size_t index) {
    return json_array_get(json_object_get(function, "children"), index);
}

static bool number_at_most(const Json *expression, double most, double *ret_number) {
    const Json *value = literal(expression);
    if (!json_is_number(value)) return false;
    *ret_number = json_number_value(value);
    return *ret_number <= most && *ret_number >= -most;
}

// Text that grows and grows again: the product over the whole statement is what counts.
static bool grow(Walk *w, Str name, uint64_t times) {
    w->growth *= times > 0 ? times : 1;
    if (w->growth <= GATE_GROWTH_MAX) return true;
    return fail(w->err, ERR_DENIED, STR_F "() lengthens the text too often in one statement",
                STR_A(name));
}

static bool check_counted(Walk *w, Str name, const Json *function) {
    double count = 0;
    if (!number_at_most(argument(function, 1), GATE_COUNT_MAX, &count)) {
        return fail(w->err, ERR_DENIED, STR_F "() takes a number up to %d here, written out",
                    STR_A(name), (int)GATE_COUNT_MAX);
    }
    return count < 1 || grow(w, name, (uint64_t)count);
}

static bool check_replacing(Walk *w, Str name, const Json *function) {
    const Json *by = literal(argument(function, 2));
    if (!json_is_string(by)) {
        return fail(w->err, ERR_DENIED, STR_F "() takes text written out as what is put in",
                    STR_A(name));
    }
    return grow(w, name, json_string_length(by));
}

// Widths come as digits in the format, or from an argument ("%*d", "{:{}}").
static bool format_is_tame(Str format) {
    size_t digits = 0;
    bool in_braces = false;
    for (size_t i = 0; i < format.len; i++) {
        char c = format.ptr[i];
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits > GATE_FORMAT_DIGITS_MAX || c == '*' || (c == '{' && in_braces)) return false;
        if (c == '{') in_braces = true;
        if (c == '}') in_braces = false;
    }
    return true;
}

static bool check_format(Walk *w, Str name, const Json *function) {
    const Json *format = literal(argument(function, 0));
    Str text = str_of(json_string_value(format), json_string_length(format));
    if (json_is_string(format) && format_is_tame(text)) return true;
    return fail(w->err, ERR_DENIED, STR_F "() takes a plain format with small widths, written out",
                STR_A(name));
}

// As a value range() makes a list, all of it in memory and in one uninterruptible step.
static bool check_series(Walk *w, Str name, const Json *function) {
    const Json *children = json_object_get(function, "children");
    const Json *step = json_array_get(children, 2);
    if (step && gate_calendar_step(text_of(step, "function_name"))) return true;
    for (size_t i = 0; i < json_array_size(children); i++) {
        double bound = 0;
        if (number_at_most(json_array_get(children, i), GATE_SERIES_MAX, &bound)) continue;
        return fail(w->err, ERR_DENIED,
                    STR_F "() takes numbers up to %d here, written out, or a step of whole days",
                    STR_A(name), (int)GATE_SERIES_MAX);
    }
    return true;
}

// Method chaining (name.upper()) arrives as a schema; nobody needs another schema's function.
static bool check_own_schema(Walk *w, Str name, const Json *function) {
    Str schema = text_of(function, "schema");
    bool own = (schema.len == 0 || str_eq_nocase(schema, S("main"))) &&
               text_of(function, "catalog").len == 0;
    if (own) return true;
    return fail(w->err, ERR_DENIED,
                "the function '" STR_F "." STR_F "' is not allowed; write " STR_F "(...)",
                STR_A(schema), STR_A(name), STR_A(name));
}

static bool check_function(Walk *w, const Json *function) {
    Str name = str_lower(w->a, text_of(function, "function_name"));
    if (!check_own_schema(w, name, function)) return false;
    if (is_set(function, "export_state")) return fail(w->err, ERR_DENIED, "no EXPORT_STATE");
    switch (gate_function_rule(name)) {
        case GATE_ALLOWED: return true;
        case GATE_COUNTED: return check_counted(w, name, function);
        case GATE_REPLACING: return check_replacing(w, name, function);
        case GATE_FORMAT: return check_format(w, name, function);
        case GATE_SERIES: return check_series(w, name, function);
        case GATE_REFUSED: break;
    }
    return fail(w->err, ERR_DENIED, "the function '" STR_F "' is not allowed", STR_A(name));
}

static bool check_expression(Walk *w, const Json *o, Str class_name) {
    if (!gate_expression(class_name)) {
        return fail(w->err, ERR_DENIED, "an expression of kind %s is not allowed",
                    str_z(w->a, str_lower(w->a, class_name)));
    }
    if (str_eq(class_name, S("OPERATOR")) && !gate_operator(text_of(o, "type"))) {
        return fail(w->err, ERR_DENIED, "the operator " STR_F " is not allowed",
                    STR_A(text_of(o, "type")));
    }
    bool calls = str_eq(class_name, S("FUNCTION")) || str_eq(class_name, S("WINDOW"));
    return !calls || check_function(w, o);
}

static bool in_scope(const Scope *scope, Str name) {
    for (; scope; scope = scope->outer) {
        if (str_eq_nocase(scope->name, name)) return true;
    }
    return false;
}

static bool check_table(Walk *w, const Json *o, const Scope *scope) {
    Str name = text_of(o, "table_name");
    Str schema = text_of(o, "schema_name");
    if (is_set(o, "at_clause")) return fail(w->err, ERR_DENIED, "no AT (...) on a table");
    bool bare = schema.len == 0 && text_of(o, "catalog_name").len == 0;
    bool main = str_eq_nocase(schema, S("main")) && text_of(o, "catalog_name").len == 0;
    if (bare && in_scope(scope, name)) return true;
    if ((bare || main) && map_has(w->tables, str_lower(w->a, name))) return true;
    return fail(w->err, ERR_DENIED, "there is no table '" STR_F "%s" STR_F "' here", STR_A(schema),
                schema.len > 0 ? "." : "", STR_A(name));
}

// In FROM, range() streams its rows: a deadline stops it.
static bool walk_table_function(Walk *w, const Json *o, const Scope *scope, int depth) {
    const Json *function = json_object_get(o, "function");
    Str name = str_lower(w->a, text_of(function, "function_name"));
    if (!str_eq(text_of(function, "class"), S("FUNCTION")) || !gate_table_function(name)) {
        return fail(w->err, ERR_DENIED, "the table function '" STR_F "' is not allowed",
                    STR_A(name));
    }
    if (!check_own_schema(w, name, function)) return false;
    const Json *children = json_object_get(function, "children");
    for (size_t i = 0; i < json_array_size(children); i++) {
        double bound = 0;
        const Json *child = json_array_get(children, i);
        bool number = json_is_number(literal(child));
        if (!number || number_at_most(child, GATE_ROWS_MAX, &bound)) continue;
        return fail(w->err, ERR_DENIED, STR_F "() makes at most %d rows", STR_A(name),
                    (int)GATE_ROWS_MAX);
    }
    return walk_members(w, function, NULL, scope, depth) &&
           walk_members(w, o, "function", scope, depth);
}

static bool check_type(Walk *w, const Json *o) {
    Str name = text_of(o, "name");
    if (str_eq_nocase(name, S("json")) && text_of(o, "schema").len == 0) return true;
    return fail(w->err, ERR_DENIED, "the type '" STR_F "' is not known", STR_A(name));
}

static bool check_node(Walk *w, const Json *o, Str type, const Scope *scope) {
    if (str_eq(type, S("SHOW_REF"))) {
        return fail(w->err, ERR_DENIED, "DESCRIBE, SHOW and SUMMARIZE are not allowed");
    }
    if (!gate_node(type)) {
        return fail(w->err, ERR_DENIED, "the clause %s is not allowed",
                    str_z(w->a, str_lower(w->a, type)));
    }
    if (str_eq(type, S("BASE_TABLE"))) return check_table(w, o, scope);
    if (str_eq(type, S("UNBOUND_TYPE_INFO"))) return check_type(w, o);
    return true;
}

// Each expression sees those before it; the body sees all.
static bool walk_ctes(Walk *w, const Json *map, const Scope **scope, int depth) {
    const Json *entries = json_object_get(map, "map");
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const Json *entry = json_array_get(entries, i);
        if (!walk(w, json_object_get(entry, "value"), *scope, depth + 1)) return false;
        Scope *inner = arena_new(w->a, Scope, 1);
        *inner = (Scope){.name = text_of(entry, "key"), .outer = *scope};
        *scope = inner;
    }
    return true;
}

// The part that starts the recursion does not see the name yet: there it is the table's.
static bool walk_recursive(Walk *w, const Json *o, const Scope *scope, int depth) {
    Scope own = {.name = text_of(o, "cte_name"), .outer = scope};
    return walk(w, json_object_get(o, "left"), scope, depth) &&
           walk_members(w, o, "left", &own, depth);
}

static bool walk_object(Walk *w, const Json *o, const Scope *scope, int depth) {
    Str class_name = text_of(o, "class");
    Str type = text_of(o, "type");
    if (class_name.len > 0) {
        if (!check_expression(w, o, class_name)) return false;
    } else if (type.len > 0) {
        if (!check_node(w, o, type, scope)) return false;
        if (str_eq(type, S("TABLE_FUNCTION"))) return walk_table_function(w, o, scope, depth);
    }
    const Json *ctes = json_object_get(o, "cte_map");
    if (ctes && !walk_ctes(w, ctes, &scope, depth)) return false;
    if (str_eq(type, S("RECURSIVE_CTE_NODE"))) return walk_recursive(w, o, scope, depth);
    return walk_members(w, o, "cte_map", scope, depth);
}

static bool walk(Walk *w, const Json *value, const Scope *scope, int depth) {
    if (depth > GATE_DEPTH_MAX) {
        return fail(w->err, ERR_LIMIT, "the statement is too deeply nested");
    }
    if (json_is_object(value)) return walk_object(w, value, scope, depth + 1);
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!walk(w, json_array_get(value, i), scope, depth + 1)) return false;
    }
    return true;
}

bool gate_tree_check(const Json *statement, const Map *tables, Arena *a, Err *err) {
    Walk w = {.tables = tables, .a = a, .err = err, .growth = 1};
    const Json *node = json_object_get(statement, "node");
    if (!json_is_object(node)) return fail(err, ERR_INVALID, "the statement can't be read");
    return walk(&w, statement, NULL, 0);
}
