#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/local.h"
#include "app/options.h"
#include "sys/clock.h"
#include "sys/file.h"

enum {
    QUESTIONS_FILE_MAX = 64 << 20,
    OUTPUT_MAX = 512 << 20,
    WIDTH_DEFAULT = 80,
    WIDTH_MAX = 160,
    ROWS_ALL = 1 << 30,
};

const char CMD_ASK_USAGE[] =
    "ask [--json|--jsonl] [--explain] [--today DATE] [--questions FILE [--dialogue]] "
    "[--model FILE] SOURCE... [\"question\"]";

typedef struct AskOptions {
    bool json, jsonl, dialogue, explain;
    Date today;
    const char *questions_path;
    const char *model_path;
    char *const *sources;
    int source_count;
    const char *question;  // NULL with questions_path
} AskOptions;

static bool args_read(int argc, char **argv, AskOptions *o, Err *err) {
    const Option options[] = {
        {"--json", OPTION_FLAG, &o->json},         {"--jsonl", OPTION_FLAG, &o->jsonl},
        {"--dialogue", OPTION_FLAG, &o->dialogue}, {"--explain", OPTION_FLAG, &o->explain},
        {"--today", OPTION_DATE, &o->today},       {"--questions", OPTION_TEXT, &o->questions_path},
        {"--model", OPTION_TEXT, &o->model_path},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, err)) return false;
    if (o->dialogue && !o->questions_path) {
        return fail(err, ERR_INVALID, "--dialogue needs --questions FILE");
    }
    int needed = o->questions_path ? 1 : 2;
    if (count < needed) {
        return fail(err, ERR_INVALID,
                    needed == 2 ? "name a SOURCE and ask a question about it"
                                : "name a SOURCE to ask about");
    }
    o->question = o->questions_path ? NULL : argv[count - 1];
    o->sources = argv;
    o->source_count = o->questions_path ? count : count - 1;
    return true;
}

static int terminal_width(void) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return WIDTH_DEFAULT;
    return size.ws_col < WIDTH_MAX ? size.ws_col : WIDTH_MAX;
}

static void choices_print(Buf *out, const Answer *answer) {
    for (size_t i = 0; i < answer->alternative_count; i++) {
        buf_add_fmt(out, "  %zu. " STR_F "\n", i + 1, STR_A(answer->alternatives[i].reading));
    }
}

// For people: the sentence, the chart, and what the answer rests on.
static void answer_print(Buf *out, const Answer *answer) {
    if (answer->trace.len > 0) buf_add_fmt(out, STR_F "\n", STR_A(answer->trace));
    if (answer->status != ASK_ANSWERED) {
        buf_add_fmt(out, STR_F "\n", STR_A(answer->message));
        choices_print(out, answer);
        return;
    }
    buf_add_fmt(out, STR_F "\n\n", STR_A(answer->headline));
    chart_terminal(out, &answer->chart, answer->result->table, terminal_width());
    buf_add_fmt(out, "\nRead as: " STR_F "\nFrom:    ", STR_A(answer->reading));
    for (size_t i = 0; i < answer->result->source_count; i++) {
        const QuerySource *s = &answer->result->sources[i];
        buf_add_fmt(out, "%s" STR_F " (%llu rows)", i ? ", " : "", STR_A(s->label),
                    (unsigned long long)s->rows);
    }
    buf_add_char(out, '\n');
}

static bool answer_output(const AskOptions *o, const Model *m, const Answer *answer, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, OUTPUT_MAX);
    if (o->json || o->jsonl) {
        JsonW w = jsonw_to(&out);
        answer_write(&w, m, answer, ROWS_ALL);
        buf_add_char(&out, '\n');
    } else {
        answer_print(&out, answer);
    }
    if (!buf_check(&out, "the answer", err)) return false;
    if (!app_print(buf_str(&out))) return fail(err, ERR_IO, "standard output went away");
    return true;
}

// A question that failed is an answer too when many are asked: the rest must not be lost.
static Answer *failure_as_answer(Arena *a, Str question, const Err *err) {
    Answer *answer = arena_new(a, Answer, 1);
    answer->question = question;
    answer->status = ASK_REFUSED;
    answer->message = str_dup(a, str_from(err->message));
    return answer;
}

// One question in an arena of its own. `before` and *ret_plan live in `keep`.
static bool question_run(const AskOptions *o, Workspace *w, Str question, const Plan *before,
                         Arena *keep, Plan **ret_plan, AskStatus *ret_status, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    AnswerRequest request = {
        .question = question, .today = o->today, .before = before, .explain = o->explain};
    Answer *answer = NULL;
    if (!workspace_answer(w, &request, a, &answer, err)) {
        if (!o->questions_path) return false;
        answer = failure_as_answer(a, question, err);
    }
    *ret_status = answer->status;
    if (answer->plan) *ret_plan = plan_copy(keep, answer->plan);
    return answer_output(o, snapshot_model(snapshot), answer, err);
}

static bool questions_run(const AskOptions *o, Workspace *w, Err *err) {
    CLEANUP(arena_freep) Arena *keep = arena_create(0);
    Str rest = {0};
    if (!file_read(o->questions_path, QUESTIONS_FILE_MAX, keep, &rest, err)) return false;
    Plan *plan = NULL;
    Str line = {0};
    while (str_next_part(&rest, '\n', &line)) {
        if (rest.ptr == NULL && line.len == 0) break;  // the last line end
        AskStatus status = ASK_ANSWERED;
        const Plan *before = o->dialogue ? plan : NULL;
        if (!question_run(o, w, str_trim(line), before, keep, &plan, &status, err)) return false;
    }
    return true;
}

int cmd_ask_run(int argc, char **argv) {
    Err err = {0};
    AskOptions o = {.today = clock_today()};
    if (!args_read(argc, argv, &o, &err)) return app_misused(CMD_ASK_USAGE, &err);
    CLEANUP(local_closep) Local *local = NULL;
    if (!local_open(o.sources, o.source_count, o.model_path, o.today, &local, &err)) {
        return app_failed(&err);
    }
    if (o.questions_path) {
        return questions_run(&o, local_workspace(local), &err) ? EXIT_ANSWERED : app_failed(&err);
    }
    CLEANUP(arena_freep) Arena *keep = arena_create(0);
    Plan *plan = NULL;
    AskStatus status = ASK_REFUSED;
    if (!question_run(&o, local_workspace(local), str_from(o.question), NULL, keep, &plan, &status,
                      &err)) {
        return app_failed(&err);
    }
    return status == ASK_ANSWERED ? EXIT_ANSWERED : EXIT_UNANSWERED;
}
