#include "ask/timephrase.h"

#include <assert.h>

enum { COUNT_MAX = 1000, YEAR_FIRST = 1900, YEAR_LAST = 2100 };

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
    {STR("upcoming"), 1, false},  {STR("following"), 1, true}, {STR("iss"), 0, false},
};

typedef struct DayWord {
    Str word;
    int shift;
} DayWord;

static const DayWord DAY_WORDS[] = {
    {STR("today"), 0}, {STR("yesterday"), -1}, {STR("tomorrow"), 1}, {STR("aaj"), 0},
    {STR("kal"), -1},  {STR("आज"), 0},         {STR("कल"), -1},
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

// Where the reading stands; every *_take moves `at` only when it succeeds.
typedef struct Cursor {
    const Tokens *t;
    size_t at;
    Date today;
} Cursor;

typedef struct Point {
    DateRange range;
    DateUnit unit;
    bool has_year;
    int shift;
    bool bare_number;
} Point;

static Str word_at(const Cursor *c, size_t ahead) {
    return c->at + ahead < c->t->count ? c->t->items[c->at + ahead].text : (Str){0};
}

static bool word_is(const Cursor *c, size_t ahead, const char *word) {
    return str_eq(word_at(c, ahead), str_from(word));
}

static void skip(Cursor *c, const char *word) {
    if (word_is(c, 0, word)) c->at++;
}

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

// A whole number in first..last, not one with a unit of counting or a percent sign.
static bool number_at(const Cursor *c, size_t ahead, int first, int last, int *ret) {
    if (c->at + ahead >= c->t->count) return false;
    const Token *t = &c->t->items[c->at + ahead];
    if (t->kind != TOKEN_NUMBER || t->percent) return false;
    int value = t->number >= first && t->number <= last ? (int)t->number : -1;
    if (value < 0 || (double)value != t->number) return false;
    *ret = value;
    return true;
}

static bool year_at(const Cursor *c, size_t ahead, int *ret) {
    return number_at(c, ahead, YEAR_FIRST, YEAR_LAST, ret) &&
           c->t->items[c->at + ahead].text.len == 4;
}

static DateRange period(Date first, int count, DateUnit unit) {
    return (DateRange){.first = first, .end = date_add(first, count, unit)};
}

static bool year_take(Cursor *c, int *ret) {
    size_t ahead = word_is(c, 0, "of") || word_is(c, 0, "in") || word_is(c, 0, ",") ? 1 : 0;
    if (!year_at(c, ahead, ret)) return false;
    c->at += ahead + 1;
    return true;
}

// The year that makes a date without one the last that has begun by today.
static void year_settle(Point *p, int month, int day, const Cursor *c) {
    int year = date_parts(c->today).year;
    if (date_of(year, month, day) > c->today) year--;
    p->range.first = date_of(year, month, day);
}

static bool day_month_take(Cursor *c, Point *p) {
    Cursor at = *c;
    int day = 0, year = 0;
    if (!number_at(&at, 0, 1, 31, &day)) return false;
    at.at++;
    skip(&at, "of");
    int month = timephrase_month(word_at(&at, 0));
    if (month == 0) return false;
    at.at++;
    *p = (Point){.unit = DATE_DAY, .has_year = year_take(&at, &year)};
    if (!date_valid(p->has_year ? year : 2024, month, day)) return false;
    if (p->has_year) {
        p->range.first = date_of(year, month, day);
    } else {
        year_settle(p, month, day, &at);
    }
    p->range = period(p->range.first, 1, DATE_DAY);
    *c = at;
    return true;
}

// "march 2025", "march 5, 2025", "march".
static bool month_take(Cursor *c, Point *p) {
    Cursor at = *c;
    int month = timephrase_month(word_at(&at, 0)), day = 1, year = 0;
    if (month == 0) return false;
    at.at++;
    bool has_day = number_at(&at, 0, 1, 31, &day);
    if (has_day) at.at++;
    *p = (Point){.unit = has_day ? DATE_DAY : DATE_MONTH, .has_year = year_take(&at, &year)};
    if (!date_valid(p->has_year ? year : 2024, month, day)) return false;
    if (p->has_year) {
        p->range.first = date_of(year, month, day);
    } else {
        year_settle(p, month, day, &at);
    }
    p->range = period(p->range.first, 1, p->unit);
    *c = at;
    return true;
}

// Parts of a year: which and how many months each has.
static bool part_of_year_take(Cursor *c, int *ret_index, int *ret_months) {
    Str word = word_at(c, 0), next = word_at(c, 1);
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

static bool quarter_take(Cursor *c, Point *p) {
    Cursor at = *c;
    int year = 0, index = 0, months = 3;
    bool year_first = year_at(&at, 0, &year);
    if (year_first) at.at++;
    if (!part_of_year_take(&at, &index, &months)) return false;
    *p = (Point){.unit = DATE_QUARTER, .has_year = year_first || year_take(&at, &year)};
    if (p->has_year) {
        p->range.first = date_of(year, 1 + index * months, 1);
    } else {
        year_settle(p, 1 + index * months, 1, &at);
    }
    p->range = period(p->range.first, months, DATE_MONTH);
    *c = at;
    return true;
}

static bool year_point_take(Cursor *c, Point *p) {
    Cursor at = *c;
    int year = 0;
    bool said = word_is(&at, 0, "year") || word_is(&at, 0, "calendar");
    while (word_is(&at, 0, "calendar") || word_is(&at, 0, "year")) at.at++;
    if (!year_at(&at, 0, &year)) return false;
    at.at++;
    *p = (Point){.range = period(date_of(year, 1, 1), 1, DATE_YEAR),
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
static bool digits_take(Cursor *c, Point *p) {
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
    *p = (Point){.unit = count == 2 ? DATE_MONTH : DATE_DAY, .has_year = true};
    p->range = period(date_of(year, month, day), 1, p->unit);
    c->at++;
    return true;
}

static bool ago_take(Cursor *c, Point *p) {
    int count = 0;
    DateUnit unit = DATE_DAY;
    bool is_ago = number_at(c, 0, 1, COUNT_MAX, &count) && timephrase_unit(word_at(c, 1), &unit) &&
                  (word_is(c, 2, "ago") || word_is(c, 2, "pehle"));
    if (!is_ago) return false;
    *p = (Point){.unit = unit, .has_year = true};
    p->range = period(date_add(date_floor(c->today, unit), -count, unit), 1, unit);
    c->at += 3;
    return true;
}

static bool day_word_take(Cursor *c, Point *p) {
    for (size_t i = 0; i < COUNT_OF(DAY_WORDS); i++) {
        if (!str_eq(DAY_WORDS[i].word, word_at(c, 0))) continue;
        *p = (Point){.range = period(c->today + DAY_WORDS[i].shift, 1, DATE_DAY),
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
static bool relative_take(Cursor *c, Point *p) {
    const Opening *opening = NULL;
    for (size_t i = 0; i < COUNT_OF(OPENINGS); i++) {
        if (str_eq(OPENINGS[i].word, word_at(c, 0))) opening = &OPENINGS[i];
    }
    if (!opening) return false;
    Cursor at = *c;
    int count = 1;
    DateUnit unit = DATE_DAY;
    at.at++;
    if (number_at(&at, 0, 1, opening->shift == 0 ? 1 : COUNT_MAX, &count)) at.at++;
    skip(&at, "calendar");
    skip(&at, "full");
    if (!timephrase_unit(word_at(&at, 0), &unit)) return false;
    // "is saal" is Hindi for "this year"; in English "is" says nothing of time.
    if (word_is(c, 0, "is") && !unit_in(HINDI_UNITS, COUNT_OF(HINDI_UNITS), word_at(&at, 0), &unit))
        return false;
    at.at++;
    Date here = date_floor(c->today, unit);
    int shift = opening->shift < 0 ? -count : opening->shift;
    *p = (Point){.unit = unit, .has_year = true, .shift = opening->moves ? -count : 0};
    p->range = period(date_add(here, shift, unit), count, unit);
    *c = at;
    return true;
}

// "ytd", "year to date", "this year so far": from the start of the period to today.
static bool to_date_take(Cursor *c, Point *p) {
    static const UnitWord SHORT[] = {
        {STR("ytd"), DATE_YEAR}, {STR("mtd"), DATE_MONTH}, {STR("qtd"), DATE_QUARTER}};
    Cursor at = *c;
    DateUnit unit = DATE_YEAR;
    bool known = unit_in(SHORT, COUNT_OF(SHORT), word_at(&at, 0), &unit);
    if (known) {
        at.at++;
    } else if (timephrase_unit(word_at(&at, 0), &unit) && word_is(&at, 1, "to") &&
               word_is(&at, 2, "date")) {
        known = true;
        at.at += 3;
    } else if (word_is(&at, 0, "so") && word_is(&at, 1, "far") && word_is(&at, 2, "this") &&
               timephrase_unit(word_at(&at, 3), &unit)) {
        known = true;
        at.at += 4;
    }
    if (!known) return false;
    *p = (Point){.unit = unit,
                 .has_year = true,
                 .range = {.first = date_floor(c->today, unit), .end = c->today + 1}};
    *c = at;
    return true;
}

// "the year before", "a month earlier": the period before the one spoken of.
static bool shift_take(Cursor *c, Point *p) {
    DateUnit unit = DATE_YEAR;
    bool known = timephrase_unit(word_at(c, 0), &unit) &&
                 (word_is(c, 1, "before") || word_is(c, 1, "earlier") || word_is(c, 1, "prior"));
    if (!known) return false;
    c->at += 2;
    skip(c, "that");
    *p = (Point){.unit = unit, .has_year = true, .shift = -1};
    p->range = period(date_add(date_floor(c->today, unit), -1, unit), 1, unit);
    return true;
}

static bool point_take(Cursor *c, Point *p) {
    static bool (*const TAKES[])(Cursor *, Point *) = {
        to_date_take, relative_take,  shift_take, day_word_take, ago_take,
        digits_take,  day_month_take, month_take, quarter_take,  year_point_take,
    };
    Cursor at = *c;
    skip(&at, "the");
    for (size_t i = 0; i < COUNT_OF(TAKES); i++) {
        if (!TAKES[i](&at, p)) continue;
        bool so_far = word_is(&at, 0, "so") && word_is(&at, 1, "far");
        if (so_far) {
            at.at += 2;
            if (p->range.end > c->today) p->range.end = c->today + 1;
        }
        *c = at;
        return true;
    }
    return false;
}

// "1 jan and 15 feb 1998": the year of the second holds for the first; "5 to 10 march" is read too.
static void years_join(Point *first, const Point *last) {
    if (first->has_year || !last->has_year) return;
    DateParts p = date_parts(first->range.first), end = date_parts(last->range.first);
    int year = p.month > end.month ? end.year - 1 : end.year;
    int len = first->range.end - first->range.first;
    Date day = date_of(year, p.month, date_valid(year, p.month, p.day) ? p.day : 28);
    first->range =
        first->unit == DATE_DAY ? (DateRange){day, day + len} : period(day, 1, first->unit);
}

static bool is_joint(const Cursor *c, bool after_between) {
    return word_is(c, 0, "to") || word_is(c, 0, "till") || word_is(c, 0, "until") ||
           word_is(c, 0, "through") || (after_between && word_is(c, 0, "and"));
}

static bool range_take(Cursor *c, TimePhrase *ret) {
    Cursor at = *c;
    Point first = {0}, last = {0};
    bool between = word_is(&at, 0, "between"), from = word_is(&at, 0, "from");
    if (between || from) at.at++;
    if (!point_take(&at, &first) || !is_joint(&at, between)) return false;
    at.at++;
    if (!point_take(&at, &last)) return false;
    years_join(&first, &last);
    if (last.range.end <= first.range.first) return false;
    *ret = (TimePhrase){.count = at.at - c->at,
                        .has_first = true,
                        .has_end = true,
                        .unit = last.unit,
                        .range = {.first = first.range.first, .end = last.range.end}};
    return true;
}

static bool edge_take(Cursor *c, TimePhrase *ret) {
    const Edge *edge = NULL;
    for (size_t i = 0; i < COUNT_OF(EDGES); i++) {
        if (str_eq(EDGES[i].word, word_at(c, 0))) edge = &EDGES[i];
    }
    Cursor at = *c;
    at.at++;
    if (word_is(c, 0, "up") && word_is(c, 1, "to")) {
        edge = &EDGES[5];  // "till"
        at.at++;
    }
    Point p = {0};
    if (!edge || !point_take(&at, &p)) return false;
    if (edge->sets_first) {
        skip(&at, "onwards");
        skip(&at, "onward");
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
    Cursor c = {.t = t, .at = at, .today = today};
    if (range_take(&c, ret) || edge_take(&c, ret)) return true;
    Point p = {0};
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
