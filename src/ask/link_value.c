#include <string.h>

#include "ask/linker.h"

enum { VALUE_HITS_MAX = 24 };

#define VALUE_WORTH 1.0
#define VALUE_WORD_WORTH 0.5
#define NUMBER_VALUE_WORTH 0.35
#define QUOTED_PART_WORTH 0.6  // of a quotation that as a whole is no value
#define COMMON_WORTH 0.2
#define VALUE_NONE 0.0
#define SHORT_NAME_WORTH 0.95
#define OWN_TABLE 0.95
#define CATEGORIES 50      // so few values are kinds, each with a word of its own
#define CHANCE_VALUES 200  // so many names: some are words of every day
#define PLAIN_COST 0.45    // of a title that is a plain noun
#define PLAIN_VALUES 500
#define FEW_WORTH 0.12
#define FEW_VALUES 60  // kinds of things
#define PART_OF_WHOLE 0.5

static Str value_key(const Linker *l, size_t first, size_t end, char *out, size_t size) {
    size_t len = 0;
    for (size_t i = first; i < end; i++) {
        Str word = linker_token(l, i)->single;
        if (len + word.len + 1 > size) return (Str){0};
        if (len > 0) out[len++] = ' ';
        memcpy(out + len, word.ptr, word.len);
        len += word.len;
    }
    return str_of(out, len);
}

bool linker_is_common(const Linker *l, const Token *t) {
    return lexicon_is_filler(t->text) || lexicon_is_soft(t->text) ||
           map_has(&l->index->cues, t->text);
}

// Whether the span is the whole of what stands in quotation marks.
static bool is_quotation(const Linker *l, size_t first, size_t end) {
    bool opens = first == 0 || !linker_token(l, first - 1)->quoted;
    bool closes = end == l->t->count || !linker_token(l, end)->quoted;
    return opens && closes;
}

// Words that no question does without.
static bool is_said(const Token *t) {
    bool upper = true;
    for (size_t i = 0; i < t->raw.len; i++) upper = upper && t->raw.ptr[i] < 'a';
    return lexicon_is_filler(t->text) && !upper;
}

// How surely a span that is a value in the data is meant as one.
static double value_worth(const Linker *l, size_t first, size_t end, Str value) {
    const Token *t = linker_token(l, first);
    double worth = VALUE_WORTH * linker_spelled(l, first, end);
    if (t->quoted) return is_quotation(l, first, end) ? worth + 0.2 : QUOTED_PART_WORTH;
    if (end - first > 1) return worth;
    if (t->kind != TOKEN_WORD) return NUMBER_VALUE_WORTH;
    bool exact = str_eq(t->raw, value);
    char second = t->text.len == 2 ? t->text.ptr[1] : 0;
    bool code = second >= '0' && second <= '9' && !linker_is_common(l, t);
    if ((t->text.len < 3 && !code) || linker_is_common(l, t)) {
        // "the" is a word before it is a code, and so is what opens a sentence.
        if (exact && t->capital && first > 0 && !is_said(t)) return 0.9;
        return is_said(t) || map_has(&l->index->cues, t->text) ? VALUE_NONE : COMMON_WORTH;
    }
    return exact || t->capital ? worth : worth - 0.12;
}

// "us cities", "customers in the US": the country; "tell us" is nobody's.
static bool may_be_country(const Linker *l, size_t first, size_t end) {
    const Token *t = linker_token(l, first);
    if (end > first + 1 || !str_eq(t->text, S("us"))) return true;
    if (str_eq(t->raw, S("US"))) return true;
    English e;
    bool after_verb =
        first > 0 && english_find(linker_token(l, first - 1)->text, &e) && e.part == 'v';
    return !after_verb && end < l->t->count &&
           name_index_find(&l->index->names, linker_token(l, end)->stem);
}

// Values that are called otherwise than the question calls them.
static size_t other_values(const Linker *l, size_t first, size_t end, Str key, ValueHit *hits,
                           size_t max) {
    Str names[LINK_COUNTRY_MAX];
    size_t count = may_be_country(l, first, end) ? link_country_names(key, names) : 0;
    for (size_t i = 0; i < count; i++) {
        size_t found = value_index_find(l->index->values, names[i], hits, max);
        if (found > 0) return found;
    }
    return 0;
}

bool link_is_country(const Linker *l, size_t at) {
    ValueHit hit;
    Str word = linker_token(l, at)->text;
    return str_eq(word, S("us")) && other_values(l, at, at + 1, word, &hit, 1) > 0;
}

// A verb or an adverb that happens to be what one of very many is called ("run", "very"), unless
// it stands where a name does.
static bool is_by_chance(const Linker *l, size_t at, const ModelColumn *c) {
    static const char *const NAMED[] = {"called", "named", "titled", "by", "of", "for", "is"};
    const Token *t = linker_token(l, at);
    if (t->quoted || t->capital || l->m->default_metric < 0) return false;
    for (size_t i = 0; i < COUNT_OF(NAMED) && at > 0; i++) {
        if (str_eq(linker_token(l, at - 1)->text, str_from(NAMED[i]))) return false;
    }
    English e;
    return c->profile.distinct > CHANCE_VALUES && english_find(t->text, &e) && e.part != 'n';
}

