#include "ask/timephrase_relative.h"

#include "ask/timephrase.h"

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

static bool unit_in(const UnitWord *words, size_t count, Str word, DateUnit *ret_unit) {
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(words[i].word, word)) continue;
        *ret_unit = words[i].unit;
        return true;
    }
    return false;
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
bool timephrase_relative_so_far(TimeCursor *c) {
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

bool timephrase_relative_take(TimeCursor *c, TimePoint *p) {
    static bool (*const TAKES[])(TimeCursor *, TimePoint *) = {
        twice_take, to_date_take, relative_take, shift_take, day_word_take, ago_take,
    };
    for (size_t i = 0; i < COUNT_OF(TAKES); i++) {
        if (TAKES[i](c, p)) return true;
    }
    return false;
}

bool timephrase_relative_word(Str word) {
    for (size_t i = 0; i < COUNT_OF(OPENINGS); i++) {
        if (str_eq(OPENINGS[i].word, word)) return true;
    }
    for (size_t i = 0; i < COUNT_OF(DAY_WORDS); i++) {
        if (str_eq(DAY_WORDS[i].word, word)) return true;
    }
    return false;
}
