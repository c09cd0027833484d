// deadline: who runs out of time next, in constant time.
//
// A queue holds things that all have the same time allowed, so that whoever was set last is also
// due last: setting is moving to the tail, and only the head is ever looked at. (A heap a
// loop was refused: each request would sift it twice.) Not thread-safe; no clock inside.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Deadline Deadline;
struct Deadline {
    Deadline *prev;  // NULL while not in a queue
    Deadline *next;
    int64_t at_us;
};

typedef struct DeadlineQueue {
    Deadline ring;  // a circle through this dummy
    int64_t allowed_us;
} DeadlineQueue;

void deadline_queue_init(DeadlineQueue *queue, int64_t allowed_us);
// Due `allowed_us` after `now_us`, also when it was in this or another queue before.
void deadline_set(DeadlineQueue *queue, Deadline *d, int64_t now_us);
void deadline_clear(Deadline *d);
// The next one that is due at `now_us`, taken out of the queue; NULL when none is.
Deadline *deadline_take_due(DeadlineQueue *queue, int64_t now_us);
// When the head is due; INT64_MAX when the queue is empty.
int64_t deadline_next_us(const DeadlineQueue *queue);
