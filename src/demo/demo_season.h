// demo_season: how demand moves through the year. Pure.
#pragma once

#include "base/date.h"

// Diwali of that year, to a day: the eve of the new moon of Kartika (Meeus, Astronomical
// Algorithms, ch. 49, with the two largest periodic terms).
Date demo_season_diwali(int year);

// 0 on a plain day, 1 at the height of Diwali shopping; smaller festivals lie between.
double demo_season_festival(Date day);

// Customers on this day of the week against the mean.
double demo_season_weekday(Date day);

// 1 in mid May, -1 in mid November.
double demo_season_summer(Date day);
