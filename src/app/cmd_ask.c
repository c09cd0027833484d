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
    "[--model FILE] [--language TAG] SOURCE... [\"question\"]";

typedef struct AskOptions {
    bool json, jsonl, dialogue, explain;
    Date today;
    const char *questions_path;
    const char *model_path;
    const Language *language;
    char *const *sources;
    int source_count;
    const char *question;  // NULL with questions_path
} AskOptions;

static bool args_read(int argc, char **argv, AskOptions *o, Err *err) {
    const char *language = NULL;
    const Option options[] = {
        {"--json", OPTION_FLAG, &o->json},         {"--jsonl", OPTION_FLAG, &o->jsonl},
        {"--dialogue", OPTION_FLAG, &o->dialogue}, {"--explain", OPTION_FLAG, &o->explain},
        {"--today", OPTION_DATE, &o->today},       {"--questions", OPTION_TEXT, &o->questions_path},
        {"--model", OPTION_TEXT, &o->model_path},  {"--language", OPTION_TEXT, &language},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, err)) return false;
    if (language && !app_language(language, &o->language, err)) return false;
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
static void answer_print(Buf *out, const Answer *answer, Words w) {
    if (answer->trace.len > 0) buf_add_fmt(out, STR_F "\n", STR_A(answer->trace));
    if (answer->status != ASK_ANSWERED) {
        buf_add_fmt(out, STR_F "\n", STR_A(answer->message));
        choices_print(out, answer);
        return;
    }
    buf_add_fmt(out, STR_F "\n\n", STR_A(answer->headline));
    chart_terminal(out, &answer->chart, answer->result->table, terminal_width(), w.language);
    Str reading = words_of(w, "Read as: {reading}", {"reading", answer->reading});
    buf_add_fmt(out, "\n" STR_F "\n" STR_F, STR_A(reading), STR_A(words_text(w, "From:    ")));
    for (size_t i = 0; i < answer->result->source_count; i++) {
        const QuerySource *s = &answer->result->sources[i];
        buf_add_fmt(out, "%s" STR_F " (" STR_F ")", i ? ", " : "", STR_A(words_term(w, s->label)),
                    STR_A(words_counted(w, (int64_t)s->rows, "{n} row", "{n} rows")));
    }
    buf_add_char(out, '\n');
    if (answer->notice.len > 0) buf_add_fmt(out, STR_F "\n", STR_A(answer->notice));
}

static bool answer_output(const AskOptions *o, const Model *m, const Answer *answer, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, OUTPUT_MAX);
    if (o->json || o->jsonl) {
        JsonW w = jsonw_to(&out);
        // A line a question is for programs, which take the columns that were asked for.
        void (*write)(JsonW *, const Model *, const Answer *, size_t) =
            o->jsonl ? answer_write_asked : answer_write;
        write(&w, m, answer, ROWS_ALL);
        buf_add_char(&out, '\n');
    } else {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        answer_print(&out, answer, words_for(a, o->language));
    }
    if (!buf_check(&out, ERR_WORD("the answer"), err)) return false;
    if (!app_print(buf_str(&out))) return fail(err, ERR_IO, "standard output went away");
    return true;
}

// A question that failed is an answer too when many are asked: the rest must not be lost.
static Answer *failure_as_answer(Words w, Str question, const Err *err) {
    Answer *answer = arena_new(w.a, Answer, 1);
    answer->question = question;
    answer->status = ASK_REFUSED;
    answer->message = words_message(w, str_dup(w.a, str_from(err->message)));
    return answer;
}

// Where a run of questions stands: the plan of the turn before lives in `keep`.
typedef struct Session {
    const AskOptions *options;
    Workspace *workspace;
    Arena *keep;
    Plan *plan;  // NULL at the start
    AskStatus status;
} Session;

static bool question_run(Session *s, Str question, Err *err) {
    const AskOptions *o = s->options;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot_to_ask(s->workspace, &snapshot, err)) return false;
    AnswerRequest request = {.question = question,
                             .language = o->language,
                             .today = o->today,
                             .before = o->dialogue ? s->plan : NULL,
                             .explain = o->explain,
                             .run_alternatives = o->json || o->jsonl};
    Answer *answer = NULL;
    if (!workspace_answer(s->workspace, snapshot, &request, a, &answer, err)) {
        if (!o->questions_path) return false;
        answer = failure_as_answer(words_for(a, o->language), question, err);
    }
    s->status = answer->status;
    if (answer->plan) s->plan = plan_copy(s->keep, answer->plan);
    return answer_output(o, snapshot_model(snapshot), answer, err);
}

static bool questions_run(Session *s, Err *err) {
    Str rest = {0};
    Str line = {0};
    if (!file_read(s->options->questions_path, QUESTIONS_FILE_MAX, s->keep, &rest, err)) {
        return false;
    }
    while (str_next_part(&rest, '\n', &line)) {
        if (rest.ptr == NULL && line.len == 0) break;  // the last line end
        if (!question_run(s, str_trim(line), err)) return false;
    }
    return true;
}

int cmd_ask_run(int argc, char **argv) {
    Err err = {0};
    AskOptions o = {.today = clock_today()};
    if (!args_read(argc, argv, &o, &err)) return app_misused(CMD_ASK_USAGE, &err);
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(arena_freep) Arena *keep = arena_create(0);
    if (!local_open(o.sources, o.source_count, o.model_path, o.today, &local, &err)) {
        return app_failed_in(o.language, &err);
    }
    Session s = {.options = &o, .workspace = local_workspace(local), .keep = keep};
    if (o.questions_path)
        return questions_run(&s, &err) ? EXIT_ANSWERED : app_failed_in(o.language, &err);
    if (!question_run(&s, str_from(o.question), &err)) return app_failed_in(o.language, &err);
    return s.status == ASK_ANSWERED ? EXIT_ANSWERED : EXIT_UNANSWERED;
}
