// problem: errors as RFC 9457 problem objects.
#pragma once

#include "base/err.h"
#include "net/http_server.h"
#include "words/words.h"

int problem_status(ErrCode code);
// What a handler knows besides; zeroes: nothing.
typedef struct ProblemMore {
    int status;
    int64_t version;           // the newest one, of a conflict
    const char *type;          // what it is, for a program: "signed-out"; NULL nothing of note
    const char *role;          // the one that is needed
    int64_t wait_s;            // when to try again
    const Language *language;  // NULL: English
} ProblemMore;
// Answers with the status and words of `err`; what is our own fault or the system's is logged.
void problem_send_more(const HttpRequest *req, HttpResponse *res, const Err *err,
                       const ProblemMore *more);
void problem_send_status(const HttpRequest *req, HttpResponse *res, int status, const Err *err);
