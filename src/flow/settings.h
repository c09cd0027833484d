// settings: what a workspace prefers: money, numbers, the year of its books, festivals, language.
#pragma once

#include "base/json.h"
#include "flow/workspace.h"
#include "words/words_language.h"

typedef struct Settings {
    Str business_name;      // as its people call it; "" : not said
    Str currency;           // ISO 4217; "" : by the data
    Str number_format;      // "indian", "international", "european"; "" : by the language
    int fiscal_year_start;  // month, 1 to 12
    Str festivals_region;   // ISO 3166; "" : by the currency of the data
    Str language;           // "en", "hi" ...; "" : the browser's
} Settings;

enum { SETTINGS_FISCAL_MONTH = 4, SETTINGS_BUSINESS_BYTES = 300 };  // April, as in India

// What was never set has its usual value.
MUST_USE bool settings_get(Workspace *w, Arena *a, Settings *ret, Err *err);
// The month that the books' year begins with; April when the settings can't be read.
int settings_fiscal_month(Workspace *w);
// The currency that was set, in `a`; "" by the data, also when the settings can't be read.
Str settings_currency(Workspace *w, Arena *a);
// What answers are in: the language that is wanted, or else the one that was set (NULL: none), with
// numbers as `numbers` names them ("indian"; "" nothing wanted), else as was set; in `a`.
const Language *settings_language(Workspace *w, const Language *wanted, Str numbers, Arena *a);
// Members of `patch` replace those that are kept; null goes back to the usual value.
// Fails: ERR_INVALID naming the member; nothing is changed then.
// A new currency is that of the money in the model at once.
MUST_USE bool settings_change(Workspace *w, const Json *patch, Arena *a, Settings *ret, Err *err);
void settings_write(JsonW *w, const Settings *s);
