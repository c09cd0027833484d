#include "connect/jsonfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "connect/jsonpull.h"

enum { CONTAINER_DEPTH_MAX = 3 };

typedef struct JsonTable {
    Str path;  // which member at each level, counted (names may stand twice): "0/2/"
    Str name;
    VEC(Str) columns;
    Map by_name;  // a column's index + 1
    uint64_t rows;
} JsonTable;

struct JsonFile {
    Arena *arena;
    const char *path;
    VEC(JsonTable) tables;
    bool lines;
};

static size_t column_index(JsonFile *f, JsonTable *t, Str name) {
    uintptr_t at = (uintptr_t)map_get(&t->by_name, name);
    if (at > 0) return at - 1;
    Str kept = str_dup(f->arena, name);
    *vec_push(f->arena, &t->columns) = kept;
    map_set(f->arena, &t->by_name, kept, (void *)t->columns.count);
    return t->columns.count - 1;
}

// ---- one row

// Where the values of a row go; NULL members while only the columns are gathered.
typedef struct Row {
    JsonFile *file;
    JsonTable *table;
    Cell *cells;
    size_t *text_first;  // of each cell's text in `text`; SIZE_MAX none
    Buf *text;
    Buf name;  // "address_city" under way
    size_t cap;
} Row;

static bool is_begin(JsonToken t) { return t == JSON_OBJECT_BEGIN || t == JSON_ARRAY_BEGIN; }

static void text_put(Row *r, size_t column, Str text) {
    r->text_first[column] = r->text->len;
    r->cells[column] = (Cell){.kind = CELL_TEXT, .text.len = text.len};
    buf_add(r->text, text);
}

static void number_put(Row *r, size_t column, Str text) {
    int64_t whole;
    double value = 0;
    bool is_whole = str_find_char(text, '.') < 0 && str_find_nocase(text, S("e")) < 0;
    if (is_whole && text.len <= 18 && str_to_int(text, &whole)) {
        r->cells[column] = (Cell){.kind = CELL_INT, .i = whole, .f = (double)whole};
    } else if (is_whole || !str_to_float(text, &value)) {
        text_put(r, column, text);  // more digits than a number holds
    } else {
        r->cells[column] = (Cell){.kind = CELL_FLOAT, .f = value};
    }
}

static void scalar_put(Row *r, size_t column, JsonToken token, Str text) {
    if (!r->cells || column >= r->cap) return;
    r->text_first[column] = SIZE_MAX;
    r->cells[column] = (Cell){0};
    if (token == JSON_STRING_VALUE && str_trim(text).len > 0) text_put(r, column, str_trim(text));
    if (token == JSON_NUMBER_VALUE) number_put(r, column, text);
    bool flag = token == JSON_TRUE_VALUE || token == JSON_FALSE_VALUE;
    if (flag) r->cells[column] = (Cell){.kind = CELL_BOOL, .i = token == JSON_TRUE_VALUE};
}

// Plain values as "a, b"; from the first that is not plain on, JSON.
static bool array_put(Row *r, JsonPull *p, size_t column, Err *err) {
    Buf list;
    JsonToken token = JSON_NULL_VALUE;
    Str text = S("");
    bool ok, nested = false;
    buf_init(&list, CELL_BYTES_MAX);
    while ((ok = jsonpull_next(p, &token, &text, err)) && token != JSON_ARRAY_END) {
        if (list.len > 0) buf_add_z(&list, ", ");
        if (is_begin(token)) {
            nested = true;
            if (!(ok = jsonpull_skip(p, token, text, &list, err))) break;
        } else if (token == JSON_STRING_VALUE || token == JSON_NUMBER_VALUE) {
            buf_add(&list, text);
        } else if (token != JSON_NULL_VALUE) {
            buf_add_z(&list, token == JSON_TRUE_VALUE ? "true" : "false");
        }
    }
    ok = ok && buf_check(&list, ERR_WORD("an array in a row"), err);
    if (ok && r->cells && column < r->cap && list.len > 0) {
        text_put(r, column, nested ? S("[") : S(""));
        buf_add(r->text, buf_str(&list));
        if (nested) buf_add_char(r->text, ']');
        r->cells[column].text.len = r->text->len - r->text_first[column];
    }
    buf_done(&list);
    return ok;
}

// The members of an object whose '{' was taken. Depth is bounded by jsonpull.
static bool object_put(Row *r, JsonPull *p, Err *err) {
    size_t prefix = r->name.len;
    for (;;) {
        JsonToken token;
        Str text;
        if (!jsonpull_next(p, &token, &text, err)) return false;
        if (token == JSON_OBJECT_END) break;
        r->name.len = prefix;
        if (prefix > 0) buf_add_char(&r->name, '_');
        buf_add(&r->name, str_slice(text, 0, 200));
        if (!jsonpull_next(p, &token, &text, err)) return false;
        if (token == JSON_OBJECT_BEGIN) {
            if (!object_put(r, p, err)) return false;
            continue;
        }
        if (!r->cells && r->table->columns.count > COLUMNS_MAX) {
            return fail(err, ERR_LIMIT, "more than %d columns", COLUMNS_MAX);
        }
        size_t column = column_index(r->file, r->table, buf_str(&r->name));
        bool ok = token == JSON_ARRAY_BEGIN ? array_put(r, p, column, err) : true;
        if (!ok) return false;
        if (token != JSON_ARRAY_BEGIN) scalar_put(r, column, token, text);
    }
    r->name.len = prefix;
    return true;
}

