// program: the real program, run as a person or a service manager runs it.
#pragma once

#include <sys/types.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct ProgramRun {
    int status;  // exit status; 128 and the signal when one ended it
    Str out, err;
} ProgramRun;

// Runs to the end. `args` end with NULL and begin behind the program's name.
ProgramRun program_run(Arena *a, const char *const *args);
// The same with something to read on standard input.
ProgramRun program_run_fed(Arena *a, Str input, const char *const *args);
// The same with standard output closed at the other end before anything is written.
ProgramRun program_run_unread(Arena *a, const char *const *args);

// `munim serve` on a free port.
typedef struct Program {
    pid_t pid;
    int out;          // what it says from now on
    const char *url;  // as it printed it
    int port;
} Program;

enum { PROGRAM_ARGS_MAX = 16 };

Program program_serve(Arena *a, const char *data_dir, const char *const *more_args);
void program_signal(const Program *p, int signal_number);
int program_wait(Program *p);  // as ProgramRun.status
// What the kernel says of the process, in KiB: "VmRSS", "RssAnon".
long program_memory_kib(const Program *p, const char *name);

// A folder of the test's own under /tmp.
const char *program_folder(Arena *a);
