// timephrase_fiscal: "FY24", "FY 2024-25", "this financial year", "Q2 FY25", "FYTD".
//
// A fiscal year begins with April, as in India, unless Tokens.fiscal_month says another, and is
// named by the year it ends in: FY25 and 2024-25 both are April 2024 to March 2025.
#pragma once

#include "ask/time_cursor.h"

enum { TIMEPHRASE_FISCAL_MONTH = 4 };

bool timephrase_fiscal_take(TimeCursor *c, TimePoint *ret);
