// log: one line an event to standard error: time, level, message, key=value pairs (logfmt).
//
//     log_info("import done", "table", name, "rows", rows_text, NULL);
//
// Only api, jobs and app log. Never secrets, never the content of rows.
#pragma once

#include "base/defs.h"

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR, LOG_OFF } LogLevel;

void log_level_set(LogLevel least);
// Pairs of NUL-terminated texts, ended by NULL.
void log_event(LogLevel level, const char *message, ...) __attribute__((sentinel));
#define log_debug(...) log_event(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_event(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_event(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_event(LOG_ERROR, __VA_ARGS__)
