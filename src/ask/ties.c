#include "ask/ties.h"

#include "base/vec.h"

#define OF_WORTH 0.36       // "names of the students"
#define IN_WORTH 0.12       // "names in the list"
#define BESIDE_WORTH 0.32   // "student names"
#define WITH_WORTH 0.16     // "students whose names", "students with the highest grade"
#define LIST_WORTH 0.1      // "names and ages"
#define VALUE_WORTH 0.26    // "city Rome", "city is Rome"
#define VALUES_WORTH 0.14   // "Rome or Paris"
#define PAIR_WORTH 0.2      // "Nancy Davolio"
#define THING_WORTH 0.22    // "student Nancy"
#define SUBJECT_WORTH 0.03  // the first thing of the question

typedef VEC(Tie) TieVec;

typedef struct Finder {
    const Link *const *links;
    size_t count;
    Arena *a;
    TieVec ties;
} Finder;

static const Link *link_at(const Finder *f, size_t i) { return i < f->count ? f->links[i] : NULL; }

static bool is_kind(const Finder *f, size_t i, LinkKind kind) {
    return i < f->count && f->links[i]->kind == kind;
}

static bool is_cue(const Finder *f, size_t i, CueKind kind) {
    return is_kind(f, i, LINK_CUE) && f->links[i]->cue->kind == kind;
}

static bool is_silent(const Finder *f, size_t i) {
    return is_kind(f, i, LINK_FILLER) || is_kind(f, i, LINK_SOFT);
}

static size_t next_of(const Finder *f, size_t i) {
    i++;
    while (i < f->count && is_silent(f, i)) i++;
    return i;
}

static void tie(Finder *f, size_t x, size_t y, double same_table, double same_column) {
    *vec_push(f->a, &f->ties) = (Tie){x, y, same_table, same_column};
}

// How tightly a small word ties what stands before it to the thing behind it; 0 not at all.
static double joint_worth(const Finder *f, size_t i) {
    const Link *link = link_at(f, i);
    if (!link || link->kind != LINK_CUE) return 0;
    const Cue *cue = link->cue;
    if (cue->kind == CUE_BY && cue->arg == 1) return OF_WORTH;  // "of each", "for every"
    if (cue->kind != CUE_OF || cue->arg != 0) return 0;
    bool of = str_eq(cue->phrase, S("of")) || str_eq(cue->phrase, S("for"));
    return of ? OF_WORTH : IN_WORTH;
}

// What may stand between "of" and its thing: "of all the 3 oldest different".
static bool passes_before_thing(const Finder *f, size_t i) {
    return is_kind(f, i, LINK_NUMBER) || is_kind(f, i, LINK_VALUE) || is_cue(f, i, CUE_DISTINCT) ||
           is_cue(f, i, CUE_TOP) || is_cue(f, i, CUE_SUPERLATIVE) || is_cue(f, i, CUE_BY) ||
           is_cue(f, i, CUE_ORDINAL) || is_cue(f, i, CUE_AGGREGATE);
}

static bool passes_in_list(const Finder *f, size_t i) {
    return is_cue(f, i, CUE_AND) || is_cue(f, i, CUE_DISTINCT) || is_cue(f, i, CUE_AGGREGATE) ||
           is_cue(f, i, CUE_COUNT) || is_kind(f, i, LINK_COLUMN) || is_kind(f, i, LINK_METRIC);
}

// "the names and the ages of the students": from any column of the list to the thing.
static void of_tie(Finder *f, size_t i) {
    size_t at = next_of(f, i);
    while (passes_in_list(f, at)) at = next_of(f, at);
    double worth = joint_worth(f, at);
    if (worth == 0) return;
    at = next_of(f, at);
    while (passes_before_thing(f, at)) at = next_of(f, at);
    if (is_kind(f, at, LINK_TABLE)) tie(f, i, at, worth, 0);
}

static bool is_with(const Finder *f, size_t i) {
    return (is_cue(f, i, CUE_OF) && f->links[i]->cue->arg != 0) || is_cue(f, i, CUE_WHICH);
}

static bool passes_behind_with(const Finder *f, size_t i) {
    return passes_before_thing(f, i) || is_cue(f, i, CUE_NOT) || is_cue(f, i, CUE_COMPARE);
}

