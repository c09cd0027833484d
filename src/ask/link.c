#include "ask/link.h"

#include <string.h>

#include "ask/linker.h"
#include "ask/spelling.h"
#include "model/name_words.h"

enum { KEY_MAX = 512, NEARBY_SPAN_MAX = 3 };

#define STEM_WORTH 0.4    // of a name that has only the stem of a word that another has
#define TABLE_EXACT 0.95  // a table called so, not by a word of its name

const char *link_kind_name(LinkKind kind) {
    static const char *const NAMES[] = {"unread", "filler", "soft",   "cue",  "table", "column",
                                        "metric", "value",  "number", "time", "grain", "text"};
    return NAMES[kind];
}

Link *linker_push(Linker *l, LinkKind kind, size_t first, size_t end, double score) {
    Link *link = vec_push(l->a, &l->links);
    *link = (Link){.kind = kind, .first = first, .end = end, .score = score};
    return link;
}

const Token *linker_token(const Linker *l, size_t i) { return &l->t->items[i]; }

// Stems or folded texts of a span with one space between; small words left out when asked.
static Str span_key(const Linker *l, size_t first, size_t end, bool stems, bool keep_small) {
    static const char *const SMALL[] = {"of", "the"};
    Buf out;
    buf_init(&out, KEY_MAX);
    for (size_t i = first; i < end; i++) {
        const Token *t = linker_token(l, i);
        bool small = false;
        for (size_t k = 0; k < COUNT_OF(SMALL) && !keep_small; k++) {
            small = small || str_eq(t->text, str_from(SMALL[k]));
        }
        if (small && i > first && i + 1 < end) continue;
        if (out.len > 0) buf_add_char(&out, ' ');
        buf_add(&out, stems ? t->stem : t->text);
    }
    Str key = str_dup(l->a, buf_str(&out));
    buf_done(&out);
    return key;
}

// "last name" for a column that is called "lastname", "laptimes" for "lap times".
static Str span_joined(const Linker *l, size_t first, size_t end) {
    char word[TOKEN_BYTES_MAX];
    size_t len = 0;
    for (size_t i = first; i < end; i++) {
        Str text = i + 1 < end ? linker_token(l, i)->text : linker_token(l, i)->single;
        if (len + text.len > sizeof word) return (Str){0};
        memcpy(word + len, text.ptr, text.len);
        len += text.len;
    }
    return str_dup(l->a, str_of(word, len));
}

static bool span_has_mark(const Linker *l, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        if (linker_token(l, i)->kind == TOKEN_MARK) return true;
    }
    return false;
}

static size_t words_in(const Linker *l, size_t first, size_t end) {
    size_t count = 0;
    for (size_t i = first; i < end; i++) count += linker_token(l, i)->corrected.len > 0 ? 0 : 1;
    return count;
}

static void targets_grow(Link *link, Arena *a) {
    link->target_cap = link->target_cap > 0 ? link->target_cap * 2 : 4;
    LinkTarget *targets = arena_new(a, LinkTarget, link->target_cap);
    for (size_t i = 0; i < link->target_count; i++) targets[i] = link->targets[i];
    link->targets = targets;
}

// The link of this kind over this span; NULL none yet.
Link *linker_find(const Linker *l, LinkKind kind, size_t first, size_t end) {
    for (size_t i = l->links.count; i > 0; i--) {
        Link *link = &l->links.items[i - 1];
        if (link->first == first && link->end == end && link->kind == kind) return link;
    }
    return NULL;
}

// Keeps the best targets, sorted.
void linker_target_add(Linker *l, Link *link, LinkTarget target) {
    size_t at = link->target_count;
    if (at == link->target_cap && at < LINK_TARGETS_MAX) targets_grow(link, l->a);
    if (at == LINK_TARGETS_MAX) {
        if (link->targets[at - 1].score >= target.score) return;
        at--;
    } else {
        link->target_count++;
    }
    while (at > 0 && link->targets[at - 1].score < target.score) {
        link->targets[at] = link->targets[at - 1];
        at--;
    }
    link->targets[at] = target;
    link->score = link->targets[0].score;
}

