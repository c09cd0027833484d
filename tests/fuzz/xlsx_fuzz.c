// A workbook whose parts are the input: the first byte says which part is replaced, since bytes
// thrown at a whole archive hardly get past its checksums.
#include "connect/xlsxfile.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "fuzz_file.h"

enum { PARTS = 5, ROWS_MAX = 10000 };

static const char *const NAMES[PARTS] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                         "xl/styles.xml", "xl/workbook.xml",
                                         "xl/_rels/workbook.xml.rels"};
static const char *const CONTENTS[PARTS] = {
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' "
    "s='1'><v>45000</v></c></row></sheetData></worksheet>",
    "<sst><si><t>Day</t></si></sst>",
    "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
    "<workbook xmlns:r='x'><sheets><sheet name='S' r:id='r1'/></sheets></workbook>",
    "<R><Relationship Id='r1' Type='/worksheet' Target='worksheets/sheet1.xml'/></R>",
};

static void rows_read(Reader *r) {
    Record record;
    Err err;
    bool end = false;
    for (int i = 0; i < ROWS_MAX && reader_next(r, &record, &end, &err) && !end; i++) {
        for (size_t c = 0; c < record.count; c++) {
            assert(record.cells[c].kind <= CELL_ERROR);
            assert(record.cells[c].kind != CELL_TEXT || record.cells[c].text.len > 0);
        }
    }
}

static void sheets_read(const char *path) {
    XlsxFile *x;
    Err err;
    if (!xlsxfile_open(path, &x, &err)) return;
    for (size_t i = 0; i < xlsxfile_sheet_count(x) && i < 4; i++) {
        Reader *r;
        if (!xlsxfile_reader(x, i, &r, &err)) continue;
        rows_read(r);
        if (reader_rewind(r, &err)) rows_read(r);
        reader_close(&r);
    }
    xlsxfile_close(x);
}

static void book_write(const char *path, size_t part, const uint8_t *data, size_t size) {
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert(z);
    for (size_t i = 0; i < PARTS; i++) {
        const void *content = i == part ? (const void *)data : CONTENTS[i];
        size_t len = i == part ? size : strlen(CONTENTS[i]);
        zip_int64_t at = zip_file_add(z, NAMES[i], zip_source_buffer(z, content, len, 0), 0);
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    if (zip_close(z) != 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    if (size == 0) return 0;
    if (data[0] == 'P') {
        int fd = fuzz_file(data, size, path);
        sheets_read(path);
        close(fd);
        return 0;
    }
    snprintf(path, sizeof path, "/dev/shm/munim-fuzz-%d.xlsx", (int)getpid());
    book_write(path, data[0] % PARTS, data + 1, size - 1);
    sheets_read(path);
    unlink(path);
    return 0;
}
