#include "demo/demo_season.h"

#include <math.h>
#include <stddef.h>

#include "base/defs.h"

static const double PI = 3.14159265358979323846;
static const double MONTH_DAYS = 29.530588861;  // mean synodic month
static const double JD_OF_1970 = 2440587.5;
static const double IST_DAYS = 5.5 / 24;

// The moment of new moon number k since January 2000 (k + 0.5: full moon), in days since
// 1970-01-01, Indian time.
static double moon(double k) {
    double t = k / 1236.85;
    double sun = (2.5534 + 29.10535670 * k) * PI / 180;
    double moon_anomaly = (201.5643 + 385.81693528 * k) * PI / 180;
    double jde = 2451550.09766 + MONTH_DAYS * k + 0.00015437 * t * t;
    double terms = -0.4072 * sin(moon_anomaly) + 0.1724 * sin(sun);
    return jde + terms - JD_OF_1970 + IST_DAYS;
}

// The first new (phase 0) or full (0.5) moon on or after `from`.
static double moon_after(Date from, double phase) {
    double k = floor((from - date_of(2000, 1, 6)) / MONTH_DAYS) - 1 + phase;
    while (moon(k) < from) k++;
    return moon(k);
}

Date demo_season_diwali(int year) {
    // Lights are lit on the evening on which the moon is last seen to be gone.
    return (Date)floor(moon_after(date_of(year, 10, 18), 0) - 0.75);
}

static Date holi(int year) { return (Date)floor(moon_after(date_of(year, 3, 1), 0.5)) + 1; }

// Shopping swells over nine days, peaks the day before, and is quiet after.
static double shopping(int days_to) {
    if (days_to > 10 || days_to < -3) return 0;
    if (days_to < 0) return -0.12;
    if (days_to == 0) return 0.45;
    return 1.0 - 0.085 * (days_to - 1);
}

double demo_season_festival(Date day) {
    int year = date_parts(day).year;
    Date diwali = demo_season_diwali(year);
    const struct {
        Date day;
        double weight;
    } festivals[] = {
        {diwali, 1.0},
        {diwali - 20, 0.35},
        {holi(year), 0.45},
        {date_of(year, 12, 25), 0.2},
    };
    double strongest = 0;
    for (size_t i = 0; i < COUNT_OF(festivals); i++) {
        double pull = festivals[i].weight * shopping(festivals[i].day - day);
        if (fabs(pull) > fabs(strongest)) strongest = pull;
    }
    return strongest;
}

double demo_season_weekday(Date day) {
    static const double FACTORS[] = {0.90, 0.84, 0.90, 0.93, 1.02, 1.22, 1.19};
    return FACTORS[date_weekday(day)];
}

double demo_season_summer(Date day) {
    DateParts p = date_parts(day);
    int of_year = day - date_of(p.year, 1, 1);
    return cos(2 * PI * (of_year - 135) / 365.25);
}
