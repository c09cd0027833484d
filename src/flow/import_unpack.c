// Folders, archives and compressed files: what is inside is opened in turn, and files of one
// shape become one table.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "connect/filekind.h"
#include "connect/xlsxfile.h"
#include "connect/zipentry.h"
#include "flow/import_job.h"
#include "sys/file.h"

enum { BLOCK = 256 * 1024, DEPTH_MAX = 4, FILES_MAX = 10000 };
#define UNPACKED_MAX (UINT64_C(64) << 30)

// ---- the job's folder

static bool file_copy(const char *from, const char *to, Err *err) {
    FILE *in = fopen(from, "rbe"), *out = in ? fopen(to, "wbe") : NULL;
    char *block = malloc(BLOCK);
    bool ok = in && out && block;
    size_t got;
    while (ok && (got = fread(block, 1, BLOCK, in)) > 0) ok = fwrite(block, 1, got, out) == got;
    ok = ok && !ferror(in);
    free(block);
    if (in) fclose(in);
    if (out && fclose(out) != 0) ok = false;
    return ok || fail(err, ERR_IO, "copying %s: %s", from, strerror(errno));
}

bool import_staged(ImportJob *job, const char *path, const char *ending, const char **ret_path,
                   Err *err) {
    size_t folder = strlen(job->staging);
    *ret_path = path;
    if (strncmp(path, job->staging, folder) == 0 && path[folder] == '/') return true;
    *ret_path = import_staging_path(job, ending);
    if (link(path, *ret_path) == 0) return true;
    char *absolute = realpath(path, NULL);
    bool linked = absolute && symlink(absolute, *ret_path) == 0;
    free(absolute);
    return linked || file_copy(path, *ret_path, err);
}

static bool unpacked_count(ImportJob *job, uint64_t bytes, Err *err) {
    job->bytes_unpacked += bytes;
    if (job->bytes_unpacked <= UNPACKED_MAX) return true;
    return fail(err, ERR_LIMIT, "unpacked, this is more than %llu GB",
                (unsigned long long)(UNPACKED_MAX >> 30));
}

// ---- gzip

static bool gunzip_blocks(ImportJob *job, gzFile in, uint64_t packed, FILE *out, Err *err) {
    char *block = malloc(BLOCK);
    uint64_t total = 0;
    bool ok = block != NULL;
    while (ok) {
        int got = gzread(in, block, BLOCK), code;
        if (got < 0) {
            ok = fail(err, ERR_INVALID, "the compressed file is broken (%s)", gzerror(in, &code));
            break;
        }
        if (got == 0) break;
        total += (uint64_t)got;
        bool bomb = total > ZIPENTRY_RATIO_FROM && total / ZIPENTRY_RATIO_MAX > packed;
        if (bomb)
            ok = fail(err, ERR_LIMIT, "the file unpacks to more than %d times its size",
                      ZIPENTRY_RATIO_MAX);
        ok = ok && unpacked_count(job, (uint64_t)got, err) &&
             import_step(job, 0, ERR_WORD("unpacking"), err);
        if (ok && fwrite(block, 1, (size_t)got, out) != (size_t)got) {
            ok = fail(err, ERR_IO, "unpacking: %s", strerror(errno));
        }
    }
    free(block);
    return ok;
}

static bool gunzip(ImportJob *job, const char *path, const char *to, Err *err) {
    uint64_t packed;
    if (!file_size(path, &packed, err)) return false;
    gzFile in = gzopen(path, "rbe");
    FILE *out = in ? fopen(to, "wbe") : NULL;
    bool ok = in && out;
    if (!ok) fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    ok = ok && gunzip_blocks(job, in, packed, out, err);
    int code = in ? gzclose(in) : Z_OK;
    if (ok && code != Z_OK) ok = fail(err, ERR_INVALID, "the compressed file is cut short");
    if (out && fclose(out) != 0 && ok) ok = fail(err, ERR_IO, "%s: %s", to, strerror(errno));
    return ok;
}