// "student names", "students whose names ...", "students with the highest grade".
static void thing_tie(Finder *f, size_t i) {
    size_t at = next_of(f, i);
    if (is_kind(f, at, LINK_COLUMN)) tie(f, i, at, at == i + 1 ? BESIDE_WORTH : WITH_WORTH, 0);
    if (is_kind(f, at, LINK_VALUE)) tie(f, i, at, THING_WORTH, 0);
    if (!is_with(f, at)) return;
    at = next_of(f, at);
    while (passes_behind_with(f, at)) at = next_of(f, at);
    if (is_kind(f, at, LINK_COLUMN)) tie(f, i, at, WITH_WORTH, 0);
}

static bool passes_before_value(const Finder *f, size_t i) {
    bool equals = is_cue(f, i, CUE_COMPARE) && f->links[i]->cue->arg == OP_EQ;
    return equals || is_cue(f, i, CUE_OF) || is_cue(f, i, CUE_NOT) || is_cue(f, i, CUE_OR);
}

// "city Rome", "city is not Rome", "names and ages".
static void column_tie(Finder *f, size_t i) {
    size_t at = next_of(f, i);
    if (is_cue(f, at, CUE_AND)) {
        size_t other = next_of(f, at);
        while (is_cue(f, other, CUE_AND) || is_cue(f, other, CUE_AGGREGATE)) {
            other = next_of(f, other);
        }
        if (is_kind(f, other, LINK_COLUMN)) tie(f, i, other, LIST_WORTH, 0);
    }
    for (int steps = 0; steps < 2 && passes_before_value(f, at); steps++) at = next_of(f, at);
    if (is_kind(f, at, LINK_VALUE)) tie(f, i, at, VALUE_WORTH / 2, VALUE_WORTH);
}

static bool one_word(const Link *link) { return link->end - link->first == 1; }

// "Rome or Paris", "Nancy Davolio", "Roman restaurants", "history department".
static void value_tie(Finder *f, size_t i) {
    size_t at = next_of(f, i);
    if (is_kind(f, at, LINK_VALUE) && at == i + 1 && one_word(f->links[i])) {
        tie(f, i, at, PAIR_WORTH, 0);
    }
    if (is_kind(f, at, LINK_TABLE) && at == i + 1) tie(f, i, at, THING_WORTH, 0);
    if (is_kind(f, at, LINK_COLUMN)) tie(f, i, at, VALUE_WORTH / 2, VALUE_WORTH);
    for (int steps = 0; steps < 2 && (is_cue(f, at, CUE_AND) || is_cue(f, at, CUE_OR)); steps++) {
        at = next_of(f, at);
    }
    if (is_kind(f, at, LINK_VALUE) && at > i + 1) tie(f, i, at, VALUES_WORTH / 2, VALUES_WORTH);
}

static void subject_ties(Finder *f) {
    size_t subject = 0;
    while (subject < f->count && !is_kind(f, subject, LINK_TABLE)) subject++;
    for (size_t i = 0; i < f->count && subject < f->count; i++) {
        bool hangs = is_kind(f, i, LINK_COLUMN) || is_kind(f, i, LINK_VALUE);
        if (hangs && i < subject) tie(f, i, subject, SUBJECT_WORTH, 0);
        if (hangs && i > subject) tie(f, subject, i, SUBJECT_WORTH, 0);
    }
}

Ties ties_find(const Link *const *links, size_t count, Arena *a) {
    Finder f = {.links = links, .count = count, .a = a};
    for (size_t i = 0; i < count; i++) {
        if (is_kind(&f, i, LINK_COLUMN)) {
            of_tie(&f, i);
            column_tie(&f, i);
        } else if (is_kind(&f, i, LINK_TABLE)) {
            thing_tie(&f, i);
        } else if (is_kind(&f, i, LINK_VALUE)) {
            value_tie(&f, i);
        }
    }
    subject_ties(&f);
    return (Ties){.items = f.ties.items, .count = f.ties.count};
}

double tie_worth(const Tie *tie, const Link *x, const LinkTarget *of_x, const Link *y,
                 const LinkTarget *of_y) {
    if (of_x->table != of_y->table) return 0;
    bool columns = x->kind != LINK_TABLE && y->kind != LINK_TABLE;
    bool same = columns && of_x->column == of_y->column;
    // Two words side by side in one column are not two columns of one row.
    bool pair = x->kind == LINK_VALUE && y->kind == LINK_VALUE && tie->same_column == 0;
    if (pair && same) return 0;
    return tie->same_table + (same ? tie->same_column : 0);
}
