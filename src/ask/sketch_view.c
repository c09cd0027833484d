#include "ask/sketch_view.h"

#include "base/vec.h"

enum { COLUMNS_OF_TABLE_MAX = 40, COLUMNS_MAX = 160, VALUES_KEPT = 24, NUMBERS_KEPT = 8 };

#define READ_BONUS 0.4  // a place that the likeliest parse chose is worth so much more
#define RIVAL_MARGIN 0.05

static uint32_t id_mix(uint32_t h, uint32_t x) {
    h ^= x + 0x9e3779b9U + (h << 6) + (h >> 2);
    h *= 0x85ebca6bU;
    return h ^ (h >> 13);
}

static uint32_t id_of(Str text) {
    uint64_t h = str_hash(text);
    return (uint32_t)(h ^ (h >> 32));
}

// ---- mentions ----

int sketch_view_metric_column(const Model *m, int metric) {
    const Expr *e = m->metrics[metric].expr;
    bool plain = e && e->kind == EXPR_CALL && e->arg_count == 1 && !m->metrics[metric].filter &&
                 e->args[0]->kind == EXPR_COLUMN;
    return plain && e->args[0]->column.table == m->metrics[metric].table ? e->args[0]->column.column
                                                                         : -1;
}

static int target_column(const Model *m, const Link *link, const LinkTarget *target) {
    return link->kind == LINK_METRIC ? sketch_view_metric_column(m, target->column)
                                     : target->column;
}

static SketchColumn *column_add(SketchView *v, int *slots, size_t cap, ColumnRef c) {
    size_t at = 0;
    for (int t = 0; t < c.table; t++) at += v->m->tables[t].column_count;
    at += (size_t)c.column;
    if (slots[at] > 0) return &v->columns[slots[at] - 1];
    if (v->column_count == cap) return NULL;
    v->columns[v->column_count] = (SketchColumn){.ref = c};
    slots[at] = (int)++v->column_count;
    return &v->columns[slots[at] - 1];
}

static bool is_read(const Parses *parses, const Link *link, const LinkTarget *target) {
    if (parses->count == 0) return false;
    const Parse *p = &parses->items[0];
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i].link == link && p->items[i].target == target) return true;
    }
    return false;
}

static void mention_see(SketchMention *best, const Link *link, const LinkTarget *target,
                        bool read) {
    SketchMention here = {.is_set = true,
                          .first = link->first,
                          .end = link->end,
                          .score = target->score,
                          .is_read = read};
    for (size_t i = 0; i < link->target_count; i++) {
        bool rival =
            &link->targets[i] != target && link->targets[i].score >= target->score - RIVAL_MARGIN;
        here.rivals += rival ? 1 : 0;
    }
    double old = best->is_set ? best->score + (best->is_read ? READ_BONUS : 0) : -1;
    int places = best->places + 1;
    double length = 0.02 * (double)(link->end - link->first);
    if (here.score + length + (read ? READ_BONUS : 0) > old) *best = here;
    best->places = places;
}

typedef struct Collector {
    SketchView *v;
    const Parses *parses;
    int *slots;
} Collector;

static void target_see(Collector *k, const Link *link, size_t rank) {
    SketchView *v = k->v;
    const LinkTarget *target = &link->targets[rank];
    bool read = is_read(k->parses, link, target);
    v->tables[target->table].is_near = true;
    if (link->kind == LINK_TABLE) {
        mention_see(&v->tables[target->table].mention, link, target, read);
        return;
    }
    int column = target_column(v->m, link, target);
    if (column < 0) return;
    ColumnRef ref = {.table = target->table, .column = column};
    SketchColumn *c = column_add(v, k->slots, COLUMNS_MAX, ref);
    if (!c) return;
    if (link->kind != LINK_VALUE) {
        mention_see(&c->mention, link, target, read);
        return;
    }
    if (target->score > c->value) c->value = target->score;
    c->has_value_read = c->has_value_read || read;
    if (v->value_count == VALUES_KEPT) return;
    v->values[v->value_count++] =
        (SketchValue){.link = link, .target = target, .is_read = read, .rank = rank};
}

