#include "forecast/spread.h"

#include <stdint.h>

#include "base/defs.h"

// From `first` at step 1 along a line to `last` at `steps`, and level from there on.
typedef struct SpreadRow {
    size_t season_max;
    size_t points_max;
    double first, last;
    size_t steps;
} SpreadRow;

static const SpreadRow ROWS[] = {
    {1, 50, 1.48, 2.62, 6},          // yearly figures: few points, trends that break
    {1, SIZE_MAX, 0.90, 1.16, 8},    // long rows without a season
    {6, SIZE_MAX, 1.26, 1.68, 8},    // quarters
    {24, SIZE_MAX, 1.29, 1.35, 18},  // months, days of a week, hours of a day
    {SIZE_MAX, SIZE_MAX, 1.00, 1.00, 13},
};

double spread_factor(size_t m, size_t points, size_t step) {
    size_t i = 0;
    while (m > ROWS[i].season_max || points > ROWS[i].points_max) i++;
    double share = step >= ROWS[i].steps ? 1 : (double)(step - 1) / (double)(ROWS[i].steps - 1);
    return ROWS[i].first + share * (ROWS[i].last - ROWS[i].first);
}
