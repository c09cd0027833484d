#include "ask/name_index.h"

#include <string.h>

#include "ask/lexicon.h"
#include "base/vec.h"
#include "model/name_words.h"

enum { SYNONYM_VARIANTS_MAX = 400, GROUP_LINES_MAX = 6, PHRASE_BYTES = 256 };

#define SYNONYM_WORTH 0.86
#define LAST_WORD_WORTH 0.74
#define FIRST_WORD_WORTH 0.5
#define JOINED_WORTH 0.96   // "laptimes" for "lap times"
#define GENERAL_WORTH 0.82  // "name" and "id" for what names and identifies a row
#define HALVES_WORTH 0.95
#define TABLE_SURE 0.84  // a table's own name or a synonym of it
#define TABLE_YIELD 0.55

typedef struct GroupLines {
    int lines[GROUP_LINES_MAX];
    int count;
} GroupLines;

typedef struct Phrase {
    Str words[NAME_WORDS_MAX];  // stems
    size_t count;
} Phrase;

typedef struct Builder {
    NameIndex *n;
    Stemmer *stemmer;
    StrList lines[96];  // the thesaurus, stemmed
} Builder;

static Str phrase_key(const Phrase *p, Arena *a) { return name_words_join(a, p->words, p->count); }

static void entry_add(NameIndex *n, const Phrase *p, NameEntry entry) {
    if (p->count == 0) return;
    Str key = phrase_key(p, n->a);
    NameEntry *first = map_get(&n->phrases, key);
    for (NameEntry *e = first; e; e = e->next) {
        if (e->kind != entry.kind || e->table != entry.table || e->column != entry.column) continue;
        if (entry.score > e->score) e->score = entry.score;
        return;
    }
    NameEntry *added = arena_new(n->a, NameEntry, 1);
    *added = entry;
    if (first) {
        added->next = first->next;
        first->next = added;
    } else {
        map_set(n->a, &n->phrases, key, added);
    }
}

// "lap times" may be asked for as "laptimes".
static void joined_add(Builder *b, const Phrase *p, NameEntry entry) {
    char word[TOKEN_BYTES_MAX];
    size_t len = 0;
    if (p->count < 2 || p->count > 3) return;
    for (size_t i = 0; i < p->count; i++) {
        if (len + p->words[i].len > sizeof word) return;
        memcpy(word + len, p->words[i].ptr, p->words[i].len);
        len += p->words[i].len;
    }
    Phrase joined = {.words = {str_dup(b->n->a, str_of(word, len))}, .count = 1};
    entry.score *= JOINED_WORTH;
    entry_add(b->n, &joined, entry);
}

// The phrase, and the phrase with one word at a time replaced by its thesaurus.
static void entry_add_all(Builder *b, const Phrase *p, NameEntry entry) {
    entry_add(b->n, p, entry);
    joined_add(b, p, entry);
    for (size_t w = 0; w < p->count && p->count <= 3; w++) {
        const GroupLines *g = map_get(&b->n->groups, p->words[w]);
        for (int k = 0; g && k < g->count; k++) {
            StrList line = b->lines[g->lines[k]];
            for (size_t i = 0; i < line.count; i++) {
                Phrase other = *p;
                NameEntry e = entry;
                e.score *= SYNONYM_WORTH;
                other.words[w] = line.items[i];
                entry_add(b->n, &other, e);
            }
        }
    }
}

static bool is_small(Str w) {
    return str_eq(w, S("of")) || str_eq(w, S("in")) || str_eq(w, S("on")) || str_eq(w, S("per")) ||
           str_eq(w, S("the")) || str_eq(w, S("and")) || str_eq(w, S("to")) || str_eq(w, S("for"));
}

static Phrase words_phrase(Builder *b, StrList words, bool keep_small) {
    Phrase p = {0};
    for (size_t i = 0; i < words.count && p.count < NAME_WORDS_MAX; i++) {
        Str folded = tokens_fold(words.items[i], b->n->a);
        map_set(b->n->a, &b->n->words, folded, b->n);
        if (!keep_small && is_small(folded)) continue;
        p.words[p.count++] = stemmer_stem(b->stemmer, folded, b->n->a);
    }
    return p;
}

// The stems of a name, without its small words unless `keep_small`.
static Phrase phrase_of(Builder *b, Str name, bool keep_small) {
    return words_phrase(b, name_words_full(b->n->a, name), keep_small);
}