// All columns of the tables that are named: a question means some that it does not name.
static void silent_columns_add(Collector *k) {
    SketchView *v = k->v;
    for (size_t t = 0; t < v->m->table_count; t++) {
        if (!v->tables[t].is_near) continue;
        size_t count = v->m->tables[t].column_count;
        for (size_t c = 0; c < count && c < COLUMNS_OF_TABLE_MAX; c++) {
            (void)column_add(v, k->slots, COLUMNS_MAX,
                             (ColumnRef){.table = (int)t, .column = (int)c});
        }
    }
}

static bool has_targets(const Link *link) {
    return link->kind == LINK_TABLE || link->kind == LINK_COLUMN || link->kind == LINK_METRIC ||
           link->kind == LINK_VALUE;
}

static void mentions_collect(SketchView *v, const Links *links, const Parses *parses) {
    size_t all = 0;
    for (size_t t = 0; t < v->m->table_count; t++) all += v->m->tables[t].column_count;
    Collector k = {.v = v, .parses = parses, .slots = arena_new(v->a, int, all + 1)};
    v->columns = arena_new(v->a, SketchColumn, COLUMNS_MAX);
    v->values = arena_new(v->a, SketchValue, VALUES_KEPT);
    v->tables = arena_new(v->a, SketchTable, v->m->table_count + 1);
    for (size_t i = 0; i < links->count; i++) {
        const Link *link = &links->items[i];
        if (!has_targets(link)) continue;
        for (size_t rank = 0; rank < link->target_count; rank++) target_see(&k, link, rank);
    }
    silent_columns_add(&k);
    size_t first = v->t->count;
    v->first_table = -1;
    for (size_t t = 0; t < v->m->table_count; t++) {
        const SketchMention *mention = &v->tables[t].mention;
        if (!mention->is_set || mention->first >= first) continue;
        first = mention->first;
        v->first_table = (int)t;
    }
}

// ---- units ----

static UnitKind unit_kind(const Link *link) {
    switch (link->kind) {
        case LINK_TABLE: return UNIT_TABLE;
        case LINK_COLUMN:
        case LINK_METRIC: return UNIT_COLUMN;
        case LINK_VALUE:
        case LINK_TEXT: return UNIT_VALUE;
        default: return UNIT_WORD;
    }
}

// "more than once", "at least a single one": 0 for a word that is no number there.
static double word_amount(const SketchView *v, size_t at) {
    static const struct {
        const char *word;
        double amount;
    } WORDS[] = {{"once", 1}, {"twice", 2}, {"thrice", 3}, {"single", 1}};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (!str_eq(v->t->items[at].text, str_from(WORDS[i].word))) continue;
        for (size_t k = at > 3 ? at - 3 : 0; k < at; k++) {
            Str before = v->t->items[k].text;
            bool compares = str_eq(before, S("than")) || str_eq(before, S("least")) ||
                            str_eq(before, S("most")) || str_eq(before, S("exactly"));
            if (compares) return WORDS[i].amount;
        }
    }
    return 0;
}

static void unit_add(SketchView *v, UnitKind kind, size_t first, size_t end) {
    Unit *u = &v->units[v->unit_count];
    const Token *t = &v->t->items[first];
    double amount = t->kind == TOKEN_WORD ? word_amount(v, first) : t->number;
    bool number = t->kind != TOKEN_WORD ? t->kind != TOKEN_MARK : amount > 0;
    if (kind == UNIT_WORD && number) kind = UNIT_NUMBER;
    if (kind == UNIT_NUMBER && v->number_count < NUMBERS_KEPT) {
        v->amounts[v->number_count] = amount;
        v->numbers[v->number_count++] = first;
    }
    uint32_t id = kind == UNIT_WORD ? id_of(t->stem.len > 0 ? t->stem : t->text)
                                    : 0xabc00000U + (uint32_t)kind;
    *u = (Unit){.kind = kind, .first = first, .end = end, .id = id};
    for (size_t i = first; i < end; i++) v->unit_of[i] = v->unit_count;
    v->unit_count++;
}

