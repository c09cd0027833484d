#include <stdio.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/data_folder.h"
#include "app/options.h"
#include "sys/file.h"

const char CMD_TABLES_USAGE[] =
    "tables [--data DIR] [delete TABLE | deleted | restore ID [--in-place] | purge ID]";

// The folder of a server that does not run, and what to do in it.
typedef struct TablesWork {
    Workspace *workspace;
    Str name;  // a table's, or a deletion's id
    bool in_place;
    Arena *a;
} TablesWork;

static bool tables_list(const TablesWork *t, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(t->workspace, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    for (size_t i = 0; i < m->table_count; i++) {
        printf(STR_F "\t%llu rows\n", STR_A(m->tables[i].name),
               (unsigned long long)m->tables[i].rows);
    }
    return true;
}

static void deleted_print(const DeletedTable *d, Arena *a) {
    Str until = date_str(a, (Date)(d->kept_until / MOMENT_DAY));
    printf(STR_F "\t" STR_F "\t%llu rows\t%s, kept until " STR_F "\n", STR_A(d->id),
           STR_A(d->table), (unsigned long long)d->rows, d->is_exchanged ? "exchanged" : "deleted",
           STR_A(until));
}

static bool tables_deleted(const TablesWork *t, Err *err) {
    DeletedTable *tables = NULL;
    size_t count = 0;
    if (!workspace_deleted(t->workspace, t->a, &tables, &count, err)) return false;
    for (size_t i = 0; i < count; i++) deleted_print(&tables[i], t->a);
    return true;
}

static bool tables_delete(const TablesWork *t, Err *err) {
    DeletedTable deleted = {0};
    if (!workspace_delete(t->workspace, t->name, t->a, &deleted, err)) return false;
    deleted_print(&deleted, t->a);
    return true;
}

static bool tables_restore(const TablesWork *t, Err *err) {
    RestoredTable back = {0};
    if (!workspace_restore(t->workspace, t->name, t->in_place, t->a, &back, err)) return false;
    printf(STR_F "\n", STR_A(back.table));
    return true;
}

static bool tables_purge(const TablesWork *t, Err *err) {
    return workspace_purge(t->workspace, t->name, err);
}

static const struct {
    Str word;
    bool takes_name;
    bool (*run)(const TablesWork *t, Err *err);
} ACTIONS[] = {
    {STR("list"), false, tables_list},    {STR("deleted"), false, tables_deleted},
    {STR("delete"), true, tables_delete}, {STR("restore"), true, tables_restore},
    {STR("purge"), true, tables_purge},
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

int cmd_tables_run(int argc, char **argv) {
    Err err = {0};
    const char *data_dir = "munim-data";
    int count = 0;
    bool in_place = false;
    const Option options[] = {{"--data", OPTION_TEXT, &data_dir},
                              {"--in-place", OPTION_FLAG, &in_place}};
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) {
        return app_misused(CMD_TABLES_USAGE, &err);
    }
    size_t action = action_find(count, argv);
    if (action == COUNT_OF(ACTIONS)) {
        (void)fail(&err, ERR_INVALID, "say delete TABLE, deleted, restore ID or purge ID");
        return app_misused(CMD_TABLES_USAGE, &err);
    }
    if (!dir_exists(data_dir)) {
        (void)fail(&err, ERR_NOT_FOUND, "there is no folder %s: say --data DIR", data_dir);
        return app_failed(&err);
    }
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    DataFolder folder = {0};
    bool ok = data_folder_open(data_dir, a, &folder, &err);
    TablesWork work = {.workspace = folder.workspace, .in_place = in_place, .a = a};
    if (count > 1) work.name = str_from(argv[1]);
    ok = ok && ACTIONS[action].run(&work, &err);
    data_folder_close(&folder);
    return ok ? EXIT_ANSWERED : app_failed(&err);
}
