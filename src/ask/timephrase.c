#include "ask/timephrase.h"

#include <assert.h>

#include "ask/timephrase_festival.h"
#include "ask/timephrase_fiscal.h"

enum { COUNT_MAX = 1000 };

typedef struct Opening {
    Str word;
    int shift;   // 0: the current period; -1: the periods just before it
    bool moves;  // counted from the period spoken of, where there is one
} Opening;

// A new word is a new row here, never a new branch below.
static const Opening OPENINGS[] = {
    {STR("this"), 0, false},      {STR("current"), 0, false},  {STR("last"), -1, false},
    {STR("past"), -1, false},     {STR("previous"), -1, true}, {STR("prior"), -1, true},
    {STR("preceding"), -1, true}, {STR("latest"), -1, false},  {STR("next"), 1, false},
    {STR("coming"), 1, false},    {STR("pichle"), -1, false},  {STR("pichla"), -1, false},
    {STR("pichhle"), -1, false},  {STR("isi"), 0, false},      {STR("trailing"), -1, false},
    {STR("is"), 0, false},        {STR("पिछले"), -1, false},    {STR("इस"), 0, false},
    {STR("agle"), 1, false},      {STR("agla"), 1, false},     {STR("अगले"), 1, false},
    {STR("पिछला"), -1, false},    {STR("पिछली"), -1, false},   {STR("pichli"), -1, false},
    {STR("upcoming"), 1, false},  {STR("following"), 1, true}, {STR("iss"), 0, false},
};

typedef struct DayWord {
    Str word;
    int shift;
} DayWord;

static const DayWord DAY_WORDS[] = {
    {STR("today"), 0},   {STR("yesterday"), -1}, {STR("tomorrow"), 1}, {STR("aaj"), 0},
    {STR("kal"), -1},    {STR("आज"), 0},         {STR("कल"), -1},      {STR("parso"), -2},
    {STR("parson"), -2}, {STR("परसों"), -2},
};

typedef struct UnitWord {
    Str word;
    DateUnit unit;
} UnitWord;

static const UnitWord UNIT_WORDS[] = {
    {STR("day"), DATE_DAY},      {STR("days"), DATE_DAY},         {STR("din"), DATE_DAY},
    {STR("week"), DATE_WEEK},    {STR("weeks"), DATE_WEEK},       {STR("hafte"), DATE_WEEK},
    {STR("hafta"), DATE_WEEK},   {STR("month"), DATE_MONTH},      {STR("months"), DATE_MONTH},
    {STR("mahine"), DATE_MONTH}, {STR("mahina"), DATE_MONTH},     {STR("quarter"), DATE_QUARTER},
    {STR("year"), DATE_YEAR},    {STR("quarters"), DATE_QUARTER}, {STR("qtr"), DATE_QUARTER},
    {STR("years"), DATE_YEAR},   {STR("saal"), DATE_YEAR},        {STR("sal"), DATE_YEAR},
    {STR("yr"), DATE_YEAR},      {STR("महीने"), DATE_MONTH},       {STR("साल"), DATE_YEAR},
    {STR("हफ्ते"), DATE_WEEK},     {STR("दिन"), DATE_DAY},
};

static const UnitWord GRAIN_WORDS[] = {
    {STR("daily"), DATE_DAY},         {STR("weekly"), DATE_WEEK},   {STR("monthly"), DATE_MONTH},
    {STR("quarterly"), DATE_QUARTER}, {STR("yearly"), DATE_YEAR},   {STR("annual"), DATE_YEAR},
    {STR("annually"), DATE_YEAR},     {STR("rozana"), DATE_DAY},    {STR("datewise"), DATE_DAY},
    {STR("monthwise"), DATE_MONTH},   {STR("yearwise"), DATE_YEAR}, {STR("weekwise"), DATE_WEEK},
};

