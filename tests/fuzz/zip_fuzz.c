// Any bytes as an archive: opened, listed, unpacked, within the limits and without a leak.
#include "connect/zipentry.h"

#include "fuzz_file.h"

enum { READ_MAX = 1 << 20 };

static void entry_read(zip_t *archive, zip_uint64_t index) {
    zip_stat_t st;
    Err err;
    char block[4096];
    if (!zipentry_stat(archive, index, &st, &err)) return;
    zipentry_name_safe(str_from(st.name));
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    if (!file) return;
    zip_int64_t total = 0, got;
    while (total < READ_MAX && (got = zip_fread(file, block, sizeof block)) > 0) total += got;
    zip_fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    int fd = fuzz_file(data, size, path);
    zip_t *archive;
    Err err;
    if (zipentry_archive(path, &archive, &err)) {
        zip_int64_t count = zip_get_num_entries(archive, 0);
        for (zip_int64_t i = 0; i < count && i < 16; i++) entry_read(archive, (zip_uint64_t)i);
        zip_discard(archive);
    }
    close(fd);
    return 0;
}