// "called money", "the song money": what stands before says that a name follows.
static bool is_led_to_name(const Linker *l, size_t first) {
    static const char *const WORDS[] = {"called", "named", "titled", "name", "title"};
    if (first == 0) return false;
    const Token *before = linker_token(l, first - 1);
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(before->text, str_from(WORDS[i]))) return true;
    }
    const NameEntry *e = name_index_find(&l->index->names, before->stem);
    bool one = before->single.len == before->text.len;
    for (; e && one; e = e->next) {
        if (e->kind == NAME_TABLE && e->score >= 0.7) return true;
    }
    return false;
}

// "total playing time", "rock on them", where one song of thousands is called so: hardly that.
static bool is_plain(const Linker *l, size_t first, size_t end, const ModelColumn *c) {
    bool many = c->role == ROLE_NAME && c->profile.distinct >= PLAIN_VALUES;
    if (l->m->default_metric < 0 || !many) return false;
    English e;
    bool small = false;
    for (size_t i = first; i < end; i++) {
        const Token *t = linker_token(l, i);
        if (t->quoted || (t->capital && i > 0)) return false;
        small = small || linker_is_common(l, t);
    }
    bool plain = end == first + 1 ? english_find(linker_token(l, first)->text, &e) : small;
    return plain && !is_led_to_name(l, first);
}

bool linker_is_value(const Linker *l, size_t at) {
    ValueHit hits[VALUE_HITS_MAX];
    size_t count =
        value_index_find(l->index->values, linker_token(l, at)->single, hits, COUNT_OF(hits));
    bool meant = false;
    for (size_t i = 0; i < count; i++)
        meant = meant || !is_by_chance(l, at, &l->m->tables[hits[i].table].columns[hits[i].column]);
    return meant;
}

void link_values(Linker *l, size_t first, size_t end) {
    char out[VALUE_KEY_MAX];
    Str key = value_key(l, first, end, out, sizeof out);
    ValueHit hits[VALUE_HITS_MAX];
    size_t count = value_index_find(l->index->values, key, hits, COUNT_OF(hits));
    bool short_name = count == 0;
    if (short_name) count = other_values(l, first, end, key, hits, COUNT_OF(hits));
    Link *link = NULL;
    for (size_t i = 0; i < count; i++) {
        const ModelColumn *c = &l->m->tables[hits[i].table].columns[hits[i].column];
        double worth = short_name ? SHORT_NAME_WORTH : value_worth(l, first, end, hits[i].value);
        if (worth == VALUE_NONE || (end == first + 1 && is_by_chance(l, first, c))) continue;
        if (!link) link = linker_push(l, LINK_VALUE, first, end, 0);
        if (c->role == ROLE_TEXT) worth -= 0.2;
        if (is_plain(l, first, end, c)) worth -= PLAIN_COST;
        linker_target_add(l, link,
                          (LinkTarget){.table = hits[i].table,
                                       .column = hits[i].column,
                                       .value = str_dup(l->a, hits[i].value),
                                       .score = worth});
    }
}

// "sales" is what was sold before it is a word of a job title.
static bool is_metric_name(const Linker *l, const Token *t) {
    const NameEntry *e = name_index_find(&l->index->names, t->stem);
    for (; e; e = e->next) {
        if (e->kind == NAME_METRIC && e->score >= 0.99) return true;
    }
    return false;
}

// "today", "month".
static bool is_time(const Linker *l, size_t at) {
    DateUnit unit = DATE_DAY;
    TimePhrase phrase = {0};
    return timephrase_unit(linker_token(l, at)->text, &unit) ||
           timephrase_read(l->t, at, l->today, &phrase);
}

// "video tracks": a word of the kinds that there are, before it is one of a thousand titles.
static bool is_of_kinds(const Linker *l, const Token *t, const ModelColumn *c) {
    ValueHit whole;
    return l->m->default_metric >= 0 && c->profile.distinct <= FEW_VALUES &&
           !name_index_find(&l->index->names, t->stem) &&
           value_index_find(l->index->values, t->single, &whole, 1) == 0;
}

// "albums" are the albums before they are a word of some title.
static bool is_table_name(const Linker *l, const Token *t) {
    const NameEntry *e = name_index_find(&l->index->names, t->stem);
    for (; e; e = e->next) {
        if (e->kind == NAME_TABLE && e->score >= 0.99) return l->m->default_metric >= 0;
    }
    return false;
}

