// demo: writes the demonstration business, a grocery chain of four stores, as CSV files.
//
// Eighteen months up to `end`: products, suppliers, customers, bills with their lines, stock,
// purchases, market prices. The same end date always gives the same bytes.
//
// What is hidden in it, to be found: weekly rhythm and festival seasons (Holi, Dussehra, Diwali,
// Christmas), growth, a stock-out (a supplier that stops delivering), a price rise of edible
// oils, one week in which a store sold a third of the usual; and the dirt of real exports:
// title lines, a totals row, blank lines, rupee signs with 1,23,456.78, three date orders, a file
// in Windows-1252, bills without a customer, missing values.
#pragma once

#include "base/date.h"
#include "base/err.h"

enum { DEMO_MONTHS = 18 };

// The folder is made when it is not there. Files of these names in it are replaced.
// Fails: ERR_IO.
MUST_USE bool demo_write(const char *folder, Date end, Err *err);
