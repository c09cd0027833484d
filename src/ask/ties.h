// ties: which items of a parse hang together, by where they stand: "the names of all students",
// "customer name", "city is Rome", "history department".
//
// A tie says what two items gain when their targets are of one table, or of one column. Pure.
#pragma once

#include "ask/link.h"

typedef struct Tie {
    size_t x, y;         // items, x before y
    double same_table;   // gained when both targets are of one table
    double same_column;  // further, when both are of one column
} Tie;

typedef struct Ties {
    Tie *items;
    size_t count;
} Ties;

// `links` are the items of a path, left to right.
Ties ties_find(const Link *const *links, size_t count, Arena *a);
// What the tie gives for these targets.
double tie_worth(const Tie *tie, const Link *x, const LinkTarget *of_x, const Link *y,
                 const LinkTarget *of_y);