static const Str MONTHS[12][3] = {
    {STR("january"), STR("jan"), STR("janvari")}, {STR("february"), STR("feb"), STR("farvari")},
    {STR("march"), STR("mar"), STR("")},          {STR("april"), STR("apr"), STR("")},
    {STR("may"), STR("may"), STR("mai")},         {STR("june"), STR("jun"), STR("")},
    {STR("july"), STR("jul"), STR("julai")},      {STR("august"), STR("aug"), STR("agast")},
    {STR("september"), STR("sep"), STR("sept")},  {STR("october"), STR("oct"), STR("")},
    {STR("november"), STR("nov"), STR("")},       {STR("december"), STR("dec"), STR("")},
};

typedef struct Edge {
    Str word;
    bool sets_first, sets_end;
    bool past_period;  // the edge lies behind the period named, not before it
} Edge;

static const Edge EDGES[] = {
    {STR("since"), true, false, false},    {STR("after"), true, false, true},
    {STR("from"), true, false, false},     {STR("before"), false, true, false},
    {STR("until"), false, true, true},     {STR("till"), false, true, true},
    {STR("through"), false, true, true},   {STR("upto"), false, true, true},
    {STR("starting"), true, false, false},
};

static const Str ORDINALS[] = {STR("first"), STR("second"), STR("third"), STR("fourth")};

static bool unit_in(const UnitWord *words, size_t count, Str word, DateUnit *ret_unit) {
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(words[i].word, word)) continue;
        *ret_unit = words[i].unit;
        return true;
    }
    return false;
}

bool timephrase_unit(Str word, DateUnit *ret_unit) {
    return unit_in(UNIT_WORDS, COUNT_OF(UNIT_WORDS), word, ret_unit);
}

bool timephrase_grain(Str word, DateUnit *ret_unit) {
    return unit_in(GRAIN_WORDS, COUNT_OF(GRAIN_WORDS), word, ret_unit);
}

int timephrase_month(Str word) {
    for (int m = 0; m < 12 && word.len > 0; m++) {
        for (int k = 0; k < 3; k++) {
            if (str_eq(MONTHS[m][k], word)) return m + 1;
        }
    }
    return 0;
}

// The year that makes a date without one the last that has begun by today.
static void year_settle(TimePoint *p, int month, int day, const TimeCursor *c) {
    int year = date_parts(c->today).year;
    if (date_of(year, month, day) > c->today) year--;
    p->range.first = date_of(year, month, day);
}

static bool day_month_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int day = 0, year = 0;
    if (!time_cursor_number(&at, 0, 1, 31, &day)) return false;
    at.at++;
    (void)time_cursor_skip(&at, "of");
    int month = timephrase_month(time_cursor_word(&at, 0));
    if (month == 0) return false;
    at.at++;
    *p = (TimePoint){.unit = DATE_DAY, .has_year = time_cursor_year_take(&at, &year)};
    if (!date_valid(p->has_year ? year : 2024, month, day)) return false;
    if (p->has_year) {
        p->range.first = date_of(year, month, day);
    } else {
        year_settle(p, month, day, &at);
    }
    p->range = time_cursor_period(p->range.first, 1, DATE_DAY);
    *c = at;
    return true;
}

// "march 2025", "march 5, 2025", "march".
static bool month_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int month = timephrase_month(time_cursor_word(&at, 0)), day = 1, year = 0;
    if (month == 0) return false;
    at.at++;
    bool has_day = time_cursor_number(&at, 0, 1, 31, &day);
    if (has_day) at.at++;
    *p = (TimePoint){.unit = has_day ? DATE_DAY : DATE_MONTH,
                     .has_year = time_cursor_year_take(&at, &year)};
    if (!date_valid(p->has_year ? year : 2024, month, day)) return false;
    if (p->has_year) {
        p->range.first = date_of(year, month, day);
    } else {
        year_settle(p, month, day, &at);
    }
    p->range = time_cursor_period(p->range.first, 1, p->unit);
    *c = at;
    return true;
}

