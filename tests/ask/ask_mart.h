// ask_mart: a wholesale trader of two years, made by rule, its model inferred as from any import.
#pragma once

#include "ask_shop.h"

// cmocka's group set-up and tear-down; *state is an AskShop.
int ask_mart_open(void **state);
// Statements that every gold query may select from: `l`, the lines with all they belong to, and
// `o`, the orders; to be put before it.
extern const char *const ASK_MART_WITH;
