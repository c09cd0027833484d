// hijri: days of the Islamic calendar, by the crescent as it is likely to be seen in India.
//
// Pure. A month begins on the day after the first evening on which the moon stands at least 12
// degrees ahead of the sun at Delhi's sunset (Danjon's limit is 7; with less than 12 it is seldom
// seen). Announcements follow sightings: a day earlier in Arabia as a rule, and a day to either
// side now and then; so every date is good to a day.
#pragma once

#include "base/date.h"

// The first day of the month (1 Muharram to 12) of the Islamic year.
Date hijri_month_start(int hijri_year, int month);
// The Islamic year in which `day` falls, or one before it: the first to look in.
int hijri_year_near(Date day);
