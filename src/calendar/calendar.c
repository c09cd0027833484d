#include "calendar/calendar.h"

#include <math.h>
#include <stdlib.h>

#include "base/defs.h"
#include "base/vec.h"
#include "calendar/festivals.h"
#include "calendar/hijri.h"
#include "calendar/skies.h"

enum { WORDS_MAX = 5, NAME_BYTES_MAX = 100, TWICE = 2 };

static const CalendarRegion REGIONS[] = {
    {STR("IN"), STR("India")},
    {STR("IN-AP"), STR("Andhra Pradesh")},
    {STR("IN-AS"), STR("Assam")},
    {STR("IN-BR"), STR("Bihar")},
    {STR("IN-DL"), STR("Delhi")},
    {STR("IN-GA"), STR("Goa")},
    {STR("IN-GJ"), STR("Gujarat")},
    {STR("IN-JH"), STR("Jharkhand")},
    {STR("IN-KA"), STR("Karnataka")},
    {STR("IN-KL"), STR("Kerala")},
    {STR("IN-MH"), STR("Maharashtra")},
    {STR("IN-OD"), STR("Odisha")},
    {STR("IN-PB"), STR("Punjab")},
    {STR("IN-PY"), STR("Puducherry")},
    {STR("IN-TG"), STR("Telangana")},
    {STR("IN-TN"), STR("Tamil Nadu")},
    {STR("IN-UP"), STR("Uttar Pradesh")},
    {STR("IN-WB"), STR("West Bengal")},
    {STR("AE"), STR("United Arab Emirates")},
    {STR("AU"), STR("Australia")},
    {STR("BD"), STR("Bangladesh")},
    {STR("CA"), STR("Canada")},
    {STR("CN"), STR("China")},
    {STR("DE"), STR("Germany")},
    {STR("FR"), STR("France")},
    {STR("GB"), STR("United Kingdom")},
    {STR("ID"), STR("Indonesia")},
    {STR("MY"), STR("Malaysia")},
    {STR("PK"), STR("Pakistan")},
    {STR("SG"), STR("Singapore")},
    {STR("US"), STR("United States")},
};

const CalendarRegion *calendar_regions(size_t *ret_count) {
    *ret_count = COUNT_OF(REGIONS);
    return REGIONS;
}

const char *calendar_kind_name(CalendarKind kind) {
    static const char *const NAMES[] = {"holiday", "festival", "shopping", "season"};
    return NAMES[kind];
}

// ---- names ----

static bool is_called(const CalendarFestival *f, Str words) {
    if (str_eq_nocase(f->name, words)) return true;
    Str rest = str_from(f->words), name;
    while (str_next_part(&rest, '|', &name)) {
        if (name.len > 0 && str_eq_nocase(name, words)) return true;
    }
    return false;
}

const CalendarFestival *calendar_festival_find(Str words) {
    Str wanted = str_trim(words);
    for (size_t i = 0; i < FESTIVAL_COUNT && wanted.len > 0; i++) {
        if (is_called(&FESTIVALS[i], wanted)) return &FESTIVALS[i];
    }
    return NULL;
}

// The first `count` words with a space between; empty when they are too long to be a name.
static Str words_join(const Str *words, size_t count, char *out) {
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        if (len + words[i].len + 1 > NAME_BYTES_MAX) return (Str){0};
        if (i > 0) out[len++] = ' ';
        for (size_t k = 0; k < words[i].len; k++) out[len++] = words[i].ptr[k];
    }
    return str_of(out, len);
}

const CalendarFestival *calendar_festival_match(const Str *words, size_t count, size_t *ret_taken) {
    char name[NAME_BYTES_MAX];
    for (size_t n = count < WORDS_MAX ? count : WORDS_MAX; n > 0; n--) {
        const CalendarFestival *f = calendar_festival_find(words_join(words, n, name));
        if (!f) continue;
        *ret_taken = n;
        return f;
    }
    return NULL;
}

Str calendar_festival_name(const CalendarFestival *festival) { return festival->name; }

// ---- days ----

// The Gregorian computus of Meeus, chapter 8 (Butcher's).
static Date easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - b / 4 - g + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return date_of(year, n / 31, n % 31 + 1);
}

// The first new moon from 21 January on, by Peking's day: the second after the winter solstice but
// for years that have a leap month there, of which none falls between 1990 and 2060.
static Date chinese(int year) {
    Date from = date_of(year, 1, 21);
    double peking = 8.0 / 24, moon = skies_elongation_time(0, from);
    if ((Date)floor(moon + peking) < from) moon = skies_elongation_time(0, moon + 29.53);
    return (Date)floor(moon + peking);
}

static Date weekday_of_month(const CalendarFestival *f, int year) {
    Date first = date_of(year, f->month, 1);
    if (f->nth < 0) {
        Date last = date_add(first, 1, DATE_MONTH) - 1;
        return last - (date_weekday(last) - f->weekday + 7) % 7;
    }
    return first + (f->weekday - date_weekday(first) + 7) % 7 + 7 * (f->nth - 1);
}

