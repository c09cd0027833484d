#include "ask/trace.h"

enum { TRACE_BYTES_MAX = 1 << 20, CANDIDATES_SHOWN = 6 };

static void words_write(Buf *out, const Trace *t) {
    buf_add_z(out, "words:");
    for (size_t i = 0; i < t->tokens->count; i++) {
        const Token *token = &t->tokens->items[i];
        buf_add_fmt(out, " " STR_F, STR_A(token->text));
        if (token->corrected.len > 0) buf_add_fmt(out, "(was " STR_F ")", STR_A(token->corrected));
    }
    buf_add_char(out, '\n');
}

static void target_write(Buf *out, const Trace *t, const Link *link, const LinkTarget *target) {
    if (link->kind == LINK_METRIC) {
        buf_add(out, t->m->metrics[target->column].name);
    } else {
        const ModelTable *table = &t->m->tables[target->table];
        buf_add(out, table->name);
        if (target->column >= 0) {
            buf_add_char(out, '.');
            buf_add(out, table->columns[target->column].name);
        }
        if (target->value.len > 0) {
            buf_add_fmt(out, "%s'" STR_F "'", target->is_word ? "~" : "=", STR_A(target->value));
        }
    }
    buf_add_fmt(out, " %.2f", target->score);
}

static void link_write(Buf *out, const Trace *t, const Link *link) {
    buf_add_z(out, "  [");
    for (size_t i = link->first; i < link->end; i++) {
        if (i > link->first) buf_add_char(out, ' ');
        buf_add(out, t->tokens->items[i].text);
    }
    buf_add_fmt(out, "] %s", link_kind_name(link->kind));
    if (link->kind == LINK_CUE) buf_add_fmt(out, " #%d", (int)link->cue->kind);
    for (size_t k = 0; k < link->target_count; k++) {
        buf_add_z(out, k == 0 ? ": " : ", ");
        target_write(out, t, link, &link->targets[k]);
    }
    buf_add_char(out, '\n');
}

static void candidate_write(Buf *out, const Trace *t, const Candidate *c, Arena *a) {
    buf_add_fmt(out, "reading %.3f confidence %.3f: " STR_F "\n  items:", c->score, c->confidence,
                STR_A(plan_sentence(t->m, c->plan, words_english(a))));
    for (size_t i = 0; i < c->draft->p->count; i++) {
        const Item *item = &c->draft->p->items[i];
        if (item->link->kind == LINK_FILLER) continue;
        buf_add_fmt(out, " %s%s", link_kind_name(item->link->kind), item->used ? "" : "!");
        if (!item->target) continue;
        buf_add_char(out, '(');
        target_write(out, t, item->link, item->target);
        buf_add_char(out, ')');
    }
    buf_add_z(out, "\n  features:");
    for (int f = 0; f < FEATURE_COUNT; f++) {
        if (c->features[f] == 0) continue;
        buf_add_fmt(out, " %s=%.2f", RANK_FEATURE_NAMES[f], c->features[f]);
    }
    buf_add_char(out, '\n');
}

Str trace_write(const Trace *t, Arena *a) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, TRACE_BYTES_MAX);
    words_write(&out, t);
    buf_add_z(&out, "links:\n");
    for (size_t i = 0; i < t->links->count; i++) {
        LinkKind kind = t->links->items[i].kind;
        if (kind > LINK_SOFT) link_write(&out, t, &t->links->items[i]);
    }
    for (size_t i = 0; i < t->count && i < CANDIDATES_SHOWN; i++) {
        candidate_write(&out, t, &t->candidates[i], a);
    }
    return str_dup(a, buf_str(&out));
}
