#include "app/app.h"
#include "app/commands.h"
#include "app/local.h"
#include "app/options.h"
#include "data/number_text.h"
#include "flow/kept_said.h"
#include "flow/understand.h"
#include "sys/clock.h"

enum { PROFILE_OUTPUT_MAX = 256 << 20 };

const char CMD_PROFILE_USAGE[] =
    "profile [--json] [--today DATE] [--model FILE] [--language TAG] SOURCE...";

typedef struct Profiled {
    Local *local;
    int source_count;
    Understanding understanding;
    Words words;
} Profiled;

static bool imports_write(JsonW *w, const Profiled *p, Err *err) {
    bool ok = true;
    jsonw_key_array(w, "imports");
    for (int i = 0; i < p->source_count && ok; i++) {
        CLEANUP(buf_done) Buf import;
        buf_init(&import, PROFILE_OUTPUT_MAX);
        JsonW one = jsonw_to(&import);
        import_write(&one, local_import(p->local, i));
        ok = kept_said_notes(w, buf_str(&import), p->words, err);
    }
    jsonw_end(w);
    return ok;
}

static bool json_write(Buf *out, const Profiled *p, Err *err) {
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    bool ok = imports_write(&w, p, err);
    jsonw_key(&w, S("model"));
    model_write(&w, snapshot_model(p->understanding.snapshot));
    jsonw_key(&w, S("quality"));
    understand_issues_write(&w, &p->understanding, p->words);
    jsonw_end(&w);
    buf_add_char(out, '\n');
    return ok;
}

static void import_print(Buf *out, const ImportTable *t, Words w) {
    Str rows = words_counted(w, (int64_t)t->rows_loaded, "{n} row", "{n} rows");
    buf_add(out, words_of(w, "{file}: {rows} as table {table}", {"file", t->origin}, {"rows", rows},
                          {"table", t->table}));
    if (t->rejects > 0) {
        Str aside = number_text((double)t->rejects, (Str){0}, w);
        buf_add(out, words_of(w, ", {n} kept aside", {"n", aside}));
    }
    buf_add_char(out, '\n');
    for (size_t i = 0; i < t->note_count; i++) {
        buf_add_fmt(out, "  " STR_F "\n", STR_A(words_message(w, t->notes[i])));
    }
    for (size_t i = 0; i < t->column_count; i++) {
        const ImportColumn *c = &t->columns[i];
        if (c->note.len == 0) continue;
        buf_add_fmt(out, "  " STR_F ": " STR_F "\n", STR_A(c->name),
                    STR_A(words_message(w, c->note)));
    }
}

static void marks_print(Buf *out, const ModelTable *t, int column, Words w) {
    const ModelColumn *c = &t->columns[column];
    bool is_key = false;
    for (size_t k = 0; k < t->key_count; k++) is_key = is_key || t->key[k] == column;
    const struct {
        bool is_so;
        Str text;
    } marks[] = {
        {is_key, words_text(w, "key")},
        {column == t->name_column, words_text(w, "name")},
        {column == t->time_column, words_text(w, "time")},
        {c->unit.len > 0, words_of(w, "in {unit}", {"unit", c->unit})},
        {c->profile.nulls > 0,
         words_of(w, "{n} empty", {"n", number_text((double)c->profile.nulls, (Str){0}, w)})},
    };
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (marks[i].is_so) buf_add_fmt(out, " " STR_F, STR_A(marks[i].text));
    }
}

static void table_print(Buf *out, const ModelTable *t, Words w) {
    Str rows = words_counted(w, (int64_t)t->rows, "{n} row", "{n} rows");
    Str kind = words_message(w, str_from(model_kind_name(t->kind)));
    buf_add_fmt(out, "\n" STR_F " (" STR_F ", " STR_F ")\n", STR_A(t->label), STR_A(kind),
                STR_A(rows));
    for (size_t i = 0; i < t->column_count; i++) {
        const ModelColumn *c = &t->columns[i];
        buf_add_z(out, "  ");
        app_pad(out, c->name, 29);
        app_pad(out, words_message(w, str_from(column_type_name(c->type))), 11);
        app_pad(out, words_message(w, str_from(column_role_name(c->role))), 9);
        marks_print(out, t, (int)i, w);
        buf_add_char(out, '\n');
    }
}

