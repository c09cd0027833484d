// link: what each span of words may mean: a table, column, metric, value, number, time, cue.
//
// Every span keeps all its meanings with scores; which of them hold is decided over the whole
// question (parse.h). Pure.
#pragma once

#include "ask/ask_index.h"
#include "ask/timephrase.h"

typedef enum LinkKind {
    LINK_UNREAD,  // a word that means nothing here
    LINK_FILLER,
    LINK_SOFT,
    LINK_CUE,
    LINK_TABLE,
    LINK_COLUMN,
    LINK_METRIC,
    LINK_VALUE,
    LINK_NUMBER,
    LINK_TIME,
    LINK_GRAIN,
    LINK_TEXT,  // a word that stands for itself: in quotes, or after "contains"
} LinkKind;

enum { LINK_TARGETS_MAX = 64, LINK_SPAN_MAX = 7 };

typedef struct LinkTarget {
    int table, column;  // column: the metric's index for LINK_METRIC, -1 for LINK_TABLE
    double score;
    Str value;     // LINK_VALUE
    bool is_word;  // only a word of longer values
} LinkTarget;

typedef struct Link {
    LinkKind kind;
    size_t first, end;    // tokens
    double score;         // of the best target
    LinkTarget *targets;  // the best first, LINK_TARGETS_MAX at most
    size_t target_count, target_cap;
    const Cue *cue;
    double number;
    bool percent;
    TimePhrase time;
    DateUnit grain;
    Str text;  // LINK_TEXT
} Link;

typedef struct Links {
    Link *items;  // by `first`
    size_t count;
} Links;

// Corrects misspelt words in `t` first.
Links link_all(const AskIndex *index, const Model *m, Tokens *t, Stemmer *stemmer, Date today,
               Arena *a);
const char *link_kind_name(LinkKind kind);
