// outlook_said: a forecast in a person's language. Forecasts are kept in English, for whoever asks
// next; what is said in them is put into the language as they go out. Names of things stay.
#pragma once

#include "base/json.h"
#include "base/jsonw.h"
#include "words/words.h"

// Writes the JSON of outlook_write or outlook_all_write. Fails: ERR_INVALID it is none.
MUST_USE bool outlook_said_write(JsonW *out, Str json, Words w, Err *err);