// A column that two keys of the span lead to stands once, with the better score.
void linker_target_put(Linker *l, Link *link, LinkTarget target) {
    for (size_t i = 0; i < link->target_count; i++) {
        const LinkTarget *t = &link->targets[i];
        if (t->table != target.table || t->column != target.column) continue;
        if (t->score >= target.score) return;
        link->target_count--;
        memmove(&link->targets[i], &link->targets[i + 1],
                (link->target_count - i) * sizeof link->targets[i]);
        break;
    }
    linker_target_add(l, link, target);
}

// A correction costs some of the score.
double linker_spelled(const Linker *l, size_t first, size_t end) {
    size_t wrong = end - first - words_in(l, first, end);
    return 1 - 0.08 * (double)wrong;
}

// Whether the schema has the very word, not only one of its stem.
static bool is_called(const Linker *l, const NameEntry *e, size_t token) {
    const ModelTable *t = &l->m->tables[e->table];
    Str word = linker_token(l, token)->text;
    bool column = e->kind == NAME_COLUMN;
    Str name = column ? t->columns[e->column].name : t->name;
    Str label = column ? t->columns[e->column].label : t->label;
    return str_find_nocase(name, word) != STR_NONE || str_find_nocase(label, word) != STR_NONE;
}

static bool any_called(const Linker *l, const NameEntry *entries, size_t token) {
    for (const NameEntry *e = entries; e; e = e->next) {
        if (e->kind != NAME_METRIC && is_called(l, e, token)) return true;
    }
    return false;
}

// "customers located in Spain", "orders handled by": a verb that only joins, though another form
// of it is a word for a column.
static bool is_soft_verb(const Linker *l, const NameEntry *e, size_t first, size_t end) {
    if (l->m->default_metric < 0 || e->kind == NAME_METRIC) return false;
    for (size_t i = first; i < end; i++) {
        const Token *t = linker_token(l, i);
        bool verb = str_ends(t->text, S("ed")) && lexicon_is_soft(t->text);
        if (verb && !is_called(l, e, i)) return true;
    }
    return false;
}

// "rating" has the stem of "rate", which is a price: only names that say it are meant.
static bool is_homonym(const Linker *l, const NameEntry *e, size_t first, size_t end) {
    Str word = linker_token(l, first)->single;
    if (end != first + 1 || e->kind != NAME_COLUMN || !str_eq(word, S("rating"))) return false;
    return str_find_nocase(l->m->tables[e->table].columns[e->column].name, S("rat")) == STR_NONE;
}

void linker_names(Linker *l, size_t first, size_t end, Str key, double worth) {
    static const LinkKind KINDS[] = {
        [NAME_TABLE] = LINK_TABLE, [NAME_COLUMN] = LINK_COLUMN, [NAME_METRIC] = LINK_METRIC};
    const NameEntry *entries = name_index_find(&l->index->names, key);
    double factor = worth * linker_spelled(l, first, end);
    // "days" are days before they are the half of "lead days".
    DateUnit unit = DATE_DAY;
    // "rating" is a rating before it is the rate that it stems to.
    bool literal = end == first + 1 && str_ends(linker_token(l, first)->text, S("ing")) &&
                   any_called(l, entries, first);
    // "whose last purchase": which one, not the last name, of which the half is said.
    bool is_half = l->m->default_metric >= 0 && end - first == 1 &&
                   lexicon_is_which(linker_token(l, first)->stem);
    bool is_unit = end - first == 1 && timephrase_unit(linker_token(l, first)->text, &unit);
    // "consumer" is the segment that is called so before it is another word for a customer.
    bool is_kind = l->m->default_metric >= 0 && end - first == 1 && link_is_category(l, first);
    for (int kind = NAME_TABLE; kind <= NAME_METRIC && entries; kind++) {
        Link *link = linker_find(l, KINDS[kind], first, end);
        for (const NameEntry *e = entries; e; e = e->next) {
            if ((int)e->kind != kind) continue;
            if (is_homonym(l, e, first, end) || is_soft_verb(l, e, first, end)) continue;
            if (!link) link = linker_push(l, KINDS[kind], first, end, 0);
            double score = e->score * factor;
            if (is_unit && score < 0.95) score *= 0.6;
            if (is_kind && !is_called(l, e, first)) score *= STEM_WORTH;
            if (is_half && kind == NAME_COLUMN && score < 0.7) score *= STEM_WORTH;
            if (literal && (e->kind == NAME_METRIC || !is_called(l, e, first))) score *= STEM_WORTH;
            linker_target_put(l, link,
                              (LinkTarget){.table = e->table, .column = e->column, .score = score});
        }
    }
}

