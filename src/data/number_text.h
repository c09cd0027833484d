// number_text: a number with its unit as people write it in a language. Pure; results are in the
// arena.
//
//     1234567     "INR"   "₹12,34,567"          4182    "packs"  "4,182 packs"
//     -1234.5     "USD"   "-$1,234.50"          1       "days"   "1 day"
//     11.4        "%"     "11.4 %"              0.00123 ""       "0.00123"
//
// Decimals only where they mean something: none from 10,000 up, two of money that is not whole,
// three figures of what is below one.
#pragma once

#include "words/words.h"

// A unit is an ISO currency code, a currency sign, "%", or a word that stands behind; "" none.
// "-" for what is no number.
Str number_text(double value, Str unit, Words w);
// Without its unit where the unit is a word: for columns that say it in their head.
Str number_text_bare(double value, Str unit, Words w);
// Short, for narrow places: "₹12.3 lakh", "4.2 M packs".
Str number_text_short(double value, Str unit, Words w);
// How much `now` differs from `before`, in percent: "+11 %", "-2.5 %", "no change". Empty where a
// percentage would say nothing: from zero, or from below it.
Str number_text_change(double now, double before, Words w);
// A share of a whole, 0 to 1: "11 %", "0.4 %", "less than 0.1 %".
Str number_text_share(double share, Words w);
// Whether a unit is money: a sign that is known here, or a code of ISO 4217.
bool number_text_is_currency(Str unit);
// Whether a unit is money that is counted in lakh and crore.
bool number_text_is_indian(Str unit);