bool import_open_gzip(ImportJob *job, ImportFile file, Err *err) {
    if (file.depth >= DEPTH_MAX) {
        return fail(err, ERR_LIMIT, STR_F ": packed too many times", STR_A(file.name));
    }
    const char *path = import_staging_path(job, "unpacked");
    if (!gunzip(job, file.path, path, err)) return false;
    Str name = file.name;
    if (str_eq_nocase(path_extension(name), S("gz"))) name.len -= 3;
    return import_open_file(job, (ImportFile){path, name, file.depth + 1}, err);
}

// ---- one table of several files

static bool same_shape(const Layout *a, const Layout *b) {
    if (a->width != b->width || (a->header_row == 0) != (b->header_row == 0)) return false;
    for (size_t i = 0; i < a->width; i++) {
        bool found = false;
        for (size_t k = 0; k < b->width && !found; k++) {
            found = str_eq_nocase(a->headers[i], b->headers[k]);
        }
        if (!found) return false;
    }
    return true;
}

static Str common_prefix(Str a, Str b) {
    size_t n = 0;
    while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n]) n++;
    return str_slice(a, 0, n);
}

// "sales_2024_0" of "sales_2024_01" and "sales_2024_02" is "sales".
static Str prefix_trim(Str s) {
    while (s.len > 0 && (strchr("0123456789_- .(", s.ptr[s.len - 1]) ||
                         ((unsigned char)s.ptr[s.len - 1] & 0xC0) == 0x80)) {
        s.len--;
    }
    return s;
}

static void group_name(ImportJob *job, ImportSource *s, Str folder) {
    Str prefix = s->parts.items[0].label;
    for (size_t i = 1; i < s->parts.count; i++) {
        prefix = common_prefix(prefix, s->parts.items[i].label);
    }
    prefix = prefix_trim(prefix);
    Str name = prefix.len >= 3 ? prefix : folder;
    s->table = s->wanted_table = import_table_name(name, job->arena);
    s->result.origin = str_fmt(job->arena, "%zu files in " STR_F, s->parts.count, STR_A(folder));
}

// Puts the sources from `first` on that have one shape together, in the order of their names.
static bool sources_group(ImportJob *job, size_t first, Str folder, Err *err) {
    size_t kept = first;
    for (size_t i = first; i < job->sources.count; i++) {
        ImportSource *s = &job->sources.items[i], *same = NULL;
        bool single = s->parts.count == 1 && s->parts.items[0].delimited;
        if (single && !import_layout(job, &s->parts.items[0], err)) return false;
        for (size_t k = first; single && k < kept && !same; k++) {
            ImportSource *other = &job->sources.items[k];
            bool fits = other->parts.count > 0 && other->parts.items[0].delimited &&
                        same_shape(&other->parts.items[0].layout, &s->parts.items[0].layout);
            if (fits) same = other;
        }
        if (same)
            *vec_push(job->arena, &same->parts) = s->parts.items[0];
        else
            job->sources.items[kept++] = *s;
    }
    job->sources.count = kept;
    for (size_t k = first; k < kept; k++) {
        if (job->sources.items[k].parts.count > 1) group_name(job, &job->sources.items[k], folder);
    }
    return true;
}

// What is no table among many files is told and left out; alone it would be an error.
static bool inner_open(ImportJob *job, ImportFile file, Err *err) {
    size_t before = job->sources.count;
    if (import_open_file(job, file, err)) return true;
    bool skip = err->code == ERR_UNSUPPORTED || err->code == ERR_INVALID;
    if (!skip) return false;
    while (job->sources.count > before) {
        ImportSource *s = &job->sources.items[--job->sources.count];
        for (size_t p = 0; p < s->parts.count; p++) reader_close(&s->parts.items[p].reader);
    }
    *vec_push(job->arena, &job->left_out) =
        str_fmt(job->arena, ERR_WORD("left out: %s"), err->message);
    return true;
}

static bool is_hidden(Str name) {
    Str own = path_name(name);
    return own.len == 0 || own.ptr[0] == '.' || str_starts(name, S("__MACOSX/")) ||
           str_starts(own, S("~$")) || str_eq_nocase(own, S("thumbs.db")) ||
           str_eq_nocase(own, S("desktop.ini"));
}

// ---- archives

