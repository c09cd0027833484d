// Opening a DuckDB instance and locking it down, before any statement of ours or of a person.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/engine_core.h"
#include "engine/engine_error.h"

enum { SETUP_SQL_MAX = 64 * 1024 };
#define MEMORY_DEFAULT_MAX (UINT64_C(4) << 30)
// A statement that spills more than this many times the memory would take the disk hostage.
#define SPILL_TIMES 8

typedef struct Setting {
    const char *name;
    const char *value;
} Setting;

static const Setting SETTINGS[] = {
    {"autoinstall_known_extensions", "false"},
    {"autoload_known_extensions", "false"},
    {"allow_community_extensions", "false"},
    {"allow_unsigned_extensions", "false"},
    {"allow_persistent_secrets", "false"},
    // Loads in parallel and checkpoints in 35 ms instead of seconds; a result's order is what
    // ORDER BY says and nothing else.
    {"preserve_insertion_order", "false"},
    // Gives memory back to the system after a statement: at rest 71 MB instead of 100.
    {"allocator_background_threads", "true"},
};

static uint64_t memory_default(void) {
    long pages = sysconf(_SC_PHYS_PAGES);
    long page = sysconf(_SC_PAGESIZE);
    uint64_t half = pages > 0 && page > 0 ? (uint64_t)pages * (uint64_t)page / 2 : 0;
    return half == 0 || half > MEMORY_DEFAULT_MAX ? MEMORY_DEFAULT_MAX : half;
}

static bool set_one(duckdb_config config, const char *name, const char *value, Err *err) {
    if (duckdb_set_config(config, name, value) == DuckDBSuccess) return true;
    return fail(err, ERR_INTERNAL, "DuckDB does not take %s = %s", name, value);
}

static bool set_size(duckdb_config config, const char *name, uint64_t bytes, Err *err) {
    char text[32];
    snprintf(text, sizeof text, "%lluKiB", (unsigned long long)(bytes / 1024));
    return set_one(config, name, text, err);
}

static bool config_fill(duckdb_config config, const EngineOptions *options, const char *path,
                        Err *err) {
    for (size_t i = 0; i < COUNT_OF(SETTINGS); i++) {
        if (!set_one(config, SETTINGS[i].name, SETTINGS[i].value, err)) return false;
    }
    uint64_t memory = options->memory_bytes ? options->memory_bytes : memory_default();
    if (!set_size(config, "memory_limit", memory, err)) return false;
    if (!set_size(config, "max_temp_directory_size", memory * SPILL_TIMES, err)) return false;
    if (options->threads > 0) {
        char text[16];
        snprintf(text, sizeof text, "%d", options->threads);
        if (!set_one(config, "threads", text, err)) return false;
    }
    // By default one in memory would spill to a folder in the working directory.
    if (strcmp(path, ":memory:") == 0) return set_one(config, "temp_directory", "", err);
    return true;
}

// Only what one connection may turn on for itself stays open: counting its progress.
static void lock_sql(Buf *sql, const EngineOptions *options) {
    // Moments are written as they were read, in UTC, whatever the machine's zone.
    buf_add(sql, S("SET GLOBAL TimeZone = 'UTC';"));
    buf_add(sql, S("SET allowed_configs = ['enable_progress_bar', 'enable_progress_bar_print'];"));
    buf_add(sql, S("SET allowed_directories = ["));
    const char *const *dirs = options->readable_dirs;
    for (size_t i = 0; dirs && dirs[i]; i++) {
        if (i > 0) buf_add_char(sql, ',');
        engine_quote_text(sql, str_from(dirs[i]));
    }
    buf_add(sql, S("]; SET enable_external_access = false; SET lock_configuration = true;"));
    buf_add_char(sql, '\0');
}

static bool lock_down(duckdb_database handle, const EngineOptions *options, Err *err) {
    duckdb_connection connection = NULL;
    if (duckdb_connect(handle, &connection) != DuckDBSuccess) {
        return fail(err, ERR_IO, "the database does not take a connection");
    }
    Buf sql;
    buf_init(&sql, SETUP_SQL_MAX);
    lock_sql(&sql, options);
    bool ok = buf_check(&sql, ERR_WORD("the list of readable folders"), err);
    duckdb_result result = {0};
    if (ok && duckdb_query(connection, sql.ptr, &result) != DuckDBSuccess) {
        ok = engine_error_fail(duckdb_result_error(&result), err);
    }
    duckdb_destroy_result(&result);
    buf_done(&sql);
    duckdb_disconnect(&connection);
    return ok;
}

static bool open_with(duckdb_config config, const EngineOptions *options, const char *path,
                      duckdb_database *ret_handle, Err *err) {
    if (!config_fill(config, options, path, err)) return false;
    char *reason = NULL;
    duckdb_database handle = NULL;
    if (duckdb_open_ext(path, &handle, config, &reason) != DuckDBSuccess) {
        engine_error_fail(reason, err);
        err->code = ERR_IO;
        duckdb_free(reason);
        return false;
    }
    if (!lock_down(handle, options, err)) {
        duckdb_close(&handle);
        return false;
    }
    *ret_handle = handle;
    return true;
}

bool engine_instance_open(const EngineOptions *options, const char *path,
                          duckdb_database *ret_handle, Err *err) {
    duckdb_config config = NULL;
    if (duckdb_create_config(&config) != DuckDBSuccess) {
        return fail(err, ERR_INTERNAL, "DuckDB gave no configuration");
    }
    bool ok = open_with(config, options, path, ret_handle, err);
    duckdb_destroy_config(&config);
    return ok;
}
