#include "connect/datetext.h"

#include <string.h>

static const Str MONTHS[] = {STR("january"),   STR("february"), STR("march"),    STR("april"),
                             STR("may"),       STR("june"),     STR("july"),     STR("august"),
                             STR("september"), STR("october"),  STR("november"), STR("december")};
static const Str WEEKDAYS[] = {STR("monday"), STR("tuesday"),  STR("wednesday"), STR("thursday"),
                               STR("friday"), STR("saturday"), STR("sunday")};

enum { TEXT_MAX = 48 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Index of the name that `word` is or shortens (three letters at least; "sept"), or -1.
static int name_find(const Str *names, size_t count, Str word) {
    if (word.len < 3) return -1;
    for (size_t i = 0; i < count; i++) {
        if (word.len <= names[i].len && str_starts_nocase(names[i], word)) return (int)i;
    }
    return -1;
}

static Str letters_take(Str *rest) {
    size_t n = 0;
    while (n < rest->len && is_letter(rest->ptr[n])) n++;
    Str word = str_slice(*rest, 0, n);
    *rest = str_skip(*rest, n);
    return word;
}

// Takes up to `max` digits; returns how many.
static int digits_take(Str *rest, int max, int *ret_value) {
    int n = 0, value = 0;
    while (n < max && (size_t)n < rest->len && is_digit(rest->ptr[n])) {
        value = value * 10 + (rest->ptr[n] - '0');
        n++;
    }
    *rest = str_skip(*rest, (size_t)n);
    *ret_value = value;
    return n;
}

static bool char_take(Str *rest, char c) {
    if (rest->len == 0 || rest->ptr[0] != c) return false;
    *rest = str_skip(*rest, 1);
    return true;
}

// ---- times of day

static int64_t fraction_take(Str *rest) {
    int64_t us = 0, scale = 100000;
    while (rest->len > 0 && is_digit(rest->ptr[0])) {
        us += scale * (rest->ptr[0] - '0');
        scale /= 10;
        *rest = str_skip(*rest, 1);
    }
    return us;
}

static bool meridiem_take(Str *rest, int *hour, DateLayout *layout) {
    Str t = str_trim(*rest);
    bool pm = str_starts_nocase(t, S("pm")) || str_starts_nocase(t, S("p.m."));
    bool am = str_starts_nocase(t, S("am")) || str_starts_nocase(t, S("a.m."));
    if (!pm && !am) return true;
    if (*hour < 1 || *hour > 12) return false;
    *hour = *hour % 12 + (pm ? 12 : 0);
    layout->meridiem = true;
    layout->odd |= t.ptr[1] == '.' || t.ptr == rest->ptr;
    *rest = str_skip(t, t.ptr[1] == '.' ? 4 : 2);
    return true;
}

// "14:35", "14:35:10.25", "2:35 PM"
static bool clock_take(Str *rest, int64_t *ret_us, DateLayout *layout) {
    int hour, minute, second = 0;
    int64_t us = 0;
    if (digits_take(rest, 2, &hour) == 0 || !char_take(rest, ':')) return false;
    if (digits_take(rest, 2, &minute) != 2) return false;
    layout->time_parts = 2;
    if (char_take(rest, ':')) {
        if (digits_take(rest, 2, &second) != 2) return false;
        layout->time_parts = 3;
        if (rest->len > 1 && (rest->ptr[0] == '.' || rest->ptr[0] == ',') &&
            is_digit(rest->ptr[1])) {
            layout->odd |= rest->ptr[0] == ',';
            *rest = str_skip(*rest, 1);
            us = fraction_take(rest);
            layout->time_parts = 4;
        }
    }
    if (!meridiem_take(rest, &hour, layout)) return false;
    if (hour > 23 || minute > 59 || second > 59) return false;
    *ret_us = ((int64_t)hour * 3600 + minute * 60 + second) * MOMENT_SECOND + us;
    return true;
}

// "Z", "+05:30", "-0800", "+05", "UTC", "IST"
static bool zone_take(Str *rest, DateText *d) {
    Str t = str_trim(*rest);
    if (t.len == 0) return true;
    d->has_zone = d->layout.zone = true;
    if (str_eq_nocase(t, S("Z")) || str_eq_nocase(t, S("UTC")) || str_eq_nocase(t, S("GMT"))) {
        *rest = str_skip(t, t.len);
        return true;
    }
    if (str_eq_nocase(t, S("IST"))) {
        d->zone_minutes = 330;
        *rest = str_skip(t, t.len);
        return true;
    }
    int sign = t.ptr[0] == '+' ? 1 : t.ptr[0] == '-' ? -1 : 0, hours, minutes = 0;
    if (sign == 0) return false;
    t = str_skip(t, 1);
    if (digits_take(&t, 2, &hours) != 2 || hours > 15) return false;
    bool colon = char_take(&t, ':');
    int count = digits_take(&t, 2, &minutes);
    if ((count != 2 && (colon || count != 0)) || minutes > 59) return false;
    d->zone_minutes = sign * (hours * 60 + minutes);
    *rest = t;
    return true;
}

bool datetext_time(Str text, int64_t *ret_us) {
    DateLayout layout = {0};
    if (text.len < 4 || text.len > 20 || !is_digit(text.ptr[0])) return false;
    return clock_take(&text, ret_us, &layout) && text.len == 0;
}

// ---- days

static void order_try(DateText *d, DateOrder order, int year, int month, int day) {
    if (date_valid(year, month, day)) d->orders |= (uint8_t)(1u << order);
}

// A year of two digits is tried as a leap year: the true century is known only later.
static int year_try(int year, int digits) { return digits == 2 ? 2000 + year : year; }

static bool ordinal_skip(Str *rest) {
    if (rest->len < 2 || !is_letter(rest->ptr[0])) return false;
    static const Str ENDS[] = {STR("st"), STR("nd"), STR("rd"), STR("th")};
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        bool alone = rest->len == 2 || !is_letter(rest->ptr[2]);
        if (alone && str_starts_nocase(*rest, ENDS[i])) {
            *rest = str_skip(*rest, 2);
            return true;
        }
    }
    return false;
}