static Date day_by_rule(const CalendarFestival *f, int year) {
    switch (f->rule) {
        case FESTIVAL_FIXED: return date_of(year, f->month, f->day);
        case FESTIVAL_WEEKDAY: return weekday_of_month(f, year);
        case FESTIVAL_EASTER: return easter(year);
        case FESTIVAL_CHINESE: return chinese(year);
        case FESTIVAL_LUNAR: return panchang_day(&f->lunar, year);
        case FESTIVAL_SANKRANTI: return panchang_sankranti(f->sign, year, f->day == 1);
        case FESTIVAL_NAKSHATRA: return panchang_nakshatra(f->sign, f->nth, year);
        case FESTIVAL_HIJRI: break;
    }
    return 0;
}

// The days on which it begins in the year: one, or two of an Islamic one.
static size_t begins(const CalendarFestival *f, int year, Date ret[TWICE]) {
    if (f->rule != FESTIVAL_HIJRI) {
        ret[0] = day_by_rule(f, year) + f->shift;
        return 1;
    }
    size_t count = 0;
    Date first = date_of(year, 1, 1);
    int hijri = hijri_year_near(first);
    for (int k = 0; k < 4 && count < TWICE; k++) {
        Date day = hijri_month_start(hijri + k, f->month) + f->day - 1 + f->shift;
        if (date_parts(day).year == year) ret[count++] = day;
    }
    return count;
}

static bool known(int year) { return year >= CALENDAR_YEAR_FIRST && year <= CALENDAR_YEAR_LAST; }

// The first beginning on or after `day`.
static Date begins_from(const CalendarFestival *f, Date day) {
    for (int year = date_parts(day).year;; year++) {
        Date days[TWICE];
        size_t count = begins(f, year, days);
        for (size_t i = 0; i < count; i++) {
            if (days[i] >= day) return days[i];
        }
    }
}

static DateRange lasts(const CalendarFestival *f, Date first) {
    DateRange days = {.first = first, .end = first + (f->days > 0 ? f->days : 1)};
    if (f->until) {
        const CalendarFestival *last = calendar_festival_find(str_from(f->until));
        days.end = begins_from(last, first) + 1 + f->until_shift;
    }
    return days;
}

bool calendar_festival_days(const CalendarFestival *festival, int year, DateRange *ret_days) {
    Date days[TWICE];
    if (!known(year) || begins(festival, year, days) == 0) return false;
    *ret_days = lasts(festival, days[0]);
    return true;
}

bool calendar_festival_next(const CalendarFestival *festival, Date day, DateRange *ret_days) {
    if (!known(date_parts(day).year)) return false;
    *ret_days = lasts(festival, begins_from(festival, day));
    return true;
}

bool calendar_festival_last(const CalendarFestival *festival, Date day, DateRange *ret_days) {
    int year = date_parts(day).year;
    for (int y = year; y >= year - 1 && known(y); y--) {
        Date days[TWICE];
        for (size_t i = begins(festival, y, days); i-- > 0;) {
            if (days[i] > day) continue;
            *ret_days = lasts(festival, days[i]);
            return true;
        }
    }
    return false;
}

// ---- a region's days ----

static bool kept_in(const CalendarFestival *f, Str region) {
    Str country = str_slice(region, 0, 2), rest = str_from(f->regions), code;
    while ((code = str_next_word(&rest)).len > 0) {
        if (str_eq(code, S("*")) || str_eq_nocase(code, region) || str_eq_nocase(code, country)) {
            return true;
        }
    }
    return false;
}

static int by_first(const void *a, const void *b) {
    const CalendarDay *x = a, *y = b;
    if (x->days.first != y->days.first) return x->days.first < y->days.first ? -1 : 1;
    return str_cmp(x->name, y->name);
}

CalendarDays calendar_days(Str region, DateRange within, Arena *a) {
    VEC(CalendarDay) found = {0};
    int first = date_parts(within.first).year - 1, last = date_parts(within.end).year;
    if (first < CALENDAR_YEAR_FIRST) first = CALENDAR_YEAR_FIRST;
    if (last > CALENDAR_YEAR_LAST) last = CALENDAR_YEAR_LAST;
    for (size_t i = 0; i < FESTIVAL_COUNT; i++) {
        const CalendarFestival *f = &FESTIVALS[i];
        for (int year = first; kept_in(f, region) && year <= last; year++) {
            Date days[TWICE];
            size_t count = begins(f, year, days);
            for (size_t k = 0; k < count; k++) {
                DateRange range = lasts(f, days[k]);
                if (range.end <= within.first || range.first >= within.end) continue;
                *vec_push(a, &found) =
                    (CalendarDay){.days = range, .name = f->name, .kind = f->kind};
            }
        }
    }
    if (found.count > 0) qsort(found.items, found.count, sizeof(CalendarDay), by_first);
    return (CalendarDays){.items = found.items, .count = found.count};
}