// ---- what is in the file

typedef struct Scan {
    JsonFile *file;
    JsonPull *pull;
    Row row;
} Scan;

// An array: its objects are rows of a table, which exists from the first one on.
static bool array_scan(Scan *s, Str path, Str name, Err *err) {
    JsonTable *table = NULL;
    for (;;) {
        JsonToken token;
        Str text;
        if (!jsonpull_next(s->pull, &token, &text, err)) return false;
        if (token == JSON_ARRAY_END) return true;
        if (token != JSON_OBJECT_BEGIN || s->file->tables.count > JSONFILE_TABLES_MAX) {
            if (!jsonpull_skip(s->pull, token, text, NULL, err)) return false;
            continue;
        }
        if (!table) {
            table = vec_push(s->file->arena, &s->file->tables);
            table->path = path;
            table->name = name;
        }
        s->row.table = table;
        table->rows++;
        if (!object_put(&s->row, s->pull, err)) return false;
    }
}

// An object that is no row: its arrays are tables, its objects may hold more of them.
static bool container_scan(Scan *s, Str path, int depth, Err *err) {
    Arena *a = s->file->arena;
    for (int member = 0;; member++) {
        JsonToken token;
        Str text;
        if (!jsonpull_next(s->pull, &token, &text, err)) return false;
        if (token == JSON_OBJECT_END) return true;
        Str name = str_dup(a, text);
        Str inside = str_fmt(a, STR_F "%d/", STR_A(path), member);
        if (!jsonpull_next(s->pull, &token, &text, err)) return false;
        bool ok;
        if (token == JSON_ARRAY_BEGIN)
            ok = array_scan(s, inside, name, err);
        else if (token == JSON_OBJECT_BEGIN && depth < CONTAINER_DEPTH_MAX)
            ok = container_scan(s, inside, depth + 1, err);
        else
            ok = jsonpull_skip(s->pull, token, text, NULL, err);
        if (!ok) return false;
    }
}

// All values of the text as rows: NDJSON, or an object alone.
static bool lines_scan(Scan *s, Err *err) {
    if (!jsonpull_rewind(s->pull, err)) return false;
    JsonTable *table = vec_push(s->file->arena, &s->file->tables);
    s->row.table = table;
    for (;;) {
        JsonToken token;
        Str text;
        if (!jsonpull_next(s->pull, &token, &text, err)) return false;
        if (token == JSON_END_OF_TEXT) return true;
        bool ok = token == JSON_OBJECT_BEGIN ? object_put(&s->row, s->pull, err)
                                             : jsonpull_skip(s->pull, token, text, NULL, err);
        if (!ok) return false;
        table->rows += token == JSON_OBJECT_BEGIN;
    }
}

// Whether more than one value stands in the text.
static bool lines_find(Scan *s, bool *ret, Err *err) {
    JsonToken token;
    Str text;
    if (!jsonpull_next(s->pull, &token, &text, err)) return false;
    if (!jsonpull_skip(s->pull, token, text, NULL, err)) return false;
    if (!jsonpull_next(s->pull, &token, &text, err)) return false;
    *ret = token != JSON_END_OF_TEXT;
    return jsonpull_rewind(s->pull, err);
}

static bool tables_find(Scan *s, Err *err) {
    JsonToken token;
    Str text;
    if (!lines_find(s, &s->file->lines, err)) return false;
    if (s->file->lines) return lines_scan(s, err);
    if (!jsonpull_next(s->pull, &token, &text, err)) return false;
    if (token == JSON_ARRAY_BEGIN) return array_scan(s, S(""), S(""), err);
    if (token != JSON_OBJECT_BEGIN) return true;
    if (!container_scan(s, S(""), 0, err)) return false;
    return s->file->tables.count > 0 || lines_scan(s, err);
}

bool jsonfile_open(const char *path, JsonFile **ret, Err *err) {
    JsonFile *f = calloc(1, sizeof *f);
    if (!f) abort();
    f->arena = arena_create(0);
    f->path = str_z(f->arena, str_from(path));
    Scan s = {.file = f, .row = {.file = f}};
    buf_init(&s.row.name, 1 << 16);
    bool ok = jsonpull_open(path, &s.pull, err) && tables_find(&s, err);
    jsonpull_close(s.pull);
    buf_done(&s.row.name);
    if (ok && f->tables.count == 0) ok = fail(err, ERR_INVALID, "the JSON holds no rows");
    if (!ok) {
        jsonfile_close(f);
        return false;
    }
    *ret = f;
    return true;
}

