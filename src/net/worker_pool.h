// worker_pool: threads that run jobs in the order they came, with a bounded queue.
//
// Threads are started when they are first needed, up to the number given, and then stay. Jobs are
// intrusive: the caller embeds a WorkerJob and keeps it alive until `run` has begun, so
// that submitting never allocates. Thread-safe.
#pragma once

#include <stdbool.h>

#include "base/err.h"

typedef struct WorkerPool WorkerPool;
typedef struct WorkerJob WorkerJob;

struct WorkerJob {
    void (*run)(WorkerJob *job);
    WorkerJob *next;  // the pool's own
};

// `name` (up to 11 characters) is seen in the list of threads. Fails: ERR_UNAVAILABLE.
MUST_USE bool worker_pool_new(const char *name, int threads_max, int queue_max,
                              WorkerPool **ret_pool, Err *err);
// Runs what is queued, then ends the threads. NULL is fine.
void worker_pool_free(WorkerPool *pool);

// False when the queue is full.
MUST_USE bool worker_pool_submit(WorkerPool *pool, WorkerJob *job);
// Past the bound: for jobs that something else bounds (one a WebSocket, one an upload).
void worker_pool_submit_always(WorkerPool *pool, WorkerJob *job);
int worker_pool_queued(WorkerPool *pool);
