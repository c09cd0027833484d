// sql_dialect: what differs from one SQL to another, as one table of rows.
//
// A template writes one operation. In it
//     @1   the first argument as it is (inside parentheses or between commas)
//     ~1   in parentheses when it binds looser than the operation
//     $1   in parentheses when it binds no tighter than the operation
//     @*   all arguments, separated by commas
//     %u   the unit of time
// `level` says how tightly the result binds.
#pragma once

#include "sql/sql.h"

enum {
    LEVEL_OR = 1,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_ADD,
    LEVEL_MUL,
    LEVEL_SIGN,
    LEVEL_ATOM
};

typedef struct SqlTemplate {
    const char *text;  // NULL: the dialect has no such thing
    int level;
} SqlTemplate;

enum { SQL_PART_COUNT = PART_HOUR + 1 };

struct Dialect {
    const char *name;
    char quote;                         // around identifiers; doubled inside
    SqlTemplate ops[OP_COUNT_OF];       // NULL text and level 0: written by the code
    const char *parts[SQL_PART_COUNT];  // of OP_PART
    const char *date_literal;           // %s the ISO text
    const char *moment_literal;
    const char *day_of;         // @1, a moment, as its date
    const char *days_later;     // @1 a date, %d days
    const char *months_later;   // @1 a date, %d months
    const char *row_id;         // a column that every table has; NULL none
    bool has_aggregate_filter;  // sum(x) FILTER (WHERE ...)
};
