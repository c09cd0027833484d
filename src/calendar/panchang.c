#include "calendar/panchang.h"

#include <math.h>

#include "calendar/skies.h"

static const SkiesPlace DELHI = {.latitude = 28.6139, .longitude = 77.2090};
static const double IST_DAYS = 5.5 / 24;
static const double TITHI = 12;  // degrees
static const double SIGN = 30;   // degrees
static const double MONTH_DAYS = 29.530588861;
static const double MINUTE = 1.0 / 1440;

// The distance from the equinox to the first point of the sidereal zodiac: 23 degrees 15 minutes at
// the equinox of 1956 (Calendar Reform Committee), with the precession since.
static double ayanamsa(double time) { return 23.25 + (time + 5035) / 365.2422 * 0.0139688; }

static double sidereal(double longitude, double time) {
    double rest = fmod(longitude - ayanamsa(time), 360);
    return rest < 0 ? rest + 360 : rest;
}

static int sun_sign(double time) { return (int)(sidereal(skies_sun(time), time) / SIGN); }

static Date day_of(double time) { return (Date)floor(time + IST_DAYS); }

// The new moon that begins the month: the one at which the sun stands in the sign before the
// month's own, and has left it by the next.
static double month_start(int month, int year) {
    int first_year = month >= 11 ? year - 1 : year, sign = (month + 10) % 12;
    double near = date_of(first_year, 3, 28) + (month - 1) * 30.44;
    double from = skies_elongation_time(0, near - MONTH_DAYS);
    for (int i = 0; i < 3; i++) {
        double next = skies_elongation_time(0, from + MONTH_DAYS);
        if (sun_sign(from) == sign && sun_sign(next) != sign) return from;
        from = next;
    }
    return skies_elongation_time(0, near);
}

static double moment_of(const PanchangRule *rule, Date day) {
    double rise, set;
    skies_daylight(day, DELHI, &rise, &set);
    return rise + (set - rise) * rule->daylight + rule->minutes * MINUTE;
}

static int nakshatra_at(double time) {
    return (int)(sidereal(skies_moon(time), time) / (360.0 / 27)) + 1;
}

// A day that has the tithi for three muhurtas of the morning or at the moment, and the rule's star
// at the moment.
static bool star_day(const PanchangRule *rule, double first, double end, Date *ret_day) {
    PanchangRule morning = {.minutes = 144};
    for (Date day = day_of(first); rule->star > 0 && day <= day_of(end); day++) {
        double moment = moment_of(rule, day), rise = moment_of(&morning, day);
        bool holds = (rise >= first && rise < end) || (moment >= first && moment < end);
        if (!holds || nakshatra_at(moment) != rule->star) continue;
        *ret_day = day;
        return true;
    }
    return false;
}

Date panchang_day(const PanchangRule *rule, int year) {
    double start = month_start(rule->month, year), near = MONTH_DAYS / 30;
    double first =
        skies_elongation_time((rule->tithi - 1) * TITHI, start + near * (rule->tithi - 1));
    double end = skies_elongation_time(rule->tithi * TITHI, start + near * rule->tithi);
    Date day;
    if (star_day(rule, first, end, &day)) return day;
    day = day_of(first) - 1;
    while (moment_of(rule, day) < first) day++;
    // `day` is the first whose moment is not before the tithi.
    bool holds = moment_of(rule, day) < end;
    if (!holds) return rule->later_of_none ? day : day - 1;
    return rule->later_of_two && moment_of(rule, day + 1) < end ? day + 1 : day;
}

static double sankranti_time(int sign, int year) {
    double near = date_of(year, 4, 14) + sign * 30.44;
    if (sign >= 9) near = date_of(year, 1, 14) + (sign - 9) * 30.44;
    return skies_sun_time(sign * SIGN + ayanamsa(near), near);
}

Date panchang_sankranti(int sign, int year, bool by_sunset) {
    double time = sankranti_time(sign, year), rise, set;
    Date day = day_of(time);
    skies_daylight(day, DELHI, &rise, &set);
    return by_sunset && time > set ? day + 1 : day;
}

Date panchang_nakshatra(int sign, int nakshatra, int year) {
    Date first = panchang_sankranti(sign, year, true), found = first;
    Date end = panchang_sankranti(sign + 1, year, true);
    for (Date day = first; day < end; day++) {
        double rise, set;
        skies_daylight(day, DELHI, &rise, &set);
        if (nakshatra_at(rise) == nakshatra) found = day;
    }
    return found;
}
