// words: what the program says, in a person's language.
//
// English stands in the source and is the key; any other language is a file of this folder with
// the same keys (hi.json, de.json), compiled in by tools/catalog. What a file lacks stays English.
//
//     words_text(w, "By month")
//     words_of(w, "{name} had the highest {measure}", {"name", name}, {"measure", label})
//     words_counted(w, 3, "{n} row", "{n} rows")
//     static const char *const ENDS[] = {WORD("highest"), WORD("lowest")};   words_text(w, ENDS[i])
//
// The texts must be literals: tests/words reads them from the sources. A slot whose name begins
// with "_" is English grammar (was, were), which other languages leave out. `mon` and `month` are
// the short and the long name of one month: a language takes which it likes.
//
// Pure; a Words goes by value. All text is in its arena.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"

typedef struct Language Language;  // lives as long as the program

// A language, and where texts of it are put.
typedef struct Words {
    Arena *a;
    const Language *language;  // NULL: English
} Words;

typedef struct WordsSlot {
    const char *name;
    Str value;
} WordsSlot;

#define WORD(text) text  // marks a text of a table
#define words_of(w, text, ...) words_fill(w, text, (const WordsSlot[]){__VA_ARGS__, {0}})
#define words_counted_of(w, n, one, many, ...)                                                     \
    words_count(w, n, one, many, (const WordsSlot[]){__VA_ARGS__, {0}})
#define words_counted(w, n, one, many) words_count(w, n, one, many, (const WordsSlot[]){{0}})

static inline Words words_english(Arena *a) { return (Words){.a = a}; }
static inline Words words_for(Arena *a, const Language *language) { return (Words){a, language}; }
Str words_tag(Words w);  // "en", "hi": BCP 47
bool words_are_english(Words w);
bool words_are_plain(Words w);  // English with its own numbers: what was made stays as it is

Str words_text(Words w, const char *text);
// `slots` ends with a NULL name. A slot that nothing was given for stays as it stands.
Str words_fill(Words w, const char *text, const WordsSlot *slots);
// The form that the language takes with `n` (CLDR's plural rules); {n} is the number, written.
Str words_count(Words w, int64_t n, const char *one, const char *many, const WordsSlot *slots);

// The value that the one slot of a text was given, out of what was said of it: "orders" of "number
// of orders".
bool words_cut(Words w, const char *text, Str said, Str *ret);

// What people call common things of data: a label "store" is "दुकान". Others stay as they are.
Str words_term(Words w, Str label);

// "A", "A and B", "A, B and C"; "A or B"
Str words_list(Words w, const Str *items, size_t count);
Str words_choice(Words w, const Str *items, size_t count);
// With texts of one's own between; of 16 KiB what fits.
Str words_joined(Words w, const Str *items, size_t count, const char *between, const char *last);
// Up to ten as a word.
Str words_number(Words w, int64_t n);
// A sentence that stands by itself: trimmed, its first letter a capital, one full stop.
Str words_sentence(Words w, Str text);

// "October", "Oct", "Monday" (0 is Monday). `month` 1 to 12.
Str words_month(Words w, int month);
Str words_month_short(Words w, int month);
Str words_weekday(Words w, int weekday);
Str words_weekday_short(Words w, int weekday);
Str words_day(Words w, Date date);        // "3 October 2026"
Str words_day_short(Words w, Date date);  // "3 Oct 2026"

// How numbers are written; web/src/format follows the same rule (tests/data/number_cases.json).
typedef struct Numerals {
    Str point, group;
    bool is_indian;  // 12,34,567
    bool is_fixed;   // whatever is counted: a business or a person has said so
} Numerals;

// Of what is no money: as was fixed, else as the currency of the business, else as the language.
Numerals words_numerals(Words w);
// Of money: as was fixed, else what is counted in lakh so (`is_indian`), and all else never so.
Numerals words_numerals_money(Words w, bool is_indian);
// The digits of a number, with a point or without one ("1234567.5"), grouped.
void words_digits(Buf *out, Str digits, const Numerals *how);

// A message that was made in English somewhere below (fail(), a forecast, a job), said in the
// language; what no text fits stays English. docs/languages.md says how it is found.
Str words_message(Words w, Str english);
// A name or a phrase of such a sentence: "The whole business", "Diwali", "quantity sold".
Str words_name(Words w, Str english);
// The name of a column that a question made, as a plan and SQL have it: "percent of revenue from
// the 5 highest customers". One that the data or a person gave is a term, or stays.
Str words_label(Words w, Str english);
