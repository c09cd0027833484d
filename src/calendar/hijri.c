#include "calendar/hijri.h"

#include <math.h>

#include "calendar/skies.h"

static const SkiesPlace DELHI = {.latitude = 28.6139, .longitude = 77.2090};
static const double SEEN_AT = 12;  // degrees ahead of the sun
static const double MONTH_DAYS = 29.530588861;
enum { KNOWN_YEAR = 1420 };  // began with the new moon of 16 April 1999

static bool seen_on(Date evening) {
    double rise, set;
    skies_daylight(evening, DELHI, &rise, &set);
    double ahead = skies_elongation(set);
    return ahead >= SEEN_AT && ahead < 180;
}

Date hijri_month_start(int hijri_year, int month) {
    int months = (hijri_year - KNOWN_YEAR) * 12 + month - 1;
    double near = date_of(1999, 4, 16) + months * MONTH_DAYS;
    Date evening = (Date)floor(skies_elongation_time(0, near));
    while (!seen_on(evening)) evening++;
    return evening + 1;
}

int hijri_year_near(Date day) {
    double months = (day - date_of(1999, 4, 17)) / MONTH_DAYS;
    return KNOWN_YEAR + (int)floor(months / 12) - 1;
}