static void units_make(SketchView *v, const Parses *parses) {
    size_t at = 0;
    v->units = arena_new(v->a, Unit, v->t->count + 1);
    v->unit_of = arena_new(v->a, size_t, v->t->count + 1);
    v->numbers = arena_new(v->a, size_t, NUMBERS_KEPT);
    v->amounts = arena_new(v->a, double, NUMBERS_KEPT);
    const Parse *p = parses->count > 0 ? &parses->items[0] : NULL;
    for (size_t i = 0; p && i < p->count; i++) {
        const Link *link = p->items[i].link;
        UnitKind kind = unit_kind(link);
        if (kind == UNIT_WORD) continue;
        for (; at < link->first; at++) unit_add(v, UNIT_WORD, at, at + 1);
        unit_add(v, kind, link->first, link->end);
        at = link->end;
    }
    for (; at < v->t->count; at++) unit_add(v, UNIT_WORD, at, at + 1);
}

SketchView *sketch_view_new(const AskIndex *index, const Model *m, const Tokens *t,
                            const Links *links, const Parses *parses, Arena *a) {
    SketchView *v = arena_new(a, SketchView, 1);
    *v = (SketchView){.index = index, .m = m, .t = t, .links = links, .a = a};
    units_make(v, parses);
    mentions_collect(v, links, parses);
    return v;
}

const SketchColumn *sketch_view_column(const SketchView *v, ColumnRef c) {
    for (size_t i = 0; i < v->column_count; i++) {
        ColumnRef ref = v->columns[i].ref;
        if (ref.table == c.table && ref.column == c.column) return &v->columns[i];
    }
    return NULL;
}

// ---- features ----

// What a feature is about; with its arguments it makes the hash.
typedef enum Tag {
    TAG_BIAS,
    TAG_WORD,
    TAG_PAIR,
    TAG_TRIPLE,
    TAG_FIRST,
    TAG_LAST,
    TAG_TOGETHER,
    TAG_COUNTS,
    TAG_COUNT,
    TAG_HEAD,
    TAG_BEFORE,
    TAG_BEFORE2,
    TAG_BEFORE_PAIR,
    TAG_AFTER,
    TAG_AFTER2,
    TAG_AFTER_PAIR,
    TAG_AROUND,
    TAG_LEFT,
    TAG_RIGHT,
    TAG_OPENER,
    TAG_OPENER_HEAD,
    TAG_PLACE,
    TAG_TYPE,
    TAG_ROLE,
    TAG_SCORE,
    TAG_OWNER,
    TAG_VALUE,
    TAG_SILENT,
    TAG_MEANING,
    TAG_NEAR_NUMBER,
    TAG_RANK,
    TAG_LENGTH,
    TAG_MANY,
    TAG_SAID,
    TAG_VALUE_OF,
} Tag;

static void add(SketchFeatures *out, Tag tag, uint32_t x, uint32_t y, uint32_t z) {
    if (out->count == SKETCH_FEATURES_MAX) return;
    uint32_t h = id_mix(id_mix(id_mix((uint32_t)tag * 2654435761U + 17, x), y), z);
    out->items[out->count++] = h;
}

static uint32_t unit_id(const SketchView *v, ptrdiff_t at) {
    if (at < 0) return 1;
    return (size_t)at < v->unit_count ? v->units[at].id : 2;
}

static uint32_t few(size_t count) { return (uint32_t)(count > 4 ? 4 : count); }