// What follows "contains" stands for itself, quoted or not.
static void like_text_link(Linker *l, size_t at) {
    static const char *const PASSED[] = {"the",    "a",     "an",     "letter", "word",
                                         "phrase", "text",  "string", "prefix", "substring",
                                         "suffix", "value", "words",  "letters"};
    for (size_t k = 0; at < l->t->count && k < COUNT_OF(PASSED); k++) {
        const Token *t = linker_token(l, at);
        // "contains a": the letter itself.
        bool lone = at + 1 >= l->t->count;
        if (t->quoted || lone || !str_eq(t->text, str_from(PASSED[k]))) continue;
        linker_push(l, LINK_FILLER, at, at + 1, 0);
        at++;
        k = 0;
    }
    if (at >= l->t->count || linker_token(l, at)->kind == TOKEN_MARK) return;
    bool of_all = str_eq(linker_token(l, at)->text, S("all")) ||
                  str_eq(linker_token(l, at)->text, S("every"));
    if (of_all && !linker_token(l, at)->quoted) return;  // "playlists that contain all genres"
    size_t stop = at + 1;
    while (stop < l->t->count && linker_token(l, at)->quoted && linker_token(l, stop)->quoted)
        stop++;
    Str raw = linker_token(l, at)->raw, last = linker_token(l, stop - 1)->raw;
    linker_push(l, LINK_TEXT, at, stop, 1.6)->text =
        str_of(raw.ptr, (size_t)(last.ptr + last.len - raw.ptr));
}

// "revenue per order by city": the orders are meant, not an order of the rows.
static bool is_ordered_thing(const Linker *l, size_t first, size_t end) {
    static const char *const BEFORE[] = {"per", "each", "every", "an", "one", "average"};
    if (first == 0 || end != first + 2 || !str_eq(linker_token(l, first)->text, S("order")))
        return false;
    for (size_t i = 0; i < COUNT_OF(BEFORE); i++) {
        if (str_eq(linker_token(l, first - 1)->text, str_from(BEFORE[i]))) return true;
    }
    return false;
}

// "account for about 80 %", "make up half": a part of the whole, which makes the verb a cue.
static bool part_follows(const Linker *l, size_t at) {
    for (size_t i = at; i < l->t->count && i < at + 3; i++) {
        const Token *t = linker_token(l, i);
        if (str_eq(t->text, S("half"))) return true;
        if (t->kind != TOKEN_NUMBER) continue;
        Str unit = i + 1 < l->t->count ? linker_token(l, i + 1)->text : (Str){0};
        return t->percent || str_eq(unit, S("percent")) || str_eq(unit, S("%"));
    }
    return false;
}

// "sales forecast" where a column is called so.
static bool is_named_so(const Linker *l, size_t first, size_t end) {
    if (first == 0) return false;
    const NameEntry *e = name_index_find(&l->index->names, span_key(l, first - 1, end, true, true));
    for (; e; e = e->next) {
        if (e->kind == NAME_COLUMN && e->score >= 0.95) return true;
    }
    return false;
}

// "spends" acts as "spend" does.
static const Cue *cue_of_verb(const Linker *l, size_t at) {
    English e;
    bool verb = english_find(linker_token(l, at)->text, &e) && e.part == 'v';
    const Cue *cue = verb ? map_get(&l->index->cues, e.word) : NULL;
    return cue && cue->kind == CUE_VERB_SELL ? cue : NULL;
}

