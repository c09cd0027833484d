#include "net/deadline.h"

#include <stddef.h>

void deadline_queue_init(DeadlineQueue *queue, int64_t allowed_us) {
    queue->ring.prev = queue->ring.next = &queue->ring;
    queue->allowed_us = allowed_us;
}

void deadline_clear(Deadline *d) {
    if (!d->prev) return;
    d->prev->next = d->next;
    d->next->prev = d->prev;
    d->prev = d->next = NULL;
}

void deadline_set(DeadlineQueue *queue, Deadline *d, int64_t now_us) {
    deadline_clear(d);
    d->at_us = now_us + queue->allowed_us;
    d->prev = queue->ring.prev;
    d->next = &queue->ring;
    d->prev->next = d;
    d->next->prev = d;
}

Deadline *deadline_take_due(DeadlineQueue *queue, int64_t now_us) {
    Deadline *head = queue->ring.next;
    if (head == &queue->ring || head->at_us > now_us) return NULL;
    deadline_clear(head);
    return head;
}

int64_t deadline_next_us(const DeadlineQueue *queue) {
    const Deadline *head = queue->ring.next;
    return head == &queue->ring ? INT64_MAX : head->at_us;
}
