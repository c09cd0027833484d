#include "connect/xlsfile.h"

#include <errno.h>
#include <fcntl.h>
#include <freexl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/date.h"
#include "connect/spool.h"
#include "sys/file.h"

#if defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#define MEMORY_MAX (UINT64_C(4) << 30)
enum { NAME_MAX_BYTES = 256 };

// The spool begins with a table of contents of fixed size.
typedef struct Contents {
    uint32_t count;
    struct {
        uint64_t offset;
        char name[NAME_MAX_BYTES];
    } sheets[XLSFILE_SHEETS_MAX];
} Contents;

// ---- in the process of its own

// FreeXL gives dates as text of its own making.
static Cell dated_cell(const char *text) {
    Date day;
    Str s = str_from(text);
    int hour = 0, minute = 0, second = 0;
    if (s.len < 10 || !date_parse_iso(str_slice(s, 0, 10), &day)) {
        return (Cell){.kind = CELL_TEXT, .text = s};
    }
    if (s.len == 10) return (Cell){.kind = CELL_DATE, .i = day};
    if (sscanf(text + 10, "%d:%d:%d", &hour, &minute, &second) < 2) {
        return (Cell){.kind = CELL_DATE, .i = day};
    }
    int64_t seconds = (int64_t)hour * 3600 + minute * 60 + second;
    return (Cell){.kind = CELL_TIMESTAMP, .i = day * MOMENT_DAY + seconds * MOMENT_SECOND};
}

static Cell time_cell(const char *text) {
    int hour = 0, minute = 0, second = 0;
    if (sscanf(text, "%d:%d:%d", &hour, &minute, &second) < 2) return (Cell){0};
    return (Cell){.kind = CELL_TIME,
                  .i = ((int64_t)hour * 3600 + minute * 60 + second) * MOMENT_SECOND};
}

static Cell cell_of(const FreeXL_CellValue *v) {
    double f;
    Str text;
    switch (v->type) {
        case FREEXL_CELL_INT:
            return (Cell){.kind = CELL_INT, .i = v->value.int_value, .f = v->value.int_value};
        case FREEXL_CELL_DOUBLE:
            f = v->value.double_value;
            if (f > -9e15 && f < 9e15 && f == (double)(int64_t)f) {
                return (Cell){.kind = CELL_INT, .i = (int64_t)f, .f = f};
            }
            return (Cell){.kind = CELL_FLOAT, .f = f};
        case FREEXL_CELL_TEXT:
        case FREEXL_CELL_SST_TEXT:
            text = str_trim(str_from(v->value.text_value));
            return (Cell){.kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text};
        case FREEXL_CELL_DATE:
        case FREEXL_CELL_DATETIME: return dated_cell(v->value.text_value);
        case FREEXL_CELL_TIME: return time_cell(v->value.text_value);
        default: return (Cell){0};
    }
}

static bool row_write(const void *xls, unsigned row, unsigned short columns, Cell *cells, FILE *out,
                      Err *err) {
    size_t count = 0;
    for (unsigned short c = 0; c < columns; c++) {
        FreeXL_CellValue value = {0};
        bool ok = freexl_get_cell_value(xls, row, c, &value) == FREEXL_OK;
        cells[c] = ok ? cell_of(&value) : (Cell){0};
        if (cells[c].kind != CELL_EMPTY) count = c + 1u;
    }
    Record record = {.row = row + 1, .cells = cells, .count = count};
    return spool_write(out, &record, err);
}

static bool sheet_write(const void *xls, FILE *out, Err *err) {
    unsigned rows = 0;
    unsigned short columns = 0;
    if (freexl_worksheet_dimensions(xls, &rows, &columns) != FREEXL_OK) rows = 0;
    Cell *cells = calloc((size_t)columns + 1, sizeof *cells);
    if (!cells) abort();
    bool ok = true;
    for (unsigned r = 0; ok && r < rows; r++) ok = row_write(xls, r, columns, cells, out, err);
    free(cells);
    return ok && spool_end(out, err);
}

static bool sheets_write(const void *xls, FILE *out, Err *err) {
    Contents *contents = calloc(1, sizeof *contents);
    unsigned count = 0;
    if (!contents) abort();
    freexl_get_info(xls, FREEXL_BIFF_SHEET_COUNT, &count);
    bool ok = fwrite(contents, sizeof *contents, 1, out) == 1;
    for (unsigned i = 0; ok && i < count && i < XLSFILE_SHEETS_MAX; i++) {
        const char *name = NULL;
        if (freexl_select_active_worksheet(xls, (unsigned short)i) != FREEXL_OK) continue;
        freexl_get_worksheet_name(xls, (unsigned short)i, &name);
        uint32_t at = contents->count++;
        contents->sheets[at].offset = (uint64_t)ftello(out);
        strncpy(contents->sheets[at].name, name ? name : "", NAME_MAX_BYTES - 1);
        ok = sheet_write(xls, out, err);
    }
    ok = ok && fseeko(out, 0, SEEK_SET) == 0 && fwrite(contents, sizeof *contents, 1, out) == 1;
    free(contents);
    return ok || fail(err, ERR_IO, "writing a temporary file: %s", strerror(errno));
}

