// shop_sales: some weeks of a small shop with two stores, as CSV: what forecasts are tested on.
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

// sold_on, store, sku, product, category, qty, price from `first` for `days` days. Rice sells 10
// a day and 20 on Saturdays in Pune, half of that in Nagpur; soap sells one every fifth day, in
// Pune only. `factor` multiplies rice.
const char *shop_sales(Arena *a, Date first, int days, int factor);
