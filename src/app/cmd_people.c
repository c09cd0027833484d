#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/data_folder.h"
#include "app/options.h"
#include "auth/auth.h"
#include "auth/auth_password.h"
#include "base/date.h"
#include "sys/file.h"

const char CMD_PEOPLE_USAGE[] =
    "people [--data DIR] [list | add NAME --role ROLE | password NAME | role NAME --role ROLE | "
    "remove NAME]";

// The folder of a server that does not run, and what to do with whom.
typedef struct PeopleWork {
    Auth *auth;
    Str name;
    Role role;  // ROLE_NONE: none was said
    Arena *a;
} PeopleWork;

// ---- the password ----

static bool echo_set(bool on) {
    struct termios t;
    if (tcgetattr(STDIN_FILENO, &t) != 0) return false;
    t.c_lflag = on ? t.c_lflag | ECHO : t.c_lflag & ~(tcflag_t)ECHO;
    return tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) == 0;
}

// One line, without what ends it.
static bool line_read(char *line, size_t size, Err *err) {
    if (!fgets(line, (int)size, stdin)) return fail(err, ERR_INVALID, "no password was given");
    size_t length = strcspn(line, "\r\n");
    if (length + 1 == size) {
        return fail(err, ERR_INVALID, "a password has %d bytes at most", AUTH_PASSWORD_MAX);
    }
    line[length] = '\0';
    return true;
}

// Who interrupts is heard once the terminal shows again what is typed.
static sigset_t interrupts(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGQUIT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGTSTP);
    return set;
}

static bool line_ask(const char *prompt, char *line, size_t size, Err *err) {
    sigset_t before, held = interrupts();
    if (!isatty(STDIN_FILENO)) return line_read(line, size, err);
    fprintf(stderr, "%s: ", prompt);
    sigprocmask(SIG_BLOCK, &held, &before);
    bool hidden = echo_set(false);
    bool ok = line_read(line, size, err);
    if (hidden) (void)echo_set(true);
    sigprocmask(SIG_SETMASK, &before, NULL);
    fprintf(stderr, "\n");
    return ok;
}

// On a terminal asked twice, unseen; else the first line of standard input.
static bool password_ask(Arena *a, Str *ret, Err *err) {
    char line[AUTH_PASSWORD_MAX + 3], again[AUTH_PASSWORD_MAX + 3];
    if (!line_ask("Password", line, sizeof line, err)) return false;
    if (isatty(STDIN_FILENO)) {
        if (!line_ask("Once more", again, sizeof again, err)) return false;
        if (strcmp(line, again) != 0) return fail(err, ERR_INVALID, "these are not the same");
    }
    *ret = str_dup(a, str_from(line));
    return true;
}

// ---- what can be done ----

static void record_print(const AuthRecord *r, Arena *a) {
    Str made = date_str(a, (Date)(r->made_at / MOMENT_DAY));
    printf("%s\t%s\tsince " STR_F, r->person.name, role_name(r->person.role), STR_A(made));
    if (r->seen_at != 0) {
        printf("\tlast seen " STR_F, STR_A(date_str(a, (Date)(r->seen_at / MOMENT_DAY))));
    }
    printf("\n");
}

static bool people_list(const PeopleWork *p, Err *err) {
    (void)err;
    AuthRecords list = auth_people(p->auth, false, p->a);
    for (size_t i = 0; i < list.count; i++) record_print(&list.items[i], p->a);
    return true;
}

static bool people_add(const PeopleWork *p, Err *err) {
    // Whoever has the folder may do what an owner may.
    Person keeper = person_of(S("operator"), S(""), ROLE_OWNER);
    Person made = {0};
    AuthPersonIn in = {.name = p->name, .role = p->role};
    if (p->role == ROLE_NONE) {
        return fail(err, ERR_INVALID, "say --role viewer, editor or owner");
    }
    return password_ask(p->a, &in.password, err) &&
           auth_person_add(p->auth, &keeper, &in, &made, err);
}