void jsonfile_close(JsonFile *f) {
    if (!f) return;
    arena_free(f->arena);
    free(f);
}

size_t jsonfile_table_count(const JsonFile *f) { return f->tables.count; }
Str jsonfile_table_name(const JsonFile *f, size_t table) { return f->tables.items[table].name; }
bool jsonfile_is_lines(const JsonFile *f) { return f->lines; }

// ---- the reader

typedef struct JsonReader {
    Reader reader;
    JsonFile *file;
    JsonTable *table;
    JsonPull *pull;
    Row row;
    Buf text;
    uint64_t at;
} JsonReader;

// Past the members before that one, and into it.
static bool member_enter(JsonReader *r, int64_t wanted, Err *err) {
    JsonToken token;
    Str text;
    for (int64_t member = 0;; member++) {
        if (!jsonpull_next(r->pull, &token, &text, err)) return false;
        if (token != JSON_KEY) return fail(err, ERR_INTERNAL, "the file changed meanwhile");
        if (!jsonpull_next(r->pull, &token, &text, err)) return false;
        if (member == wanted) return true;
        if (!jsonpull_skip(r->pull, token, text, NULL, err)) return false;
    }
}

// Goes to the array of the table, level by level.
static bool array_enter(JsonReader *r, Err *err) {
    JsonToken token;
    Str text, rest = r->table->path, level;
    int64_t member = 0;
    if (!jsonpull_next(r->pull, &token, &text, err)) return false;
    while (rest.len > 0 && str_next_part(&rest, '/', &level)) {
        if (str_to_int(level, &member) && !member_enter(r, member, err)) return false;
    }
    return true;
}

static bool is_whole_text(const JsonReader *r) {
    return r->table->path.len == 0 && (r->file->lines || r->table->name.ptr == NULL);
}

static bool json_rewind(Reader *reader, Err *err) {
    JsonReader *r = (JsonReader *)reader;
    r->at = 0;
    if (!jsonpull_rewind(r->pull, err)) return false;
    return is_whole_text(r) || array_enter(r, err);
}

static void texts_settle(JsonReader *r) {
    for (size_t i = 0; i < r->row.cap; i++) {
        if (r->row.cells[i].kind != CELL_TEXT) continue;
        r->row.cells[i].text.ptr = r->text.ptr + r->row.text_first[i];
    }
}

static bool json_next(Reader *reader, Record *ret, bool *ret_end, Err *err) {
    JsonReader *r = (JsonReader *)reader;
    for (;;) {
        JsonToken token;
        Str text;
        if (!jsonpull_next(r->pull, &token, &text, err)) return false;
        *ret_end = token == JSON_END_OF_TEXT || token == JSON_ARRAY_END;
        if (*ret_end) return true;
        r->at++;
        if (token == JSON_OBJECT_BEGIN) break;
        if (!jsonpull_skip(r->pull, token, text, NULL, err)) return false;
    }
    buf_clear(&r->text);
    memset(r->row.cells, 0, r->row.cap * sizeof *r->row.cells);
    if (!object_put(&r->row, r->pull, err) || !buf_check(&r->text, ERR_WORD("a row"), err))
        return false;
    texts_settle(r);
    *ret = (Record){.row = r->at, .cells = r->row.cells, .count = r->row.cap};
    return true;
}

static double json_fraction(const Reader *reader) {
    return jsonpull_fraction(((const JsonReader *)reader)->pull);
}

static void json_close(Reader *reader) {
    JsonReader *r = (JsonReader *)reader;
    jsonpull_close(r->pull);
    free(r->row.cells);
    free(r->row.text_first);
    buf_done(&r->row.name);
    buf_done(&r->text);
    free(r);
}

static const ReaderOps JSON_OPS = {json_next, json_rewind, json_fraction, json_close};

bool jsonfile_reader(JsonFile *f, size_t table, Reader **ret, Err *err) {
    JsonReader *r = calloc(1, sizeof *r);
    if (!r) abort();
    r->file = f;
    r->table = &f->tables.items[table];
    size_t columns = r->table->columns.count;
    r->reader = (Reader){.ops = &JSON_OPS,
                         .names = r->table->columns.items,
                         .sparse = true,
                         .name_count = columns,
                         .encoding = S("UTF-8")};
    buf_init(&r->row.name, 1 << 16);
    buf_init(&r->text, (size_t)CELL_BYTES_MAX * 4);
    r->row.file = f;
    r->row.table = r->table;
    r->row.text = &r->text;
    r->row.cap = columns;
    r->row.cells = calloc(columns + 1, sizeof *r->row.cells);
    r->row.text_first = calloc(columns + 1, sizeof *r->row.text_first);
    if (!r->row.cells || !r->row.text_first) abort();
    if (!jsonpull_open(f->path, &r->pull, err) || !json_rewind(&r->reader, err)) {
        json_close(&r->reader);
        return false;
    }
    *ret = &r->reader;
    return true;
}
