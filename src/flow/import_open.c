// From the request's path to sources: what kind each file is, unpacked where it has to be,
// files of one shape put together.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "connect/csvfile.h"
#include "connect/encoding.h"
#include "connect/filekind.h"
#include "data/number_text.h"
#include "flow/import_job.h"
#include "sys/file.h"
#include "sys/rand.h"

// From STAGED_BYTES_MIN on the engine may read the file itself.
enum { SAMPLE_BYTES = 4 * 1024 * 1024, STAGED_BYTES_MIN = 4 * 1024 * 1024 };

static bool head_read(const char *path, char *head, size_t max, size_t *ret_len, Err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    size_t len = 0;
    for (ssize_t got = 1; got > 0 && len<max; len += got> 0 ? (size_t)got : 0) {
        got = read(fd, head + len, max - len);
        if (got < 0) {
            close(fd);
            return fail(err, ERR_IO, "%s: %s", path, strerror(errno));
        }
    }
    close(fd);
    *ret_len = len;
    return true;
}

ImportSource *import_source_new(ImportJob *job, Str table, Str origin) {
    ImportSource *s = vec_push(job->arena, &job->sources);
    s->table = s->wanted_table = import_table_name(table, job->arena);
    s->file_field = -1;
    s->result.origin = str_dup(job->arena, origin);
    return s;
}

// ---- delimited text

static Str line_first(Str text) {
    ptrdiff_t end = str_find_char(text, '\n');
    return end < 0 ? text : str_slice(text, 0, (size_t)end + 1);
}

static bool delimited_open(ImportJob *job, ImportFile found, Err *err) {
    char *sample = arena_alloc(job->arena, SAMPLE_BYTES);
    size_t len, mark;
    uint64_t damaged = 0;
    if (!head_read(found.path, sample, SAMPLE_BYTES, &len, err)) return false;
    Encoding encoding = encoding_guess(str_of(sample, len), len < SAMPLE_BYTES, &mark);
    if (len == SAMPLE_BYTES && encoding_is_ascii(str_of(sample, len)) &&
        !encoding_guess_rest(found.path, len, &encoding, err)) {
        return false;
    }
    if (encoding != ENCODING_UTF8) {
        const char *path = import_staging_path(job, "csv");
        if (!encoding_file_to_utf8(found.path, encoding, path, &damaged, err)) return false;
        found.path = path;
        mark = 0;
        if (!head_read(path, sample, SAMPLE_BYTES, &len, err)) return false;
    }
    Str text = str_of(sample + mark, len - mark);
    ImportSource *s = import_source_new(job, path_stem(found.name), found.name);
    ImportPart *p = vec_push(job->arena, &s->parts);
    p->path = found.path;
    p->label = path_stem(found.name);
    p->delimited = true;
    p->dialect = csvscan_guess(text, len < SAMPLE_BYTES);
    p->skip_bytes = mark;
    if (str_starts_nocase(text, S("sep="))) p->skip_bytes += line_first(text).len;
    if (!file_size(p->path, &p->bytes, err)) return false;
    if (p->bytes >= STAGED_BYTES_MIN && !import_staged(job, p->path, "csv", &p->path, err)) {
        return false;
    }
    if (!csvfile_open(p->path, &p->dialect, p->skip_bytes, &p->reader, err)) return false;
    p->reader->encoding = encoding_name(encoding);
    if (damaged > 0) {
        import_note(job, s,
                    str_fmt(job->arena, ERR_WORD(STR_F " could not be read"),
                            STR_A(number_text((double)damaged, S(ERR_WORD("characters")),
                                              words_english(job->arena)))));
    }
    return true;
}

// ---- kinds

typedef bool KindOpen(ImportJob *job, ImportFile found, Err *err);

static KindOpen *const KINDS[FILE_BINARY + 1] = {
    [FILE_DELIMITED] = delimited_open,    [FILE_JSON] = import_open_json,
    [FILE_PARQUET] = import_open_parquet, [FILE_ZIP] = import_open_zip,
    [FILE_OLE] = import_open_xls,         [FILE_SQLITE] = import_open_sqlite,
    [FILE_GZIP] = import_open_gzip,
};

static void lie_note(ImportJob *job, ImportFile found, FileKind kind, size_t first_source) {
    FileKind promised = filekind_by_extension(path_extension(found.name));
    bool same =
        promised == kind || promised == FILE_BINARY || (promised == FILE_XLSX && kind == FILE_ZIP);
    if (same || job->sources.count <= first_source) return;
    import_note(job, &job->sources.items[first_source],
                str_fmt(job->arena, ERR_WORD("the name says " STR_F ", the content is " STR_F),
                        STR_A(filekind_name(promised)), STR_A(filekind_name(kind))));
}

bool import_open_file(ImportJob *job, ImportFile found, Err *err) {
    char head[FILEKIND_HEAD];
    size_t len, first = job->sources.count;
    if (!head_read(found.path, head, sizeof head, &len, err)) return false;
    FileKind kind = filekind_of(str_of(head, len));
    if (kind == FILE_EMPTY) {
        return fail(err, ERR_INVALID, STR_F " is empty", STR_A(found.name));
    }
    if (!KINDS[kind]) {
        Str what = kind == FILE_FOREIGN ? filekind_foreign(str_of(head, len)) : filekind_name(kind);
        return fail(err, ERR_UNSUPPORTED, STR_F " is " STR_F ": that can't be read as a table",
                    STR_A(found.name), STR_A(what));
    }
    if (!KINDS[kind](job, found, err)) return false;
    lie_note(job, found, kind, first);
    return true;
}

bool import_open(ImportJob *job, Err *err) {
    const ImportRequest *q = job->request;
    Str name = q->name.len ? q->name : path_name(str_from(q->path));
    ImportFile found = {.path = q->path, .name = str_dup(job->arena, name)};
    bool ok = dir_exists(found.path) ? import_open_folder(job, found, err)
                                     : import_open_file(job, found, err);
    if (!ok) return false;
    if (job->sources.count == 0) {
        Str why = job->left_out.count ? job->left_out.items[0] : S(ERR_WORD("it is empty"));
        return fail(err, ERR_INVALID, STR_F " holds no table (" STR_F ")", STR_A(name), STR_A(why));
    }
    for (size_t i = 0; i < job->left_out.count; i++) {
        import_note(job, &job->sources.items[0], job->left_out.items[i]);
    }
    if (q->table.len > 0 && job->sources.count == 1) {
        ImportSource *s = &job->sources.items[0];
        s->table = s->wanted_table = str_dup(job->arena, q->table);
    }
    return true;
}

void import_close(ImportJob *job) {
    for (size_t i = 0; i < job->sources.count; i++) {
        ImportSource *s = &job->sources.items[i];
        for (size_t p = 0; p < s->parts.count; p++) reader_close(&s->parts.items[p].reader);
    }
    for (size_t i = job->books.count; i > 0; i--) {
        job->books.items[i - 1].close(job->books.items[i - 1].handle);
    }
}
