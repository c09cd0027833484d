// embed: turns a folder of files into objects for the linker, with compressed variants beside.
//
//     embed FOLDER OUT_DIR   writes OUT_DIR/web_files_data.S and OUT_DIR/web_files_table.c
//
// The first pulls the bytes in, the second lists them (src/app/web_files.h). A folder that is
// not there gives an empty table. Compressed variants stand in the output folder by what the file
// holds, so that the same bytes are compressed once, and no variant can be another file's.
#include <brotli/encode.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { PATH_LEN_MAX = 4096, FILES_MAX = 4000, GZIP_WINDOW = 15 + 16 };

typedef struct Bytes {
    unsigned char *ptr;
    size_t len;
} Bytes;

typedef struct Embedding {
    const char *folder, *out_dir;
    char *paths[FILES_MAX];     // relative to the folder
    char *variants[FILES_MAX];  // of its compressed variants: NAME.br and NAME.gz
    size_t count;
} Embedding;

static void die(const char *what, const char *path) {
    fprintf(stderr, "embed: %s: %s\n", what, path);
    exit(1);
}

static Bytes file_load(const char *path) {
    FILE *f = fopen(path, "rb");
    struct stat info;
    if (!f || fstat(fileno(f), &info) != 0) die("cannot read", path);
    Bytes b = {.ptr = malloc((size_t)info.st_size + 1), .len = (size_t)info.st_size};
    if (!b.ptr || fread(b.ptr, 1, b.len, f) != b.len) die("cannot read", path);
    fclose(f);
    return b;
}

// Leaves a file with the same bytes alone, so that nothing is built again for it.
static void file_save(const char *path, const void *bytes, size_t len) {
    struct stat info;
    if (stat(path, &info) == 0 && (size_t)info.st_size == len) {
        Bytes old = file_load(path);
        bool same = memcmp(old.ptr, bytes, len) == 0;
        free(old.ptr);
        if (same) return;
    }
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0) die("cannot write", path);
}

static int by_text(const void *x, const void *y) {
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void folder_walk(Embedding *e, const char *relative) {
    char path[PATH_LEN_MAX];
    snprintf(path, sizeof path, "%s%s", e->folder, relative);
    DIR *dir = opendir(path);
    if (!dir) return;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (entry->d_name[0] == '.') continue;
        char name[PATH_LEN_MAX];
        struct stat info;
        snprintf(name, sizeof name, "%s/%s", relative, entry->d_name);
        snprintf(path, sizeof path, "%s%s", e->folder, name);
        if (stat(path, &info) != 0) die("cannot read", path);
        if (S_ISDIR(info.st_mode)) {
            folder_walk(e, name);
        } else if (e->count < FILES_MAX) {
            e->paths[e->count++] = strdup(name);
        } else {
            die("too many files", e->folder);
        }
    }
    closedir(dir);
}

static bool is_compressible(const char *path) {
    static const char *const ENDINGS[] = {".js",   ".css", ".html", ".svg",
                                          ".json", ".txt", ".map",  ".webmanifest"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        size_t len = strlen(ENDINGS[i]);
        if (strlen(path) > len && strcmp(path + strlen(path) - len, ENDINGS[i]) == 0) return true;
    }
    return false;
}

static bool is_there(const char *path) {
    struct stat info;
    return stat(path, &info) == 0;
}

// FNV-1a, 64 bits.
static uint64_t fingerprint(Bytes in) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < in.len; i++) hash = (hash ^ in.ptr[i]) * 0x100000001b3u;
    return hash;
}

// All of it or nothing: what has its name is whole, also when two builds write it at once.
static void variant_save(const char *path, Bytes b) {
    char part[PATH_LEN_MAX];
    snprintf(part, sizeof part, "%.*s.%ld.part", PATH_LEN_MAX - 32, path, (long)getpid());
    file_save(part, b.ptr, b.len);
    if (rename(part, path) != 0) die("cannot write", path);
}

static Bytes brotli_of(Bytes in) {
    size_t len = BrotliEncoderMaxCompressedSize(in.len);
    Bytes out = {.ptr = malloc(len + 1)};
    if (!out.ptr || !BrotliEncoderCompress(11, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, in.len,
                                           in.ptr, &len, out.ptr)) {
        die("cannot compress", "brotli");
    }
    out.len = len;
    return out;
}

static Bytes gzip_of(Bytes in) {
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        die("cannot compress", "gzip");
    }
    uLong bound = deflateBound(&z, (uLong)in.len);
    Bytes out = {.ptr = malloc(bound + 1)};
    z.next_in = in.ptr;
    z.avail_in = (uInt)in.len;
    z.next_out = out.ptr;
    z.avail_out = (uInt)bound;
    if (!out.ptr || deflate(&z, Z_FINISH) != Z_STREAM_END) die("cannot compress", "gzip");
    out.len = z.total_out;
    deflateEnd(&z);
    return out;
}

