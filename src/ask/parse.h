// parse: which meanings of the words hold together: sequences of items, the likeliest first.
//
// Two beams. The first cuts the question into spans, one meaning-kind each (k best paths over the
// lattice of links; a word that is left unread costs). The second picks a target for each span so
// that tables near each other in the graph of joins are chosen together, and what stands together
// is of one table (ties.h).
#pragma once

#include "ask/link.h"

enum { PARSE_PATHS_MAX = 8, PARSE_CHOICES_MAX = 4, PARSE_ITEMS_MAX = TOKENS_MAX };

typedef struct Item {
    const Link *link;
    const LinkTarget *target;  // NULL for links without targets
    bool used;                 // the grammar has read it
    double score;              // of the target with its ties
    double lack;               // how much better the best target for this place would be
    size_t rivals;             // other targets that are nearly as good here
} Item;

typedef struct Parse {
    Item *items;
    size_t count;
    double score;    // sum over the items, per word of content
    double spread;   // joins between the tables chosen
    double content;  // words that say something
    double unread;   // of these, words without meaning
} Parse;

typedef struct Parses {
    Parse *items;
    size_t count;
} Parses;

Parses parse_all(const AskIndex *index, const Model *m, const Tokens *t, const Links *links,
                 Arena *a);
