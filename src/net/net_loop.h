// net_loop: one event loop on its own thread, and the way for other threads to reach it.
//
// Everything a loop owns is touched by its thread alone; others post a NetTask. Wake-ups are
// batched: only the first task in an empty mailbox writes to the eventfd. Tasks are intrusive, run
// in the order they came, and must not be posted again before they have begun.
#pragma once

#include <event2/event.h>
#include <stdint.h>

#include "base/err.h"

typedef struct NetLoop NetLoop;
typedef struct NetTask NetTask;

struct NetTask {
    void (*run)(NetTask *task);
    NetTask *next;  // the loop's own
};

// Fails: ERR_IO, ERR_UNAVAILABLE.
MUST_USE bool net_loop_new(NetLoop **ret_loop, Err *err);
MUST_USE bool net_loop_start(NetLoop *loop, Err *err);  // its thread
// Runs what was posted and ends the thread, so that events may be freed. NULL is fine.
void net_loop_end(NetLoop *loop);
void net_loop_free(NetLoop *loop);  // ended, or never started; NULL is fine

void net_loop_post(NetLoop *loop, NetTask *task);  // from any thread
struct event_base *net_loop_base(NetLoop *loop);   // on its thread, or before it is used
