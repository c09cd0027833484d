// grammar_clause: a stretch of a question read by itself, as a condition on a thing.
//
// "students who do not have a dog", "countries with both A and B": what is denied or set beside
// something else is a little question of its own. Its items go through the grammar in a draft of
// their own; what that draft says becomes a condition on the rows (or values) spoken of, by a
// nested plan where other tables have part in it. Such conditions can be denied, and joined by
// "and" or "or", whatever they are made of.
#pragma once

#include "ask/grammar.h"

enum { GRAMMAR_CLAUSE_DEPTH_MAX = 3 };

typedef struct Clause {
    size_t first, end;  // items
    size_t with;        // an item more before them, counted from 1; 0 none
} Clause;

// From `first` to where what is said ends: a sentence, a new request, an "and" that goes on with
// something else.
Clause grammar_clause_scope(Draft *d, size_t first);
// Whether items of the clause name anything: a table, a column, a value, a number, a period.
bool grammar_clause_says(Draft *d, Clause c);
// The draft of the items; NULL when clauses stand too deep within each other.
Draft *grammar_clause_read(Draft *d, Clause c);
// Marks in `d` what `said` has read of the clause, and takes over its doubts.
void grammar_clause_use(Draft *d, Clause c, const Draft *said);
// The thing that stands nearest before item `i`: a table, or a column of text; false none.
bool grammar_clause_subject(Draft *d, size_t i, Entity *ret);
// What `said` says, as a condition on `who`; NULL when it says nothing of it.
Expr *grammar_clause_condition(Draft *d, Entity who, Draft *said);
// Reads the clause as a condition on `who` and marks its items; NULL, and nothing marked, when it
// is none.
Expr *grammar_clause_take(Draft *d, Entity who, Clause c);
// What does not satisfy `condition`; of a value, those of which nothing is known too.
Expr *grammar_clause_not(Draft *d, Expr *condition);

// grammar_sets.c: "both A and B", "A or B" of whole conditions.
void grammar_sets_read(Draft *d);
// grammar_inner.c: "students who live in the largest dorm".
void grammar_inner_read(Draft *d);
// grammar_not.c: "students who do not have a dog".
void grammar_not_read(Draft *d);