// "customers in Spain, including the city": what is shown besides, not a piece of text.
static bool lists_columns(const Linker *l, const Cue *cue, size_t at) {
    if (l->m->default_metric < 0 || !str_starts(cue->phrase, S("includ"))) return false;
    while (at < l->t->count && lexicon_is_filler(linker_token(l, at)->text)) at++;
    const NameEntry *e =
        at < l->t->count ? name_index_find(&l->index->names, linker_token(l, at)->stem) : NULL;
    for (; e; e = e->next) {
        if (e->kind == NAME_COLUMN && e->score >= 0.8) return true;
    }
    return false;
}

// "phone number of": the number is the column's, and nothing is counted.
static bool is_called_number(const Linker *l, size_t at) {
    if (at == 0 || !str_eq(linker_token(l, at)->text, S("number"))) return false;
    const NameEntry *e = name_index_find(&l->index->names, linker_token(l, at - 1)->stem);
    for (; e; e = e->next) {
        if (e->kind == NAME_TABLE && e->score >= TABLE_EXACT) return false;
        const ModelColumn *c =
            e->kind == NAME_COLUMN ? &l->m->tables[e->table].columns[e->column] : NULL;
        if (c && e->score >= TABLE_EXACT && c->type == TYPE_TEXT) return true;
    }
    return false;
}

// "how many tracks do we carry": what there is, not what is done.
static bool is_kept(const Linker *l, size_t at) {
    static const char *const VERBS[] = {"carry", "sell", "offer", "stock", "have", "keep", "list"};
    if (at < 2 || l->m->default_metric < 0) return false;
    Str who = linker_token(l, at - 1)->text;
    bool ours = str_eq(linker_token(l, at - 2)->text, S("do")) &&
                (str_eq(who, S("we")) || str_eq(who, S("you")));
    for (size_t i = 0; i < COUNT_OF(VERBS) && ours; i++) {
        if (str_eq(linker_token(l, at)->text, str_from(VERBS[i]))) return true;
    }
    return false;
}

static void cue_link(Linker *l, size_t first, size_t end) {
    const Cue *cue = map_get(&l->index->cues, span_key(l, first, end, false, true));
    if (!cue && end == first + 1) cue = cue_of_verb(l, first);
    if (cue && cue->kind == CUE_VERB_SELL && is_kept(l, first)) return;
    if (!cue || linker_token(l, first)->quoted || is_ordered_thing(l, first, end)) return;
    if (cue->kind == CUE_COUNT && is_called_number(l, first)) return;
    bool asks_for = cue->kind == CUE_WHICH && linker_find(l, LINK_TABLE, first, end);
    if (asks_for) return;  // link_asker knows whom
    // "orders containing both rice and oil": things, not a piece of text.
    bool both = end < l->t->count && str_eq(linker_token(l, end)->text, S("both"));
    if (cue->kind == CUE_LIKE && both) return;
    if (cue->kind == CUE_LIKE && lists_columns(l, cue, end)) {
        linker_push(l, LINK_FILLER, first, end, 0);
        return;
    }
    if (cue->kind == CUE_INTENT && is_named_so(l, first, end)) return;
    if (cue->kind == CUE_CHIEF && !l->index->has_chiefs) return;
    double worth = cue->kind == CUE_UNTIL && part_follows(l, end) ? 1 : cue->score;
    linker_push(l, LINK_CUE, first, end, worth * linker_spelled(l, first, end))->cue = cue;
    if (cue->kind == CUE_LIKE) like_text_link(l, end);
}

