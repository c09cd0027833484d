#include "net/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/vec.h"
#include "net/multipart.h"
#include "sys/rand.h"

struct Upload {
    Arena *arena;
    const char *folder;
    Multipart *multipart;  // NULL: the body is one file as it is
    VEC(HttpUpload) parts;
    int fd;  // of the part being written, -1 when none
    bool appends;
    uint64_t most;  // bytes that may come, when it appends
    Buf field;      // of the plain field being read
    size_t fields_bytes;
};

static HttpUpload *part_current(Upload *upload) {
    return &upload->parts.items[upload->parts.count - 1];
}

static bool file_open(Upload *upload, HttpUpload *part, Err *err) {
    Str id = rand_id(upload->arena);
    part->path = str_fmt(upload->arena, "%s/upload-" STR_F, upload->folder, STR_A(id)).ptr;
    upload->fd = open(part->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (upload->fd >= 0) return true;
    const char *path = part->path;
    part->path = NULL;
    return fail(err, ERR_IO, "cannot create %s: %s", path, strerror(errno));
}

static bool part_begin(void *ctx, const MultipartPart *head, Err *err) {
    Upload *upload = ctx;
    HttpUpload *part = vec_push(upload->arena, &upload->parts);
    part->name = head->name;
    part->file_name = head->file_name;
    part->type = head->type;
    part->is_file = head->is_file;
    if (part->is_file) return file_open(upload, part, err);
    buf_clear(&upload->field);
    return true;
}

static bool file_write(int fd, Str bytes, Err *err) {
    while (bytes.len > 0) {
        ssize_t put = write(fd, bytes.ptr, bytes.len);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) {
            bool full = errno == ENOSPC || errno == EDQUOT;
            return fail(err, full ? ERR_UNAVAILABLE : ERR_IO, "cannot keep the upload: %s",
                        strerror(errno));
        }
        bytes = str_skip(bytes, (size_t)put);
    }
    return true;
}

static bool part_data(void *ctx, Str bytes, Err *err) {
    Upload *upload = ctx;
    HttpUpload *part = part_current(upload);
    part->bytes += bytes.len;
    if (upload->appends && part->bytes > upload->most) {
        return fail(err, ERR_LIMIT, "%llu bytes were to follow, and more came",
                    (unsigned long long)upload->most);
    }
    if (part->is_file) return file_write(upload->fd, bytes, err);
    buf_add(&upload->field, bytes);
    upload->fields_bytes += bytes.len;
    if (!upload->field.overflow && upload->fields_bytes <= UPLOAD_FIELDS_BYTES_MAX) return true;
    return fail(err, ERR_LIMIT, "the field '" STR_F "' is over %d bytes; send it as a file",
                STR_A(part->name), UPLOAD_FIELD_MAX);
}

static bool part_end(void *ctx, Err *err) {
    Upload *upload = ctx;
    HttpUpload *part = part_current(upload);
    if (!part->is_file) {
        part->value = str_dup(upload->arena, buf_str(&upload->field));
        return true;
    }
    int fd = upload->fd;
    upload->fd = -1;
    if (close(fd) == 0) return true;
    return fail(err, ERR_IO, "cannot keep the upload: %s", strerror(errno));
}

static const MultipartCalls CALLS = {part_begin, part_data, part_end};

bool upload_new(Arena *a, const char *folder, Str content_type, Upload **ret_upload, Err *err) {
    Upload *upload = arena_new(a, Upload, 1);
    upload->arena = a;
    upload->folder = folder;
    upload->fd = -1;
    buf_init(&upload->field, UPLOAD_FIELD_MAX);
    if (str_starts_nocase(content_type, S("multipart/"))) {
        Str boundary;
        if (!multipart_boundary(content_type, &boundary, err)) return false;
        upload->multipart = multipart_new(a, boundary, &CALLS, upload);
    } else {
        MultipartPart whole = {.type = content_type, .is_file = true};
        if (!part_begin(upload, &whole, err)) return false;
    }
    *ret_upload = upload;
    return true;
}

static bool end_find(int fd, const UploadAppend *append, Err *err) {
    struct stat found;
    if (fstat(fd, &found) != 0) return fail(err, ERR_IO, "%s: %s", append->path, strerror(errno));
    if ((uint64_t)found.st_size != append->at) {
        return fail(err, ERR_CONFLICT, "%llu bytes are here, not %llu: ask how many, then go on",
                    (unsigned long long)found.st_size, (unsigned long long)append->at);
    }
    if (lseek(fd, found.st_size, SEEK_SET) == found.st_size) return true;
    return fail(err, ERR_IO, "%s: %s", append->path, strerror(errno));
}

// Not O_APPEND: a connection that was thought dead may still write while another one goes on in its
// place. Both then write the same bytes to the same places, which does no harm.
bool upload_append(Arena *a, const UploadAppend *append, Upload **ret_upload, Err *err) {
    Upload *upload = arena_new(a, Upload, 1);
    upload->arena = a;
    upload->appends = true;
    upload->most = append->most;
    buf_init(&upload->field, 1);
    upload->fd = open(append->path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (upload->fd < 0 && errno == ENOENT) {
        return fail(err, ERR_NOT_FOUND, "this upload is not here any more");
    }
    if (upload->fd < 0) return fail(err, ERR_IO, "%s: %s", append->path, strerror(errno));
    if (!end_find(upload->fd, append, err)) {
        close(upload->fd);
        return false;
    }
    HttpUpload *part = vec_push(a, &upload->parts);
    *part = (HttpUpload){.is_file = true, .path = append->path};
    *ret_upload = upload;
    return true;
}

bool upload_write(Upload *upload, Str bytes, Err *err) {
    if (upload->multipart) return multipart_feed(upload->multipart, bytes, err);
    return part_data(upload, bytes, err);
}

bool upload_finish(Upload *upload, const HttpUpload **ret_parts, size_t *ret_count, Err *err) {
    bool ok = upload->multipart ? multipart_finish(upload->multipart, err) : part_end(upload, err);
    if (!ok) return false;
    *ret_parts = upload->parts.items;
    *ret_count = upload->parts.count;
    return true;
}

void upload_done(Upload *upload) {
    if (!upload) return;
    if (upload->fd >= 0) close(upload->fd);
    for (size_t i = 0; i < upload->parts.count && !upload->appends; i++) {
        if (upload->parts.items[i].path) unlink(upload->parts.items[i].path);
    }
    buf_done(&upload->field);
}