static Phrase phrase_slice(const Phrase *p, size_t first, size_t end) {
    Phrase out = {0};
    for (size_t i = first; i < end && i < p->count; i++) out.words[out.count++] = p->words[i];
    return out;
}

static bool phrase_starts(const Phrase *p, const Phrase *front) {
    if (front->count == 0 || p->count <= front->count) return false;
    for (size_t i = 0; i < front->count; i++) {
        if (!str_eq(p->words[i], front->words[i])) return false;
    }
    return true;
}

static Phrase phrase_concat(const Phrase *x, const Phrase *y) {
    Phrase out = *x;
    for (size_t i = 0; i < y->count && out.count < NAME_WORDS_MAX; i++) {
        out.words[out.count++] = y->words[i];
    }
    return out;
}

static NameEntry scored(NameEntry e, double factor) {
    e.score *= factor;
    return e;
}

// A name without its empty last word, its last word alone, its first word alone.
static void parts_add(Builder *b, const Phrase *p, NameEntry entry) {
    if (p->count < 2) return;
    double left = lexicon_tail(p->words[p->count - 1]);
    Phrase front = phrase_slice(p, 0, p->count - 1);
    // "last" alone is the latest before it is a last name.
    bool only_says_which = front.count == 1 && lexicon_is_which(front.words[0]);
    if (left > 0) {
        entry_add_all(b, &front, scored(entry, only_says_which ? FIRST_WORD_WORTH : left));
    } else {
        Phrase last = phrase_slice(p, p->count - 1, p->count);
        entry_add_all(b, &last, scored(entry, LAST_WORD_WORTH));
        if (p->count > 2) {
            Phrase two = phrase_slice(p, p->count - 2, p->count);
            entry_add_all(b, &two, scored(entry, LAST_WORD_WORTH + 0.1));
        }
    }
    if (left > 0 && p->count > 2) {
        Phrase middle = phrase_slice(p, p->count - 2, p->count - 1);
        entry_add_all(b, &middle, scored(entry, left * LAST_WORD_WORTH));
    }
    if (left > 0 && left > 0.6) {
        Phrase tail = phrase_slice(p, p->count - 1, p->count);
        entry_add(b->n, &tail, scored(entry, 0.6));
    }
    Phrase first = phrase_slice(p, 0, 1);
    entry_add(b->n, &first, scored(entry, FIRST_WORD_WORTH));
}

// How many words at the front of a column's name repeat the end of its table's.
static size_t table_words(const Phrase *table, const Phrase *p) {
    for (size_t count = table->count; count > 0; count--) {
        Phrase end = phrase_slice(table, table->count - count, table->count);
        if (phrase_starts(p, &end)) return count;
    }
    return 0;
}

static void column_phrases(Builder *b, const Phrase *table, const Phrase *p, NameEntry entry) {
    if (p->count == 0) return;
    entry_add_all(b, p, entry);
    parts_add(b, p, entry);
    Phrase table_last = phrase_slice(table, table->count > 0 ? table->count - 1 : 0, table->count);
    size_t cut = table_words(table, p);
    if (cut > 0) {
        Phrase rest = phrase_slice(p, cut, p->count);
        entry_add_all(b, &rest, scored(entry, 0.95));
        parts_add(b, &rest, scored(entry, 0.95));
    } else {
        // "customer city" for the city of customers: more sure than "city" alone.
        Phrase whole = phrase_concat(&table_last, p);
        entry_add_all(b, &whole, scored(entry, 1.02));
        if (table->count > 1) {
            Phrase full = phrase_concat(table, p);
            entry_add(b->n, &full, scored(entry, 1.02));
        }
        double left = p->count > 1 ? lexicon_tail(p->words[p->count - 1]) : 0;
        if (left > 0) {
            Phrase front = phrase_slice(p, 0, p->count - 1);
            Phrase short_whole = phrase_concat(&table_last, &front);
            entry_add_all(b, &short_whole, scored(entry, left));
        }
    }
}

