// grammar_units: units of time that are said of a column kept in another ("longer than 10 minutes"
// of milliseconds, "average length in minutes").
#pragma once

#include "ask/draft.h"

// "minutes", "hrs": a word for a unit of time, of two letters or more.
bool grammar_units_is(Str word);
// How many of the column's own unit one `word` ("minute", "hrs") is; 0 when either is no such unit.
double grammar_units_factor(const ModelColumn *c, Str word);
// The only column of the table that is kept in units such as `word`; -1 none, or several.
int grammar_units_column(const ModelTable *t, Str word);
// The word behind item `i` when it names a unit of time; its item is used then.
Str grammar_units_behind(Draft *d, size_t i);
// "in minutes" behind a measure: the measure is divided. Called once the measures stand.
void grammar_units_read(Draft *d);
