// http_date: the date of HTTP headers (RFC 9110 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT". Pure.
#pragma once

#include "base/date.h"

enum { HTTP_DATE_LEN = 29 };

// Writes exactly HTTP_DATE_LEN bytes, without a NUL.
void http_date_write(char *out, Moment moment);
