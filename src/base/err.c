#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const NAMES[] = {
    [ERR_NONE] = "none",
    [ERR_INVALID] = "invalid",
    [ERR_NOT_FOUND] = "not-found",
    [ERR_CONFLICT] = "conflict",
    [ERR_DENIED] = "denied",
    [ERR_LIMIT] = "limit",
    [ERR_TIMEOUT] = "timeout",
    [ERR_CANCELLED] = "cancelled",
    [ERR_UNSUPPORTED] = "unsupported",
    [ERR_UNAVAILABLE] = "unavailable",
    [ERR_IO] = "io",
    [ERR_INTERNAL] = "internal",
};

// A message that was cut may end inside a UTF-8 sequence: drop the broken tail.
static void tail_trim(char *message) {
    size_t len = strlen(message);
    if (len + 1 < ERR_MESSAGE_MAX) return;
    while (len > 0 && ((unsigned char)message[len - 1] & 0xC0) == 0x80) len--;
    if (len > 0 && ((unsigned char)message[len - 1] & 0x80)) len--;
    message[len] = '\0';
}

bool fail(Err *err, ErrCode code, const char *format, ...) {
    assert(err);
    assert(code != ERR_NONE);

    // An argument may be err's own message: format beside it, then copy.
    char message[ERR_MESSAGE_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    tail_trim(message);
    memcpy(err->message, message, sizeof message);
    err->code = code;
    return false;
}

const char *err_code_name(ErrCode code) {
    assert((size_t)code < COUNT_OF(NAMES));
    return NAMES[code];
}