// "flno" of flights, "cname" of colleges: the front of the table's name and what kind of name it
// is.
static bool fused_name(Builder *b, const Phrase *table, Str name, Phrase *ret) {
    static const struct {
        Str tail, word;
    } TAILS[] = {
        {STR("id"), STR("id")},     {STR("no"), STR("number")}, {STR("num"), STR("number")},
        {STR("name"), STR("name")}, {STR("code"), STR("code")}, {STR("title"), STR("title")},
        {STR("type"), STR("type")}, {STR("date"), STR("date")}, {STR("desc"), STR("descript")}};
    Str word = tokens_fold(name, b->n->a);
    for (size_t i = 0; i < COUNT_OF(TAILS) && table->count > 0; i++) {
        if (!str_ends(word, TAILS[i].tail) || word.len == TAILS[i].tail.len) continue;
        Str front = str_slice(word, 0, word.len - TAILS[i].tail.len);
        for (size_t w = 0; w < table->count; w++) {
            if (front.len > 5 || !str_starts(table->words[w], front)) continue;
            Str stem = stemmer_stem(b->stemmer, TAILS[i].word, b->n->a);
            *ret = (Phrase){.words = {table->words[w], stem}, .count = 2};
            return true;
        }
    }
    return false;
}

static void column_add(Builder *b, const Model *m, int t, int c, const Phrase *table) {
    const ModelColumn *column = &m->tables[t].columns[c];
    NameEntry entry = {.kind = NAME_COLUMN, .table = t, .column = c, .score = 1};
    Phrase name = phrase_of(b, column->name, false), label = phrase_of(b, column->label, false);
    column_phrases(b, table, &name, entry);
    column_phrases(b, table, &label, entry);
    // "LName" is one abbreviation, not two words.
    Phrase lower = phrase_of(b, str_lower(b->n->a, column->name), false);
    column_phrases(b, table, &lower, entry);
    // "ACC_Road", as it stands there: what it is short for is a guess.
    Phrase written = words_phrase(b, name_words_split(b->n->a, column->name), false);
    entry_add(b->n, &written, entry);
    Phrase exact = phrase_of(b, column->name, true), fused = {0};
    Phrase whole = {.words = {tokens_fold(column->name, b->n->a)}, .count = 1};
    if (exact.count == 1) entry_add(b->n, &whole, scored(entry, JOINED_WORTH));
    entry_add(b->n, &exact, entry);
    if (fused_name(b, table, column->name, &fused)) {
        column_phrases(b, table, &fused, scored(entry, 0.98));
    }
    for (size_t i = 0; i < column->synonyms.count; i++) {
        Phrase synonym = phrase_of(b, column->synonyms.items[i], false);
        entry_add_all(b, &synonym, scored(entry, 0.98));
    }
}

// What a phrase of a table's name is without the words that say only what kind of table it is.
static Phrase table_core(const Phrase *p) {
    static const char *const FRONTS[] = {"ref", "tbl", "dim", "fact", "mst", "tb", "lk", "lookup"};
    static const char *const BACKS[] = {"tbl",    "list", "detail", "info",  "inform",
                                        "master", "data", "tabl",   "record"};
    size_t first = 0, end = p->count;
    for (size_t i = 0; i < COUNT_OF(FRONTS) && end > 1; i++) {
        if (first == 0 && str_eq(p->words[0], str_from(FRONTS[i]))) first = 1;
    }
    for (size_t i = 0; i < COUNT_OF(BACKS) && end - first > 1; i++) {
        if (end == p->count && str_eq(p->words[end - 1], str_from(BACKS[i]))) end--;
    }
    return phrase_slice(p, first, end);
}

static void general_add(Builder *b, int t, int column, Str word, double worth) {
    Phrase p = {.words = {word}, .count = 1};
    if (column < 0) return;
    entry_add(b->n, &p,
              (NameEntry){.kind = NAME_COLUMN, .table = t, .column = column, .score = worth});
}

