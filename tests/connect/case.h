// case: what every test of this room needs.
#pragma once

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

#define assert_str(actual, expected)                                                               \
    do {                                                                                           \
        Str actual_ = (actual);                                                                    \
        assert_int_equal(actual_.len, strlen(expected));                                           \
        if (actual_.len) assert_memory_equal(actual_.ptr, expected, actual_.len);                  \
    } while (0)

// A file with this content; the path is in the test's own buffer.
static inline const char *case_file(Str content) {
    static char path[64];
    snprintf(path, sizeof path, "/tmp/munim-case-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, content.ptr, content.len), (ssize_t)content.len);
    close(fd);
    return path;
}
