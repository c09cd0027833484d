#include "data/number_text.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"

typedef struct Money {
    Str code, sign;
    bool is_indian;  // 12,34,567 and lakh, crore
    int decimals;    // of an amount that is not whole
} Money;

// A new currency is a new row; what is not here stands behind the number with its code.
static const Money MONEY[] = {
    {STR("INR"), STR("₹"), true, 2},   {STR("USD"), STR("$"), false, 2},
    {STR("EUR"), STR("€"), false, 2},  {STR("GBP"), STR("£"), false, 2},
    {STR("JPY"), STR("¥"), false, 0},  {STR("CNY"), STR("CN¥"), false, 2},
    {STR("BDT"), STR("৳"), true, 2},   {STR("NPR"), STR("Rs "), true, 2},
    {STR("PKR"), STR("Rs "), true, 2}, {STR("LKR"), STR("Rs "), false, 2},
    {STR("KRW"), STR("₩"), false, 0},  {STR("AED"), STR("AED "), false, 2},
};

typedef struct Size {
    double least;
    const char *text;
} Size;

static const Size SIZES[] = {
    {1e12, WORD("{number} T")}, {1e9, WORD("{number} B")}, {1e6, WORD("{number} M")}};
static const Size SIZES_INDIAN[] = {{1e7, WORD("{number} crore")}, {1e5, WORD("{number} lakh")}};

enum { DIGITS_MAX = 64, TEXT_MAX = 512 };
#define PLAIN_MAX 1e15  // above it a double has no units left to show
#define SHORT_LEAST 1e5

static const Money *money_of(Str unit) {
    for (size_t i = 0; i < COUNT_OF(MONEY); i++) {
        if (str_eq_nocase(MONEY[i].code, unit) || str_eq(str_trim(MONEY[i].sign), unit))
            return &MONEY[i];
    }
    return NULL;
}

static Str zeros_cut(Str digits) {
    if (str_find_char(digits, '.') == STR_NONE) return digits;
    while (digits.ptr[digits.len - 1] == '0') digits.len--;
    if (digits.ptr[digits.len - 1] == '.') digits.len--;
    return digits;
}

static bool is_zero(Str digits) {
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] >= '1' && digits.ptr[i] <= '9') return false;
    }
    return true;
}

// The sign, the currency, the grouped digits.
static void number_add(Buf *out, double value, int decimals, const Money *money, Words w) {
    char text[DIGITS_MAX];
    Numerals how = money ? words_numerals_money(w, money->is_indian) : words_numerals(w);
    bool is_plain = fabs(value) < PLAIN_MAX;
    int len = snprintf(text, sizeof text, is_plain ? "%.*f" : "%.*e", decimals, fabs(value));
    if (len <= 0 || (size_t)len >= sizeof text) return;
    Str digits = str_of(text, (size_t)len);
    if (is_plain && (!money || decimals != money->decimals)) digits = zeros_cut(digits);
    if (value < 0 && !is_zero(digits)) buf_add_char(out, '-');  // -0.001 is "0", not "-0"
    if (money) buf_add(out, money->sign);
    if (is_plain)
        words_digits(out, digits, &how);
    else
        buf_add(out, digits);
}

static int decimals_of(double value, Str unit, const Money *money) {
    double size = fabs(value);
    if (size >= PLAIN_MAX) return 3;
    if (value == floor(value) || size >= 10000) return 0;
    if (money && size >= 0.1) return money->decimals;
    if (str_eq(unit, S("%"))) return size < 0.1 ? 2 : 1;
    if (size >= 1000) return 1;
    if (size >= 1) return 2;
    // Three figures: 0.123, 0.00123.
    int zeros = (int)-floor(log10(size)) - 1;
    return zeros > 9 ? 12 : zeros + 3;
}

// "1 day", not "1 days".
static Str unit_word(double value, Str unit, Words w) {
    bool cut =
        fabs(value) == 1 && unit.len > 2 && str_ends(unit, S("s")) && !str_ends(unit, S("ss"));
    return words_term(w, str_slice(unit, 0, unit.len - (cut ? 1 : 0)));
}

static Str with_unit(Str number, double value, Str unit, Words w) {
    if (unit.len == 0) return number;
    return words_of(w, "{number} {unit}", {"number", number}, {"unit", unit_word(value, unit, w)});
}

static Str percent(Str number, Words w) { return words_of(w, "{number} %", {"number", number}); }

static Str number_made(double value, int decimals, const Money *money, Words w) {
    Buf out;
    buf_init(&out, TEXT_MAX);
    number_add(&out, value, decimals, money, w);
    Str text = str_dup(w.a, buf_str(&out));
    buf_done(&out);
    return text;
}

Str number_text_bare(double value, Str unit, Words w) {
    if (!isfinite(value)) return S("-");
    const Money *money = money_of(unit);
    return number_made(value, decimals_of(value, unit, money), money, w);
}

Str number_text(double value, Str unit, Words w) {
    Str number = number_text_bare(value, unit, w);
    if (!isfinite(value) || money_of(unit)) return number;
    return str_eq(unit, S("%")) ? percent(number, w) : with_unit(number, value, unit, w);
}

Str number_text_short(double value, Str unit, Words w) {
    const Money *money = money_of(unit);
    bool is_indian =
        (money ? words_numerals_money(w, money->is_indian) : words_numerals(w)).is_indian;
    const Size *sizes = is_indian ? SIZES_INDIAN : SIZES;
    size_t count = is_indian ? COUNT_OF(SIZES_INDIAN) : COUNT_OF(SIZES);
    if (!isfinite(value) || fabs(value) < SHORT_LEAST) return number_text(value, unit, w);
    for (size_t i = 0; i < count; i++) {
        if (fabs(value) < sizes[i].least) continue;
        double scaled = value / sizes[i].least;
        Str number = number_made(scaled, fabs(scaled) < 100 ? 1 : 0, money, w);
        Str text = words_of(w, sizes[i].text, {"number", number});
        return money ? text : with_unit(text, value, unit, w);
    }
    return number_text(value, unit, w);
}

Str number_text_change(double now, double before, Words w) {
    if (!isfinite(now) || !isfinite(before) || before <= 0) return (Str){0};
    if (now == before) return words_text(w, "no change");
    double rate = 100 * (now - before) / before;
    if (fabs(rate) < 0.05) return words_text(w, "almost no change");
    Str number = number_made(rate, fabs(rate) < 10 ? 1 : 0, NULL, w);
    if (rate > 0) number = str_fmt(w.a, "+" STR_F, STR_A(number));
    return percent(number, w);
}

Str number_text_share(double share, Words w) {
    double part = 100 * share;
    if (!isfinite(part)) return (Str){0};
    if (part > 0 && part < 0.1) {
        return words_of(w, "less than {percent}",
                        {"percent", percent(number_made(0.1, 1, NULL, w), w)});
    }
    // 99.6 % is not all of it.
    bool fine = part < 10 || (part > 99 && part < 100);
    if (part > 99.9 && part < 100)
        return words_of(w, "almost {percent}", {"percent", percent(S("100"), w)});
    return percent(number_made(part, fine ? 1 : 0, NULL, w), w);
}

bool number_text_is_currency(Str unit) {
    if (money_of(unit)) return true;
    for (size_t i = 0; i < unit.len; i++) {
        if (unit.ptr[i] < 'A' || unit.ptr[i] > 'Z') return false;
    }
    return unit.len == 3;
}

bool number_text_is_indian(Str unit) {
    const Money *money = money_of(unit);
    return money && money->is_indian;
}
