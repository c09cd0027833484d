#include "ask/timephrase.h"

#include <assert.h>

#include "ask/timephrase_festival.h"
#include "ask/timephrase_fiscal.h"
#include "ask/timephrase_relative.h"

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

enum { SHORT_YEARS = 10 };  // how far back a year of two digits is taken for one

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

// The year that two digits mean: the last that is so written and has begun.
static int short_year(int digits, Date today) {
    int now = date_parts(today).year, year = now - now % 100 + digits;
    return year > now ? year - 100 : year;
}

// "10 jan 98": behind a day of a month two digits are a year, unless another date begins there.
static bool day_year_take(TimeCursor *c, int *ret_year) {
    int digits = 0;
    if (time_cursor_year_take(c, ret_year)) return true;
    if (!time_cursor_number(c, 0, 0, 99, &digits) || time_cursor_word(c, 0).len != 2) return false;
    int year = short_year(digits, c->today);
    bool near = digits > 31 || year > date_parts(c->today).year - SHORT_YEARS;
    if (!near || timephrase_month(time_cursor_word(c, 1)) > 0) return false;
    *ret_year = year;
    c->at++;
    return true;
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
    *p = (TimePoint){.unit = DATE_DAY, .has_year = day_year_take(&at, &year)};
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

static bool dash_before(const TimeCursor *c) {
    if (c->at == 0 || c->at >= c->t->count) return false;
    const char *end = c->t->items[c->at].raw.ptr;
    Str before = c->t->items[c->at - 1].raw;
    const char *first = before.ptr + before.len;
    Str between = str_trim(str_of(first, (size_t)(end - first)));
    return str_eq(between, S("-")) || str_eq(between, S("\xE2\x80\x93"));
}

// "nov 17" is a day, but "dec 97", "nov-17" and "in nov 17" name a year: months have no 97th, and
// one is "on" a day.
static bool short_year_take(TimeCursor *c, int *ret_year) {
    static const char *const LEADS[] = {"in", "for", "during", "of", "since", "till", "upto"};
    int digits = 0;
    if (!time_cursor_number(c, 0, 0, 99, &digits) || time_cursor_word(c, 0).len != 2) return false;
    int year = short_year(digits, c->today), now = date_parts(c->today).year;
    bool led = false;
    Str lead = c->at > 1 ? c->t->items[c->at - 2].text : (Str){0};
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) led = led || str_eq(lead, str_from(LEADS[i]));
    bool means =
        digits > 31 || ((led || dash_before(c)) && year > now - SHORT_YEARS && digits > 12);
    TimeCursor after = *c;
    after.at++;
    int full = 0;
    if (!means || time_cursor_year_take(&after, &full)) return false;
    *ret_year = year;
    c->at++;
    return true;
}

// "nov'17", "nov17": a month and its year in one word.
static bool month_joined_take(TimeCursor *c, TimePoint *p) {
    Str word = time_cursor_word(c, 0);
    int64_t digits = 0;
    if (word.len < 5 || !str_to_int(str_skip(word, word.len - 2), &digits) || digits < 0)
        return false;
    int month = timephrase_month(str_slice(word, 0, word.len - 2));
    if (month == 0) return false;
    *p = (TimePoint){.unit = DATE_MONTH, .has_year = true};
    p->range = time_cursor_period(date_of(short_year((int)digits, c->today), month, 1), 1, p->unit);
    c->at++;
    return true;
}

// "march 2025", "march 5, 2025", "march", "march 98".
static bool month_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int month = timephrase_month(time_cursor_word(&at, 0)), day = 1, year = 0;
    if (month == 0) return month_joined_take(c, p);
    at.at++;
    if (short_year_take(&at, &year)) {
        *p = (TimePoint){.unit = DATE_MONTH, .has_year = true};
        p->range = time_cursor_period(date_of(year, month, 1), 1, DATE_MONTH);
        *c = at;
        return true;
    }
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

// "q1 98": quarters have no days that the two digits could be.
static bool quarter_year_take(TimeCursor *c, int *ret_year) {
    int digits = 0;
    if (time_cursor_year_take(c, ret_year)) return true;
    if (!time_cursor_number(c, 0, 0, 99, &digits) || time_cursor_word(c, 0).len != 2) return false;
    *ret_year = short_year(digits, c->today);
    c->at++;
    return true;
}

// "in 97", "97 vs 98": two digits that stand alone where a year does.
static bool lone_year_take(TimeCursor *c, int *ret_year) {
    static const char *const LEADS[] = {"in", "during", "since", "vs", "versus", "year"};
    static const char *const AFTER[] = {"vs", "versus", "and", "or", "?", ".", ",", "only"};
    int digits = 0, full = 0;
    if (!time_cursor_number(c, 0, 32, 99, &digits) || time_cursor_word(c, 0).len != 2) return false;
    bool led = false, alone = c->at + 1 >= c->t->count;
    for (size_t i = 0; i < COUNT_OF(LEADS) && c->at > 0; i++)
        led = led || str_eq(c->t->items[c->at - 1].text, str_from(LEADS[i]));
    // "in 97 and 98"
    if (c->at > 1 && c->t->items[c->at - 2].kind == TOKEN_NUMBER)
        led = led || str_eq(c->t->items[c->at - 1].text, S("and"));
    for (size_t i = 0; i < COUNT_OF(AFTER); i++) alone = alone || time_cursor_is(c, 1, AFTER[i]);
    TimeCursor after = *c;
    after.at++;
    if (!led || !alone || time_cursor_year_take(&after, &full)) return false;
    *ret_year = short_year(digits, c->today);
    return *ret_year > date_parts(c->today).year - SHORT_YEARS;
}