// One of '-' '/' '.' ' ' ',' or ", ", " - "; 0 when there is none.
static char separator_take(Str *rest) {
    char found = 0;
    while (rest->len > 0 && strchr("-/., ", rest->ptr[0])) {
        char c = rest->ptr[0];
        if (c != ' ' && found && found != ' ') return 0;
        if (!found || c != ' ') found = c;
        *rest = str_skip(*rest, 1);
    }
    return found;
}

typedef struct Parts {
    int digits[3];  // 0 for a month's name
    char sep[3];    // before the part
} Parts;

static bool part_take(Str *rest, DateText *d, Parts *p) {
    int at = d->part_count;
    if (rest->len > 0 && is_letter(rest->ptr[0])) {
        Str word = letters_take(rest);
        int month = name_find(MONTHS, COUNT_OF(MONTHS), word);
        if (month < 0 || d->named) return false;
        char_take(rest, '.');
        d->named = true;
        d->month_at = at;
        d->part[at] = month + 1;
        d->layout.month_name = word.len == 3 ? 1 : 2;
        d->layout.odd |= word.len != 3 && word.len != MONTHS[month].len;
    } else {
        p->digits[at] = digits_take(rest, 9, &d->part[at]);
        if (p->digits[at] == 0) return false;
        if (ordinal_skip(rest)) d->layout.odd = true;
    }
    d->part_count++;
    return true;
}

// Whether what is left begins a time of day: 'T', or a space and "12:".
static bool time_begins(Str rest) {
    if (rest.len < 4) return false;
    if (rest.ptr[0] == 'T' || rest.ptr[0] == 't') return is_digit(rest.ptr[1]);
    if (rest.ptr[0] != ' ' && rest.ptr[0] != ',') return false;
    Str t = str_trim(str_skip(rest, 1));
    return t.len >= 4 && is_digit(t.ptr[0]) && (t.ptr[1] == ':' || t.ptr[2] == ':');
}

static bool parts_take(Str *rest, DateText *d, Parts *p) {
    while (d->part_count < 3) {
        if (!part_take(rest, d, p)) return false;
        if (rest->len == 0 || d->part_count == 3 || time_begins(*rest)) break;
        char sep = separator_take(rest);
        if (!sep || rest->len == 0) return false;
        p->sep[d->part_count] = sep;
    }
    d->layout.sep = p->sep[1];
    if (d->part_count == 3 && p->sep[2] != p->sep[1]) d->layout.odd = true;
    return true;
}

