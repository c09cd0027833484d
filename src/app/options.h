// options: reads a command's arguments by a table of its options.
//
//     Str today = {0};
//     const Option OPTIONS[] = {{"--today", OPTION_TEXT, &today}, {"--json", OPTION_FLAG, &json}};
//
// "--name value" and "--name=value"; what does not begin with "--" is positional, and all is
// after a lone "--".
#pragma once

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

typedef enum OptionKind {
    OPTION_FLAG,  // bool *
    OPTION_TEXT,  // const char ** (NUL-terminated)
    OPTION_DATE,  // Date *
    OPTION_INT,   // int64_t *
} OptionKind;

typedef struct Option {
    const char *name;  // with its dashes
    OptionKind kind;
    void *target;  // keeps its value when the option is not given
} Option;

// The positional arguments are moved to the front of argv; *ret_count says how many.
// Fails: ERR_INVALID naming the argument.
MUST_USE bool options_read(int argc, char **argv, const Option *options, size_t option_count,
                           int *ret_count, Err *err);