// Parts of a year: which and how many months each has.
static bool part_of_year_take(TimeCursor *c, int *ret_index, int *ret_months) {
    Str word = time_cursor_word(c, 0), next = time_cursor_word(c, 1);
    for (int i = 0; i < 4; i++) {
        bool named =
            str_eq(word, ORDINALS[i]) || (c->at < c->t->count && c->t->items[c->at].ordinal &&
                                          c->t->items[c->at].number == i + 1);
        bool half = str_eq(next, S("half")) && i < 2;
        if (named && (half || str_eq(next, S("quarter")))) {
            *ret_index = i;
            *ret_months = half ? 6 : 3;
            c->at += 2;
            return true;
        }
    }
    bool is_quarter = word.len == 2 && word.ptr[0] == 'q',
         is_half = word.len == 2 && word.ptr[0] == 'h';
    int n = word.len == 2 ? word.ptr[1] - '1' : -1;
    if (n < 0 || n > (is_half ? 1 : 3) || (!is_quarter && !is_half)) return false;
    *ret_index = n;
    *ret_months = is_half ? 6 : 3;
    c->at++;
    return true;
}

static bool quarter_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int year = 0, index = 0, months = 3;
    bool year_first = time_cursor_year(&at, 0, &year);
    if (year_first) at.at++;
    if (!part_of_year_take(&at, &index, &months)) return false;
    *p = (TimePoint){.unit = DATE_QUARTER,
                     .has_year = year_first || time_cursor_year_take(&at, &year)};
    if (p->has_year) {
        p->range.first = date_of(year, 1 + index * months, 1);
    } else {
        year_settle(p, 1 + index * months, 1, &at);
    }
    p->range = time_cursor_period(p->range.first, months, DATE_MONTH);
    *c = at;
    return true;
}

static bool year_point_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int year = 0;
    bool said = time_cursor_is(&at, 0, "year") || time_cursor_is(&at, 0, "calendar");
    while (time_cursor_is(&at, 0, "calendar") || time_cursor_is(&at, 0, "year")) at.at++;
    if (!time_cursor_year(&at, 0, &year)) return false;
    at.at++;
    *p = (TimePoint){.range = time_cursor_period(date_of(year, 1, 1), 1, DATE_YEAR),
                     .unit = DATE_YEAR,
                     .has_year = true,
                     .bare_number = !said};
    *c = at;
    return true;
}

static size_t digits_read(Str text, int *parts) {
    size_t count = 0;
    Str rest = text;
    while (rest.len > 0 && count < 3) {
        size_t len = 0;
        int value = 0;
        while (len < rest.len && rest.ptr[len] >= '0' && rest.ptr[len] <= '9' && len < 4) {
            value = value * 10 + (rest.ptr[len++] - '0');
        }
        parts[count++] = value;
        rest = str_skip(rest, len < rest.len ? len + 1 : len);
        if (len == 0) break;
    }
    return count;
}

// Digits with separators: the year first, or last and then the day before the month where it can
// be.
static bool digits_take(TimeCursor *c, TimePoint *p) {
    if (c->at >= c->t->count || c->t->items[c->at].kind != TOKEN_DATE) return false;
    int n[3] = {0};
    size_t count = digits_read(c->t->items[c->at].text, n);
    bool year_first = n[0] > 31;
    int year = year_first ? n[0] : n[count - 1], month = n[1], day = year_first ? n[2] : n[0];
    if (count == 2) {
        month = year_first ? n[1] : n[0];
        day = 1;
    }
    if (year < 100) year += 2000;
    if (month > 12 && day <= 12 && !year_first) {
        int swap = month;
        month = day;
        day = swap;
    }
    if (!date_valid(year, month, day)) return false;
    *p = (TimePoint){.unit = count == 2 ? DATE_MONTH : DATE_DAY, .has_year = true};
    p->range = time_cursor_period(date_of(year, month, day), 1, p->unit);
    c->at++;
    return true;
}