// "tracks with love in the title": a word inside names, quoted or not.
static void inside_link(Linker *l, size_t at) {
    static const char *const LED[] = {"with", "has", "have", "having", "containing", "word"};
    static const char *const NAMES[] = {"name", "names", "title", "titles", "description"};
    if (at == 0 || at + 2 >= l->t->count || !str_eq(linker_token(l, at + 1)->text, S("in"))) return;
    size_t column = at + 2;
    Str small = linker_token(l, column)->text;
    if (str_eq(small, S("the")) || str_eq(small, S("their")) || str_eq(small, S("its"))) column++;
    bool led = false, named = false;
    for (size_t i = 0; i < COUNT_OF(LED); i++)
        led = led || str_eq(linker_token(l, at - 1)->text, str_from(LED[i]));
    for (size_t i = 0; i < COUNT_OF(NAMES) && column < l->t->count; i++)
        named = named || str_eq(linker_token(l, column)->text, str_from(NAMES[i]));
    if (!led || !named || linker_token(l, at)->kind != TOKEN_WORD) return;
    linker_push(l, LINK_TEXT, at, at + 1, 1.4)->text = linker_token(l, at)->raw;
}

static void quoted_link(Linker *l, size_t at) {
    if (!linker_token(l, at)->quoted || (at > 0 && linker_token(l, at - 1)->quoted)) return;
    size_t end = at + 1;
    while (end < l->t->count && linker_token(l, end)->quoted) end++;
    Str raw = linker_token(l, at)->raw, last = linker_token(l, end - 1)->raw;
    linker_push(l, LINK_TEXT, at, end, 0.5)->text =
        str_of(raw.ptr, (size_t)(last.ptr + last.len - raw.ptr));
}

static void time_link(Linker *l, size_t at) {
    TimePhrase phrase = {0};
    if (linker_token(l, at)->quoted || !timephrase_read(l->t, at, l->today, &phrase)) return;
    double score = phrase.bare_number ? 0.85 : 1.1;
    bool lone_may = phrase.count == 1 && str_eq(linker_token(l, at)->text, S("may"));
    if (lone_may && !linker_token(l, at)->capital) score = 0.3;
    linker_push(l, LINK_TIME, at, at + phrase.count, score)->time = phrase;
}

static void grain_link(Linker *l, size_t at) {
    DateUnit unit = DATE_DAY;
    bool adverb = timephrase_grain(linker_token(l, at)->text, &unit);
    if (!adverb && !timephrase_unit(linker_token(l, at)->text, &unit)) return;
    Link *link = linker_push(l, LINK_GRAIN, at, at + 1, adverb ? 1 : 0.8);
    link->grain = unit;
    link->number = adverb ? 1 : 0;
}

// A word that the answer hangs on ("by", "not", "over") can not be passed over as a filler.
static bool is_structural(const Linker *l, const Token *t) {
    const Cue *cue = map_get(&l->index->cues, t->text);
    bool acts = cue && cue->kind <= CUE_TREND && cue->kind != CUE_AND && cue->kind != CUE_OR;
    return acts && cue->score >= 0.8;
}

// "is handling", "are serving": a noun by the dictionary, here what somebody does.
static bool is_doing(const Linker *l, size_t at) {
    static const char BEFORE[] = "is are was were be been being keeps";
    Str word = linker_token(l, at)->text;
    return at > 0 && str_ends(word, S("ing")) &&
           linker_word_in(linker_token(l, at - 1)->text, BEFORE);
}

// "produced", "taught": a verb that no name has says what the things asked about do anyway.
static bool is_plain_verb(const Linker *l, size_t at) {
    const Token *t = linker_token(l, at);
    English e;
    bool is_value = l->m->default_metric >= 0 && linker_is_value(l, at);
    bool is_named = false;
    for (const NameEntry *n = name_index_find(&l->index->names, t->stem); n; n = n->next)
        is_named = is_named || (n->kind == NAME_COLUMN && n->score >= 0.99);
    if (t->kind != TOKEN_WORD || t->quoted || t->capital || is_value || is_named ||
        map_has(&l->index->cue_words, t->text) ||
        name_index_is_concept(&l->index->names, t->stem)) {
        return false;
    }
    return english_find(t->text, &e) && (e.part == 'v' || is_doing(l, at));
}

