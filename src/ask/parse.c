#include "ask/parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/ties.h"
#include "base/vec.h"

enum { BEAM = 10 };

#define UNREAD_COST 1.1
#define SOFT_COST 0.05
#define SPREAD_COST 0.11
#define NEAR_MAX 6
#define TARGET_GAP 0.5  // targets so much worse than the best are not tried
#define NEARLY_AS_GOOD 0.06

// One way to read the tokens before some place.
typedef struct Path {
    double score;
    const Link *last;  // NULL at the start
    const struct Path *before;
} Path;

typedef struct Cell {
    Path *paths[PARSE_PATHS_MAX];
    size_t count;
} Cell;

static double link_worth(const Link *link) {
    double words = (double)(link->end - link->first);
    switch (link->kind) {
        case LINK_UNREAD: return -UNREAD_COST;
        case LINK_FILLER: return 0;
        case LINK_SOFT: return -SOFT_COST;
        default: return link->score * pow(words, 1.2);
    }
}

static void cell_add(Cell *cell, Path *path) {
    size_t at = cell->count;
    if (at == PARSE_PATHS_MAX) {
        if (cell->paths[at - 1]->score >= path->score) return;
        at--;
    } else {
        cell->count++;
    }
    while (at > 0 && cell->paths[at - 1]->score < path->score) {
        cell->paths[at] = cell->paths[at - 1];
        at--;
    }
    cell->paths[at] = path;
}

// A word that is filler or soft is never unread.
static bool is_needed(const Links *links, const Link *link) {
    if (link->kind != LINK_UNREAD) return true;
    for (size_t i = 0; i < links->count; i++) {
        const Link *other = &links->items[i];
        bool same = other->first == link->first && other->end == link->end;
        if (same && (other->kind == LINK_FILLER || other->kind == LINK_SOFT)) return false;
    }
    return true;
}

static Cell paths_find(const Tokens *t, const Links *links, Arena *a) {
    Cell *cells = arena_new(a, Cell, t->count + 1);
    cell_add(&cells[0], arena_new(a, Path, 1));
    // Links come sorted by their first token, so every path to a cell is there before it is left.
    for (size_t i = 0; i < links->count; i++) {
        const Link *link = &links->items[i];
        if (!is_needed(links, link)) continue;
        const Cell *from = &cells[link->first];
        for (size_t k = 0; k < from->count; k++) {
            Path *path = arena_new(a, Path, 1);
            *path = (Path){.score = from->paths[k]->score + link_worth(link),
                           .last = link,
                           .before = from->paths[k]};
            cell_add(&cells[link->end], path);
        }
    }
    return cells[t->count];
}

typedef struct Choice {
    const LinkTarget **targets;  // one an item, NULL where there is none
    double score, spread;
} Choice;

// How far a table is from the nearest of those chosen already.
static double target_spread(const AskIndex *index, const Parse *p, const Choice *c, size_t at,
                            int table) {
    int nearest = NEAR_MAX;
    bool any = false;
    for (size_t i = 0; i < p->count; i++) {
        if (i == at || !c->targets[i]) continue;
        int distance = ask_index_distance(index, table, c->targets[i]->table);
        any = true;
        if (distance < nearest) nearest = distance;
    }
    return any ? nearest : 0;
}

// What the ties of an item to those chosen already are worth.
static double ties_worth(const Ties *ties, const Parse *p, const Choice *c, size_t at,
                         const LinkTarget *target) {
    double worth = 0;
    for (size_t i = 0; i < ties->count; i++) {
        const Tie *tie = &ties->items[i];
        if (tie->x != at && tie->y != at) continue;
        const LinkTarget *of_x = tie->x == at ? target : c->targets[tie->x];
        const LinkTarget *of_y = tie->y == at ? target : c->targets[tie->y];
        if (!of_x || !of_y) continue;
        worth += tie_worth(tie, p->items[tie->x].link, of_x, p->items[tie->y].link, of_y);
    }
    return worth;
}

// Where nothing else decides: the tables that questions are mostly about.
static double target_prior(const Model *m, const LinkTarget *target) {
    const ModelTable *t = &m->tables[target->table];
    double prior = t->kind == TABLE_FACT ? 0.02 : t->kind == TABLE_DIMENSION ? 0.015 : 0;
    Str name = t->label.len > 0 ? t->label : t->name;
    if (str_find_nocase(name, S("customer")) != STR_NONE) prior += 0.03;
    // A place that both shops and suppliers have is that of the shop.
    if (str_find_nocase(name, S("supplier")) != STR_NONE) {
        prior -= target->column >= 0 ? 0.13 : 0;
    }
    return prior;
}

static void choices_keep(Choice *choices, size_t *count, Choice added) {
    size_t at = *count;
    if (at == BEAM) {
        if (choices[at - 1].score >= added.score) return;
        at--;
    } else {
        ++*count;
    }
    while (at > 0 && choices[at - 1].score < added.score) {
        choices[at] = choices[at - 1];
        at--;
    }
    choices[at] = added;
}

