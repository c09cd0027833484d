// Any bytes as an old workbook: FreeXL may break in its own process, ours must not; and any
// bytes as what that process left behind.
#include "connect/xlsfile.h"

#include <stdlib.h>

#include "connect/spool.h"
#include "fuzz_file.h"

enum { ROWS_MAX = 10000 };

static void rows_read(Reader *r) {
    Record record;
    Err err;
    bool end = false;
    for (int i = 0; i < ROWS_MAX && reader_next(r, &record, &end, &err) && !end; i++) {
        for (size_t c = 0; c < record.count; c++) assert(record.cells[c].kind <= CELL_ERROR);
    }
}

static void spool_read(const char *path) {
    Reader *r;
    Err err;
    if (!spool_open(path, 0, &r, &err)) return;
    rows_read(r);
    reader_close(&r);
}

static void workbook_read(const char *path) {
    char spool[64];
    XlsSheet *sheets;
    size_t count;
    Err err;
    Arena *a = arena_create(0);
    snprintf(spool, sizeof spool, "/dev/shm/munim-fuzz-%d.spool", (int)getpid());
    if (xlsfile_unpack(path, spool, a, &sheets, &count, &err)) {
        for (size_t i = 0; i < count && i < 4; i++) {
            Reader *r;
            if (!xlsfile_reader(spool, &sheets[i], &r, &err)) continue;
            rows_read(r);
            reader_close(&r);
        }
    }
    unlink(spool);
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    int fd = fuzz_file(data, size, path);
    // A fork an input is slow: only what begins like a workbook is worth one.
    if (size > 8 && data[0] == 0xD0 && data[1] == 0xCF)
        workbook_read(path);
    else
        spool_read(path);
    close(fd);
    return 0;
}
