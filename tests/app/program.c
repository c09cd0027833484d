#include "program.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "base/buf.h"

enum { OUTPUT_MAX = 64 << 20, LINE_MAX_BYTES = 1024 };

static const char *program_path(void) {
    const char *path = getenv("MUNIM_PROGRAM");
    if (!path) print_error("MUNIM_PROGRAM must name the program\n");
    assert_non_null(path);
    return path;
}

static void child_exec(const char *const *args, int out, int err) {
    const char *argv[PROGRAM_ARGS_MAX + 2] = {program_path()};
    for (size_t i = 0; args[i]; i++) argv[i + 1] = args[i];
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a server does not outlive a test that failed
    dup2(out, STDOUT_FILENO);
    if (err >= 0) dup2(err, STDERR_FILENO);
    execv(argv[0], (char *const *)argv);
    _exit(127);
}

// `in` -1: this test's own.
static pid_t program_start_fed(const char *const *args, int in, int out, int err) {
    size_t count = 0;
    while (args[count]) count++;
    assert_true(count <= PROGRAM_ARGS_MAX);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (in >= 0) dup2(in, STDIN_FILENO);
        child_exec(args, out, err);
    }
    return pid;
}

static pid_t program_start(const char *const *args, int out, int err) {
    return program_start_fed(args, -1, out, err);
}

static int status_of(pid_t pid) {
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// What the program wrote there. A file and not a pipe: nobody has to read while it runs.
static Str file_take(Arena *a, FILE *file) {
    Buf text;
    char part[4096];
    buf_init(&text, OUTPUT_MAX);
    rewind(file);
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;) {
        buf_add(&text, str_of(part, got));
    }
    fclose(file);
    Str all = str_dup(a, buf_str(&text));
    buf_done(&text);
    return all;
}

ProgramRun program_run(Arena *a, const char *const *args) {
    FILE *out = tmpfile();
    FILE *err = tmpfile();
    assert_true(out && err);
    ProgramRun run = {.status = status_of(program_start(args, fileno(out), fileno(err)))};
    run.out = file_take(a, out);
    run.err = file_take(a, err);
    return run;
}

ProgramRun program_run_fed(Arena *a, Str input, const char *const *args) {
    FILE *in = tmpfile();
    FILE *out = tmpfile();
    FILE *err = tmpfile();
    assert_true(in && out && err);
    assert_int_equal(fwrite(input.ptr, 1, input.len, in), input.len);
    rewind(in);
    ProgramRun run = {.status =
                          status_of(program_start_fed(args, fileno(in), fileno(out), fileno(err)))};
    fclose(in);
    run.out = file_take(a, out);
    run.err = file_take(a, err);
    return run;
}

ProgramRun program_run_unread(Arena *a, const char *const *args) {
    int ends[2];
    FILE *err = tmpfile();
    assert_non_null(err);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    pid_t pid = program_start(args, ends[1], fileno(err));
    close(ends[1]);
    ProgramRun run = {.status = status_of(pid)};
    run.err = file_take(a, err);
    return run;
}

static void line_read(int fd, char line[static LINE_MAX_BYTES]) {
    size_t len = 0;
    while (len + 1 < LINE_MAX_BYTES && read(fd, &line[len], 1) == 1 && line[len] != '\n') len++;
    line[len] = '\0';
}

Program program_serve(Arena *a, const char *data_dir, const char *const *more_args) {
    static const char SAYS[] = "Munim is at ";
    const char *args[PROGRAM_ARGS_MAX + 1] = {"serve", "--data", data_dir, "--listen",
                                              "127.0.0.1:0"};
    size_t count = 5;
    for (size_t i = 0; more_args && more_args[i]; i++) args[count++] = more_args[i];
    int ends[2];
    char line[LINE_MAX_BYTES];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    Program p = {.pid = program_start(args, ends[1], -1), .out = ends[0]};
    close(ends[1]);
    line_read(p.out, line);
    if (strncmp(line, SAYS, sizeof SAYS - 1) != 0) print_error("it said '%s'\n", line);
    assert_int_equal(strncmp(line, SAYS, sizeof SAYS - 1), 0);
    p.url = str_z(a, str_from(line + sizeof SAYS - 1));
    int64_t port = 0;
    assert_true(str_to_int(str_from(strrchr(p.url, ':') + 1), &port));
    p.port = (int)port;
    return p;
}

void program_signal(const Program *p, int signal_number) {
    assert_int_equal(kill(p->pid, signal_number), 0);
}

int program_wait(Program *p) {
    int status = status_of(p->pid);
    close(p->out);
    return status;
}

long program_memory_kib(const Program *p, const char *name) {
    char path[64], line[256], format[64];
    long kib = -1;
    snprintf(path, sizeof path, "/proc/%d/status", (int)p->pid);
    snprintf(format, sizeof format, "%s: %%ld", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (kib < 0 && fgets(line, sizeof line, file)) (void)sscanf(line, format, &kib);
    fclose(file);
    return kib;
}

const char *program_folder(Arena *a) {
    char template[] = "/tmp/munim-app-XXXXXX";
    assert_non_null(mkdtemp(template));
    return str_z(a, str_from(template));
}
