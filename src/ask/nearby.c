#include "ask/nearby.h"

#include "model/name_words.h"

typedef struct Usage {
    NearbyWord word;
    struct Usage *next;
} Usage;

// How much of a meaning is left. A kind stands for its class more seldom than a class for a kind.
static double mark_worth(EnglishMark mark, bool from_schema) {
    switch (mark) {
        case ENGLISH_SAME: return 0.84;
        case ENGLISH_ROOT: return 0.8;
        case ENGLISH_ALSO: return 0.78;
        case ENGLISH_KIND: return from_schema ? 0.77 : 0.74;
    }
    return 0;
}

// "family_name" as the name index is asked for it.
static Str stems_of(Str word, Stemmer *stemmer, Arena *a) {
    Str rest = word, part, words[2];
    size_t count = 0;
    while (count < COUNT_OF(words) && str_next_part(&rest, '_', &part)) {
        words[count++] = stemmer_stem(stemmer, part, a);
    }
    return name_words_join(a, words, count);
}

static void usage_add(Nearby *n, Str key, NearbyWord word) {
    if (str_eq(key, word.stems)) return;
    Usage *usage = arena_new(n->a, Usage, 1);
    *usage = (Usage){.word = word, .next = map_get(&n->usages, key)};
    map_set(n->a, &n->usages, key, usage);
}

static void usages_add(Nearby *n, Str word, Stemmer *stemmer) {
    English e;
    EnglishNear near;
    if (!english_find(word, &e)) return;
    Str stems = stems_of(word, stemmer, n->a);
    while (english_next(&e, &near)) {
        NearbyWord usage = {.stems = stems, .worth = mark_worth(near.mark, true)};
        usage_add(n, stems_of(near.word, stemmer, n->a), usage);
    }
}

void nearby_build(Nearby *n, const NameIndex *names, Stemmer *stemmer, Arena *a) {
    *n = (Nearby){.a = a};
    for (size_t i = 0; i < names->words.count; i++) {
        Str word = names->words.entries[i].key;
        map_set(a, &n->stems, stemmer_stem(stemmer, word, a), n);
        if (word.len >= 3) usages_add(n, word, stemmer);
    }
}

static void found_add(NearbyWord out[NEARBY_MAX], size_t *count, NearbyWord word) {
    size_t at = 0;
    while (at < *count && !str_eq(out[at].stems, word.stems)) at++;
    if (at == NEARBY_MAX || (at < *count && out[at].worth >= word.worth)) return;
    if (at == *count) ++*count;
    for (; at > 0 && out[at - 1].worth < word.worth; at--) out[at] = out[at - 1];
    out[at] = word;
}

static bool schema_has(const Nearby *n, const NameIndex *names, Str stems) {
    return map_has(&n->stems, stems) || name_index_find(names, stems);
}

size_t nearby_find(const Nearby *n, const NameIndex *names, Str word, Stemmer *stemmer, Arena *a,
                   NearbyWord out[NEARBY_MAX]) {
    size_t count = 0;
    English e;
    EnglishNear near;
    bool known = english_find(word, &e);
    for (int form = 0; form < (known ? 2 : 1); form++) {
        Str stems = stems_of(form == 0 ? word : e.word, stemmer, a);
        for (const Usage *u = map_get(&n->usages, stems); u; u = u->next) {
            found_add(out, &count, u->word);
        }
        // "taught": another form of a word that the schema has.
        if (form == 1 && schema_has(n, names, stems)) {
            found_add(out, &count, (NearbyWord){.stems = stems, .worth = 0.9});
        }
    }
    while (known && english_next(&e, &near)) {
        Str stems = stems_of(near.word, stemmer, a);
        if (!schema_has(n, names, stems)) continue;
        found_add(out, &count, (NearbyWord){stems, mark_worth(near.mark, false)});
    }
    return count;
}
