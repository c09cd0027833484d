#include "connect/zipentry.h"

bool zipentry_archive(const char *path, zip_t **ret, Err *err) {
    int code = 0;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &code);
    if (!archive) {
        zip_error_t e;
        zip_error_init_with_code(&e, code);
        fail(err, ERR_INVALID, "the archive is broken or cut short (%s)", zip_error_strerror(&e));
        zip_error_fini(&e);
        return false;
    }
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > ZIPENTRY_COUNT_MAX) {
        zip_discard(archive);
        return fail(err, ERR_LIMIT, "the archive has %lld entries: at most %d are read",
                    (long long)count, ZIPENTRY_COUNT_MAX);
    }
    *ret = archive;
    return true;
}

bool zipentry_stat(zip_t *archive, zip_uint64_t index, zip_stat_t *ret, Err *err) {
    zip_stat_init(ret);
    if (zip_stat_index(archive, index, 0, ret) != 0) {
        return fail(err, ERR_INVALID, "the archive is broken (%s)", zip_strerror(archive));
    }
    if (ret->encryption_method != ZIP_EM_NONE) {
        return fail(err, ERR_UNSUPPORTED, "'%s' is encrypted: save it without a password",
                    ret->name);
    }
    bool bomb = ret->size > ZIPENTRY_BYTES_MAX || (ret->size > ZIPENTRY_RATIO_FROM &&
                                                   ret->size / ZIPENTRY_RATIO_MAX > ret->comp_size);
    if (bomb) {
        return fail(err, ERR_LIMIT, "'%s' unpacks %llu bytes into %llu: that is no data file",
                    ret->name, (unsigned long long)ret->comp_size, (unsigned long long)ret->size);
    }
    return true;
}

bool zipentry_open(zip_t *archive, const char *name, zip_file_t **ret, uint64_t *ret_bytes,
                   Err *err) {
    zip_stat_t st;
    zip_int64_t index = zip_name_locate(archive, name, ZIP_FL_NOCASE);
    if (index < 0) return fail(err, ERR_NOT_FOUND, "the archive has no '%s'", name);
    if (!zipentry_stat(archive, (zip_uint64_t)index, &st, err)) return false;
    *ret = zip_fopen_index(archive, (zip_uint64_t)index, 0);
    if (!*ret) return fail(err, ERR_INVALID, "'%s': %s", name, zip_strerror(archive));
    *ret_bytes = st.size;
    return true;
}

bool zipentry_name_safe(Str name) {
    Str part;
    if (name.len == 0 || name.ptr[0] == '/' || str_find_char(name, '\\') >= 0) return false;
    if (name.len > 1 && name.ptr[1] == ':') return false;
    while (str_next_part(&name, '/', &part)) {
        if (str_eq(part, S(".."))) return false;
    }
    return true;
}