static bool ago_take(TimeCursor *c, TimePoint *p) {
    int count = 0;
    DateUnit unit = DATE_DAY;
    bool is_ago = time_cursor_number(c, 0, 1, COUNT_MAX, &count) &&
                  timephrase_unit(time_cursor_word(c, 1), &unit) &&
                  (time_cursor_is(c, 2, "ago") || time_cursor_is(c, 2, "pehle"));
    if (!is_ago) return false;
    *p = (TimePoint){.unit = unit, .has_year = true};
    p->range = time_cursor_period(date_add(date_floor(c->today, unit), -count, unit), 1, unit);
    c->at += 3;
    return true;
}

// "day before yesterday", "last to last month", "month before last": two back.
static bool twice_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    DateUnit unit = DATE_DAY;
    bool days = time_cursor_is(c, 0, "day") &&
                (time_cursor_is(c, 1, "before") || time_cursor_is(c, 1, "after"));
    int shift = -2;
    if (days && (time_cursor_is(c, 2, "yesterday") || time_cursor_is(c, 2, "tomorrow"))) {
        if (time_cursor_is(c, 1, "after")) shift = 2;
        at.at += 3;
    } else if (time_cursor_is(c, 0, "last") && time_cursor_is(c, 1, "to") &&
               time_cursor_is(c, 2, "last") && timephrase_unit(time_cursor_word(c, 3), &unit)) {
        at.at += 4;
    } else if (timephrase_unit(time_cursor_word(c, 0), &unit) && time_cursor_is(c, 1, "before") &&
               time_cursor_is(c, 2, "last")) {
        at.at += 3;
    } else {
        return false;
    }
    *p = (TimePoint){.unit = unit, .has_year = true};
    p->range = time_cursor_period(date_add(date_floor(c->today, unit), shift, unit), 1, unit);
    *c = at;
    return true;
}

// "week 32", "week 32 of 2025", by ISO 8601: the first week is the one with 4 January.
static bool week_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int week = 0, year = 0;
    if (!time_cursor_skip(&at, "week") && !time_cursor_skip(&at, "wk")) return false;
    (void)(time_cursor_skip(&at, "no") || time_cursor_skip(&at, "number"));
    if (!time_cursor_number(&at, 0, 1, 53, &week)) return false;
    at.at++;
    bool has_year = time_cursor_year_take(&at, &year);
    if (!has_year) year = date_parts(c->today).year;
    Date first = date_floor(date_of(year, 1, 4), DATE_WEEK) + (week - 1) * 7;
    if (!has_year && first > c->today)
        first = date_floor(date_of(year - 1, 1, 4), DATE_WEEK) + (week - 1) * 7;
    *p = (TimePoint){.unit = DATE_WEEK, .has_year = has_year};
    p->range = time_cursor_period(first, 1, DATE_WEEK);
    *c = at;
    return true;
}

static bool month_take(TimeCursor *c, TimePoint *p);
static bool relative_take(TimeCursor *c, TimePoint *p);

// "first week of march", "last 10 days of december": counted from its ends.
static bool part_of_month_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int place = -1, count = 1;
    DateUnit unit = DATE_DAY;
    for (int i = 0; i < 4; i++) {
        if (time_cursor_skip(&at, ORDINALS[i].ptr)) place = i;
    }
    bool last = place < 0 && time_cursor_skip(&at, "last");
    if (place < 0 && !last) return false;
    if (time_cursor_number(&at, 0, 1, 31, &count)) at.at++;
    if (!timephrase_unit(time_cursor_word(&at, 0), &unit) || unit > DATE_WEEK) return false;
    at.at++;
    if (!time_cursor_skip(&at, "of") && !time_cursor_skip(&at, "in")) return false;
    (void)time_cursor_skip(&at, "the");
    if (!month_take(&at, p) && !relative_take(&at, p)) return false;
    if (p->unit != DATE_MONTH) return false;
    int days = count * (unit == DATE_WEEK ? 7 : 1);
    if (last) {
        p->range.first = p->range.end - days;
    } else {
        p->range.first += place * days;
        p->range.end = p->range.first + days;
    }
    p->unit = unit;
    *c = at;
    return true;
}

