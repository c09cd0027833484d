#include "sys/file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/vec.h"
#include "sys/rand.h"

// Files of /proc say that they are empty; this much of them is read.
enum { UNSIZED_MAX = 64 * 1024 };

static void fd_close(const int *fd) {
    if (*fd >= 0) close(*fd);
}

static void dir_close(DIR **dir) {
    if (*dir) closedir(*dir);
}

static ErrCode code_of(int number) {
    switch (number) {
        case ENOENT:
        case ENOTDIR: return ERR_NOT_FOUND;
        case EACCES:
        case EPERM:
        case EROFS: return ERR_DENIED;
        case EEXIST: return ERR_CONFLICT;
        default: return ERR_IO;
    }
}

// "cannot read data/x.csv: No such file or directory", from errno.
static bool fail_errno(Err *err, const char *verb, const char *path) {
    int number = errno;
    return fail(err, code_of(number), "cannot %s %s: %s", verb, path, strerror(number));
}

// Reads until `cap` bytes or the end; -1 with errno.
static ssize_t read_full(int fd, char *to, size_t cap) {
    size_t len = 0;
    while (len < cap) {
        ssize_t got = read(fd, to + len, cap - len);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        len += (size_t)got;
    }
    return (ssize_t)len;
}

bool file_read(const char *path, size_t max, Arena *a, Str *ret_text, Err *err) {
    CLEANUP(fd_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) return fail_errno(err, "read", path);
    if (!S_ISREG(st.st_mode)) return fail(err, ERR_INVALID, "%s is not a plain file", path);
    size_t size = (size_t)st.st_size;
    if (size > max) {
        return fail(err, ERR_LIMIT, "%s has %zu bytes; at most %zu are read", path, size, max);
    }
    size_t cap = size > 0 ? size : max < UNSIZED_MAX ? max : UNSIZED_MAX;
    char *text = arena_try(a, cap + 1);
    if (!text) return fail(err, ERR_LIMIT, "%s: %zu bytes do not fit in memory", path, cap);
    ssize_t len = read_full(fd, text, cap);
    if (len < 0) return fail_errno(err, "read", path);
    text[len] = '\0';
    *ret_text = str_of(text, (size_t)len);
    return true;
}

static bool write_full(int fd, Str text) {
    size_t done = 0;
    while (done < text.len) {
        ssize_t wrote = write(fd, text.ptr + done, text.len - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        done += (size_t)wrote;
    }
    return true;
}

// The folder part, "." when there is none.
static const char *path_folder(Arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return ".";
    return slash == path ? "/" : str_z(a, str_of(path, (size_t)(slash - path)));
}

// After a rename only a synced folder makes sure that the new name survives a power cut.
static bool folder_sync(const char *folder) {
    CLEANUP(fd_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && fsync(fd) == 0;
}

static bool file_write_synced(const char *path, Str text) {
    CLEANUP(fd_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return fd >= 0 && write_full(fd, text) && fsync(fd) == 0;
}

bool file_write_atomic(const char *path, Str text, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const char *draft = str_fmt(a, "%s." STR_F ".tmp", path, STR_A(rand_id(a))).ptr;
    if (!file_write_synced(draft, text) || rename(draft, path) != 0) {
        int number = errno;
        unlink(draft);
        errno = number;
        return fail_errno(err, "write", path);
    }
    if (!folder_sync(path_folder(a, path))) return fail_errno(err, "sync the folder of", path);
    return true;
}

bool file_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool dir_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_size(const char *path, uint64_t *ret_bytes, Err *err) {
    struct stat st;
    if (stat(path, &st) != 0) return fail_errno(err, "look at", path);
    *ret_bytes = (uint64_t)st.st_size;
    return true;
}

bool file_modified(const char *path, int64_t *ret_unix_us, Err *err) {
    struct stat st;
    if (stat(path, &st) != 0) return fail_errno(err, "look at", path);
    *ret_unix_us = st.st_mtim.tv_sec * INT64_C(1000000) + st.st_mtim.tv_nsec / 1000;
    return true;
}

bool file_sync(const char *path, Err *err) {
    CLEANUP(fd_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && fsync(fd) == 0) return true;
    return fail_errno(err, "keep", path);
}

bool file_space(const char *path, uint64_t *ret_bytes, Err *err) {
    struct statvfs found;
    if (statvfs(path, &found) != 0) return fail_errno(err, "look at the disk of", path);
    *ret_bytes = (uint64_t)found.f_bavail * found.f_frsize;
    return true;
}

bool file_remove(const char *path, Err *err) {
    if (unlink(path) == 0 || errno == ENOENT) return true;
    return fail_errno(err, "remove", path);
}

bool file_rename(const char *from, const char *to, Err *err) {
    if (rename(from, to) == 0) return true;
    int number = errno;
    return fail(err, code_of(number), "cannot rename %s to %s: %s", from, to, strerror(number));
}

static bool dir_make_one(const char *path, Err *err) {
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && dir_exists(path))) return true;
    return fail_errno(err, "make the folder", path);
}

bool dir_make(const char *path, Err *err) {
    if (dir_exists(path)) return true;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const char *parent = path_folder(a, path);
    bool has_parent = strcmp(parent, ".") != 0 && strcmp(parent, path) != 0;
    if (has_parent && !dir_make(parent, err)) return false;
    return dir_make_one(path, err);
}

static bool is_self_or_parent(const char *name) {
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool entry_remove(int folder_fd, const char *name);

// Closes the descriptor. False with errno.
static bool entries_remove(int fd) {
    CLEANUP(dir_close) DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return false;
    }
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        if (!is_self_or_parent(e->d_name) && !entry_remove(fd, e->d_name)) return false;
    }
    return true;
}

