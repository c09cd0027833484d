// lexicon: the words of questions that no schema has: "how many", "by", "top", "more than".
//
// Three tables, one row a phrase: cues (what the grammar acts on), fillers (said for politeness or
// grammar), and the thesaurus (words of business that mean the same). All general English, with the
// common romanised and Devanagari Hindi frames; nothing here knows any particular data.
#pragma once

#include "base/str.h"
#include "model/expr.h"

typedef enum CueKind {
    CUE_AGGREGATE,    // arg: ExprOp
    CUE_COUNT,        // "how many"
    CUE_DISTINCT,     // "different"
    CUE_BY,           // "by", "for each"; arg 1: "each", which always groups
    CUE_WISE,         // after its word: "country wise"
    CUE_TOP,          // arg 1: highest first, 0: lowest first
    CUE_SUPERLATIVE,  // "cheapest": arg indexes lexicon_superlative
    CUE_COMPARE,      // "more than"; arg: ExprOp of the comparison
    CUE_LIKE,         // "contains"; arg: OP_CONTAINS, OP_STARTS, OP_ENDS
    CUE_NOT,          // "not", "except"
    CUE_NEVER,        // "never", "without", "no"
    CUE_NULL,         // "missing", "on record": arg 1 is null, 0 is not null
    CUE_AND,
    CUE_OR,
    CUE_SHARE,           // "percentage of total"
    CUE_RUNNING,         // "cumulative"
    CUE_MOVING,          // "rolling average"
    CUE_CHANGE,          // "change", "growth"; arg 1: as a rate
    CUE_PREVIOUS,        // "compared with last year"; arg: Compare
    CUE_TREND,           // "trend", "over time"
    CUE_ORDER,           // "sorted by"; arg 1 descending
    CUE_DIRECTION,       // "descending"; arg 1 descending
    CUE_RANK,            // arg 1: all in their order, 2: the place of one
    CUE_AVERAGE_OF_ALL,  // "above average": arg ExprOp of the comparison
    CUE_EACH_TOP,        // "in every": top n within each
    CUE_ALSO,            // "and", "also" at the front of a turn
    CUE_INSTEAD,
    CUE_ONLY,
    CUE_WHICH,  // "which", "what", "who"
    CUE_HOW_MUCH,
    CUE_LIST,       // "show", "list"
    CUE_VERB_SELL,  // "sold", "earned": the default metric; arg 1: counts things, 0: money
    CUE_ON_DAYS,    // "weekends"; arg 1 weekend, 0 weekdays
    CUE_INTENT,     // "forecast", "why": another room's work; arg: AskTaskKind
    CUE_ALL,        // "all the information": every column
    CUE_LAST,       // "whose last": arg OP_MAX or OP_MIN over time
    CUE_HOUR,       // "time of day": needs moments, not days
    CUE_WEEKDAY,    // "day of the week"
    CUE_ORDINAL,    // "second" highest: arg is the place
    CUE_LOSS,       // "lost money": a profit below nothing
    CUE_RAN_OUT,    // "out of stock": a level of nothing
    CUE_MORE,       // "higher" in "a higher salary than"; arg: ExprOp of the comparison
    CUE_THAN,
    CUE_OFTEN,        // "only once", "repeat": arg is how the number of deeds stands to one
    CUE_NEW,          // "new customers": their first deed lies in the period
    CUE_REMOVE,       // "remove the filter": arg is what of, a LexiconRemoved
    CUE_STOCK_VALUE,  // "stock value": so many, at what one is worth
    CUE_UNTIL,        // "make up 80 % of": arg 1: of all, as "pareto" has it
    CUE_BEHIND,       // "the orders behind this": the rows of the answer before
    CUE_PAIR,         // "difference between", "as a percentage of": arg: a LexiconPair
    CUE_CHIEF,        // "report to", "manager of": arg: a LexiconChief
    CUE_OF,           // "of", "in", "for", "with": kept for what they join
} CueKind;

typedef struct Cue {
    Str phrase;  // folded words
    CueKind kind;
    int arg;
    double score;  // how surely it means this, 0..1
} Cue;

// What CUE_REMOVE takes away.
typedef enum LexiconRemoved {
    REMOVE_NAMED,
    REMOVE_FILTERS,
    REMOVE_TIME,
    REMOVE_LIMIT
} LexiconRemoved;

// What CUE_PAIR makes of two numbers. The last three stand between them, the others before both.
typedef enum LexiconPair {
    PAIR_DIFFERENCE,
    PAIR_MORE,
    PAIR_MORE_OF,  // "how many more": of things that are counted
    PAIR_LESS,
    PAIR_LESS_OF,
    PAIR_RATIO,
    PAIR_MINUS,
    PAIR_DIVIDED,
    PAIR_PERCENT,
} LexiconPair;

// What CUE_CHIEF has behind it: the chief ("report to", "managed by"), or who is under one
// ("manager of"); or that there is none, or that somebody is one.
typedef enum LexiconChief {
    CHIEF_VERB,
    CHIEF_NOUN,
    CHIEF_DOWN,
    CHIEF_MISSING,
    CHIEF_SELF,
} LexiconChief;

extern const Cue LEXICON_CUES[];
extern const size_t LEXICON_CUE_COUNT;

// lexicon_turns.c: what only a turn of a conversation says. lexicon_frames.c: phrases that a whole
// question hangs on. lexicon_hindi.c: the common frames of Hindi, romanised and in Devanagari. All
// ended by an empty phrase. lexicon_text.c: pieces of text in values.
extern const Cue LEXICON_TURNS[];
extern const Cue LEXICON_FRAMES[];
extern const Cue LEXICON_TEXTS[];
extern const Cue LEXICON_HINDI[];

// Of a comparison: its number stands before it ("or more", "se zyada").
bool lexicon_is_behind(Str phrase);

// What a superlative orders by: the first column whose name has one of the words.
typedef struct Superlative {
    Str word;
    bool descending;
    const char *columns;  // words of column names, the best first
    bool of_time;         // columns of dates will do as well
} Superlative;

extern const Superlative LEXICON_SUPERLATIVES[];

// Said without meaning: "please", "the", "tell".
bool lexicon_is_filler(Str word);
// Verbs that hang on what they are said about ("placed", "bought"): unread, they cost little.
bool lexicon_is_soft(Str word);

// Lines of the thesaurus: words that mean the same in business. A star marks those that a question
// can not mean otherwise: where the data has nothing of the kind, it is refused.
extern const char *const LEXICON_THESAURUS[];
extern const size_t LEXICON_THESAURUS_COUNT;

// Words (stemmed) that end a name without saying more ("customer name", "order id"); 0 when it is
// none, else how much of the name is left without it.
double lexicon_tail(Str word);
// Words (stemmed) that say which one of a kind and mean nothing alone ("first", "last", "total").
bool lexicon_is_which(Str word);
const char *lexicon_intent(int arg);