// "last quarter of 1997", "first 3 months of 2016": counted from the ends of a year that is named.
static bool part_of_named_year_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int count = 1, year = 0;
    DateUnit unit = DATE_DAY;
    bool last = time_cursor_is(&at, 0, "last") || time_cursor_is(&at, 0, "final");
    if (!last && !time_cursor_is(&at, 0, "first")) return false;
    at.at++;
    if (time_cursor_number(&at, 0, 1, 366, &count)) at.at++;
    bool half = time_cursor_is(&at, 0, "half");
    if (!half && !timephrase_unit(time_cursor_word(&at, 0), &unit)) return false;
    if (unit == DATE_YEAR) return false;
    at.at++;
    if (!time_cursor_is(&at, 0, "of") && !time_cursor_is(&at, 0, "in")) return false;
    if (!time_cursor_year_take(&at, &year)) return false;
    DateRange whole = time_cursor_period(date_of(year, 1, 1), 1, DATE_YEAR);
    int size = half ? 6 : count;
    DateUnit step = half ? DATE_MONTH : unit;
    *p = (TimePoint){.unit = half ? DATE_QUARTER : unit, .has_year = true, .range = whole};
    if (last) p->range.first = date_add(whole.end, -size, step);
    if (!last) p->range.end = date_add(whole.first, size, step);
    *c = at;
    return true;
}

static bool day_word_take(TimeCursor *c, TimePoint *p) {
    for (size_t i = 0; i < COUNT_OF(DAY_WORDS); i++) {
        if (!str_eq(DAY_WORDS[i].word, time_cursor_word(c, 0))) continue;
        *p = (TimePoint){.range = time_cursor_period(c->today + DAY_WORDS[i].shift, 1, DATE_DAY),
                         .unit = DATE_DAY,
                         .has_year = true};
        c->at++;
        return true;
    }
    return false;
}

static const UnitWord HINDI_UNITS[] = {{STR("saal"), DATE_YEAR},    {STR("sal"), DATE_YEAR},
                                       {STR("mahine"), DATE_MONTH}, {STR("mahina"), DATE_MONTH},
                                       {STR("hafte"), DATE_WEEK},   {STR("hafta"), DATE_WEEK}};

// Whole periods only: on 15 March "last month" is all of February. A range that ended "now" would
// answer two people asking the same question differently.
static bool relative_take(TimeCursor *c, TimePoint *p) {
    const Opening *opening = NULL;
    for (size_t i = 0; i < COUNT_OF(OPENINGS); i++) {
        if (str_eq(OPENINGS[i].word, time_cursor_word(c, 0))) opening = &OPENINGS[i];
    }
    if (!opening) return false;
    TimeCursor at = *c;
    int count = 1;
    DateUnit unit = DATE_DAY;
    at.at++;
    if (time_cursor_number(&at, 0, 1, opening->shift == 0 ? 1 : COUNT_MAX, &count)) at.at++;
    (void)time_cursor_skip(&at, "calendar");
    (void)time_cursor_skip(&at, "full");
    if (!timephrase_unit(time_cursor_word(&at, 0), &unit)) return false;
    // "is saal" is Hindi for "this year"; in English "is" says nothing of time.
    if (time_cursor_is(c, 0, "is") &&
        !unit_in(HINDI_UNITS, COUNT_OF(HINDI_UNITS), time_cursor_word(&at, 0), &unit))
        return false;
    at.at++;
    Date here = date_floor(c->today, unit);
    int shift = opening->shift < 0 ? -count : opening->shift;
    *p = (TimePoint){.unit = unit, .has_year = true, .shift = opening->moves ? -count : 0};
    p->range = time_cursor_period(date_add(here, shift, unit), count, unit);
    *c = at;
    return true;
}