static bool entry_remove(int folder_fd, const char *name) {
    if (unlinkat(folder_fd, name, 0) == 0 || errno == ENOENT) return true;
    if (errno != EISDIR) return false;
    // A link put here between the two calls is refused, not followed.
    int fd = openat(folder_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return false;
    return entries_remove(fd) && unlinkat(folder_fd, name, AT_REMOVEDIR) == 0;
}

bool dir_remove_all(const char *path, Err *err) {
    return entry_remove(AT_FDCWD, path) || fail_errno(err, "remove", path);
}

static int name_order(const void *a, const void *b) {
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

bool dir_list(const char *path, Arena *a, Str **ret_names, size_t *ret_count, Err *err) {
    CLEANUP(dir_close) DIR *dir = opendir(path);
    if (!dir) return fail_errno(err, "list", path);
    VEC(Str) names = {0};
    errno = 0;
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        if (!is_self_or_parent(e->d_name)) *vec_push(a, &names) = str_dup(a, str_from(e->d_name));
    }
    if (errno != 0) return fail_errno(err, "list", path);
    if (names.count > 1) qsort(names.items, names.count, sizeof *names.items, name_order);
    *ret_names = names.items;
    *ret_count = names.count;
    return true;
}

const char *path_join(Arena *a, const char *folder, Str name) {
    size_t len = strlen(folder);
    bool has_slash = len > 0 && folder[len - 1] == '/';
    return str_fmt(a, "%s%s" STR_F, folder, len == 0 || has_slash ? "" : "/", STR_A(name)).ptr;
}

static ptrdiff_t last_of(Str s, char c) {
    const char *at = s.len > 0 ? memrchr(s.ptr, c, s.len) : NULL;
    return at ? at - s.ptr : STR_NONE;
}

Str path_name(Str path) {
    while (path.len > 1 && path.ptr[path.len - 1] == '/') path.len--;
    return str_skip(path, (size_t)(last_of(path, '/') + 1));
}

// A dot at the front hides a file; it begins no extension.
Str path_extension(Str path) {
    Str name = path_name(path);
    ptrdiff_t dot = last_of(name, '.');
    return dot > 0 ? str_skip(name, (size_t)dot + 1) : (Str){0};
}

static bool is_compression(Str extension) {
    static const Str NAMES[] = {STR("gz"), STR("bz2"), STR("xz"), STR("zst")};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        if (str_eq_nocase(extension, NAMES[i])) return true;
    }
    return false;
}

static Str extension_cut(Str name, Str extension) {
    return extension.len > 0 ? str_slice(name, 0, name.len - extension.len - 1) : name;
}

Str path_stem(Str path) {
    Str name = path_name(path);
    Str extension = path_extension(name);
    Str stem = extension_cut(name, extension);
    return is_compression(extension) ? extension_cut(stem, path_extension(stem)) : stem;
}
