// app: the command line. One row a command in a table; each command is a file cmd_*.c.
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "words/words_language.h"

// What the shell is told.
typedef enum ExitStatus {
    EXIT_ANSWERED = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_UNANSWERED = 3,  // refused, or needs clarifying
} ExitStatus;

// Runs a whole command line: argv[0] is the program.
int app_run(int argc, char **argv);

// Writes "munim: message" to standard error and gives the status that fits the error.
int app_failed(const Err *err);
// The same in the language of --language (NULL: English).
int app_failed_in(const Language *language, const Err *err);
// The same with the command's usage: EXIT_USAGE.
int app_misused(const char *usage, const Err *err);
// The language of --language. Fails: ERR_INVALID, naming those there are.
MUST_USE bool app_language(const char *tag, const Language **ret, Err *err);
// All of `text` to standard output. False when it went away (a closed pipe).
bool app_print(Str text);
// `text` in a column of that many places, to its left or, with `width` below zero, to its right.
void app_pad(Buf *out, Str text, int width);
