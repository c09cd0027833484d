// token_number: numbers inside a question: "1,23,456.50", "5k", "2.5m", "10%", "2nd", "₹500".
//
// Pure. Reads the longest number at the front of a text and says where it ends; dates in digits
// ("2025-03-01", "12/03/2026") are recognised so that they are not taken for numbers.
#pragma once

#include "base/str.h"

typedef struct TokenNumber {
    size_t len;  // bytes taken from the text, units of counting included
    double value;
    bool percent;
    bool ordinal;
    bool is_date;  // digits and separators of a date; value does not hold
} TokenNumber;

// False when no number stands there, or letters follow that make it a code ("3com", "AB12").
bool token_number_read(Str text, TokenNumber *ret);
// 1e5 for "lakh"; 0 when the folded word is no unit of counting.
double token_number_scale(Str word);
