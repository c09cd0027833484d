// panchang: days of the Hindu lunar and solar calendars, as India reckons them.
//
// Pure. Months run from new moon to new moon (amanta), 1 Chaitra to 12 Phalguna, named by the
// sidereal sign (Lahiri's ayanamsa) in which the sun stands at their new moon; a month in which the
// sun enters no sign is added (adhika) and has no festivals. A tithi is twelve degrees of the
// moon's lead over the sun: 1 to 15 the bright half, 30 the new moon. A festival falls on the day
// on which its tithi holds at its moment of the day (sunrise, noon, nightfall ...) in Delhi.
#pragma once

#include "base/date.h"

typedef struct PanchangRule {
    int month, tithi;
    double daylight;     // the moment: 0 sunrise, 0.5 noon, 1 sunset
    int minutes;         // ... and so many minutes after it
    bool later_of_two;   // the tithi holds on two days at that moment
    bool later_of_none;  // on none: the day after the one before whose end it began
    int star;            // the nakshatra that decides between its days; 0 none
} PanchangRule;

// The day of the rule in the year: months 11 and 12 are those that begin before the spring.
Date panchang_day(const PanchangRule *rule, int year);
// The day on which the sun enters a sidereal sign, 0 Aries to 11 Pisces; from sunset on, with
// `by_sunset`, it counts for the next day.
Date panchang_sankranti(int sign, int year, bool by_sunset);
// The last day of the solar month of `sign` on which the moon is in the nakshatra (1 to 27) at
// sunrise.
Date panchang_nakshatra(int sign, int nakshatra, int year);
