// kept_said: what is kept as JSON, in a person's language. Forecasts and what became of imports are
// kept in English, for whoever asks next; what is said in them is put into the language as they go
// out. Names of things stay.
#pragma once

#include "base/json.h"
#include "base/jsonw.h"
#include "words/words.h"

// Writes the JSON of outlook_write or outlook_all_write. Fails: ERR_INVALID it is none.
MUST_USE bool kept_said_outlook(JsonW *out, Str json, Words w, Err *err);
// Writes the JSON that a job gives: notes and a headline are said. Fails: as above.
MUST_USE bool kept_said_notes(JsonW *out, Str json, Words w, Err *err);
