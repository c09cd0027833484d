// draft: what the grammar has gathered from one reading of the words, before it is a plan.
//
// The grammar (grammar.c) fills a draft item by item; shape.c decides whether it is a list or an
// aggregate and makes the plan; followup.c lays it over the plan of the turn before instead.
#pragma once

#include "ask/parse.h"

enum {
    DRAFT_MEASURES_MAX = 6,
    DRAFT_DIMENSIONS_MAX = 6,
    DRAFT_FILTERS_MAX = 16,
    DRAFT_ORDERS_MAX = 4
};

// A thing that is counted or listed: a table, or in one wide file the column that names it.
typedef struct Entity {
    int table;
    int column;  // -1: the table itself
    bool is_set;
    size_t at;  // the item that said it
} Entity;

typedef struct DraftMeasure {
    Expr *expr;
    Entity counted;    // of a count: what is counted; shape.c writes the expression
    bool is_plain;     // a number column named without an aggregate
    ColumnRef column;  // of a plain or aggregated column
    bool distinct;
    bool of_order;  // only ordered by
    Expr *part;     // of `counted`: the percentage that satisfies this; NULL none
    bool beside;    // not asked for: what another is made of
    Str label;
    size_t at;
} DraftMeasure;

typedef struct DraftDimension {
    Expr *expr;  // NULL: entity
    Entity entity;
    bool is_grain;
    DateUnit grain;
    bool by_cue;  // after "by", "each", before "wise"
    size_t at;
} DraftDimension;

typedef struct DraftFilter {
    Expr *expr;
    ColumnRef column;
    bool is_value;  // column equals or is one of values
    bool all_of;    // of values joined by "and"
} DraftFilter;

typedef struct DraftHaving {
    size_t measure;
    ExprOp op;
    double low, high;
    bool own_average;  // in the place of `low`: its average over all groups
    bool own_part;     // `low` is a percentage of its total over all groups
    Expr *to;          // in the place of `low`: what has to be found first; NULL none
} DraftHaving;

// A comparison with a number that found nothing to compare: of what was asked before, in a turn.
typedef struct Loose {
    bool is_set;
    ExprOp op;
    double low, high;
} Loose;

// Values of two columns put together; SET_NONE: nothing of the kind was said.
typedef struct Common {
    SetOp op;
    ColumnRef sides[2];
    bool counted;  // "how many"
} Common;

// Of a table that joins itself: whose chief, who is under whom, each with its chief, how many each
// has under it; those without a chief, and the chiefs; what those under each chief come to.
typedef enum ChiefKind {
    CHIEF_NONE,
    CHIEF_OF,
    CHIEF_UNDER,
    CHIEF_PAIRS,
    CHIEF_COUNTS,
    CHIEF_WITHOUT,
    CHIEF_ALONE,
    CHIEF_MEASURED,
} ChiefKind;
typedef struct Chief {
    ChiefKind kind;
    int table, link;     // the column that leads to the chief
    bool counted, most;  // "how many"; "the most"
} Chief;

// Those that are first in something: "of the top 5 products".
typedef struct Chosen {
    Entity thing;
    Expr *by;
    bool descending;
    int64_t limit;
} Chosen;

// The time between what somebody does; `beside`: who is new and who has come before, of each grain.
typedef struct Gap {
    bool is_set, each, beside;
    bool ends;  // from the first to the last, not from one to the next
    ColumnRef who, deed;
    Entity thing;
    DateUnit grain;
} Gap;

// Those above or below the average of their own kind: "dearer than the average of its category".
typedef struct Peers {
    bool is_set, counted;
    Entity who, group;
    DraftMeasure number;
    ExprOp op;
} Peers;

// One key of an order: a column, a measure, or the name of a thing.
typedef struct DraftOrder {
    Expr *expr;   // NULL none
    int measure;  // index into Draft.measures; -1 none
    Entity thing;
    bool has_direction, descending, alphabetic;
} DraftOrder;

