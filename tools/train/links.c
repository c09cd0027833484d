#include "links.h"

#include "app/local.h"
#include "ask/parse.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { SET_MAX = 256 << 20, OUTPUT_MAX = 1 << 30 };

static void target_write(JsonW *w, const Model *m, const Link *link, const LinkTarget *target) {
    char text[512];
    CLEANUP(buf_done) Buf out;
    buf_init(&out, sizeof text);
    if (link->kind == LINK_METRIC) {
        buf_add_fmt(&out, "#" STR_F, STR_A(m->metrics[target->column].name));
    } else {
        const ModelTable *table = &m->tables[target->table];
        buf_add(&out, table->name);
        if (target->column >= 0) {
            buf_add_fmt(&out, "." STR_F, STR_A(table->columns[target->column].name));
        }
        if (link->kind == LINK_VALUE) {
            buf_add_fmt(&out, "%s" STR_F, target->is_word ? "~" : "=", STR_A(target->value));
        }
    }
    jsonw_str(w, buf_str(&out));
}

static void plain_write(JsonW *w, const Tokens *t, const Link *link) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 16);
    buf_add_fmt(&out, "@%s", link_kind_name(link->kind));
    for (size_t i = link->first; i < link->end; i++) {
        buf_add_fmt(&out, " " STR_F, STR_A(t->items[i].raw));
    }
    jsonw_str(w, buf_str(&out));
}

static void question_write(JsonW *w, const Model *m, const Tokens *t, const Links *links,
                           const Parses *parses) {
    jsonw_key_array(w, "unread");
    for (size_t i = 0; parses->count > 0 && i < parses->items[0].count; i++) {
        const Link *link = parses->items[0].items[i].link;
        if (link->kind == LINK_UNREAD) jsonw_str(w, t->items[link->first].raw);
    }
    jsonw_end(w);
    jsonw_key_array(w, "links");
    for (size_t i = 0; i < links->count; i++) {
        for (size_t k = 0; k < links->items[i].target_count; k++) {
            target_write(w, m, &links->items[i], &links->items[i].targets[k]);
        }
        if (links->items[i].target_count == 0) plain_write(w, t, &links->items[i]);
    }
    jsonw_end(w);
    jsonw_key_array(w, "parses");
    for (size_t p = 0; p < parses->count; p++) {
        jsonw_array(w);
        for (size_t i = 0; i < parses->items[p].count; i++) {
            const Item *item = &parses->items[p].items[i];
            if (item->target) target_write(w, m, item->link, item->target);
            if (!item->target) plain_write(w, t, item->link);
        }
        jsonw_end(w);
    }
    jsonw_end(w);
}

static bool question_links(const LinksOptions *o, const Json *item, Local *local, Buf *out,
                           Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    Str question = {0}, gold = {0}, database = {0};
    if (!json_get_str(item, o->field, true, &question, err) ||
        !json_get_str(item, "query", true, &gold, err) ||
        !json_get_str(item, "db_id", true, &database, err) ||
        !workspace_snapshot_to_ask(local_workspace(local), &snapshot, err)) {
        return false;
    }
    const Model *m = snapshot_model(snapshot);
    const AskIndex *index = snapshot_index(snapshot);
    int64_t before_us = clock_cpu_us();
    Tokens t = tokens_read(question, stemmer, a);
    Links links = link_all(index, m, &t, stemmer, clock_today(), a);
    Parses parses = parse_all(index, m, &t, &links, a);
    int64_t took_us = clock_cpu_us() - before_us;
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    jsonw_key_str(&w, "db", database);
    jsonw_key_str(&w, "question", question);
    jsonw_key_str(&w, "gold", gold);
    jsonw_key_int(&w, "us", took_us);
    question_write(&w, m, &t, &links, &parses);
    jsonw_end(&w);
    buf_add_char(out, '\n');
    return true;
}

// Questions of one database stand together in the sets; one that comes again is opened again.
static bool all_links(const LinksOptions *o, const Json *all, Buf *out, Err *err) {
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str open = {0};
    for (size_t i = 0; i < json_array_size(all); i++) {
        const Json *item = json_array_get(all, i);
        Str database = {0};
        if (!json_get_str(item, "db_id", true, &database, err)) return false;
        if (!str_eq(open, database)) {
            char *path =
                (char *)str_z(a, str_fmt(a, "%s/" STR_F ".sqlite", o->databases, STR_A(database)));
            local_closep(&local);
            local = NULL;
            open = str_dup(a, database);
            if (!local_open(&path, 1, NULL, clock_today(), &local, err)) {
                fprintf(stderr, STR_F ": %s\n", STR_A(database), err->message);
                *err = (Err){0};
                local = NULL;
            }
        }
        if (local && !question_links(o, item, local, out, err)) return false;
    }
    return true;
}

bool links_run(const LinksOptions *o, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *set = NULL;
    CLEANUP(buf_done) Buf out;
    Str text = {0};
    buf_init(&out, OUTPUT_MAX);
    return file_read(o->questions, SET_MAX, a, &text, err) && json_parse(text, &set, err) &&
           all_links(o, set, &out, err) && buf_check(&out, "the links", err) &&
           file_write_atomic(o->out, buf_str(&out), err);
}
