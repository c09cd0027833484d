#include "ask/token_number.h"

#include <string.h>

enum { NUMBER_DIGITS_MAX = 40 };

typedef struct Scale {
    Str word;
    double factor;
    bool attached_only;  // "5k" but not "5 k"
} Scale;

static const Scale SCALES[] = {
    {STR("k"), 1e3, true},        {STR("m"), 1e6, true},         {STR("mn"), 1e6, false},
    {STR("b"), 1e9, true},        {STR("bn"), 1e9, false},       {STR("l"), 1e5, true},
    {STR("cr"), 1e7, false},      {STR("hundred"), 1e2, false},  {STR("thousand"), 1e3, false},
    {STR("lakh"), 1e5, false},    {STR("lakhs"), 1e5, false},    {STR("lac"), 1e5, false},
    {STR("lacs"), 1e5, false},    {STR("crore"), 1e7, false},    {STR("crores"), 1e7, false},
    {STR("million"), 1e6, false}, {STR("millions"), 1e6, false}, {STR("billion"), 1e9, false},
    {STR("hazar"), 1e3, false},   {STR("hazaar"), 1e3, false},
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static char char_at(Str s, size_t i) { return i < s.len ? s.ptr[i] : 0; }

double token_number_scale(Str word) {
    for (size_t i = 0; i < COUNT_OF(SCALES); i++) {
        if (!SCALES[i].attached_only && str_eq_nocase(SCALES[i].word, word))
            return SCALES[i].factor;
    }
    return 0;
}

static double scale_attached(Str word) {
    for (size_t i = 0; i < COUNT_OF(SCALES); i++) {
        if (str_eq_nocase(SCALES[i].word, word)) return SCALES[i].factor;
    }
    return 0;
}

static bool is_ordinal(Str word) {
    return str_eq_nocase(word, S("st")) || str_eq_nocase(word, S("nd")) ||
           str_eq_nocase(word, S("rd")) || str_eq_nocase(word, S("th"));
}

// Digits, then one kind of separator and digits, once or twice: 2025-03, 12/03/2026, 1.2.2026.
static size_t date_len(Str text) {
    size_t at = 0, parts = 0, widths[3] = {0};
    char separator = 0;
    while (parts < 3) {
        size_t first = at;
        while (is_digit(char_at(text, at))) at++;
        widths[parts++] = at - first;
        char c = char_at(text, at);
        bool goes_on = (c == '-' || c == '/' || c == '.') && (!separator || c == separator) &&
                       is_digit(char_at(text, at + 1)) && parts < 3;
        if (!goes_on) break;
        separator = c;
        at++;
    }
    bool year_first = widths[0] == 4, year_last = widths[2] == 4 || widths[2] == 2;
    bool three = parts == 3 && widths[1] <= 2 && (year_first ? widths[2] <= 2 : year_last) &&
                 (year_first || widths[0] <= 2);
    bool two = parts == 2 && separator == '-' && year_first && widths[1] == 2;
    bool month_year = parts == 2 && separator == '/' && widths[0] <= 2 && widths[1] == 4;
    if (!three && !two && !month_year) return 0;
    return is_letter(char_at(text, at)) ? 0 : at;
}

// "1,23,456": a comma stays inside when two or three digits follow it.
static bool comma_inside(Str text, size_t at) {
    if (char_at(text, at) != ',') return false;
    size_t digits = 0;
    while (is_digit(char_at(text, at + 1 + digits))) digits++;
    return digits == 3 || (digits == 2 && char_at(text, at + 3) == ',');
}

static size_t plain_len(Str text, char *digits) {
    size_t at = 0, n = 0;
    bool point = false;
    while (n < NUMBER_DIGITS_MAX) {
        char c = char_at(text, at);
        bool is_point = c == '.' && !point && is_digit(char_at(text, at + 1));
        if (is_digit(c) || is_point) {
            point = point || is_point;
            digits[n++] = c;
        } else if (point || !comma_inside(text, at)) {
            break;
        }
        at++;
    }
    digits[n] = 0;
    return at;
}

bool token_number_read(Str text, TokenNumber *ret) {
    if (!is_digit(char_at(text, 0))) return false;
    size_t date = date_len(text);
    if (date > 0) {
        *ret = (TokenNumber){.len = date, .is_date = true};
        return true;
    }
    char digits[NUMBER_DIGITS_MAX + 1];
    TokenNumber number = {.len = plain_len(text, digits)};
    if (!str_to_float(str_from(digits), &number.value)) return false;
    size_t tail = number.len;
    while (is_letter(char_at(text, tail))) tail++;
    Str suffix = str_slice(text, number.len, tail);
    if (suffix.len > 0) {
        double scale = scale_attached(suffix);
        number.ordinal = is_ordinal(suffix);
        if (scale == 0 && !number.ordinal) return false;
        if (scale > 0) number.value *= scale;
        number.len = tail;
    }
    if (is_digit(char_at(text, number.len)) || (unsigned char)char_at(text, number.len) >= 0xC0) {
        return false;
    }
    number.percent = char_at(text, number.len) == '%';
    if (number.percent) number.len++;
    *ret = number;
    return true;
}