static void three_numbers(DateText *d, const Parts *p) {
    const int *n = d->part;
    if (p->digits[0] == 4 && p->digits[1] <= 2 && p->digits[2] <= 2) {
        d->layout.year_digits = 4;
        order_try(d, ORDER_YMD, n[0], n[1], n[2]);
        return;
    }
    bool short_year = p->digits[2] == 2;
    if (p->digits[0] > 2 || p->digits[1] > 2 || (p->digits[2] != 4 && !short_year)) return;
    d->layout.year_digits = short_year ? 2 : 4;
    int year = year_try(n[2], p->digits[2]);
    order_try(d, ORDER_DMY, year, n[1], n[0]);
    order_try(d, ORDER_MDY, year, n[0], n[1]);
    if (short_year && p->digits[0] == 2) order_try(d, ORDER_YMD2, 2000 + n[0], n[1], n[2]);
}

// With the month named, the order of day and year is plain; the column's order need not be.
static void three_named(DateText *d, const Parts *p) {
    const int *n = d->part;
    bool year_first = p->digits[0] == 4;
    int year_at = year_first ? 0 : 2, day_at = 3 - year_at - d->month_at;
    if (d->month_at == 2 || (p->digits[year_at] != 4 && p->digits[year_at] != 2)) return;
    if (p->digits[day_at] > 2 || p->digits[day_at] == 0) return;
    d->layout.year_digits = (uint8_t)p->digits[year_at];
    int year = year_try(n[year_at], p->digits[year_at]);
    if (!date_valid(year, n[d->month_at], n[day_at])) return;
    uint8_t both = 1u << ORDER_DMY | 1u << ORDER_MDY;
    d->orders = year_first ? 1u << ORDER_YMD : both;
    if (d->month_at == 0) d->layout.odd |= p->sep[1] != ' ' || p->sep[2] != ' ';
}

static void two_parts(DateText *d, const Parts *p) {
    bool year_first = p->digits[0] == 4;
    int year_digits = p->digits[year_first ? 0 : 1], month_at = year_first ? 1 : 0;
    if (d->named ? d->month_at != month_at : p->digits[month_at] > 2) return;
    if (year_digits != 4 && !(d->named && year_digits == 2)) return;
    // "3.2026" and "2026.03" are decimals to everyone but us.
    if (!d->named && p->sep[1] != '-' && p->sep[1] != '/') return;
    int year = year_try(d->part[1 - month_at], year_digits);
    d->layout.year_digits = (uint8_t)year_digits;
    if (year < 1900 || year > 2200) return;
    order_try(d, ORDER_MONTH, year, d->part[month_at], 1);
}

static void one_number(DateText *d, const Parts *p) {
    int n = d->part[0], year = n / 10000;
    if (p->digits[0] != 8 || year < 1900 || year > 2199) return;
    d->layout.year_digits = 4;
    order_try(d, ORDER_COMPACT, year, n / 100 % 100, n % 100);
}

static bool weekday_skip(Str *rest) {
    Str t = *rest;
    if (t.len == 0 || !is_letter(t.ptr[0])) return false;
    if (name_find(WEEKDAYS, COUNT_OF(WEEKDAYS), letters_take(&t)) < 0) return false;
    if (!separator_take(&t)) return false;
    *rest = t;
    return true;
}

static bool time_take(Str *rest, DateText *d) {
    if (rest->len == 0) return true;
    if (!time_begins(*rest)) return false;
    bool t = (rest->ptr[0] | 0x20) == 't';
    d->layout.time_sep = t ? 'T' : ' ';
    d->layout.odd |= rest->ptr[0] == ',' || rest->ptr[0] == 't' || (!t && rest->ptr[1] == ' ');
    *rest = str_trim(str_skip(*rest, 1));
    d->has_time = true;
    if (!clock_take(rest, &d->time_us, &d->layout)) return false;
    return zone_take(rest, d) && rest->len == 0;
}

bool datetext_scan(Str text, DateText *ret_date) {
    if (text.len < 6 || text.len > TEXT_MAX) return false;
    if (!is_digit(text.ptr[0]) && !is_letter(text.ptr[0])) return false;
    DateText d = {.month_at = -1};
    Parts p = {0};
    Str rest = text;
    if (weekday_skip(&rest)) d.layout.odd = true;
    if (!parts_take(&rest, &d, &p) || !time_take(&rest, &d)) return false;
    if (d.part_count == 3 && d.named) three_named(&d, &p);
    if (d.part_count == 3 && !d.named) three_numbers(&d, &p);
    if (d.part_count == 2) two_parts(&d, &p);
    if (d.part_count == 1 && !d.named && !d.layout.odd) one_number(&d, &p);
    if (d.orders == 0) return false;
    *ret_date = d;
    return true;
}

static int year_of(const DateText *d, int year, Date today) {
    if (d->layout.year_digits == 4) return year;
    int last = date_parts(today).year + 10;
    int full = last - last % 100 + year;
    return full > last ? full - 100 : full;
}