// Words that shape a question: pairs of them count wherever they stand.
static bool is_shaping(const SketchView *v, const Unit *u) {
    static const char *const WORDS[] = {
        "most",       "least",     "more",     "less",      "than",    "each",    "every",
        "per",        "mani",      "number",   "averag",    "maximum", "minimum", "highest",
        "lowest",     "not",       "never",    "no",        "without", "both",    "or",
        "and",        "either",    "differ",   "distinct",  "order",   "sort",    "ascend",
        "descend",    "top",       "all",      "common",    "total",   "sum",     "oldest",
        "youngest",   "largest",   "smallest", "least",     "at",      "also",    "but",
        "except",     "greater",   "fewer",    "above",     "below",   "count",   "alphabet",
        "descending", "ascending", "popular",  "first",     "last",    "recent",  "earliest",
        "latest",     "longest",   "shortest", "ani",       "who",     "which",   "how",
        "have",       "whose",     "with",     "correspond"};
    if (u->kind != UNIT_WORD) return false;
    const Token *t = &v->t->items[u->first];
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(t->stem, str_from(WORDS[i])) || str_eq(t->text, str_from(WORDS[i]))) return true;
    }
    return false;
}

static void together_add(const SketchView *v, SketchFeatures *out) {
    uint32_t ids[16];
    size_t count = 0;
    for (size_t i = 0; i < v->unit_count && count < COUNT_OF(ids); i++) {
        if (!is_shaping(v, &v->units[i])) continue;
        for (size_t k = 0; k < count; k++) add(out, TAG_TOGETHER, ids[k], v->units[i].id, 0);
        ids[count++] = v->units[i].id;
    }
}

static uint32_t head_id(const SketchView *v) { return id_mix(unit_id(v, 0), unit_id(v, 1)); }

void sketch_view_question(const SketchView *v, SketchFeatures *out) {
    size_t kinds[UNIT_NUMBER + 1] = {0};
    out->count = 0;
    add(out, TAG_BIAS, 0, 0, 0);
    for (size_t i = 0; i < v->unit_count; i++) {
        ptrdiff_t at = (ptrdiff_t)i;
        kinds[v->units[i].kind]++;
        add(out, TAG_WORD, unit_id(v, at), 0, 0);
        add(out, TAG_PAIR, unit_id(v, at - 1), unit_id(v, at), 0);
        add(out, TAG_TRIPLE, unit_id(v, at - 2), unit_id(v, at - 1), unit_id(v, at));
    }
    add(out, TAG_FIRST, unit_id(v, 0), 0, 0);
    add(out, TAG_HEAD, head_id(v), 0, 0);
    add(out, TAG_HEAD, head_id(v), unit_id(v, 2), 0);
    add(out, TAG_LAST, unit_id(v, (ptrdiff_t)v->unit_count - 1), 0, 0);
    for (uint32_t k = UNIT_TABLE; k <= UNIT_NUMBER; k++) add(out, TAG_COUNT, k, few(kinds[k]), 0);
    add(out, TAG_COUNTS, few(kinds[UNIT_COLUMN]), few(kinds[UNIT_VALUE]), few(kinds[UNIT_NUMBER]));
    add(out, TAG_COUNTS, few(kinds[UNIT_TABLE]) + 10, few(kinds[UNIT_COLUMN]), head_id(v));
    add(out, TAG_LENGTH, (uint32_t)(v->unit_count / 4), 0, 0);
    together_add(v, out);
}

// The words that open a clause before a unit, the nearest first.
static uint32_t opener_before(const SketchView *v, size_t unit, size_t *ret_steps) {
    size_t steps = 0;
    for (size_t i = unit; i > 0 && steps < 12; i--, steps++) {
        if (!is_shaping(v, &v->units[i - 1])) continue;
        *ret_steps = steps;
        return v->units[i - 1].id;
    }
    *ret_steps = steps;
    return 3;
}

