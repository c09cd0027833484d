#include "sys/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/buf.h"
#include "sys/clock.h"

enum { LINE_MAX = 16 * 1024 };

static const char *const LEVEL_NAMES[] = {
    [LOG_DEBUG] = "debug", [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error"};

static _Atomic LogLevel level_least = LOG_INFO;

void log_level_set(LogLevel least) { atomic_store(&level_least, least); }

static bool is_plain(Str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7F) return false;
    }
    return s.len > 0;
}

// A value with a line end in it must not look like a second event.
static void quoted_add(Buf *line, Str s) {
    buf_add_char(line, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '\n') {
            buf_add(line, S("\\n"));
        } else if (c < ' ' || c == 0x7F) {
            buf_add_fmt(line, "\\x%02x", c);
        } else {
            if (c == '"' || c == '\\') buf_add_char(line, '\\');
            buf_add_char(line, (char)c);
        }
    }
    buf_add_char(line, '"');
}

static void pair_add(Buf *line, const char *key, const char *value) {
    Str text = str_from(value);
    if (line->len > 0) buf_add_char(line, ' ');
    buf_add_z(line, key);
    buf_add_char(line, '=');
    if (is_plain(text)) {
        buf_add(line, text);
    } else {
        quoted_add(line, text);
    }
}

// One write, so that lines of several threads do not mix. A log that cannot be written
// has nobody to tell.
static void line_send(Buf *line) {
    size_t done = 0;
    while (done < line->len) {
        ssize_t wrote = write(STDERR_FILENO, line->ptr + done, line->len - done);
        if (wrote <= 0) return;
        done += (size_t)wrote;
    }
}

void log_event(LogLevel level, const char *message, ...) {
    if (level < atomic_load(&level_least) || level >= LOG_OFF) return;

    CLEANUP(buf_done) Buf line;
    buf_init(&line, LINE_MAX);
    buf_add(&line, S("time="));
    moment_write(&line, clock_now());
    buf_add_char(&line, 'Z');
    pair_add(&line, "level", LEVEL_NAMES[level]);
    pair_add(&line, "msg", message);
    va_list pairs;
    va_start(pairs, message);
    for (const char *key = va_arg(pairs, const char *); key; key = va_arg(pairs, const char *)) {
        pair_add(&line, key, va_arg(pairs, const char *));
    }
    va_end(pairs);
    line.overflow = false;  // what did not fit is left out; the line still ends
    line.max++;
    buf_add_char(&line, '\n');
    line_send(&line);
}