static Date day_of(int year, int month, int day) {
    // 29 February read with a two-digit year whose true century has none.
    return date_valid(year, month, day) ? date_of(year, month, day) : date_of(year, month, 28);
}

static Date named_day(const DateText *d, Date today) {
    int year_at = d->part_count == 2 ? 1 - d->month_at : d->part[0] > 31 ? 0 : 2;
    int year = year_of(d, d->part[year_at], today);
    int day = d->part_count == 2 ? 1 : d->part[3 - year_at - d->month_at];
    return day_of(year, d->part[d->month_at], day);
}

Date datetext_day(const DateText *d, DateOrder order, Date today) {
    const int *n = d->part;
    if (d->named) return named_day(d, today);
    switch (order) {
        case ORDER_YMD: return day_of(n[0], n[1], n[2]);
        case ORDER_DMY: return day_of(year_of(d, n[2], today), n[1], n[0]);
        case ORDER_MDY: return day_of(year_of(d, n[2], today), n[0], n[1]);
        case ORDER_YMD2: return day_of(year_of(d, n[0], today), n[1], n[2]);
        case ORDER_MONTH: return n[0] > 12 ? day_of(n[0], n[1], 1) : day_of(n[1], n[0], 1);
        case ORDER_COMPACT: return day_of(n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
        case ORDER_COUNT: break;
    }
    return 0;
}

bool datetext_same_layout(const DateLayout *a, const DateLayout *b) {
    return a->sep == b->sep && a->time_sep == b->time_sep && a->month_name == b->month_name &&
           a->year_digits == b->year_digits && a->time_parts == b->time_parts &&
           a->meridiem == b->meridiem && a->zone == b->zone && a->odd == b->odd;
}

Str datetext_pattern(const DateLayout *l, DateOrder order, Arena *a) {
    if (l->odd || l->zone || order == ORDER_MONTH) return S("");
    // DuckDB's %y pivots at 69; only four digits say the century by themselves.
    if (l->year_digits != 4) return S("");
    const char *month = l->month_name == 0 ? "%m" : l->month_name == 1 ? "%b" : "%B";
    Str day;
    if (order == ORDER_COMPACT) {
        day = S("%Y%m%d");
    } else if (order == ORDER_YMD) {
        day = str_fmt(a, "%%Y%c%s%c%%d", l->sep, month, l->sep);
    } else if (order == ORDER_DMY) {
        day = str_fmt(a, "%%d%c%s%c%%Y", l->sep, month, l->sep);
    } else if (order == ORDER_MDY && l->month_name == 0) {
        day = str_fmt(a, "%s%c%%d%c%%Y", month, l->sep, l->sep);
    } else {
        return S("");
    }
    static const char *const CLOCKS[] = {"", "", "%H:%M", "%H:%M:%S", "%H:%M:%S.%f"};
    static const char *const CLOCKS_12[] = {"", "", "%I:%M %p", "%I:%M:%S %p", ""};
    if (l->time_parts == 0) return day;
    if (l->meridiem && l->time_parts == 4) return S("");
    const char *clock = (l->meridiem ? CLOCKS_12 : CLOCKS)[l->time_parts];
    return str_fmt(a, STR_F "%c%s", STR_A(day), l->time_sep, clock);
}

Str datetext_example(const DateLayout *l, DateOrder order, Arena *a) {
    const char *year = l->year_digits == 2 ? "26" : "2026";
    const char *month = l->month_name == 0 ? "12" : l->month_name == 1 ? "Dec" : "December";
    char sep[2] = {l->sep ? l->sep : '-', 0};
    const char *time = l->time_parts == 0 ? "" : l->meridiem ? " 2:35 PM" : " 14:35";
    switch (order) {
        case ORDER_YMD: return str_fmt(a, "%s%s%s%s31%s", year, sep, month, sep, time);
        case ORDER_YMD2: return str_fmt(a, "26%s%s%s31%s", sep, month, sep, time);
        case ORDER_DMY: return str_fmt(a, "31%s%s%s%s%s", sep, month, sep, year, time);
        case ORDER_MDY: return str_fmt(a, "%s%s31%s%s%s", month, sep, sep, year, time);
        case ORDER_MONTH: return str_fmt(a, "%s%s%s", month, sep, year);
        case ORDER_COMPACT: return str_fmt(a, "20261231%s", time);
        case ORDER_COUNT: break;
    }
    return S("");
}
