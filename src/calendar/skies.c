#include "calendar/skies.h"

#include <math.h>
#include <stddef.h>

#include "base/defs.h"

static const double PI = 3.14159265358979323846;
static const double J2000 = 10957.5;            // 2000-01-01T12:00 in days since 1970
static const double CENTURY = 36525;            // days
static const double DELTA_T = 70.0 / 86400;     // dynamical less universal time, 2000 to 2040
static const double MONTH_DAYS = 29.530588861;  // mean synodic month
static const double YEAR_DAYS = 365.2422;
static const double ABERRATION = -0.00569;

static double sin_of(double degrees) { return sin(degrees * PI / 180); }
static double cos_of(double degrees) { return cos(degrees * PI / 180); }

// To 0..360.
static double turn(double degrees) {
    double rest = fmod(degrees, 360);
    return rest < 0 ? rest + 360 : rest;
}

// To -180..180.
static double turn_half(double degrees) { return turn(degrees + 180) - 180; }

static double centuries(double time) { return (time + DELTA_T - J2000) / CENTURY; }

static double sun_mean(double t) { return 280.46646 + t * (36000.76983 + t * 0.0003032); }

double skies_sun(double time) {
    double t = centuries(time);
    double anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
    double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * sin_of(anomaly) +
                    (0.019993 - t * 0.000101) * sin_of(2 * anomaly) +
                    0.000289 * sin_of(3 * anomaly);
    return turn(sun_mean(t) + centre + ABERRATION);
}

typedef struct Term {
    int d, m, moon, f;  // multiples of the arguments D, M, M', F
    int size;           // millionths of a degree
} Term;

// Table 47.A, as far as a thousandth of a degree.
static const Term TERMS[] = {
    {0, 0, 1, 0, 6288774}, {2, 0, -1, 0, 1274027}, {2, 0, 0, 0, 658314},  {0, 0, 2, 0, 213618},
    {0, 1, 0, 0, -185116}, {0, 0, 0, 2, -114332},  {2, 0, -2, 0, 58793},  {2, -1, -1, 0, 57066},
    {2, 0, 1, 0, 53322},   {2, -1, 0, 0, 45758},   {0, 1, -1, 0, -40923}, {1, 0, 0, 0, -34720},
    {0, 1, 1, 0, -30383},  {2, 0, 0, -2, 15327},   {0, 0, 1, 2, -12528},  {0, 0, 1, -2, 10980},
    {4, 0, -1, 0, 10675},  {0, 0, 3, 0, 10034},    {4, 0, -2, 0, 8548},   {2, 1, -1, 0, -7888},
    {2, 1, 0, 0, -6766},   {1, 0, -1, 0, -5163},   {1, 1, 0, 0, 4987},    {2, -1, 1, 0, 4036},
    {2, 0, 2, 0, 3994},    {4, 0, 0, 0, 3861},     {2, 0, -3, 0, 3665},   {0, 1, -2, 0, -2689},
    {2, 0, -1, 2, -2602},  {2, -1, -2, 0, 2390},   {1, 0, 1, 0, -2348},   {2, -2, 0, 0, 2236},
    {0, 1, 2, 0, -2120},   {0, 2, 0, 0, -2069},    {2, -2, -1, 0, 2048},  {2, 0, 1, -2, -1773},
    {2, 0, 0, 2, -1595},   {4, -1, -1, 0, 1215},   {0, 0, 2, 2, -1110},
};

double skies_moon(double time) {
    double t = centuries(time);
    double mean = 218.3164477 + t * (481267.88123421 - t * 0.0015786);
    double d = 297.8501921 + t * (445267.1114034 - t * 0.0018819);
    double m = 357.5291092 + t * (35999.0502909 - t * 0.0001536);
    double moon = 134.9633964 + t * (477198.8675055 + t * 0.0087414);
    double f = 93.2720950 + t * (483202.0175233 - t * 0.0036539);
    double e = 1 - t * (0.002516 + t * 0.0000074);  // the earth's orbit grows rounder
    double sum = 3958 * sin_of(119.75 + t * 131.849) + 1962 * sin_of(mean - f) +
                 318 * sin_of(53.09 + t * 479264.290);
    for (size_t i = 0; i < COUNT_OF(TERMS); i++) {
        const Term *x = &TERMS[i];
        double size = x->size;
        for (int k = x->m < 0 ? -x->m : x->m; k > 0; k--) size *= e;
        sum += size * sin_of(x->d * d + x->m * m + x->moon * moon + x->f * f);
    }
    return turn(mean + sum * 1e-6);
}

double skies_elongation(double time) { return turn(skies_moon(time) - skies_sun(time)); }

// Newton's way with the mean speed: the true one is never a seventh away from it, so that each
// step leaves less than a seventh of the error, and twelve leave nothing.
double skies_elongation_time(double degrees, double near) {
    double time = near;
    for (int i = 0; i < 12; i++) {
        time += turn_half(degrees - skies_elongation(time)) * MONTH_DAYS / 360;
    }
    return time;
}

double skies_sun_time(double degrees, double near) {
    double time = near;
    for (int i = 0; i < 8; i++) {
        time += turn_half(degrees - skies_sun(time)) * YEAR_DAYS / 360;
    }
    return time;
}

void skies_daylight(Date day, SkiesPlace place, double *ret_rise, double *ret_set) {
    double noon = day + 0.5 - place.longitude / 360;
    double t = centuries(noon), sun = skies_sun(noon);
    double tilt = 23.43929 - t * 0.0130042;
    double ascension = atan2(cos_of(tilt) * sin_of(sun), cos_of(sun)) * 180 / PI;
    double declination = asin(sin_of(tilt) * sin_of(sun)) * 180 / PI;
    noon -= turn_half(sun_mean(t) - 0.0057183 - ascension) / 360;  // the equation of time
    double cosine = (sin_of(-0.833) - sin_of(place.latitude) * sin_of(declination)) /
                    (cos_of(place.latitude) * cos_of(declination));
    double half = acos(fmin(1, fmax(-1, cosine))) / (2 * PI);
    *ret_rise = noon - half;
    *ret_set = noon + half;
}
