#include "flow/uploads.h"

#include "base/utf8.h"
#include "data/number_text.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/rand.h"

static const char *folder_of(const Uploads *u, Str id, Arena *a) {
    return path_join(a, u->folder, id);
}

static const char *file_of(const Uploads *u, Str id, Arena *a) {
    return path_join(a, folder_of(u, id, a), S("upload"));
}

bool uploads_is_whole(const UploadState *s) {
    return s->record.job.len > 0 || s->offset == (uint64_t)s->record.length;
}

static bool state_make(const Uploads *u, const StoreUpload *record, Arena *a, UploadState *ret,
                       Err *err) {
    UploadState s = {.record = *record, .path = file_of(u, record->id, a)};
    Moment last = record->made_at;
    s.offset = (uint64_t)record->length;
    if (record->job.len == 0) {
        if (!file_size(s.path, &s.offset, err) || !file_modified(s.path, &last, err)) return false;
    }
    if (last < record->made_at) last = record->made_at;
    s.expires_at = last + UPLOADS_DAYS * MOMENT_DAY;
    *ret = s;
    return true;
}

// ---- a new one

static bool wanted_check(const StoreUpload *w, Err *err) {
    if (w->name.len == 0 || w->name.len > UPLOADS_NAME_MAX || !utf8_valid(w->name)) {
        return fail(err, ERR_INVALID, "'filename' must be 1 to %d bytes of UTF-8",
                    UPLOADS_NAME_MAX);
    }
    if (w->length > UPLOADS_BYTES_MAX) {
        return fail(err, ERR_LIMIT, "the file has %lld bytes; at most %lld are taken",
                    (long long)w->length, (long long)UPLOADS_BYTES_MAX);
    }
    return true;
}

static bool room_check(const Uploads *u, Arena *a, Err *err) {
    StoreUpload *all = NULL;
    size_t count = 0, open = 0;
    if (!store_upload_list(u->store, u->workspace, a, &all, &count, err)) return false;
    for (size_t i = 0; i < count; i++) open += all[i].job.len == 0;
    if (open < UPLOADS_OPEN_MAX) return true;
    return fail(err, ERR_LIMIT, "%d files are on their way already: finish or cancel one first",
                UPLOADS_OPEN_MAX);
}

static Str megabytes(uint64_t bytes, Arena *a) {
    return number_text((double)(bytes / 1000000), S("MB"), words_english(a));
}

static bool disk_check(const Uploads *u, uint64_t length, Arena *a, Err *err) {
    uint64_t space = 0;
    if (!file_space(u->folder, &space, err)) return false;
    if (space >= UPLOADS_SPACE_LEFT && space - UPLOADS_SPACE_LEFT >= length) return true;
    uint64_t usable = space > UPLOADS_SPACE_LEFT ? space - UPLOADS_SPACE_LEFT : 0;
    return fail(err, ERR_UNAVAILABLE,
                "the disk has room for " STR_F ", and the file has " STR_F
                ": make room, then send it again",
                STR_A(megabytes(usable, a)), STR_A(megabytes(length, a)));
}

static StoreUpload record_make(const StoreUpload *wanted, Arena *a) {
    StoreUpload record = *wanted;
    record.id = rand_id(a);
    record.made_at = clock_now();
    return record;
}

// The folder goes again when the store does not take the record.
static bool record_keep(const Uploads *u, const StoreUpload *record, Arena *a, Err *err) {
    if (store_upload_add(u->store, u->workspace, record, err)) return true;
    Err ignored = {0};
    (void)!dir_remove_all(folder_of(u, record->id, a), &ignored);
    return false;
}

bool uploads_add(const Uploads *u, const StoreUpload *wanted, Arena *a, UploadState *ret,
                 Err *err) {
    if (!wanted_check(wanted, err) || !room_check(u, a, err) ||
        !disk_check(u, (uint64_t)wanted->length, a, err)) {
        return false;
    }
    StoreUpload record = record_make(wanted, a);
    return dir_make(folder_of(u, record.id, a), err) &&
           file_write_atomic(file_of(u, record.id, a), S(""), err) &&
           record_keep(u, &record, a, err) && state_make(u, &record, a, ret, err);
}

bool uploads_adopt(const Uploads *u, const StoreUpload *wanted, const char *path, Arena *a,
                   UploadState *ret, Err *err) {
    StoreUpload record = record_make(wanted, a);
    return dir_make(folder_of(u, record.id, a), err) &&
           file_rename(path, file_of(u, record.id, a), err) &&
           file_sync(file_of(u, record.id, a), err) && record_keep(u, &record, a, err) &&
           state_make(u, &record, a, ret, err);
}

// ---- looking

bool uploads_get(const Uploads *u, Str id, Arena *a, UploadState *ret, Err *err) {
    StoreUpload record = {0};
    return store_upload_get(u->store, u->workspace, id, a, &record, err) &&
           state_make(u, &record, a, ret, err);
}

bool uploads_list(const Uploads *u, Arena *a, UploadState **ret, size_t *ret_count, Err *err) {
    StoreUpload *all = NULL;
    size_t count = 0;
    if (!store_upload_list(u->store, u->workspace, a, &all, &count, err)) return false;
    UploadState *states = arena_new(a, UploadState, count);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++) {
        Err gone = {0};  // removed meanwhile, or its folder was taken away: it cannot go on
        if (state_make(u, &all[i], a, &states[*ret_count], &gone)) (*ret_count)++;
    }
    *ret = states;
    return true;
}

// ---- its way

bool uploads_take(const Uploads *u, Str job, Arena *a, UploadState *state, bool *ret_taken,
                  Err *err) {
    *ret_taken = false;
    if (!uploads_is_whole(state)) return true;
    if (state->record.job.len > 0) return true;
    return file_sync(state->path, err) &&
           store_upload_take(u->store, state->record.id, job, ret_taken, err) &&
           uploads_get(u, state->record.id, a, state, err);
}

bool uploads_end(const Uploads *u, const StoreUpload *record, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    return store_upload_end(u->store, record->id, err) &&
           dir_remove_all(folder_of(u, record->id, a), err);
}

bool uploads_remove(const Uploads *u, Str id, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    return store_upload_remove(u->store, id, err) && dir_remove_all(folder_of(u, id, a), err);
}

// ---- tidying

static bool is_abandoned(const Uploads *u, const StoreUpload *record, Arena *a) {
    UploadState state = {0};
    Err gone = {0};
    if (record->job.len > 0 && !record->over) return false;  // waits for its import
    return !state_make(u, record, a, &state, &gone) || state.expires_at <= clock_now();
}

static bool is_known(const StoreUpload *all, size_t count, Str id) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(all[i].id, id)) return true;
    }
    return false;
}

static bool strays_remove(const Uploads *u, const StoreUpload *all, size_t count, Arena *a,
                          Err *err) {
    Str *names = NULL;
    size_t name_count = 0;
    if (!dir_list(u->folder, a, &names, &name_count, err)) return false;
    for (size_t i = 0; i < name_count; i++) {
        if (is_known(all, count, names[i])) continue;
        if (!dir_remove_all(path_join(a, u->folder, names[i]), err)) return false;
    }
    return true;
}

bool uploads_tidy(const Uploads *u, bool starting, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    StoreUpload *all = NULL;
    size_t count = 0;
    if (!store_upload_list(u->store, u->workspace, a, &all, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        if (is_abandoned(u, &all[i], a) && !uploads_remove(u, all[i].id, err)) return false;
    }
    return !starting || strays_remove(u, all, count, a, err);
}
