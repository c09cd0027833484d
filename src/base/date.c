#include "base/date.h"

#include <assert.h>

#include "base/err.h"

static const char *const UNIT_NAMES[] = {
    [DATE_DAY] = ERR_WORD("day"),     [DATE_WEEK] = ERR_WORD("week"),
    [DATE_MONTH] = ERR_WORD("month"), [DATE_QUARTER] = ERR_WORD("quarter"),
    [DATE_YEAR] = ERR_WORD("year"),
};

Date date_of(int year, int month, int day) {
    // A year that starts in March puts the leap day last; an era is 400 years.
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

DateParts date_parts(Date date) {
    int shifted = date + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int year = year_of_era + era * 400 + (month <= 2);
    return (DateParts){.year = year, .month = month, .day = day};
}

int date_days_in_month(int year, int month) {
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : DAYS[month - 1];
}

bool date_valid(int year, int month, int day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= date_days_in_month(year, month);
}

int date_weekday(Date date) {
    int since_thursday = date % 7;  // 1970-01-01 was a Thursday
    return (since_thursday + 7 + 3) % 7;
}

Date date_floor(Date date, DateUnit unit) {
    DateParts p = date_parts(date);
    switch (unit) {
        case DATE_DAY: return date;
        case DATE_WEEK: return date - date_weekday(date);
        case DATE_MONTH: return date_of(p.year, p.month, 1);
        case DATE_QUARTER: return date_of(p.year, (p.month - 1) / 3 * 3 + 1, 1);
        case DATE_YEAR: return date_of(p.year, 1, 1);
    }
    assert(false);
    return date;
}

static Date months_add(Date date, int count) {
    DateParts p = date_parts(date);
    int months = p.year * 12 + (p.month - 1) + count;
    int year = months / 12;
    int month = months % 12 + 1;
    int days = date_days_in_month(year, month);
    return date_of(year, month, p.day < days ? p.day : days);
}

Date date_add(Date date, int count, DateUnit unit) {
    switch (unit) {
        case DATE_DAY: return date + count;
        case DATE_WEEK: return date + 7 * count;
        case DATE_MONTH: return months_add(date, count);
        case DATE_QUARTER: return months_add(date, 3 * count);
        case DATE_YEAR: return months_add(date, 12 * count);
    }
    assert(false);
    return date;
}

bool date_parse_iso(Str text, Date *ret_date) {
    int64_t year = 0;
    int64_t month = 0;
    int64_t day = 0;
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-') return false;
    for (size_t i = 0; i < text.len; i++) {
        if (i != 4 && i != 7 && (text.ptr[i] < '0' || text.ptr[i] > '9')) return false;
    }
    if (!str_to_int(str_slice(text, 0, 4), &year) || !str_to_int(str_slice(text, 5, 7), &month) ||
        !str_to_int(str_slice(text, 8, 10), &day)) {
        return false;
    }
    if (!date_valid((int)year, (int)month, (int)day)) return false;
    *ret_date = date_of((int)year, (int)month, (int)day);
    return true;
}

// `value` in `count` digits. Dates are written by the million: no printf here.
static void digits_put(char *at, int value, int count) {
    for (int i = count - 1; i >= 0; i--, value /= 10) at[i] = (char)('0' + value % 10);
}

void date_write(Buf *out, Date date) {
    DateParts p = date_parts(date);
    if (p.year < 0 || p.year > 9999) {  // no four digits: at least not a wrong year
        buf_add_fmt(out, "%d-%02d-%02d", p.year, p.month, p.day);
        return;
    }
    char text[10] = "0000-00-00";
    digits_put(text, p.year, 4);
    digits_put(text + 5, p.month, 2);
    digits_put(text + 8, p.day, 2);
    buf_add(out, str_of(text, sizeof text));
}

void time_write(Buf *out, int64_t in_day) {
    int second = (int)(in_day / MOMENT_SECOND);
    int micro = (int)(in_day % MOMENT_SECOND);
    char text[15] = "00:00:00.000000";
    digits_put(text, second / 3600, 2);
    digits_put(text + 3, second / 60 % 60, 2);
    digits_put(text + 6, second % 60, 2);
    digits_put(text + 9, micro, 6);
    buf_add(out, str_of(text, micro ? sizeof text : 8));
}

static void moment_parts_write(Buf *out, Moment moment, char between) {
    int64_t day = moment / MOMENT_DAY - (moment % MOMENT_DAY < 0);
    int64_t in_day = moment - day * MOMENT_DAY;
    date_write(out, (Date)day);
    buf_add_char(out, between);
    time_write(out, in_day);
}

void moment_write(Buf *out, Moment moment) { moment_parts_write(out, moment, 'T'); }

void moment_write_spaced(Buf *out, Moment moment) { moment_parts_write(out, moment, ' '); }

Str date_str(Arena *a, Date date) {
    DateParts p = date_parts(date);
    return str_fmt(a, "%04d-%02d-%02d", p.year, p.month, p.day);
}

const char *date_unit_name(DateUnit unit) { return UNIT_NAMES[unit]; }