// "ytd", "year to date", "this year so far": from the start of the period to today.
static bool to_date_take(TimeCursor *c, TimePoint *p) {
    static const UnitWord SHORT[] = {
        {STR("ytd"), DATE_YEAR}, {STR("mtd"), DATE_MONTH}, {STR("qtd"), DATE_QUARTER}};
    TimeCursor at = *c;
    DateUnit unit = DATE_YEAR;
    bool ago = time_cursor_is(&at, 0, "last") && time_cursor_is(&at, 1, "year") &&
               unit_in(SHORT, COUNT_OF(SHORT), time_cursor_word(&at, 2), &unit);
    bool known = ago || unit_in(SHORT, COUNT_OF(SHORT), time_cursor_word(&at, 0), &unit);
    if (known) {
        at.at += ago ? 3 : 1;
    } else if (timephrase_unit(time_cursor_word(&at, 0), &unit) && time_cursor_is(&at, 1, "to") &&
               time_cursor_is(&at, 2, "date")) {
        known = true;
        at.at += 3;
    } else if (time_cursor_is(&at, 0, "so") && time_cursor_is(&at, 1, "far") &&
               time_cursor_is(&at, 2, "this") && timephrase_unit(time_cursor_word(&at, 3), &unit)) {
        known = true;
        at.at += 4;
    }
    if (!known) return false;
    *p = (TimePoint){.unit = unit,
                     .has_year = true,
                     .range = {.first = date_floor(c->today, unit), .end = c->today + 1}};
    if (ago) {
        p->range.first = date_add(p->range.first, -1, DATE_YEAR);
        p->range.end = date_add(p->range.end, -1, DATE_YEAR);
    }
    *c = at;
    return true;
}

// "the year before", "a month earlier": the period before the one spoken of.
static bool shift_take(TimeCursor *c, TimePoint *p) {
    DateUnit unit = DATE_YEAR;
    bool known = timephrase_unit(time_cursor_word(c, 0), &unit) &&
                 (time_cursor_is(c, 1, "before") || time_cursor_is(c, 1, "earlier") ||
                  time_cursor_is(c, 1, "prior"));
    if (!known) return false;
    c->at += 2;
    (void)time_cursor_skip(c, "that");
    *p = (TimePoint){.unit = unit, .has_year = true, .shift = -1};
    p->range = time_cursor_period(date_add(date_floor(c->today, unit), -1, unit), 1, unit);
    return true;
}

// "so far", "till date": not the whole period but what is over of it.
static bool so_far_take(TimeCursor *c) {
    static const char *const WORDS[][2] = {{"so", "far"},  {"till", "date"}, {"till", "now"},
                                           {"to", "date"}, {"until", "now"}, {"ab", "tak"},
                                           {"अब", "तक"},   {"abhi", "tak"}};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (!time_cursor_is(c, 0, WORDS[i][0]) || !time_cursor_is(c, 1, WORDS[i][1])) continue;
        c->at += 2;
        return true;
    }
    return false;
}

static bool point_take(TimeCursor *c, TimePoint *p) {
    static bool (*const TAKES[])(TimeCursor *, TimePoint *) = {
        timephrase_festival_take,
        timephrase_fiscal_take,
        week_take,
        part_of_month_take,
        part_of_named_year_take,
        twice_take,
        to_date_take,
        relative_take,
        shift_take,
        day_word_take,
        ago_take,
        digits_take,
        day_month_take,
        month_take,
        quarter_take,
        year_point_take,
    };
    TimeCursor at = *c;
    (void)time_cursor_skip(&at, "the");
    for (size_t i = 0; i < COUNT_OF(TAKES); i++) {
        if (!TAKES[i](&at, p)) continue;
        if (so_far_take(&at) && p->range.end > c->today) p->range.end = c->today + 1;
        *c = at;
        return true;
    }
    return false;
}

