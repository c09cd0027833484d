// numtext: numbers as people write them: ₹ 1,23,456.78, 1.234,56 €, (1,234.50), 12-, 5 %, 200/-.
//
// Pure. A text is scanned once; the scan says under which decimal mark it is a number, since
// "1,234" alone does not tell. A column decides (sense.h).
//
//     number = [sign | "("] [currency] body [currency | "%" | "/-" | "-" | "CR" | "DR" | ")"]
//     body   = digits, grouped by three, or in the Indian way by two after the last three
#pragma once

#include "base/str.h"

typedef enum Unit {
    UNIT_NONE,
    UNIT_PERCENT,
    UNIT_INR,
    UNIT_USD,
    UNIT_EUR,
    UNIT_GBP,
    UNIT_JPY,
    UNIT_AED,
    UNIT_SGD,
    UNIT_BDT,
    UNIT_NPR,
    UNIT_LKR,
    UNIT_COUNT,
} Unit;

Str unit_name(Unit unit);  // "INR", "%", "" for UNIT_NONE
// The unit that a header names: "Amount (₹)", "Price in Rs.", "Discount %", "Total USD".
Unit unit_in_header(Str header);

typedef enum NumStyle { NUM_DOT, NUM_COMMA, NUM_STYLE_COUNT } NumStyle;  // the decimal mark

enum { NUMTEXT_MAX = 64 };  // longer texts are not numbers

typedef struct NumText {
    bool fits[NUM_STYLE_COUNT];   // is a number under this decimal mark
    bool whole[NUM_STYLE_COUNT];  // and has no fraction
    bool simple;                  // nothing but digits, a '.' and a leading minus
    bool plain;                   // digits and at most a leading minus: 12, -7
    bool leading_zero;            // 007; not 0.7
    bool grouped;                 // has thousands separators in one of the readings
    bool indian;                  // 1,23,456: grouped as only India does
    bool exponent;
    bool negative;
    bool credit, debit;  // "CR", "DR" behind it
    int digits;          // in the whole body
    Unit unit;
    Str body;
} NumText;

// False when `text` (trimmed) is not a number in any style.
bool numtext_scan(Str text, NumText *ret_number);
// The value under a style that fits; a debit is negative. Percent stays as written: 5 % is 5.
double numtext_float(const NumText *n, NumStyle style);
// False when it has a fraction or more than 18 digits.
bool numtext_int(const NumText *n, NumStyle style, int64_t *ret_value);