// The units around a span: what a reader would look at to know what it is there for.
static void context_add(const SketchView *v, size_t first, size_t end, uint32_t what,
                        SketchFeatures *out) {
    ptrdiff_t left = (ptrdiff_t)v->unit_of[first], right = (ptrdiff_t)v->unit_of[end - 1];
    size_t steps = 0, seen = 0;
    uint32_t opener = opener_before(v, (size_t)left, &steps);
    add(out, TAG_BEFORE, unit_id(v, left - 1), 0, what);
    add(out, TAG_BEFORE2, unit_id(v, left - 2), 0, what);
    add(out, TAG_BEFORE_PAIR, unit_id(v, left - 2), unit_id(v, left - 1), what);
    add(out, TAG_AFTER, unit_id(v, right + 1), 0, what);
    add(out, TAG_AFTER2, unit_id(v, right + 2), 0, what);
    add(out, TAG_AFTER_PAIR, unit_id(v, right + 1), unit_id(v, right + 2), what);
    add(out, TAG_AROUND, unit_id(v, left - 1), unit_id(v, right + 1), what);
    for (ptrdiff_t i = left - 1; i >= 0 && i >= left - 6; i--) {
        add(out, TAG_LEFT, unit_id(v, i), 0, what);
    }
    for (ptrdiff_t i = right + 1; i <= right + 4; i++) add(out, TAG_RIGHT, unit_id(v, i), 0, what);
    add(out, TAG_OPENER, opener, few(steps), what);
    add(out, TAG_OPENER_HEAD, opener, head_id(v), what);
    for (ptrdiff_t i = 0; i < left; i++) seen += v->units[i].kind == UNIT_COLUMN;
    add(out, TAG_PLACE, few(seen), head_id(v), what);
    add(out, TAG_PLACE, few(seen), 0, what);
    size_t length = v->unit_count > 0 ? v->unit_count : 1;
    add(out, TAG_PLACE, 100 + (uint32_t)(4 * (size_t)left / length), 0, what);
}

static uint32_t type_class(ColumnType type) {
    switch (type) {
        case TYPE_INT:
        case TYPE_FLOAT: return 1;
        case TYPE_DATE:
        case TYPE_TIMESTAMP: return 2;
        case TYPE_BOOL: return 3;
        default: return 4;
    }
}

static uint32_t score_class(double score) { return (uint32_t)(score * 8); }

// How a table stands to the question: 2 the first named, 1 named, 0 not.
static uint32_t table_class(const SketchView *v, int table) {
    if (table == v->first_table) return 2;
    return v->tables[table].mention.is_set ? 1 : 0;
}

static size_t number_distance(const SketchView *v, size_t token) {
    size_t best = 99;
    for (size_t i = 0; i < v->number_count; i++) {
        size_t x = v->unit_of[token], y = v->unit_of[v->numbers[i]];
        size_t distance = x > y ? x - y + 8 : y - x;
        if (distance < best) best = distance;
    }
    return best > 6 && best < 9 ? 7 : best > 12 ? 13 : best;
}

static void mentioned_add(const SketchView *v, const SketchColumn *c, uint32_t what,
                          SketchFeatures *out) {
    const SketchMention *n = &c->mention;
    uint32_t owner = table_class(v, c->ref.table), read = n->is_read ? 1 : 0;
    context_add(v, n->first, n->end, 0, out);
    context_add(v, n->first, n->end, 1 + read * 8 + what, out);
    add(out, TAG_SCORE, score_class(n->score), read, owner);
    add(out, TAG_SCORE, score_class(n->score), few((size_t)n->rivals), read);
    add(out, TAG_OWNER, owner, few((size_t)n->rivals), read);
    add(out, TAG_MANY, few((size_t)n->places), read, 0);
    add(out, TAG_NEAR_NUMBER, (uint32_t)number_distance(v, n->first), what, read);
    size_t unit = v->unit_of[n->first];
    UnitKind kind = v->units[unit].kind;
    add(out, TAG_SCORE, 50 + (uint32_t)kind, read, score_class(n->score));
    add(out, TAG_LENGTH, (uint32_t)(n->end - n->first), read, score_class(n->score));
}