// "employees and their titles": whose it is stands before, so that it is a column of theirs.
static bool is_owned(const Linker *l, size_t at) {
    static const char *const WHOSE[] = {"their", "its", "his", "her", "whose"};
    if (at == 0 || l->m->default_metric < 0) return false;
    bool owned = false, named = false;
    for (size_t i = 0; i < COUNT_OF(WHOSE); i++)
        owned = owned || str_eq(linker_token(l, at - 1)->text, str_from(WHOSE[i]));
    const NameEntry *e = name_index_find(&l->index->names, linker_token(l, at)->stem);
    for (; e && owned; e = e->next) named = named || (e->kind == NAME_COLUMN && e->score >= 0.8);
    return named;
}

static void token_link(Linker *l, size_t at) {
    const Token *t = linker_token(l, at);
    bool may_number = t->kind == TOKEN_NUMBER;
    if (may_number) {
        Link *link = linker_push(l, LINK_NUMBER, at, at + 1, 0.8);
        link->number = t->number;
        link->percent = t->percent;
    }
    if (t->quoted) {
        quoted_link(l, at);
    } else if (t->kind == TOKEN_MARK ||
               (lexicon_is_filler(t->text) && !is_structural(l, t) && !link_is_country(l, at))) {
        linker_push(l, LINK_FILLER, at, at + 1, 0);
    } else if ((lexicon_is_soft(t->text) && !is_owned(l, at)) || is_plain_verb(l, at) ||
               is_kept(l, at)) {
        linker_push(l, LINK_SOFT, at, at + 1, 0);
    }
    linker_push(l, LINK_UNREAD, at, at + 1, 0);
}

bool linker_has_name(const Linker *l, size_t first, size_t end) {
    return linker_find(l, LINK_TABLE, first, end) || linker_find(l, LINK_COLUMN, first, end) ||
           linker_find(l, LINK_METRIC, first, end);
}

// A word that is never said for another: it acts, it is a value, or a business has the thing or
// has it not.
static bool stands_alone(const Linker *l, const Token *t) {
    ValueHit hit;
    return value_index_find(l->index->values, t->single, &hit, 1) > 0 || t->kind != TOKEN_WORD ||
           t->quoted || t->text.len < 3 || linker_is_common(l, t) ||
           name_index_is_concept(&l->index->names, t->stem);
}

// The span's stems with one word's place taken by another.
static Str span_with(const Linker *l, size_t first, size_t end, size_t at, Str instead) {
    Str words[NEARBY_SPAN_MAX];
    for (size_t i = first; i < end; i++)
        words[i - first] = i == at ? instead : linker_token(l, i)->stem;
    return name_words_join(l->a, words, end - first);
}

// "family name" for a last name, "salary" for a wage: what the schema says in other words.
static void nearby_link(Linker *l, size_t first, size_t end) {
    NearbyWord near[NEARBY_MAX];
    const AskIndex *index = l->index;
    if (end - first > NEARBY_SPAN_MAX) return;
    if (end - first == 2) {
        Str two = str_fmt(l->a, STR_F "_" STR_F, STR_A(linker_token(l, first)->text),
                          STR_A(linker_token(l, first + 1)->single));
        size_t count = nearby_find(&index->nearby, &index->names, two, l->stemmer, l->a, near);
        for (size_t k = 0; k < count; k++) {
            linker_names(l, first, end, near[k].stems, near[k].worth);
        }
    }
    for (size_t i = first; i < end; i++) {
        const Token *t = linker_token(l, i);
        if (stands_alone(l, t)) continue;
        size_t count = nearby_find(&index->nearby, &index->names, t->text, l->stemmer, l->a, near);
        for (size_t k = 0; k < count; k++) {
            linker_names(l, first, end, span_with(l, first, end, i, near[k].stems), near[k].worth);
        }
    }
}

static bool names_table(const Linker *l, size_t first, size_t end) {
    const NameEntry *e = name_index_find(&l->index->names, span_key(l, first, end, true, false));
    while (e && (e->kind != NAME_TABLE || e->score < TABLE_EXACT)) e = e->next;
    return e != NULL;
}

