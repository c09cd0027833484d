#include "net/net_loop.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct NetLoop {
    struct event_base *base;
    struct event *wake;
    int wake_fd;
    pthread_t thread;
    bool started;
    pthread_mutex_t lock;
    NetTask *first;  // the mailbox, under `lock`
    NetTask *last;
};

static NetTask *mailbox_empty(NetLoop *loop) {
    pthread_mutex_lock(&loop->lock);
    NetTask *first = loop->first;
    loop->first = loop->last = NULL;
    pthread_mutex_unlock(&loop->lock);
    return first;
}

// Runs what is there now; a task that posts another is served at the next wake-up, so that
// sockets get their turn between.
static void mailbox_run(NetLoop *loop) {
    NetTask *task = mailbox_empty(loop);
    while (task) {
        NetTask *next = task->next;  // the task may free or post itself
        task->run(task);
        task = next;
    }
}

static void on_wake(evutil_socket_t fd, short what, void *context) {
    (void)what;
    uint64_t count = 0;
    ssize_t got = read(fd, &count, sizeof count);
    (void)got;  // nothing there is fine: the mailbox says what to do
    mailbox_run(context);
}

static void *loop_main(void *context) {
    NetLoop *loop = context;
    pthread_setname_np(pthread_self(), "net-loop");
    event_base_loop(loop->base, EVLOOP_NO_EXIT_ON_EMPTY);
    return NULL;
}

bool net_loop_start(NetLoop *loop, Err *err) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);  // SIGPIPE too: a socket that closed is told by EPIPE
    pthread_sigmask(SIG_SETMASK, &all, &before);
    loop->started = pthread_create(&loop->thread, NULL, loop_main, loop) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return loop->started ? true : fail(err, ERR_UNAVAILABLE, "cannot start a thread");
}

// No locks inside: nothing but its own thread touches a base.
static struct event_base *base_new(void) {
    struct event_config *config = event_config_new();
    if (!config) return NULL;
    event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
    struct event_base *base = event_base_new_with_config(config);
    event_config_free(config);
    return base;
}

bool net_loop_new(NetLoop **ret_loop, Err *err) {
    NetLoop *loop = calloc(1, sizeof *loop);
    if (!loop) return fail(err, ERR_UNAVAILABLE, "no memory for an event loop");
    pthread_mutex_init(&loop->lock, NULL);
    loop->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    loop->base = base_new();
    if (loop->wake_fd >= 0 && loop->base) {
        loop->wake = event_new(loop->base, loop->wake_fd, EV_READ | EV_PERSIST, on_wake, loop);
    }
    if (!loop->wake || event_add(loop->wake, NULL) != 0) {
        int reason = errno;
        net_loop_free(loop);
        return fail(err, ERR_IO, "cannot start an event loop: %s", strerror(reason));
    }
    *ret_loop = loop;
    return true;
}

typedef struct Ending {
    NetTask task;
    NetLoop *loop;
} Ending;

static void ending_run(NetTask *task) { event_base_loopbreak(((Ending *)task)->loop->base); }

void net_loop_end(NetLoop *loop) {
    if (!loop || !loop->started) return;
    Ending ending = {.task = {.run = ending_run}, .loop = loop};
    net_loop_post(loop, &ending.task);
    pthread_join(loop->thread, NULL);
    loop->started = false;
    mailbox_run(loop);  // posted while it was ending
}

void net_loop_free(NetLoop *loop) {
    if (!loop) return;
    assert(!loop->started);
    if (loop->wake) event_free(loop->wake);
    if (loop->base) event_base_free(loop->base);
    if (loop->wake_fd >= 0) close(loop->wake_fd);
    pthread_mutex_destroy(&loop->lock);
    free(loop);
}

void net_loop_post(NetLoop *loop, NetTask *task) {
    assert(task->run);
    task->next = NULL;
    pthread_mutex_lock(&loop->lock);
    bool was_empty = !loop->first;
    if (was_empty)
        loop->first = task;
    else
        loop->last->next = task;
    loop->last = task;
    pthread_mutex_unlock(&loop->lock);
    if (!was_empty) return;  // the wake-up for the one before is still to be served
    uint64_t one = 1;
    ssize_t put = write(loop->wake_fd, &one, sizeof one);
    (void)put;  // only fails when the counter is full, and then the loop is awake anyway
}

struct event_base *net_loop_base(NetLoop *loop) {
    return loop->base;
}