static bool quarter_take(TimeCursor *c, TimePoint *p) {
    TimeCursor at = *c;
    int year = 0, index = 0, months = 3;
    bool year_first = time_cursor_year(&at, 0, &year);
    if (year_first) at.at++;
    if (!part_of_year_take(&at, &index, &months)) return false;
    *p = (TimePoint){.unit = DATE_QUARTER, .has_year = year_first || quarter_year_take(&at, &year)};
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
    if (!time_cursor_year(&at, 0, &year) && !lone_year_take(&at, &year)) return false;
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
    if (!month_take(&at, p) && !timephrase_relative_take(&at, p)) return false;
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

static bool point_take(TimeCursor *c, TimePoint *p) {
    static bool (*const TAKES[])(TimeCursor *, TimePoint *) = {
        timephrase_festival_take,
        timephrase_fiscal_take,
        week_take,
        part_of_month_take,
        part_of_named_year_take,
        timephrase_relative_take,
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
        if (timephrase_relative_so_far(&at) && p->range.end > c->today) p->range.end = c->today + 1;
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

// "to", "till", a dash; "and" behind "between". A dash is no word of its own.
static bool joint_take(TimeCursor *c, bool after_between) {
    static const char *const WORDS[] = {"to", "till", "until", "through", "upto", "thru", "se"};
    if (dash_before(c)) return true;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (time_cursor_skip(c, WORDS[i])) return true;
    }
    return after_between && time_cursor_skip(c, "and");
}

// "10 to 20 april 1998", "between 10 and 20 april": the month stands behind the second day.
static bool days_take(TimeCursor *c, bool between, TimePoint *first, TimePoint *last) {
    TimeCursor at = *c;
    int day = 0;
    if (!time_cursor_number(&at, 0, 1, 31, &day)) return false;
    at.at++;
    bool listed = !joint_take(&at, between);
    if (listed && !time_cursor_skip(&at, "and") && !time_cursor_skip(&at, "&")) return false;
    if (!day_month_take(&at, last)) return false;
    DateParts p = date_parts(last->range.first);
    // "24 and 25 december" are one period, "1 and 25 december" are not.
    if (day >= p.day || (listed && day + 1 != p.day)) return false;
    *first = *last;
    first->range.first = date_of(p.year, p.month, day);
    *c = at;
    return true;
}

// Both ends of a range, each as it was said.
static bool ends_take(TimeCursor *c, TimePoint *ret_first, TimePoint *ret_last) {
    TimeCursor at = *c;
    TimePoint first = {0}, last = {0};
    bool between = time_cursor_is(&at, 0, "between"), from = time_cursor_is(&at, 0, "from");
    if (between || from) at.at++;
    if (!days_take(&at, between, &first, &last)) {
        if (!point_take(&at, &first) || !joint_take(&at, between)) return false;
        if (!point_take(&at, &last)) return false;
        years_join(&first, &last);
    }
    if (last.range.end <= first.range.first) return false;
    *ret_first = first;
    *ret_last = last;
    *c = at;
    return true;
}

static bool range_take(TimeCursor *c, TimePhrase *ret) {
    TimeCursor at = *c;
    TimePoint first = {0}, last = {0};
    if (!ends_take(&at, &first, &last)) return false;
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

static TimePhrase phrase_of(const TimePoint *p, size_t count) {
    return (TimePhrase){.count = count,
                        .has_first = true,
                        .has_end = true,
                        .range = p->range,
                        .unit = p->unit,
                        .shift = p->shift,
                        .yearless = !p->has_year,
                        .bare_number = p->bare_number};
}

bool timephrase_read(const Tokens *t, size_t at, Date today, TimePhrase *ret) {
    assert(ret);
    TimeCursor c = {.t = t, .at = at, .today = today};
    if (range_take(&c, ret) || edge_take(&c, ret)) return true;
    TimePoint p = {0};
    if (!point_take(&c, &p)) return false;
    *ret = phrase_of(&p, c.at - at);
    return true;
}

bool timephrase_ends(const Tokens *t, size_t at, Date today, TimePhrase ret[2]) {
    TimeCursor c = {.t = t, .at = at, .today = today};
    TimePoint first = {0}, last = {0};
    if (!ends_take(&c, &first, &last)) return false;
    ret[0] = phrase_of(&first, c.at - at);
    ret[1] = phrase_of(&last, c.at - at);
    return true;
}

bool timephrase_word(Str word) {
    DateUnit unit = DATE_DAY;
    if (timephrase_unit(word, &unit) || timephrase_grain(word, &unit)) return true;
    if (timephrase_month(word) > 0 || timephrase_relative_word(word)) return true;
    for (size_t i = 0; i < COUNT_OF(EDGES); i++) {
        if (str_eq(EDGES[i].word, word)) return true;
    }
    for (size_t i = 0; i < COUNT_OF(ORDINALS); i++) {
        if (str_eq(ORDINALS[i], word)) return true;
    }
    return str_eq(word, S("onwards")) || str_eq(word, S("half"));
}
