// gate_names: the functions, operators and kinds of nodes that a person's SQL may use.
//
// Pure. What reads files, settings, the environment, sequences or the catalogue, sleeps, or
// runs text as SQL is not on the lists; neither is what is not known.
#pragma once

#include <stdbool.h>

#include "base/str.h"

typedef enum GateRule {
    GATE_REFUSED,
    GATE_ALLOWED,
    GATE_COUNTED,    // (text, count ...): the count must be a small number written out
    GATE_REPLACING,  // (text, what, by what ...): what is put in must be short text written out
    GATE_FORMAT,     // (format, ...): the format must be text written out, without large widths
    GATE_SERIES,     // (from, to, step): makes a list; bounds written out, or a calendar step
} GateRule;

GateRule gate_function_rule(Str name);
bool gate_table_function(Str name);  // in FROM
bool gate_expression(Str class_name);
bool gate_operator(Str type);  // of an expression of class OPERATOR
bool gate_node(Str type);      // query nodes, table references, modifiers, type infos
bool gate_calendar_step(Str function);