static void table_add(Builder *b, const Model *m, int t) {
    const ModelTable *table = &m->tables[t];
    NameEntry entry = {.kind = NAME_TABLE, .table = t, .column = -1, .score = 1};
    Phrase name = phrase_of(b, table->name, false), label = phrase_of(b, table->label, false);
    entry_add_all(b, &name, entry);
    entry_add_all(b, &label, entry);
    Phrase core = table_core(&name);
    if (core.count < name.count) entry_add_all(b, &core, scored(entry, 0.97));
    // Of a person the name is both halves, though another column is nearer to the word.
    bool halves = m->default_metric >= 0 && table->name_more >= 0;
    general_add(b, t, table->name_column, S("name"), halves ? HALVES_WORTH : GENERAL_WORTH);
    if (table->key_count == 1) general_add(b, t, table->key[0], S("id"), GENERAL_WORTH);
    if (name.count > 1) {
        Phrase last = phrase_slice(&name, name.count - 1, name.count);
        Phrase first = phrase_slice(&name, 0, 1);
        entry_add_all(b, &last, scored(entry, 0.7));
        entry_add(b->n, &first, scored(entry, 0.45));
    }
    for (size_t i = 0; i < table->synonyms.count; i++) {
        Phrase synonym = phrase_of(b, table->synonyms.items[i], false);
        entry_add_all(b, &synonym, scored(entry, 0.98));
    }
    for (size_t c = 0; c < table->column_count; c++) {
        if (!table->columns[c].hidden) column_add(b, m, t, (int)c, &core);
    }
}

static void metric_add(Builder *b, const Model *m, int index) {
    const Metric *metric = &m->metrics[index];
    NameEntry entry = {.kind = NAME_METRIC, .table = metric->table, .column = index, .score = 1.03};
    Phrase name = phrase_of(b, metric->name, false), label = phrase_of(b, metric->label, false);
    entry_add_all(b, &name, entry);
    entry_add_all(b, &label, entry);
    for (size_t i = 0; i < metric->synonyms.count; i++) {
        Phrase synonym = phrase_of(b, metric->synonyms.items[i], false);
        entry_add(b->n, &synonym, scored(entry, 0.98));
    }
}

static void thesaurus_add(Builder *b) {
    NameIndex *n = b->n;
    for (size_t i = 0; i < LEXICON_THESAURUS_COUNT && i < COUNT_OF(b->lines); i++) {
        VEC(Str) stems = {0};
        Str rest = str_from(LEXICON_THESAURUS[i]);
        bool is_concept = str_starts(rest, S("*"));
        if (is_concept) rest = str_skip(rest, 1);
        for (Str w = str_next_word(&rest); w.len > 0; w = str_next_word(&rest)) {
            Str stem = stemmer_stem(b->stemmer, w, n->a);
            *vec_push(n->a, &stems) = stem;
            if (is_concept) map_set(n->a, &n->concepts, stem, n);
            GroupLines *g = map_get(&n->groups, stem);
            if (!g) map_set(n->a, &n->groups, stem, g = arena_new(n->a, GroupLines, 1));
            if (g->count < GROUP_LINES_MAX) g->lines[g->count++] = (int)i;
        }
        b->lines[i] = (StrList){.items = stems.items, .count = stems.count};
    }
}

// "orders" is the table before it is the "order" of its order_id: where a table has the name, the
// columns that have only a part of it step back.
static void tables_prefer(NameIndex *n) {
    for (size_t i = 0; i < n->phrases.count; i++) {
        NameEntry *first = n->phrases.entries[i].value;
        double table = 0;
        for (NameEntry *e = first; e; e = e->next) {
            if (e->kind == NAME_TABLE && e->score > table) table = e->score;
        }
        for (NameEntry *e = first; e && table >= TABLE_SURE; e = e->next) {
            if (e->kind == NAME_COLUMN && e->score < 0.97) e->score *= TABLE_YIELD;
        }
    }
}

void name_index_build(NameIndex *n, const Model *m, Stemmer *stemmer, Arena *a) {
    *n = (NameIndex){.a = a};
    Builder b = {.n = n, .stemmer = stemmer};
    thesaurus_add(&b);
    for (size_t t = 0; t < m->table_count; t++) {
        if (!m->tables[t].hidden) table_add(&b, m, (int)t);
    }
    for (size_t i = 0; i < m->metric_count; i++) metric_add(&b, m, (int)i);
    tables_prefer(n);
}

const NameEntry *name_index_find(const NameIndex *n, Str stems) {
    return map_get(&n->phrases, stems);
}

bool name_index_is_concept(const NameIndex *n, Str stem) { return map_has(&n->concepts, stem); }

bool name_index_same(const NameIndex *n, Str x, Str y) {
    const GroupLines *gx = map_get(&n->groups, x), *gy = map_get(&n->groups, y);
    for (int i = 0; gx && gy && i < gx->count; i++) {
        for (int k = 0; k < gy->count; k++) {
            if (gx->lines[i] == gy->lines[k]) return true;
        }
    }
    return str_eq(x, y);
}
