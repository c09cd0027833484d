// gate_tree: walks the tree of one statement, as DuckDB's json_serialize_sql writes it.
//
// Pure. The walk visits every object and array of the tree, whatever its member is called: a
// node that a later DuckDB hides in a new member is met and, when unknown, refused.
#pragma once

#include "base/json.h"
#include "base/map.h"

enum {
    GATE_DEPTH_MAX = 1000,       // levels of JSON; a term takes two
    GATE_COUNT_MAX = 10000,      // what repeat, lpad, rpad may be told
    GATE_SERIES_MAX = 100000,    // the length of a list made by range()
    GATE_ROWS_MAX = 10000000,    // the rows made by range() in FROM
    GATE_GROWTH_MAX = 1000000,   // how many times over a statement may lengthen a text
    GATE_FORMAT_DIGITS_MAX = 3,  // of a width in format() and printf()
};

// `tables` has the names, in lower case, that may be read.
// Fails: ERR_DENIED naming the function, table or clause; ERR_LIMIT too deep.
MUST_USE bool gate_tree_check(const Json *statement, const Map *tables, Arena *a, Err *err);