static void variant_make(const char *stem, const char *ending, Bytes in, Bytes (*made_of)(Bytes)) {
    char path[PATH_LEN_MAX];
    snprintf(path, sizeof path, "%s.%s", stem, ending);
    if (is_there(path)) return;
    Bytes out = made_of(in);
    variant_save(path, out);
    free(out.ptr);
}

static Bytes nothing_of(Bytes in) {
    (void)in;
    return (Bytes){.ptr = malloc(1), .len = 0};
}

// A file that gains nothing has empty variants.
static void variants_make(Embedding *e, size_t at) {
    char source[PATH_LEN_MAX], name[64], stem[PATH_LEN_MAX];
    snprintf(source, sizeof source, "%s%s", e->folder, e->paths[at]);
    bool small = is_compressible(source);
    Bytes in = file_load(source);
    if (small) {
        snprintf(name, sizeof name, "web_%016llx_%zu", (unsigned long long)fingerprint(in), in.len);
    } else {
        snprintf(name, sizeof name, "web_none");
    }
    e->variants[at] = strdup(name);
    snprintf(stem, sizeof stem, "%s/%s", e->out_dir, name);
    variant_make(stem, "br", in, small ? brotli_of : nothing_of);
    variant_make(stem, "gz", in, small ? gzip_of : nothing_of);
    free(in.ptr);
}

static void blob_write(FILE *out, size_t at, const char *kind, const char *path) {
    fprintf(out,
            "    .balign 16\n    .global web_%s_%zu\nweb_%s_%zu:\n    .incbin \"%s\"\n"
            "    .global web_%s_%zu_end\nweb_%s_%zu_end:\n    .byte 0\n",
            kind, at, kind, at, path, kind, at, kind, at);
}

static void data_write(const Embedding *e) {
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    fprintf(out, "    .section .rodata\n");
    for (size_t i = 0; i < e->count; i++) {
        char path[PATH_LEN_MAX];
        struct stat info;
        snprintf(path, sizeof path, "%s%s", e->folder, e->paths[i]);
        blob_write(out, i, "raw", path);
        // The size and time make this text, and so what is built of it, new with its files.
        if (stat(path, &info) == 0) {
            fprintf(out, "    // %lld %lld\n", (long long)info.st_size, (long long)info.st_mtime);
        }
        snprintf(path, sizeof path, "%s/%s.br", e->out_dir, e->variants[i]);
        blob_write(out, i, "br", path);
        snprintf(path, sizeof path, "%s/%s.gz", e->out_dir, e->variants[i]);
        blob_write(out, i, "gz", path);
    }
    fprintf(out, "    .section .note.GNU-stack,\"\",%%progbits\n");
    fclose(out);
    char path[PATH_LEN_MAX];
    snprintf(path, sizeof path, "%s/web_files_data.S", e->out_dir);
    file_save(path, text, len);
    free(text);
}

static void table_write(const Embedding *e) {
    static const char *const KINDS[] = {"raw", "br", "gz"};
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    fprintf(out, "#include \"app/web_files.h\"\n\n");
    for (size_t i = 0; i < e->count; i++) {
        for (size_t k = 0; k < 3; k++) {
            fprintf(out, "extern const char web_%s_%zu[], web_%s_%zu_end[];\n", KINDS[k], i,
                    KINDS[k], i);
        }
    }
    fprintf(out, "\nconst WebFile WEB_FILES[] = {\n");
    for (size_t i = 0; i < e->count; i++) {
        fprintf(out, "    {\"%s\"", e->paths[i]);
        for (size_t k = 0; k < 3; k++) {
            fprintf(out, ", web_%s_%zu, web_%s_%zu_end", KINDS[k], i, KINDS[k], i);
        }
        fprintf(out, "},\n");
    }
    fprintf(out, "    {0},\n};\n");
    fclose(out);
    char path[PATH_LEN_MAX];
    snprintf(path, sizeof path, "%s/web_files_table.c", e->out_dir);
    file_save(path, text, len);
    free(text);
}

int main(int argc, char **argv) {
    if (argc != 3) die("usage", "embed FOLDER OUT_DIR");
    Embedding e = {.folder = argv[1], .out_dir = argv[2]};
    folder_walk(&e, "");
    qsort(e.paths, e.count, sizeof *e.paths, by_text);
    for (size_t i = 0; i < e.count; i++) variants_make(&e, i);
    data_write(&e);
    table_write(&e);
    for (size_t i = 0; i < e.count; i++) {
        free(e.paths[i]);
        free(e.variants[i]);
    }
    return 0;
}
