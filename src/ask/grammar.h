// grammar: reads the items of a parse into a draft, left to right.
//
// Each kind of cue has one rule, found through a table; a rule looks at the items around it and
// marks those it has read. What no rule has read is then read plainly: a column is asked for, a
// value filters, a period is the period.
#pragma once

#include "ask/draft.h"

void grammar_read(Draft *d);

// The rules of grammar_cues.c, grammar_top.c and grammar_compare.c; `i` is the cue's item.
typedef void (*GrammarRule)(Draft *d, size_t i);
void grammar_cues_count(Draft *d, size_t i);
void grammar_cues_aggregate(Draft *d, size_t i);
void grammar_cues_by(Draft *d, size_t i);
void grammar_cues_wise(Draft *d, size_t i);
void grammar_top(Draft *d, size_t i);
void grammar_top_superlative(Draft *d, size_t i);
// "which 3 employees had the lowest sales": how many stands before the thing.
void grammar_top_many(Draft *d);
void grammar_compare_number(Draft *d, size_t i);
void grammar_compare_never(Draft *d, size_t i);
void grammar_compare_null(Draft *d, size_t i);
// grammar_than.c: a comparison with what has to be found first; `word` is the comparative's item.
bool grammar_than_read(Draft *d, size_t i, size_t word, ExprOp op);
// "older than 40": the column that the comparative measures, of the thing spoken of before.
bool grammar_than_column(Draft *d, size_t i, ColumnRef *ret);
void grammar_than_early(Draft *d, size_t i);
void grammar_than_average(Draft *d, size_t i);
void grammar_than_word(Draft *d, size_t i);
// The column that a superlative orders a table by; -1 none.
int grammar_top_column(const Draft *d, const Superlative *s, int table);
void grammar_cues_share(Draft *d, size_t i);
void grammar_cues_change(Draft *d, size_t i);
void grammar_cues_moving(Draft *d, size_t i);
void grammar_order(Draft *d, size_t i);
void grammar_cues_rank(Draft *d, size_t i);
void grammar_compare_not(Draft *d, size_t i);

// "compared with", "vs", "than": things are set against each other.
bool grammar_is_against(const Draft *d);
bool grammar_against(Str word);  // "against", "compared", "versus"

// The number or numbers behind a comparison.
typedef struct GrammarBounds {
    ExprOp op;
    double low, high;
    size_t first, last;  // the items: cue and numbers
    Str unit;            // "minutes" behind the number; empty when none is said
    bool percent;
} GrammarBounds;

// "by price in descending order": an order, though "by" groups elsewhere; false when it is none.
bool grammar_order_by(Draft *d, size_t i);

// The metric that counts the pieces sold; -1 none.
int grammar_pieces(const Draft *d);
// Whether the item is the table of what is sold.
bool grammar_is_goods(Draft *d, size_t at);

// grammar_until.c: "which products make up 80 % of sales".
void grammar_until(Draft *d, size_t i);

// grammar_habits.c.
void grammar_habits_often(Draft *d, size_t i);
void grammar_habits_new(Draft *d, size_t i);
// How many times people did what they do here ("orders"); NULL when nothing says.
Expr *grammar_habits_deeds(const Draft *d);
// A column of the table that has a row for each; false when nothing says.
bool grammar_habits_deed(const Draft *d, ColumnRef *ret);
// Whether the item names those who do it; *ret is their key.
bool grammar_habits_doer(const Draft *d, size_t i, ColumnRef *ret);
// Whether the item names what they do: its table, or the metric that counts it.
bool grammar_habits_is_deed(const Draft *d, const Item *item, ColumnRef deed);
// The first (OP_MIN) or last deed of each lies in the period. False when nothing says when.
bool grammar_habits_within(Draft *d, size_t i, ExprOp op, const TimePhrase *t);

// grammar_rows.c: "order 10248", by its key.
void grammar_rows_read(Draft *d);
void grammar_rows_bought(Draft *d);

// grammar_text.c: pieces of text in values, and how long they are.
void grammar_text_like(Draft *d, size_t i);
// "with more than 30 letters in their name", "titles longer than 60 characters"; false: no such.
bool grammar_text_length(Draft *d, size_t i, const GrammarBounds *b);
// "the product with the longest name": the column whose length a superlative means; NULL none.
Expr *grammar_text_extent(Draft *d, size_t i);

void grammar_levels_ran_out(Draft *d, size_t i);
void grammar_levels_value(Draft *d, size_t i);
void grammar_levels_loss(Draft *d, size_t i);
// "below the reorder level": two columns compared; false when it is not so.
bool grammar_levels_columns(Draft *d, size_t i);
// "bills above 5000": the things whose money compares so; `at` is the thing's item.
bool grammar_levels_worth(Draft *d, size_t at, const GrammarBounds *b);

// "not" stands before the item; it is read then.
bool grammar_values_negated(Draft *d, size_t i);
// What `expr` does not hold of: "except rice" keeps those of which nothing is known.
Expr *grammar_values_unless(Draft *d, Expr *expr, ColumnRef c);
// The conditions that are values, texts and periods; then all that is left.
void grammar_plain_conditions(Draft *d);
void grammar_plain(Draft *d);
// A value (and the values that follow it in a list) as a filter; false when it is none.
bool grammar_values(Draft *d, size_t i);
// The columns, things and grains listed from `i` on ("country, state and month") as dimensions.
size_t grammar_dimensions(Draft *d, size_t i);
// "product category": item `i` only says whose the column behind it is.
bool grammar_parts_owns(Draft *d, size_t i);
// The measure that an item is: a metric, or a number column by its own way of adding up.
bool grammar_measure(Draft *d, size_t i, DraftMeasure *ret);
// The metric that says the same, so that two ways of asking are one reading; else `expr`.
Expr *grammar_metric_of(Draft *d, Expr *expr);
ExprOp grammar_default_aggregate(const ModelColumn *c);
