// skies: where the sun and the moon stand, after Jean Meeus, Astronomical Algorithms, 2nd edition.
//
// Pure. A time is in days since 1970-01-01T00:00 universal time. Good from 1950 to 2100: the sun to
// 0.01 degree (chapter 25), the moon's longitude to 0.005 degree (chapter 47, terms above 0.001),
// so a new moon to about a minute and the sun's entry into a sign to a quarter of an hour.
#pragma once

#include "base/date.h"

// Degrees, 0 to 360, from the equinox of the date, without nutation.
double skies_sun(double time);
double skies_moon(double time);
// Degrees that the moon is ahead of the sun, 0 (new moon) to 360.
double skies_elongation(double time);
// The time nearest to `near` at which the moon is `degrees` ahead of the sun.
double skies_elongation_time(double degrees, double near);
// The time nearest to `near` at which the sun has that longitude.
double skies_sun_time(double degrees, double near);

typedef struct SkiesPlace {
    double latitude, longitude;  // degrees, north and east
} SkiesPlace;

// Sunrise and sunset of a civil day there (chapter 15, without the iteration: to two minutes).
// Between the polar circles only.
void skies_daylight(Date day, SkiesPlace place, double *ret_rise, double *ret_set);
