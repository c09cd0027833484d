// grammar_rates: a rate as money: "how much discount did we give", where the metric of the business
// takes the rate off ("quantity * price * (1 - discount)").
#pragma once

#include "ask/draft.h"

void grammar_rates_read(Draft *d);