typedef struct Draft {
    const AskIndex *index;
    const Model *m;
    const Tokens *t;
    Date today;
    Arena *a;
    Parse *p;
    int depth;  // of clauses read by themselves; 0 the question

    DraftMeasure measures[DRAFT_MEASURES_MAX];
    size_t measure_count;
    DraftDimension dimensions[DRAFT_DIMENSIONS_MAX];
    size_t dimension_count;
    DraftFilter filters[DRAFT_FILTERS_MAX];
    size_t filter_count;
    DraftHaving having[4];
    size_t having_count;
    Entity focus;       // what is asked about: "customers in Germany"
    bool focus_listed;  // "which", "list": rows of the focus are wanted
    Entity others[4];   // other things spoken of
    size_t other_count;

    TimePhrase times[3];
    size_t time_count;
    ColumnRef time_column;  // a date column named beside the period; table -1 none

    bool has_top, top_descending, top_counts;
    int64_t top_limit;  // 0: not said
    size_t top_at;
    Expr *top_by;  // the column of a superlative over rows
    DraftMeasure top_measure;
    bool has_top_measure, top_by_said;  // "by revenue" after it
    bool per_entity_top;                // within each value of the first dimension
    bool has_order;                     // an order was said; by what, `orders` say, or nothing does
    bool order_descending, order_ascending, order_alphabetic;
    DraftOrder orders[DRAFT_ORDERS_MAX];
    size_t order_count;

    DraftFilter placed;  // "the rank of Texas": which group's place is asked for
    bool has_placed;
    bool within;  // ranks and shares are meant of each group: "rank the products in each category"

    bool falls;  // what changed most went down: "declined the most"

    bool share, conditional_share, running, moving, change, change_rate, trend, rank;
    int window;
    bool has_grain;
    DateUnit grain;
    bool average_of_sums;  // "average daily sales"
    DateUnit average_grain;
    ExprOp outer;         // of average_of_sums or average_of_groups
    Entity average_over;  // "average number of orders per customer"
    Compare compare;
    bool whole_periods;  // both were named: "2025 against 2024", though 2025 goes on
    bool also, instead, only, turn_cue;
    bool removes[REMOVE_LIMIT + 1];  // "remove the filter": by LexiconRemoved
    double until;                    // "make up 80 % of": 0.8; 0 not said
    bool first_seen;                 // "new customers per month": who, by their first deed
    ColumnRef seen, seen_at;
    bool behind;  // "the orders behind this"
    Loose loose;  // "above 20000", of nothing that was said
    Chief chief;
    Common common;
    Gap gap;
    Peers peers;
    Chosen chosen;    // unset: nothing of the kind was said
    bool every_year;  // "in december across years": the part of each year, where it is said
    TimePhrase every_year_part;
    size_t every_year_at;  // token
    bool weekend_set, weekend;
    bool by_hour, by_weekday, weekend_both;
    int on_weekday;    // "on sundays": 7; 0 not said
    int or_weekday;    // another beside it; 0 not said
    bool usually;      // "which month usually": of all years
    int place;         // "second highest": 2; 0 not said
    Entity text_of;    // the column a piece of text was sought in
    bool all_columns;  // "all the information"
    bool of_values;    // "countries that do not ...": each value once
    bool has_last;     // "whose last purchase was before ..."
    ExprOp last_op;
    TimePhrase last;
    int last_of;
    bool has_sell_verb, sell_counts, how_much;
    int intent;  // AskTaskKind
    DateUnit task_unit;
    int task_horizon;
    DateRange task_period;

    Str missing;   // a word that names nothing in the data
    bool adrift;   // ... it compares, and its number was put nowhere
    double doubt;  // what the grammar had to guess; lowers the score
    int rules;     // how many items a rule has read
    double read;   // words that mean nothing here but to the rule that used them: "late"
} Draft;

DraftMeasure *draft_add_measure(Draft *d, DraftMeasure measure);
DraftDimension *draft_add_dimension(Draft *d, DraftDimension dimension);
void draft_add_filter(Draft *d, DraftFilter filter);
void draft_doubt(Draft *d, double how_much);

// The item at `i` when it is of the kind; NULL otherwise.
Item *draft_item(Draft *d, size_t i);
bool draft_is(Draft *d, size_t i, LinkKind kind);
bool draft_is_cue(Draft *d, size_t i, CueKind kind);
// The next item after `i` that says something (no filler, no "of"); count when there is none.
size_t draft_next(Draft *d, size_t i);
size_t draft_next_near(Draft *d, size_t i);  // the same, stopping at "of" and the like too
// The item before `i` that says something; count when there is none.
size_t draft_before(Draft *d, size_t i);
void draft_use(Draft *d, size_t i);
double draft_unread(const Draft *d);  // words without a use
bool draft_is_unread(const Item *item);

const ModelColumn *draft_column(const Draft *d, const Item *item);
ColumnRef draft_ref(const Item *item);
bool draft_is_number(const Draft *d, const Item *item);  // a column of numbers to compute with
bool draft_is_year(const Draft *d, const Item *item);    // a number that names a year
bool draft_holds_years(const ModelColumn *c);            // numbers that are years
bool draft_is_date(const Draft *d, const Item *item);
Expr *draft_column_expr(const Draft *d, ColumnRef c);
Entity draft_entity(const Item *item, size_t at);
// The key column of a table when it is one column, else its name column; -1 none.
int draft_key_column(const ModelTable *t);