bool xlsfile_unpack_here(const char *path, const char *spool, Err *err) {
    const void *xls = NULL;
    unsigned locked = FREEXL_BIFF_PLAIN;
    int code = freexl_open(path, &xls);
    if (xls) freexl_get_info(xls, FREEXL_BIFF_PASSWORD, &locked);
    bool ok = code == FREEXL_OK;
    if (locked == FREEXL_BIFF_OBFUSCATED) {
        ok = fail(err, ERR_UNSUPPORTED, "the workbook is protected with a password");
    } else if (!ok) {
        fail(err, ERR_INVALID, "the old workbook is broken or cut short (%d)", code);
    }
    FILE *out = ok ? fopen(spool, "wbe") : NULL;
    if (ok && !out) ok = fail(err, ERR_IO, "%s: %s", spool, strerror(errno));
    ok = ok && sheets_write(xls, out, err);
    if (out && fclose(out) != 0 && ok) ok = fail(err, ERR_IO, "%s: %s", spool, strerror(errno));
    if (xls) freexl_close(xls);
    return ok;
}

static void limits_set(void) {
    struct rlimit memory = {MEMORY_MAX, MEMORY_MAX};
    struct rlimit seconds = {XLSFILE_SECONDS_MAX, XLSFILE_SECONDS_MAX};
    struct rlimit none = {0, 0};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);  // what a library mutters is not ours to say
    // A sanitizer's shadow memory is larger than any limit.
    if (!SANITIZED) setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_NPROC, &none);
}

// ---- in ours

// An encrypted .xlsx is wrapped in the container of the old format.
static bool is_encrypted_xlsx(const char *path) {
    static const char WORD[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    Arena *a = arena_create(0);
    Str text;
    Err err;
    bool found = file_read(path, 256u << 20, a, &text, &err) &&
                 memmem(text.ptr, text.len, WORD, sizeof WORD - 1) != NULL;
    arena_free(a);
    return found;
}

static bool child_wait(pid_t child, int pipe_end, Err *err) {
    Err told = {0};
    size_t len = 0;
    ssize_t got;
    while (len < sizeof told &&
           (got = read(pipe_end, (char *)&told + len, sizeof told - len)) != 0) {
        if (got < 0 && errno != EINTR) break;
        if (got > 0) len += (size_t)got;
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    if (len == sizeof told && told.code != ERR_NONE) {
        *err = told;
        return false;
    }
    return fail(err, ERR_INVALID, "the old workbook is broken: reading it failed");
}

static bool unpack_apart(const char *path, const char *spool, Err *err) {
    int ends[2];
    if (pipe(ends) != 0) return fail(err, ERR_IO, "a pipe: %s", strerror(errno));
    pid_t child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return fail(err, ERR_IO, "a process to read the workbook: %s", strerror(errno));
    }
    if (child == 0) {
        Err told = {0};
        signal(SIGSEGV, SIG_DFL);
        signal(SIGABRT, SIG_DFL);
        limits_set();
        bool ok = xlsfile_unpack_here(path, spool, &told);
        if (!ok && write(ends[1], &told, sizeof told) < 0) _exit(2);
        _exit(ok ? 0 : 1);
    }
    close(ends[1]);
    bool ok = child_wait(child, ends[0], err);
    close(ends[0]);
    return ok;
}

static bool contents_read(const char *spool, Arena *a, XlsSheet **ret, size_t *ret_count,
                          Err *err) {
    Contents *contents = arena_new(a, Contents, 1);
    FILE *in = fopen(spool, "rbe");
    bool ok = in && fread(contents, sizeof *contents, 1, in) == 1;
    if (in) fclose(in);
    if (!ok || contents->count > XLSFILE_SHEETS_MAX) {
        return fail(err, ERR_INVALID, "the old workbook could not be read");
    }
    XlsSheet *sheets = arena_new(a, XlsSheet, contents->count + 1);
    for (uint32_t i = 0; i < contents->count; i++) {
        contents->sheets[i].name[NAME_MAX_BYTES - 1] = 0;
        sheets[i] = (XlsSheet){str_from(contents->sheets[i].name), contents->sheets[i].offset};
    }
    *ret = sheets;
    *ret_count = contents->count;
    return true;
}

bool xlsfile_unpack(const char *path, const char *spool, Arena *a, XlsSheet **ret,
                    size_t *ret_count, Err *err) {
    if (is_encrypted_xlsx(path)) {
        return fail(err, ERR_UNSUPPORTED,
                    "the workbook is protected with a password: save it without one");
    }
    return unpack_apart(path, spool, err) && contents_read(spool, a, ret, ret_count, err);
}

bool xlsfile_reader(const char *spool, const XlsSheet *sheet, Reader **ret, Err *err) {
    if (!spool_open(spool, sheet->offset, ret, err)) return false;
    (*ret)->sparse = (*ret)->serial_dates = true;
    return true;
}
