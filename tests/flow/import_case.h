// import_case: a workspace in a folder of its own, files to import, and questions to its tables.
#pragma once

#include "flow/import.h"
#include "sys/file.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

typedef struct ImportCase {
    Arena *arena;
    const char *folder, *staging;
    Engine *engine;
    Database *database;
} ImportCase;

static inline void must(bool ok, const Err *err) {
    if (!ok) fail_msg("%s: %s", err_code_name(err->code), err->message);
}

static inline const char *case_path(ImportCase *c, const char *name) {
    return path_join(c->arena, c->folder, str_from(name));
}

static inline void case_open(ImportCase *c) {
    Err err = {0};
    char folder[] = "/tmp/munim-import-XXXXXX";
    assert_non_null(mkdtemp(folder));
    *c = (ImportCase){.arena = arena_create(0)};
    c->folder = str_z(c->arena, str_from(folder));
    c->staging = case_path(c, "staging");
    must(dir_make(c->staging, &err), &err);
    const char *dirs[] = {c->staging, NULL};
    EngineOptions options = {.readable_dirs = dirs, .memory_bytes = UINT64_C(1) << 30};
    must(engine_new(&options, &c->engine, &err), &err);
    must(engine_open(c->engine, ":memory:", &c->database, &err), &err);
}

static inline void case_close(ImportCase *c) {
    Err err;
    engine_release(c->database);
    engine_free(c->engine);
    must(dir_remove_all(c->folder, &err), &err);
    arena_free(c->arena);
}

static inline const char *case_write(ImportCase *c, const char *name, Str content) {
    Err err = {0};
    const char *path = case_path(c, name);
    must(file_write_atomic(path, content, &err), &err);
    return path;
}

static inline bool case_try(ImportCase *c, ImportRequest q, ImportResult **ret, Err *err) {
    if (q.today == 0) q.today = date_of(2026, 11, 21);
    return import_run(&(ImportPlace){.database = c->database, .staging_dir = c->staging}, &q, NULL,
                      c->arena, ret, err);
}

static inline ImportResult *case_import(ImportCase *c, ImportRequest q) {
    Err err = {0};
    ImportResult *result = NULL;
    must(case_try(c, q, &result, &err), &err);
    Str *left;
    size_t count;
    must(dir_list(c->staging, c->arena, &left, &count, &err), &err);
    assert_int_equal(count, 0);
    return result;
}

// Writes the content and imports it as a new table.
static inline ImportTable *case_csv(ImportCase *c, const char *name, const char *content) {
    const char *path = case_write(c, name, str_from(content));
    return &case_import(c, (ImportRequest){.path = path})->tables[0];
}

static inline Table *case_query(ImportCase *c, const char *sql) {
    Err err = {0};
    Source *source;
    Table *t = NULL;
    must(engine_source_open(c->database, &source, &err), &err);
    must(source_query(source, str_from(sql), NULL, c->arena, &t, &err), &err);
    engine_source_close(source);
    return t;
}

// The whole result as text: cells set apart by '|', rows by '\n'.
static inline void assert_rows(ImportCase *c, const char *sql, const char *expected) {
    Buf out;
    Table *t = case_query(c, sql);
    buf_init(&out, 1 << 20);
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t k = 0; k < t->column_count; k++) {
            if (k) buf_add_char(&out, '|');
            buf_add(&out, table_text(t, r, k, c->arena));
        }
        buf_add_char(&out, '\n');
    }
    Str got = buf_str(&out);
    if (!str_eq(got, str_from(expected))) {
        fail_msg("%s\ngives:\n" STR_F "not:\n%s", sql, STR_A(got), expected);
    }
    buf_done(&out);
}

static inline const ImportColumn *case_column(const ImportTable *t, const char *name) {
    for (size_t i = 0; i < t->column_count; i++) {
        if (str_eq(t->columns[i].name, str_from(name))) return &t->columns[i];
    }
    fail_msg("no column '%s'", name);
    return NULL;
}

static inline bool case_noted(const ImportTable *t, const char *words) {
    for (size_t i = 0; i < t->note_count; i++) {
        if (str_contains(t->notes[i], str_from(words))) return true;
    }
    return false;
}

// An archive of entries: name, content, name, content, NULL.
static inline const char *case_zip(ImportCase *c, const char *name, const char *const *entries) {
    const char *path = case_path(c, name);
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(z);
    for (; entries[0]; entries += 2) {
        zip_source_t *s = zip_source_buffer(z, entries[1], strlen(entries[1]), 0);
        assert_true(zip_file_add(z, entries[0], s, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(z), 0);
    return path;
}
