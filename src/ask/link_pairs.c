// Two words for one: "sales rep" is somebody of the staff, "freight charges" are the freight.

#include "ask/linker.h"

typedef struct Pair {
    const char *first, *second;  // words parted by spaces
    Str stems;                   // what the schema calls it
    double worth;
} Pair;

static const Pair PAIRS[] = {
    {"sales sale selling support",
     "rep reps person persons people man men agent agents staff team executive executives",
     STR("employe"), 1.8},
    {"email mail", "address addresses id ids account accounts", STR("email"), 1.1},
    {"playing play running run", "time times length", STR("durat"), 1.6},
    {"job", "title titles", STR("titl"), 1},
    {"contact", "person persons people", STR("contact name"), 1},
};

bool linker_word_in(Str word, const char *words) {
    Str rest = str_from(words), one = {0};
    while (str_next_part(&rest, ' ', &one)) {
        if (str_eq(word, one)) return true;
    }
    return false;
}

// "freight charges": what the money is for is a number of its own.
static void money_link(Linker *l, size_t first) {
    static const char *const MONEY = "cost costs charge charges fee fees expense expenses amount";
    const Token *word = linker_token(l, first), *next = linker_token(l, first + 1);
    if (!linker_word_in(next->text, MONEY) || linker_has_name(l, first, first + 2)) return;
    for (const NameEntry *e = name_index_find(&l->index->names, word->stem); e; e = e->next) {
        if (e->kind != NAME_COLUMN || e->score < 0.7) continue;
        if (l->m->tables[e->table].columns[e->column].role != ROLE_MEASURE) continue;
        Link *link = linker_find(l, LINK_COLUMN, first, first + 2);
        if (!link) link = linker_push(l, LINK_COLUMN, first, first + 2, 0);
        linker_target_put(l, link,
                          (LinkTarget){.table = e->table, .column = e->column, .score = e->score});
    }
}

void link_pairs(Linker *l, size_t first) {
    const Token *word = linker_token(l, first), *next = linker_token(l, first + 1);
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        const Pair *p = &PAIRS[i];
        if (!linker_word_in(word->text, p->first) || !linker_word_in(next->text, p->second))
            continue;
        linker_names(l, first, first + 2, p->stems, p->worth);
        return;
    }
    money_link(l, first);
}