// "orders of the customer": two things, though a column of links is called so too.
static bool is_thing_of_thing(const Linker *l, size_t first, size_t end) {
    if (l->m->default_metric < 0 || end - first < 3) return false;
    size_t of = first + 1;
    if (!str_eq(linker_token(l, of)->text, S("of"))) return false;
    size_t thing = of + 1 + str_eq(linker_token(l, of + 1)->text, S("the"));
    return thing < end && names_table(l, first, of) && names_table(l, thing, end);
}

static void span_link(Linker *l, size_t first, size_t end) {
    if (end == first + 1 && link_is_of_mail(l, first)) {
        linker_push(l, LINK_FILLER, first, end, 0);
        return;
    }
    if (end - first <= l->index->cue_len_max) cue_link(l, first, end);
    if (span_has_mark(l, first, end)) return;
    bool quoted = linker_token(l, first)->quoted;
    if (!quoted && linker_token(l, first)->kind == TOKEN_WORD && !is_kept(l, end - 1)) {
        Str key = span_key(l, first, end, true, false), whole = span_key(l, first, end, true, true);
        if (!is_thing_of_thing(l, first, end)) linker_names(l, first, end, key, 1);
        if (!str_eq(key, whole)) linker_names(l, first, end, whole, 1);
        Str joined = end - first <= 3 ? span_joined(l, first, end) : key;
        if (!str_eq(key, joined)) linker_names(l, first, end, joined, 1);
        if (!linker_has_name(l, first, end)) nearby_link(l, first, end);
    }
    if (!quoted && end == first + 2) link_pairs(l, first);
    link_values(l, first, end);
}

// "first and last names": the word that both share stands once, behind the second.
static void shared_word_link(Linker *l, size_t at) {
    if (at + 3 >= l->t->count || !str_eq(linker_token(l, at + 1)->text, S("and"))) return;
    Str tail = linker_token(l, at + 3)->stem;
    Str first = str_fmt(l->a, STR_F " " STR_F, STR_A(linker_token(l, at)->stem), STR_A(tail));
    Str second = str_fmt(l->a, STR_F " " STR_F, STR_A(linker_token(l, at + 2)->stem), STR_A(tail));
    const NameIndex *names = &l->index->names;
    const NameEntry *entry = name_index_find(names, first);
    bool both = entry && entry->kind == NAME_COLUMN && name_index_find(names, second);
    if (both) linker_names(l, at, at + 1, first, 1);
}

// By first token, in the order in which they were found: the parse walks them so.
static Links links_sorted(const Linker *l) {
    Links out = {.items = arena_new(l->a, Link, l->links.count + 1), .count = l->links.count};
    size_t *starts = arena_new(l->a, size_t, l->t->count + 2);
    for (size_t i = 0; i < out.count; i++) starts[l->links.items[i].first + 1]++;
    for (size_t i = 0; i < l->t->count; i++) starts[i + 1] += starts[i];
    for (size_t i = 0; i < out.count; i++) {
        out.items[starts[l->links.items[i].first]++] = l->links.items[i];
    }
    return out;
}

Links link_all(const AskIndex *index, const Model *m, Tokens *t, Stemmer *stemmer, Date today,
               Arena *a) {
    Linker l = {.index = index, .m = m, .t = t, .stemmer = stemmer, .today = today, .a = a};
    spelling_correct(index, t, stemmer, a);
    for (size_t first = 0; first < t->count; first++) {
        token_link(&l, first);
        time_link(&l, first);
        grain_link(&l, first);
        link_value_words(&l, first);
        link_asker(&l, first);
        if (!linker_token(&l, first)->quoted) inside_link(&l, first);
        shared_word_link(&l, first);
        size_t stop = first + LINK_SPAN_MAX < t->count ? first + LINK_SPAN_MAX : t->count;
        for (size_t end = first + 1; end <= stop; end++) span_link(&l, first, end);
    }
    link_value_settle(&l);
    return links_sorted(&l);
}
