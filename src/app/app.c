#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "app/commands.h"
#include "base/buf.h"
#include "base/defs.h"
#include "base/utf8.h"

#ifndef MUNIM_VERSION
#define MUNIM_VERSION "development"
#endif

typedef struct Command {
    const char *name;
    const char *usage;
    const char *purpose;
    int (*run)(int argc, char **argv);
} Command;

static const Command COMMANDS[] = {
    {"serve", CMD_SERVE_USAGE, "the web application and the API", cmd_serve_run},
    {"ask", CMD_ASK_USAGE, "answers questions about files", cmd_ask_run},
    {"profile", CMD_PROFILE_USAGE, "says what it understands of files", cmd_profile_run},
    {"forecast", CMD_FORECAST_USAGE, "says what series will do next, and how sure that is",
     cmd_forecast_run},
    {"tables", CMD_TABLES_USAGE, "lists, deletes and restores tables while no server runs",
     cmd_tables_run},
    {"people", CMD_PEOPLE_USAGE, "who has an account, while no server runs", cmd_people_run},
    {"demo", CMD_DEMO_USAGE, "writes the demonstration business", cmd_demo_run},
};

static void help_print(FILE *to) {
    fprintf(to, "Munim answers questions about a business from its own files.\n\n");
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++) {
        fprintf(to, "  munim %s\n      %s\n", COMMANDS[i].usage, COMMANDS[i].purpose);
    }
    fprintf(to,
            "\nSOURCE is a CSV, TSV, JSON, NDJSON, Parquet, XLSX, XLS or SQLite file, any of\n"
            "these gzipped, a ZIP of CSVs, or a folder of such files.\n"
            "Exit status: 0 answered, 1 failed, 2 usage, 3 refused or needs clarifying.\n");
}

int app_failed(const Err *err) { return app_failed_in(NULL, err); }

int app_failed_in(const Language *language, const Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str said = words_message(words_for(a, language), str_from(err->message));
    fprintf(stderr, "munim: " STR_F "\n", STR_A(said));
    return EXIT_FAILED;
}

int app_misused(const char *usage, const Err *err) {
    fprintf(stderr, "munim: %s\nusage: munim %s\n", err->message, usage);
    return EXIT_USAGE;
}

bool app_language(const char *tag, const Language **ret, Err *err) {
    *ret = words_language(str_from(tag));
    if (*ret) return true;
    const Language *all[WORDS_LANGUAGES_MAX];
    size_t count = words_language_list(all);
    CLEANUP(buf_done) Buf tags;
    buf_init(&tags, ERR_MESSAGE_MAX);
    for (size_t i = 0; i < count; i++) {
        buf_add_fmt(&tags, "%s" STR_F, i > 0 ? ", " : "", STR_A(words_language_tag(all[i])));
    }
    return fail(err, ERR_INVALID, "--language '%s' is not there: " STR_F, tag,
                STR_A(buf_str(&tags)));
}

bool app_print(Str text) {
    return fwrite(text.ptr, 1, text.len, stdout) == text.len && fflush(stdout) == 0;
}

// Marks above and below letters take no place of their own: Devanagari is full of them.
static size_t places_of(Str text) {
    size_t places = 0;
    uint32_t c = 0;
    while (utf8_next(&text, &c)) places += u_charType((UChar32)c) != U_NON_SPACING_MARK;
    return places;
}

void app_pad(Buf *out, Str text, int width) {
    size_t places = (size_t)abs(width), taken = places_of(text);
    size_t empty = taken < places ? places - taken : 0;
    if (width >= 0) buf_add(out, text);
    for (size_t i = 0; i < empty; i++) buf_add_char(out, ' ');
    if (width < 0) buf_add(out, text);
}

int app_run(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++) {
        if (strcmp(COMMANDS[i].name, name) == 0) return COMMANDS[i].run(argc - 2, argv + 2);
    }
    if (strcmp(name, "--version") == 0) {
        printf("munim %s\n", MUNIM_VERSION);
        return EXIT_ANSWERED;
    }
    bool asked = strcmp(name, "--help") == 0 || strcmp(name, "help") == 0;
    if (!asked && *name) fprintf(stderr, "munim: there is no command '%s'\n\n", name);
    help_print(asked ? stdout : stderr);
    return asked ? EXIT_ANSWERED : EXIT_USAGE;
}
