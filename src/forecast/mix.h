// mix: the models by name, and the one that chooses among them by the series' nature.
#pragma once

#include "base/str.h"
#include "forecast/series.h"

// A forecast of one kind; false when the series is not for it (too short, not positive ...).
// *ret_name says what was fitted.
typedef bool (*MixModel)(const Series *s, Path *ret, Str *ret_name, Arena *a);

// NULL: no such model. "" is the choice by nature, which never fails.
MixModel mix_model(Str name);
Str mix_names(Arena *a);  // "naive, snaive, ..."
bool mix_auto(const Series *s, Path *ret, Str *ret_name, Arena *a);
