#include "engine/engine.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/engine_core.h"
#include "sys/clock.h"

struct Engine {
    EngineOptions options;
    char **readable_dirs;  // our own copy of options.readable_dirs
    EngineWatch *watch;
    pthread_mutex_t mutex;
    pthread_cond_t changed;  // a database ceased to be busy
    Database *first;
};

static char **dirs_copy(const char *const *dirs) {
    size_t count = 0;
    while (dirs && dirs[count]) count++;
    char **copy = calloc(count + 1, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++) {
        char *real = realpath(dirs[i], NULL);
        copy[i] = real ? real : strdup(dirs[i]);
    }
    return copy;
}

static void dirs_free(char **dirs) {
    for (size_t i = 0; dirs && dirs[i]; i++) free(dirs[i]);
    free(dirs);
}

bool engine_new(const EngineOptions *options, Engine **ret_engine, Err *err) {
    Engine *e = calloc(1, sizeof *e);
    if (!e) return fail(err, ERR_LIMIT, "out of memory");
    e->options = *options;
    e->readable_dirs = dirs_copy(options->readable_dirs);
    e->options.readable_dirs = (const char *const *)e->readable_dirs;
    if (!engine_watch_new(&e->watch, err)) {
        dirs_free(e->readable_dirs);
        free(e);
        return false;
    }
    pthread_mutex_init(&e->mutex, NULL);
    pthread_cond_init(&e->changed, NULL);
    *ret_engine = e;
    return true;
}

static void database_free(Database *d) {
    if (d->handle) duckdb_close(&d->handle);
    free(d->path);
    free(d);
}

void engine_free(Engine *e) {
    if (!e) return;
    while (e->first) {
        Database *d = e->first;
        assert(d->refs == 0 && !d->busy);
        e->first = d->next;
        database_free(d);
    }
    engine_watch_free(e->watch);
    pthread_cond_destroy(&e->changed);
    pthread_mutex_destroy(&e->mutex);
    dirs_free(e->readable_dirs);
    free(e);
}

EngineWatch *engine_watch_of(Database *d) { return d->engine->watch; }

static bool is_memory(const char *path) { return strcmp(path, ":memory:") == 0; }

// The folder's real path and the file's name: the file itself may not be there yet.
static bool path_canonical(const char *path, char **ret_path, Err *err) {
    char *real = realpath(path, NULL);
    if (real) {
        *ret_path = real;
        return true;
    }
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];
    size_t folder_len = slash ? (size_t)(slash - path) : 0;
    if (folder_len >= sizeof folder) return fail(err, ERR_LIMIT, "the path is too long");
    memcpy(folder, path, folder_len);
    folder[folder_len] = '\0';
    const char *folder_path = folder_len > 0 ? folder : slash ? "/" : ".";
    char *real_folder = realpath(folder_path, NULL);
    if (!real_folder) {
        return fail(err, ERR_IO, "the folder of '%s' can't be reached: %s", path, strerror(errno));
    }
    char *whole = NULL;
    int length = asprintf(&whole, "%s/%s", real_folder, slash ? slash + 1 : path);
    free(real_folder);
    if (length < 0) return fail(err, ERR_LIMIT, "out of memory");
    *ret_path = whole;
    return true;
}

static Database *find_locked(Engine *e, const char *path) {
    if (is_memory(path)) return NULL;
    for (Database *d = e->first; d; d = d->next) {
        if (strcmp(d->path, path) == 0) return d;
    }
    return NULL;
}

static void unlink_locked(Engine *e, Database *database) {
    Database **at = &e->first;
    while (*at != database) at = &(*at)->next;
    *at = database->next;
}

// Waits while another thread opens or closes it: two handles on one file would destroy it.
static Database *find_settled(Engine *e, const char *path) {
    for (;;) {
        Database *d = find_locked(e, path);
        if (!d || !d->busy) return d;
        pthread_cond_wait(&e->changed, &e->mutex);
    }
}

// Puts a busy entry on the list, opens it without holding the lock (40 to 160 ms), settles it.
static bool open_locked(Engine *e, char *path, Database **ret_database, Err *err) {
    Database *d = calloc(1, sizeof *d);
    if (!d) {
        free(path);
        return fail(err, ERR_LIMIT, "out of memory");
    }
    *d = (Database){.engine = e, .path = path, .refs = 1, .busy = true, .next = e->first};
    e->first = d;
    pthread_mutex_unlock(&e->mutex);
    bool ok = engine_instance_open(&e->options, path, &d->handle, err);
    pthread_mutex_lock(&e->mutex);
    d->busy = false;
    pthread_cond_broadcast(&e->changed);
    if (ok) {
        *ret_database = d;
        return true;
    }
    unlink_locked(e, d);
    database_free(d);
    return false;
}

bool engine_open(Engine *e, const char *path, Database **ret_database, Err *err) {
    char *canonical = NULL;
    if (is_memory(path)) {
        canonical = strdup(path);
    } else if (!path_canonical(path, &canonical, err)) {
        return false;
    }
    pthread_mutex_lock(&e->mutex);
    Database *d = find_settled(e, canonical);
    bool ok = true;
    if (d) {
        d->refs++;
        *ret_database = d;
        free(canonical);
    } else {
        ok = open_locked(e, canonical, ret_database, err);
    }
    pthread_mutex_unlock(&e->mutex);
    return ok;
}

void engine_retain(Database *d) {
    pthread_mutex_lock(&d->engine->mutex);
    assert(d->refs > 0);
    d->refs++;
    pthread_mutex_unlock(&d->engine->mutex);
}

// Closes without holding the lock: DuckDB writes its checkpoint then.
static void close_locked(Engine *e, Database *d) {
    d->busy = true;
    pthread_mutex_unlock(&e->mutex);
    duckdb_close(&d->handle);
    pthread_mutex_lock(&e->mutex);
    unlink_locked(e, d);
    database_free(d);
    pthread_cond_broadcast(&e->changed);
}

void engine_release(Database *d) {
    if (!d) return;
    Engine *e = d->engine;
    pthread_mutex_lock(&e->mutex);
    assert(d->refs > 0);
    d->refs--;
    d->released_us = clock_mono_us();
    // Nobody can find one in memory again.
    if (d->refs == 0 && is_memory(d->path)) close_locked(e, d);
    pthread_mutex_unlock(&e->mutex);
}

static Database *idle_find(Engine *e, int64_t now_us) {
    for (Database *d = e->first; d; d = d->next) {
        bool idle = d->refs == 0 && !d->busy;
        if (idle && now_us - d->released_us >= e->options.idle_close_us) return d;
    }
    return NULL;
}

void engine_close_idle(Engine *e) {
    if (e->options.idle_close_us == 0) return;
    int64_t now_us = clock_mono_us();
    pthread_mutex_lock(&e->mutex);
    for (Database *d; (d = idle_find(e, now_us)) != NULL;) close_locked(e, d);
    pthread_mutex_unlock(&e->mutex);
}

static void quote(Buf *out, Str text, char mark) {
    buf_add_char(out, mark);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == mark) buf_add_char(out, mark);
        // DuckDB's C face takes NUL-ended statements: a NUL would cut the statement.
        if (text.ptr[i] != '\0') buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, mark);
}

void engine_quote_name(Buf *out, Str name) { quote(out, name, '"'); }
void engine_quote_text(Buf *out, Str text) { quote(out, text, '\''); }

bool engine_is_internal(Str table) {
    return str_starts_nocase(table, S("_munim_")) || str_ends_nocase(table, S("__rejects")) ||
           str_ends_nocase(table, S("__imported"));
}