static Choice choice_with(const Choice *c, size_t items, size_t at, const LinkTarget *target,
                          Arena *a) {
    Choice out = *c;
    out.targets = arena_new(a, const LinkTarget *, items);
    memcpy(out.targets, c->targets, items * sizeof *out.targets);
    out.targets[at] = target;
    return out;
}

typedef struct Chooser {
    const AskIndex *index;
    const Model *m;
    Parse *p;
    Ties ties;
    Choice beam[BEAM];
    size_t count;
    Arena *a;
} Chooser;

static void item_choose(Chooser *ch, size_t at) {
    const Link *link = ch->p->items[at].link;
    Choice next[BEAM] = {0};
    size_t count = 0;
    for (size_t b = 0; b < ch->count; b++) {
        for (size_t k = 0; k < link->target_count; k++) {
            const LinkTarget *target = &link->targets[k];
            if (target->score < link->score - TARGET_GAP) break;
            Choice c = choice_with(&ch->beam[b], ch->p->count, at, target, ch->a);
            double spread = target_spread(ch->index, ch->p, &c, at, target->table);
            double ties = ties_worth(&ch->ties, ch->p, &c, at, target);
            c.spread += spread;
            c.score += target->score + target_prior(ch->m, target) + ties - SPREAD_COST * spread;
            choices_keep(next, &count, c);
        }
    }
    memcpy(ch->beam, next, sizeof next);
    ch->count = count;
}

// An item's target beside the others that it could have had in this choice.
static void item_weigh(const Chooser *ch, const Choice *c, size_t at, Item *item) {
    const Link *link = item->link;
    if (!item->target) return;
    item->score = item->target->score + ties_worth(&ch->ties, ch->p, c, at, item->target);
    for (size_t k = 0; k < link->target_count; k++) {
        const LinkTarget *other = &link->targets[k];
        if (other == item->target) continue;
        if (other->score < link->score - TARGET_GAP) break;
        double score = other->score + ties_worth(&ch->ties, ch->p, c, at, other);
        if (score - item->score > item->lack) item->lack = score - item->score;
        if (fabs(score - item->score) < NEARLY_AS_GOOD) item->rivals++;
    }
}

static Parse parse_with(const Chooser *ch, const Choice *c) {
    const Parse *p = ch->p;
    Parse out = *p;
    out.items = arena_new(ch->a, Item, p->count);
    for (size_t i = 0; i < p->count; i++) {
        out.items[i] = (Item){.link = p->items[i].link, .target = c->targets[i]};
        item_weigh(ch, c, i, &out.items[i]);
    }
    out.spread = c->spread;
    out.score += c->score;
    return out;
}

// The surest words choose first: those with the fewest targets.
static Choice *targets_choose(Chooser *ch, size_t *ret_count) {
    ch->beam[0].targets = arena_new(ch->a, const LinkTarget *, ch->p->count + 1);
    ch->count = 1;
    for (size_t targets = 1; targets <= LINK_TARGETS_MAX; targets++) {
        for (size_t i = 0; i < ch->p->count; i++) {
            if (ch->p->items[i].link->target_count == targets) item_choose(ch, i);
        }
    }
    *ret_count = ch->count < PARSE_CHOICES_MAX ? ch->count : PARSE_CHOICES_MAX;
    return ch->beam;
}

static Parse parse_of_path(const Path *path, Arena *a) {
    Parse p = {0};
    for (const Path *at = path; at->last; at = at->before) p.count++;
    p.items = arena_new(a, Item, p.count + 1);
    size_t i = p.count;
    for (const Path *at = path; at->last; at = at->before) {
        const Link *link = at->last;
        double words = (double)(link->end - link->first);
        p.items[--i].link = link;
        if (link->kind == LINK_FILLER || link->kind == LINK_SOFT) continue;
        p.content += words;
        if (link->kind == LINK_UNREAD) p.unread += words;
        // Targets are scored when they are chosen; here the words that the span covers beyond one.
        double chosen = link->target_count > 0 ? link->score : 0;
        p.score += link_worth(link) - chosen;
    }
    return p;
}

static Ties parse_ties(const Parse *p, Arena *a) {
    const Link **links = arena_new(a, const Link *, p->count + 1);
    for (size_t i = 0; i < p->count; i++) links[i] = p->items[i].link;
    return ties_find(links, p->count, a);
}

static int parse_order(const void *x, const void *y) {
    double a = ((const Parse *)x)->score, b = ((const Parse *)y)->score;
    return (a < b) - (a > b);
}

Parses parse_all(const AskIndex *index, const Model *m, const Tokens *t, const Links *links,
                 Arena *a) {
    VEC(Parse) out = {0};
    Cell cell = paths_find(t, links, a);
    for (size_t k = 0; k < cell.count; k++) {
        Parse p = parse_of_path(cell.paths[k], a);
        Chooser ch = {.index = index, .m = m, .p = &p, .ties = parse_ties(&p, a), .a = a};
        size_t count = 0;
        const Choice *choices = targets_choose(&ch, &count);
        for (size_t c = 0; c < count; c++) *vec_push(a, &out) = parse_with(&ch, &choices[c]);
    }
    if (out.count > 0) qsort(out.items, out.count, sizeof *out.items, parse_order);
    return (Parses){.items = out.items, .count = out.count};
}
