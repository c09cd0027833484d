// links: writes what the words of each question may mean, for comparing with the gold statement.
//
// One JSON object a line:
//     {"db", "question", "gold", "us", "unread": [words of the best parse],
//      "links": [targets], "parses": [[targets], ...]}, the best parse first; a target is
//     "table", "table.column" or "table.column=value".
#pragma once

#include "base/err.h"

typedef struct LinksOptions {
    const char *questions;  // JSON: a list of {question, query, db_id}
    const char *field;      // that holds the question
    const char *databases;  // a folder of NAME.sqlite
    const char *out;
} LinksOptions;

MUST_USE bool links_run(const LinksOptions *o, Err *err);