static void silent_add(const SketchView *v, const SketchColumn *c, uint32_t role,
                       SketchFeatures *out) {
    const ModelTable *t = &v->m->tables[c->ref.table];
    const ModelColumn *column = &t->columns[c->ref.column];
    uint32_t owner = table_class(v, c->ref.table);
    add(out, TAG_SILENT, role, owner, 0);
    add(out, TAG_SILENT, role, owner, head_id(v));
    add(out, TAG_SILENT, role, owner, 77 + unit_id(v, 0));
    Str rest = column->label.len > 0 ? column->label : column->name, word = {0};
    while ((word = str_next_word(&rest)).len > 0) {
        uint32_t name = id_of(str_lower(v->a, word));
        for (size_t i = 0; i < v->unit_count; i++) {
            if (v->units[i].kind == UNIT_WORD) add(out, TAG_MEANING, name, v->units[i].id, 0);
        }
    }
}

void sketch_view_of_column(const SketchView *v, const SketchColumn *c, SketchFeatures *out) {
    const ModelTable *t = &v->m->tables[c->ref.table];
    const ModelColumn *column = &t->columns[c->ref.column];
    bool is_name = t->name_column == c->ref.column;
    uint32_t type = type_class(column->type);
    uint32_t role = is_name ? 20 : (uint32_t)column->role;
    uint32_t said = c->mention.is_set ? c->mention.is_read ? 2 : 1 : 0;
    out->count = 0;
    add(out, TAG_BIAS, said, 0, 0);
    add(out, TAG_TYPE, type, said, 0);
    add(out, TAG_ROLE, role, said, 0);
    add(out, TAG_VALUE, score_class(c->value), c->has_value_read, said);
    if (c->mention.is_set) {
        mentioned_add(v, c, type, out);
    } else {
        silent_add(v, c, role, out);
    }
    add(out, TAG_ROLE, role, said, table_class(v, c->ref.table) + 5);
    add(out, TAG_ROLE, role, said, head_id(v));
}

void sketch_view_of_table(const SketchView *v, int table, SketchFeatures *out) {
    const SketchTable *t = &v->tables[table];
    uint32_t said = t->mention.is_set ? t->mention.is_read ? 2 : 1 : 0;
    size_t columns = 0, read = 0, values = 0;
    for (size_t i = 0; i < v->column_count; i++) {
        if (v->columns[i].ref.table != table) continue;
        columns += v->columns[i].mention.is_set ? 1 : 0;
        read += v->columns[i].mention.is_read ? 1 : 0;
        values += v->columns[i].has_value_read ? 1 : 0;
    }
    size_t in = 0, away = 0;
    for (size_t i = 0; i < v->m->join_count; i++) {
        in += v->m->joins[i].to_table == table;
        away += v->m->joins[i].from_table == table;
    }
    uint32_t place = few(in) * 8 + few(away);
    out->count = 0;
    add(out, TAG_BIAS, said, 0, 1);
    add(out, TAG_TYPE, said, (uint32_t)v->m->tables[table].kind, 1);
    add(out, TAG_COUNTS, few(read), few(values), said);
    add(out, TAG_COUNTS, few(columns), 50 + said, 1);
    add(out, TAG_PLACE, place, said, few(read));
    add(out, TAG_OWNER, table_class(v, table), said, 1);
    add(out, TAG_OWNER, table_class(v, table), few(v->m->table_count), head_id(v));
    if (!t->mention.is_set) return;
    context_add(v, t->mention.first, t->mention.end, 31, out);
    add(out, TAG_SCORE, score_class(t->mention.score), few((size_t)t->mention.rivals), 100);
}

// "from" before the value of an origin, "by" before that of an author.
static void column_words_add(const SketchView *v, const LinkTarget *target, uint32_t before,
                             SketchFeatures *out) {
    const ModelColumn *column = &v->m->tables[target->table].columns[target->column];
    Str rest = column->label.len > 0 ? column->label : column->name, word = {0};
    while ((word = str_next_word(&rest)).len > 0) {
        add(out, TAG_VALUE_OF, id_of(str_lower(v->a, word)), before, 0);
    }
    add(out, TAG_VALUE_OF, (uint32_t)column->role, before, 1);
}