static void head_print(Buf *out, bool any, Str head) {
    if (any) buf_add_fmt(out, "\n" STR_F "\n", STR_A(head));
}

static void joins_print(Buf *out, const Model *m, Words w) {
    head_print(out, m->join_count > 0, words_text(w, "Joins"));
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        const ModelTable *from = &m->tables[j->from_table];
        const ModelTable *to = &m->tables[j->to_table];
        buf_add_fmt(out, "  " STR_F "." STR_F " -> " STR_F "." STR_F "  %.1f %%\n",
                    STR_A(from->name), STR_A(from->columns[j->from_column].name), STR_A(to->name),
                    STR_A(to->columns[j->to_column].name), 100 * j->coverage);
    }
}

static void metrics_print(Buf *out, const Model *m, Words w) {
    head_print(out, m->metric_count > 0, words_text(w, "Metrics"));
    for (size_t i = 0; i < m->metric_count; i++) {
        const Metric *k = &m->metrics[i];
        buf_add_fmt(out, "  " STR_F " = " STR_F "  (" STR_F ")", STR_A(words_term(w, k->label)),
                    STR_A(k->expression), STR_A(m->tables[k->table].name));
        if ((int)i == m->default_metric)
            buf_add_fmt(out, "  " STR_F, STR_A(words_text(w, "default")));
        buf_add_char(out, '\n');
    }
}

static bool text_write(Buf *out, const Profiled *p, Err *err) {
    (void)err;
    Words w = p->words;
    for (int i = 0; i < p->source_count; i++) {
        const ImportResult *result = local_import(p->local, i);
        for (size_t k = 0; k < result->table_count; k++) import_print(out, &result->tables[k], w);
    }
    const Model *m = snapshot_model(p->understanding.snapshot);
    for (size_t i = 0; i < m->table_count; i++) table_print(out, &m->tables[i], w);
    joins_print(out, m, w);
    metrics_print(out, m, w);
    head_print(out, p->understanding.quality.count > 0, words_text(w, "Quality"));
    for (size_t i = 0; i < p->understanding.quality.count; i++) {
        const QualityIssue *issue = &p->understanding.quality.issues[i];
        buf_add_fmt(out, "  " STR_F ": " STR_F "\n", STR_A(words_message(w, issue->severity)),
                    STR_A(words_message(w, issue->message)));
    }
    return true;
}

static bool profile_output(const Profiled *p, bool json, Err *err) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, PROFILE_OUTPUT_MAX);
    if (!(json ? json_write : text_write)(&out, p, err)) return false;
    if (!buf_check(&out, ERR_WORD("the profile"), err)) return false;
    return app_print(buf_str(&out)) || fail(err, ERR_IO, "standard output went away");
}

int cmd_profile_run(int argc, char **argv) {
    Err err = {0};
    bool json = false;
    Date today = clock_today();
    const char *model_path = NULL, *tag = "en";
    const Language *language = NULL;
    const Option options[] = {{"--json", OPTION_FLAG, &json},
                              {"--today", OPTION_DATE, &today},
                              {"--model", OPTION_TEXT, &model_path},
                              {"--language", OPTION_TEXT, &tag}};
    Profiled p = {0};
    if (!options_read(argc, argv, options, COUNT_OF(options), &p.source_count, &err) ||
        !app_language(tag, &language, &err)) {
        return app_misused(CMD_PROFILE_USAGE, &err);
    }
    if (p.source_count == 0) {
        (void)fail(&err, ERR_INVALID, "name a SOURCE to look at");
        return app_misused(CMD_PROFILE_USAGE, &err);
    }
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!local_open(argv, p.source_count, model_path, today, &local, &err)) {
        return app_failed_in(language, &err);
    }
    p.local = local;
    p.words = words_for(a, language);
    if (!understand_run(local_workspace(local), NULL, a, &p.understanding, &err)) {
        return app_failed_in(language, &err);
    }
    bool ok = profile_output(&p, json, &err);
    understand_done(&p.understanding);
    return ok ? EXIT_ANSWERED : app_failed_in(language, &err);
}
