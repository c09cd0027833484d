#include "ask/timephrase_festival.h"

#include "ask/timephrase.h"
#include "calendar/calendar.h"

enum { NAME_WORDS_MAX = 5, COUNT_MAX = 366, SEASON_DAYS = 21 };

typedef enum Which { WHICH_LATEST, WHICH_THIS, WHICH_LAST, WHICH_NEXT } Which;

typedef struct WhichWord {
    Str word;
    Which which;
} WhichWord;

static const WhichWord WHICH_WORDS[] = {
    {STR("this"), WHICH_THIS},     {STR("current"), WHICH_THIS}, {STR("is"), WHICH_THIS},
    {STR("iss"), WHICH_THIS},      {STR("इस"), WHICH_THIS},      {STR("last"), WHICH_LAST},
    {STR("previous"), WHICH_LAST}, {STR("past"), WHICH_LAST},    {STR("pichle"), WHICH_LAST},
    {STR("pichli"), WHICH_LAST},   {STR("pichla"), WHICH_LAST},  {STR("पिछले"), WHICH_LAST},
    {STR("पिछली"), WHICH_LAST},    {STR("next"), WHICH_NEXT},    {STR("coming"), WHICH_NEXT},
    {STR("upcoming"), WHICH_NEXT}, {STR("agle"), WHICH_NEXT},    {STR("agli"), WHICH_NEXT},
    {STR("अगली"), WHICH_NEXT},     {STR("अगले"), WHICH_NEXT},
};

static bool which_take(TimeCursor *c, Which *ret) {
    for (size_t i = 0; i < COUNT_OF(WHICH_WORDS); i++) {
        if (!str_eq(WHICH_WORDS[i].word, time_cursor_word(c, 0))) continue;
        *ret = WHICH_WORDS[i].which;
        c->at++;
        return true;
    }
    return false;
}

static const CalendarFestival *name_take(TimeCursor *c) {
    Str words[NAME_WORDS_MAX];
    size_t count = 0, taken = 0;
    while (count < NAME_WORDS_MAX && c->at + count < c->t->count) {
        words[count] = time_cursor_word(c, count);
        count++;
    }
    const CalendarFestival *f = calendar_festival_match(words, count, &taken);
    c->at += f ? taken : 0;
    return f;
}

// "this holi compared to last holi": the last is then the one before this.
static bool this_said(const TimeCursor *c, const CalendarFestival *f) {
    for (size_t at = 0; at + 1 < c->t->count; at++) {
        TimeCursor other = {.t = c->t, .at = at, .today = c->today};
        Which which = WHICH_LATEST;
        if (which_take(&other, &which) && which == WHICH_THIS && name_take(&other) == f)
            return true;
    }
    return false;
}

static bool days_find(const TimeCursor *c, const CalendarFestival *f, Which which, DateRange *ret) {
    int year = date_parts(c->today).year;
    if (which == WHICH_NEXT) return calendar_festival_next(f, c->today + 1, ret);
    if (which == WHICH_THIS) return calendar_festival_days(f, year, ret);
    if (!calendar_festival_last(f, c->today, ret)) return false;
    bool before = which == WHICH_LAST && date_parts(ret->first).year == year && this_said(c, f);
    return !before || calendar_festival_last(f, ret->first - 1, ret);
}

// "last year's diwali", "diwali last year": of that year, not the last one.
static bool which_year_take(TimeCursor *c, int *ret_year) {
    static const int SHIFTS[] = {
        [WHICH_LATEST] = 0, [WHICH_THIS] = 0, [WHICH_LAST] = -1, [WHICH_NEXT] = 1};
    TimeCursor at = *c;
    Which which = WHICH_LATEST;
    DateUnit unit = DATE_DAY;
    time_cursor_skip(&at, "of");
    if (!which_take(&at, &which) || !timephrase_unit(time_cursor_word(&at, 0), &unit)) return false;
    if (unit != DATE_YEAR) return false;
    at.at++;
    time_cursor_skip(&at, "ki");
    time_cursor_skip(&at, "की");
    *ret_year = date_parts(c->today).year + SHIFTS[which];
    *c = at;
    return true;
}

// [which] name [year]: its days.
static bool feast_take(TimeCursor *c, DateRange *ret, bool *ret_has_year) {
    TimeCursor at = *c;
    Which which = WHICH_LATEST;
    int year = 0;
    bool dated = which_year_take(&at, &year) || (time_cursor_year(&at, 0, &year) && ++at.at > 0);
    if (!dated) *ret_has_year = which_take(&at, &which);
    const CalendarFestival *f = name_take(&at);
    if (!f) return false;
    dated = dated || time_cursor_year_take(&at, &year) || which_year_take(&at, &year);
    *ret_has_year = *ret_has_year || dated;
    if (!(dated ? calendar_festival_days(f, year, ret) : days_find(&at, f, which, ret)))
        return false;
    *c = at;
    return true;
}