void sketch_view_of_value(const SketchView *v, const SketchValue *value, SketchFeatures *out) {
    const Link *link = value->link;
    const LinkTarget *target = value->target;
    const SketchColumn *c =
        sketch_view_column(v, (ColumnRef){.table = target->table, .column = target->column});
    const Token *t = &v->t->items[link->first];
    uint32_t said = c && c->mention.is_set ? c->mention.is_read ? 2 : 1 : 0;
    uint32_t looks = (t->capital ? 1U : 0U) + (t->quoted ? 2U : 0U) + (target->is_word ? 4U : 0U);
    out->count = 0;
    add(out, TAG_BIAS, value->is_read, target->is_word, 2);
    add(out, TAG_TYPE, looks, value->is_read, score_class(target->score));
    add(out, TAG_RANK, few(value->rank), value->is_read, few(link->target_count));
    add(out, TAG_OWNER, table_class(v, target->table), said, few(value->rank));
    add(out, TAG_LENGTH, few(link->end - link->first), looks, value->is_read);
    ptrdiff_t left = (ptrdiff_t)v->unit_of[link->first];
    for (ptrdiff_t i = left - 1; i >= 0 && i >= left - 7; i--) {
        add(out, TAG_LEFT, unit_id(v, i), 2, 2);
    }
    column_words_add(v, target, unit_id(v, left - 1), out);
    context_add(v, link->first, link->end, 40 + (value->is_read ? 1 : 0), out);
}

enum { CUE_REACH = 4 };  // tokens between a comparison and its number

// The comparison that the words say of a number, and whether they deny it: the longest cue nearest
// before it, with no other number between; behind it only what stands there at once ("or more").
typedef struct Said {
    uint32_t before, after;  // ExprOp + 1; 0 none
    bool denied;
} Said;

static bool is_number_between(const SketchView *v, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        if (v->t->items[i].kind == TOKEN_NUMBER) return true;
    }
    return false;
}

static Said said_of(const SketchView *v, size_t token) {
    Said said = {0};
    size_t nearest = 0, longest = 0;
    for (size_t i = 0; i < v->links->count; i++) {
        const Link *link = &v->links->items[i];
        if (link->kind != LINK_CUE) continue;
        bool near = link->end <= token && link->end + CUE_REACH >= token &&
                    !is_number_between(v, link->end, token);
        if (link->cue->kind == CUE_NOT) said.denied |= near && link->end + 1 >= token;
        if (link->cue->kind != CUE_COMPARE) continue;
        size_t length = link->end - link->first;
        bool nearer = link->end > nearest || (link->end == nearest && length > longest);
        if (near && nearer) {
            said.before = (uint32_t)link->cue->arg + 1;
            nearest = link->end;
            longest = length;
        }
        if (link->first == token + 1) said.after = (uint32_t)link->cue->arg + 1;
    }
    return said;
}

void sketch_view_of_number(const SketchView *v, size_t number, SketchFeatures *out) {
    size_t token = v->numbers[number];
    const Token *t = &v->t->items[token];
    double amount = v->amounts[number];
    uint32_t size = amount > 1900 && amount < 2100 ? 1 : amount > 20 ? 2 : 3;
    ptrdiff_t at = (ptrdiff_t)v->unit_of[token];
    out->count = 0;
    add(out, TAG_BIAS, size, 0, 3);
    add(out, TAG_TYPE, (uint32_t)t->kind, size, 3);
    add(out, TAG_HEAD, head_id(v), size, 3);
    context_add(v, token, token + 1, 50, out);
    Said said = said_of(v, token);
    add(out, TAG_SAID, said.before, said.after, said.denied);
    add(out, TAG_SAID, said.before, said.after + 100, size);
    add(out, TAG_TRIPLE, unit_id(v, at - 3), unit_id(v, at - 2), unit_id(v, at - 1));
    add(out, TAG_TRIPLE, unit_id(v, at - 2), unit_id(v, at - 1), unit_id(v, at + 1));
}