// "1 jan and 15 feb 1998": the year of the second holds for the first; "5 to 10 march" is read too.
static void years_join(TimePoint *first, const TimePoint *last) {
    if (first->has_year || !last->has_year) return;
    DateParts p = date_parts(first->range.first), end = date_parts(last->range.first);
    int year = p.month > end.month ? end.year - 1 : end.year;
    int len = first->range.end - first->range.first;
    Date day = date_of(year, p.month, date_valid(year, p.month, p.day) ? p.day : 28);
    first->range = first->unit == DATE_DAY ? (DateRange){day, day + len}
                                           : time_cursor_period(day, 1, first->unit);
}

static bool is_joint(const TimeCursor *c, bool after_between) {
    return time_cursor_is(c, 0, "to") || time_cursor_is(c, 0, "till") ||
           time_cursor_is(c, 0, "until") || time_cursor_is(c, 0, "through") ||
           (after_between && time_cursor_is(c, 0, "and"));
}

// "10 to 20 april 1998", "between 10 and 20 april": the month stands behind the second day.
static bool days_take(TimeCursor *c, bool between, TimePoint *first, TimePoint *last) {
    TimeCursor at = *c;
    int day = 0;
    if (!time_cursor_number(&at, 0, 1, 31, &day)) return false;
    at.at++;
    if (!is_joint(&at, between)) return false;
    at.at++;
    if (!day_month_take(&at, last)) return false;
    DateParts p = date_parts(last->range.first);
    if (day >= p.day) return false;
    *first = *last;
    first->range.first = date_of(p.year, p.month, day);
    *c = at;
    return true;
}

static bool range_take(TimeCursor *c, TimePhrase *ret) {
    TimeCursor at = *c;
    TimePoint first = {0}, last = {0};
    bool between = time_cursor_is(&at, 0, "between"), from = time_cursor_is(&at, 0, "from");
    if (between || from) at.at++;
    if (!days_take(&at, between, &first, &last)) {
        if (!point_take(&at, &first) || !is_joint(&at, between)) return false;
        at.at++;
        if (!point_take(&at, &last)) return false;
        years_join(&first, &last);
    }
    if (last.range.end <= first.range.first) return false;
    *ret = (TimePhrase){.count = at.at - c->at,
                        .has_first = true,
                        .has_end = true,
                        .unit = last.unit,
                        .range = {.first = first.range.first, .end = last.range.end}};
    return true;
}

static bool edge_take(TimeCursor *c, TimePhrase *ret) {
    const Edge *edge = NULL;
    for (size_t i = 0; i < COUNT_OF(EDGES); i++) {
        if (str_eq(EDGES[i].word, time_cursor_word(c, 0))) edge = &EDGES[i];
    }
    TimeCursor at = *c;
    at.at++;
    if (time_cursor_is(c, 0, "up") && time_cursor_is(c, 1, "to")) {
        edge = &EDGES[5];  // "till"
        at.at++;
    }
    TimePoint p = {0};
    if (!edge || !point_take(&at, &p)) return false;
    if (edge->sets_first) {
        (void)time_cursor_skip(&at, "onwards");
        (void)time_cursor_skip(&at, "onward");
    }
    Date day = edge->past_period ? p.range.end : p.range.first;
    *ret = (TimePhrase){.count = at.at - c->at,
                        .has_first = edge->sets_first,
                        .has_end = edge->sets_end,
                        .unit = p.unit,
                        .range = {.first = day, .end = day}};
    return true;
}

bool timephrase_read(const Tokens *t, size_t at, Date today, TimePhrase *ret) {
    assert(ret);
    TimeCursor c = {.t = t, .at = at, .today = today};
    if (range_take(&c, ret) || edge_take(&c, ret)) return true;
    TimePoint p = {0};
    if (!point_take(&c, &p)) return false;
    *ret = (TimePhrase){.count = c.at - at,
                        .has_first = true,
                        .has_end = true,
                        .range = p.range,
                        .unit = p.unit,
                        .shift = p.shift,
                        .yearless = !p.has_year,
                        .bare_number = p.bare_number};
    return true;
}
