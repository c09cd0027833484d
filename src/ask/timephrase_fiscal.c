#include "ask/timephrase_fiscal.h"

enum { CENTURY = 2000, SHORT_YEAR = 100 };

static int first_month(const TimeCursor *c) {
    return c->t->fiscal_month > 0 ? c->t->fiscal_month : TIMEPHRASE_FISCAL_MONTH;
}

// The calendar year in which the fiscal year of today began.
static int year_begun(const TimeCursor *c) {
    DateParts p = date_parts(c->today);
    return p.month >= first_month(c) ? p.year : p.year - 1;
}

// The same of the fiscal year that ends in `year`: one that begins with January ends in its own.
static int year_before(const TimeCursor *c, int year) {
    return first_month(c) == 1 ? year : year - 1;
}

static int full_year(int64_t year) { return (int)(year < SHORT_YEAR ? year + CENTURY : year); }

// "2024-25": its two halves follow one another.
static bool span_read(Str text, int *ret_begun) {
    Str rest = text, first = {0}, last = {0};
    int64_t begun = 0, ends = 0;
    bool two = str_next_part(&rest, '-', &first) && str_next_part(&rest, '-', &last);
    if (!two || !str_to_int(first, &begun) || !str_to_int(last, &ends)) return false;
    if (begun < 0 || ends < 0 || begun > 2100 || ends > 2100) return false;
    if ((full_year(begun) + 1) % SHORT_YEAR != full_year(ends) % SHORT_YEAR) return false;
    *ret_begun = full_year(begun);
    return true;
}

// The year behind "fy": "24", "2024", "2024-25", "24 25".
static bool year_take(TimeCursor *c, int *ret_begun) {
    int year = 0, next = 0;
    if (span_read(time_cursor_word(c, 0), ret_begun)) {
        c->at++;
        return true;
    }
    if (!time_cursor_number(c, 0, 0, 2100, &year) || (year >= SHORT_YEAR && year < 1900))
        return false;
    c->at++;
    *ret_begun = year_before(c, full_year(year));
    if (time_cursor_number(c, 0, 0, 2100, &next) && next % SHORT_YEAR == (year + 1) % SHORT_YEAR) {
        *ret_begun = full_year(year);
        c->at++;
    }
    return true;
}

// "fy24" in one word, and its second half in the next.
static bool joined_take(TimeCursor *c, int *ret_begun) {
    Str word = time_cursor_word(c, 0);
    int64_t year = 0;
    int next = 0;
    if (!str_starts(word, S("fy")) || word.len < 4) return false;
    Str rest = str_skip(word, 2);
    if (span_read(rest, ret_begun)) {
        c->at++;
        return true;
    }
    if (!str_to_int(rest, &year) || year < 0 || year > 2100) return false;
    c->at++;
    *ret_begun = year_before(c, full_year(year));
    if (time_cursor_number(c, 0, 0, 99, &next) && next == (int)(year + 1) % SHORT_YEAR) {
        *ret_begun = full_year(year);
        c->at++;
    }
    return true;
}

static bool named_take(TimeCursor *c) {
    TimeCursor at = *c;
    bool fiscal = time_cursor_skip(&at, "fiscal") || time_cursor_skip(&at, "financial");
    bool year = fiscal && (time_cursor_skip(&at, "year") || time_cursor_skip(&at, "years") ||
                           time_cursor_skip(&at, "saal"));
    if (!fiscal && !time_cursor_skip(&at, "fy")) return false;
    (void)year;
    *c = at;
    return true;
}

static bool whole_take(TimeCursor *c, int *ret_begun) {
    static const struct {
        const char *word;
        int shift;
    } WHICH[] = {{"this", 0},      {"current", 0}, {"is", 0},      {"last", -1},
                 {"previous", -1}, {"past", -1},   {"pichle", -1}, {"next", 1}};
    TimeCursor at = *c;
    if (joined_take(c, ret_begun)) return true;
    if (named_take(&at) && year_take(&at, ret_begun)) {
        *c = at;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(WHICH); i++) {
        at = *c;
        if (!time_cursor_skip(&at, WHICH[i].word) || !named_take(&at)) continue;
        *ret_begun = year_begun(c) + WHICH[i].shift;
        *c = at;
        return true;
    }
    return false;
}

static int quarter_of(Str word) {
    bool is = word.len == 2 && word.ptr[0] == 'q' && word.ptr[1] >= '1' && word.ptr[1] <= '4';
    return is ? word.ptr[1] - '0' : 0;
}

static int half_of(Str word) {
    bool is = word.len == 2 && word.ptr[0] == 'h' && word.ptr[1] >= '1' && word.ptr[1] <= '2';
    return is ? word.ptr[1] - '0' : 0;
}

// "q2", "h1" before or behind the year, with "of" between.
static bool part_take(TimeCursor *c, int *ret_month, int *ret_months) {
    Str word = time_cursor_word(c, 0);
    int quarter = quarter_of(word), half = half_of(word);
    if (quarter == 0 && half == 0) return false;
    *ret_months = quarter > 0 ? 3 : 6;
    *ret_month = quarter > 0 ? (quarter - 1) * 3 : (half - 1) * 6;
    c->at++;
    return true;
}

bool timephrase_fiscal_take(TimeCursor *c, TimePoint *ret) {
    TimeCursor at = *c;
    int begun = 0, month = 0, months = 12;
    if (time_cursor_skip(&at, "fytd")) {
        Date first = date_of(year_begun(c), first_month(c), 1);
        *ret = (TimePoint){
            .unit = DATE_YEAR, .has_year = true, .range = {.first = first, .end = c->today + 1}};
        *c = at;
        return true;
    }
    bool part = part_take(&at, &month, &months);
    if (part) time_cursor_skip(&at, "of");
    bool bare = !part && at.at < at.t->count && at.t->items[at.at].kind == TOKEN_DATE &&
                span_read(time_cursor_word(&at, 0), &begun) && begun % SHORT_YEAR >= 12;
    if (bare) at.at++;
    if (!bare && !whole_take(&at, &begun)) return false;
    if (begun < 1900 || begun > 2099) return false;
    if (!part) part = part_take(&at, &month, &months);
    bool to_date = time_cursor_is(&at, 0, "to") && time_cursor_is(&at, 1, "date");
    Date first = date_add(date_of(begun, first_month(c), 1), month, DATE_MONTH);
    *ret = (TimePoint){.unit = part ? DATE_QUARTER : DATE_YEAR, .has_year = true};
    ret->range = time_cursor_period(first, months, DATE_MONTH);
    if (to_date) {
        at.at += 2;
        ret->range.end = c->today + 1;
    }
    *c = at;
    return true;
}
