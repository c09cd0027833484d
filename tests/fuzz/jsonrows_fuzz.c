// Any bytes as JSON: the tables found in it must be readable twice over with the same rows.
#include <stdlib.h>

#include "connect/jsonfile.h"
#include "fuzz_file.h"

static uint64_t rows_count(Reader *r) {
    Record record;
    Err err;
    bool end = false;
    uint64_t rows = 0;
    while (reader_next(r, &record, &end, &err) && !end) {
        assert(record.count == r->name_count);
        rows++;
    }
    assert(end);
    return rows;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    int fd = fuzz_file(data, size, path);
    JsonFile *f;
    Err err;
    if (jsonfile_open(path, &f, &err)) {
        for (size_t i = 0; i < jsonfile_table_count(f) && i < 8; i++) {
            Reader *r;
            if (!jsonfile_reader(f, i, &r, &err)) abort();
            uint64_t rows = rows_count(r);
            if (!reader_rewind(r, &err) || rows_count(r) != rows) abort();
            reader_close(&r);
        }
        jsonfile_close(f);
    }
    close(fd);
    return 0;
}