void link_value_words(Linker *l, size_t at) {
    const Token *t = linker_token(l, at);
    if (t->kind != TOKEN_WORD || t->text.len < 3 || linker_is_common(l, t)) return;
    if (t->quoted && !is_quotation(l, at, at + 1)) return;
    ValueHit hits[VALUE_HITS_MAX];
    size_t count = value_index_find_word(l->index->values, t->single, hits, COUNT_OF(hits));
    if (count == 0 || (!t->quoted && !t->capital &&
                       (is_time(l, at) || is_metric_name(l, t) || is_table_name(l, t))))
        return;
    Link *link = NULL;
    for (size_t i = 0; i < count; i++) {
        const ModelColumn *c = &l->m->tables[hits[i].table].columns[hits[i].column];
        double worth = VALUE_WORD_WORTH + (t->capital || t->quoted ? 0.15 : 0);
        if (c->role == ROLE_TEXT || c->role == ROLE_CODE) worth -= 0.25;
        if (c->role == ROLE_NAME) worth += 0.05;
        if (is_of_kinds(l, t, c)) worth += FEW_WORTH;
        if (is_by_chance(l, at, c)) continue;
        bool one = hits[i].count == 1;
        if (!link) link = linker_push(l, LINK_VALUE, at, at + 1, 0);
        linker_target_add(l, link,
                          (LinkTarget){.table = hits[i].table,
                                       .column = hits[i].column,
                                       .value = str_dup(l->a, one ? hits[i].value : t->single),
                                       .score = worth * linker_spelled(l, at, at + 1),
                                       .is_word = !one});
    }
}

// A value of several words that say something, each as it stands in the data.
static bool is_whole(const Linker *l, const Link *link) {
    if (link->kind != LINK_VALUE || link->end < link->first + 2 || link->target_count == 0)
        return false;
    for (size_t i = link->first; i < link->end; i++) {
        if (linker_is_common(l, linker_token(l, i))) return false;
    }
    return !link->targets[0].is_word && link->score >= SHORT_NAME_WORTH;
}

static void parts_cost(Linker *l, const Link *whole) {
    for (size_t i = 0; i < l->links.count; i++) {
        Link *part = &l->links.items[i];
        bool inside = part->first >= whole->first && part->end <= whole->end &&
                      part->end - part->first < whole->end - whole->first;
        if (!inside || part->kind != LINK_VALUE) continue;
        part->score *= PART_OF_WHOLE;
        for (size_t k = 0; k < part->target_count; k++) part->targets[k].score *= PART_OF_WHOLE;
    }
}

// The table that is named right before "of": "tracks of". -1 none.
static int table_before(const Linker *l, size_t preposition) {
    for (size_t i = 0; i < l->links.count; i++) {
        const Link *link = &l->links.items[i];
        if (link->kind == LINK_TABLE && link->end == preposition && link->score >= OWN_TABLE)
            return link->targets[0].table;
    }
    return -1;
}

static bool is_name_of(const Linker *l, const LinkTarget *target) {
    return l->m->tables[target->table].name_column == target->column;
}

// "tracks of Iron Maiden": whose tracks they are, though one of them is called so.
static void own_name_drop(Linker *l, Link *value) {
    size_t first = value->first;
    if (first < 2 || !linker_word_in(linker_token(l, first - 1)->text, "of by from")) return;
    int table = table_before(l, first - 1);
    bool other = false;
    for (size_t i = 0; i < value->target_count; i++) {
        const LinkTarget *t = &value->targets[i];
        other = other || (t->table != table && !t->is_word && is_name_of(l, t));
    }
    if (table < 0 || !other) return;
    Link settled = *value;
    settled.target_count = settled.target_cap = 0;
    for (size_t i = 0; i < value->target_count; i++) {
        const LinkTarget *t = &value->targets[i];
        if (t->table != table || !is_name_of(l, t)) linker_target_add(l, &settled, *t);
    }
    *value = settled;
}

void link_value_settle(Linker *l) {
    for (size_t i = 0; i < l->links.count && l->m->default_metric >= 0; i++) {
        Link *link = &l->links.items[i];
        if (is_whole(l, link)) parts_cost(l, link);
        if (link->kind == LINK_VALUE) own_name_drop(l, link);
    }
}

bool link_is_category(const Linker *l, size_t at) {
    ValueHit hits[VALUE_HITS_MAX];
    Str word = linker_token(l, at)->single;
    size_t count = value_index_find(l->index->values, word, hits, COUNT_OF(hits));
    for (size_t i = 0; i < count; i++) {
        const ModelColumn *c = &l->m->tables[hits[i].table].columns[hits[i].column];
        if (c->role == ROLE_CATEGORY && c->profile.distinct <= CATEGORIES) return true;
    }
    return false;
}

bool link_is_of_mail(const Linker *l, size_t at) {
    static const char WORDS[] = "address addresses id ids account accounts";
    if (at == 0 || !linker_word_in(linker_token(l, at)->text, WORDS)) return false;
    const Link *value = linker_find(l, LINK_VALUE, at - 1, at);
    if (!value) return false;
    const LinkTarget *best = &value->targets[0];
    Str name = l->m->tables[best->table].columns[best->column].name;
    return str_find_nocase(name, S("mail")) != STR_NONE;
}