static bool person_change(const PeopleWork *p, const AuthPersonIn *in, Err *err) {
    Person found = {0}, changed = {0};
    if (!auth_person_find(p->auth, p->name, &found, err)) return false;
    AuthPersonKey key = {.id = person_id(&found)};
    return auth_person_change(p->auth, &key, in, &changed, err);
}

static bool people_password(const PeopleWork *p, Err *err) {
    AuthPersonIn in = {0};
    Person found = {0};
    return auth_person_find(p->auth, p->name, &found, err) &&
           password_ask(p->a, &in.password, err) && person_change(p, &in, err);
}

static bool people_role(const PeopleWork *p, Err *err) {
    if (p->role == ROLE_NONE) {
        return fail(err, ERR_INVALID, "say --role viewer, editor or owner");
    }
    return person_change(p, &(AuthPersonIn){.role = p->role}, err);
}

static bool people_remove(const PeopleWork *p, Err *err) {
    Person found = {0};
    return auth_person_find(p->auth, p->name, &found, err) &&
           auth_person_remove(p->auth, person_id(&found), err);
}

static const struct {
    Str word;
    bool takes_name;
    bool (*run)(const PeopleWork *p, Err *err);
} ACTIONS[] = {
    {STR("list"), false, people_list},        {STR("add"), true, people_add},
    {STR("password"), true, people_password}, {STR("role"), true, people_role},
    {STR("remove"), true, people_remove},
};

// Where in ACTIONS; COUNT_OF(ACTIONS) when the words are none of them.
static size_t action_find(int count, char **words) {
    Str word = count > 0 ? str_from(words[0]) : ACTIONS[0].word;
    size_t at = 0;
    while (at < COUNT_OF(ACTIONS) && !str_eq(ACTIONS[at].word, word)) at++;
    if (at == COUNT_OF(ACTIONS)) return at;
    int wanted = ACTIONS[at].takes_name ? 2 : count > 0 ? 1 : 0;
    return count == wanted ? at : COUNT_OF(ACTIONS);
}

typedef struct PeopleArgs {
    const char *data_dir;
    const char *role;
    Str name;
    size_t action;
} PeopleArgs;

static bool args_read(int argc, char **argv, PeopleArgs *args, Role *ret_role, Err *err) {
    const Option options[] = {{"--data", OPTION_TEXT, &args->data_dir},
                              {"--role", OPTION_TEXT, &args->role}};
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, err)) return false;
    args->action = action_find(count, argv);
    if (args->action == COUNT_OF(ACTIONS)) {
        return fail(err, ERR_INVALID, "say list, add, password, role or remove, and whom");
    }
    if (args->role && !role_from(str_from(args->role), ret_role)) {
        return fail(err, ERR_INVALID, "there is no role '%s': viewer, editor or owner", args->role);
    }
    if (count > 1) args->name = str_from(argv[1]);
    return true;
}

// Sessions end in the store alone: nobody listens.
static bool work_run(const DataFolder *folder, const PeopleArgs *args, PeopleWork *work, Err *err) {
    AuthOptions options = {.store = folder->store, .workspace = DATA_FOLDER_WORKSPACE};
    work->name = args->name;
    bool ok = auth_open(&options, &work->auth, err) && ACTIONS[args->action].run(work, err);
    auth_close(work->auth);
    return ok;
}

int cmd_people_run(int argc, char **argv) {
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    PeopleArgs args = {.data_dir = "munim-data"};
    PeopleWork work = {.a = a};
    if (!args_read(argc, argv, &args, &work.role, &err)) return app_misused(CMD_PEOPLE_USAGE, &err);
    bool is_first = str_eq(ACTIONS[args.action].word, S("add"));
    if (!is_first && !dir_exists(args.data_dir)) {
        (void)fail(&err, ERR_NOT_FOUND, "there is no folder %s: say --data DIR", args.data_dir);
        return app_failed(&err);
    }
    DataFolder folder = {0};
    umask(S_IRWXG | S_IRWXO);  // hashes of passwords are for nobody else on this machine
    bool ok =
        data_folder_open(args.data_dir, a, &folder, &err) && work_run(&folder, &args, &work, &err);
    data_folder_close(&folder);
    return ok ? EXIT_ANSWERED : app_failed(&err);
}
