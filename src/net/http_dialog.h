// http_dialog: from bytes to a request, to its handler, and the answer back. On the loop's thread.
//
// Changes a connection's state and fills its `out`; never sends, frees or waits itself.
#pragma once

#include "net/http_connection.h"

void http_dialog_init(HttpConnection *conn);
// In STATE_HEAD or STATE_BODY: reads requests; what is left over goes to conn->pending.
void http_dialog_feed(HttpConnection *conn, Str bytes);
// Answers with an error of net's own and closes.
void http_dialog_refuse(HttpConnection *conn, int status, const char *reason);
// In STATE_RUN: moves what a streamed answer has ready; false when nothing.
bool http_dialog_stream(HttpConnection *conn);
// In STATE_SEND with everything sent: ends the exchange, and says what comes next.
void http_dialog_sent(HttpConnection *conn);
// The connection is going: the exchange is told, and freed when nobody holds it.
void http_dialog_abandon(HttpConnection *conn);
