// problem: errors as RFC 9457 problem objects.
#pragma once

#include "base/err.h"
#include "net/http_server.h"

int problem_status(ErrCode code);
// Answers with the status and words of `err`; what is our own fault or the system's is logged.
void problem_send(const HttpRequest *req, HttpResponse *res, const Err *err);
void problem_send_status(const HttpRequest *req, HttpResponse *res, int status, const Err *err);
