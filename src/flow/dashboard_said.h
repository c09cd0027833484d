// dashboard_said: what a template wrote on a board, in the language of who reads it.
//
// A board is made in the language of its maker. Its name, the labels of its filters and the titles
// of its cards are said in the reader's as long as they read as a template writes them, in any
// language; what a person changed stands as it is. Pure.
#pragma once

#include "base/json.h"
#include "plan/plan.h"

// Changes `doc`.
void dashboard_said(const Model *m, Date today, Words w, Json *doc);
// A board's name alone.
Str dashboard_said_name(Words w, Str name);
