#include "app/app.h"
#include "app/commands.h"
#include "app/local.h"
#include "app/options.h"
#include "flow/understand.h"
#include "sys/clock.h"

enum { PROFILE_OUTPUT_MAX = 256 << 20 };

const char CMD_PROFILE_USAGE[] = "profile [--json] [--today DATE] [--model FILE] SOURCE...";

typedef struct Profiled {
    Local *local;
    int source_count;
    Understanding understanding;
} Profiled;

static void json_write(Buf *out, const Profiled *p) {
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    jsonw_key_array(&w, "imports");
    for (int i = 0; i < p->source_count; i++) import_write(&w, local_import(p->local, i));
    jsonw_end(&w);
    jsonw_key(&w, S("model"));
    model_write(&w, snapshot_model(p->understanding.snapshot));
    jsonw_key(&w, S("quality"));
    understand_issues_write(&w, &p->understanding, words_english(NULL));
    jsonw_end(&w);
    buf_add_char(out, '\n');
}

static void import_print(Buf *out, const ImportTable *t) {
    buf_add_fmt(out, STR_F ": %llu rows as table " STR_F, STR_A(t->origin),
                (unsigned long long)t->rows_loaded, STR_A(t->table));
    if (t->rejects > 0) buf_add_fmt(out, ", %llu kept aside", (unsigned long long)t->rejects);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < t->note_count; i++) {
        buf_add_fmt(out, "  " STR_F "\n", STR_A(t->notes[i]));
    }
    for (size_t i = 0; i < t->column_count; i++) {
        const ImportColumn *c = &t->columns[i];
        if (c->note.len == 0) continue;
        buf_add_fmt(out, "  " STR_F ": " STR_F "\n", STR_A(c->name), STR_A(c->note));
    }
}

static void table_print(Buf *out, const ModelTable *t) {
    buf_add_fmt(out, "\n" STR_F " (%s, %llu rows)\n", STR_A(t->label), model_kind_name(t->kind),
                (unsigned long long)t->rows);
    for (size_t i = 0; i < t->column_count; i++) {
        const ModelColumn *c = &t->columns[i];
        bool is_key = false;
        for (size_t k = 0; k < t->key_count; k++) is_key = is_key || t->key[k] == (int)i;
        buf_add_fmt(out, "  %-28.*s %-10s %-9s%s", (int)c->name.len, c->name.ptr,
                    column_type_name(c->type), column_role_name(c->role), is_key ? " key" : "");
        if ((int)i == t->name_column) buf_add_z(out, " name");
        if ((int)i == t->time_column) buf_add_z(out, " time");
        if (c->unit.len > 0) buf_add_fmt(out, " in " STR_F, STR_A(c->unit));
        if (c->profile.nulls > 0) {
            buf_add_fmt(out, " %llu empty", (unsigned long long)c->profile.nulls);
        }
        buf_add_char(out, '\n');
    }
}

static void joins_print(Buf *out, const Model *m) {
    if (m->join_count > 0) buf_add_z(out, "\nJoins\n");
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        const ModelTable *from = &m->tables[j->from_table];
        const ModelTable *to = &m->tables[j->to_table];
        buf_add_fmt(out, "  " STR_F "." STR_F " -> " STR_F "." STR_F "  %.1f %%\n",
                    STR_A(from->name), STR_A(from->columns[j->from_column].name), STR_A(to->name),
                    STR_A(to->columns[j->to_column].name), 100 * j->coverage);
    }
}

static void metrics_print(Buf *out, const Model *m) {
    if (m->metric_count > 0) buf_add_z(out, "\nMetrics\n");
    for (size_t i = 0; i < m->metric_count; i++) {
        const Metric *k = &m->metrics[i];
        buf_add_fmt(out, "  " STR_F " = " STR_F "  (" STR_F ")%s\n", STR_A(k->label),
                    STR_A(k->expression), STR_A(m->tables[k->table].name),
                    (int)i == m->default_metric ? "  default" : "");
    }
}

static void text_write(Buf *out, const Profiled *p) {
    for (int i = 0; i < p->source_count; i++) {
        const ImportResult *result = local_import(p->local, i);
        for (size_t k = 0; k < result->table_count; k++) import_print(out, &result->tables[k]);
    }
    const Model *m = snapshot_model(p->understanding.snapshot);
    for (size_t i = 0; i < m->table_count; i++) table_print(out, &m->tables[i]);
    joins_print(out, m);
    metrics_print(out, m);
    if (p->understanding.quality.count > 0) buf_add_z(out, "\nQuality\n");
    for (size_t i = 0; i < p->understanding.quality.count; i++) {
        const QualityIssue *issue = &p->understanding.quality.issues[i];
        buf_add_fmt(out, "  " STR_F ": " STR_F "\n", STR_A(issue->severity), STR_A(issue->message));
    }
}

int cmd_profile_run(int argc, char **argv) {
    Err err = {0};
    bool json = false;
    Date today = clock_today();
    const char *model_path = NULL;
    const Option options[] = {{"--json", OPTION_FLAG, &json},
                              {"--today", OPTION_DATE, &today},
                              {"--model", OPTION_TEXT, &model_path}};
    Profiled p = {0};
    if (!options_read(argc, argv, options, COUNT_OF(options), &p.source_count, &err)) {
        return app_misused(CMD_PROFILE_USAGE, &err);
    }
    if (p.source_count == 0) {
        (void)fail(&err, ERR_INVALID, "name a SOURCE to look at");
        return app_misused(CMD_PROFILE_USAGE, &err);
    }
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!local_open(argv, p.source_count, model_path, today, &local, &err)) {
        return app_failed(&err);
    }
    p.local = local;
    if (!understand_run(local_workspace(local), NULL, a, &p.understanding, &err)) {
        return app_failed(&err);
    }
    CLEANUP(buf_done) Buf out;
    buf_init(&out, PROFILE_OUTPUT_MAX);
    (json ? json_write : text_write)(&out, &p);
    understand_done(&p.understanding);
    if (!buf_check(&out, ERR_WORD("the profile"), &err) || !app_print(buf_str(&out))) {
        return app_failed(&err);
    }
    return EXIT_ANSWERED;
}