static Date month_after(Date first) {
    return date_add(date_floor(first, DATE_MONTH), 1, DATE_MONTH);
}

static void stretch_take(TimeCursor *c, TimePoint *p) {
    static const char *const SEASONS[] = {"season", "period", "time", "rush"};
    DateUnit unit = DATE_DAY;
    Date first = p->range.first;
    if (time_cursor_is(c, 0, "to")) return;
    if (timephrase_unit(time_cursor_word(c, 0), &unit) && unit <= DATE_MONTH) {
        c->at++;
        if (unit == DATE_WEEK) p->range = time_cursor_period(date_floor(first, unit), 1, unit);
        if (unit == DATE_MONTH) p->range = (DateRange){date_floor(first, unit), month_after(first)};
        p->unit = unit;
        return;
    }
    for (size_t i = 0; i < COUNT_OF(SEASONS); i++) {
        if (!time_cursor_is(c, 0, SEASONS[i])) continue;
        c->at++;
        p->range.first -= SEASON_DAYS;
        return;
    }
}

// What stands between a unit and a festival, and where the unit lies then.
typedef enum Side { SIDE_BEFORE, SIDE_AFTER, SIDE_OF } Side;

static bool side_take(TimeCursor *c, Side *ret) {
    static const struct {
        const char *words[3];
        Side side;
    } SIDES[] = {
        {{"leading", "up", "to"}, SIDE_BEFORE}, {{"prior", "to", NULL}, SIDE_BEFORE},
        {{"before", NULL, NULL}, SIDE_BEFORE},  {{"ahead", "of", NULL}, SIDE_BEFORE},
        {{"after", NULL, NULL}, SIDE_AFTER},    {{"following", NULL, NULL}, SIDE_AFTER},
        {{"of", NULL, NULL}, SIDE_OF},          {{"around", NULL, NULL}, SIDE_OF},
    };
    for (size_t i = 0; i < COUNT_OF(SIDES); i++) {
        size_t n = 0;
        while (n < 3 && SIDES[i].words[n] && time_cursor_is(c, n, SIDES[i].words[n])) n++;
        if (n == 0 || (n < 3 && SIDES[i].words[n])) continue;
        c->at += n;
        *ret = SIDES[i].side;
        return true;
    }
    return false;
}

// "the week before diwali", "10 days after holi", "the month of ramadan".
static bool near_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int count = 1;
    DateUnit unit = DATE_DAY;
    Side side = SIDE_OF;
    DateRange feast;
    if (time_cursor_number(&at, 0, 1, COUNT_MAX, &count)) at.at++;
    if (!timephrase_unit(time_cursor_word(&at, 0), &unit) || unit > DATE_MONTH) return false;
    at.at++;
    if (!side_take(&at, &side)) return false;
    time_cursor_skip(&at, "the");
    bool has_year = false;
    if (!feast_take(&at, &feast, &has_year)) return false;
    *p = (TimePoint){.unit = unit, .has_year = has_year, .range = feast};
    if (side == SIDE_BEFORE) {
        p->range = (DateRange){date_add(feast.first, -count, unit), feast.first};
    } else if (side == SIDE_AFTER) {
        p->range = time_cursor_period(feast.end, count, unit);
    } else if (unit == DATE_WEEK) {
        p->range = time_cursor_period(date_floor(feast.first, unit), count, unit);
    }
    *c = at;
    return true;
}

bool timephrase_festival_take(TimeCursor *c, TimePoint *ret) {
    if (near_take(c, ret)) return true;
    TimeCursor at = *c;
    bool has_year = false;
    *ret = (TimePoint){.unit = DATE_DAY};
    if (!feast_take(&at, &ret->range, &has_year)) return false;
    ret->has_year = has_year;
    stretch_take(&at, ret);
    int year = 0;  // "diwali week 2025": the year behind the stretch
    if (!has_year && (time_cursor_year(&at, 0, &year) ||
                      which_year_take(&(TimeCursor){at.t, at.at, at.today}, &year))) {
        TimeCursor again = *c;
        DateRange days;
        if (!time_cursor_year_take(&at, &year) && !which_year_take(&at, &year)) return false;
        const CalendarFestival *f = name_take(&again);
        if (!f || !calendar_festival_days(f, year, &days)) return false;
        *ret = (TimePoint){.unit = DATE_DAY, .has_year = true, .range = days};
        stretch_take(&again, ret);
    }
    *c = at;
    return true;
}

bool timephrase_festival_word(Str word) { return calendar_festival_find(word) != NULL; }