static bool entry_blocks(ImportJob *job, zip_file_t *in, const zip_stat_t *st, FILE *out,
                         Err *err) {
    char *block = malloc(BLOCK);
    uint64_t total = 0;
    bool ok = block != NULL;
    while (ok) {
        zip_int64_t got = zip_fread(in, block, BLOCK);
        if (got < 0) ok = fail(err, ERR_INVALID, "'%s' in the archive is broken", st->name);
        if (got <= 0) break;
        total += (uint64_t)got;
        // A header may lie about the size.
        if (total > st->size) ok = fail(err, ERR_LIMIT, "'%s' is larger than it says", st->name);
        ok = ok && unpacked_count(job, (uint64_t)got, err) &&
             import_step(job, 0, ERR_WORD("unpacking"), err);
        if (ok && fwrite(block, 1, (size_t)got, out) != (size_t)got) {
            ok = fail(err, ERR_IO, "unpacking: %s", strerror(errno));
        }
    }
    free(block);
    return ok;
}

static bool entry_unpack(ImportJob *job, zip_t *archive, zip_uint64_t index, const zip_stat_t *st,
                         const char *to, Err *err) {
    zip_file_t *in = zip_fopen_index(archive, index, 0);
    if (!in) {
        return fail(err, ERR_UNSUPPORTED, "'%s' can't be unpacked (%s)", st->name,
                    zip_strerror(archive));
    }
    FILE *out = fopen(to, "wbe");
    bool ok = out ? entry_blocks(job, in, st, out, err)
                  : fail(err, ERR_IO, "%s: %s", to, strerror(errno));
    zip_fclose(in);
    if (out && fclose(out) != 0 && ok) ok = fail(err, ERR_IO, "%s: %s", to, strerror(errno));
    return ok;
}

static bool entry_open(ImportJob *job, ImportFile file, zip_t *archive, zip_uint64_t index,
                       Err *err) {
    zip_stat_t st;
    if (!zipentry_stat(archive, index, &st, err)) return false;
    Str name = str_dup(job->arena, str_from(st.name));
    if (!zipentry_name_safe(name)) {
        return fail(err, ERR_INVALID, "the archive has an entry that climbs out of it: '%s'",
                    st.name);
    }
    if (str_ends(name, S("/")) || is_hidden(name)) return true;
    const char *path = import_staging_path(job, "unpacked");
    if (!entry_unpack(job, archive, index, &st, path, err)) return false;
    return inner_open(job, (ImportFile){path, path_name(name), file.depth + 1}, err);
}

static bool entries_open(ImportJob *job, ImportFile file, zip_t *archive, Err *err) {
    zip_int64_t count = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        if (!entry_open(job, file, archive, (zip_uint64_t)i, err)) return false;
    }
    return true;
}

bool import_open_zip(ImportJob *job, ImportFile file, Err *err) {
    zip_t *archive;
    size_t first = job->sources.count;
    if (xlsxfile_is(file.path)) return import_open_xlsx(job, file, err);
    if (file.depth >= DEPTH_MAX) {
        return fail(err, ERR_LIMIT, STR_F ": packed too many times", STR_A(file.name));
    }
    if (!zipentry_archive(file.path, &archive, err)) return false;
    bool ok = entries_open(job, file, archive, err);
    zip_discard(archive);
    return ok && sources_group(job, first, path_stem(file.name), err);
}

// ---- folders

static bool folder_walk(ImportJob *job, ImportFile folder, int *files, Err *err) {
    Str *names;
    size_t count;
    if (!dir_list(folder.path, job->arena, &names, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        const char *path = path_join(job->arena, folder.path, names[i]);
        ImportFile inner = {path, names[i], folder.depth + 1};
        if (is_hidden(names[i])) continue;
        if (++*files > FILES_MAX) {
            return fail(err, ERR_LIMIT, "the folder has more than %d files", FILES_MAX);
        }
        bool ok = true;
        if (!dir_exists(path))
            ok = inner_open(job, inner, err);
        else if (inner.depth < DEPTH_MAX)
            ok = folder_walk(job, inner, files, err);
        if (!ok) return false;
    }
    return true;
}

bool import_open_folder(ImportJob *job, ImportFile file, Err *err) {
    int files = 0;
    size_t first = job->sources.count;
    return folder_walk(job, file, &files, err) && sources_group(job, first, file.name, err);
}
